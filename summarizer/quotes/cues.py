"""The words that license a quotation, from cues.toml. Knows forms, not sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from summarizer.lexicon import Words, read_lists

_VOWELS = frozenset("aeiou")
_LISTS = frozenset(("speech", "woven", "weak", "nouns", "doubled", "ambiguous"))
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verbs:
    """Forms of verbs, lower-cased. `pairs` are those of two words ("shot back"), `bases` are infinitives."""

    finite: frozenset[str]
    gerunds: frozenset[str]
    bases: frozenset[str]
    finite_pairs: frozenset[Pair]
    gerund_pairs: frozenset[Pair]
    base_pairs: frozenset[Pair]

    def is_finite(self, key: str, following: str) -> bool:
        """Tell whether a word, or it and the next, is a finite form."""
        return key in self.finite or (key, following) in self.finite_pairs

    def is_gerund(self, key: str, following: str) -> bool:
        """Tell whether a word, or it and the next, is an -ing form."""
        return key in self.gerunds or (key, following) in self.gerund_pairs

    def is_base(self, key: str, following: str) -> bool:
        """Tell whether a word, or it and the next, is an infinitive."""
        return key in self.bases or (key, following) in self.base_pairs


@dataclass(frozen=True, slots=True)
class Cues:
    """Verbs of saying (`speech`), verbs that take a fragment (`woven`, `weak`), and nouns that stand for speech."""

    speech: Verbs
    woven: Verbs
    weak: Verbs
    ambiguous: frozenset[str]
    nouns: frozenset[str]
    pairs: frozenset[Pair]  # every cue of two words ("went on")


@cache
def cues() -> Cues:
    """Load the lexicon once. Raises ValueError with the line of a mistake."""
    table = read_lists("cues.toml", lists=_LISTS, tables=frozenset(("irregular",)))
    irregular = {
        name.removeprefix("irregular.").replace("_", " "): forms for name, forms in table.items() if "." in name
    }
    doubled = frozenset(table["doubled"])
    speech, woven, weak = (_verbs(table[name], irregular, doubled) for name in ("speech", "woven", "weak"))
    pairs = [verbs.finite_pairs | verbs.gerund_pairs | verbs.base_pairs for verbs in (speech, woven, weak)]
    return Cues(
        speech, woven, weak, frozenset(table["ambiguous"]), frozenset(table["nouns"]), frozenset().union(*pairs)
    )


def _verbs(names: Words, irregular: dict[str, Words], doubled: frozenset[str]) -> Verbs:
    forms = [form for name in names for form in _forms(name, irregular, doubled)]
    finite = [form for form in forms if not _is_gerund(form)]
    gerunds = [form for form in forms if _is_gerund(form)]
    return Verbs(_single(finite), _single(gerunds), _single(names), _pairs(finite), _pairs(gerunds), _pairs(names))


def _is_gerund(form: str) -> bool:
    head = form.split()[0]
    return head.endswith("ing") and len(head) > len("ring")


def _single(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(form for form in forms if " " not in form)


def _pairs(forms: Iterable[str]) -> frozenset[Pair]:
    return frozenset((words[0], words[1]) for form in forms if len(words := form.split()) > 1)


def _forms(verb: str, irregular: dict[str, Words], doubled: frozenset[str]) -> Words:
    """Inflect a verb; a particle stays behind it: "fires back", "fired back", "firing back"."""
    if verb in irregular:
        return irregular[verb]
    head, _, particle = verb.partition(" ")
    stem = head + head[-1] if head in doubled else head
    tail = f" {particle}" if particle else ""
    return tuple(form + tail for form in (_third(head), _past(stem), _gerund(stem)))


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def _gerund(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"
