"""Runs a stream through the real jobs on a fresh store, under a clock that is moved by hand, and keeps the outcome."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import opened
from bot.cards import Message, text_of
from bot.compose.details import View, compose_pages
from bot.compose.digest import Told
from bot.decide.slots import Slot
from bot.decide.tags import region_titles, tags_of
from bot.jobs.digest import post_slot
from bot.jobs.outside import Outside, Progress, no_progress
from bot.jobs.poll import poll
from bot.jobs.read import read
from bot.model import Channel, Feed, Follow, Payload, Story, Subscription
from bot.ports import Reader
from bot.schedule.simulated import SimulatedClock
from bot.simulation.stream import StreamFetcher, Version, feed_url, outlets_of
from config.settings import ReadingSettings, Settings
from summarizer.model import Article, Reading

PLATFORM = "recording"
BORN = timedelta(days=1)  # feeds are known so long before their first article
TICK = timedelta(seconds=1)  # the clock notices a slot a moment after it
READERS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """One channel of the simulation: when it gets its digests and what of."""

    slots: tuple[datetime, ...]
    zone: str
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    follows: tuple[Follow, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One item of a digest; `articles` are the ids of the versions that it is told from."""

    articles: tuple[str, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class Posted:
    """One digest as it was delivered."""

    slot: datetime
    items: tuple[Shown, ...]
    message: Message
    delivered: str


@dataclass(frozen=True, slots=True)
class Detailed:
    """All pages of a story's details."""

    articles: tuple[str, ...]
    slot: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a stream; all by the versions' ids."""

    grouping: Mapping[str, str | None]
    relevance: Mapping[str, bool]
    digests: tuple[Posted, ...]
    details: tuple[Detailed, ...]


class RecordingPlatform:
    """A Platform that keeps what it is sent: one part a card, its text as readers see it."""

    name = PLATFORM

    def __init__(self) -> None:
        self.sent: list[tuple[Channel, str]] = []

    def render(self, message: Message) -> tuple[Payload, ...]:
        """Draw one part a card."""
        return tuple({"text": text_of(card)} for card in message.cards)

    def words(self, payload: Payload) -> str:
        """The text of a part."""
        return str(payload["text"])

    async def send(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str:
        """Keep one part; its number is its id."""
        self.sent.append((channel, self.words(payload)))
        return str(len(self.sent))

    async def find(self, channel: Channel, payload: Payload, *, token: str, thread: str = "") -> str | None:
        """None: every sending here is answered."""
        return None

    async def edit(self, channel: Channel, remote_id: str, payload: Payload) -> None:
        """Keep what was sent as it was: a digest is judged as its readers first saw it."""


class RecordingReader:
    """A Reader that keeps, by address and words, whether an article was found relevant."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.relevant: dict[tuple[str, str, str], bool] = {}

    async def read(self, article: Article) -> Reading:
        """Read one article. Raises ReadingFailed."""
        reading = await self._reader.read(article)
        self.relevant[_words(article)] = reading.relevance.relevant
        return reading


@dataclass(frozen=True)
class _Run:
    """A run under way. `kept` maps a version's id to (article id, version id, words) as stored."""

    outside: Outside
    clock: SimulatedClock
    fetcher: StreamFetcher
    reader: RecordingReader
    platform: RecordingPlatform
    progress: Progress
    kept: dict[str, tuple[int, int, tuple[str, str, str]]] = field(default_factory=dict)


async def simulate(
    versions: tuple[Version, ...],
    slots: tuple[datetime, ...],
    *,
    zone: str,
    reader: Reader | None = None,
    progress: Progress = no_progress,
) -> Outcome:
    """Run a stream for one channel. The same input gives the same outcome."""
    return (await simulate_plans(versions, (Plan(slots, zone),), reader=reader, progress=progress))[0]


async def simulate_plans(
    versions: tuple[Version, ...],
    plans: tuple[Plan, ...],
    *,
    reader: Reader | None = None,
    progress: Progress = no_progress,
) -> tuple[Outcome, ...]:
    """Poll, read, group and post as the stream and each channel's slots come; an outcome for each plan.

    `reader` reads in place of the program's own processes.
    """
    start = min([*(version.fetched for version in versions), *(slot for plan in plans for slot in plan.slots)]) - BORN
    clock, outlets, platform = SimulatedClock(start), outlets_of(versions), RecordingPlatform()
    fetcher = StreamFetcher(outlets)
    with tempfile.TemporaryDirectory() as folder:
        async with opened(
            _settings(Path(folder)), now=clock, platforms={platform.name: platform}, outlets=outlets
        ) as app:
            recording = RecordingReader(reader or app.outside.reader)
            outside = replace(app.outside, fetcher=fetcher, reader=recording)
            run = _Run(outside, clock, fetcher, recording, platform, progress)
            await _begin(run, tuple(outlets), plans)
            return await _through(run, versions, plans)


def channel_of(number: int) -> Channel:
    """The channel of the plan of that number, from 0."""
    return Channel(PLATFORM, "", f"desk-{number + 1}")


async def _begin(run: _Run, outlets: tuple[str, ...], plans: tuple[Plan, ...]) -> None:
    """Know the feeds before they carry anything, so that what they carry later is news; and subscribe."""
    for outlet in outlets:
        await run.outside.store.feeds.add(feed_url(outlet), outlet=outlet, pages=False)
    await poll(run.outside, await run.outside.store.feeds.all())
    for number, plan in enumerate(plans):
        await run.outside.store.subscriptions.save(_subscription(number, plan, run.clock()))
        for follow in plan.follows:
            await run.outside.store.follows.save(channel_of(number), follow)


def _subscription(number: int, plan: Plan, since: datetime) -> Subscription:
    times = tuple(sorted({slot.astimezone(ZoneInfo(plan.zone)).time() for slot in plan.slots}))
    channel = channel_of(number)
    return Subscription(channel, times, plan.zone, since=since, topics=plan.topics, regions=plan.regions)


async def _through(run: _Run, versions: tuple[Version, ...], plans: tuple[Plan, ...]) -> tuple[Outcome, ...]:
    digests: list[list[Posted]] = [[] for _ in plans]
    details: list[tuple[Detailed, ...]] = [() for _ in plans]
    done = 0
    for slot, number in sorted((slot, number) for number, plan in enumerate(plans) for slot in set(plan.slots)):
        come = sum(version.fetched <= slot for version in versions)
        await _take_in(run, versions[done:come], len(versions))
        done = come
        digests[number].append(await _post(run, slot, number))
        if slot == max(plans[number].slots):
            details[number] = await _details(run, slot, digests[number], plans[number].zone)
    await _take_in(run, versions[done:], len(versions))
    grouping = {version.id: await _story_of(run, version) for version in versions}
    relevance = {version.id: _is_relevant(run, version) for version in versions}
    posted = zip(digests, details, strict=True)
    return tuple(Outcome(grouping, relevance, tuple(each), detailed) for each, detailed in posted)


async def _take_in(run: _Run, versions: tuple[Version, ...], in_all: int) -> None:
    """Poll as the versions come, one at a time for a fixed order; read before an article gets its next version."""
    waiting: set[str] = set()
    for version in versions:
        if waiting & {version.article, version.address}:
            await read(run.outside)
            waiting.clear()
        await _poll_for(run, version)
        waiting |= {version.article, version.address}
        run.progress("Taking in", len(run.kept), in_all)
    await read(run.outside)


async def _poll_for(run: _Run, version: Version) -> None:
    run.clock.move(version.fetched)
    run.fetcher.publish(version)
    await poll(run.outside, (await _feed(run, version.outlet.name),))
    stored = await run.outside.store.articles.newest(version.address)
    if stored:
        run.kept[version.id] = (stored.article_id, stored.version_id, _words(stored.article))


async def _feed(run: _Run, outlet: str) -> Feed:
    feeds = await run.outside.store.feeds.all()
    return next(feed for feed in feeds if feed.url == feed_url(outlet))


async def _post(run: _Run, slot: datetime, number: int) -> Posted:
    run.clock.move(slot + TICK)
    channel = channel_of(number)
    subscription = await run.outside.store.subscriptions.get(channel)
    assert subscription is not None  # saved by _begin
    before = len(run.platform.sent)
    posted = await post_slot(run.outside, subscription, Slot(slot))
    assert posted.digest is not None  # each slot is posted once
    told = posted.digest.told
    items = tuple(Shown(_ids(run, {a.version_id for a in one.articles}), one) for one in told)
    delivered = "\n\n".join(words for to, words in run.platform.sent[before:] if to == channel)
    return Posted(slot, items, posted.digest.message, delivered)


async def _details(run: _Run, slot: datetime, digests: list[Posted], zone: str) -> tuple[Detailed, ...]:
    """Details of each story shown, in the order first shown."""
    articles = dict.fromkeys(a.article_id for digest in digests for one in digest.items for a in one.told.articles)
    ids = dict.fromkeys([await run.outside.store.stories.story_of(article) for article in articles])
    stories = [await run.outside.store.stories.get(story_id) for story_id in ids if story_id]
    return tuple(_detailed(run, story, slot, zone) for story in stories if story)


def _detailed(run: _Run, story: Story, slot: datetime, zone: str) -> Detailed:
    tagging = run.outside.tagging
    view = View(run.clock(), zone, region_titles(tags_of(story, tagging), tagging))
    text = "\n\n".join(text_of(card) for page in compose_pages(story, view=view) for card in page.message.cards)
    return Detailed(_ids(run, {telling.stored.version_id for telling in story.tellings}), slot, text)


async def _story_of(run: _Run, version: Version) -> str | None:
    kept = run.kept.get(version.id)
    return await run.outside.store.stories.story_of(kept[0]) if kept else None


def _is_relevant(run: _Run, version: Version) -> bool:
    kept = run.kept.get(version.id)
    return kept is not None and run.reader.relevant.get(kept[2], False)


def _ids(run: _Run, version_ids: set[int]) -> tuple[str, ...]:
    """The versions' ids in the stream, in its order; of rows that said the same, the first."""
    ids: dict[int, str] = {}
    for id_, (_, version_id, _) in run.kept.items():
        ids.setdefault(version_id, id_)
    return tuple(id_ for version_id, id_ in ids.items() if version_id in version_ids)


def _words(article: Article) -> tuple[str, str, str]:
    return article.url, article.title, article.sha256


def _settings(folder: Path) -> Settings:
    """Settings of its own: the environment and sitrep.toml have no say in a simulation."""
    return Settings.model_validate(
        {"database_url": f"sqlite:///{folder / 'sitrep.db'}", "reading": ReadingSettings(readers=READERS)}
    )
