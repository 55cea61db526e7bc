"""Where outlets' sentences contradict each other though no act was read in them: denials, doers, days. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from bot.compose.dating import MONTHS, days_meant
from bot.compose.denials import DENIES
from bot.compose.sides import DAY, Difference, Kind, Side, are_near, core_of, sentences_of
from bot.model import Telling
from summarizer.actors import codes_of, mentions
from summarizer.model import ActionType, Span

OPENING_PARAGRAPHS = 4
ANSWER_DAYS = 2
MIN_SHARED = 2  # stems that a claim and its denial have in common
MAX_SUBJECT_CHARS = 40  # between a nationality and its verb
MAX_CONTEXT_WORDS = 8  # before a day
MAX_SENTENCE_WORDS = 45
_CLAIM = re.compile(r"(?i)\b(?:accus\w+|suspect\w*|blam\w+|alleg\w+|may have|behind|responsible for)\b")
# Of these deeds there is one doer.
_DEED = re.compile(
    r"\b(?:had |have |has )?(?P<verb>rammed|crossed|fired|shelled|attacked|struck|violated|entered|opened fire|hit|cut"
    r"|broke|downed|boarded|seized|blocked|provoked|sank)\b(?P<object>(?: [^\s,.;:“”\"]+){1,10})"
)
_MONTH = "(?:" + "|".join(month.title() for month in MONTHS) + ")"
_DATE = re.compile(rf"\b(?P<link>by|on|from|until|before) (?P<day>{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})\b")
_AHEAD = re.compile(r"(?i)\b(?:will|would|is to|are to|intends?|plans?|due|to be|until|agreed to)\b")


@dataclass(frozen=True, slots=True)
class _Sentence:
    telling: Telling
    span: Span

    @property
    def text(self) -> str:
        return self.span.of(self.telling.stored.article.text)


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who did what: `codes` are the doer's, `objects` the stems and codes of what it was done to."""

    sentence: _Sentence
    verb: str
    codes: frozenset[str]
    objects: frozenset[str]
    span: Span


@dataclass(frozen=True, slots=True)
class _Dated:
    sentence: _Sentence
    day: date
    link: str
    context: frozenset[str]
    span: Span


def denial_differences(tellings: tuple[Telling, ...]) -> Iterator[Difference]:
    """Denials that stand in an outlet's sentence, against the claim in another outlet that has no denial."""
    told = tuple(s for t in tellings for s in _sentences(t))
    for denial in told:
        found = DENIES.search(denial.text)
        codes = frozenset(codes_of(denial.text[: found.start()])) if found else frozenset()
        claims = [claim for claim in told if codes and _is_claim(claim, denial, codes)]
        if claims:
            best = min(claims, key=lambda claim: (-len(_shared(claim, denial)), told.index(claim)))
            yield Difference(Kind.STATUS, "claimed and denied", (_side(best), _side(denial, label="denied")))


def actor_differences(tellings: tuple[Telling, ...]) -> Iterator[Difference]:
    """One deed, done by one party in one outlet, and by the other in another: each tells only the one."""
    deeds = tuple(deed for t in tellings for s in _sentences(t) for deed in _deeds(s))
    seen: set[str] = set()
    for one, other in combinations(deeds, 2):
        if one.verb not in seen and _have_two_doers(one, other, deeds):
            seen.add(one.verb)
            sides = (_side(one.sentence, one.span), _side(other.sentence, other.span))
            yield Difference(Kind.ACTOR, f"who {one.verb}", sides)


def day_differences(tellings: tuple[Telling, ...]) -> Iterator[Difference]:
    """One thing on another day of the year; an outlet that gives both days differs from nobody."""
    dated = tuple(one for t in tellings for s in _sentences(t) for one in _dated(s))
    for one, other in combinations(dated, 2):
        if _have_two_days(one, other, dated):
            yield Difference(Kind.DATE, "", (_side(one.sentence, one.span), _side(other.sentence, other.span)))
            return


def _sentences(telling: Telling) -> Iterator[_Sentence]:
    for _, span in sentences_of(telling, first=OPENING_PARAGRAPHS):
        yield _Sentence(telling, span)


def _is_claim(claim: _Sentence, denial: _Sentence, codes: frozenset[str]) -> bool:
    """Does another outlet's sentence accuse, or tell as a fact, what is denied?"""
    gap = denial.telling.stored.told - claim.telling.stored.told
    if claim.telling.outlet.name == denial.telling.outlet.name or not -DAY <= gap <= ANSWER_DAYS * DAY:
        return False
    if not codes & set(codes_of(claim.text)) or len(claim.text.split()) > MAX_SENTENCE_WORDS:
        return False
    names = {code.casefold() for code in codes}
    told = len(_shared(claim, denial) - names) >= MIN_SHARED
    return told and _accuses(claim, codes) and not _denied_in(claim.telling, codes)


def _accuses(claim: _Sentence, codes: frozenset[str]) -> bool:
    accusing = (ActionType.ACCUSE, ActionType.SANCTION, ActionType.COERCE)
    actions = [a for a in claim.telling.reading.actions if claim.span.start <= a.start < claim.span.end]
    by = any(a.actor and codes & set(a.actor.codes) and a.type is not ActionType.REJECT for a in actions)
    of = any(a.recipient and codes & set(a.recipient.codes) and a.type in accusing for a in actions)
    return bool(_CLAIM.search(claim.text)) or by or of


def _denied_in(telling: Telling, codes: frozenset[str]) -> bool:
    text = telling.stored.article.text
    spans = (span.of(text) for _, span in sentences_of(telling, first=99))
    return any(DENIES.search(sentence) and codes & set(codes_of(sentence)) for sentence in spans)


def _shared(one: _Sentence, other: _Sentence) -> frozenset[str]:
    return core_of(one.text) & core_of(other.text)


def _deeds(sentence: _Sentence) -> Iterator[_Deed]:
    text = sentence.text
    named = mentions(text)
    for match in _DEED.finditer(text):
        before = [m for m in named if m.end <= match.start() and match.start() - m.end <= MAX_SUBJECT_CHARS]
        if before and not re.search(
            r"[,.;:“”\"]|\b(?:to|of|by|in|on|at|after)\b", text[before[-1].end : match.start()]
        ):
            whole = match["object"]
            objects = core_of(whole) | frozenset(codes_of(whole))
            start = before[-1].start
            span = Span(sentence.span.start + start, sentence.span.start + match.end())
            yield _Deed(sentence, match["verb"], frozenset(before[-1].actor.codes), objects, span)


def _have_two_doers(one: _Deed, other: _Deed, deeds: tuple[_Deed, ...]) -> bool:
    a, b = one.sentence.telling, other.sentence.telling
    apart = a.outlet.name != b.outlet.name and one.verb == other.verb and not one.codes & other.codes
    if not apart or not are_near(a, b):
        return False
    mirrored = bool(one.objects & other.codes or other.objects & one.codes)
    return (mirrored or len(one.objects & other.objects) >= MIN_SHARED) and not any(
        deed.verb == one.verb
        and (
            (deed.sentence.telling is a and deed.codes & other.codes)
            or (deed.sentence.telling is b and deed.codes & one.codes)
        )
        for deed in deeds
    )


def _dated(sentence: _Sentence) -> Iterator[_Dated]:
    text, on = sentence.text, sentence.telling.stored.told.date()
    for match in _DATE.finditer(text):
        days = days_meant(match["day"], on, ahead=bool(_AHEAD.search(text)))
        before = text[: match.start()].split()[-MAX_CONTEXT_WORDS:]
        start = match.start() - len(" ".join(before)) - 1 if before else match.start()
        span = Span(sentence.span.start + max(0, start), sentence.span.start + match.end())
        yield from (_Dated(sentence, day, match["link"], core_of(" ".join(before)), span) for day in days)


def _have_two_days(one: _Dated, other: _Dated, dated: tuple[_Dated, ...]) -> bool:
    a, b = one.sentence.telling, other.sentence.telling
    if a.outlet.name == b.outlet.name or one.link != other.link or one.day == other.day:
        return False
    shared = len(one.context & other.context)
    alike_told = shared >= MIN_SHARED or (shared and len(_shared(one.sentence, other.sentence)) > MIN_SHARED)
    near = abs(a.stored.told - b.stored.told) <= DAY
    both = any(
        (d.sentence.telling is a and d.day == other.day) or (d.sentence.telling is b and d.day == one.day)
        for d in dated
    )
    return bool(alike_told) and near and not both


def _side(sentence: _Sentence, span: Span | None = None, label: str = "") -> Side:
    return Side(sentence.telling, (span or sentence.span,), sentence.span, label=label)
