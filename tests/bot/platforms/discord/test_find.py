"""Looking for a message whose sending was never answered, against a local Discord over sockets."""

import pytest

from bot.errors import Unknown
from bot.platforms.discord.adapter import MAX_PAGES, PAGE
from tests.bot.platforms.discord.connected import HERE, serving
from tests.bot.platforms.discord.messages import digest, empty
from tests.wire import discord_shapes as shapes


@pytest.mark.parametrize("trouble", ["hang", "drop"])
async def test_unanswered_message_is_unknown_and_then_found(trouble: str) -> None:
    async with serving(timeout_s=0.5) as (server, platform):
        (payload,) = platform.render(digest())
        await platform.find(HERE, payload, token="t")
        server.trouble.extend([trouble])

        with pytest.raises(Unknown):
            await platform.send(HERE, payload, token="t")

        assert server.messages[0]["id"] == await platform.find(HERE, payload, token="t")


async def test_message_that_never_arrived_is_not_found() -> None:
    async with serving() as (_, platform):
        await platform.send(HERE, platform.render(empty())[0], token="t")

        assert None is await platform.find(HERE, platform.render(digest())[0], token="u")


async def test_message_is_found_behind_much_that_was_said_since() -> None:
    async with serving() as (server, platform):
        (payload,) = platform.render(digest())
        sent = await platform.send(HERE, payload, token="t")
        server.messages.extend(shapes.message({"content": "so"}, channel_id=42) for _ in range(2 * PAGE))

        assert sent == await platform.find(HERE, payload, token="t")


async def test_find_cannot_tell_where_too_much_was_said() -> None:
    async with serving() as (server, platform):
        (payload,) = platform.render(digest())
        server.messages.extend(shapes.message({"content": "so"}, channel_id=42) for _ in range(MAX_PAGES * PAGE))

        with pytest.raises(Unknown, match="Too much was said"):
            await platform.find(HERE, payload, token="t")


async def test_find_cannot_tell_where_it_may_not_read() -> None:
    async with serving() as (server, platform):
        server.forbidden.add(42)

        with pytest.raises(Unknown):
            await platform.find(HERE, platform.render(digest())[0], token="t")
