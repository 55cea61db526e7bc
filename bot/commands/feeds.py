"""/feeds: list, add, remove."""

from datetime import datetime
from urllib.parse import urlsplit

from bot.cards import Bullets, Card, Heading, Line, Message, Run
from bot.commands.answers import told
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.compose.wording import age_of
from bot.errors import UserError
from bot.model import Feed
from bot.urls import is_web_url, without_credentials

MAX_LISTED = 60


async def list_feeds(desk: Desk, request: Request) -> Reply:
    """Every feed with its health."""
    feeds = await desk.outside.store.feeds.all()
    if not feeds:
        raise UserError("No feeds yet. Add one: /feeds add https://… Name of the outlet")
    now = desk.outside.now()
    rows = tuple(
        (Run(feed.outlet, bold=True, url=without_credentials(feed.url)), Run(f" — {_health(feed, now)}"))
        for feed in feeds
    )
    well = sum(not feed.trouble for feed in feeds)
    more = f" · {len(rows) - MAX_LISTED} more" if len(rows) > MAX_LISTED else ""
    foot = Line((Run(f"{len(feeds)} feeds, {well} ok{more}"),), small=True)
    return Reply(Message((Card((Heading("Feeds"), Bullets(rows[:MAX_LISTED]), foot)),), "Feeds"))


async def add(desk: Desk, request: Request) -> Reply:
    """Add a feed; it is polled within a minute."""
    url = _address(request.values["url"])
    if not is_web_url(url):
        raise UserError("A feed's address begins with https:// or http://.")
    outlet = request.values.get("outlet") or (urlsplit(url).hostname or url).removeprefix("www.")
    try:
        feed = await desk.outside.store.feeds.add(url, outlet=outlet)
    except ValueError as exc:
        raise UserError("That address or name cannot be stored: it is too long, or holds odd characters.") from exc
    if feed is None:
        raise UserError("That feed is known already. See /feeds list.")
    return told(f"Added {outlet}. Its first poll comes within a minute; what it holds already is not posted.")


async def remove(desk: Desk, request: Request) -> Reply:
    """Remove a feed; its articles stay."""
    wanted = _address(request.values["feed"])
    feeds = await desk.outside.store.feeds.all()
    match = [f for f in feeds if f.url == wanted or f.outlet.casefold() == wanted.casefold()]
    if len(match) != 1:
        found = f"{len(match)} feeds carry that name; give the address." if match else "No such feed."
        raise UserError(f"{found} See /feeds list.")
    await desk.outside.store.feeds.remove(match[0].url)
    return told(f"Removed {match[0].outlet}. Its articles stay.")


def _address(text: str) -> str:
    """What was typed, without the marks that chats put around an address: <https://…|label>."""
    text = text.strip()
    return text[1:-1].partition("|")[0] if text.startswith("<") and text.endswith(">") else text


def _health(feed: Feed, now: datetime) -> str:
    if feed.trouble:
        return f"{feed.trouble} ({feed.failures} in a row)"
    return f"ok, answered {age_of(feed.last_ok, now)} ago" if feed.last_ok else "not polled yet"
