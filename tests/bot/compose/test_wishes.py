from dataclasses import dataclass

import pytest

from bot.compose.acts import acts_of
from bot.compose.parties import parties_of
from bot.compose.wishes import Subject, Wishes, filtered_by, followed, muted_by, watched
from bot.model import Follow, Story
from summarizer.model import ActionType, Actor
from tests.factories import HOUR, NOON, make_action, make_reading, make_story, make_telling

CHILE = Actor("Santiago", ("CHL",))
WFP = Actor("the World Food Programme", ("WFP",))
MILITIA = Actor("the Tide Brigade")


@dataclass(frozen=True)
class Tags:
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


STORY = make_story(
    make_telling(
        reading=make_reading(
            actions=(
                make_action(),
                make_action(type=ActionType.REJECT, actor=CHILE, recipient=WFP),
                make_action(type=ActionType.ACCUSE, actor=MILITIA, recipient=CHILE),
            )
        )
    )
)
TAGGED = Tags(("sanctions", "shipping"), ("europe",))


def subject(story: Story = STORY, tags: Tags = TAGGED) -> Subject:
    return Subject(story.id, parties_of(story, acts_of(story)), tags)


def wishes(*follows: str, mutes: tuple[str, ...] = ()) -> Wishes:
    return Wishes(follows=(*map(Follow, follows), *(Follow(subject, mute=True) for subject in mutes)))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("actor:EST", "Estonia"),
        ("actor:CHL", "Chile"),
        ("actor:UN", "UN"),
        ("pair:EST>NOR", "Estonia → Norway"),
        ("topic:shipping", "shipping"),
        ("region:europe", "europe"),
        ("story:bodal", "this story"),
    ],
    ids=["party", "party of a lesser act", "body of a party", "pair", "topic", "region", "story"],
)
def test_story_touches_what_is_followed(wanted: str, words: str) -> None:
    assert (words,) == followed(wishes(wanted), subject(), NOON)


@pytest.mark.parametrize(
    "wanted", ["actor:USA", "pair:NOR>EST", "topic:energy", "region:asia", "story:vodij", "planet:mars", "nonsense"]
)
def test_story_does_not_touch_what_is_not_in_it(wanted: str) -> None:
    assert () == followed(wishes(wanted), subject(), NOON)


def test_what_two_do_together_is_a_pair_both_ways() -> None:
    talks = make_story(make_telling(reading=make_reading(actions=(make_action(type=ActionType.CONSULT),))))

    assert ("Norway → Estonia",) == followed(wishes("pair:NOR>EST"), subject(talks), NOON)


@pytest.mark.parametrize(
    ("mute", "reason"),
    [
        ("actor:NOR", "you muted Norway"),
        ("pair:EST>NOR", "you muted Estonia → Norway"),
        ("topic:sanctions", "you muted sanctions"),
        ("story:bodal", "you muted this story"),
        ("actor:CHL", ""),
        ("pair:CHL>WFP", ""),
        ("topic:energy", ""),
    ],
    ids=["party", "pair", "topic", "story", "party of a lesser act", "pair of a lesser act", "other topic"],
)
def test_mute_keeps_out_what_is_mainly_about_it(mute: str, reason: str) -> None:
    assert reason == muted_by(wishes(mutes=(mute,)), subject(), NOON)


@pytest.mark.parametrize(
    ("follow", "mute", "is_kept"),
    [
        ("story:bodal", "actor:EST", True),
        ("pair:EST>NOR", "actor:NOR", True),
        ("actor:EST", "actor:NOR", True),
        ("topic:shipping", "actor:NOR", False),
        ("actor:EST", "story:bodal", False),
    ],
    ids=["story over actor", "pair over actor", "as exact", "actor over topic", "muted story"],
)
def test_exacter_wish_holds(follow: str, mute: str, is_kept: bool) -> None:
    assert is_kept == (muted_by(wishes(follow, mutes=(mute,)), subject(), NOON) == "")


def test_wishes_end() -> None:
    ended = (Follow("actor:EST", until=NOON), Follow("actor:NOR", until=NOON, mute=True))
    lasting = (Follow("actor:EST", until=NOON + HOUR), Follow("topic:sanctions", until=NOON + HOUR, mute=True))

    assert ("", ()) == (
        muted_by(Wishes(follows=ended), subject(), NOON),
        followed(Wishes(follows=ended), subject(), NOON),
    )
    assert ("Estonia",) == followed(Wishes(follows=lasting), subject(), NOON)


@pytest.mark.parametrize(
    ("topics", "regions", "reason"),
    [
        ((), (), ""),
        (("energy", "shipping"), (), ""),
        ((), ("europe", "asia"), ""),
        (("energy", "trade"), (), "not about energy, trade"),
        (("shipping",), ("asia",), "not about asia"),
        (("energy",), ("asia",), "not about energy; not about asia"),
    ],
    ids=["no filter", "any topic", "any region", "no topic", "topic but no region", "neither"],
)
def test_filter_wants_any_topic_and_any_region(topics: tuple[str, ...], regions: tuple[str, ...], reason: str) -> None:
    assert reason == filtered_by(Wishes(topics=topics, regions=regions), subject(), NOON)


def test_story_that_is_followed_passes_every_filter() -> None:
    wanted = Wishes(topics=("energy",), follows=(Follow("story:bodal"),))

    assert "" == filtered_by(wanted, subject(), NOON)


def test_watch_list_names_parties_the_most_important_first() -> None:
    assert ("Estonia", "Norway", "Chile") == watched(Wishes(watch=frozenset({"CHL", "NOR", "EST", "USA"})), subject())


def test_group_without_a_code_is_a_party_by_its_name() -> None:
    raid = make_story(make_telling(reading=make_reading(actions=(make_action(recipient=MILITIA),))))

    assert "the tide brigade" in subject(raid).parties.main


def test_story_without_acts_is_about_the_countries_that_its_articles_name() -> None:
    bare = make_story(make_telling(reading=make_reading(actions=(), countries=("FIN", "SWE", "NOR"))))

    assert ("FIN", "SWE") == subject(bare).parties.main
