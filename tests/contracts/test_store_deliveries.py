"""DeliveryStore, on every database."""

import asyncio
from dataclasses import replace

import pytest

from bot.model import (
    Channel,
    Citation,
    Delivery,
    DeliveryKind,
    DeliveryState,
    LastDigest,
    Snapshot,
)
from bot.store import SqlStore, open_store
from tests.contracts.store_values import CONSOLE, DAY, HOUR, NOW, TEXT, make_posting, stored

THREE_PARTS = ({"text": "1"}, {"text": "2"}, {"text": "3"})


async def _claim(store: SqlStore, *, limit: int = 99) -> tuple[Delivery, ...]:
    return await store.deliveries.claim(NOW, limit=limit)


async def test_posted_part_can_be_claimed_once(store: SqlStore) -> None:
    assert await store.deliveries.post(make_posting(parts=({"text": "“été” \x00", "b": [1, None]},)))

    (delivery,) = await _claim(store)

    assert {"text": "“été” \x00", "b": [1, None]} == delivery.payload
    assert (CONSOLE, DeliveryKind.DIGEST, "2026-03-09T08:00Z", 1) == (
        delivery.channel,
        delivery.kind,
        delivery.key,
        delivery.part,
    )
    assert (DeliveryState.SENDING, 1, NOW) == (delivery.state, delivery.tries, delivery.claimed)
    assert () == await _claim(store)


async def test_posting_again_changes_nothing(store: SqlStore) -> None:
    await store.deliveries.post(make_posting(stories=("one",)))

    again = make_posting(parts=THREE_PARTS, stories=("two",), snapshots={"two": Snapshot()})

    assert not await store.deliveries.post(again)
    assert [{"text": "first"}] == [delivery.payload for delivery in await _claim(store)]
    assert LastDigest("2026-03-09T08:00Z", NOW, ("one",)) == await store.deliveries.last_digest(CONSOLE)
    assert {} == await store.deliveries.shown(CONSOLE)


@pytest.mark.parametrize(
    "changes",
    [{"channel": Channel("slack", "T1", "C1")}, {"kind": DeliveryKind.ALERT}, {"key": "another"}],
    ids=["channel", "kind", "key"],
)
async def test_posting_differs_by_each_of_its_keys(store: SqlStore, changes: dict[str, object]) -> None:
    await store.deliveries.post(make_posting())

    assert await store.deliveries.post(make_posting(**changes))
    first, second = await _claim(store)
    assert first.token != second.token


async def test_two_processes_posting_the_same_make_one(store: SqlStore, other: SqlStore) -> None:
    posted = await asyncio.gather(*(each.deliveries.post(make_posting()) for each in (store, other) * 3))

    assert sum(posted) == 1
    assert len(await _claim(store)) == 1


async def test_two_claimers_never_get_the_same(store: SqlStore, other: SqlStore) -> None:
    for number in range(20):
        await store.deliveries.post(make_posting(key=str(number)))

    claims = await asyncio.gather(*(_claim(each, limit=4) for each in (store, other) * 6))

    claimed = [delivery.id for claim in claims for delivery in claim]
    assert len(claimed) == len(set(claimed))
    rest = [delivery.id for delivery in await _claim(store)]
    assert 20 == len(set(claimed + rest)) == len(claimed + rest)


async def test_claims_come_in_order_up_to_the_limit(store: SqlStore) -> None:
    for key in "abc":
        await store.deliveries.post(make_posting(key=key))

    assert ["a", "b"] == [delivery.key for delivery in await _claim(store, limit=2)]
    assert ["c"] == [delivery.key for delivery in await _claim(store, limit=2)]


async def test_delivery_is_claimed_when_it_is_due(store: SqlStore) -> None:
    await store.deliveries.post(make_posting(at=NOW + HOUR))

    assert () == await _claim(store)
    assert len(await store.deliveries.claim(NOW + HOUR, limit=9)) == 1


async def test_later_part_waits_for_the_earlier(store: SqlStore) -> None:
    await store.deliveries.post(make_posting(parts=THREE_PARTS))
    parts = []

    while claimed := await _claim(store):
        (delivery,) = claimed
        assert () == await _claim(store)
        parts.append(delivery.part)
        await store.deliveries.settle(delivery.id, DeliveryState.SENT, remote_id=str(delivery.part))

    assert [1, 2, 3] == parts


async def test_postings_do_not_wait_for_each_other(store: SqlStore) -> None:
    for key in "ab":
        await store.deliveries.post(make_posting(key=key, parts=THREE_PARTS))

    assert [("a", 1), ("b", 1)] == [(delivery.key, delivery.part) for delivery in await _claim(store)]


async def test_failed_part_fails_the_later_parts_with_it(store: SqlStore) -> None:
    article = await stored(store)
    cited = Citation(article.version_id, article.article.sha256, 0, 3, paragraph=1, words="The")
    await store.deliveries.post(make_posting(parts=THREE_PARTS, citations=(cited,)))
    (first,) = await _claim(store)
    await store.deliveries.settle(first.id, DeliveryState.SENT)
    (second,) = await _claim(store)

    await store.deliveries.settle(second.id, DeliveryState.FAILED, error="channel not found \x00")

    assert () == await _claim(store)
    deliveries = [posted.delivery async for posted in store.deliveries.posted()]
    assert [
        (DeliveryState.SENT, ""),
        (DeliveryState.FAILED, "channel not found \ufffd"),
        (DeliveryState.FAILED, "part 2 failed"),
    ] == [(delivery.state, delivery.error) for delivery in deliveries]


async def test_delivery_put_back_is_claimed_again_when_due_with_its_token(store: SqlStore) -> None:
    await store.deliveries.post(make_posting())
    (first,) = await _claim(store)

    await store.deliveries.settle(first.id, DeliveryState.PENDING, error="busy", due=NOW + HOUR)

    assert () == await _claim(store)
    (again,) = await store.deliveries.claim(NOW + HOUR, limit=9)
    assert (first.id, first.token, 2) == (again.id, again.token, again.tries)
    assert len(first.token) <= 25


@pytest.mark.parametrize("end", [DeliveryState.SENT, DeliveryState.FAILED])
async def test_what_has_ended_is_not_sent_again_by_a_late_word(store: SqlStore, end: DeliveryState) -> None:
    await store.deliveries.post(make_posting())
    (delivery,) = await _claim(store)
    await store.deliveries.settle(delivery.id, end)

    await store.deliveries.settle(delivery.id, DeliveryState.PENDING, due=NOW)

    assert () == await _claim(store)


async def test_process_that_dies_between_claim_and_settle_leaves_it_unknown(store: SqlStore, database_url: str) -> None:
    await store.deliveries.post(make_posting(parts=THREE_PARTS))
    async with open_store(database_url) as dying:
        (claimed,) = await _claim(dying)

    assert () == await _claim(store)
    (unknown,) = await store.deliveries.interrupted(NOW + HOUR)

    assert (claimed.id, claimed.token, DeliveryState.UNKNOWN) == (unknown.id, unknown.token, unknown.state)
    assert () == await _claim(store), "nothing is sent while it is unknown what was"


async def test_delivery_being_sent_just_now_is_not_interrupted(store: SqlStore) -> None:
    await store.deliveries.post(make_posting())
    await _claim(store)

    assert () == await store.deliveries.interrupted(NOW)


async def test_unknown_delivery_is_returned_until_it_is_settled(store: SqlStore) -> None:
    await store.deliveries.post(make_posting())
    (delivery,) = await _claim(store)
    await store.deliveries.settle(delivery.id, DeliveryState.UNKNOWN, error="no answer")

    (unknown,) = await store.deliveries.interrupted(NOW - DAY)
    assert (delivery.id, "no answer") == (unknown.id, unknown.error)

    await store.deliveries.settle(delivery.id, DeliveryState.SENT, remote_id="17.1")
    assert () == await store.deliveries.interrupted(NOW + DAY)


async def test_last_digest_is_the_newest_of_the_channel(store: SqlStore) -> None:
    await store.deliveries.post(make_posting(key="new", at=NOW, stories=("tebor", "lusan")))
    await store.deliveries.post(make_posting(key="old", at=NOW - DAY, stories=("old",)))
    await store.deliveries.post(make_posting(key="act", at=NOW + DAY, kind=DeliveryKind.ALERT))
    await store.deliveries.post(make_posting(key="x", at=NOW + DAY, channel=Channel("console", "", "other")))

    assert LastDigest("new", NOW, ("tebor", "lusan")) == await store.deliveries.last_digest(CONSOLE)


async def test_channel_without_digest_has_no_last_one(store: SqlStore) -> None:
    assert await store.deliveries.last_digest(CONSOLE) is None


async def test_digest_without_parts_is_recorded(store: SqlStore) -> None:
    assert await store.deliveries.post(make_posting(parts=()))
    assert () == await _claim(store)
    assert await store.deliveries.last_digest(CONSOLE) is not None


async def test_shown_gives_the_newest_snapshot_of_each_story(store: SqlStore) -> None:
    first = Snapshot(
        acts={"SANCTION RUR": "done 2"},
        speakers=("Ada Brandt",),
        quotes=((3, "We will “not”"),),
        versions={3: 1, 12: 2},
    )
    second = replace(first, versions={3: 2}, updates=1)
    await store.deliveries.post(make_posting(key="1", snapshots={"tebor": first, "lusan": first}))
    await store.deliveries.post(make_posting(key="2", snapshots={"tebor": second}))
    elsewhere = Channel("console", "", "other")
    await store.deliveries.post(make_posting(channel=elsewhere, snapshots={"tebor": Snapshot()}))

    assert {"tebor": second, "lusan": first} == await store.deliveries.shown(CONSOLE)
    assert {"tebor": Snapshot()} == await store.deliveries.shown(elsewhere)


async def test_posted_gives_every_delivery_with_citations_and_the_stored_text(store: SqlStore) -> None:
    article = await stored(store)
    edited = await stored(store, text="Other words.")
    cited = Citation(article.version_id, article.article.sha256, 0, 3, paragraph=1, words="The")
    also = Citation(edited.version_id, edited.article.sha256, 0, 5, paragraph=1, words="Other")
    await store.deliveries.post(make_posting(key="bare"))
    await store.deliveries.post(make_posting(key="citing", parts=THREE_PARTS[:2], citations=(cited, also)))

    posted = [one async for one in store.deliveries.posted()]

    assert [("citing", 1), ("citing", 2)] == [(one.delivery.key, one.delivery.part) for one in posted]
    assert [(cited, also), (cited, also)] == [one.citations for one in posted]
    assert {article.version_id: TEXT, edited.version_id: "Other words."} == posted[0].texts
    assert {article.article.url} == set(posted[0].urls.values())


async def test_posted_goes_on_beyond_one_page(store: SqlStore) -> None:
    article = await stored(store)
    cited = Citation(article.version_id, article.article.sha256, 0, 3, paragraph=1, words="The")
    parts = tuple({"text": str(number)} for number in range(120))
    await store.deliveries.post(make_posting(parts=parts, citations=(cited,)))

    posted = [one.delivery.part async for one in store.deliveries.posted()]

    assert list(range(1, 121)) == posted


async def test_citation_of_a_version_that_is_not_stored_is_refused(store: SqlStore) -> None:
    cited = Citation(77, "", 0, 3, paragraph=1, words="The")

    with pytest.raises(ValueError, match="not stored"):
        await store.deliveries.post(make_posting(citations=(cited,)))

    assert () == await _claim(store)


async def test_what_was_posted_before_a_moment_is_told_apart(store: SqlStore) -> None:
    for hours, key in ((0, "first"), (2, "second")):
        seen = {"bodal": Snapshot(acts={key: "done"})}
        await store.deliveries.post(make_posting(key=key, at=NOW + hours * HOUR, snapshots=seen, stories=("bodal",)))

    last = await store.deliveries.last_digest(CONSOLE, before=NOW + HOUR)
    shown = await store.deliveries.shown(CONSOLE, before=NOW + HOUR)

    assert last is not None
    assert "first" == last.key
    assert {"first": "done"} == shown["bodal"].acts
    assert await store.deliveries.last_digest(CONSOLE, before=NOW) is None


async def test_postings_of_a_kind_are_known_by_their_keys_since_a_moment(store: SqlStore) -> None:
    for hours, kind in ((0, DeliveryKind.ALERT), (2, DeliveryKind.ALERT), (3, DeliveryKind.DIGEST)):
        await store.deliveries.post(make_posting(key=str(hours), at=NOW + hours * HOUR, kind=kind))

    assert {"0", "2"} == await store.deliveries.keys_since(CONSOLE, DeliveryKind.ALERT, NOW)
    assert {"2"} == await store.deliveries.keys_since(CONSOLE, DeliveryKind.ALERT, NOW + HOUR)


async def test_digests_of_a_channel_come_newest_first(store: SqlStore) -> None:
    for hours, kind in ((0, DeliveryKind.DIGEST), (2, DeliveryKind.DIGEST), (3, DeliveryKind.ALERT)):
        await store.deliveries.post(make_posting(key=str(hours), at=NOW + hours * HOUR, kind=kind, stories=("vodij",)))
    await store.deliveries.post(make_posting(channel=Channel("slack", "T1", "C1"), at=NOW + HOUR))

    every = await store.deliveries.digests(CONSOLE, limit=9)

    assert [("2", NOW + 2 * HOUR, ("vodij",)), ("0", NOW, ("vodij",))] == [(d.key, d.at, d.stories) for d in every]
    assert every[:1] == await store.deliveries.digests(CONSOLE, limit=1)


async def test_deliveries_of_the_channel_are_counted_by_state(store: SqlStore) -> None:
    for number, state in enumerate((DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.FAILED)):
        await store.deliveries.post(make_posting(key=str(number)))
        (claimed,) = await store.deliveries.claim(NOW, limit=1)
        await store.deliveries.settle(claimed.id, state)
    await store.deliveries.post(make_posting(key="waits", parts=({"text": "1"}, {"text": "2"})))
    await store.deliveries.post(make_posting(channel=Channel("slack", "T1", "C1")))

    expected = {
        DeliveryState.SENT: 1,
        DeliveryState.UNKNOWN: 1,
        DeliveryState.FAILED: 1,
        DeliveryState.PENDING: 2,
    }
    assert expected == await store.deliveries.outcomes(CONSOLE, NOW)
    assert {} == await store.deliveries.outcomes(CONSOLE, NOW + HOUR)
