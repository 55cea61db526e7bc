"""The correct job: what was posted and no longer holds is struck in the message, and told in its thread.

Recording a correction is one transaction; the deliver job does the rest, with the same states as for all else. The
channel's next digest tells it too: who reads digests need not look at old messages.
"""

from collections.abc import Mapping
from datetime import timedelta

import structlog

from bot.compose.corrections import Corrected, corrections
from bot.decide.proof import is_shown
from bot.jobs.outside import Outside
from bot.message_records import message_from_record, message_to_record
from bot.model import Channel, DeliveryKind, Operation, Overtaken, Payload, Posting, Target
from bot.ports import Platform

LOOK_BACK = timedelta(days=14)  # what was posted earlier is read by nobody any more

log = structlog.get_logger()


async def correct(outside: Outside) -> int:
    """Record a correction for each posting that needs one; return how many. None holds up another."""
    count = 0
    for overtaken in await outside.store.deliveries.overtaken(outside.now() - LOOK_BACK):
        try:
            count += await _correct_one(outside, overtaken)
        except Exception as error:
            log.exception("correction_failed", posting=overtaken.id, reason=str(error))
    return count


async def _correct_one(outside: Outside, overtaken: Overtaken) -> bool:
    """A posting is considered once in each state of its articles, whether or not it needed a correction."""
    platform = outside.platforms.get(overtaken.posting.channel.platform)
    if platform is None:
        return False
    corrected = await _corrected(outside, overtaken, platform)
    if corrected is not None and not await _record(outside, overtaken, corrected, platform):
        return False  # another process has corrected it; what has come since is considered next time
    await outside.store.deliveries.considered(overtaken)
    return corrected is not None


async def _corrected(outside: Outside, overtaken: Overtaken, platform: Platform) -> Corrected | None:
    """The fullest correction that fits into as many parts as were posted; None where nothing is to be corrected."""
    posting = overtaken.posting
    shown = message_from_record(overtaken.shown)
    ways = corrections(
        message_from_record(posting.message or overtaken.shown),
        posting.citations,
        overtaken.articles,
        shown=shown,
        posted=posting.at,
        zone=await _zone(outside, posting.channel),
    )
    # a message of which not all parts arrived fits none: what is wrong in it is told below it
    return next((way for way in ways if _fits(way, overtaken, platform)), None)


def _fits(way: Corrected, overtaken: Overtaken, platform: Platform) -> bool:
    return way.message is None or len(platform.render(way.message)) == len(overtaken.parts)


async def _record(outside: Outside, overtaken: Overtaken, corrected: Corrected, platform: Platform) -> bool:
    posting = overtaken.posting
    edits = _edits(overtaken, corrected, platform)
    parts, targets = _steps(overtaken, edits, platform.render(corrected.note))
    seen = " ".join(platform.words(payload) for payload in edits.values())
    recorded = await outside.store.deliveries.post(
        Posting(
            channel=posting.channel,
            kind=DeliveryKind.CORRECTION,
            key=f"{posting.kind} {posting.key} · {overtaken.times + 1}",
            parts=parts,
            at=outside.now(),
            citations=tuple(one for one in corrected.citations if is_shown(one, seen)),
            message=message_to_record(corrected.whole),
            corrects=overtaken.id,
            targets=targets,
        )
    )
    if recorded:
        log.info("correction", channel=str(posting.channel), posting=posting.key, articles=sorted(corrected.articles))
    return recorded


def _edits(overtaken: Overtaken, corrected: Corrected, platform: Platform) -> dict[str, Payload]:
    """By the platform's ids, what the parts that change should show."""
    if corrected.message is None:
        return {}
    pairs = zip(overtaken.parts, platform.render(corrected.message), strict=True)
    return {part.remote_id: new for part, new in pairs if new != part.payload}


def _steps(
    overtaken: Overtaken, edits: Mapping[str, Payload], notes: tuple[Payload, ...]
) -> tuple[tuple[Payload, ...], tuple[Target, ...]]:
    """The edits, then the note below the first message that changes."""
    first = next(iter(edits), overtaken.parts[0].remote_id)
    targets = (
        *(Target(Operation.EDIT, remote_id) for remote_id in edits),
        *(Target(Operation.REPLY, first) for _ in notes),
    )
    return (*edits.values(), *notes), targets


async def _zone(outside: Outside, channel: Channel) -> str:
    subscription = await outside.store.subscriptions.get(channel)
    return subscription.zone if subscription else "UTC"
