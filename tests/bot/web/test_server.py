import aiohttp
import pytest

from bot.errors import ConfigError
from bot.web.server import serving


async def is_ready() -> bool:
    return True


async def test_health_and_readiness_are_answered() -> None:
    async with (
        serving(host="127.0.0.1", port=0, is_ready=is_ready, mounts={}) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client,
    ):
        statuses = [(await client.get(path)).status for path in ("/healthz", "/readyz")]

    assert [200, 200] == statuses


async def test_taken_port_is_told_with_the_setting_to_change() -> None:
    async with serving(host="127.0.0.1", port=0, is_ready=is_ready, mounts={}) as port:
        with pytest.raises(ConfigError, match=f"Port {port} cannot be had: .* Set PORT"):
            async with serving(host="127.0.0.1", port=port, is_ready=is_ready, mounts={}):
                pass
