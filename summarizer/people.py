"""The people of one article: names, titles, forms merged. By rules over capitals; knows nobody from elsewhere."""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from summarizer.actors import codes_of
from summarizer.model import Paragraph, Person, Span

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Messrs|Dr|St|Gen|Lt|Col|Maj|Brig|Adm|Capt|Cmdr|Sgt|Sen|Sens|Rep|Reps|Gov|Rev|Hon|Prof|Amb|Pres|Sec|Jr|Sr)\."
_NAME_WORD = rf"(?:{_ABBREVIATED}|{_CAPITAL}\.(?:-?{_CAPITAL}\.)*|(?:[dlD]['’]|[Oo]['’]|[Aa]l-|[Ee]l-)?{_CAPITAL}[^\W\d_]*(?:[-’']{_CAPITAL}?[^\W\d_]+)*)"
_PARTICLE = r"(?:de|del|der|den|van|von|bin|ibn|ben|bint|abu|al|el|la|le|di|da|dos|du|ter|of|for|the|and)"
_RUN = re.compile(
    rf"(?<![\w’'@#/.]){_NAME_WORD}(?:[ \u00a0]+(?:(?:{_PARTICLE}[ \u00a0]+){{0,2}}){_NAME_WORD})*(?:,?[ \u00a0](?:Jr|Sr|I{{2,3}}|IV)\b\.?)?"
)
_WORD = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"[’']s?$")
_BEFORE = re.compile(r"(?:[\w’'.&-]+[ \u00a0]+){1,6}$")
_APPOSITION = re.compile(r",[ ](?:an?|the|who[ ]is|its|his|her|their)?[ ]?((?:[\w’'.&-]+[ ]){0,5}?)$")
_AFTER = re.compile(
    r",\s(?:\d{1,3},\s)?(an?|the|who (?:is|was|serves as|heads|leads)(?: an?| the)?)?\s?((?:[^\s,.;:()“”\"]+[ ]?){1,12})"
)
_AGE = re.compile(r",\s\d{1,3}\b")
_LATER = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Hh]imself|[Hh]erself)\b")
_POSSESSED = re.compile(r"[’']s?(?!\w)")
_SENTENCE = re.compile(r"[.!?][”\"’']*\s+")
_SPEAKS = re.compile(
    r"(?:,[^,.“”\"]{3,80},)?\s(?:said|says|told|tells|added|adds|wrote|writes|asked|argued|tweeted|replied|responded|noted|called)\b"
)
_SPOKEN = (" said ", " says ", " added ", " asked ", " wrote ", " replied ")
MAX_NAME_WORDS = 5
MAX_PEOPLE = 2_000  # a longer list is a register, not a report


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of titles.toml, lower-cased."""

    roles: frozenset[str]
    modifiers: frozenset[str]
    portfolios: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    not_names: frozenset[str]
    openers: frozenset[str]
    political: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]


@dataclass(slots=True)
class _Draft:
    """A person while its forms are being gathered."""

    name: str
    reference: str
    title: str
    mentions: list[Span] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    """One capitalised name in the text, with the title that stands before or after it."""

    start: int  # of the name
    end: int
    words: tuple[str, ...]
    reference: int  # where the title before it starts
    title: str
    honorific: str  # "mr"
    apposition: str


@cache
def titles() -> Titles:
    """Load the lexicon once; a mistake in it is reported with its line by tomllib."""
    table = tomllib.loads(files("summarizer").joinpath("lexicons/titles.toml").read_text(encoding="utf-8"))
    return Titles(**{name: frozenset(words) for name, words in table.items()})


def people(text: str, body: tuple[Paragraph, ...]) -> tuple[Person, ...]:
    """Return the people named in `body`, in order of first mention, each with all its places."""
    forms = [form for paragraph in body for form in _forms(text, paragraph)]
    drafts = _merge(text, forms)
    _note_genders(text, body, drafts)
    return tuple(_finish(draft) for draft in drafts)


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


def _forms(text: str, paragraph: Paragraph) -> Iterator[_Form]:
    for run in _RUN.finditer(text, paragraph.start, paragraph.end):
        for start, end in _split(text, run.start(), run.end()):
            form = _form(text, paragraph, start, end)
            if form is not None:
                yield form


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run at "and", and at "of", "for", "the" where no title leads there: "Macron of France"."""
    cut = start
    for word in _WORD.finditer(text, start, end):
        if word.group() in ("and", "of", "for", "the"):
            if word.start() > cut:
                yield cut, word.start()
            cut = word.end()
    if end > cut:
        yield cut, end


def _form(text: str, paragraph: Paragraph, start: int, end: int) -> _Form | None:
    known = titles()
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    keys = [_key(text[a:b]) for a, b in words]
    first = 0
    while first < len(words) and keys[first] in known.openers and keys[first] not in known.roles:
        first += 1
    after_of = (
        text[max(paragraph.start, start - 4) : start].rstrip().endswith((" of", " for", "the")) if first == 0 else False
    )
    if after_of:
        while first < len(words) and keys[first] in known.portfolios:
            first += 1
    name = _name_starts(keys, first)
    if name >= len(words):
        return None
    end = words[-1][1]
    shown = text[words[name][0] : end]
    trimmed = _POSSESSIVE.sub("", shown) if not shown.endswith(("s'", "s’")) else shown[:-1]
    end -= len(shown) - len(trimmed)
    count = len(words) - name
    parts = tuple(text[a : min(b, end)] for a, b in words[name:])
    if (
        count > MAX_NAME_WORDS
        or any(_key(part) in known.not_names for part in parts)
        or (count > 1 and codes_of(trimmed))
    ):
        return None
    reference, title = _title_before(
        text, paragraph, words[first][0] if name > first else words[name][0], words[name][0]
    )
    return _Form(
        words[name][0],
        end,
        parts,
        reference,
        title,
        keys[name - 1] if name > first else "",
        _title_after(text, paragraph, end),
    )


def _name_starts(keys: list[str], first: int) -> int:
    """Return the index after the last title of a run; a title that ends a name is part of it ("Stephen King")."""
    known = titles()
    name = first
    for at in range(first, len(keys)):
        ends_name = at == len(keys) - 1 and at > name and keys[at - 1] not in known.modifiers
        if keys[at] in known.roles and not ends_name:
            name = at + 1
    while name < len(keys) - 1 and keys[name] in known.modifiers | known.political:
        name += 1
    return name


def _key(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower().strip(".,")).strip(".")


def _title_before(text: str, paragraph: Paragraph, start: int, name: int) -> tuple[int, str]:
    """Extend to the left over the words of a title; return where it starts and the title."""
    known = titles()
    before = _BEFORE.search(text, max(paragraph.start, start - 90), start)
    words = [(m.start(), m.group()) for m in _WORD.finditer(text, before.start(), start)] if before else []
    inside = text[start:name].strip()
    seen_role = any(_key(word) in known.roles for word in inside.split())
    at = start
    while words:
        place, word = words[-1]
        key = _key(word)
        titled = key in known.roles or key in known.modifiers or word.endswith(("’s", "'s"))
        belongs = (titled and (seen_role or key in known.roles)) or (seen_role and word[0].isupper())
        if not belongs or key in known.openers - known.modifiers:
            break
        seen_role = seen_role or key in known.roles
        at = place
        words.pop()
    title = text[at:name].strip()
    return (at, title) if seen_role else (name, "")


def _title_after(text: str, paragraph: Paragraph, end: int) -> str:
    match = _AFTER.match(text, end, min(paragraph.end, end + 140))
    if not match:
        return ""
    phrase = match.group(2).strip()
    head = [_key(word) for word in phrase.split()]
    roles = titles().roles
    cut = next(
        (n for n, word in enumerate(head) if word in {"of", "for", "at", "in", "with", "from", "who", "on", "to"}),
        len(head),
    )
    return phrase if cut and head[cut - 1] in roles and (match.group(1) or cut < 5) else ""


def _merge(text: str, forms: list[_Form]) -> list[_Draft]:
    """Gather full names first, then give each single name to the person it can belong to."""
    full: dict[tuple[str, ...], _Draft] = {}
    order: list[_Draft] = []
    by_word: dict[str, list[_Draft]] = {}
    last_word: dict[str, list[_Draft]] = {}
    for form in forms:
        if len(form.words) < 2:
            continue
        key = tuple(_key(word) for word in form.words)
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
    """Find "Donald J. Trump" for "Donald Trump": same first and last word."""
    for draft in last_word.get(key[-1], ()):
        if _key(draft.name.split()[0]) == key[0]:
            return draft
    return None


def _give(
    text: str, form: _Form, last_word: dict[str, list[_Draft]], by_word: dict[str, list[_Draft]], order: list[_Draft]
) -> None:
    key = _key(form.words[0])
    owners = last_word.get(key) or by_word.get(key)
    if owners:
        gender = _gender(form.honorific)
        fitting = [draft for draft in owners if not gender or draft.genders[gender] or not draft.genders] or owners
        before = [draft for draft in fitting if draft.mentions and draft.mentions[0].start < form.start]
        _add(text, max(before, key=lambda draft: draft.mentions[-1].start) if before else fitting[0], form)
    elif form.title or _SPEAKS.match(text, form.end) or text.endswith(_SPOKEN, 0, form.start):
        draft = _Draft(text[form.start : form.end], text[form.reference : form.end], form.title)
        order.append(draft)
        last_word.setdefault(key, []).append(draft)
        _add(text, draft, form)


def _add(text: str, draft: _Draft, form: _Form) -> None:
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
        gender = _gender(_key(word))
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
        given = _key(draft.name.split()[0])
        weight = 2 if len(draft.name.split()) > 1 else 0
        draft.genders["m"] += weight * (given in titles().male_names)
        draft.genders["f"] += weight * (given in titles().female_names)


def _first_between(starts: list[int], low: int, high: int) -> int | None:
    at = bisect_left(starts, low)
    return at if at < len(starts) and starts[at] < high else None
