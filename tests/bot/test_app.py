import asyncio
from datetime import time
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.app import CONSOLE, listen, subscribe_console
from bot.commands.desk import Desk
from bot.errors import ConfigError, Refused, RetryLater
from config.settings import ConsoleSettings
from tests.fakes import RecordingPlatform, make_outside


class ListeningPlatform(RecordingPlatform):
    """Raises what it was given, one a call; then takes commands until cancelled."""

    def __init__(self, *troubles: Exception) -> None:
        super().__init__()
        self.troubles = list(troubles)
        self.listening = asyncio.Event()

    async def listen(self, _desk: Desk) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.listening.set()
        await asyncio.Event().wait()


def _desk() -> Desk:
    return Desk(make_outside(), ())


@pytest.mark.parametrize(
    "error", [Refused("Reset the token."), ConfigError("Set the token.")], ids=["refused", "config"]
)
async def test_platform_that_refuses_is_told_and_left(error: Exception) -> None:
    platform = ListeningPlatform(error)

    with capture_logs() as logged:
        await listen(platform, _desk(), again_s=0)

    told: list[dict[str, Any]] = [
        {"event": "commands_off", "log_level": "error", "platform": platform.name, "reason": str(error)}
    ]
    assert told == [{name: line[name] for name in told[0]} for line in logged]
    assert "sitrep doctor" in logged[0]["next_step"]


@pytest.mark.parametrize("error", [RetryLater("Wait.", after_s=1), ValueError("a bug")], ids=["passing", "bug"])
async def test_platform_that_breaks_off_is_listened_to_again(error: Exception) -> None:
    platform = ListeningPlatform(error)

    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        listener = group.create_task(listen(platform, _desk(), again_s=0))
        await platform.listening.wait()
        listener.cancel()

    assert [] == platform.troubles


async def test_platform_without_commands_ends_at_once() -> None:
    await listen(RecordingPlatform(), _desk())


async def test_console_follows_its_settings_at_each_start() -> None:
    outside = make_outside(platforms={"console": RecordingPlatform("console")})

    await subscribe_console(outside, ConsoleSettings(times="08:00,18:00"))
    first = await outside.store.subscriptions.get(CONSOLE)
    await subscribe_console(outside, ConsoleSettings(times="07:30", zone="Europe/Kyiv"))
    second = await outside.store.subscriptions.get(CONSOLE)

    assert first
    assert second
    assert ((time(7, 30),), "Europe/Kyiv", first.since) == (second.times, second.zone, second.since)
