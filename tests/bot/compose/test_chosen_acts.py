from typing import Any

import pytest

from bot.cards import Tone
from bot.compose.acts import acts_of
from bot.compose.changes import Change
from bot.compose.chosen_acts import acts_to_show, top_act
from bot.model import Story
from summarizer.model import Action, ActionType, Actor, Status
from tests.factories import (
    HAPPENED,
    NOON,
    NORWAY,
    SAID,
    make_action,
    make_article,
    make_bare_reading,
    make_quote,
    make_story,
    make_telling,
)

LATVIA = Actor("Latvia", ("LVA",))
PROTEST = make_action(type=ActionType.PROTEST, actor=LATVIA, phrase="summoned the envoy")


def story_of(*actions: Action, **changes: Any) -> Story:
    return make_story(make_telling(reading=make_bare_reading(actions=actions, **changes)))


def shown(story: Story, change: Change) -> list[str]:
    return [act.best.phrase for act in acts_to_show(acts_of(story), change)]


def update(story: Story, **changes: Any) -> Change:
    return Change(Tone.UPDATE, tellings=story.tellings, **changes)


def test_update_shows_no_act_that_its_readers_have_seen() -> None:
    story = story_of(make_action(), PROTEST)

    assert ["summoned the envoy"] == shown(story, update(story, known=frozenset({"COERCE|EST|NOR"})))


def test_update_shows_no_act_that_its_line_tells() -> None:
    story = story_of(make_action(), PROTEST)

    assert ["summoned the envoy"] == shown(story, update(story, key="COERCE|EST|NOR"))


def test_new_story_shows_all() -> None:
    assert ["expelled a tug with 8 sailors", "summoned the envoy"] == shown(
        story_of(make_action(), PROTEST), Change(Tone.NEW)
    )


@pytest.mark.parametrize(
    "action",
    [
        make_action(phrase="used to expel tugs from the roads"),
        make_action(phrase="injuring three sailors"),
        make_action(SAID, phrase="stand with Norway in this"),
        make_action(phrase="asked us to leave"),
        make_action(phrase="met them on the quay", recipient=Actor("sailors")),
    ],
    ids=["a habit", "a participle", "a claim in a quotation", "a speaker's own word", "a pronoun for nobody known"],
)
def test_what_is_no_news_told_as_an_act_is_not_shown(action: Action) -> None:
    story = story_of(action, PROTEST, quotes=(make_quote(),))

    assert ["summoned the envoy"] == shown(story, Change(Tone.NEW))


def test_announcement_in_a_quotation_is_shown() -> None:
    announced = make_action(SAID, status=Status.ANNOUNCED, phrase="will let no tug of Norway in")

    assert ["will let no tug of Norway in"] == shown(story_of(announced, quotes=(make_quote(),)), Change(Tone.NEW))


def test_axis_of_a_change_without_an_act_is_that_of_what_is_told_anew() -> None:
    first = make_telling(reading=make_bare_reading(actions=(make_action(),)))
    answer = make_telling(
        make_article(url="https://f.example"), article_id=2, fetched=NOON, reading=make_bare_reading(actions=(PROTEST,))
    )
    story = make_story(first, answer)

    top = top_act(acts_of(story), Change(Tone.UPDATE, tellings=(answer,)))

    assert top is not None
    assert PROTEST == top.best


def test_axis_of_a_change_without_any_act_is_that_of_the_countries_it_names_first() -> None:
    other = make_action(type=ActionType.AID, actor=LATVIA, recipient=NORWAY, phrase="sent Norway a pilot boat")
    first = make_telling(reading=make_bare_reading(actions=(make_action(), other)))
    later = make_telling(
        make_article(url="https://f.example", text=HAPPENED), article_id=2, fetched=NOON,
        reading=make_bare_reading(countries=("NOR", "EST", "LVA")),
    )  # fmt: skip
    story = make_story(first, later)

    top = top_act(acts_of(story), Change(Tone.UPDATE, tellings=(later,)))

    assert top is not None
    assert "COERCE|EST|NOR" == top.key
