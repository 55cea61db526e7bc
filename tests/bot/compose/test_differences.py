from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import plain
from bot.compose.acts import acts_of
from bot.compose.differences import (
    MAX_DIFFERENCES,
    citations_of,
    differences,
    number_conflicts,
    quotations_of,
    side_by_side,
)
from bot.compose.sides import Difference, Kind
from bot.model import Telling
from summarizer.model import Action, ActionType, Actor, QuoteKind, Status
from tests.bot.compose.generated import any_story
from tests.factories import (
    DAY,
    HOUR,
    NOON,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_quote,
    make_speaker,
    make_story,
    make_telling,
)

MALTA = Actor("Malta", ("MLT",))
LIBYA = Actor("Libya", ("LBY",))
ZAHRA = make_speaker("Transport Minister Karmenu Zahra", codes=("MLT",))


def told(
    outlet: str, text: str, *, hours: float = 0, actions: tuple[Action, ...] = (), quotes: tuple[str, ...] = (),
    kind: QuoteKind = QuoteKind.DIRECT, number: int = 0, **changes: Any,
) -> Telling:  # fmt: skip
    """An outlet's telling, so many hours after noon; `quotes` are Zahra's words in it."""
    at = NOON + hours * HOUR
    spoken = tuple(make_quote(words, text=text, speaker=ZAHRA, kind=kind) for words in quotes)
    reading = make_bare_reading(actions=actions, quotes=spoken)
    article = make_article(text=text, title="Tanker", outlet=outlet, published=at, url=f"https://{outlet[:4]}.example/")
    teller = make_outlet(**({"name": outlet} | changes))
    article_id = number or sum(map(ord, outlet))
    return make_telling(article, reading=reading, outlet=teller, article_id=article_id, fetched=at)


def found(*tellings: Telling) -> tuple[Difference, ...]:
    return differences(make_story(*tellings))


def rows(*tellings: Telling) -> list[str]:
    return [plain(side_by_side(difference)) for difference in found(*tellings)]


def toll(outlet: str, sentence: str, **changes: Any) -> Telling:
    """A report of its own that counts."""
    ways = {"Harbour Daily": "Divers looked for the wreck.", "Fjord Post": "The harbour was closed to ferries at once."}
    return told(outlet, f"{sentence}\n\n{ways.get(outlet, 'Nobody spoke for the navy.')}", **changes)


EIGHT = "Malta detained 8 sailors of a Libyan tanker on Tuesday."
ELEVEN = "Eleven sailors were detained on a tanker from Libya, Valletta said."


def test_numbers_of_one_thing_stand_side_by_side() -> None:
    expected = "Number · held: 8 sailors — Harbour Daily | Eleven sailors — Fjord Post [state media (Norway)]"

    assert [expected] == rows(
        toll("Harbour Daily", EIGHT), toll("Fjord Post", ELEVEN, hours=1, label="state media (Norway)")
    )


@pytest.mark.parametrize(
    ("one", "other", "hours"),
    [
        (EIGHT, "Malta detained eight sailors of a Libyan tanker.", 1),
        ("Some 30 sailors were detained on a Libyan tanker.", "Nearly 31 sailors of a tanker were detained.", 1),
        ("More than 20 sailors of a tanker were detained.", "Malta detained 21 sailors of a tanker.", 1),
        ("Malta detained 1,300 sailors of tankers.", "Of tankers 1,312 sailors were detained.", 1),
        (EIGHT, "Eleven sailors of a Libyan tanker were wounded.", 1),
        (EIGHT, "Malta detained eleven inspectors of a Libyan tanker.", 1),
        (EIGHT, "Malta now holds 11 detained sailors of the tanker.", 20),
        (EIGHT, "Malta detained 11 sailors of the tanker, three more than the 8 sailors first detained.", 1),
        (EIGHT, "In 2019 Malta detained 11 sailors of another tanker.", 1),
    ],
    ids=[
        "equal in words", "about and nearly", "more than", "rounded", "another fate", "another thing", "an update",
        "who gives both", "background",
    ],
)  # fmt: skip
def test_numbers_that_can_both_be_true_are_no_difference(one: str, other: str, hours: float) -> None:
    assert [] == rows(toll("Harbour Daily", one), toll("Fjord Post", other, hours=hours))


def test_newest_version_of_an_outlet_counts() -> None:
    corrected = toll("Harbour Daily", EIGHT.replace("8", "11"), hours=3, number=9)

    assert [] == rows(toll("Harbour Daily", EIGHT), toll("Fjord Post", ELEVEN, hours=1), corrected)


def test_copy_with_an_old_number_is_no_difference() -> None:
    text = (
        "Malta detained {} sailors of a Libyan tanker off the island of Gozo on Tuesday, the navy said in a statement."
    )
    wire = told("Atlas Wire", text.format(11), label="wire", hours=1)

    assert [] == rows(wire, told("Valley Courier", text.format(8)))


SEIZED = "Maltese sailors seized a Libyan tanker off Gozo."
DENIED = "Malta denied that it had seized any Libyan tanker off Gozo."


def seizure(text: str, status: Status, phrase: str, **changes: Any) -> Action:
    values: dict[str, Any] = {"actor": MALTA, "recipient": LIBYA, "type": ActionType.COERCE}
    return make_action(text, text=text, status=status, phrase=phrase, **(values | changes))


def test_what_one_outlet_tells_as_done_and_another_as_denied_differs() -> None:
    done = seizure(SEIZED, Status.DONE, "seized a Libyan tanker off Gozo")
    denial = seizure(DENIED, Status.DENIED, "denied that it had seized any Libyan tanker", type=ActionType.REJECT)

    (row,) = rows(
        told("Harbour Daily", SEIZED, actions=(done,)), told("Fjord Post", DENIED, actions=(denial,), hours=3)
    )

    assert row == (
        "Status · Malta → Libya: coercion: seized a Libyan tanker off Gozo (done) — Harbour Daily"
        " | Malta denied that it had seized any Libyan tanker (denied) — Fjord Post"
    )


def test_denial_that_both_outlets_tell_is_no_difference() -> None:
    denial = seizure(DENIED, Status.DENIED, "denied that it had seized any Libyan tanker", type=ActionType.REJECT)
    both = f"{SEIZED} {DENIED}"
    done = seizure(both, Status.DONE, "seized a Libyan tanker off Gozo")

    assert [] == rows(
        told("Harbour Daily", both, actions=(done, seizure(both, Status.DENIED, "denied that it had"))),
        told("Fjord Post", DENIED, actions=(denial,), hours=3),
    )


@pytest.mark.parametrize(("hours", "count"), [(-2, 0), (2, 1)], ids=["then done", "though done"])
def test_act_that_comes_further_is_progress_and_no_difference(hours: float, count: int) -> None:
    threat = "Malta threatened to seize a Libyan tanker near Gozo island."
    done = seizure(SEIZED, Status.DONE, "seize a Libyan tanker off Gozo island")
    threatened = seizure(threat, Status.THREATENED, "seize a Libyan tanker near Gozo island")

    assert count == len(
        found(
            told("Harbour Daily", SEIZED, actions=(done,)),
            told("Fjord Post", threat, actions=(threatened,), hours=hours),
        )
    )


def test_days_of_one_act_that_outlets_name_differ() -> None:
    one = "The ferry accord between Malta and Libya is to enter into force on July 1."
    other = "Malta and Libya signed a paper on ferries that is to enter into force on June 1."

    (row,) = rows(told("Harbour Daily", one), told("Fjord Post", other, hours=2))

    assert row.startswith("When: ")
    assert "enter into force on July 1 — Harbour Daily | " in row
    assert row.endswith("enter into force on June 1 — Fjord Post")


def test_one_deed_of_two_doers_differs() -> None:
    one = "A Maltese patrol boat rammed a Libyan trawler at dawn."
    other = "Libyan coast guards rammed a Maltese boat, Tripoli complained."

    (row,) = rows(told("Harbour Daily", one), told("Fjord Post", other, hours=2))

    assert row == (
        "Who did it · who rammed: Maltese patrol boat rammed a Libyan trawler at dawn — Harbour Daily"
        " | Libyan coast guards rammed a Maltese boat — Fjord Post"
    )


def test_outlet_that_tells_both_deeds_differs_from_nobody() -> None:
    one = "A Maltese patrol boat rammed a Libyan trawler at dawn."
    other = f"Libyan coast guards rammed a Maltese boat, Tripoli complained. {one}"

    assert [] == rows(told("Harbour Daily", one), told("Fjord Post", other, hours=2))


def speech(outlet: str, words: str, **changes: Any) -> Telling:
    return told(outlet, f"“{words}” the minister said in {outlet}.", quotes=(words,), **changes)


WHOLE = "We will open the port to Libyan ships, but only after the crew has been heard by a judge."
CUT = "We will open the port to Libyan ships"
REWORDED = "We shall open our harbour to Libyan ships, but only once a judge has heard the crew."


def kinds(*tellings: Telling) -> list[Kind]:
    return [difference.kind for difference in found(*tellings)]


def test_cut_that_changes_the_sense_shows_both_wordings() -> None:
    (cut,) = found(speech("Harbour Daily", WHOLE), speech("Fjord Post", CUT, hours=1))

    assert Kind.CUT is cut.kind
    assert [WHOLE, CUT] == [quotation.words for quotation, _ in quotations_of(cut)]


@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        ("We will open the port to Libyan ships. But that takes time.", CUT),
        ("We will open the port to Libyan ships and to their crews", CUT),
        ("Our decision is made: we will open the port to Libyan ships", CUT),
        ("The cranes stand ready", "But the crews are not here"),
    ],
    ids=["a sentence more", "no condition", "an opening", "another utterance"],
)
def test_cut_that_changes_nothing_is_no_difference(whole: str, cut: str) -> None:
    assert [] == kinds(speech("Harbour Daily", whole), speech("Fjord Post", cut, hours=1))


def test_condition_left_off_before_is_a_cut() -> None:
    whole = "If the crew is heard by a judge, we will open the port to Libyan ships"

    assert [Kind.CUT] == kinds(speech("Harbour Daily", whole), speech("Fjord Post", CUT, hours=1))


def test_one_utterance_in_two_wordings_shows_both() -> None:
    (difference,) = found(speech("Harbour Daily", WHOLE), speech("Fjord Post", REWORDED, hours=1))

    assert Kind.QUOTE is difference.kind
    assert [WHOLE, REWORDED] == [citation.words for _, citation in quotations_of(difference)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don't favour organised escorts for their harbours", "We do not favor organized escorts for their harbors"),
        ("The crew will be heard by a judge on Friday morning", "The owner has paid for the diesel and for the tugs"),
        (WHOLE, WHOLE.replace(",", "")),
    ],
    ids=["spelling", "two utterances", "punctuation"],
)
def test_one_wording_and_two_utterances_are_no_difference(one: str, other: str) -> None:
    assert [] == kinds(speech("Harbour Daily", one), speech("Fjord Post", other, hours=1))


def test_partial_quotations_stand_in_their_sentences() -> None:
    texts = [f"The minister spoke of “{words}”." for words in (WHOLE[:-1], REWORDED[:-1])]
    tellings = [
        told(outlet, text, quotes=(text.split("“")[1].rstrip("”."),), kind=QuoteKind.PARTIAL)
        for outlet, text in zip(("Harbour Daily", "Fjord Post"), texts, strict=True)
    ]

    (difference,) = found(*tellings)

    assert not difference.is_quoted
    assert sorted(texts) == sorted(citation.words for citation in citations_of(difference))


READ_OUTS = {
    "MLT": "President Tarxien spoke with President Misrata by phone. The two leaders discussed {}, a statement said.",
    "LBY": "Misrata took a call from Tarxien on Tuesday. They exchanged views on {}. The Presidency said no more.",
}


def call(outlet: str, country: str, topics: str, **changes: Any) -> Telling:
    text = READ_OUTS[country].format(topics)
    act = make_action(text, text=text, type=ActionType.CONSULT, actor=MALTA, recipient=LIBYA, phrase="spoke with")
    return told(outlet, text, actions=(act,), country=country, **changes)


def test_read_outs_say_what_only_one_has() -> None:
    ours = call("Valletta Bulletin", "MLT", "fishing rights and the price of diesel", label="government")
    theirs = call(
        "Tripoli Voice", "LBY", "fishing rights, and visas for students", hours=1, label="state media (Libya)"
    )

    (row,) = rows(ours, theirs)

    assert row == (
        "Read-outs: only in Valletta Bulletin: price of diesel"
        " | only in Tripoli Voice [state media (Libya)]: visas for students"
    )


def test_read_outs_that_agree_are_no_difference() -> None:
    ours = call("Valletta Bulletin", "MLT", "fishing rights and the price of diesel", label="government")
    theirs = call("Tripoli Voice", "LBY", "the price of diesel and fishing rights", hours=1)

    assert [] == rows(ours, theirs)


def test_one_outlet_differs_from_nobody() -> None:
    assert () == found(toll("Harbour Daily", EIGHT))


def test_withdrawn_article_differs_from_nobody() -> None:
    gone = toll("Fjord Post", ELEVEN, hours=1)
    withdrawn = Telling(gone.stored, gone.reading, gone.outlet, withdrawn=NOON + DAY)

    assert [] == rows(toll("Harbour Daily", EIGHT), withdrawn)


def test_every_order_of_real_tellings_gives_the_same_differences() -> None:
    denial = seizure(DENIED, Status.DENIED, "denied that it had seized any Libyan tanker", type=ActionType.REJECT)
    done = seizure(SEIZED, Status.DONE, "seized a Libyan tanker off Gozo")
    tellings = (
        toll("Harbour Daily", EIGHT), toll("Fjord Post", ELEVEN, hours=1), speech("Gulf Ledger", WHOLE),
        speech("Aegean News", REWORDED, hours=1), told("Nile Post", SEIZED, actions=(done,)),
        told("Rhein Echo", DENIED, actions=(denial,), hours=2),
    )  # fmt: skip
    expected = found(*tellings)

    assert [Kind.NUMBER, Kind.STATUS, Kind.QUOTE] == [difference.kind for difference in expected]
    for seed in range(10):
        assert expected == found(*Random(seed).sample(tellings, len(tellings)))


@settings(max_examples=25, deadline=timedelta(seconds=5), derandomize=True)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_differences_do_not_hang_on_the_order_of_the_tellings(seed: int, order: int) -> None:
    story = any_story(Random(seed))
    shuffled = tuple(Random(order).sample(story.tellings, len(story.tellings)))
    expected = differences(story)

    assert expected == differences(make_story(*shuffled))
    assert len(expected) <= MAX_DIFFERENCES


@settings(max_examples=20, deadline=timedelta(seconds=5), derandomize=True)
@given(st.integers(0, 2**32))
def test_every_word_of_a_side_is_cited_from_its_text(seed: int) -> None:
    story = any_story(Random(seed))
    texts = {telling.stored.version_id: telling.stored.article.text for telling in story.tellings}

    for difference in differences(story):
        assert all(c.words and texts[c.version_id][c.start : c.end] == c.words for c in citations_of(difference))


def test_first_numbers_of_one_act_are_kept_with_their_outlets() -> None:
    ten = make_telling(
        make_article(outlet="Fjord Post"), article_id=2, outlet=make_outlet(name="Fjord Post", rank=90),
        reading=make_bare_reading(actions=(make_action(phrase="expelled a tug with 10 sailors"),)),
    )  # fmt: skip
    (act,) = acts_of(make_story(make_telling(), ten))

    assert (("8", "Harbour Daily"), ("10", "Fjord Post")) == number_conflicts(act)


def test_outlets_that_agree_have_no_conflict() -> None:
    (act,) = acts_of(make_story(make_telling(), make_telling(article_id=2)))

    assert () == number_conflicts(act)
