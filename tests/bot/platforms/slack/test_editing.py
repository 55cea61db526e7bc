"""Changing what was sent and answering below it, over a real socket."""

from collections.abc import AsyncIterator

import pytest

from bot.errors import Refused, RetryLater, Unknown
from bot.model import Channel
from bot.platforms.slack.render import render
from tests.bot.platforms.slack import messages
from tests.bot.platforms.slack.desk import slack_for
from tests.wire.slack import Fault, SlackServer
from tests.wire.slack_workspace import CHANNEL, TEAM

HERE = Channel("slack", TEAM, CHANNEL)
(BEFORE,) = render(messages.UPDATE)
(AFTER,) = render(messages.CORRECTED)
(NOTE,) = render(messages.CORRECTION)


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as running:
        yield running
    assert [] == running.refused


async def test_edit_changes_the_message_and_keeps_its_token(server: SlackServer) -> None:
    slack = slack_for(server)
    ts = await slack.send(HERE, BEFORE, token="d1")

    for _ in range(2):
        await slack.edit(HERE, ts, AFTER)

    (message,) = server.messages
    assert (AFTER["blocks"], AFTER["text"], ts) == (message["blocks"], message["text"], message["ts"])
    assert "d1" == message["metadata"]["event_payload"]["token"]


async def test_struck_words_read_as_before(server: SlackServer) -> None:
    assert messages.WORDS in slack_for(server).words(AFTER)


@pytest.mark.parametrize("code", ["message_not_found", "cant_update_message", "edit_window_closed", "missing_scope"])
async def test_edit_that_slack_will_not_have_is_refused_with_the_reason(server: SlackServer, code: str) -> None:
    slack = slack_for(server)
    ts = await slack.send(HERE, BEFORE, token="d1")
    server.workspace.update_error = code

    with pytest.raises(Refused, match=code):
        await slack.edit(HERE, ts, AFTER)


async def test_edit_of_a_deleted_message_is_refused(server: SlackServer) -> None:
    with pytest.raises(Refused, match="deleted"):
        await slack_for(server).edit(HERE, "1.000001", AFTER)


@pytest.mark.parametrize(
    "fault, error", [(Fault(status=429, retry_after="3"), RetryLater), (Fault(drop=True), Unknown)], ids=["busy", "cut"]
)
async def test_trouble_of_an_edit_is_told_like_that_of_a_post(
    server: SlackServer, fault: Fault, error: type[Exception]
) -> None:
    slack = slack_for(server)
    ts = await slack.send(HERE, BEFORE, token="d1")
    server.faults.append(fault)

    with pytest.raises(error):
        await slack.edit(HERE, ts, AFTER)


async def test_reply_goes_into_the_thread_and_is_found_there_only(server: SlackServer) -> None:
    slack = slack_for(server)
    ts = await slack.send(HERE, BEFORE, token="d1")

    reply = await slack.send(HERE, NOTE, token="d2", thread=ts)

    assert [None, ts] == [message.get("thread_ts") for message in server.messages]
    assert reply == await slack.find(HERE, NOTE, token="d2", thread=ts)
    assert None is await slack.find(HERE, NOTE, token="d2")
    assert None is await slack.find(HERE, BEFORE, token="d1", thread=ts)


async def test_reply_to_a_deleted_message_is_refused(server: SlackServer) -> None:
    with pytest.raises(Refused, match="thread_not_found"):
        await slack_for(server).send(HERE, NOTE, token="d2", thread="1.000001")


async def test_whether_a_reply_arrived_cannot_be_told_without_the_scope(server: SlackServer) -> None:
    slack = slack_for(server)
    ts = await slack.send(HERE, BEFORE, token="d1")
    server.workspace.scopes.discard("channels:history")

    with pytest.raises(Unknown):
        await slack.find(HERE, NOTE, token="d2", thread=ts)
