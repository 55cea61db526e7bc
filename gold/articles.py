"""The articles that are annotated: our own and those of the demo's world. Annotations live elsewhere."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parent
OWN = ROOT / "articles"
DEMO = ROOT.parent / "bot" / "demo" / "world" / "articles"


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text to read; `name` is its file's name without ending, `language` is "" where it is to be detected."""

    name: str
    title: str
    text: str
    language: str = ""

    @property
    def sha256(self) -> str:
        """The hash by which annotations know the text they were made on."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@cache
def load() -> Mapping[str, GoldText]:
    """Read all articles, by name."""
    sheets = sorted((*OWN.glob("*.txt"), *DEMO.glob("*.txt")))
    return MappingProxyType({sheet.stem: sheet_text(sheet.stem, sheet.read_text(encoding="utf-8")) for sheet in sheets})


def sheet_text(name: str, sheet: str) -> GoldText:
    """Split a sheet: header lines, a blank line, then the text."""
    head, _, text = sheet.strip().partition("\n\n")
    header = dict(line.split(": ", 1) for line in head.split("\n"))
    return GoldText(name, header["title"], text.strip())
