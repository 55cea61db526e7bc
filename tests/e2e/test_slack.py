"""Feeds in, digest out, `/story details` answered, on Slack over sockets, by the real process."""

import json
import socket
from pathlib import Path

import pytest

from tests.e2e.running import ARTICLES, Running, running
from tests.wire.slack import Asked, SlackServer
from tests.wire.slack_workspace import ADMIN, APP_TOKEN, BOT_TOKEN, CHANNEL, SIGNING_SECRET

pytestmark = pytest.mark.early


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_morning_on_slack(tmp_path: Path, mode: str) -> None:
    async with SlackServer() as slack:
        settings = _settings(slack, mode)
        async with running(tmp_path, settings) as bot:
            await _ready(slack, bot, settings)

            early = await slack.command("/sitrep", "help", user=ADMIN)
            was_reading = bot.articles_read < ARTICLES
            await bot.until(lambda: bot.articles_read >= ARTICLES)
            posted = await slack.command("/digest", "now", user=ADMIN)
            details = await slack.command("/story", "details 1", user=ADMIN)
            pressed = await slack.press(_button(slack, "Details"), user=ADMIN)
            unknown = await slack.command("/story", "details nosuch")
            refused = await slack.command("/digest", "now")
            code = await bot.stop()

    assert all(0 <= asked.acked_after_s < 3 for asked in (early, posted, details, pressed, unknown, refused))
    assert "/story details" in _said(early)
    assert "Posted: " in _said(posted)
    assert [CHANNEL] == [message["channel"] for message in slack.messages]
    assert "Estonia" in json.dumps(slack.messages), bot.log
    assert "Quotes are verbatim" in _said(details)
    assert "Quotes are verbatim" in _said(pressed)
    assert "See /story list" in _said(unknown)
    assert "Only people who may manage" in _said(refused)
    assert {"ephemeral"} == {asked.answers[0]["response_type"] for asked in (details, unknown, refused)}
    assert [] == slack.refused
    assert was_reading
    assert 0 == code


def _settings(slack: SlackServer, mode: str) -> dict[str, str]:
    shared = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_BASE_URL": slack.base_url}
    if mode == "socket":
        return shared | {"SLACK_APP_TOKEN": APP_TOKEN}
    port = _free_port()
    slack.endpoint = f"http://127.0.0.1:{port}/slack/events"
    return shared | {"SLACK_SIGNING_SECRET": SIGNING_SECRET, "PORT": str(port), "SITREP_HOST": "127.0.0.1"}


async def _ready(slack: SlackServer, bot: Running, settings: dict[str, str]) -> None:
    await bot.logged("event=ready")
    if "SLACK_APP_TOKEN" in settings:
        await slack.connected()


def _said(asked: Asked) -> str:
    return json.dumps(asked.answers, ensure_ascii=False)


def _button(slack: SlackServer, label: str) -> dict[str, object]:
    return next(dict(b) for b in slack.buttons(slack.messages[-1]) if label in json.dumps(b["text"]))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
