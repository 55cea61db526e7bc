"""The Slack of the tests is as strict as Slack."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.platforms.slack.render import render
from tests.bot.platforms.slack import messages
from tests.bot.platforms.slack.desk import listening, saying
from tests.wire.slack import SlackServer
from tests.wire.slack_workspace import BOT_TOKEN, CHANNEL

(PART,) = render(messages.UPDATE)
SHOWN = {name: PART[name] for name in ("text", "blocks")}


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer() as running:
        yield running


async def called(server: SlackServer, method: str, *, token: str = BOT_TOKEN, **sending: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} | sending.pop("headers", {})
    async with (
        aiohttp.ClientSession() as session,
        session.post(server.base_url + method, headers=headers, **sending) as answer,
    ):
        return await answer.json()


@pytest.mark.parametrize(
    "method, sending, error",
    [
        ("chat.postMessage", {"token": "", "json": {}}, "not_authed"),
        ("chat.postMessage", {"token": "xoxb-other", "json": {}}, "invalid_auth"),
        ("apps.connections.open", {}, "invalid_auth"),
        ("chat.postMessage", {"data": b"{}", "headers": {"Content-Type": "text/plain"}}, "invalid_post_type"),
        ("chat.postMessage", {"json": {"channel": CHANNEL, "text": "<!channel>"}}, "invalid_blocks"),
        ("chat.postMessage", {"json": {"channel": CHANNEL, **PART, "unfurl_links": True}}, "invalid_blocks"),
        ("chat.update", {"json": {"channel": CHANNEL, **SHOWN, "ts": "1.0"}}, "message_not_found"),
        ("chat.update", {"json": {"channel": CHANNEL, **PART, "ts": "1.0"}}, "invalid_arguments"),
        ("chat.postMessage", {"json": {"channel": CHANNEL, **PART, "thread_ts": "1.0"}}, "thread_not_found"),
        ("conversations.replies", {"json": {"channel": CHANNEL, "ts": "1.0"}}, "thread_not_found"),
        ("chat.delete", {"json": {}}, "unknown_method"),
    ],
)
async def test_wrong_call_is_refused(server: SlackServer, method: str, sending: dict[str, Any], error: str) -> None:
    answer = await called(server, method, **sending)

    assert (False, error) == (answer["ok"], answer["error"])


async def test_update_changes_the_message(server: SlackServer) -> None:
    posted = await called(server, "chat.postMessage", json={"channel": CHANNEL, **PART})

    await called(server, "chat.update", json={"channel": CHANNEL, **SHOWN, "text": "new", "ts": posted["ts"]})

    assert ["new"] == [message["text"] for message in server.messages]


async def test_views_are_kept(server: SlackServer) -> None:
    await called(server, "views.open", json={"trigger_id": "t", "view": {"type": "modal"}})

    assert [{"type": "modal"}] == [call["view"] for call in server.workspace.views]


async def test_response_url_takes_five_answers(server: SlackServer) -> None:
    async with listening(server, saying(messages.EMPTY)):
        asked = await server.command("/story", "list")

    async with aiohttp.ClientSession() as session:
        for _ in range(5):
            async with session.post(server.response_urls[-1], json=dict(PART)) as answer:
                status = answer.status

    assert (404, 5) == (status, len(asked.answers))
