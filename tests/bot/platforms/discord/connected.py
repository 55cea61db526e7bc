"""The adapter connected to a local Discord: sending only, or listening with a desk."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.model import Channel
from bot.platforms.discord import DiscordPlatform
from tests.bot.platforms.discord.desks import RecordingDesk, as_desk
from tests.wire.discord import DiscordServer
from tests.wire.discord_shapes import GUILD_ID

HERE = Channel("discord", str(GUILD_ID), "42")


@asynccontextmanager
async def serving(
    *, channels: tuple[int, ...] = (42,), token: str = "", timeout_s: float = 5.0
) -> AsyncIterator[tuple[DiscordServer, DiscordPlatform]]:
    async with DiscordServer(channels=channels) as server:
        platform = DiscordPlatform(
            token=token or server.token, api_url=server.api_url, gateway_url=server.gateway_url, timeout_s=timeout_s
        )
        try:
            yield server, platform
        finally:
            await platform.close()


@asynccontextmanager
async def listening(desk: RecordingDesk) -> AsyncIterator[tuple[DiscordServer, DiscordPlatform]]:
    async with serving() as (server, platform):
        listener = asyncio.create_task(platform.listen(as_desk(desk)))
        try:
            await server.connected()
            yield server, platform
        finally:
            listener.cancel()
            await asyncio.gather(listener, return_exceptions=True)
