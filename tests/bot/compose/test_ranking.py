from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.compose.acts import acts_of
from bot.compose.changes import Kind, change_of, snapshot_of
from bot.compose.parties import parties_of
from bot.compose.ranking import CHANGES, SMALL, Candidate, Rank, Term, rank_of
from bot.compose.wishes import Subject, Wishes
from bot.model import Follow, Snapshot, Story, Telling
from summarizer.model import ActionType, Actor, Status
from tests.factories import (
    DAY,
    HOUR,
    NOON,
    make_action,
    make_article,
    make_bare_reading,
    make_reading,
    make_story,
    make_telling,
)

NOWHERE = make_article(title="Tug leaves", published=NOON - 5 * HOUR)  # a headline that tells no act


def candidate(story: Story, before: Snapshot | None = None) -> Candidate:
    acts = acts_of(story)
    change = change_of(story, acts, before)
    assert change is not None
    return Candidate(story, acts, change, Subject(story.id, parties_of(story, acts)), before)


def rank(story: Story, wishes: Wishes | None = None, before: Snapshot | None = None) -> Rank:
    return rank_of(candidate(story, before), wishes or Wishes(), NOON)


def words(found: Rank, name: str) -> list[str]:
    return [str(term) for term in found.terms if term.name == name]


def seen(story: Story, *, updates: int = 0) -> Snapshot:
    return replace(snapshot_of(story, acts_of(story), (), None), updates=updates)


def told(number: int, text: str, **article: Any) -> Telling:
    outlet = f"Outlet {number}"
    return make_telling(
        make_article(url=f"https://o.example/{number}", outlet=outlet, text=text, **article),
        article_id=number,
        reading=make_bare_reading(),
    )


def acting(**changes: Any) -> Story:
    """A story of one act, told in a headline that does not name it."""
    return make_story(make_telling(NOWHERE, reading=make_reading(actions=(make_action(**changes),))))


# three reports that share neither sentences nor facts
REPORTS = (
    "Port officials in Tallinn logged the departure at dawn, and harbour pilots said that nothing remained to be done.",
    "A spokeswoman in Oslo told reporters that ministers would study the letter before the cabinet meets on Friday.",
    "Fishermen off Saaremaa described how patrol boats had circled all night long while lights burned on both bridges.",
)


def test_rank_is_a_sum_told_in_words() -> None:
    assert [
        "+7.0 coercion 7.0, done ×1.0",
        "+2.0 new since the last digest",
        "−0.4 5 h old",
    ] == [str(term) for term in rank(acting()).terms]


def test_total_is_the_sum_of_what_is_printed() -> None:
    found = rank(acting(), Wishes(watch=frozenset({"EST"}), follows=(Follow("actor:NOR"),)))

    assert round(sum(round(term.points, 1) for term in found.terms), 1) == found.total
    assert 13.1 == found.total


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"type": ActionType.SANCTION}, "+6.0 sanctions 6.0, done ×1.0"),
        ({"status": Status.THREATENED}, "+4.2 coercion 7.0, threatened ×0.6"),
        ({"recipient": None}, "+4.2 coercion 7.0, done ×1.0, unclear ×0.60"),
        ({"paragraph": 5}, "+4.2 coercion 7.0, done ×1.0, from ¶5 ×0.60"),
    ],
    ids=["type", "status", "party", "place"],
)
def test_act_is_weighed_by_type_status_parties_and_place(changes: dict[str, Any], expected: str) -> None:
    assert [expected] == words(rank(acting(**changes)), "act")


def test_act_in_a_headline_counts_more() -> None:
    assert ["+9.8 coercion 7.0, done ×1.0, in a headline ×1.40"] == words(rank(make_story()), "act")


def test_three_acts_count_and_each_less_than_the_one_before() -> None:
    types = (ActionType.COERCE, ActionType.SANCTION, ActionType.THREATEN, ActionType.REJECT)
    actions = tuple(make_action(type=kind) for kind in types)
    found = rank(make_story(make_telling(NOWHERE, reading=make_reading(actions=actions))))

    assert [
        "+7.0 coercion 7.0, done ×1.0",
        "+3.0 sanctions 6.0, done ×1.0, second act ×0.50",
        "+1.2 threat 3.5, done ×1.0, third act ×0.33",
    ] == words(found, "act")


def test_story_without_acts_says_so() -> None:
    assert ["+1.0 no act understood"] == words(rank(make_story(make_telling(reading=make_bare_reading()))), "act")


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, []), (2, ["+3.0 told by 2 independent outlets"]), (3, ["+4.8 told by 3 independent outlets"])],
)
def test_each_doubling_of_voices_counts(count: int, expected: list[str]) -> None:
    tellings = (told(n, text) for n, text in enumerate(REPORTS[:count], 1))

    assert expected == words(rank(make_story(*tellings)), "voices")


def test_copies_are_one_voice() -> None:
    copies = make_story(*(told(n, REPORTS[0] + " " + REPORTS[1]) for n in range(1, 5)))

    assert [] == words(rank(copies), "voices")


def test_watch_list_is_named() -> None:
    wishes = Wishes(watch=frozenset({"EST", "NOR", "USA"}))

    assert ["+3.0 watch list: Estonia, Norway"] == words(rank(acting(), wishes), "watch list")


@pytest.mark.parametrize(
    ("follows", "expected"),
    [
        (("actor:EST",), ["+3.0 you follow Estonia"]),
        (("actor:EST", "pair:EST>NOR"), ["+4.5 you follow Estonia, Estonia → Norway"]),
        (("story:bodal",), ["+3.0 you follow this story"]),
        (("actor:USA", "pair:NOR>EST"), []),
    ],
    ids=["actor", "and pair", "story", "others"],
)
def test_follows_are_named(follows: tuple[str, ...], expected: list[str]) -> None:
    wishes = Wishes(follows=tuple(map(Follow, follows)))

    assert expected == words(rank(acting(), wishes), "follow")


def test_follow_that_has_ended_counts_for_nothing() -> None:
    assert [] == words(rank(acting(), Wishes(follows=(Follow("actor:EST", until=NOON),))), "follow")


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(minutes=20), []),
        (5 * HOUR, ["−0.4 5 h old"]),
        (DAY, ["−1.9 24 h old"]),
        (9 * DAY, ["−3.8 9 d old"]),
    ],
    ids=["fresh", "hours", "a day", "no more after two days"],
)
def test_age_costs_little(age: timedelta, expected: list[str]) -> None:
    story = make_story(make_telling(make_article(published=NOON - age)))

    assert expected == words(rank(story), "age")


def test_act_that_the_channel_knows_counts_a_quarter() -> None:
    first = make_telling(NOWHERE)
    fresh = make_action(type=ActionType.SANCTION, actor=Actor("Oslo", ("NOR",)), recipient=Actor("Tallinn", ("EST",)))
    title = make_article(url="https://n.example", title="Tug leaves")
    later = make_telling(title, reading=make_reading(actions=(fresh,)), article_id=2)

    found = rank(make_story(first, later), before=seen(make_story(first)))

    assert [
        "+6.0 sanctions 6.0, done ×1.0",
        "+0.9 coercion 7.0, done ×1.0, known here ×0.25, second act ×0.50",
    ] == words(found, "act")
    assert ["+2.0 a new act in a story shown here"] == words(found, "change")


def test_status_that_moved_counts_more_than_a_new_speaker() -> None:
    assert CHANGES[Kind.STATUS][0] > CHANGES[Kind.ACT][0] > max(CHANGES[kind][0] for kind in SMALL)
    assert CHANGES[Kind.SPEAKER][0] == min(points for points, _ in CHANGES.values())


def test_act_that_is_done_now_is_an_act_whose_status_moved() -> None:
    threat = make_telling(NOWHERE, reading=make_reading(actions=(make_action(status=Status.THREATENED),)))
    done = make_telling(make_article(url="https://n.example", title="Tug leaves"), article_id=2)

    found = rank(make_story(threat, done), before=seen(make_story(threat)))

    assert ["+3.0 an act shown here changed its status"] == words(found, "change")


@pytest.mark.parametrize(
    ("updates", "expected"),
    [
        (0, []),
        (1, ["−1.0 a small update after 1 update shown here"]),
        (3, ["−3.0 a small update after 3 updates shown here"]),
        (9, ["−4.0 a small update after 9 updates shown here"]),
    ],
)
def test_small_updates_of_one_story_count_less_each_time(updates: int, expected: list[str]) -> None:
    before = make_telling(NOWHERE, reading=make_reading(actions=(make_action(status=Status.ALLEGED),)))
    confirmed = make_telling(make_article(url="https://n.example", title="Tug leaves"), article_id=2)

    found = rank(make_story(before, confirmed), before=seen(make_story(before), updates=updates))

    assert expected == words(found, "repeated")


def test_update_is_corroborated_by_what_the_channel_has_not_seen() -> None:
    shown = tuple(told(n, text) for n, text in enumerate(REPORTS, 1))
    fresh = make_telling(make_article(url="https://n.example"), article_id=9)

    found = rank(make_story(*shown, fresh), before=seen(make_story(*shown)))

    assert [] == words(found, "voices")


def test_term_has_a_sign_and_one_decimal() -> None:
    assert ["+2.0 two", "−0.5 less"] == [str(Term("x", 2, "two")), str(Term("x", -0.5, "less"))]
