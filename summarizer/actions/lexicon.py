"""The coder's words, read once from the TOML files and indexed by lemma. Owns their syntax; see verbs.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from summarizer.model import ActionType

_DOUBLED = frozenset("bdgklmnprtvz")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb and what must stand with it; `weight` counts its demands, so that the closest fit wins."""

    type: ActionType
    mode: str
    lemma: str
    particles: tuple[str, ...] = ()
    preposition: str = ""
    infinitive: str = ""
    objects: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How much the pattern asks for."""
        return 2 * bool(self.objects) + 2 * len(self.particles) + 2 * bool(self.preposition) + bool(self.infinitive) + (self.infinitive not in {"", "to"})


@dataclass(frozen=True, slots=True)
class Event:
    """What a noun tells: "talks", "sanctions"."""

    type: ActionType
    mode: str


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """Return the verb patterns by lemma, most demanding first."""
    index: dict[str, list[Pattern]] = {}
    for type_name, modes in toml("verbs").items():
        for mode, lines in modes.items():
            for line in lines:
                pattern = _pattern(line, ActionType(type_name), mode)
                index.setdefault(pattern.lemma, []).append(pattern)
    return {lemma: tuple(sorted(found, key=lambda p: -p.weight)) for lemma, found in index.items()}


@cache
def events() -> dict[str, Event]:
    """Return the event nouns by lemma."""
    nouns = toml("nouns")
    modes = {noun: mode for mode, listed in nouns["modes"].items() for noun in listed}
    return {n: Event(ActionType(t), modes.get(n, "")) for t, listed in nouns["events"].items() for n in listed}


@cache
def light(kind: str) -> frozenset[str]:
    """Return the verbs that carry an event noun: kind is make, seek or refuse."""
    return frozenset(toml("nouns")["light"][kind])


@cache
def agents() -> frozenset[str]:
    """Return the nouns of those who act."""
    return frozenset(noun for listed in toml("nouns")["agents"].values() for noun in listed)


@cache
def irrealis(kind: str) -> frozenset[str]:
    """Return one of the word lists of irrealis.toml."""
    return frozenset(_flat("irrealis")[kind])


@cache
def trigger_words() -> frozenset[str]:
    """Return the lower-case word forms without which a sentence tells no act."""
    lemmas = {p.lemma for found in patterns().values() for p in found if p.lemma != "have"}
    irregular = _flat_table("inflections")
    forms = {form for lemma in lemmas for form in _inflections(lemma)}
    forms |= {form for lemma in lemmas for form in irregular.get(lemma, "").split()}
    nouns = {n for n in events() if len(n) > 2}
    return frozenset(forms | nouns | {f"{n}s" for n in nouns})


def _pattern(line: str, type_: ActionType, mode: str) -> Pattern:
    head, _, objects = line.partition(":")
    head, _, infinitive = head.partition("@")
    head, _, preposition = head.partition(">")
    lemma, *particles = head.split("+")
    return Pattern(type_, mode, lemma, tuple(particles), preposition, infinitive, _nouns(objects))


def _nouns(listed: str) -> frozenset[str]:
    sets = toml("nouns")["sets"]
    words = [word for part in listed.split("|") for word in (sets[part[1:]] if part.startswith("@") else [part])]
    return frozenset(word for word in words if word)


def _inflections(lemma: str) -> tuple[str, ...]:
    """Return the regular forms of a verb; a wrong one does no harm."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    forms = [lemma, f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing"]
    if lemma.endswith("y"):
        forms += [f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"]
    if len(lemma) > 2 and lemma[-1] in _DOUBLED and lemma[-2] in _VOWELS:
        forms += [f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"]
    return tuple(forms)


def _flat(name: str) -> dict[str, list[str]]:
    return tomllib.loads(_source(name))


def _flat_table(name: str) -> dict[str, str]:
    return tomllib.loads(_source(name))


@cache
def toml(name: str) -> dict[str, dict[str, list[str]]]:
    """Return a two-level word file of the package."""
    return tomllib.loads(_source(name))


def _source(name: str) -> str:
    return resources.files("summarizer").joinpath("lexicons", f"{name}.toml").read_text("utf-8")
