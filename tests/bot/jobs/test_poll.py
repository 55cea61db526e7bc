from dataclasses import replace
from datetime import datetime

import pytest

from bot.errors import RetryLater
from bot.jobs.outside import Outside
from bot.jobs.poll import Polls, poll
from bot.model import Changed, Entry, Failed, Feed, Hints, StoredArticle, Trouble, Unchanged
from tests.factories import DAY, HOUR, NOON, TEXT, make_entry
from tests.fakes import Clock, FakeFetcher, FakeStore, make_outside

URL = "https://harbour.example/feed"
ARTICLE = "https://harbour.example/tug"
BLURB = "A tug is sent away."


def changed(*entries: Entry) -> Changed:
    return Changed(entries, '"e"', "Mon", "f00d")


class World:
    """One poller with its fakes."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.fetcher = FakeFetcher()
        self.store = FakeStore()
        self.outside: Outside = make_outside(self.clock, store=self.store, fetcher=self.fetcher)

    async def add(
        self, url: str = URL, *, outlet: str = "Harbour Daily", pages: bool = True, seeded: bool = True
    ) -> Feed:
        feed = await self.store.feeds.add(url, outlet=outlet, pages=pages)
        assert feed is not None
        await self.store.feeds.record(replace(feed, seeded=seeded))
        return self.store.feeds.by_id[feed.id]

    async def serve(self, *entries: Entry, url: str = URL) -> Polls:
        """Let the feed carry these entries, and poll all feeds."""
        self.fetcher.feeds[url] = changed(*entries)
        return await self.poll()

    async def poll(self) -> Polls:
        return await poll(self.outside, await self.store.feeds.all())

    @property
    def newest(self) -> StoredArticle:
        return list(self.store.articles.kept.values())[-1].newest


@pytest.fixture
def world() -> World:
    return World()


async def test_new_entry_becomes_an_article(world: World) -> None:
    await world.add()

    polls = await world.serve(make_entry())

    assert Polls(feeds=1, new=1, troubles=()) == polls
    assert (TEXT, ARTICLE, True) == (
        world.newest.article.text, world.newest.article.url, world.newest.article.full_text
    )  # fmt: skip


async def test_second_poll_adds_nothing_new(world: World) -> None:
    await world.add()
    await world.serve(make_entry())

    polls = await world.serve(make_entry())

    assert (0, 1, 1) == (polls.new, len(world.store.articles.kept), world.newest.version)


async def test_edited_entry_is_a_new_version_of_its_article(world: World) -> None:
    await world.add()
    await world.serve(make_entry())

    await world.serve(make_entry(text=TEXT.replace("8", "9")))

    assert (1, 2) == (len(world.store.articles.kept), world.newest.version)


async def test_same_article_from_two_feeds_is_one(world: World) -> None:
    await world.add()
    await world.add("https://harbour.example/other")
    await world.serve(make_entry())

    await world.serve(make_entry(guid="else"), url="https://harbour.example/other")

    assert 1 == len(world.store.articles.kept)


async def test_first_poll_seeds(world: World) -> None:
    await world.add(seeded=False)

    await world.serve(make_entry())
    await world.serve(make_entry(), make_entry(url="https://harbour.example/2", guid="2", text="Norway " + TEXT))

    assert [True, False] == [kept.newest.seeded for kept in world.store.articles.kept.values()]


async def test_old_seeded_entry_is_not_to_be_read(world: World) -> None:
    await world.add(seeded=False)

    await world.serve(make_entry(published=NOON - 2 * DAY), make_entry(url="https://harbour.example/2", guid="2"))

    assert [False, True] == [kept.wanted for kept in world.store.articles.kept.values()]


async def test_page_of_an_old_seeded_entry_is_not_fetched(world: World) -> None:
    await world.add(seeded=False)

    await world.serve(make_entry(published=NOON - 2 * DAY, full_text=False, text=BLURB))

    assert [] == world.fetcher.asked


async def test_first_poll_that_fails_leaves_the_seeding_to_the_first_good_one(world: World) -> None:
    await world.add(seeded=False)
    await world.poll()

    await world.serve(make_entry())

    assert world.newest.seeded


async def test_page_text_replaces_a_blurb(world: World) -> None:
    await world.add()
    world.fetcher.pages[ARTICLE] = TEXT

    await world.serve(make_entry(text=BLURB, full_text=False))

    assert (TEXT, True) == (world.newest.article.text, world.newest.article.full_text)


@pytest.mark.parametrize("page", [None, "Sign in."], ids=["none", "shorter than the blurb"])
async def test_blurb_stands_where_the_page_says_no_more(world: World, page: str | None) -> None:
    await world.add()
    world.fetcher.pages |= {ARTICLE: page} if page else {}

    await world.serve(make_entry(text=BLURB, full_text=False))

    assert (BLURB, False) == (world.newest.article.text, world.newest.article.full_text)


@pytest.mark.parametrize(
    ("pages", "entry"),
    [(False, make_entry(full_text=False)), (True, make_entry()), (True, make_entry(url="", full_text=False))],
    ids=["switched off", "full text in the feed", "no address"],
)
async def test_page_is_not_asked_for(world: World, pages: bool, entry: Entry) -> None:
    await world.add(pages=pages)

    await world.serve(entry)

    assert [] == world.fetcher.asked


async def test_page_that_fails_at_an_edit_does_not_undo_the_full_text(world: World) -> None:
    await world.add()
    world.fetcher.pages[ARTICLE] = TEXT
    await world.serve(make_entry(text=BLURB, full_text=False))
    world.fetcher.pages.clear()

    await world.serve(make_entry(text=BLURB, full_text=False, title="Tug sent away"))

    assert ("Tug sent away", TEXT, True) == (
        world.newest.article.title, world.newest.article.text, world.newest.article.full_text
    )  # fmt: skip


@pytest.mark.parametrize("full_text", [True, False], ids=["feed with full text", "feed with a blurb"])
async def test_article_in_whose_place_a_notice_stands_is_withdrawn(world: World, full_text: bool) -> None:
    await world.add()
    world.fetcher.pages[ARTICLE] = TEXT
    await world.serve(make_entry(full_text=full_text))
    world.clock.move(hours=1)

    await world.serve(make_entry(text="This article has been removed.", full_text=full_text))

    (kept,) = world.store.articles.kept.values()
    assert (NOON + HOUR, "This article has been removed.") == (kept.withdrawn, kept.newest.article.text)
    assert not kept.wanted, "what it said before stays its reading"


async def test_withdrawal_that_could_not_be_noted_is_noted_at_the_next_poll(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.add()
    await world.serve(make_entry())
    notice = make_entry(text="This article has been removed.")

    async def dies(article_id: int, at: datetime | None) -> bool:
        raise RetryLater("The database does not answer.", after_s=1)

    with monkeypatch.context() as broken:
        broken.setattr(world.store.articles, "withdraw", dies)
        await world.serve(notice)
    await world.serve(notice)

    (kept,) = world.store.articles.kept.values()
    assert NOON == kept.withdrawn


async def test_withdrawn_article_that_has_its_text_again_stands_again(world: World) -> None:
    await world.add()
    for text in (TEXT, "This article has been removed.", TEXT):
        await world.serve(make_entry(text=text))

    (kept,) = world.store.articles.kept.values()
    assert (None, TEXT) == (kept.withdrawn, kept.newest.article.text)


async def test_article_without_text_has_not_its_headline_for_text(world: World) -> None:
    await world.add(pages=False)

    await world.serve(make_entry(title="‘We Will Not Be Moved,’ Says Minister", text="", full_text=False))

    assert "" == world.newest.article.text


async def test_undated_entry_gets_the_time_it_was_first_seen(world: World) -> None:
    await world.add()
    await world.serve(make_entry(published=None))
    world.clock.move(hours=5)

    await world.serve(make_entry(published=None, text=TEXT.replace("8", "9")))

    assert (2, NOON) == (world.newest.version, world.newest.article.published)


async def test_future_date_is_clamped_to_the_time_it_was_first_seen(world: World) -> None:
    await world.add()
    await world.serve(make_entry(published=NOON + DAY))
    world.clock.move(hours=5)

    await world.serve(make_entry(published=NOON + DAY, text=TEXT.replace("8", "9")))

    assert NOON == world.newest.article.published


async def test_feed_in_trouble_does_not_disturb_the_others(world: World) -> None:
    await world.add("https://broken.example/feed", outlet="Broken")
    await world.add()

    polls = await world.serve(make_entry())

    assert 1 == polls.new


async def test_article_that_cannot_be_stored_keeps_no_other_away(world: World) -> None:
    await world.add()
    unstorable = make_entry(url="https://harbour.example/nul", guid="nul", text="\x00")

    polls = await world.serve(unstorable, make_entry())

    assert (1, ARTICLE) == (polls.new, world.newest.article.url)
    assert 0 == world.store.feeds.by_id[1].failures


async def test_our_own_mistake_is_trouble_of_one_feed_alone(world: World) -> None:
    await world.add("https://odd.example/feed", outlet="Odd")
    await world.add()
    world.fetcher.feeds["https://odd.example/feed"] = changed(make_entry(published="yesterday"))

    polls = await world.serve(make_entry(url="https://harbour.example/2"))

    odd, harbour = await world.store.feeds.all()
    assert (1, 1, 0) == (polls.new, odd.failures, harbour.failures)
    assert odd.next_poll is not None
    assert odd.next_poll > NOON


async def test_trouble_is_told_once_an_incident(world: World) -> None:
    await world.add()

    told = [(await world.poll()).troubles for _ in range(4)]
    await world.serve(make_entry())
    world.fetcher.feeds.clear()
    again = [(await world.poll()).troubles for _ in range(3)]

    sentence = ("Harbour Daily: no answer. No answer.",)
    assert [(), sentence, (), ()] == told
    assert [(), sentence, ()] == again


async def test_feed_in_trouble_stays_among_the_feeds(world: World) -> None:
    await world.add()
    for _ in range(50):
        await world.poll()
        world.clock.move(days=1)

    assert 1 == len(await world.store.feeds.due(world.clock(), limit=9))


async def test_moved_feed_is_asked_at_its_new_address(world: World) -> None:
    await world.add()
    world.fetcher.feeds[URL] = replace(changed(), moved_to="https://new.example/feed")

    await world.poll()

    assert ["https://new.example/feed"] == [feed.url for feed in await world.store.feeds.all()]


async def test_unchanged_feed_asks_for_no_page(world: World) -> None:
    await world.add()
    world.fetcher.feeds[URL] = Unchanged('"e"', "")

    assert 0 == (await world.poll()).new
    assert [] == world.fetcher.asked


async def test_busy_feed_is_left_alone_as_long_as_it_asks(world: World) -> None:
    await world.add()
    world.fetcher.feeds[URL] = Failed(Trouble.BUSY, "Wait.", Hints(retry_after_s=7200))
    await world.poll()

    assert () == await world.store.feeds.due(NOON + HOUR, limit=9)
    assert 1 == len(await world.store.feeds.due(NOON + 2 * HOUR, limit=9))


async def test_progress_is_told_feed_by_feed() -> None:
    told: list[tuple[str, int, int]] = []
    outside = make_outside(progress=lambda *step: told.append(step))
    await outside.store.feeds.add(URL, outlet="A")
    await outside.store.feeds.add(URL + "2", outlet="B")

    await poll(outside, await outside.store.feeds.all())

    assert [("Polling feeds", 1, 2), ("Polling feeds", 2, 2)] == told
