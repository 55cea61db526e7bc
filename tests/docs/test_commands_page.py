"""docs/commands.md is made from the one table of commands and from the command line itself."""

from pathlib import Path
from typing import Any

import typer.main

from bot.cli.main import app
from bot.commands.answers import usage
from bot.commands.table import COMMANDS
from bot.platforms.slack.manifest import RESERVED

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_commands_page_tells_every_command(update_golden: bool) -> None:
    expected = _page()
    if update_golden:
        PAGE.write_text(expected, encoding="utf-8")

    assert expected == PAGE.read_text(encoding="utf-8")


def _page() -> str:
    return "\n".join(["# Commands", "", *_chat(), "", *_terminal(), ""])


def _chat() -> list[str]:
    kept = [f"`/{group}`" for group in sorted({command.group for command in COMMANDS} & RESERVED)]
    instead = [name.replace("/", "/sitrep ") for name in kept]
    rows = [
        "## In chat",
        "The same on Slack and Discord. Each also works as `/sitrep …`. A story is named by its number in the",
        "channel's latest digest, or by its id.",
        "",
        f"Slack keeps {' and '.join(kept)} for itself: there, type {' and '.join(instead)}.",
        "",
        "| command | what it does | who |",
        "|---|---|---|",
    ]
    for command in COMMANDS:
        who = "managers" if command.manages else "everybody"
        rows.append(f"| `{usage(command)}` | {command.help} | {who} |")
    rows += ["", "| parameter | of | meaning |", "|---|---|---|"]
    rows += [f"| `{p.name}` | `/{c.path}` | {p.help} |" for c in COMMANDS for p in c.params]
    return rows


def _terminal() -> list[str]:
    root = typer.main.get_command(app)
    rows = [
        "## In the terminal",
        "Exit codes: 0 done; 1 it did not work out (a feed that cannot be read, a quotation that does not hold,",
        "nothing found); 2 wrong usage, setting or input.",
        "",
        "| command | what it does |",
        "|---|---|",
    ]
    return rows + [f"| `sitrep {path}` | {_help(command)} |" for path, command in _leaves(root, "")]


def _leaves(command: Any, path: str) -> list[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(path, command)]
    return [leaf for name in inner for leaf in _leaves(inner[name], f"{path} {name}".strip())]


def _help(command: Any) -> str:
    return " ".join((command.help or "").split())
