"""init, doctor: from nothing to a running bot."""

import json
import secrets
from pathlib import Path

import typer

from bot.app import opened
from bot.cli.doctor import examined
from bot.cli.terminal import finish, settings
from bot.commands.table import COMMANDS
from bot.commands.zones import is_zone
from bot.errors import UserError
from config.files import FeedRow, feed_rows, packs
from config.settings import ENV_FILE, TOML_FILE

_TOML = """# Sitrep's settings. All of them may be set in the environment too: [feeds] contact is SITREP_FEEDS__CONTACT.
# Secrets (tokens, DATABASE_URL with a password) belong into .env or the environment, never here.

# managers = ["U0123ABC", "123456789012345678"]  # user ids that may change feeds and schedules everywhere

[feeds]
contact = {contact}  # part of the User-Agent, so that publishers can reach you
# spacing_s = 1.0        # least time between two requests to one host

[console]
times = "08:00,18:00"  # the digest that `sitrep run` prints where no chat platform is set up
zone = {zone}

[reading]
readers = 1            # processes that read articles, about 300 MB each
"""
_ENV = """# Secrets and addresses. Keep this file to yourself.
DATABASE_URL=sqlite:///sitrep.db
# PORT=8080                      # health checks, and Slack's HTTP mode

# Slack: docs/operating.md tells where these come from.
# SLACK_BOT_TOKEN=xoxb-…
# SLACK_APP_TOKEN=xapp-…         # Socket Mode
# SLACK_SIGNING_SECRET=…         # HTTP mode instead

# Discord
# DISCORD_TOKEN=…
"""


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(init)
    app.command()(doctor)
    app.command()(manifest)


def init(
    contact: str = typer.Option("", help="A mail address or URL for publishers; asked for if left out."),
    zone: str = typer.Option("UTC", help="IANA time zone of the console digest."),
    pack: list[str] = typer.Option([], help="Starter packs of feeds besides the defaults."),
    yes: bool = typer.Option(False, "--yes", help="Ask nothing."),
) -> None:
    """Write sitrep.toml and .env here; add feeds."""
    for file in (TOML_FILE, ENV_FILE):
        if file.exists():
            raise UserError(f"{file} exists already. Edit it, or move it away and run `sitrep init` again.")
    if not yes and not contact:
        contact = typer.prompt("A mail address or URL that publishers may complain to (may stay empty)", default="")
    rows = _rows(pack if yes or pack else _asked_packs())
    if not is_zone(zone):
        raise UserError(f"No such time zone: {zone[:40]}. Use an IANA name like Europe/Kyiv.")
    _write(TOML_FILE, _TOML.format(contact=_quoted(contact), zone=_quoted(zone)))
    _write(ENV_FILE, _ENV, mode=0o600)
    added = finish(_fill(rows))
    typer.echo(f"Written: {TOML_FILE}, {ENV_FILE}. {added} feeds are in the database.")
    typer.echo("Next: put your tokens into .env, then `sitrep doctor`, then `sitrep run`.")


def doctor() -> None:
    """Check the set-up; name each next step.

    Settings, database, feeds, tokens and scopes, the language model, the clock. Exit code 1 where something is to mend.
    """
    findings = finish(examined())
    for finding in findings:
        typer.echo(f"{finding.mark} {finding.subject}: {finding.sentence}")
    broken = sum(finding.is_broken for finding in findings)
    typer.echo("All is well." if not broken else f"{broken} to mend.")
    if broken:
        raise typer.Exit(1)


def manifest(
    platform: str = typer.Argument("slack", help="slack"),
    url: str = typer.Option("", help="Your address for HTTP mode, ending in /slack/events; Socket Mode if left out."),
) -> None:
    """Print a Slack app manifest.

    Made from the table of commands; paste it where Slack offers to create an app from a manifest.
    """
    if platform != "slack":
        raise UserError("Only Slack has app manifests. Discord learns the commands when the bot starts.")
    from bot.platforms.slack.manifest import manifest as slack_manifest  # imports Slack's libraries only here

    typer.echo(json.dumps(slack_manifest(COMMANDS, request_url=url), indent=2))


def _asked_packs() -> list[str]:
    names = list(packs())
    typer.echo("Besides 36 default feeds there are starter packs: " + ", ".join(names))
    wanted = typer.prompt("Which of them, separated by commas (may stay empty)", default="")
    return [name.strip() for name in wanted.split(",") if name.strip()]


def _rows(chosen: list[str]) -> tuple[FeedRow, ...]:
    """The default feeds and those of the packs. Raises UserError."""
    known = packs()
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise UserError(f"No such starter pack: {unknown[0]}. There are: {', '.join(known)}.")
    return (*feed_rows(), *(row for name in chosen for row in known[name]))


async def _fill(rows: tuple[FeedRow, ...]) -> int:
    async with opened(settings()) as app:
        added = [await app.store.feeds.add(row.url, outlet=row.outlet, pages=row.pages) for row in rows]
    return sum(feed is not None for feed in added)


def _quoted(text: str) -> str:
    """A TOML basic string, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _write(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Whole or not at all."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    part.touch(mode=mode)
    part.write_text(text, encoding="utf-8")
    part.replace(path)
