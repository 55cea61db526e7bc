import pytest

from summarizer.terms import MAX_WORDS, TITLE_COUNTS, common, told


def test_terms_are_stems_that_count_more_in_the_title() -> None:
    found = told("Tunnels", "The tunnel was flooded. Tunnels flood.")

    assert {"tunnel": 2 + TITLE_COUNTS, "flood": 2} == found.counts


def test_form_is_as_the_article_writes_it() -> None:
    assert {"orinoco": "Orinoco", "pearl": "Pearl’s"} == told("", "Orinoco Pearl’s, the orinoco.").forms


def test_parties_are_the_two_named_most() -> None:
    text = "Greece and Turkey spoke. Greece asked Turkey. Italy and Greece watched Turkey."

    assert ("GRC", "TUR") == told("", text).parties


def test_country_named_once_is_no_party() -> None:
    assert ("GRC",) == told("Greece watches", "Greece watched Italy.").parties


@pytest.mark.parametrize(
    "text",
    [
        "so said Foreign Minister Tarek al-Shenouda on Monday",
        "Egypt's foreign minister, Tarek al-Shenouda, left",
        "a spokeswoman, Tarek al-Shenouda, left",
        "and Tarek al-Shenouda, the minister for trade, left",
    ],
)
def test_official_is_known_by_the_office(text: str) -> None:
    assert {"tarek", "al-shenouda"} <= told("", text).officials.keys()


def test_person_without_an_office_is_no_official() -> None:
    assert {} == told("", "A lorry driver named Firuz Sattorov left.").officials


def test_name_within_a_sentence_is_kept_whole() -> None:
    text = "Divers left the wreck of the Pale Heron in Tarbert Sound. Nobody saw the Strait of Corran."

    assert {"pale", "heron", "tarbert", "sound", "corran"} == told("", text).proper.keys()
    assert "Strait of Corran" == told("", text).proper["corran"]


@pytest.mark.parametrize(
    "text",
    [
        "ONHAVA, March 12 (Lantern Wire) – divers left.",
        "the envoy of Greece left Athens",
        "so said Foreign Minister Tarek Shenouda",
        "they sailed on the Red Sea",
    ],
    ids=["dateline", "country and capital", "official", "word of many names"],
)
def test_what_many_stories_name_is_no_name_of_its_own(text: str) -> None:
    assert {} == told("", text).proper


def test_name_in_the_head_is_known_as_such() -> None:
    text = "They found the Heron.\n\nThen they left the Tarbert."

    assert {"heron"} == told("Divers find wreck", text).headed
    assert {"heron", "tarbert"} == told("Tarbert waits", text).headed


def test_opening_only_is_read() -> None:
    assert {"word"} == told("", "word " * MAX_WORDS + "tail").counts.keys()


def test_words_of_any_report_are_common() -> None:
    assert {"minister", "sanction", "february"} <= common()
