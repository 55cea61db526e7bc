"""SubscriptionStore, on every database."""

from dataclasses import replace
from datetime import time

from bot.model import Channel, Subscription
from bot.store import SqlStore
from tests.contracts.store_values import CONSOLE, DAY, NOW

SUBSCRIPTION = Subscription(CONSOLE, times=(time(8), time(17, 30)), zone="Asia/Kathmandu", days=(1, 2, 5))


async def test_saved_subscription_comes_back_whole(store: SqlStore) -> None:
    subscription = replace(
        SUBSCRIPTION,
        since=NOW,
        last_slot=NOW + DAY,
        paused=True,
        topics=("energy",),
        regions=("europe",),
        breaking=True,
    )

    await store.subscriptions.save(subscription)

    assert subscription == await store.subscriptions.get(CONSOLE)


async def test_saving_again_replaces(store: SqlStore) -> None:
    await store.subscriptions.save(SUBSCRIPTION)
    changed = replace(SUBSCRIPTION, zone="Europe/Berlin", times=())

    await store.subscriptions.save(changed)

    assert (changed,) == await store.subscriptions.all()


async def test_subscriptions_come_in_order_of_channel(store: SqlStore) -> None:
    channels = [Channel("slack", "T2", "C1"), Channel("discord", "9", "1"), Channel("slack", "T1", "C2")]
    for channel in channels:
        await store.subscriptions.save(replace(SUBSCRIPTION, channel=channel))

    found = [subscription.channel for subscription in await store.subscriptions.all()]

    assert sorted(channels, key=str) == found


async def test_channel_without_subscription_has_none(store: SqlStore) -> None:
    assert await store.subscriptions.get(CONSOLE) is None
