from datetime import timedelta

import pytest

from bot.cards import text_of
from bot.compose.brief import MAX_WORDS, brief_of
from bot.compose.details import View, compose_details
from bot.model import Story, Telling
from tests.factories import (
    HAPPENED,
    HOUR,
    NOON,
    make_action,
    make_article,
    make_bare_reading,
    make_outlet,
    make_story,
    make_telling,
    span_of,
)

ACCORD = "Norway and Estonia will let a court in The Hague decide who pays for the tug, both ministries said."
REWRITE = "Estonia on Monday expelled a Norwegian tug with 8 sailors from the roads of Tallinn, officials said."
LATER_COUNT = "Estonia expelled a Norwegian tug with 10 sailors from the Tallinn roads on Monday."
WEATHER = "A gale kept most other ships in the harbour of Helsinki through the night and all of Tuesday."
POINTER = "They will meet again in Riga before the ice comes and the ferries stop for the winter."
LONG = "The tug " + "was towed past another island and " * 12 + "rested."


def telling(number: int, *sentences: str, acts: tuple[str, ...] = (), **changes: object) -> Telling:
    """An outlet's text of these sentences, all of them its gist; those in `acts` prove the factory's act."""
    body = "\n\n".join(sentences)
    article = make_article(
        text=body, outlet=f"Outlet {number}", url=f"https://{number}.example", full_text=changes.pop("full_text", True)
    )
    actions = tuple(make_action(act, text=body) for act in acts)
    reading = make_bare_reading(gist=tuple(span_of(s, body) for s in sentences), actions=actions)
    outlet = make_outlet(name=f"Outlet {number}", rank=changes.pop("rank", 10 * number))
    return make_telling(article, reading=reading, outlet=outlet, article_id=number, **changes)


def told(story: Story) -> list[str]:
    return [span.of(teller.stored.article.text) for teller, span in brief_of(story, story.tellings)]


def test_one_outlet_tells_its_gist_in_the_order_of_its_text() -> None:
    assert [WEATHER, HAPPENED] == told(make_story(telling(1, WEATHER, HAPPENED, acts=(HAPPENED,))))


def test_same_sentence_of_two_outlets_is_told_once() -> None:
    story = make_story(telling(1, HAPPENED, acts=(HAPPENED,)), telling(2, HAPPENED, ACCORD, acts=(HAPPENED,)))

    assert [HAPPENED, ACCORD] == told(story)


def test_rewrite_of_a_sentence_is_not_told_again() -> None:
    story = make_story(telling(1, HAPPENED, acts=(HAPPENED,)), telling(2, REWRITE, ACCORD, acts=(REWRITE,)))

    assert [HAPPENED, ACCORD] == told(story)


def test_outlet_that_tells_the_weightiest_act_comes_first() -> None:
    story = make_story(telling(1, WEATHER), telling(2, HAPPENED, acts=(HAPPENED,)))

    assert [HAPPENED, WEATHER] == told(story)


def test_sentence_comes_with_the_outlet_that_tells_it() -> None:
    first, second = telling(1, HAPPENED, acts=(HAPPENED,)), telling(2, ACCORD)
    story = make_story(first, second)

    assert [first, second] == [teller for teller, _ in brief_of(story, story.tellings)]


def test_blurb_is_not_asked_where_there_is_a_whole_text() -> None:
    story = make_story(telling(1, ACCORD, full_text=False), telling(2, HAPPENED, acts=(HAPPENED,)))

    assert [HAPPENED] == told(story)


def test_blurb_tells_where_there_is_nothing_else() -> None:
    assert [ACCORD] == told(make_story(telling(1, ACCORD, full_text=False)))


def test_lower_rank_tells_what_two_outlets_tell_alike() -> None:
    story = make_story(telling(1, REWRITE, acts=(REWRITE,), rank=60), telling(2, HAPPENED, acts=(HAPPENED,), rank=5))

    assert [HAPPENED] == told(story)


def test_later_count_is_told_instead_of_an_earlier_one() -> None:
    story = make_story(
        telling(1, HAPPENED, acts=(HAPPENED,), fetched=NOON - 3 * HOUR),
        telling(2, LATER_COUNT, acts=(LATER_COUNT,), fetched=NOON - HOUR),
    )

    assert [LATER_COUNT] == told(story)


def test_sentence_that_points_back_is_told_only_behind_the_one_before_it() -> None:
    assert [HAPPENED] == told(make_story(telling(1, HAPPENED, acts=(HAPPENED,)), telling(2, REWRITE, POINTER)))
    assert [ACCORD, POINTER] == told(make_story(telling(1, ACCORD, POINTER)))


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [((LONG, ACCORD), [ACCORD]), ((HAPPENED, WEATHER, ACCORD, REWRITE), [HAPPENED, WEATHER, ACCORD]), ((LONG,), [])],
    ids=["too long a sentence is passed over", "three at most", "nothing fits"],
)
def test_brief_keeps_its_limits(sentences: tuple[str, ...], expected: list[str]) -> None:
    found = told(make_story(telling(1, *sentences)))

    assert expected == found
    assert MAX_WORDS >= sum(len(sentence.split()) for sentence in found)


def test_withdrawn_article_tells_nothing() -> None:
    kept = telling(1, HAPPENED, acts=(HAPPENED,))
    gone = Telling(kept.stored, kept.reading, kept.outlet, withdrawn=NOON + timedelta(minutes=1))

    assert [] == told(make_story(gone))


def test_details_name_the_outlet_of_a_sentence_that_is_not_the_leads() -> None:
    story = make_story(telling(1, HAPPENED, acts=(HAPPENED,)), telling(2, ACCORD))
    shown = text_of(compose_details(story, page=1, view=View(NOON, "UTC")).message.cards[0]).splitlines()

    assert ["In brief", HAPPENED, f"{ACCORD} — Outlet 2"] == shown[2:5]
