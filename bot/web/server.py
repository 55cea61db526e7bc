"""A small aiohttp server on PORT: /healthz, /readyz, and mounted handlers."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bot.errors import ConfigError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MAX_BODY = 1_000_000


@asynccontextmanager
async def serving(
    *, host: str, port: int, is_ready: Callable[[], Awaitable[bool]], mounts: Mapping[str, Handler]
) -> AsyncIterator[int]:
    """Serve until the context ends; yields the port (of use where 0 was asked for). `mounts` take POST.

    Raises ConfigError where the port cannot be had.
    """
    runner = web.AppRunner(_application(is_ready, mounts), access_log=None)
    await runner.setup()
    try:
        await _start(web.TCPSite(runner, host, port), port)
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


async def _start(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError as exc:
        raise ConfigError(f"Port {port} cannot be had: {exc.strerror}. Set PORT to one that is free.") from exc


def _application(is_ready: Callable[[], Awaitable[bool]], mounts: Mapping[str, Handler]) -> web.Application:
    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_request: web.Request) -> web.Response:
        ready = await is_ready()
        return web.Response(text="ready\n" if ready else "not ready\n", status=200 if ready else 503)

    application = web.Application(client_max_size=MAX_BODY)
    application.router.add_get("/healthz", healthz)
    application.router.add_get("/readyz", readyz)
    for path, handler in mounts.items():
        application.router.add_post(path, handler)
    return application
