from datetime import timedelta
from typing import Any

import pytest

from bot.compose.acts import acts_of
from bot.compose.wording import (
    age_of,
    cut_words,
    headline_of,
    lead_of,
    outlet_headline,
    outlet_name,
    passage_url,
    what_happened,
)
from bot.model import Outlet, Telling
from summarizer.model import Action, ActionType, Status
from tests.factories import (
    EARLIER,
    HAPPENED,
    HOUR,
    NOON,
    TEXT,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_reading,
    make_story,
    make_telling,
    span_of,
)

TITLE = "Tallinn sends a tug away"


def titled(title: str, text: str = TEXT) -> Telling:
    return make_telling(make_article(title=title, text=text), reading=make_bare_reading())


def headline(*actions: Action) -> str:
    story = make_story(make_telling(make_article(title=TITLE), reading=make_bare_reading(actions=actions)))
    return headline_of(acts_of(story), story.tellings[0])


def test_headline_is_actor_verb_recipient_of_the_completed_act() -> None:
    assert "Estonia expelled a tug with 8 sailors" == headline(make_action())


@pytest.mark.parametrize(
    "changes",
    [
        {"status": Status.ALLEGED},
        {"status": Status.THREATENED},
        {"status": Status.UNDER_DISCUSSION},
        {"recipient": None},
        {"phrase": "was expelled from the roads"},
        {"phrase": "expelled a tug for the “last time”"},
        {"phrase": "asked why?"},
        {"phrase": "expelled " + "a tug and " * 12},
        {"paragraph": 9},
    ],
    ids=["alleged", "threatened", "talked of", "one party", "passive", "quoted words", "question", "long", "deep down"],
)
def test_act_that_makes_no_headline_leaves_it_to_the_outlet(changes: dict[str, object]) -> None:
    assert TITLE == headline(make_action(**changes))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Estonia Expelled A Tug From The Tallinn Roads", "Estonia expelled a tug from the Tallinn roads"),
        ("Norway asked for more time", "Norway asked for more time"),
        ("Will Norway ask for more time?", "Will Norway ask for more time"),
        ("norway asked for more time!", "Norway asked for more time"),
        ("‘It will not be let in again’: Estonia expelled the tug", "Estonia expelled the tug"),
        ("Estonia expelled the tug, “not again” says minister", "Estonia expelled the tug"),
        ("", "Untitled"),
        ("?!", "Untitled"),
    ],
    ids=[
        "title case",
        "sentence case",
        "question",
        "exclamation",
        "quotation first",
        "quotation last",
        "none",
        "marks",
    ],
)
def test_headline_of_an_outlet_is_made_calm(title: str, expected: str) -> None:
    assert expected == outlet_headline(titled(title))


def test_headline_woven_of_quoted_words_gives_way_to_a_sentence_of_the_text() -> None:
    telling = make_telling(make_article(title="Tug ‘not let in’ says ‘angry’ Oja"), reading=make_reading())

    assert HAPPENED.rstrip(".") == outlet_headline(telling)


def test_headline_never_takes_quoted_words_from_the_text() -> None:
    text = "Estonia called the tug “a rusty insult” on Monday."
    reading = make_bare_reading(gist=(span_of(text, text),))
    telling = make_telling(make_article(title="Tug ‘a rusty insult’ says ‘angry’ Oja", text=text), reading=reading)

    assert "insult" not in outlet_headline(telling)


def test_long_headline_is_cut_at_a_word() -> None:
    text = outlet_headline(titled("Estonia and Norway talk about a tug " * 5))

    assert len(text) <= 90
    assert text.endswith("…")
    assert text.rstrip("…").split()[-1] in ["Estonia", "and", "Norway", "talk", "about", "a", "tug"]


def test_whole_text_leads_before_a_blurb_and_then_the_outlets_rank() -> None:
    blurb = make_telling(make_article(full_text=False), outlet=make_outlet(rank=1))
    low = make_telling(outlet=make_outlet(rank=60))
    high = make_telling(outlet=make_outlet(rank=5))

    assert [high, low] == [lead_of((blurb, low, high)), lead_of((blurb, low))]


def test_what_happened_is_a_whole_sentence_of_the_source() -> None:
    ((start, end),) = what_happened(make_telling())

    assert HAPPENED == TEXT[start:end]


def test_short_sentence_goes_before_a_long_one() -> None:
    long = "Estonia, " + "which has many ports, " * 15 + "expelled a tug."
    text = f"{long}\n\n{EARLIER}"
    reading = make_bare_reading(gist=(span_of(long, text), span_of(EARLIER, text)))

    ((start, end),) = what_happened(make_telling(make_article(text=text), reading=reading))

    assert EARLIER == text[start:end]


def test_article_without_a_gist_tells_nothing_rather_than_anything() -> None:
    assert () == what_happened(make_telling(reading=make_bare_reading()))


@pytest.mark.parametrize(
    ("url", "passage", "expected"),
    [
        ("https://a.example/x", "Two words.", "https://a.example/x#:~:text=Two%20words."),
        ("https://a.example/x#top", "Two words", "https://a.example/x#:~:text=Two%20words"),
        ("https://a.example/x", "1 2 3 4 5 6 7 8 9 10 11", "https://a.example/x#:~:text=1%202%203%204%205,7%208%209%2010%2011"),
        ("https://a.example/x", "well-known, it’s & so", "https://a.example/x#:~:text=well%2Dknown%2C%20it%E2%80%99s%20%26%20so"),
        ("https://a.example/x", " ", "https://a.example/x"),
        ("", "Two words", ""),
    ],
    ids=["short", "fragment replaced", "long", "escaped", "no words", "no address"],
)  # fmt: skip
def test_link_leads_to_the_passage(url: str, passage: str, expected: str) -> None:
    assert expected == passage_url(url, passage)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (timedelta(seconds=20), "0 min"),
        (timedelta(minutes=59), "59 min"),
        (HOUR, "1 h"),
        (47 * HOUR, "47 h"),
        (48 * HOUR, "2 d"),
        (-HOUR, "0 min"),
    ],
    ids=["seconds", "minutes", "hour", "hours", "days", "future"],
)
def test_age_is_told_in_one_unit(before: timedelta, expected: str) -> None:
    assert expected == age_of(NOON - before, NOON)


@pytest.mark.parametrize(
    ("label", "expected"),
    [("state media (Norway)", "Daily [state media (Norway)]"), ("", "Daily"), ("news agency", "Daily")],
)
def test_state_media_are_labelled_wherever_they_are_named(label: str, expected: str) -> None:
    assert expected == outlet_name(Outlet("Daily", label=label))


@pytest.mark.parametrize(("most", "expected"), [(9, "one, two three"), (3, "one, two three"), (1, "one…")])
def test_words_are_cut_with_a_sign(most: int, expected: str) -> None:
    assert expected == cut_words("one, two three", most)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": ActionType.AGREE, "phrase": "signed an accord on Thursday"}, TITLE),
        ({"type": ActionType.AGREE, "phrase": "signed an accord with Norway"}, "Estonia signed an accord with Norway"),
        ({"phrase": "thanked his Norwegian counterpart"}, TITLE),
        ({"phrase": "speaking to the Norwegian minister"}, TITLE),
        ({"phrase": "expelled a Norwegian tug in January"}, TITLE),
    ],
    ids=["half of an accord", "both parties", "a person's pronoun", "a participle", "background"],
)
def test_headline_is_made_only_of_a_phrase_that_stands_by_itself(changes: dict[str, Any], expected: str) -> None:
    assert expected == headline(make_action(**changes))


def test_second_act_makes_no_headline_for_the_first() -> None:
    long = make_action(type=ActionType.ASSAULT, phrase="fired at a tug " + "and at a tug " * 8)

    assert TITLE == headline(long, make_action())


def test_verb_of_a_headline_in_title_case_is_lowered_in_any_form() -> None:
    text = "Latvia asked Estonia to halt work.\n\nIts tug carried coal."

    shown = outlet_headline(titled("Latvia Asks Estonia To Halt Tug Carrying Coal", text))

    assert "Latvia asks Estonia to halt tug carrying coal" == shown
