from datetime import timedelta
from typing import Any

import pytest

from bot.cards import Buttons, Line, plain
from bot.compose.acts import acts_of
from bot.compose.alert import breaking_act, compose_alert
from bot.model import Story, Telling
from summarizer.model import ActionType, Status
from tests.factories import HAPPENED, HOUR, NOON, make_action, make_article, make_reading, make_story, make_telling

MINUTES = timedelta(minutes=1)
REPORTS = (
    f"{HAPPENED}\n\nHarbour pilots said that nothing remained to be done, and that the berth would be let again.",
    f"{HAPPENED}\n\nA spokeswoman in Oslo told reporters that ministers would study the letter before Friday.",
)


def telling(number: int, *, text: str = "", age: timedelta = 20 * MINUTES, **changes: Any) -> Telling:
    body = text or REPORTS[number - 1]
    outlet = f"Outlet {number}"
    article = make_article(url=f"https://o.example/{number}", outlet=outlet, text=body, published=NOON - age)
    action = make_action(text=body, **changes)
    return make_telling(article, article_id=number, reading=make_reading(quotes=(), key_quote=None, actions=(action,)))


def breaking(*tellings: Telling) -> bool:
    story = make_story(*tellings)
    return breaking_act(acts_of(story), NOON) is not None


def line_of(story: Story) -> str:
    act = breaking_act(acts_of(story), NOON)
    assert act is not None
    block = compose_alert(story, act, NOON).message.cards[0].blocks[0]
    assert isinstance(block, Line)
    return plain(block.runs)


def test_weighty_fresh_act_that_two_voices_tell_is_breaking() -> None:
    assert breaking(telling(1), telling(2))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": ActionType.SANCTION}, True),
        ({"type": ActionType.ASSAULT}, True),
        ({"type": ActionType.MOBILIZE}, False),
        ({"type": ActionType.CONSULT}, False),
        ({"status": Status.ANNOUNCED}, True),
        ({"status": Status.THREATENED}, False),
        ({"status": Status.ALLEGED}, False),
        ({"status": Status.CONDITIONAL}, False),
        ({"paragraph": 5}, False),
        ({"recipient": None}, False),
    ],
    ids=[
        "sanctions", "attack", "mobilisation", "talks", "announced", "threatened", "alleged", "conditional", "far down",
        "nobody to act upon",
    ],
)  # fmt: skip
def test_only_what_is_weighty_and_certain_is_breaking(changes: dict[str, Any], expected: bool) -> None:
    assert expected == breaking(telling(1, **changes), telling(2, **changes))


def test_lone_outlet_is_not_breaking() -> None:
    assert not breaking(telling(1))


def test_copies_of_one_text_are_not_breaking() -> None:
    assert not breaking(telling(1), telling(2, text=REPORTS[0]))


def test_outlet_that_repeats_itself_is_not_breaking() -> None:
    first, second = telling(1), telling(2)
    same = make_telling(second.stored.article, article_id=2, reading=second.reading, outlet=first.outlet)

    assert not breaking(first, same)


@pytest.mark.parametrize(("age", "expected"), [(3 * HOUR, True), (3 * HOUR + MINUTES, False)], ids=["3 h", "older"])
def test_act_first_told_long_ago_is_not_breaking(age: timedelta, expected: bool) -> None:
    assert expected == breaking(telling(1, age=age), telling(2))


def test_threat_of_yesterday_does_not_make_the_act_old() -> None:
    threat = telling(1, age=20 * HOUR, status=Status.THREATENED)
    third = make_article(url="https://o.example/3", outlet="Outlet 3", published=NOON - HOUR)
    done = make_telling(third, article_id=3)

    assert breaking(threat, done, telling(2))


def test_withdrawn_telling_is_no_voice() -> None:
    first, second = telling(1), telling(2)
    withdrawn = Telling(second.stored, second.reading, second.outlet, withdrawn=NOON)

    assert not breaking(first, withdrawn)


def test_what_a_feed_held_already_is_not_breaking() -> None:
    first, second = telling(1), telling(2)
    seeded = make_telling(second.stored.article, article_id=2, reading=second.reading, seeded=True)

    assert not breaking(first, seeded)


def test_line_tells_act_outlets_age_and_id() -> None:
    assert "BREAKING · Estonia expelled a tug with 8 sailors — Outlet 1 +1 outlet, 20 min · bodal" == line_of(
        make_story(telling(1), telling(2))
    )


def test_line_has_twenty_five_words_at_most() -> None:
    phrase = "expelled " + "one more " * 20 + "tug"
    story = make_story(telling(1, phrase=phrase), telling(2, phrase=phrase))

    assert len(line_of(story).split()) <= 25


def test_line_has_a_details_button_and_is_its_own_notification() -> None:
    story = make_story(telling(1), telling(2))
    alert = compose_alert(story, acts_of(story)[0], NOON)
    (buttons,) = (block for block in alert.message.cards[0].blocks if isinstance(block, Buttons))

    assert [("Details", "details", "bodal")] == [(b.label, b.action, b.value) for b in buttons.buttons]
    assert line_of(story) == alert.message.fallback


def test_act_has_one_key_in_its_story() -> None:
    story = make_story(telling(1), telling(2))

    assert "bodal|COERCE|EST|NOR" == compose_alert(story, acts_of(story)[0], NOON).key
