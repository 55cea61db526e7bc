from dataclasses import dataclass, replace
from datetime import datetime

import pytest

from bot.cards import Tone, text_of
from bot.compose.digest import Digest, compose_digest
from bot.compose.explain import Place
from bot.compose.frame import Occasion
from bot.compose.wishes import Tagged, Wishes
from bot.model import Coverage, Follow, Snapshot, StoredArticle, Story
from summarizer.model import ActionType, Status
from tests.factories import (
    HOUR,
    NOON,
    make_action,
    make_article,
    make_bare_reading,
    make_quote,
    make_reading,
    make_stored,
    make_story,
    make_telling,
    span_of,
)

COVERAGE = Coverage(
    feeds=34, feeds_ok=32, stale=("EEAS: no answer. Timed out.", "NATO: refused. It said 403."), read=214
)
FOREIGN = make_stored(
    make_article(title="Естонія вислала буксир", language="uk", outlet="Правда", url="https://u.example/1")
)


def digest(
    *stories: Story,
    shown: dict[str, Snapshot] | None = None,
    foreign: tuple[StoredArticle, ...] = (),
    coverage: Coverage = COVERAGE,
    next_slot: datetime | None = NOON + 6 * HOUR,
    first: bool = False,
    missed: int = 0,
    wishes: Wishes | None = None,
    tags: dict[str, Tagged] | None = None,
) -> Digest:
    return compose_digest(
        stories,
        shown or {},
        coverage=coverage,
        foreign=foreign,
        occasion=Occasion(NOON, "Europe/Kyiv", next_slot, first=first, missed=missed),
        wishes=wishes or Wishes(),
        tags=tags or {},
    )


@dataclass(frozen=True)
class Tags:
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def text(composed: Digest) -> str:
    return "\n".join(text_of(card) for card in composed.message.cards)


def many(count: int) -> tuple[Story, ...]:
    return tuple(
        make_story(
            make_telling(make_article(url=f"https://h.example/{n}", title=f"Tug number {n} leaves"), article_id=n,
                         reading=make_bare_reading()),
            id=f"story-{n:02}",
        )
        for n in range(1, count + 1)
    )  # fmt: skip


def long_story(number: int) -> Story:
    """A story whose item fills all that an item may."""
    happened = f"Estonia sent {'one more ' * 13}tug away."
    said = f"We have {'really ' * 30}asked Norway about the tug."
    body = f"{happened}\n\n“{said}” Foreign Minister Kaarin Oja said."
    act = make_action(happened, text=body, phrase="sent a tug away and took all of its many papers")
    quote = make_quote(said, text=body)
    reading = make_reading(gist=(span_of(happened, body),), quotes=(quote,), actions=(act,))
    article = make_article(url=f"https://l.example/{number}", text=body)
    return make_story(make_telling(article, reading=reading, article_id=100 + number), id=f"long-{chr(97 + number)}")


def test_title_tells_day_and_time_in_the_channels_zone() -> None:
    assert text(digest()).startswith("Sitrep · Tuesday 10 March 2026, 14:00 Europe/Kyiv\n")


def test_footer_tells_the_coverage() -> None:
    assert (
        "34 feeds: 32 ok, 2 stale (EEAS: no answer, NATO: refused) · 214 read · 1 story · next 20:00 Europe/Kyiv"
        in text(digest(make_story()))
    )


def test_footer_counts_other_languages_and_blurbs() -> None:
    assert "214 read · 3 not in English · 12 feed text only" in text(
        digest(coverage=replace(COVERAGE, other_languages=3, blurbs=12))
    )


def test_channel_without_a_schedule_is_told_of_no_next_digest() -> None:
    assert "next" not in text(digest(next_slot=None))


def test_digest_ends_with_the_typed_form() -> None:
    assert text(digest(make_story())).endswith("Ask /story details 1 for more.")


def test_nothing_to_say_is_said_in_one_line_with_the_counts() -> None:
    composed = digest()

    assert "Nothing new for this channel since its last digest." in text(composed)
    assert "34 feeds: 32 ok" in text(composed)
    assert "Sitrep: nothing new." == composed.message.fallback
    assert text(composed).endswith("Ask /story list for what is known.")


def test_five_items_then_seven_one_liners() -> None:
    composed = digest(*many(20))

    assert 5 == sum(card.choice is not None for card in composed.message.cards)
    assert 7 == sum(line.startswith("• ") for line in text(composed).splitlines())
    assert 12 == len(composed.stories)
    assert "12 stories, 8 more in /story list" in text(composed)
    assert "Sitrep: 12 stories." == composed.message.fallback


def test_only_what_was_shown_counts_as_seen() -> None:
    composed = digest(*many(20))

    assert set(composed.stories) == set(composed.snapshots)
    assert 8 == len(digest(*many(20), shown=dict(composed.snapshots)).stories)


def test_unchanged_story_is_not_shown_again() -> None:
    assert () == digest(make_story(), shown=dict(digest(make_story()).snapshots)).stories


def test_corrected_quotation_is_told_as_a_correction() -> None:
    before = digest(make_story())
    article = make_article(text=make_article().text.replace("not be let in", "never be let in"))
    corrected = make_telling(article, reading=make_bare_reading(), version_id=2, version=2, fetched=NOON - HOUR / 2)

    composed = digest(make_story(corrected), shown=dict(before.snapshots))

    assert Tone.CORRECTION is composed.message.cards[1].tone
    assert "Harbour Daily changed or withdrew a quotation shown here." in text(composed)


def test_seeded_story_is_shown_in_a_first_digest_alone() -> None:
    seeded = make_story(make_telling(seeded=True))

    assert [("bodal",), ()] == [digest(seeded, first=True).stories, digest(seeded).stories]


def test_first_digest_says_so() -> None:
    assert "Your first digest: it may hold older articles" in text(digest(make_story(), first=True))


def test_seeded_story_with_a_fresh_telling_is_shown() -> None:
    fresh = make_telling(make_article(url="https://f.example"), article_id=2, fetched=NOON - HOUR / 2)

    assert ("bodal",) == digest(make_story(make_telling(seeded=True), fresh)).stories


def test_first_digest_with_nothing_to_say_promises_nothing() -> None:
    composed = text(digest(first=True))

    assert "Nothing new for this channel yet." in composed
    assert "Your first digest" not in composed


@pytest.mark.parametrize(
    ("missed", "expected"),
    [(1, "1 earlier slot was missed and is covered here."), (3, "3 earlier slots were missed and are covered here.")],
)
def test_catch_up_is_marked(missed: int, expected: str) -> None:
    assert f"Catch-up: {expected}" in text(digest(missed=missed))


def test_foreign_article_is_a_line_with_its_language() -> None:
    assert "• Естонія вислала буксир (uk) — Правда" in text(digest(make_story(), foreign=(FOREIGN,)))


def test_foreign_lines_leave_room_for_stories() -> None:
    composed = digest(*many(12), foreign=(FOREIGN,) * 9)

    assert 7 == sum(line.startswith("• ") for line in text(composed).splitlines())
    assert 12 == len(composed.stories)


def test_endless_foreign_headline_is_cut() -> None:
    endless = make_stored(make_article(title="буксир " * 200, language="uk"))

    assert max(len(line.split()) for line in text(digest(foreign=(endless,))).splitlines()) <= 40


def test_more_outlets_go_first() -> None:
    quiet = make_story(make_telling(reading=make_bare_reading()), id="quiet")
    loud = make_story(
        *(make_telling(make_article(outlet=f"Outlet {n}", url=f"https://o.example/{n}"), article_id=n,
                       reading=make_bare_reading()) for n in range(10, 14)),
        id="loud",
    )  # fmt: skip

    assert ("loud", "quiet") == digest(quiet, loud).stories


def test_acts_go_before_mere_mentions() -> None:
    talk = make_story(make_telling(reading=make_bare_reading()), id="aaa")
    act = make_story(make_telling(reading=make_reading()), id="zzz")

    assert ("zzz", "aaa") == digest(talk, act).stories


def test_digest_that_is_too_long_turns_items_into_one_liners() -> None:
    reasons = tuple(f"Outlet {n}: a reason that takes eight words to tell" for n in range(3))

    composed = digest(
        *(long_story(n) for n in range(5)), coverage=replace(COVERAGE, stale=reasons), first=True, missed=3
    )

    assert sum(len(text_of(card).split()) for card in composed.message.cards) <= 650
    assert 5 == len(composed.stories)
    assert [4, 1] == [
        sum(card.choice is not None for card in composed.message.cards),
        sum(line.startswith("• 5. ") for line in text(composed).splitlines()),
    ]


def test_reasons_of_trouble_are_cut() -> None:
    assert "(EEAS: very very very very very very very…)" in text(
        digest(coverage=replace(COVERAGE, stale=("EEAS: " + "very " * 99,)))
    )


def test_citations_are_those_of_the_items_shown() -> None:
    composed = digest(make_story())

    assert composed.citations
    assert all(citation.words in text(composed) for citation in composed.citations)


def places(composed: Digest) -> dict[str, tuple[Place, str]]:
    return {one.story.id: (one.place, one.reason) for one in composed.explained}


def test_muted_story_is_left_out_and_explained() -> None:
    composed = digest(make_story(), wishes=Wishes(follows=(Follow("actor:NOR", mute=True),)))

    assert () == composed.stories
    assert {"bodal": (Place.MUTED, "you muted Norway")} == places(composed)


def test_filter_keeps_the_stories_of_its_topics() -> None:
    stories = (make_story(id="a"), make_story(id="b"))
    tags: dict[str, Tagged] = {"a": Tags(topics=("energy",)), "b": Tags(topics=("trade",))}

    composed = digest(*stories, wishes=Wishes(topics=("trade",)), tags=tags)

    assert ("b",) == composed.stories
    assert (Place.FILTERED, "not about trade") == places(composed)["a"]


def test_followed_story_goes_first() -> None:
    stories = (make_story(id="a"), make_story(id="b"))

    assert ("b", "a") == digest(*stories, wishes=Wishes(follows=(Follow("story:b"),))).stories


def test_every_story_is_explained_in_the_order_of_the_digest() -> None:
    composed = digest(*many(14), make_story(make_telling(seeded=True), id="old"))
    found = [place for place, _ in places(composed).values()]

    assert [*[Place.ITEM] * 5, *[Place.LINE] * 7, *[Place.NO_ROOM] * 2, Place.OLD] == found
    assert composed.stories == tuple(places(composed))[:12]


def test_unchanged_story_is_explained() -> None:
    composed = digest(make_story(), shown=dict(digest(make_story()).snapshots))

    assert {"bodal": (Place.UNCHANGED, "")} == places(composed)


def test_snapshot_counts_how_often_a_story_came_again() -> None:
    threatened = make_telling(reading=make_reading(actions=(make_action(status=Status.THREATENED),)))
    done = make_telling(make_article(url="https://n.example"), article_id=2)

    once = digest(make_story(threatened)).snapshots
    twice = digest(make_story(threatened, done), shown=dict(once)).snapshots

    assert [0, 1] == [once["bodal"].updates, twice["bodal"].updates]


def test_items_give_up_acts_for_one_more_story_in_a_line() -> None:
    composed = digest(*(busy_story(n) for n in range(12)))

    cards = [text_of(card) for card in composed.message.cards if card.choice is not None]

    assert 12 == len(composed.stories)
    assert 5 == len(cards)
    assert [1] * 5 == [card.count("\n• ") for card in cards]


def busy_story(number: int) -> Story:
    """A story of three acts whose item is long."""
    happened = f"Estonia sent {'one more ' * 9}tug away."
    said = f"We have {'really ' * 16}asked Norway about the tug."
    body = f"{happened}\n\n“{said}” Foreign Minister Kaarin Oja said."
    kinds = (ActionType.COERCE, ActionType.SANCTION, ActionType.PROTEST)
    acts = tuple(make_action(happened, text=body, phrase="sent a tug and its crew away", type=kind) for kind in kinds)
    reading = make_reading(gist=(span_of(happened, body),), quotes=(make_quote(said, text=body),), actions=acts)
    article = make_article(url=f"https://b.example/{number}", text=body)
    return make_story(make_telling(article, reading=reading, article_id=200 + number), id=f"busy-{chr(97 + number)}")
