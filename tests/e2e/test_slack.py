"""Feeds in, digest out, `/story details` answered, on Slack over sockets, by the real process."""

import json
from pathlib import Path

import pytest

from tests.e2e.running import running
from tests.wire.slack import SlackServer
from tests.wire.slack_workspace import ADMIN, APP_TOKEN, BOT_TOKEN, CHANNEL, SIGNING_SECRET


@pytest.fixture
def slack_settings() -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}


async def test_socket_mode_answers_while_reading_and_posts_a_digest(
    tmp_path: Path, slack_settings: dict[str, str]
) -> None:
    async with SlackServer() as slack:
        async with running(tmp_path, slack_settings | {"SLACK_BASE_URL": slack.base_url}) as bot:
            await slack.connected()

            early = await slack.command("/sitrep", "help", channel=CHANNEL, user=ADMIN)
            await bot.logged("event=read articles")
            posted = await slack.command("/digest", "now", channel=CHANNEL, user=ADMIN)
            details = await slack.command("/story", "details 1", channel=CHANNEL, user=ADMIN)
            code = await bot.stop()

    assert 0 <= early.acked_after_s < 3
    assert "/story details" in json.dumps(early.answers)
    assert "Posted: " in json.dumps(posted.answers)
    assert "Estonia" in json.dumps(slack.messages)
    assert "Quotes are verbatim" in json.dumps(details.answers)
    assert "ephemeral" == details.answers[0]["response_type"]
    assert [] == slack.refused
    assert 0 == code
