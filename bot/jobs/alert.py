"""The alert job: a line at once for what cannot wait, to the channels that want it; each act once, few a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.compose.acts import acts_of
from bot.compose.alert import FRESH, Alert, breaking_act, compose_alert, key_of
from bot.compose.parties import parties_of
from bot.compose.wishes import Subject, filtered_by, muted_by
from bot.decide.tags import tags_of
from bot.jobs.deliver import deliver
from bot.jobs.digest import wishes_of
from bot.jobs.outside import Outside
from bot.message_records import message_to_record
from bot.model import Channel, DeliveryKind, Posting, Story, Subscription

MAX_A_DAY = 6  # lines a channel; beyond it the next digest tells
DAY = timedelta(days=1)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Breaking:
    """What is breaking in one story. `keys` name it under each id that the story has had."""

    alert: Alert
    subject: Subject
    keys: frozenset[str]


async def post_breaking(outside: Outside) -> int:
    """Post what has become breaking news to every channel that wants it; return how many lines. Twice posts once.

    No channel holds up another.
    """
    now = outside.now()
    channels = [one for one in await outside.store.subscriptions.all() if _wants(outside, one)]
    if not channels:
        return 0
    stories = await outside.store.stories.active(now - FRESH, now + timedelta(seconds=1))
    found = [one for story in stories if (one := await _breaking(outside, story, now))]
    count = 0
    for subscription in channels if found else ():
        try:
            count += await _tell(outside, subscription, found, now=now)
        except Exception as error:
            log.exception("alert_failed", channel=str(subscription.channel), reason=str(error))
    if count:
        await deliver(outside)
        log.info("alert", lines=count)
    return count


def _wants(outside: Outside, subscription: Subscription) -> bool:
    return subscription.breaking and not subscription.paused and subscription.channel.platform in outside.platforms


async def _breaking(outside: Outside, story: Story, now: datetime) -> _Breaking | None:
    acts = acts_of(story)
    act = breaking_act(acts, now)
    if act is None:
        return None
    ids = (story.id, *(merge.old for merge in await outside.store.stories.merges(story.id)))
    subject = Subject(story.id, parties_of(story, acts), tags_of(story, outside.tagging))
    return _Breaking(compose_alert(story, act, now), subject, frozenset(key_of(one, act) for one in ids))


async def _tell(outside: Outside, subscription: Subscription, found: Iterable[_Breaking], *, now: datetime) -> int:
    """Record what the channel wants and was not told yet, as far as the day's limit goes."""
    channel = subscription.channel
    told = await outside.store.deliveries.keys_since(channel, DeliveryKind.ALERT, now - DAY)
    wishes = await wishes_of(outside, channel, subscription, now)
    count = 0
    for one in found:
        is_unwanted = muted_by(wishes, one.subject, now) or filtered_by(wishes, one.subject, now)
        if not one.keys & told and not is_unwanted and len(told) + count < MAX_A_DAY:
            count += await _post(outside, channel, one.alert, now)
    return count


async def _post(outside: Outside, channel: Channel, alert: Alert, now: datetime) -> bool:
    posting = Posting(
        channel=channel,
        kind=DeliveryKind.ALERT,
        key=alert.key,
        parts=outside.platforms[channel.platform].render(alert.message),
        at=now,
        message=message_to_record(alert.message),
    )
    return await outside.store.deliveries.post(posting)
