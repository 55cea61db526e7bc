"""The composition root: what settings say, wired. The only room that knows every other."""

from bot.app.adapters import fetcher_of, readers_of
from bot.app.service import listen, run, subscribe_console
from bot.app.wiring import CONSOLE, App, opened, poll_due, read_waiting, seed, utc_now

__all__ = [
    "CONSOLE",
    "App",
    "fetcher_of",
    "listen",
    "opened",
    "poll_due",
    "read_waiting",
    "readers_of",
    "run",
    "seed",
    "subscribe_console",
    "utc_now",
]
