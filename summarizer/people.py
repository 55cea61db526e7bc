"""The people of one article, their forms merged. By rules over capitals; knows nobody from elsewhere."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from summarizer.actors import codes_of
from summarizer.model import Paragraph, Person, Span
from summarizer.names import SPEAKS, Form, forms_of, key_of, titles

_LATER = re.compile(  # "him" and an object "her" are somebody else than the sentence's subject
    r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]imself|[Hh]erself|[Hh]er(?=\s[a-z])(?!\s(?:that|to|and|in|on|at|for|with|about|as|by"
    r"|from|after|before|when|if|but|or|over|into|how|why|what|whether|during|because|while)\b))\b"
)
_POSSESSED = re.compile(r"[’']s?(?!\w)")
_SENTENCE = re.compile(r"[.!?][”\"’']*\s+")
_SPOKEN = (" said ", " says ", " added ", " asked ", " wrote ", " replied ")
_ROLE = re.compile(r"\b[Tt]he ([a-z]+)(?![\w’'-]|\s(?:of|for|to|[A-Z]))")
MAX_NAMESAKES = 20
MAX_PEOPLE = 2_000  # a longer list is a register, not a report


@dataclass(slots=True)
class _Draft:
    """A person while its forms are being gathered."""

    name: str
    reference: str
    title: str
    mentions: list[Span] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    codes: tuple[str, ...] = ()


def people(text: str, body: tuple[Paragraph, ...]) -> tuple[Person, ...]:
    """Return the people named in `body`, in order of first mention, each with all its places."""
    forms = [form for paragraph in body for form in forms_of(text, paragraph)]
    drafts = _merge(text, forms)
    _note_genders(text, body, drafts)
    _add_roles(text, body, drafts)
    return tuple(_finish(draft) for draft in drafts)


def _add_roles(text: str, body: tuple[Paragraph, ...], drafts: list[_Draft]) -> None:
    """Count "the president" as a form of the only person with that title, after its name."""
    bearers: dict[str, list[_Draft]] = {}
    for draft in drafts:
        role = next((key for key in map(key_of, reversed(draft.title.split())) if key in titles().roles), "")
        bearers.setdefault(role, []).append(draft)
    for paragraph in body:
        for match in _ROLE.finditer(text, paragraph.start, paragraph.end):
            owners = bearers.get(match.group(1), [])
            if len(owners) == 1 and owners[0].mentions[0].start < match.start():
                owners[0].mentions.append(Span(match.start(), match.end()))


def _finish(draft: _Draft) -> Person:
    male, female = draft.genders["m"], draft.genders["f"]
    gender = "m" if male > female else "f" if female > male else ""
    return Person(
        draft.name,
        draft.reference,
        draft.title,
        draft.codes,
        gender,
        tuple(sorted(draft.mentions, key=lambda s: s.start)),
    )


def _merge(text: str, forms: list[Form]) -> list[_Draft]:
    """Gather full names first, then give each single name to the person it can belong to."""
    full: dict[tuple[str, ...], _Draft] = {}
    order: list[_Draft] = []
    by_word: dict[str, list[_Draft]] = {}
    last_word: dict[str, list[_Draft]] = {}
    for form in forms:
        if len(form.words) < 2:
            continue
        key = tuple(key_of(word) for word in form.words)
        draft = full.get(key) or _same(key, last_word)
        if draft is None:
            if len(order) >= MAX_PEOPLE:
                continue
            draft = _Draft(text[form.start : form.end], text[form.reference : form.end], form.title)
            order.append(draft)
            last_word.setdefault(key[-1], []).append(draft)
            for word in key:
                by_word.setdefault(word, []).append(draft)
        full[key] = draft
        _add(text, draft, form)
    single = [form for form in forms if len(form.words) == 1]
    for form in single:
        _give(text, form, last_word, by_word, order)
    order.sort(key=lambda draft: min(span.start for span in draft.mentions))
    return order


def _same(key: tuple[str, ...], last_word: dict[str, list[_Draft]]) -> _Draft | None:
    """Find "Donald J. Trump" for "Donald Trump" (same first and last word) and "Ursula von der Leyen" for its tail."""
    for draft in last_word.get(key[-1], [])[:MAX_NAMESAKES]:
        known = tuple(key_of(word) for word in draft.name.split())
        if known[0] == key[0] or known[-len(key) :] == key:
            return draft
    return None


def _give(
    text: str, form: Form, last_word: dict[str, list[_Draft]], by_word: dict[str, list[_Draft]], order: list[_Draft]
) -> None:
    key = key_of(form.words[0])
    owners = (last_word.get(key) or by_word.get(key, []))[:MAX_NAMESAKES]
    if owners:
        gender = _gender(form.honorific)
        fitting = [draft for draft in owners if not gender or draft.genders[gender] or not draft.genders] or owners
        before = [draft for draft in fitting if draft.mentions and draft.mentions[0].start < form.start]
        _add(text, max(before, key=lambda draft: draft.mentions[-1].start) if before else fitting[0], form)
    elif form.title or (_speaks(text, form) and not codes_of(text[form.start : form.end])):
        draft = _Draft(text[form.start : form.end], text[form.reference : form.end], form.title)
        order.append(draft)
        last_word.setdefault(key, []).append(draft)
        _add(text, draft, form)


def _speaks(text: str, form: Form) -> bool:
    return bool(SPEAKS.match(text, form.end)) or text.endswith(_SPOKEN, 0, form.start)


def _add(text: str, draft: _Draft, form: Form) -> None:
    draft.mentions.append(Span(form.start, form.end))
    if form.title and not draft.title:
        draft.title = form.title
    if form.apposition and not draft.title:
        draft.title = form.apposition
    if form.title and draft.reference == draft.name and len(form.words) > 1:
        draft.reference = text[form.reference : form.end]
    if not draft.codes and (form.title or form.apposition):
        draft.codes = codes_of(form.title) or codes_of(form.apposition)
    for word in (form.honorific, *form.title.split(), *form.apposition.split()):
        gender = _gender(key_of(word))
        if gender:
            draft.genders[gender] += 3


def _gender(word: str) -> str:
    known = titles()
    return "m" if word in known.male else "f" if word in known.female else ""


def _note_genders(text: str, body: tuple[Paragraph, ...], drafts: list[_Draft]) -> None:
    """Let each pronoun vote for the person that its sentence, or the one before, names first."""
    places = sorted(
        (span.start, n)
        for n, draft in enumerate(drafts)
        for span in draft.mentions
        if not _POSSESSED.match(text, span.end)
    )
    starts = [start for start, _ in places]
    for paragraph in body:
        edges = [paragraph.start, *(match.end() for match in _SENTENCE.finditer(text, paragraph.start, paragraph.end))]
        for match in _LATER.finditer(text, paragraph.start, paragraph.end):
            here = bisect_right(edges, match.start()) - 1
            owner = _first_between(starts, edges[here], match.start())
            if owner is None and here:
                owner = _first_between(starts, edges[here - 1], edges[here])
            if owner is not None:
                female = match.group().lower().startswith(("she", "her"))
                drafts[places[owner][1]].genders["f" if female else "m"] += 1
    for draft in drafts:
        given = key_of(draft.name.split()[0])
        weight = 2 + len(draft.mentions) // 2 if len(draft.name.split()) > 1 else 0
        draft.genders["m"] += weight * (given in titles().male_names)
        draft.genders["f"] += weight * (given in titles().female_names)


def _first_between(starts: list[int], low: int, high: int) -> int | None:
    at = bisect_left(starts, low)
    return at if at < len(starts) and starts[at] < high else None
