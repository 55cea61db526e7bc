"""Answers whoever asked: through the response_url that came with the question, else by a post that they alone see."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.cards import Message
from bot.commands.command import Reply
from bot.model import Payload
from bot.platforms.slack.failures import TROUBLE
from bot.platforms.slack.render import render

MAX_USES = 5  # Slack: a response_url takes 5 answers within 30 minutes
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where an answer belongs."""

    channel_id: str
    user: str
    response_url: str


class Replies:
    """Sends answers. Never raises for what Slack does: an answer that is lost is logged, and can be asked for again."""

    def __init__(self, client: Callable[[], AbstractAsyncContextManager[AsyncWebClient]], *, timeout_s: float) -> None:
        self._client = client
        self._timeout_s = timeout_s

    async def send(self, asked: Asked, reply: Reply) -> None:
        """Send all parts of an answer, in order."""
        for index, payload in enumerate(render(reply.message)):
            by_url = index < MAX_USES and asked.response_url
            if not (by_url and await self._respond(asked, payload, private=reply.private)):
                await self._post(asked, payload, private=reply.private)

    async def say(self, asked: Asked, sentence: str) -> None:
        """Tell the asker alone one sentence."""
        await self.send(asked, Reply(Message((), sentence)))

    async def _respond(self, asked: Asked, payload: Payload, *, private: bool) -> bool:
        """Use the response_url. False where Slack did not take the answer, so that it may be sent another way."""
        client = AsyncWebhookClient(asked.response_url, timeout=int(self._timeout_s), retry_handlers=[])
        visible = {"response_type": "ephemeral" if private else "in_channel", "replace_original": False}
        try:
            answer = await client.send_dict({**payload, **visible})
        except TROUBLE as error:
            _log.warning("slack_answer_unsure", channel=asked.channel_id, reason=type(error).__name__)
            return True
        return answer.status_code < 400

    async def _post(self, asked: Asked, payload: Payload, *, private: bool) -> None:
        try:
            async with self._client() as client:
                if private:
                    shown = {key: payload[key] for key in ("text", "blocks") if key in payload}
                    await client.chat_postEphemeral(channel=asked.channel_id, user=asked.user, **shown)
                else:
                    await client.chat_postMessage(channel=asked.channel_id, **payload)
        except TROUBLE as error:
            _log.warning("slack_answer_lost", channel=asked.channel_id, reason=type(error).__name__)
