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

    type: ActionType | None  # None: a sense that tells no act
    mode: str
    lemma: str
    particles: tuple[str, ...] = ()
    preposition: str = ""
    infinitive: str = ""
    objects: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How much the pattern asks for."""
        return (
            2 * bool(self.objects)
            + 2 * len(self.particles)
            + 2 * bool(self.preposition)
            + bool(self.infinitive)
            + 2 * (self.infinitive not in {"", "to"})
        )


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
                pattern = _pattern(line, None if type_name == "NONE" else ActionType(type_name), mode)
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
def words(kind: str) -> frozenset[str]:
    """Return one of the short lists of nouns.toml."""
    return frozenset(toml("nouns")["words"][kind])


@cache
def state_nouns() -> frozenset[str]:
    """Return the nouns of a state's offices and forces."""
    return frozenset(toml("nouns")["agents"]["state"]) | {"army", "military", "police", "navy", "force"}


@cache
def irrealis(kind: str) -> frozenset[str]:
    """Return one of the word lists of irrealis.toml."""
    return frozenset(_flat("irrealis")[kind])


def may_tell(forms: frozenset[str]) -> bool:
    """Whether lower-cased word forms of a sentence could make a trigger: what is not so needs no parse."""
    alone, needing = _forms()
    if forms & alone:
        return True
    return any(forms & needed for form in forms & needing.keys() for needed in needing[form])


@cache
def _forms() -> tuple[frozenset[str], dict[str, tuple[frozenset[str], ...]]]:
    """Return the verb forms that tell an act alone, and for the others the words of which one must stand with them."""
    irregular = {lemma: str(forms).split() for lemma, forms in _flat("inflections").items()}
    nouns = frozenset(form for noun in events() for form in (noun, f"{noun}s", f"{noun[:-1]}ies"))
    alone: set[str] = set()
    needing: dict[str, set[frozenset[str]]] = {}
    for lemma in {*patterns(), *light("make"), *irrealis("mooted"), *irrealis("ordered")}:
        needs = {_needs(p) for p in patterns().get(lemma, ())} or {nouns}
        if lemma in light("make") or lemma in irrealis("ordered") or lemma in irrealis("mooted"):
            needs.add(nouns)
        for form in (*_inflections(lemma), *irregular.get(lemma, ())):
            if frozenset() in needs:
                alone.add(form)
            else:
                needing.setdefault(form, set()).update(needs)
    return frozenset(alone), {form: tuple(needs) for form, needs in needing.items()}


@cache
def lemma_of(form: str, lemma: str) -> str:
    """Return the lexicon's lemma of a verb form where the parser's own is not in the lexicon ("stag" for "staged")."""
    return lemma if lemma in _known() else _lemmas().get(form, lemma)


@cache
def _known() -> frozenset[str]:
    """Every verb that the lexicon says something of."""
    return frozenset({*patterns(), *light("make"), *irrealis("unreal"), *irrealis("committed"), *irrealis("ordered")})


@cache
def _lemmas() -> dict[str, str]:
    irregular = {form: lemma for lemma, forms in _flat("inflections").items() for form in str(forms).split()}
    regular = {form: lemma for lemma in _known() for form in _inflections(lemma)}
    return regular | irregular


def _needs(pattern: Pattern) -> frozenset[str]:
    """Words of which one must stand in a sentence for the pattern to fit; empty where the verb is enough."""
    if pattern.objects:
        return frozenset(
            form for noun in pattern.objects for form in (noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies")
        )
    if pattern.particles or pattern.preposition:
        return frozenset((*pattern.particles[:1], pattern.preposition)) - {""}
    return frozenset({"to"}) if pattern.infinitive else frozenset()


def _pattern(line: str, type_: ActionType | None, mode: str) -> Pattern:
    head, _, objects = line.partition(":")
    head, _, infinitive = head.partition("@")
    head, _, preposition = head.partition(">")
    lemma, *particles = head.split("+")
    return Pattern(type_, mode, lemma, tuple(particles), preposition, infinitive, _nouns(objects))


def _nouns(listed: str) -> frozenset[str]:
    sets = toml("nouns")["sets"]
    found = [word for part in listed.split("|") for word in sets.get(part[1:] if part[:1] == "@" else "", [part])]
    return frozenset(word for word in found if word)


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


@cache
def toml(name: str) -> dict[str, dict[str, list[str]]]:
    """Return a two-level word file of the package."""
    return tomllib.loads(_source(name))


def _source(name: str) -> str:
    return resources.files("summarizer").joinpath("lexicons", f"{name}.toml").read_text("utf-8")
