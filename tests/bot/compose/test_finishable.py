"""The limits of content.md on rendered text: every digest that two channels get, each of a stream of 500 articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from random import Random

import pytest

from bot.cards import Bullets, Card, Message, Tone
from bot.compose.digest import Digest, compose_digest
from bot.compose.explain import Place
from bot.compose.frame import Occasion
from bot.compose.wishes import Wishes
from bot.model import Follow, Snapshot, Story, Telling
from bot.platforms.console import ConsolePlatform
from bot.platforms.discord import DiscordPlatform
from bot.platforms.slack import SlackPlatform
from bot.ports import Platform
from tests.bot.compose.generated import any_coverage, any_stream
from tests.factories import DAY, HOUR, NOON

ARTICLES = 500
FIRST = NOON - timedelta(minutes=4000)
PLATFORMS: dict[str, Platform] = {
    "slack": SlackPlatform(bot_token=""),
    "discord": DiscordPlatform(token=""),
    "console": ConsolePlatform(write=print),
}
# The console's marks, addresses and rules, Slack's buttons: links and ornament are not read.
UNREAD = re.compile(r" ?\[\d+\](?: https?://\S+)?|─+|^\[Details\].*$", re.MULTILINE)
on_each_platform = pytest.mark.parametrize("platform", PLATFORMS.values(), ids=PLATFORMS.keys())


@dataclass(frozen=True)
class Shown:
    """One digest, and what the channel had seen before it."""

    digest: Digest
    before: dict[str, Snapshot]
    versions: dict[str, set[int]]


@cache
def digests() -> tuple[Shown, ...]:
    wishes = Wishes(follows=(Follow("actor:EST"), Follow("pair:NOR>USA", mute=True)))
    return (*_digests(8, Wishes()), *_digests(14, wishes))


def _digests(seed: int, wishes: Wishes) -> Iterator[Shown]:
    random = Random(seed)
    stream = any_stream(random, ARTICLES)
    seen: dict[str, Snapshot] = {}
    now = FIRST
    while now < NOON + DAY:
        now += 6 * HOUR
        stories = _stories([(story, told) for story, told in stream if told.stored.fetched < now])
        active = [story for story in stories if story.changed > now - DAY]
        occasion = Occasion(now, "Asia/Kolkata", now + 6 * HOUR, first=not seen, missed=random.choice((0, 0, 2)))
        coverage = any_coverage(random)
        digest = compose_digest(active, seen, coverage=coverage, foreign=(), occasion=occasion, wishes=wishes)
        yield Shown(digest, seen, {s.id: {t.stored.version_id for t in s.tellings} for s in active})
        seen = {**seen, **digest.snapshots}


def _stories(stream: list[tuple[str, Telling]]) -> list[Story]:
    newest: dict[str, dict[int, Telling]] = {}
    for story_id, telling in stream:
        newest.setdefault(story_id, {})[telling.stored.article_id] = telling
    return [_story(story_id, tuple(by_article.values())) for story_id, by_article in newest.items()]


def _story(story_id: str, told: tuple[Telling, ...]) -> Story:
    tellings = tuple(sorted(told, key=lambda t: t.stored.fetched))
    return Story(story_id, tellings[0].stored.fetched, tellings[-1].stored.fetched, tellings)


def cards() -> list[Card]:
    return [card for shown in digests() for card in shown.digest.message.cards]


def rendered(message: Message, platform: Platform) -> str:
    return "\n".join(UNREAD.sub("", platform.words(part)) for part in platform.render(message))


def words_in(text: str) -> int:
    return len(text.split())


def test_stream_is_told_in_many_digests_of_every_kind() -> None:
    tones = {card.tone for card in cards()}
    places = {one.place for shown in digests() for one in shown.digest.explained}

    assert {Tone.NEW, Tone.UPDATE, Tone.CORRECTION} <= tones
    assert {Place.ITEM, Place.LINE, Place.NO_ROOM, Place.UNCHANGED, Place.MUTED} <= places
    assert sum(len(shown.digest.stories) >= 8 for shown in digests()) >= 20


@on_each_platform
def test_every_item_is_short(platform: Platform) -> None:
    for card in (card for card in cards() if card.choice):
        text = rendered(Message((card,), ""), platform)

        assert words_in(text) <= 120
        assert len(text) <= 900


@on_each_platform
def test_every_headline_and_axis_is_short(platform: Platform) -> None:
    for card in (card for card in cards() if card.choice):
        text = rendered(Message((Card(card.blocks[:2]),), ""), platform)
        axis, _, headline = text.strip().partition(". ")

        assert 0 < len(headline) <= 90
        assert len(re.sub(r"\s*\d+$", "", axis)) <= 60


@on_each_platform
def test_every_one_liner_is_short(platform: Platform) -> None:
    for card in (card for card in cards() if not card.choice):
        for row in (row for block in card.blocks if isinstance(block, Bullets) for row in block.rows):
            text = rendered(Message((Card((Bullets((row,)),)),), ""), platform)

            assert words_in(text.removeprefix("• ")) <= 25


@on_each_platform
def test_every_digest_ends(platform: Platform) -> None:
    for shown in digests():
        text = rendered(shown.digest.message, platform)

        assert words_in(text) <= 650
        assert re.search(r"\d+ feeds: \d+ ok.* read · .*\d+ stor(?:y|ies)", text)
        assert len(shown.digest.stories) or "Nothing new for this channel" in text


def test_items_and_one_liners_are_few() -> None:
    for shown in digests():
        places = [one.place for one in shown.digest.explained]

        assert places.count(Place.ITEM) <= 5
        assert places.count(Place.LINE) <= 7


def test_no_digest_tells_a_story_twice() -> None:
    assert all(len(set(shown.digest.stories)) == len(shown.digest.stories) for shown in digests())


def test_story_comes_again_only_with_a_version_that_the_channel_has_not_seen() -> None:
    again = [(shown, id_) for shown in digests() for id_ in shown.digest.stories if id_ in shown.before]

    assert again
    assert all(shown.versions[id_] - set(shown.before[id_].versions.values()) for shown, id_ in again)


def test_story_that_comes_again_says_what_changed() -> None:
    for shown in digests():
        tones = dict(zip(shown.digest.stories, (told.tone for told in shown.digest.told), strict=False))

        assert [] == [id_ for id_, tone in tones.items() if (tone is Tone.NEW) == (id_ in shown.before)]


def test_every_story_has_its_place_and_every_ranked_one_its_sum() -> None:
    for shown in digests():
        explained = shown.digest.explained

        assert sorted(shown.versions) == sorted(one.story.id for one in explained)
        assert [one.story.id for one in explained if one.place in (Place.ITEM, Place.LINE)] == list(
            shown.digest.stories
        )
        assert all(
            (one.rank is not None) == (one.place in (Place.ITEM, Place.LINE, Place.NO_ROOM)) for one in explained
        )
