"""The alert job: a line at once for what cannot wait, to the channels that want it; each act once, few a day."""

from datetime import timedelta

import structlog

from bot.compose.acts import Act, acts_of
from bot.compose.alert import FRESH, breaking_act, compose_alert
from bot.compose.parties import parties_of
from bot.compose.wishes import Subject, filtered_by, muted_by
from bot.decide.tags import tags_of
from bot.jobs.deliver import deliver
from bot.jobs.digest import wishes_of
from bot.jobs.outside import Outside
from bot.message_records import message_to_record
from bot.model import DeliveryKind, Posting, Story, Subscription

MAX_A_DAY = 6  # lines a channel; beyond it the next digest tells
DAY = timedelta(days=1)

log = structlog.get_logger()


async def post_breaking(outside: Outside) -> int:
    """Post what has become breaking news to every channel that wants it; return how many lines. Twice posts once."""
    now = outside.now()
    channels = [one for one in await outside.store.subscriptions.all() if _wants(outside, one)]
    if not channels:
        return 0
    stories = await outside.store.stories.active(now - FRESH, now + timedelta(seconds=1))
    found = [(story, acts, act) for story in stories if (act := breaking_act(story, acts := acts_of(story), now))]
    count = 0
    for subscription in channels if found else ():
        for story, acts, act in found:
            count += await _post(outside, subscription, story, acts, act=act)
    if count:
        await deliver(outside)
        log.info("alert", lines=count)
    return count


def _wants(outside: Outside, subscription: Subscription) -> bool:
    return subscription.breaking and not subscription.paused and subscription.channel.platform in outside.platforms


async def _post(outside: Outside, subscription: Subscription, story: Story, acts: tuple[Act, ...], *, act: Act) -> bool:
    now, channel, deliveries = outside.now(), subscription.channel, outside.store.deliveries
    wishes = await wishes_of(outside, channel, subscription, now)
    subject = Subject(story.id, parties_of(story, acts), tags_of(story, outside.tagging))
    if muted_by(wishes, subject, now) or filtered_by(wishes, subject, now):
        return False
    if await deliveries.posted_since(channel, DeliveryKind.ALERT, now - DAY) >= MAX_A_DAY:
        return False
    alert = compose_alert(story, act, now)
    posting = Posting(
        channel=channel,
        kind=DeliveryKind.ALERT,
        key=alert.key,
        parts=outside.platforms[channel.platform].render(alert.message),
        at=now,
        message=message_to_record(alert.message),
    )
    return await deliveries.post(posting)
