"""A stream of our own: the demo's world over three days, and two days more of short articles written for it."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.demo.world import DemoArticle, DemoOutlet, load

ZONE = "Europe/Kyiv"
SLOTS = tuple(datetime(2026, 3, day, hour, tzinfo=UTC) for day in range(9, 14) for hour in (6, 16))[1:]
SHEET = Path(__file__).with_suffix(".toml")


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """All versions in order of `fetched`, as `sitrep simulate` reads them, each with its gold `story` ("": none)."""
    world = [row for article in load().articles for row in _demo(article)]
    return tuple(sorted((*world, *_written()), key=lambda row: (row["fetched"], row["id"])))


def gold() -> dict[str, str]:
    """The event that each version tells, by id; "" where it is no foreign policy."""
    return {row["id"]: row["story"] for row in rows()}


def ids(outlet: str, slug: str) -> tuple[str, ...]:
    """The versions of one article."""
    return tuple(row["id"] for row in rows() if row["article"] == f"{outlet}/{slug}")


def text_of_version(id_: str) -> str:
    """The text of one version."""
    return next(str(row["text"]) for row in rows() if row["id"] == id_)


def _demo(article: DemoArticle) -> Iterator[dict[str, Any]]:
    story = article.story or article.path if article.foreign_policy else ""
    for number, version in enumerate(article.versions, 1):
        text = "\n\n".join(version.paragraphs)
        yield _row(article.outlet, article.slug, number, version.at, title=version.title, text=text, story=story)


def _written() -> Iterator[dict[str, Any]]:
    seen: dict[tuple[str, str], int] = {}
    for one in tomllib.loads(SHEET.read_text(encoding="utf-8"))["article"]:
        key = (one["outlet"], one["slug"])
        seen[key] = seen.get(key, 0) + 1
        yield _row(*key, seen[key], one["at"], title=one["title"], text=one["text"].strip(), story=one["story"])


def _row(outlet: str, slug: str, version: int, at: datetime, *, title: str, text: str, story: str) -> dict[str, Any]:
    teller = load().outlet(outlet)
    return {
        "id": f"{outlet}/{slug}#{version}",
        "article": f"{outlet}/{slug}",
        "version": version,
        "url": f"https://{outlet}.example/{slug}",
        "outlet": teller.name,
        "outlet_kind": _kind(teller),
        "state_media": teller.label.startswith("state"),
        "title": title,
        "published": at.isoformat(),
        "fetched": at.isoformat(),
        "text": text,
        "story": story,
    }


def _kind(outlet: DemoOutlet) -> str:
    return outlet.label if outlet.label in ("wire", "government") else "newspaper"
