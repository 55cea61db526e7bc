"""Socket Mode: keeps one WebSocket to Slack open until cancelled. Owns no command."""

import asyncio

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.errors import Refused
from bot.platforms.slack.failures import TROUBLE, code_of

_LOOK_S = 30.0
_FATAL = frozenset({"invalid_auth", "not_authed", "token_revoked", "account_inactive", "not_allowed_token_type"})


async def serve(app: AsyncApp, app_token: str) -> None:
    """Receive envelopes until cancelled. Raises Refused where the app-level token is not taken."""
    client = AsyncSocketModeHandler(app, app_token).client
    try:
        client.wss_uri = await _first_address(client)
        async with asyncio.TaskGroup() as group:
            group.create_task(client.connect())  # type: ignore[no-untyped-call]
            await _watch(client)
    finally:
        await client.close()  # type: ignore[no-untyped-call]
        await _ended(client)


async def _watch(client: SocketModeClient) -> None:
    """Make slack_sdk ask for a new address where it cannot connect: it would try one that has expired for ever."""
    while True:
        await asyncio.sleep(_LOOK_S)
        if not await client.is_connected():
            client.wss_uri = None


async def _first_address(client: SocketModeClient) -> str | None:
    """Ask for an address; None leaves it to slack_sdk, which asks again until Slack can be reached."""
    try:
        return await client.issue_new_wss_url()
    except TROUBLE as error:
        if not isinstance(error, SlackApiError) or code_of(error) not in _FATAL:
            return None
        raise Refused(
            f"Slack's Socket Mode does not take the app-level token ({code_of(error)}). "
            "Make one with connections:write and set it as the app token."
        ) from error


async def _ended(client: SocketModeClient) -> None:
    """Wait until slack_sdk's tasks, which it cancels and leaves, are over."""
    tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)
