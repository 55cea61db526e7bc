"""Feeds in, digest out, `/story details` answered, on Discord over sockets, by the real process."""

import json
from pathlib import Path

import pytest

from tests.e2e.running import ARTICLES, running
from tests.wire.discord import Answered, DiscordServer

pytestmark = pytest.mark.early


async def test_a_morning_on_discord(tmp_path: Path) -> None:
    async with DiscordServer() as discord:
        settings = {
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
        }
        async with running(tmp_path, settings) as bot:
            await bot.logged("event=ready")
            await discord.connected()

            early = await discord.command("sitrep help", {}, manage=True)
            was_reading = bot.articles_read < ARTICLES
            await bot.until(lambda: bot.articles_read >= ARTICLES)
            posted = await discord.command("digest now", {}, manage=True)
            details = await discord.command("story details", {"story": "1"})
            chosen = await discord.complete("story details", "story", "Estonia")
            refused = await discord.command("digest now", {}, manage=False)
            code = await bot.stop()

    assert all(asked.seconds < 3 for asked in (early, posted, details, refused))
    assert "/story details" in _said(early)
    assert "Posted: " in _said(posted)
    assert 1 == len(discord.messages)
    assert "Estonia" in json.dumps(discord.messages, default=str)
    assert "Quotes are verbatim" in _said(details)
    assert details.ephemeral
    assert chosen
    assert "Only people who may manage" in _said(refused)
    assert was_reading
    assert 0 == code


def _said(asked: Answered) -> str:
    return json.dumps(asked.messages, ensure_ascii=False, default=str)
