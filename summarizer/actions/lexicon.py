"""The coder's words, read once from the TOML files and indexed by lemma. Owns their syntax; see verbs.toml."""

from dataclasses import dataclass
from functools import cache

from summarizer.actions.lines import Line, noun_lines, toml, verb_lines
from summarizer.model import ActionType

_DOUBLED = frozenset("bdgklmnprtvz")
RETALIATION = "retaliation"  # a mode of THREATEN whose verbs threaten only in the future
_FUTURE = frozenset({"will", "would", "shall", "ll", "wo", "won", "to", "d"})
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb and what must stand with it; `weight` counts its demands, so that the closest fit wins.

    `line` is the pattern as written in the word file.
    """

    line: str
    type: ActionType | None  # None: a sense that tells no act
    mode: str
    lemma: str
    particles: tuple[str, ...] = ()
    preposition: str = ""
    infinitive: str = ""
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How much the pattern asks for."""
        return (
            (2 if self.preposition else 3) * bool(self.objects)
            + 2 * bool(self.subjects)
            + bool(self.around)
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
    for line in verb_lines():
        pattern = _pattern(line)
        index.setdefault(pattern.lemma, []).append(pattern)
    return {lemma: tuple(sorted(found, key=lambda p: -p.weight)) for lemma, found in index.items()}


@cache
def events() -> dict[str, Event]:
    """Return the event nouns by lemma."""
    return {line.words: Event(line.type, line.mode) for line in noun_lines() if line.type is not None}


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


def may_tell(verbal: frozenset[str], forms: frozenset[str]) -> bool:
    """Whether a sentence could hold a trigger: what could not needs no parse.

    `verbal` are its lower-cased words that can be verbs, `forms` all of them.
    """
    alone, needing = _forms()
    if verbal & alone:
        return True
    return any(all(forms & part for part in needs) for form in verbal & needing.keys() for needs in needing[form])


Needs = tuple[frozenset[str], ...]


@cache
def _forms() -> tuple[frozenset[str], dict[str, tuple[Needs, ...]]]:
    """Return the verb forms that tell an act alone, and for the others the sets of which each must have a word."""
    irregular = {lemma: str(forms).split() for lemma, forms in _flat("inflections").items()}
    nouns = (frozenset(form for noun in events() for form in (noun, f"{noun}s", f"{noun[:-1]}ies")),)
    happening = words("happening") | words("happening_with") | words("held")
    carrying = light("make") | irrealis("mooted") | irrealis("ordered") | happening
    alone: set[str] = set()
    needing: dict[str, set[Needs]] = {}
    for lemma in {*patterns(), *carrying}:
        needs = {_needs(p) for p in patterns().get(lemma, ())}
        if lemma in carrying:
            needs.add(nouns)
        for form in (*_inflections(lemma), *irregular.get(lemma, ())):
            if () in needs:
                alone.add(form)
            else:
                needing.setdefault(form, set()).update(needs)
    return frozenset(alone), {form: tuple(needs) for form, needs in needing.items()}


@cache
def lemma_of(form: str, lemma: str) -> str:
    """Return the lexicon's lemma of a verb form where the parser's own is not in the lexicon ("stag" for "staged")."""
    return lemma if lemma in _known() else _lemmas().get(form, lemma)


def is_verb(form: str) -> bool:
    """Whether a word is a form of a verb of the lexicon: "expelled"."""
    return form in _known() or form in _lemmas()


@cache
def _known() -> frozenset[str]:
    """Every verb that the lexicon says something of."""
    return frozenset({*patterns(), *light("make"), *irrealis("unreal"), *irrealis("committed"), *irrealis("ordered")})


@cache
def _lemmas() -> dict[str, str]:
    irregular = {form: lemma for lemma, forms in _flat("inflections").items() for form in str(forms).split()}
    regular = {form: lemma for lemma in _known() for form in _inflections(lemma)}
    return regular | irregular


def _needs(pattern: Pattern) -> Needs:
    """Return the sets of which each must have a word in a sentence for the pattern to fit; none: the verb will do."""
    objects = frozenset() if "@name" in pattern.objects else pattern.objects
    sides = [_noun_forms(nouns) for nouns in (objects, pattern.subjects, pattern.around) if nouns]
    placed = [frozenset({word}) for word in (*pattern.particles[:1], pattern.preposition) if word]
    told = [frozenset({"to"})] if pattern.infinitive else []
    future = [_FUTURE] if pattern.mode == RETALIATION else []
    return (*sides, *placed, *told, *future)


def _noun_forms(nouns: frozenset[str]) -> frozenset[str]:
    return frozenset(
        form for n in nouns for form in (n, f"{n}s", f"{n}es", f"{n[:-1]}ies", f"{n.removesuffix('man')}men")
    )


def _pattern(line: Line) -> Pattern:
    head, _, around = line.words.partition("~")
    head, _, objects = head.partition(":")
    head, _, subjects = head.partition("<")
    head, _, infinitive = head.partition("@")
    head, _, preposition = head.partition(">")
    lemma, *particles = head.split("+")
    wanted = map(_nouns, (objects, subjects, around))
    return Pattern(line.words, line.type, line.mode, lemma, tuple(particles), preposition, infinitive, *wanted)


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
    return {key: value for key, value in toml(name).items() if not isinstance(value, dict)}
