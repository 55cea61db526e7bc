import pytest

from bot.compose.turns_told import denials_told, effects_told, refusals_told
from bot.model import Snapshot, Story, Telling
from tests.factories import NOON, make_article, make_bare_reading, make_story, make_telling

KNOWN = Snapshot(acts={"ACCUSE|SWE|RUS": "done||2026-03-10"}, versions={1: 1})
ACCUSED = "Sweden accused Russia of an attack on its port."


def told(text: str, number: int, title: str = "A port is attacked") -> Telling:
    article = make_article(title=title, text=text, url=f"https://fjord.example/{number}")
    return make_telling(article, reading=make_bare_reading(), article_id=number, version_id=number, fetched=NOON)


def story(text: str, *, before: str = ACCUSED, title: str = "A port is attacked") -> Story:
    return make_story(told(before, 1), told(text, 2, title))


@pytest.mark.parametrize(
    "text",
    [
        "Russia denied any part in the attack.",
        "Russia has nothing to do with the attack.",
        "Russia had no part in the attack.",
        "Moscow rejected the accusation.",
    ],
)
def test_denial_to_nobody_named_is_told(text: str) -> None:
    assert [text.rstrip(".")] == list(denials_told(story(text), KNOWN))


def test_denial_is_told_with_the_headline_that_tells_it() -> None:
    denied = story("Russia denied any part in the attack.", title="Russia denies part in attack")

    assert ["Russia denies part in attack"] == list(denials_told(denied, KNOWN))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Russia denied any role in it.", "Sweden spoke. Russia denied any part in the attack."),
        ("Peru denied any part in the attack.", ACCUSED),
        ("A day passed.\n\nIt rained.\n\nIt snowed.\n\nRussia denied any part in the attack.", ACCUSED),
    ],
    ids=["told before", "no party to it", "deep in the text"],
)
def test_denial_that_is_no_news_is_not_told(text: str, before: str) -> None:
    assert [] == list(denials_told(story(text, before=before), KNOWN))


def test_coming_into_force_is_told() -> None:
    text = "The truce between Chad and Niger took effect at midnight."

    assert [text.rstrip(".")] == list(effects_told(story(text), KNOWN))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("The truce will have taken effect by Monday.", ACCUSED),
        ("It took effect at noon.", ACCUSED),
        ("The truce took effect at midnight.", "The truce came into force."),
    ],
    ids=["to come", "nothing named", "told before"],
)
def test_what_did_not_newly_come_into_force_is_not_told(text: str, before: str) -> None:
    assert [] == list(effects_told(story(text, before=before), KNOWN))


def test_refusal_of_somebody_who_had_no_part_so_far_is_told() -> None:
    refused = story("Peru stays at home.", title="Peru refuses to send ships to the port")

    assert ["Peru refuses to send ships to the port"] == list(refusals_told(refused, KNOWN))


@pytest.mark.parametrize(
    "title",
    ["Estonia refuses to send ships to the port", "Peru sends ships to the port", "Owner refuses to sell the port"],
    ids=["a party to it", "no refusal", "no country"],
)
def test_headline_without_a_newcomers_refusal_is_not_told(title: str) -> None:
    assert [] == list(refusals_told(story("A day passed.", title=title), KNOWN))
