"""read, group: one article or a file of them, without a database."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

import summarizer
from bot.app import fetcher_of, readers_of, utc_now
from bot.children import Children
from bot.cli.terminal import draw, finish, progress_bar, settings
from bot.compose.findings import compose_findings
from bot.errors import ReadingFailed, UserError
from bot.feeds.wire import work as parse_or_extract
from bot.records import eval_row
from bot.schedule.reading import PoolReader
from summarizer import Article, Reading, StoryIndex
from summarizer.model import Relevance

MAX_INPUT = 10_000_000  # characters of one article


def register(app: typer.Typer) -> None:
    """Add this file's commands."""
    app.command()(read)
    app.command()(group)


def read(
    source: str = typer.Argument("", metavar="FILE|URL|-", help="A text file, a page's address, or - for stdin."),
    as_json: bool = typer.Option(False, "--json", help="Print the findings as JSON."),
    jsonl: Path = typer.Option(None, help="Read a file of articles, one JSON object a line.", dir_okay=False),
    out: Path = typer.Option(None, help="Where the findings of --jsonl go.", dir_okay=False),
    title: str = typer.Option("", help="The article's headline, where the text does not hold it."),
    explain: bool = typer.Option(False, "--explain", help="Say what decided each act, and why near-misses fell."),
) -> None:
    """Read one article, or a file of them.

    Who said what, who did what to whom, what it is about; no database is touched.
    """
    if jsonl:
        finish(_read_many(rows_of(jsonl), _needed(out)))
    elif source:
        finish(_read_one(source, title=title, as_json=as_json, explain=explain))
    else:
        raise UserError("Name a file, an address or - ; or use --jsonl IN --out OUT.")


def group(
    jsonl: Path = typer.Option(..., help="Articles, one JSON object a line, in order of arrival.", dir_okay=False),
    out: Path = typer.Option(..., help="Where {id, story} goes, a line an article.", dir_okay=False),
) -> None:
    """Group a file of articles into events.

    Each is decided once, in the order given; no database is touched.
    """
    rows = rows_of(jsonl)
    index = StoryIndex[int]()
    with progress_bar() as bar, out.open("w", encoding="utf-8") as file:
        for number, row in enumerate(rows):
            at = _date(row) or datetime.fromtimestamp(0, UTC)
            story = index.match(row.get("title", ""), row["text"], at)
            story = number if story is None else story
            index.add(number, story, row.get("title", ""), row["text"], at)
            file.write(json.dumps({"id": row["id"], "story": str(story)}) + "\n")
            bar.tell("Grouping", number + 1, len(rows))
    typer.echo(f"{len(rows)} articles grouped: {out}")


async def _read_one(source: str, *, title: str, as_json: bool, explain: bool) -> None:
    article = await _article(source, title)
    async with readers_of(settings(), count=1) as children:
        reading = await PoolReader(children).read(article)
    if as_json:
        typer.echo(json.dumps(eval_row(source, article, reading), ensure_ascii=False, indent=1))
    else:
        decisions = await asyncio.to_thread(summarizer.explain, article) if explain else ()
        draw(compose_findings(article, reading, decisions))


async def _article(source: str, title: str) -> Article:
    if source.startswith(("http://", "https://")):
        text = await _page(source)
        return Article(url=source, title=title, text=text, published=None, outlet=source.split("/")[2])
    try:
        text = sys.stdin.read(MAX_INPUT) if source == "-" else Path(source).read_text("utf-8", "replace")[:MAX_INPUT]
    except OSError as exc:
        raise UserError(f"Cannot read {source}: {exc.strerror}. Give a text file, an address, or - for stdin.") from exc
    return Article(url="", title=title, text=text, published=None, outlet="")


async def _page(url: str) -> str:
    found = settings()
    async with (
        Children(
            parse_or_extract, count=1, timeout_s=30, max_memory_bytes=found.feeds.parse_memory, max_calls=10
        ) as parsers,
        fetcher_of(found, parsers, utc_now) as fetcher,
    ):
        text = await fetcher.page(url)
    if not text:
        raise UserError(
            f"No article text at {url}: closed, scripted, or not to be fetched. Save its text and read the file."
        )
    return text


async def _read_many(rows: list[dict[str, Any]], out: Path) -> None:
    cores = os.cpu_count() or 1
    failures: list[str] = []
    with progress_bar() as bar, out.open("w", encoding="utf-8") as file:
        async with readers_of(settings(), count=cores) as children:
            reader = PoolReader(children)
            for start in range(0, len(rows), 16 * cores):
                batch = [_row_article(row) for row in rows[start : start + 16 * cores]]
                readings = await asyncio.gather(*(_reading(reader, article, failures) for article in batch))
                for row, article, reading in zip(rows[start:], batch, readings, strict=False):
                    written = eval_row(row["id"], article, reading or _unread(article))
                    file.write(json.dumps(written, ensure_ascii=False) + "\n")
                bar.tell("Reading articles", start + len(batch), len(rows))
    typer.echo(f"{len(rows)} articles read: {out}")
    if failures:
        typer.echo(f"{len(failures)} could not be read and are written as empty. The first: {failures[0]}", err=True)
        raise typer.Exit(1)


async def _reading(reader: PoolReader, article: Article, failures: list[str]) -> Reading | None:
    try:
        return await reader.read(article)
    except ReadingFailed as error:
        failures.append(str(error))
        return None


def _unread(article: Article) -> Reading:
    return Reading(
        version="", language=article.language, relevance=Relevance(relevant=False, score=0.0, why="not read")
    )


def _row_article(row: dict[str, Any]) -> Article:
    return Article(
        url="", title=row.get("title") or "", text=row["text"], published=_date(row), outlet=row.get("outlet") or ""
    )


def _date(row: dict[str, Any]) -> datetime | None:
    try:
        at = datetime.fromisoformat(row.get("date") or "")
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read a file of articles, one JSON object a line. Raises UserError, naming the line."""
    try:
        return list(_parsed(path))
    except OSError as exc:
        raise UserError(f"Cannot read {path}: {exc.strerror}.") from exc


def _parsed(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _checked(line, f"{path}, line {number}")


def _checked(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as exc:
        raise UserError(f"{where} is not JSON: {exc}.") from exc
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise UserError(f'{where} needs "id" and "text".')
    return row


def _needed(out: Path | None) -> Path:
    if out is None:
        raise UserError("--jsonl needs --out FILE.")
    return out
