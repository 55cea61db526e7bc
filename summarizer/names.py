"""Names as they stand in a text: runs of capitals with the title before or after. Merges nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from summarizer.actors import codes_of
from summarizer.lexicon import read_lists
from summarizer.model import Paragraph

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Messrs|Dr|St|Gen|Lt|Col|Maj|Brig|Adm|Capt|Cmdr|Sgt|Sen|Sens|Rep|Reps|Gov|Rev|Hon|Prof"
    r"|Amb|Pres|Sec|Jr|Sr)\."
)
_NAME_WORD = (
    rf"(?:{_ABBREVIATED}|{_CAPITAL}\.(?:-?{_CAPITAL}\.)*|(?:[dlD]['’]|[Oo]['’]|[Aa]l-"
    rf"|[Ee]l-)?{_CAPITAL}[^\W\d_]*(?:[-’']{_CAPITAL}?[^\W\d_]+)*)"
)
_PARTICLE = r"(?:de|del|der|den|van|von|bin|ibn|ben|bint|abu|al|el|la|le|di|da|dos|du|ter|of|for|the|and)"
_RUN = re.compile(
    rf"(?<![\w’'@#/.]){_NAME_WORD}(?:[ \u00a0]+(?:(?:{_PARTICLE}[ \u00a0]+){{0,2}}){_NAME_WORD})*(?:,?[ \u00a0](?:Jr"
    rf"|Sr|I{{2,3}}|IV)\b\.?)?"
)
_WORD = re.compile(r"\S+")
POSSESSIVE = re.compile(r"[’']s?$")
_BEFORE = re.compile(r"(?:[\w’'.&-]+[ \u00a0]+){1,6}$")
_AFTER = re.compile(
    r",\s(?:\d{1,3},\s)?(an?|the|who (?:is|was|serves as|heads|leads)(?: an?"
    r"| the)?)?\s?((?:(?:(?:[A-Z]\.)+|[^\s,.;:()“”\"]+)[ ]?){1,12})"
)
_AHEAD = re.compile(r"([^,;:()“”\"\n]{3,80}),\s$")
_OFFICE = re.compile(r"([^\W\d_][\w’'-]*)\s(?:of|for)(?:\sthe)?\s?$")
_THING = re.compile(
    r"\b(?:[Tt]he|newspaper|magazine|daily|agency|website|film|ship|vessel|station|outlet|broadcaster|site|paper|channel|network|portal|blog)\s$"
)
SPEAKS = re.compile(
    r"(?:,[^,.“”\"]{3,80},)?\s(?:said|says|told|tells|added|adds|wrote|writes|asked|argued|tweeted|replied|responded|noted|called)\b"
)
MAX_NAME_WORDS = 5
MAX_ABBREVIATION_CHARS = 5


@dataclass(frozen=True, slots=True)
class Titles:
    """The words of titles.toml, lower-cased."""

    roles: frozenset[str]
    modifiers: frozenset[str]
    portfolios: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    not_names: frozenset[str]
    surnames_too: frozenset[str]
    openers: frozenset[str]
    political: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
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
    """Load the lexicon once. Raises ValueError with the line of a mistake."""
    lists = read_lists("titles.toml", lists=frozenset(field.name for field in fields(Titles)))
    return Titles(**{name: frozenset(words) for name, words in lists.items()})


def forms_of(text: str, paragraph: Paragraph) -> Iterator[Form]:
    """Yield the names of a paragraph as they stand, in order."""
    for run in _RUN.finditer(text, paragraph.start, paragraph.end):
        for start, end in _split(text, run.start(), run.end()):
            form = _form(text, paragraph, start, end)
            if form is not None:
                yield form


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run at "and", "of", "for", "the" and behind a possessive: "Macron of France", "Hungary’s Viktor Orban"."""
    cut = start
    for word in _WORD.finditer(text, start, end):
        if word.group() in ("and", "of", "for", "the"):
            if word.start() > cut:
                yield cut, word.start()
            cut = word.end()
        elif word.group().endswith(("’s", "'s")):
            yield cut, word.end()
            cut = word.end()
    if end > cut:
        yield cut, end


def _form(text: str, paragraph: Paragraph, start: int, end: int) -> Form | None:
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    keys = [key_of(text[a:b]) for a, b in words]
    spoken = len(keys) == 1 and keys[0] in titles().surnames_too and bool(SPEAKS.match(text, end))
    first = 0 if spoken else _skip_openers(text, paragraph, start, keys)
    name = _name_starts(keys, first)
    if name >= len(words):
        return None
    begin, end = words[name][0], _without_possessive(text, words[name][0], words[-1][1])
    parts = tuple(text[a : min(b, end)] for a, b in words[name:])
    office = _OFFICE.search(text, max(paragraph.start, start - 40), start)
    lead = words[first][0] if name > first else begin
    if office and key_of(office.group(1)) in titles().roles and lead > start:
        lead = office.start(1)
    reference, title = _title_before(text, paragraph, lead, begin)
    if not _is_name(text[begin:end], parts, certain=bool(title or SPEAKS.match(text, end))):
        return None
    if not title and _THING.search(text, max(paragraph.start, begin - 12), begin):
        return None
    honorific = keys[name - 1] if name > first else ""
    apposition = _title_after(text, paragraph, end) or ("" if title else _title_ahead(text, paragraph, begin))
    return Form(begin, end, parts, reference, title, honorific, apposition)


def _skip_openers(text: str, paragraph: Paragraph, start: int, keys: list[str]) -> int:
    """Return the index after words that only open a sentence, or after what a minister is of."""
    known = titles()
    first = 0
    while first < len(keys) and keys[first] in known.openers and keys[first] not in known.roles:
        first += 1
    if first == 0 and text[max(paragraph.start, start - 5) : start].rstrip().endswith((" of", " for", " the")):
        while first < len(keys) and keys[first] in known.portfolios:
            first += 1
    return first


def _without_possessive(text: str, start: int, end: int) -> int:
    shown = text[start:end]
    return end - 1 if shown.endswith(("s'", "s’")) else start + len(POSSESSIVE.sub("", shown))


def _is_name(shown: str, parts: tuple[str, ...], *, certain: bool) -> bool:
    """Tell whether capitals can be a person: no word of a body or place, no country.

    After a title or before a verb of saying ("May said") it may be a family name that is a common word too.
    """
    known = titles()
    keys = [key_of(part) for part in parts]
    likely = certain or keys[0] in known.male_names or keys[0] in known.female_names
    blocked = known.not_names - known.surnames_too if likely else known.not_names
    return len(parts) <= MAX_NAME_WORDS and not blocked.intersection(keys) and not (len(parts) > 1 and codes_of(shown))


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


def key_of(word: str) -> str:
    """A word as the lexicons hold it: lower case, without possessive and stops."""
    return POSSESSIVE.sub("", word.lower().strip(".,")).strip(".")


def _title_before(text: str, paragraph: Paragraph, start: int, name: int) -> tuple[int, str]:
    """Extend to the left over the words of a title; return where it starts and the title."""
    known = titles()
    before = _BEFORE.search(text, max(paragraph.start, start - 90), start)
    words = [(m.start(), m.group()) for m in _WORD.finditer(text, before.start(), start)] if before else []
    inside = text[start:name].strip()
    seen_role = any(key_of(word) in known.roles for word in inside.split())
    at = start
    while words:
        place, word = words[-1]
        key = key_of(word)
        titled = key in known.roles or key in known.modifiers or word.endswith(("’s", "'s"))
        belongs = (titled and (seen_role or key in known.roles)) or (seen_role and word[0].isupper())
        if not belongs or key in known.openers - known.modifiers or _ends_sentence(word):
            break
        seen_role = seen_role or key in known.roles
        at = place
        words.pop()
    title = text[at:name].strip()
    return (at, title) if seen_role else (name, "")


def _ends_sentence(word: str) -> bool:
    """Tell whether a word before a title closes the sentence before it: "Nairobi." but not "Gov." or "U.S."."""
    return word.endswith(".") and len(word) > MAX_ABBREVIATION_CHARS and "." not in word[:-1]


def _title_after(text: str, paragraph: Paragraph, end: int) -> str:
    match = _AFTER.match(text, end, min(paragraph.end, end + 140))
    if not match:
        return ""
    phrase = match.group(2).strip()
    head = [key_of(word) for word in phrase.split()]
    roles = titles().roles
    cut = next(
        (n for n, word in enumerate(head) if word in {"of", "for", "at", "in", "with", "from", "who", "on", "to"}),
        len(head),
    )
    return phrase if cut and head[cut - 1] in roles and (match.group(1) or cut < 5) else ""


def _title_ahead(text: str, paragraph: Paragraph, start: int) -> str:
    """Return the role before a comma: "Colombia’s foreign minister, Luis Pardo", "the head of the agency, …"."""
    match = _AHEAD.search(text, max(paragraph.start, start - 90), start)
    if not match:
        return ""
    words = match.group(1).split()
    keys = [key_of(word) for word in words]
    role = next((n for n in range(len(words) - 1, -1, -1) if keys[n] in titles().roles), -1)
    if role < 0 or not (role == len(words) - 1 or keys[role + 1] in ("of", "for", "to")):
        return ""
    first = role
    while first > 0 and (keys[first - 1] in titles().modifiers or words[first - 1][0].isupper()):
        first -= 1
    while first < role and keys[first] in titles().openers:
        first += 1
    return " ".join(words[first:])
