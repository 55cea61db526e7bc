"""/sitrep status: how it goes, in the numbers of the last day."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from zoneinfo import ZoneInfo

from bot.cards import Bullets, Card, Heading, Line, Message, Run, Runs
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.compose.wording import cut_words
from bot.decide.slots import next_slot
from bot.model import Channel, Coverage, DeliveryState, Feed
from summarizer import VERSION

DAY, MOMENT = timedelta(days=1), timedelta(microseconds=1)
MAX_STALE, MAX_NAME_CHARS, MAX_TROUBLE_WORDS, MAX_TROUBLE_CHARS = 5, 60, 12, 120
ENDED_BADLY = ((DeliveryState.FAILED, "failed"), (DeliveryState.UNKNOWN, "of which it is unknown whether they arrived"))


async def status(desk: Desk, request: Request) -> Reply:
    """Feeds, articles, stories, this channel's next digest and deliveries, versions."""
    store = desk.outside.store
    now = desk.outside.now()
    coverage = await store.articles.coverage(now - DAY, now + MOMENT)
    states = await store.deliveries.outcomes(request.channel, now - DAY)
    rows = (
        (Run("Feeds", bold=True), Run(f" — {_feeds(await store.feeds.all())}")),
        *_came(coverage),
        (Run("Next digest here", bold=True), Run(f" — {await _next(desk, request.channel)}")),
        (Run("Sent here in the last day", bold=True), Run(f" — {_sent(states)}")),
    )
    foot = Line((Run(f"Sitrep {_release()} · extractor {VERSION}. /feeds list tells each feed's health."),), small=True)
    return Reply(Message((Card((Heading("Sitrep status"), Bullets(rows), foot)),), "Sitrep status"))


def _feeds(feeds: tuple[Feed, ...]) -> str:
    if not feeds:
        return "none yet. Add one: /feeds add https://…"
    stale = [feed for feed in feeds if feed.trouble]
    named = [f"{feed.outlet[:MAX_NAME_CHARS]}: {_trouble(feed)}" for feed in stale[:MAX_STALE]]
    more = f"; {len(stale) - MAX_STALE} more" if len(stale) > MAX_STALE else ""
    return f"{len(feeds) - len(stale)} of {len(feeds)} ok" + (f"; stale: {'; '.join(named)}{more}" if stale else "")


def _trouble(feed: Feed) -> str:
    """The first words of what is wrong: /feeds list has the rest."""
    return cut_words(feed.trouble.partition(". ")[0], MAX_TROUBLE_WORDS)[:MAX_TROUBLE_CHARS]


def _came(coverage: Coverage) -> Iterator[Runs]:
    yield (Run("Articles of the last day", bold=True), Run(f" — {coverage.read} read, {coverage.waiting} waiting"))
    yield (Run("Stories of the last day", bold=True), Run(f" — {coverage.stories}"))


async def _next(desk: Desk, channel: Channel) -> str:
    subscription = await desk.outside.store.subscriptions.get(channel)
    if subscription is None:
        return "none is scheduled. Set one: /digest schedule 08:00 Europe/Kyiv weekdays"
    if subscription.paused:
        return "paused. /digest resume goes on"
    at = next_slot(subscription, desk.outside.now())
    local = at.astimezone(ZoneInfo(subscription.zone)) if at else None
    return f"{local:%A %H:%M} {subscription.zone}" if local else "no time is set. See /digest schedule"


def _sent(states: Mapping[DeliveryState, int]) -> str:
    sent = states.get(DeliveryState.SENT, 0)
    bad = [f"{number} {words}" for state, words in ENDED_BADLY if (number := states.get(state, 0))]
    waiting = sum(states.get(state, 0) for state in (DeliveryState.PENDING, DeliveryState.SENDING))
    told = [f"{sent} {'message' if sent == 1 else 'messages'}", *bad, *([f"{waiting} on the way"] if waiting else [])]
    return ", ".join(told) + ("" if bad else ", nothing failed")


def _release() -> str:
    try:
        return version("sitrep")
    except PackageNotFoundError:
        return "from its source"
