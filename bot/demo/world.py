"""The demo's invented world: its outlets and their articles, read from package data. Serves nothing, reads no clock."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class DemoOutlet:
    """An invented outlet; the fields are explained at the top of world/outlets.toml."""

    name: str
    slug: str
    country: str
    label: str
    rank: int
    dialect: str
    marks: str
    text: str
    quirk: str
    busy_on: date | None = None


@dataclass(frozen=True, slots=True)
class DemoVersion:
    """What an article says from `at` on."""

    at: datetime
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """An article and its versions, oldest first.

    `outlet` is the outlet's slug. `story` names the plot line that several outlets tell, or is "". It and
    `foreign_policy` are for tests: nothing that is served carries them.
    """

    outlet: str
    slug: str
    published: datetime
    versions: tuple[DemoVersion, ...]
    language: str = "en"
    story: str = ""
    foreign_policy: bool = True
    paywalled: bool = False

    @property
    def path(self) -> str:
        """The page's path on the demo server."""
        return f"/{self.outlet}/{self.slug}"

    def version(self, now: datetime) -> DemoVersion | None:
        """Return what the article says at `now`; None before it is published."""
        return next((each for each in reversed(self.versions) if each.at <= now), None)


@dataclass(frozen=True, slots=True)
class World:
    """All outlets by rank, and all articles, oldest first."""

    outlets: tuple[DemoOutlet, ...]
    articles: tuple[DemoArticle, ...]

    def outlet(self, slug: str) -> DemoOutlet:
        """Return the outlet; raises KeyError where there is none."""
        return {outlet.slug: outlet for outlet in self.outlets}[slug]

    def article(self, outlet: str, slug: str) -> DemoArticle:
        """Return the article; raises KeyError where there is none."""
        return {(article.outlet, article.slug): article for article in self.articles}[outlet, slug]

    def of(self, outlet: str, now: datetime) -> tuple[DemoArticle, ...]:
        """Return what the outlet has published by `now`, newest first."""
        own = (each for each in self.articles if each.outlet == outlet and each.published <= now)
        return tuple(sorted(own, key=lambda each: (each.published, each.slug), reverse=True))


@cache
def load() -> World:
    """Read the world from package data, once."""
    root = files("bot.demo") / "world"
    table = tomllib.loads((root / "outlets.toml").read_text(encoding="utf-8"))
    outlets = tuple(sorted((DemoOutlet(**row) for row in table["outlet"]), key=lambda outlet: outlet.rank))
    sheets = tuple(_sheets((root / "articles").iterdir()))
    return World(outlets, tuple(sorted(_articles(sheets), key=lambda each: (each.published, each.path))))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One text file: its header lines and its paragraphs."""

    name: str
    header: dict[str, str]
    paragraphs: tuple[str, ...]

    def version(self, at: str) -> DemoVersion:
        return DemoVersion(datetime.fromisoformat(self.header[at]), self.header["title"], self.paragraphs)


def _sheets(entries: Iterable[Traversable]) -> Iterator[_Sheet]:
    for entry in sorted(entries, key=lambda each: each.name):
        if entry.name.endswith(".txt"):
            yield _sheet(entry.name, entry.read_text(encoding="utf-8"))


def _sheet(name: str, text: str) -> _Sheet:
    head, *paragraphs = text.strip().split("\n\n")
    header = {key: value for key, _, value in (line.partition(": ") for line in head.split("\n"))}
    return _Sheet(name, header, tuple(paragraphs))


def _articles(sheets: tuple[_Sheet, ...]) -> Iterator[DemoArticle]:
    """Join each first version with those that replace it."""
    for sheet in sheets:
        if "replaces" not in sheet.header:
            later = sorted(
                (each.version("at") for each in sheets if each.header.get("replaces") == sheet.name),
                key=lambda version: version.at,
            )
            first = _article(sheet)
            yield replace(first, versions=(*first.versions, *later))


def _article(sheet: _Sheet) -> DemoArticle:
    """Read a first version; its slug is the file's name without day and outlet."""
    header = sheet.header
    slug = sheet.name.removesuffix(".txt").split(f"-{header['outlet']}-", 1)[1]
    return DemoArticle(
        outlet=header["outlet"],
        slug=slug,
        published=datetime.fromisoformat(header["published"]),
        versions=(sheet.version("published"),),
        language=header.get("language", "en"),
        story=header.get("story", ""),
        foreign_policy=header.get("topic", "foreign policy") == "foreign policy",
        paywalled=header.get("paywall", "no") == "yes",
    )
