"""The simulated week as values: what invented outlets carry, and what a reader must be told of it. Judges nothing."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "week"
BEGIN = datetime(2026, 4, 6, tzinfo=UTC)  # a Monday
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Row:
    """One version of an article. `article` is "outlet/slug", `id` that with "#version"; `story` is "" for noise.

    `copy_of` and `rewrite_of` name the article whose words or facts it takes over.
    """

    id: str
    article: str
    outlet: str
    version: int
    at: datetime
    title: str
    text: str
    story: str = ""
    language: str = "en"
    blurb: bool = False
    published: datetime | None = None
    copy_of: str = ""
    rewrite_of: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """What a reader who saw all before `after` must be told next: an item of the story with all these words.

    Each of `says` may be several words with "|" between them, of which one will do.
    """

    story: str
    after: str
    kind: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where outlets differ on one thing: (outlet, its words) for each side."""

    story: str
    kind: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """All of it. `rows` are in order of `at`; `apart` are stories that look alike."""

    outlets: dict[str, dict[str, Any]]
    rows: tuple[Row, ...]
    updates: tuple[Update, ...]
    divergences: tuple[Divergence, ...]
    apart: tuple[tuple[str, ...], ...]


@cache
def week() -> Week:
    """Load the week."""
    return load(FOLDER)


def load(folder: Path) -> Week:
    """Load a folder of sheets. Raises KeyError or ValueError, naming the id, where the gold is inconsistent."""
    sheets = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("stories-*.toml"))]
    outlets = tomllib.loads((folder / "outlets.toml").read_text(encoding="utf-8"))["outlet"]
    stories = [story for sheet in sheets for story in sheet.get("story", [])]
    noise = [one for sheet in sheets for one in sheet.get("noise", [])]
    rows = sorted(
        (*_numbered(row for story in stories for row in _articles(story)), *_numbered(map(_noise, noise))),
        key=lambda row: (row.at, row.id),
    )
    return Week(
        outlets={outlet["id"]: outlet for outlet in outlets},
        rows=tuple(rows),
        updates=tuple(update for story in stories for update in _updates(story)),
        divergences=tuple(one for story in stories for one in _divergences(story)),
        apart=tuple(tuple(one["stories"]) for sheet in sheets for one in sheet.get("apart", [])),
    )


def stream() -> Iterator[dict[str, Any]]:
    """Yield the rows as `sitrep simulate` reads them."""
    outlets = week().outlets
    for row in week().rows:
        outlet = outlets[row.outlet]
        yield {
            "id": row.id,
            "article": row.article,
            "version": row.version,
            "url": f"https://{row.outlet}.example/{row.article.partition('/')[2]}",
            "outlet": outlet["name"],
            "outlet_kind": outlet["kind"],
            "state_media": outlet["label"].partition("(")[2].rstrip(")") or outlet["state_media"],
            "title": row.title,
            "published": (row.published or row.at).isoformat(),
            "fetched": row.at.isoformat(),
            "text": row.text,
            "full_text": not row.blurb,
        }


def _articles(story: dict[str, Any]) -> Iterator[Row]:
    told = [_row(one, story["id"]) for one in story.get("article", [])]
    yield from told
    yield from (_copy(one, story["id"], told) for one in story.get("copy", []))


def _row(one: dict[str, Any], story: str) -> Row:
    return Row(
        id="",
        article=f"{one['outlet']}/{one['slug']}",
        outlet=one["outlet"],
        version=0,
        at=one["at"],
        title=one["title"],
        text=one["text"].strip(),
        story=story,
        language=one.get("language", "en"),
        blurb=one.get("blurb", False),
        published=one.get("published"),
        rewrite_of=one.get("rewrite_of", ""),
    )


def _noise(one: dict[str, Any]) -> Row:
    return _row(one, "")


def _copy(one: dict[str, Any], story: str, told: list[Row]) -> Row:
    """The words of the newest version by then, in straight marks, cut where the copy is."""
    versions = [row for row in told if row.article == one["of"] and row.at <= one["at"]]
    if not versions:
        raise ValueError(f"{one['of']} is not there to be copied by {one['outlet']} at {one['at']}")
    original = versions[-1]
    paragraphs = original.text.translate(_STRAIGHT).split("\n\n")[: one.get("paragraphs")]
    made = {"title": original.title} | one | {"text": "\n\n".join(paragraphs)}
    return replace(_row(made, story), copy_of=one["of"])


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """Give each its version, in order of time, and its id."""
    seen: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: row.at):
        number = seen[row.article] = seen.get(row.article, 0) + 1
        yield replace(row, version=number, id=f"{row.article}#{number}")


def _updates(story: dict[str, Any]) -> Iterator[Update]:
    for one in story.get("update", []):
        yield Update(story["id"], one["after"], one["kind"], tuple(one["says"]))


def _divergences(story: dict[str, Any]) -> Iterator[Divergence]:
    for one in story.get("divergence", []):
        yield Divergence(story["id"], one["kind"], tuple((outlet, words) for outlet, words in one["sides"]))
