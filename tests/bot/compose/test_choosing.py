from random import Random

import pytest

from bot.cards import Tone
from bot.compose.acts import acts_of
from bot.compose.changes import Change, Kind
from bot.compose.choosing import Ranked, in_turn
from bot.compose.parties import parties_of
from bot.compose.ranking import Candidate, Rank, Term
from bot.compose.wishes import Subject
from summarizer.model import Actor
from tests.factories import make_action, make_reading, make_story, make_telling


def ranked(story_id: str, points: float, *codes: str) -> Ranked:
    """A story of so many points; the first code acts upon the second."""
    actor, recipient = (Actor(code, (code,)) for code in codes) if codes else (None, None)
    reading = make_reading(actions=(make_action(actor=actor, recipient=recipient),), countries=codes)
    story = make_story(make_telling(reading=reading), id=story_id)
    acts = acts_of(story)
    subject = Subject(story_id, parties_of(story, acts))
    return Ranked(Candidate(story, acts, Change(Tone.NEW, kind=Kind.NEW), subject), Rank((Term("act", points, ""),)))


def ids(found: tuple[Ranked, ...]) -> list[str]:
    return [one.candidate.story.id for one in found]


def penalties(found: tuple[Ranked, ...]) -> dict[str, list[str]]:
    return {one.candidate.story.id: [str(term) for term in one.rank.terms[1:]] for one in found}


WAR = tuple(ranked(f"war-{n}", 20 - n, "RUS", "UKR") for n in range(6))
QUIET = tuple(
    ranked(f"quiet-{one}", 9, one, other)
    for one, other in (("CHL", "BOL"), ("JPN", "MNG"), ("KEN", "TZA"), ("PRT", "MAR"))
)


def test_higher_rank_goes_first() -> None:
    assert ["b", "c", "a"] == ids(in_turn((ranked("a", 1), ranked("b", 3), ranked("c", 2)), places=3))


def test_second_story_on_the_same_two_pays_and_says_so() -> None:
    found = penalties(in_turn(WAR[:3], places=3))

    assert [] == found["war-0"]
    assert ["−1.5 second story on Russia, Ukraine"] == found["war-1"]
    assert ["−9.0 third story on Russia, Ukraine"] == found["war-2"]


def test_one_crisis_does_not_fill_the_digest() -> None:
    first_five = ids(in_turn((*WAR, *QUIET), places=12))[:5]

    assert 2 == sum(one.startswith("war") for one in first_five)


def test_big_crisis_may_have_two_stories_at_the_top() -> None:
    assert ["war-0", "war-1"] == ids(in_turn((*QUIET, *WAR[:2]), places=12))[:2]


def test_one_party_in_common_costs_little() -> None:
    found = in_turn(
        (ranked("a", 9, "USA", "JPN"), ranked("b", 8, "USA", "CHL"), ranked("c", 7, "BOL", "USA")), places=3
    )

    assert {
        "a": [],
        "b": ["−0.5 US in 1 story above it too"],
        "c": ["−1.0 US in 2 stories above it too"],
    } == penalties(found)


def test_stories_without_parties_have_nothing_in_common() -> None:
    assert {"a": [], "b": []} == penalties(in_turn((ranked("a", 2), ranked("b", 1)), places=2))


def test_penalised_story_without_a_place_tells_what_it_would_pay() -> None:
    assert ["−1.5 second story on Russia, Ukraine"] == penalties(in_turn(WAR[:3], places=1))["war-2"]


def test_ranks_fall_from_place_to_place() -> None:
    totals = [one.rank.total for one in in_turn((*WAR, *QUIET), places=12)]

    assert sorted(totals, reverse=True) == totals


@pytest.mark.parametrize("seed", range(3))
def test_order_given_does_not_matter(seed: int) -> None:
    given = [*WAR, *QUIET]
    Random(seed).shuffle(given)

    assert ids(in_turn((*WAR, *QUIET), places=5)) == ids(in_turn(given, places=5))
