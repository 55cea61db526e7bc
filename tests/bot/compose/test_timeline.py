from dataclasses import replace

from bot.cards import plain
from bot.compose.acts import acts_of
from bot.compose.timeline import Moment, row_of, timeline_of, weightiest
from bot.model import Telling
from summarizer.model import Action, ActionType, Status
from tests.factories import (
    DAY,
    HOUR,
    NOON,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_story,
    make_telling,
)

THREAT = make_action(status=Status.THREATENED, phrase="threatened to expel a tug")
DEED = make_action(phrase="expelled a Norwegian tug")


def told(article_id: int, *actions: Action, after: int = 0, outlet: str = "Fjord Post") -> Telling:
    """An article of one outlet, so many hours after the first."""
    at = NOON + after * HOUR
    article = make_article(url=f"https://{article_id}.example/1", published=at, outlet=outlet)
    reading = make_bare_reading(actions=actions)
    return make_telling(
        article, reading=reading, outlet=make_outlet(name=outlet), article_id=article_id, version_id=article_id
    )


def moments(*tellings: Telling) -> tuple[Moment, ...]:
    story = make_story(*tellings)
    return timeline_of(story, acts_of(story))


def lines(*tellings: Telling) -> list[str]:
    return [plain(row_of(moment, "Europe/Tallinn")) for moment in moments(*tellings)]


def test_status_that_moves_on_is_a_line_of_its_own() -> None:
    assert [
        "10 Mar 14:00 Estonia → Norway: threatened to expel a tug (threatened) — Fjord Post",
        "11 Mar 14:00 Estonia → Norway: expelled a Norwegian tug (threatened → done) — Harbour Daily",
    ] == lines(told(1, THREAT), told(2, DEED, after=24, outlet="Harbour Daily"))


def test_act_told_again_is_told_once() -> None:
    assert 1 == len(moments(told(1, DEED), told(2, DEED, after=5)))


def test_vaguer_word_for_what_is_done_is_no_line() -> None:
    assert 1 == len(moments(told(1, DEED), told(2, replace(DEED, status=Status.ANNOUNCED), after=5)))


def test_denial_is_a_line_after_the_deed() -> None:
    denial = replace(DEED, status=Status.DENIED)

    statuses = [moment.action.status for moment in moments(told(1, DEED), told(2, denial, after=5)) if moment.action]

    assert [Status.DONE, Status.DENIED] == statuses


def test_one_act_under_two_types_is_told_once_within_a_day() -> None:
    accused = make_action(type=ActionType.ACCUSE, phrase="accused Norway of smuggling")
    protested = make_action(type=ActionType.PROTEST, phrase="protested to Norway")

    assert 1 == len(moments(told(1, accused), told(2, protested, after=3)))
    assert 2 == len(moments(told(1, accused), told(2, protested, after=30)))


def test_withdrawn_article_is_a_line() -> None:
    withdrawn = replace(told(1, DEED), withdrawn=NOON + DAY)

    assert "11 Mar 14:00 withdrawn by Fjord Post" == lines(withdrawn)[-1]


def test_edit_tells_when_it_was_fetched() -> None:
    edited = told(1, DEED)
    edited = replace(edited, stored=replace(edited.stored, version=2, fetched=NOON + DAY))

    assert [NOON + DAY] == [moment.at for moment in moments(edited)]


def test_short_timeline_keeps_the_weightiest_in_order() -> None:
    asked = make_action(type=ActionType.REQUEST, phrase="asked Norway for a list")
    all_moments = moments(told(1, asked), told(2, THREAT, after=1), told(3, DEED, after=2))

    assert all_moments[1:] == weightiest(all_moments, 2)
