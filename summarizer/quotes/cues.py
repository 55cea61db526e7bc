"""The words that license a quotation, from cues.toml. Knows forms, not sentences."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cues:
    """Forms, lower-cased. `finite` speak for a subject to their left or right, `gerunds` for the clause's subject.

    A two-word cue ("shot back") is kept under its verb: `particles` has the words that may follow each.
    """

    finite: frozenset[str]
    gerunds: frozenset[str]
    woven: frozenset[str]
    woven_gerunds: frozenset[str]
    weak: frozenset[str]
    ambiguous: frozenset[str]
    infinitives: frozenset[str]
    nouns: frozenset[str]
    particles: frozenset[tuple[str, str]]


@cache
def cues() -> Cues:
    """Load the lexicon once; tomllib reports a mistake with its line."""
    table = tomllib.loads(files("summarizer").joinpath("lexicons/cues.toml").read_text(encoding="utf-8"))
    irregular = {name.replace("_", " "): tuple(forms) for name, forms in table["irregular"].items()}
    doubled = frozenset(table["doubled"])
    speech, woven, weak = (
        [(verb, _forms(verb, irregular, doubled)) for verb in table[name]] for name in ("speech", "woven", "weak")
    )
    return Cues(
        finite=_heads(speech, gerund=False),
        gerunds=_heads(speech, gerund=True),
        woven=_heads(woven, gerund=False),
        woven_gerunds=_heads(woven, gerund=True),
        weak=_heads(weak, gerund=False),
        ambiguous=frozenset(table["ambiguous"]),
        infinitives=frozenset(verb.split()[0] for verb, _ in [*speech, *woven]),
        nouns=frozenset(table["nouns"]),
        particles=frozenset(
            (form.split()[0], form.split()[1]) for _, forms in [*speech, *woven] for form in forms if " " in form
        ),
    )


def _forms(verb: str, irregular: dict[str, tuple[str, ...]], doubled: frozenset[str]) -> tuple[str, ...]:
    """Inflect a verb; a particle stays behind it: "fires back", "fired back", "firing back"."""
    if verb in irregular:
        return irregular[verb]
    head, _, particle = verb.partition(" ")
    stem = head + head[-1] if head in doubled else head
    tail = f" {particle}" if particle else ""
    return tuple(form + tail for form in (_third(head), _past(stem), _gerund(stem)))


def _heads(verbs: list[tuple[str, tuple[str, ...]]], *, gerund: bool) -> frozenset[str]:
    heads = (form.split()[0] for _, forms in verbs for form in forms)
    return frozenset(head for head in heads if (head.endswith("ing") and len(head) > 4) == gerund)


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
