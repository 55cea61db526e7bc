"""replay: a channel's digests once more, from what is stored."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from bot.app import CONSOLE, App, opened
from bot.cards import text_of
from bot.cli.terminal import channel_named, finish, settings
from bot.compose.digest import Digest
from bot.errors import UserError
from bot.jobs.replay import replay
from bot.model import Channel

DAY_END = "T23:59:59"
FIRST_YEAR, LAST_YEAR = 1970, 9998  # beyond them a zone's shift leaves the calendar


def register(app: typer.Typer) -> None:
    """Add this file's command."""
    app.command("replay")(replay_digests)


def replay_digests(
    begin: str = typer.Option(..., "--from", metavar="DAY", help="First day or time, like 2026-04-06."),
    end: str = typer.Option(..., "--to", metavar="DAY", help="Last day or time."),
    channel: str = typer.Option(str(CONSOLE), help="Whose digests: platform:workspace:channel."),
    out: Path | None = typer.Option(None, help="Write to this file instead of the terminal.", dir_okay=False),
) -> None:
    """Recompute a channel's digests from the store.

    Nothing is sent or recorded, and the same store gives the same bytes. Stories are as they are known today.
    """

    async def work() -> None:
        async with opened(settings(), write=typer.echo) as app:
            texts = await _digests(app, channel_named(channel), begin, end)
        told = "\n\n".join(texts) + "\n"
        out.write_text(told, encoding="utf-8") if out else typer.echo(told, nl=False)

    finish(work())


async def _digests(app: App, channel: Channel, begin: str, end: str) -> list[str]:
    subscription = await app.store.subscriptions.get(channel)
    zone = ZoneInfo(subscription.zone if subscription else "UTC")
    first, last = _instant(begin, zone, "--from"), _instant(end if "T" in end else end + DAY_END, zone, "--to")
    texts = [_drawn(digest) async for _, digest in replay(app.outside, channel, first, last)]
    if not texts:
        raise UserError(f"{channel} has no digest between {begin} and {end}. `sitrep replay` goes by its schedule.")
    return texts


def _drawn(digest: Digest) -> str:
    return "\n\n".join(text_of(card) for card in digest.message.cards)


def _instant(text: str, zone: ZoneInfo, where: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise ValueError("no digest was ever due then")
    except ValueError as exc:
        raise UserError(f"{where}: {text} is no day like 2026-04-06 and no time like 2026-04-06T08:00.") from exc
    return at if at.tzinfo else at.replace(tzinfo=zone)
