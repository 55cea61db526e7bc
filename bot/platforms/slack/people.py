"""Who may change feeds and schedules in a Slack channel: workspace admins and owners, the channel's creator, and those
named at set-up. Asks Slack, remembers the answer for a minute, and says no where it may not ask."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Channel
from bot.platforms.slack.failures import TROUBLE, code_of

_KEPT_S = 60.0
_log = structlog.get_logger(__name__)


class People:
    """Answers whether a user may manage a channel. `managers` are user ids named at set-up."""

    def __init__(self, client: Callable[[], AbstractAsyncContextManager[AsyncWebClient]], managers: frozenset[str]):
        self._client = client
        self._managers = managers
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    async def may_manage(self, channel: Channel, user: str) -> bool:
        """Tell whether this user may change things here."""
        if user in self._managers:
            return True
        now = asyncio.get_running_loop().time()
        self._known = {key: kept for key, kept in self._known.items() if now - kept[0] < _KEPT_S}
        if (channel.id, user) not in self._known:
            may = await self._is_admin(user) or await self._is_creator(channel, user)
            self._known[(channel.id, user)] = (now, may)
        return self._known[(channel.id, user)][1]

    async def _is_admin(self, user: str) -> bool:
        try:
            async with self._client() as client:
                person = (await client.users_info(user=user))["user"]
        except TROUBLE as error:
            _log.warning("slack_user_unknown", user=user, reason=_reason(error))
            return False
        return bool(person.get("is_admin") or person.get("is_owner"))

    async def _is_creator(self, channel: Channel, user: str) -> bool:
        try:
            async with self._client() as client:
                place = (await client.conversations_info(channel=channel.id))["channel"]
        except TROUBLE as error:
            _log.warning("slack_channel_unknown", channel=channel.id, reason=_reason(error))
            return False
        return bool(place.get("creator") == user)


def _reason(error: BaseException) -> str:
    return code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
