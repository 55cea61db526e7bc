"""Sending over a real socket: nothing lost, nothing doubled, every trouble told by what to do next."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from bot.errors import Refused, RetryLater, Unknown
from bot.model import Channel
from bot.platforms.slack.render import render
from tests.bot.platforms.slack import messages
from tests.bot.platforms.slack.desk import slack_for
from tests.wire.slack import Fault, SlackServer
from tests.wire.slack_workspace import ADMIN, CHANNEL, CREATOR, TEAM, USER

HERE = Channel("slack", TEAM, CHANNEL)
(PART,) = render(messages.UPDATE)


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as running:
        yield running
    assert [] == running.refused


async def test_sent_part_arrives_as_drawn_with_its_token(server: SlackServer) -> None:
    ts = await slack_for(server).send(HERE, PART, token="d1")

    (message,) = server.messages
    metadata = {"event_type": "sitrep_delivery", "event_payload": {"token": "d1"}}
    assert (ts, metadata, PART["blocks"]) == (message["ts"], message["metadata"], message["blocks"])


@pytest.mark.parametrize("name", ["DIGEST", "UPDATE", "CORRECTION", "DETAILS", "EMPTY"])
async def test_every_kind_of_message_is_taken(server: SlackServer, name: str) -> None:
    slack = slack_for(server)
    parts = slack.render(getattr(messages, name))

    for number, part in enumerate(parts):
        await slack.send(HERE, part, token=str(number))

    assert len(parts) == len(server.messages)


async def test_hostile_text_is_taken_and_read_back(server: SlackServer) -> None:
    slack = slack_for(server)
    for part in slack.render(messages.hostile(messages.MARKUP)):
        await slack.send(HERE, part, token="d1")

    assert f"“{messages.MARKUP}”" in "\n".join(slack.words(message) for message in server.messages)


async def test_rate_limit_says_how_long_to_wait(server: SlackServer) -> None:
    server.faults.append(Fault(status=429, retry_after="7"))

    with pytest.raises(RetryLater) as raised:
        await slack_for(server).send(HERE, PART, token="d1")

    assert 7.0 == raised.value.after_s


async def test_repeat_after_a_rate_limit_neither_loses_nor_doubles(server: SlackServer) -> None:
    server.faults += [Fault(status=429, retry_after="1"), Fault(status=429, retry_after="1")]
    slack = slack_for(server)
    for _ in range(2):
        with pytest.raises(RetryLater):
            await slack.send(HERE, PART, token="d1")

    await slack.send(HERE, PART, token="d1")

    assert 1 == len(server.messages)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=500),
        Fault(status=502),
        Fault(error="internal_error"),
        Fault(error="fatal_error"),
        Fault(drop=True),
        Fault(drop=True, stored=True),
        Fault(hang=True),
    ],
    ids=["500", "502", "internal", "fatal", "dropped", "dropped after storing", "hanging"],
)
async def test_missing_answer_is_unknown(server: SlackServer, fault: Fault) -> None:
    server.faults.append(fault)

    with pytest.raises(Unknown):
        await slack_for(server, timeout_s=0.3).send(HERE, PART, token="d1")


@pytest.mark.parametrize("code", ["ratelimited", "service_unavailable", "request_timeout"])
async def test_passing_trouble_is_retried_later(server: SlackServer, code: str) -> None:
    server.faults.append(Fault(error=code))

    with pytest.raises(RetryLater):
        await slack_for(server).send(HERE, PART, token="d1")


async def test_unreachable_slack_is_retried_later(server: SlackServer, unused_tcp_port: int) -> None:
    slack = slack_for(server, base_url=f"http://127.0.0.1:{unused_tcp_port}/api/")

    with pytest.raises(RetryLater):
        await slack.send(HERE, PART, token="d1")


@pytest.mark.parametrize(
    "code, step",
    [
        ("not_in_channel", "/invite"),
        ("missing_scope", "scopes"),
        ("restricted_action", "admin"),
        ("token_expired", "new one"),
        ("ekm_access_denied", "reference"),
    ],
)
async def test_refusal_names_channel_and_next_step(server: SlackServer, code: str, step: str) -> None:
    server.faults.append(Fault(error=code))

    with pytest.raises(Refused, match=f"{CHANNEL} \\({code}\\).*{step}"):
        await slack_for(server).send(HERE, PART, token="d1")


async def test_revoked_token_is_refused(server: SlackServer) -> None:
    server.workspace.token_error = "token_revoked"

    with pytest.raises(Refused, match="install the app again"):
        await slack_for(server).send(HERE, PART, token="d1")


async def test_wrong_token_is_refused_and_not_told(server: SlackServer) -> None:
    with pytest.raises(Refused, match="invalid_auth") as raised:
        await slack_for(server, bot_token="xoxb-wrong").send(HERE, PART, token="d1")

    assert "xoxb" not in str(raised.value)


async def test_unknown_channel_is_refused(server: SlackServer) -> None:
    with pytest.raises(Refused, match="C0OTHER"):
        await slack_for(server).send(Channel("slack", TEAM, "C0OTHER"), PART, token="d1")


async def test_archived_channel_is_refused(server: SlackServer) -> None:
    server.workspace.channels[CHANNEL]["is_archived"] = True

    with pytest.raises(Refused, match="unarchive"):
        await slack_for(server).send(HERE, PART, token="d1")


async def test_part_beyond_the_limits_never_leaves(server: SlackServer) -> None:
    with pytest.raises(Refused, match="51"):
        await slack_for(server).send(HERE, {**PART, "blocks": [{"type": "divider"}] * 51}, token="d1")

    assert [] == server.calls


async def test_messages_to_one_channel_keep_their_distance(server: SlackServer) -> None:
    slack = slack_for(server, spacing_s=0.4)

    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(slack.send(HERE, PART, token=str(number)))

    first, second, third = server.workspace.arrivals
    assert second - first > 0.28
    assert third - second > 0.28


async def test_stored_message_whose_answer_was_lost_is_found(server: SlackServer) -> None:
    server.faults.append(Fault(drop=True, stored=True))
    slack = slack_for(server)
    with pytest.raises(Unknown):
        await slack.send(HERE, PART, token="d1")

    found = await slack.find(HERE, PART, token="d1")

    assert server.messages[0]["ts"] == found


async def test_message_that_never_arrived_is_not_found(server: SlackServer) -> None:
    slack = slack_for(server)
    await slack.send(HERE, PART, token="other")

    assert await slack.find(HERE, PART, token="d1") is None


async def test_message_on_a_later_page_is_found(server: SlackServer) -> None:
    sent = [{**PART, "channel": CHANNEL, "metadata": _metadata(str(n))} for n in range(250)]
    stamps = [server.workspace.store(message) for message in sent]

    assert stamps[3] == await slack_for(server).find(HERE, PART, token="3")


async def test_message_too_far_back_stays_unknown(server: SlackServer) -> None:
    for number in range(2_001):
        server.workspace.store({"channel": CHANNEL, "text": str(number)})

    with pytest.raises(Unknown, match="Too much was said"):
        await slack_for(server).find(HERE, PART, token="d1")


async def test_message_of_last_month_is_not_looked_for(server: SlackServer) -> None:
    server.workspace.store({**PART, "channel": CHANNEL, "metadata": _metadata("d1")})
    slack = slack_for(server, clock=lambda: time.time() + 30 * 24 * 3600)

    assert await slack.find(HERE, PART, token="d1") is None


async def test_somebody_elses_metadata_is_not_ours(server: SlackServer) -> None:
    server.workspace.store({**PART, "channel": CHANNEL, "metadata": {**_metadata("d1"), "event_type": "other"}})

    assert await slack_for(server).find(HERE, PART, token="d1") is None


async def test_history_that_may_not_be_read_stays_unknown(server: SlackServer) -> None:
    server.workspace.scopes.discard("channels:history")

    with pytest.raises(Unknown, match="channels:history"):
        await slack_for(server).find(HERE, PART, token="d1")


def _metadata(token: str) -> dict[str, object]:
    return {"event_type": "sitrep_delivery", "event_payload": {"token": token}}


@pytest.mark.parametrize("user, may", [(ADMIN, True), (CREATOR, True), ("U0NAMED", True), (USER, False)])
async def test_admins_creators_and_named_people_may_manage(server: SlackServer, user: str, may: bool) -> None:
    slack = slack_for(server, managers=frozenset({"U0NAMED"}))

    assert may == await slack.may_manage(HERE, user)


@pytest.mark.parametrize("user", [ADMIN, CREATOR])
async def test_without_scopes_nobody_may_manage(server: SlackServer, user: str) -> None:
    server.workspace.scopes -= {"users:read", "channels:read"}

    assert not await slack_for(server).may_manage(HERE, user)


async def test_right_to_manage_is_remembered_for_a_while(server: SlackServer) -> None:
    slack = slack_for(server)

    await slack.may_manage(HERE, ADMIN)
    await slack.may_manage(HERE, ADMIN)

    assert ["users.info"] == [method for method, _ in server.calls]
