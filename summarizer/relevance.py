"""Is it foreign policy, and why? A lexicon, the countries named, and the acts between them, weighed by a logistic.

The lexicon and the weights are data, in lexicons/relevance.toml. Only the title and the opening are looked at.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from summarizer import actors
from summarizer.model import Action, Actor, Mention, Paragraph, Relevance

OPENING_CHARS = 3_000  # an article says what it is about by then
TITLE_COUNTS = 3
MAX_COUNTRIES_COUNTED = 4
MAX_REASON_COUNTRIES = 3
MAX_REASON_TERMS = 3
_KINDS = ("affairs", "leaders", "hints", "force", "bodies", "home", "sport")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    threshold: float
    bias: float
    weights: dict[str, float]
    terms: dict[str, re.Pattern[str]]


def judge(
    title: str, text: str, body: Sequence[Paragraph], mentions: Iterable[Mention], actions: Iterable[Action]
) -> Relevance:
    """Judge whether an article is foreign policy; `why` names the countries and terms that decided."""
    lexicon = _lexicon()
    opening = _opening(title, text, body, tuple(mentions), tuple(actions))
    total = lexicon.bias + sum(lexicon.weights[name] * value for name, value in _features(opening).items())
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    relevant = score >= lexicon.threshold
    return Relevance(relevant=relevant, score=round(score, 3), why=_why(opening, relevant=relevant))


@dataclass(frozen=True, slots=True)
class _Opening:
    """What was found where it counts: countries by number of mentions, terms by kind, the title's apart."""

    title_codes: tuple[str, ...]
    codes: Counter[str]
    paragraphs_abroad: float
    title_terms: dict[str, tuple[str, ...]]
    terms: dict[str, tuple[str, ...]]
    acts: int


def _opening(
    title: str, text: str, body: Sequence[Paragraph], found: Sequence[Mention], actions: Sequence[Action]
) -> _Opening:
    start = body[0].start if body else 0
    end = min(body[-1].end, start + OPENING_CHARS) if body else 0
    title_codes = tuple(dict.fromkeys(code for mention in actors.mentions(title) for code in mention.actor.codes))
    near = [mention for mention in found if mention.start < end]
    codes = Counter(title_codes)
    codes.update(code for mention in near for code in mention.actor.codes)
    opening = " ".join(text[p.start : min(p.end, end)] for p in body if p.start < end)
    return _Opening(
        title_codes,
        codes,
        _share_abroad([p for p in body if p.start < end], near, _home(codes)),
        _terms(title),
        _terms(opening),
        sum(_crosses_border(action) for action in actions),
    )


def _features(opening: _Opening) -> dict[str, float]:
    counts = {kind: len(opening.terms[kind]) + TITLE_COUNTS * len(opening.title_terms[kind]) for kind in _KINDS}
    terms = opening.title_terms
    titled = len(opening.title_codes) > 1 or bool(
        opening.title_codes and (terms["affairs"] or terms["force"] or terms["hints"])
    )
    return {
        **{kind: math.log1p(count) for kind, count in counts.items()},
        "countries": float(min(len(opening.codes), MAX_COUNTRIES_COUNTED)),
        "title_abroad": float(titled),
        "abroad": opening.paragraphs_abroad,
        "acts": math.log1p(opening.acts),
    }


def _home(codes: Counter[str]) -> str:
    """The country named most; ties go to the one named first."""
    return codes.most_common(1)[0][0] if codes else ""


def _share_abroad(paragraphs: Sequence[Paragraph], found: Sequence[Mention], home: str) -> float:
    abroad = [mention.start for mention in found if any(code != home for code in mention.actor.codes)]
    return sum(any(p.start <= at < p.end for at in abroad) for p in paragraphs) / max(1, len(paragraphs))


def _crosses_border(action: Action) -> bool:
    one, other = _codes(action.actor), _codes(action.recipient)
    return bool(one and other and set(one).isdisjoint(other))


def _codes(actor: Actor | None) -> tuple[str, ...]:
    return actor.codes if actor else ()


def _terms(text: str) -> dict[str, tuple[str, ...]]:
    low = text.lower().replace("’", "'")
    return {kind: tuple(pattern.findall(low)) for kind, pattern in _lexicon().terms.items()}


def _why(opening: _Opening, *, relevant: bool) -> str:
    names = [actors.country_name(code) for code, _ in opening.codes.most_common(MAX_REASON_COUNTRIES)]
    if relevant:
        telling = _most_told(opening, ("affairs", "leaders", "force")) or _most_told(opening, ("bodies", "hints"))
        return " + ".join(part for part in (", ".join(names), ", ".join(telling)) if part)
    where = ", ".join(names) if len(names) > 1 else f"no country but {names[0]}" if names else "no country"
    return " + ".join(part for part in (f"at home: {where}", ", ".join(_most_told(opening, ("home", "sport")))) if part)


def _most_told(opening: _Opening, kinds: Iterable[str]) -> list[str]:
    told: Counter[str] = Counter()
    for kind in kinds:
        told.update(opening.title_terms[kind] * TITLE_COUNTS + opening.terms[kind])
    return [term for term, _ in told.most_common(MAX_REASON_TERMS)]


@cache
def _lexicon() -> _Lexicon:
    raw = (resources.files("summarizer.lexicons") / "relevance.toml").read_text(encoding="utf-8")
    table = tomllib.loads(raw)
    terms = {kind: _pattern(table["terms"][kind]) for kind in _KINDS}
    return _Lexicon(table["threshold"], table["bias"], table["weights"], terms)


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all terms, the longest first; "*" stands for any ending."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    forms = (re.escape(term).replace(r"\*", r"\w*") for term in longest_first)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?!\w)")
