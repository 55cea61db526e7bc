import pytest

from bot.compose.overtaken import finding_of, headline_finding_of, renewed, stands
from bot.compose.passages import citation_of
from bot.model import Edited
from summarizer.model import Reading, Resolved, Span
from tests.factories import (
    HAPPENED,
    HOUR,
    NOON,
    SAID,
    TEXT,
    TITLE,
    make_article,
    make_quote,
    make_reading,
    make_speaker,
    make_stored,
    span_of,
)

OJA = "Foreign Minister Kaarin Oja"
SENTENCE, QUOTATION = (citation_of(make_stored(), span_of(words)) for words in (HAPPENED, SAID))
AGAIN = "The tug left our waters this morning and it will never be let in again."
ELSE = "Nobody in this ministry has ever seen a tug."


def edited(text: str, reading: Reading | None = None, *, title: str = TITLE, **changes: object) -> Edited:
    after = make_stored(make_article(text=text, title=title), version_id=2, version=2, fetched=NOON + HOUR)
    return Edited((make_stored(), after), reading or make_reading(quotes=()), **changes)  # type: ignore[arg-type]


def quoting(words: str, text: str, **speaker: object) -> Reading:
    return make_reading(quotes=(make_quote(words, text=text, speaker=make_speaker(**speaker)),))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + "\n\nA new last paragraph.",
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("waters this", "waters\nthis"),
        TEXT.replace(EARLIER := "Norway had asked", "Norway begged"),
    ],
    ids=["unchanged", "longer", "other marks", "other line breaks", "changed elsewhere"],
)
def test_passages_that_still_stand_are_not_found(text: str) -> None:
    after = edited(text)

    assert [None, None] == [finding_of(QUOTATION, after, by=OJA), finding_of(SENTENCE, after, by=None)]


@pytest.mark.parametrize(
    "change, verb",
    [
        (("8 sailors", "10 sailors"), "changed 8 → 10 in {}"),
        (("on Monday", "late on Monday"), "changed {}"),
        ((HAPPENED, "The harbour was quiet."), "took out {}"),
    ],
    ids=["number", "words", "gone"],
)
def test_what_became_of_a_sentence(change: tuple[str, str], verb: str) -> None:
    finding = finding_of(SENTENCE, edited(TEXT.replace(*change)), by=None)

    assert finding
    assert (verb, "sentence", None, NOON + HOUR) == (finding.verb, finding.what, finding.new, finding.at)


def test_quotation_that_is_gone_was_withdrawn() -> None:
    text = TEXT.replace(SAID, ELSE)

    finding = finding_of(QUOTATION, edited(text, quoting(ELSE, text)), by=OJA)

    assert finding
    assert ("withdrew {}", None) == (finding.verb, finding.new)


def test_quotation_in_new_words_comes_with_them() -> None:
    text = TEXT.replace(SAID, AGAIN)

    finding = finding_of(QUOTATION, edited(text, quoting(AGAIN, text)), by=OJA)

    assert finding
    assert ("changed {}", AGAIN) == (finding.verb, (finding.new or Span(0, 0)).of(text))


def test_like_words_of_somebody_else_are_not_the_new_wording() -> None:
    text = TEXT.replace(SAID, AGAIN)

    finding = finding_of(QUOTATION, edited(text, quoting(AGAIN, text, name="Captain Jaan Tamm")), by=OJA)

    assert finding
    assert ("withdrew {}", None) == (finding.verb, finding.new)


@pytest.mark.parametrize(
    "speaker, verb",
    [
        ({"name": "Kaarin Oja"}, None),
        ({"name": "Captain Jaan Tamm"}, "now attributes {} to Captain Jaan Tamm"),
        ({"name": "she", "resolved": Resolved.ROLE}, None),
    ],
    ids=["the same, shorter", "another", "not named"],
)
def test_who_is_said_to_have_said_it(speaker: dict[str, object], verb: str | None) -> None:
    finding = finding_of(QUOTATION, edited(TEXT, quoting(SAID, TEXT, **speaker)), by=OJA)

    assert verb == (finding and finding.verb)


def test_nothing_stands_of_a_withdrawn_article() -> None:
    finding = finding_of(QUOTATION, edited(TEXT, withdrawn=NOON + 3 * HOUR), by=OJA)

    assert finding
    assert (True, NOON + 3 * HOUR) == (finding.is_withdrawn, finding.at)


def test_change_dates_from_the_first_version_without_the_words() -> None:
    texts = (TEXT, TEXT.replace(SAID, ELSE), TEXT.replace(SAID, ELSE) + "\n\nMore.")
    versions = tuple(
        make_stored(make_article(text=text), version_id=n, version=n, fetched=NOON + n * HOUR)
        for n, text in enumerate(texts, 1)
    )

    finding = finding_of(QUOTATION, Edited(versions, make_reading(quotes=())), by=OJA)

    assert finding
    assert (NOON + 2 * HOUR, 3) == (finding.at, finding.now.version)


@pytest.mark.parametrize(
    "title, headline, found",
    [
        ("Estonia expels tug with 10 men", "1. Estonia expels tug with 8 men", True),
        ("Estonia expels tug with 10 men", "1. Estonia expels tug", False),
        ("Estonia expels tug", "1. Estonia expels tug with 8 men", False),
    ],
    ids=["shown", "not shown", "without another number"],
)
def test_number_of_the_headline(title: str, headline: str, found: bool) -> None:
    before = make_stored(make_article(title="Estonia expels tug with 8 men"))
    after = make_stored(make_article(title=title), version_id=2, version=2)

    finding = headline_finding_of(SENTENCE, Edited((before, after), make_reading()), headline)

    assert found == (finding is not None and "8 → 10" in finding.verb)


def test_words_that_stand_are_cited_anew_at_their_new_place() -> None:
    text = "A new first paragraph.\n\n" + TEXT

    citation = renewed(QUOTATION, edited(text))

    assert (2, 3, SAID) == (citation.version_id, citation.paragraph, text[citation.start : citation.end])


def test_words_that_stand_in_another_style_stay_cited_as_they_were() -> None:
    citation = citation_of(make_stored(make_article(text="It’s over.")), Span(0, 10))
    after = make_stored(make_article(text="It's over."), version_id=2, version=2)

    assert stands("It’s over.", "It's over.")
    assert citation == renewed(citation, Edited((make_stored(), after), make_reading()))
