"""Carries slash commands and buttons to the desk through slack_bolt: acknowledged first, then answered."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.command import Reply, Request
from bot.errors import SitrepError
from bot.model import Channel
from bot.platforms.slack.escape import unescape
from bot.platforms.slack.people import People
from bot.platforms.slack.replies import Asked, Replies

if TYPE_CHECKING:
    from bot.commands.desk import Desk

Ack = Callable[[], Awaitable[object]]

_BUG = "Something went wrong here and was logged. Try again; if it stays, tell whoever runs Sitrep."
_log = structlog.get_logger(__name__)


def bolt_app(desk: "Desk", people: People, replies: Replies, *, base_url: str, signing_secret: str) -> AsyncApp:
    """Build the app that both Socket Mode and signed HTTP feed."""
    app = AsyncApp(
        name="sitrep",
        logger=_quiet_logger(),
        client=AsyncWebClient(base_url=base_url),
        signing_secret=signing_secret,
        authorize=_authorize,
    )

    async def typed(ack: Ack, command: dict[str, Any]) -> None:
        await ack()
        asked = _asked(command)
        request = _request(people, Channel("slack", command.get("team_id", ""), asked.channel_id), asked.user)
        group, text = command["command"].removeprefix("/"), unescape(command.get("text", ""))
        await _answer(replies, asked, desk.typed(group, text, request))

    async def pressed(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        if action.get("url"):
            return
        asked, team = _asked(body), body.get("team") or {}
        request = _request(people, Channel("slack", team.get("id", ""), asked.channel_id), asked.user)
        name = action["action_id"].removeprefix("sitrep:").rpartition(":")[0]
        await _answer(replies, asked, desk.press(name, action.get("value", ""), request))

    app.command(re.compile("^/"))(typed)
    app.action(re.compile("^sitrep:"))(pressed)
    return app


async def _answer(replies: Replies, asked: Asked, turn: Awaitable[Reply]) -> None:
    """Send what the desk answers. Raises nothing: bolt forgets the acknowledgement of a listener that raises early."""
    try:
        await replies.send(asked, await turn)
    except SitrepError as error:
        await replies.say(asked, str(error))
    except Exception:
        _log.exception("slack_answer_failed", channel=asked.channel_id)
        await replies.say(asked, _BUG)


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Let everything in that Slack's signature or socket let in: bolt would ask auth.test first, before the ack."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)


def _request(people: People, channel: Channel, user: str) -> Request:
    async def may_manage() -> bool:
        return await people.may_manage(channel, user)

    return Request(channel, user, may_manage=may_manage)


def _asked(body: dict[str, Any]) -> Asked:
    """Read where an answer belongs from a command's or a button's body."""
    place = body.get("channel") or body.get("container") or {}
    return Asked(
        channel_id=body.get("channel_id") or place.get("id") or place.get("channel_id", ""),
        user=body.get("user_id") or (body.get("user") or {}).get("id", ""),
        response_url=body.get("response_url", ""),
    )


def _quiet_logger() -> logging.Logger:
    """Give bolt a logger that never shows bodies or signatures, which it writes at INFO and DEBUG."""
    logger = logging.getLogger("slack_bolt.sitrep")
    logger.setLevel(logging.WARNING)
    return logger
