"""Feeds, articles, stories and subscriptions in memory, as the contracts in bot/ports.py describe them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.model import (
    Channel,
    Coverage,
    Draft,
    Feed,
    Follow,
    Found,
    Known,
    Member,
    Merge,
    Outlet,
    Placed,
    PostedArticle,
    Scope,
    StoredArticle,
    Story,
    Subscription,
    Telling,
)
from summarizer.model import Actor, Reading

IDS = ("bodal", "hinot", "lujas", "mapir", "nopul", "ratil", "sivon", "tudar")


@dataclass
class FakeFeeds:
    """FeedStore. A longer address than `max_chars` cannot be stored."""

    by_id: dict[int, Feed] = field(default_factory=dict)
    max_chars: int = 2_000

    async def all(self) -> tuple[Feed, ...]:
        return tuple(self.by_id.values())

    async def due(self, now: datetime, *, limit: int) -> tuple[Feed, ...]:
        due = [f for f in self.by_id.values() if f.next_poll is None or f.next_poll <= now]
        return tuple(sorted(due, key=lambda f: (f.next_poll is not None, f.next_poll or now, f.id))[:limit])

    async def add(self, url: str, *, outlet: str, pages: bool = True) -> Feed | None:
        if len(url) > self.max_chars:
            raise ValueError("url is too long for an index")
        if any(feed.url == url for feed in self.by_id.values()):
            return None
        feed = Feed(max(self.by_id, default=0) + 1, url, outlet, pages)
        self.by_id[feed.id] = feed
        return feed

    async def remove(self, url: str) -> bool:
        gone = [feed.id for feed in self.by_id.values() if feed.url == url]
        return bool([self.by_id.pop(feed_id) for feed_id in gone])

    async def record(self, feed: Feed) -> None:
        taken = any(other.url == feed.url and other.id != feed.id for other in self.by_id.values())
        if feed.id in self.by_id:
            self.by_id[feed.id] = replace(feed, url=self.by_id[feed.id].url) if taken else feed


@dataclass
class Kept:
    """An article as the fake store keeps it: its newest draft's keys, all versions, its readings and its story."""

    draft: Draft
    versions: list[StoredArticle]
    wanted: bool
    readings: dict[int, Reading] = field(default_factory=dict)
    set_aside: dict[int, str] = field(default_factory=dict)
    story_id: str | None = None
    why: str = ""
    withdrawn: datetime | None = None
    looked_at: datetime | None = None
    missing_since: datetime | None = None

    @property
    def newest(self) -> StoredArticle:
        return self.versions[-1]

    @property
    def told(self) -> datetime:
        """When it was published, as far as known."""
        return self.newest.article.published or self.versions[0].fetched

    def read_until(self, until: datetime | None) -> StoredArticle | None:
        """The newest version that is read and was fetched before then."""
        told = (v for v in reversed(self.versions) if v.version_id in self.readings)
        return next((v for v in told if until is None or v.fetched < until), None)


@dataclass
class FakeArticles:
    """ArticleStore. `refuses` names texts that cannot be stored."""

    feeds: FakeFeeds
    kept: dict[int, Kept] = field(default_factory=dict)
    refuses: str = "\x00"

    async def known(self, feed: Feed, entries: Sequence[tuple[str, str, str]]) -> tuple[Known, ...]:
        urls, guids, prints = ({keys[n] for keys in entries} - {""} for n in range(3))
        return tuple(
            Known(
                n, k.draft.article.url, k.draft.guid, k.draft.fingerprint, k.newest.article.title, k.draft.entry_sha256
            )
            for n, k in self.kept.items()
            if k.draft.article.url in urls
            or (k.draft.feed_id == feed.id and k.draft.guid in guids)
            or (k.newest.article.outlet == feed.outlet and k.draft.fingerprint in prints)
        )

    async def save(self, drafts: Sequence[Draft]) -> int:
        if any(self.refuses in draft.article.text for draft in drafts):
            raise ValueError("text holds U+0000, which cannot be stored")
        return sum(self._save(draft) for draft in drafts)

    async def unread(self, *, limit: int, version: str = "") -> tuple[StoredArticle, ...]:
        waiting = [k.newest for k in self.kept.values() if self._waits(k, version)]
        waiting.sort(key=lambda v: (v.fetched, v.article.published or v.fetched, v.version_id))
        return tuple(waiting[:limit])

    async def forget_extractor(self) -> None:
        for kept in self.kept.values():
            kept.readings = {n: replace(reading, version="") for n, reading in kept.readings.items()}

    async def set_aside(self, version_id: int, reason: str) -> None:
        self.of_version(version_id).set_aside[version_id] = reason

    async def newest(self, url: str) -> StoredArticle | None:
        return next((k.newest for k in self.kept.values() if url and k.draft.article.url == url), None)

    async def withdraw(self, article_id: int, at: datetime | None) -> bool:
        kept = self.kept[article_id]
        is_new = (kept.withdrawn is None) == (at is not None)
        kept.withdrawn = at if is_new else kept.withdrawn
        return is_new

    async def to_look_at(
        self, *, posted_since: datetime, before: datetime, missing_before: datetime, limit: int
    ) -> tuple[PostedArticle, ...]:
        last = {n: missing_before if k.missing_since else before for n, k in self.kept.items() if not k.withdrawn}
        due = [n for n, until in last.items() if (at := self.kept[n].looked_at) is None or at < until]
        return tuple(PostedArticle(n, self.kept[n].draft.article.url, self.kept[n].missing_since) for n in due)[:limit]

    async def looked_at(self, article_id: int, at: datetime, *, missing_since: datetime | None) -> None:
        self.kept[article_id].looked_at = at
        self.kept[article_id].missing_since = missing_since

    async def coverage(self, since: datetime, until: datetime) -> Coverage:
        feeds = await self.feeds.all()
        read = [k.read_until(until) for k in self.kept.values()]
        stale = tuple(f"{feed.outlet}: {feed.trouble}" for feed in feeds if feed.trouble)
        count = sum(version is not None and version.fetched >= since for version in read)
        late = [k for k in self.kept.values() if since <= k.newest.fetched < until]
        waiting, stories = sum(self._waits(k, "") for k in late), len({k.story_id for k in late} - {None})
        return Coverage(len(feeds), len(feeds) - len(stale), stale, count, waiting=waiting, stories=stories)

    def of_version(self, version_id: int) -> Kept:
        """The article that has a version."""
        return next(k for k in self.kept.values() if any(v.version_id == version_id for v in k.versions))

    def _waits(self, kept: Kept, version: str) -> bool:
        reading = kept.readings.get(kept.newest.version_id)
        aside = kept.newest.version_id in kept.set_aside
        return kept.wanted and not aside and (reading is None or bool(version and reading.version != version))

    def _save(self, draft: Draft) -> int:
        article_id = draft.article_id or self._same(draft)
        if article_id is None:
            number = len(self.kept) + 1
            self.kept[number] = Kept(draft, [self._version(number, 1, draft, seeded=draft.seeded)], draft.wanted)
            return 1
        kept = self.kept[article_id]
        before = kept.newest
        kept.draft = replace(draft, seeded=before.seeded)
        if (before.article.title, before.article.text) == (draft.article.title, draft.article.text):
            return 0
        kept.wanted = draft.wanted
        kept.versions.append(self._version(before.article_id, before.version + 1, draft, seeded=before.seeded))
        return 1

    def _same(self, draft: Draft) -> int | None:
        """The article that has the draft's strongest key: address, else guid within the feed, else fingerprint."""
        wanted = _strongest(draft)
        if not wanted[-1]:
            return None
        return next((n for n, k in self.kept.items() if _strongest(k.draft) == wanted), None)

    def _version(self, article_id: int, number: int, draft: Draft, *, seeded: bool) -> StoredArticle:
        version_id = sum(len(kept.versions) for kept in self.kept.values()) + 1
        return StoredArticle(article_id, version_id, number, draft.article, draft.fetched, seeded)


@dataclass
class FakeStories:
    """StoryStore."""

    articles: FakeArticles
    outlets: Mapping[str, Outlet]
    merged: list[Merge] = field(default_factory=list)

    async def record(
        self, version_id: int, reading: Reading, *, story_id: str | None, new_story: bool, why: str = ""
    ) -> str | None:
        kept = self.articles.of_version(version_id)
        if kept.story_id is None:
            kept.story_id = self.leads(story_id) or (IDS[len(self._ids()) + len(self.merged)] if new_story else None)
            kept.why = why
        kept.readings[version_id] = reading
        return kept.story_id

    async def merge(self, old: str, into: str, *, at: datetime, why: str) -> bool:
        old, into = self.leads(old) or "", self.leads(into) or ""
        if old == into or not {old, into} <= self._ids():
            return False
        for kept in self.articles.kept.values():
            kept.story_id = into if kept.story_id == old else kept.story_id
        self.merged = [replace(merge, into=into) if merge.into == old else merge for merge in self.merged]
        self.merged.append(Merge(old, into, at, why))
        return True

    async def merges(self, story_id: str) -> tuple[Merge, ...]:
        return tuple(merge for merge in self.merged if merge.into == story_id)

    async def placed(self, article_id: int) -> Placed | None:
        kept = self.articles.kept.get(article_id)
        version = kept.read_until(None) if kept else None
        return Placed(version, kept.readings[version.version_id], kept.story_id, kept.why) if kept and version else None

    async def story_of(self, article_id: int) -> str | None:
        return self.articles.kept[article_id].story_id

    async def get(self, story_id: str) -> Story | None:
        leads = self.leads(story_id)
        return self._story(leads, None) if leads in self._ids() else None

    async def active(self, since: datetime, until: datetime) -> tuple[Story, ...]:
        told = (
            k.story_id
            for k in self.articles.kept.values()
            for v in k.versions
            if k.story_id and v.version_id in k.readings
            if since <= v.fetched < until or (k.withdrawn and since <= k.withdrawn < until)
        )
        return tuple(self._story(story_id, until) for story_id in sorted(set(told)))

    async def members(self, since: datetime) -> tuple[Member, ...]:
        members = [_member(n, k) for n, k in self.articles.kept.items() if k.story_id and k.told >= since]
        return tuple(sorted(members, key=lambda member: (member.at, member.article_id)))

    async def foreign(self, since: datetime, until: datetime) -> tuple[StoredArticle, ...]:
        read = [(k.newest, k.readings.get(k.newest.version_id)) for k in self.articles.kept.values()]
        return tuple(
            replace(v, article=replace(v.article, language=reading.language))
            for v, reading in reversed(read)
            if reading
            and reading.relevance.relevant
            and reading.language not in ("", "en")
            and since <= v.fetched < until
            and self.articles.kept[v.article_id].story_id is None
        )

    async def search(self, query: str, *, limit: int, offset: int = 0, scope: Scope | None = None) -> tuple[Found, ...]:
        hits = [k for k in self.articles.kept.values() if query.casefold() in k.newest.article.text.casefold()]
        within = [kept for kept in hits if scope is None or _is_within(kept, scope)]
        return tuple(_found(kept) for kept in within[offset : offset + limit])

    def _ids(self) -> set[str]:
        return {k.story_id for k in self.articles.kept.values() if k.story_id}

    def leads(self, story_id: str | None) -> str | None:
        return next((merge.into for merge in self.merged if merge.old == story_id), story_id)

    def _story(self, story_id: str, until: datetime | None) -> Story:
        members = [k for k in self.articles.kept.values() if k.story_id == story_id]
        told = [(v, k.readings[v.version_id], k.withdrawn) for k in members if (v := k.read_until(until))]
        told.sort(key=lambda row: (row[0].fetched, row[0].version_id))
        tellings = tuple(
            Telling(v, r, self.outlets.get(v.article.outlet, Outlet(v.article.outlet)), gone) for v, r, gone in told
        )
        first_seen = min(k.versions[0].fetched for k in members)
        return Story(story_id, first_seen, tellings[-1].stored.fetched, tellings)


@dataclass
class FakeFollows:
    """FollowStore."""

    stories: FakeStories
    by_channel: dict[Channel, dict[str, Follow]] = field(default_factory=dict)

    async def of(self, channel: Channel, now: datetime) -> tuple[Follow, ...]:
        mine = self.by_channel.get(channel, {}).values()
        lasting = (replace(one, subject=self._leads(one.subject)) for one in mine if not one.until or one.until > now)
        return tuple(sorted(lasting, key=lambda one: (one.subject, one.mute)))

    async def save(self, channel: Channel, follow: Follow) -> None:
        await self.remove(channel, follow.subject)
        self.by_channel.setdefault(channel, {})[follow.subject] = follow

    async def remove(self, channel: Channel, subject: str) -> bool:
        mine = self.by_channel.get(channel, {})
        gone = [one for one in mine if subject in (one, self._leads(one))]
        return bool([mine.pop(one) for one in gone])

    def _leads(self, subject: str) -> str:
        kind, _, name = subject.partition(":")
        return f"{kind}:{self.stories.leads(name)}" if kind == "story" else subject


@dataclass
class FakeSubscriptions:
    """SubscriptionStore."""

    by_channel: dict[Channel, Subscription] = field(default_factory=dict)

    async def all(self) -> tuple[Subscription, ...]:
        return tuple(self.by_channel[channel] for channel in sorted(self.by_channel, key=str))

    async def get(self, channel: Channel) -> Subscription | None:
        return self.by_channel.get(channel)

    async def save(self, subscription: Subscription) -> None:
        self.by_channel[subscription.channel] = subscription


def _strongest(draft: Draft) -> tuple[object, ...]:
    if draft.article.url:
        return ("url", draft.article.url)
    return ("guid", draft.feed_id, draft.guid) if draft.guid else ("words", draft.article.outlet, draft.fingerprint)


def _member(article_id: int, kept: Kept) -> Member:
    article, reading = kept.newest.article, kept.readings.get(kept.newest.version_id)
    return Member(
        article_id,
        kept.story_id or "",
        article.title,
        article.text,
        kept.told,
        actions=reading.actions if reading else (),
        countries=reading.countries if reading else (),
        language=reading.language if reading else "",
    )


def _found(kept: Kept) -> Found:
    article = kept.newest.article
    story_id, at = kept.story_id or "", article.published
    return Found(kept.newest.article_id, story_id, article.title, article.outlet, article.url, at, article.text[:240])


def _is_within(kept: Kept, scope: Scope) -> bool:
    reading = kept.readings.get(kept.newest.version_id)
    acts = [
        action
        for action in (reading.actions if reading else ())
        if not scope.actors or set(scope.actors) & set(_codes(action.actor))
        if not scope.recipients or set(scope.recipients) & set(_codes(action.recipient))
        if not scope.types or action.type in scope.types
    ]
    asks_for_acts = scope.actors or scope.recipients or scope.types
    of_outlet = not scope.outlets or kept.newest.article.outlet in scope.outlets
    return of_outlet and (scope.since is None or kept.told >= scope.since) and bool(acts or not asks_for_acts)


def _codes(actor: Actor | None) -> tuple[str, ...]:
    return actor.codes if actor else ()
