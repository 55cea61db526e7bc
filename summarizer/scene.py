"""What a title and an opening name: countries, by themselves, their leaders or places, and terms of the lexicon.

Judges nothing. Home is the country that an article names most, whoever prints it: a Kenyan outlet's county assembly is
at home too.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from summarizer import actors
from summarizer.glossary import Glossary, Hit
from summarizer.model import Mention, Paragraph

OPENING_CHARS = 3_000  # an article says what it is about by then
TITLE_COUNTS = 3  # times that a title's words count
REGION = "-"  # stands for a part of the world that is no country: the Sahel, Europe
_NAMERS = ("leaders", "places")


@dataclass(frozen=True, slots=True)
class Naming:
    """A country or body where it is named; `outright` is False where only its leader or a place in it is."""

    start: int
    end: int
    codes: tuple[str, ...]
    outright: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with what it names, in order; offsets are into `text`."""

    text: str
    namings: tuple[Naming, ...]
    hits: tuple[Hit, ...]

    def of(self, *kinds: str) -> tuple[Hit, ...]:
        """Return the terms of these kinds."""
        return tuple(hit for hit in self.hits if not set(kinds).isdisjoint(hit.kinds))


@dataclass(frozen=True)
class Scene:
    """Title and opening. `paragraphs` are the opening's, as (start, end)."""

    title: Passage
    opening: Passage
    paragraphs: tuple[tuple[int, int], ...]

    @cached_property
    def weights(self) -> Counter[str]:
        """How often each country and body is named, the title's counted more, in order of appearance."""
        weights = Counter[str]()
        for passage, times in ((self.title, TITLE_COUNTS), (self.opening, 1)):
            for naming in passage.namings:
                weights.update({code: times for code in naming.codes if code != REGION})
        return weights

    @cached_property
    def home(self) -> str:
        """The country or body named most, the first of equals; "" where none is."""
        return max(self.weights, key=lambda code: self.weights[code], default="")

    def abroad(self, passage: Passage) -> tuple[Naming, ...]:
        """Return where others than home are named."""
        return tuple(naming for naming in passage.namings if any(code != self.home for code in naming.codes))


def scene_of(title: str, text: str, body: Sequence[Paragraph], mentions: Iterable[Mention]) -> Scene:
    """Look at the title and the first paragraphs; `mentions` are the body's, in order."""
    end = min(body[-1].end, body[0].start + OPENING_CHARS) if body else 0
    paragraphs = tuple((p.start, min(p.end, end)) for p in body if p.start < end)
    hits = tuple(hit for start, stop in paragraphs for hit in _glossary().find(text, start, stop))
    near = [mention for mention in mentions if mention.start < end]
    return Scene(_passage(title, actors.mentions(title), find_terms(title)), _passage(text, near, hits), paragraphs)


def find_terms(text: str) -> tuple[Hit, ...]:
    """Find the lexicon's terms in a text, by kind."""
    return _glossary().find(text)


def _passage(text: str, mentions: Iterable[Mention], hits: tuple[Hit, ...]) -> Passage:
    bystanders = lexicon()["bystanders"]
    outright = [
        Naming(mention.start, mention.end, codes, outright=True)
        for mention in mentions
        if (codes := tuple(code for code in mention.actor.codes if code not in bystanders))
    ]
    taken = {at for naming in outright for at in range(naming.start, naming.end)}
    others = [
        Naming(hit.start, hit.end, codes, outright=False)
        for hit in hits
        if text[hit.start].isupper() and hit.start not in taken and (codes := _codes(hit))
    ]
    return Passage(text, tuple(sorted([*outright, *others], key=lambda naming: naming.start)), hits)


def _codes(hit: Hit) -> tuple[str, ...]:
    """The country that a leader or a place stands for."""
    return tuple(code for namer, _, code in (kind.partition(":") for kind in hit.kinds) if namer in _NAMERS and code)


@cache
def lexicon() -> dict[str, Any]:
    """Read lexicons/relevance.toml."""
    raw = (resources.files("summarizer.lexicons") / "relevance.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def _glossary() -> Glossary:
    """All terms by kind, leaders and places by the code that they stand for ("leaders:FRA")."""
    table = lexicon()
    named = {f"{namer}:{code}": names for namer in _NAMERS for code, names in table[namer].items()}
    return Glossary({**table["terms"], **named})
