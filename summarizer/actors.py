"""Countries, governments, organisations and armed groups by name. Owns the gazetteer; knows nothing of grammar."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from summarizer.model import Actor, ActorKind, Mention

_FIRST = re.compile(r"(?<![\w@#/$&])[^\W\d_]+\d{0,2}")
_SKIPPED_TAIL = re.compile(
    r"[-‐‑–](?:backed|born|made|style|language|speaking|owned|occupied|controlled|held|registered|based|bound|sponsored"
    r"|supplied|trained|armed|aligned|friendly|funded|American|Americans)\b"
)
_SKIPPED_HEAD = re.compile(r"(?i)(?:\b(?:pro|anti|ex|non|post|pre|un)[-‐‑]|[\w’'.][-‐‑](?=al\b))$")
_LONGER_NAME = re.compile(
    r"(?:\b(?:Gulf|Sea|Straits?|Bay|Bight|Isthmus|Cape) of (?:the )?|\b[A-Z]\w+ (?:da|do|de|di|dos|del|della) )$"
)
_OUTLET_REST = r"(?:[A-Z][a-z]+\s+)?"
_ACRONYM_CHARS = 4  # an alternative spelling in capitals this short is an ISO code, not a name


def mentions(text: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """Find actors by name in `text[start:end]`, in order, without overlaps; offsets are into `text`."""
    return tuple(_mentions(text, start, len(text) if end is None else end))


def codes_of(phrase: str) -> tuple[str, ...]:
    """Return the codes named in a phrase, in order, without repeats: "Russian President" gives ("RUS",)."""
    return tuple(dict.fromkeys(code for mention in mentions(phrase) for code in mention.actor.codes))


def country_name(code: str) -> str:
    """Return the short display name of a code: "US" for "USA", "EU" for "EU"; an unknown code is its own name."""
    return _display_names().get(code, code)


def known_names() -> dict[str, Actor]:
    """Return every actor known by name, by each way to write it: countries, demonyms, capitals, organisations."""
    return {form: actor for form, actor in _forms() if actor is not None and not form.endswith("-")}


def iso_alpha3() -> dict[str, str]:
    """Return the three-letter ISO code of each country by its two-letter one."""
    return {alpha2: alpha3 for alpha3, alpha2 in _alpha2_codes() if alpha2}


def with_family(codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes with those of the body that each belongs to: ("WFP",) gives ("WFP", "UN")."""
    families = _lexicon("organisations")["families"]
    found = tuple(codes)
    return found + tuple(parent for parent, members in families.items() if set(members) & set(found))


def names_outlet(phrase: str) -> bool:
    """Tell whether a phrase ends in the name of an outlet called after a place: "the Washington Post"."""
    words = phrase.split()
    return bool(words) and words[-1] in _outlet_words() and len(words) > 1


def _mentions(text: str, start: int, end: int) -> Iterator[Mention]:
    forms = _forms_by_first_word()
    at = start
    for word in _FIRST.finditer(text, start, end):
        if word.start() < at:
            continue
        for form, actor in forms.get(word.group(), ()):
            stop = word.start() + len(form)
            if stop <= end and text.startswith(form, word.start()) and _ends_word(text, form, stop):
                at = stop
                if actor is not None and _is_actor(text, word.start(), stop):
                    yield Mention(
                        word.start(), stop, Actor(text[word.start() : stop].rstrip("-"), actor.codes, actor.kind)
                    )
                break


def _ends_word(text: str, form: str, stop: int) -> bool:
    return form.endswith("-") or stop >= len(text) or not (text[stop].isalnum() or text[stop] == "_")


def _is_actor(text: str, start: int, stop: int) -> bool:
    """Whether a form stands for its actor here, and is no part of an outlet's, a person's or another longer name."""
    if _SKIPPED_TAIL.match(text, stop) or _SKIPPED_HEAD.search(text[max(0, start - 6) : start]):
        return False
    if _outlet().match(text, stop) or _LONGER_NAME.search(text[max(0, start - 20) : start]):
        return False
    return text[start:stop] not in _names_of_people() or not _is_persons_name(text, start, stop)


def _is_persons_name(text: str, start: int, stop: int) -> bool:
    """Whether a name such as Jordan or Chad stands beside another name: "Jordan Bates", "Michael Jordan"."""
    after = re.match(r" ([A-Z][a-z’'-]+)", text[stop : stop + 24])
    if after and after.group(1) not in _words_beside_places() and not _forms_by_first_word().get(after.group(1)):
        return True
    before = re.search(r"(?:^|[^.!?\w] )([A-Z][a-z]+) $", text[max(0, start - 24) : start])
    if before is None or start - len(before.group(1)) < 2:
        return False
    return before.group(1) not in _words_beside_places() and not _forms_by_first_word().get(before.group(1))


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(_lexicon("places")["outlets"]["words"])


@cache
def _outlet() -> re.Pattern[str]:
    words = sorted(_outlet_words(), key=len, reverse=True)
    return re.compile(
        rf"(?:’s|'s)?\s+{_OUTLET_REST}(?:{'|'.join(map(re.escape, words))})\b(?!\s+(?:Office|Secretary|Corps))"
    )


@cache
def _names_of_people() -> frozenset[str]:
    return frozenset(_lexicon("places")["names_of_people"]["words"])


@cache
def _words_beside_places() -> frozenset[str]:
    """Capitalised words that stand next to a country's name without making it a person's."""
    return frozenset(_lexicon("places")["beside_names"]["words"])


@cache
def _forms_by_first_word() -> dict[str, tuple[tuple[str, Actor | None], ...]]:
    """Index all surface forms by their first word, longest form first; None marks a name that is no actor."""
    index: dict[str, dict[str, Actor | None]] = {}
    for form, actor in _forms():
        for spelling in {form, form.replace("’", "'"), form.replace("'", "’")}:
            first = _FIRST.match(spelling)
            if first:
                index.setdefault(first.group(), {})[spelling] = actor
    return {first: tuple(sorted(forms.items(), key=lambda f: -len(f[0]))) for first, forms in index.items()}


def _forms() -> Iterator[tuple[str, Actor | None]]:
    """Yield every surface form; a later one overrides an earlier one."""
    places, bodies = _lexicon("places"), _lexicon("organisations")
    ignored = frozenset(places["ignored"]["words"])
    for form, actor in _packaged_forms():
        if form not in ignored and form.replace("'", "’") not in ignored:
            yield form, actor
    yield from _listed(places["names"], ActorKind.COUNTRY)
    yield from _listed(places["demonyms"], ActorKind.PEOPLE)
    yield from _listed(places["governments"], ActorKind.GOVERNMENT)
    yield from _listed(bodies["organisations"], ActorKind.ORGANISATION)
    yield from _listed(bodies["armed_groups"], ActorKind.ARMED_GROUP)
    for word in places["compounds"]["words"]:
        yield word, None


def _listed(table: dict[str, list[str]], kind: ActorKind) -> Iterator[tuple[str, Actor]]:
    for code, forms in table.items():
        codes = () if code == "-" else (code,)
        for form in forms:
            yield form, Actor(form, codes, kind)


def _packaged_forms() -> Iterator[tuple[str, Actor]]:
    """Yield names, capitals and demonyms of the countries with an ISO code, as countryinfo and babel have them."""
    for code, names, capital, demonyms in _countries():
        for demonym in demonyms:
            yield demonym, Actor(demonym, (code,), ActorKind.PEOPLE)
        if capital:
            yield capital, Actor(capital, (code,), ActorKind.GOVERNMENT)
        for name in names:
            yield name, Actor(name, (code,), ActorKind.COUNTRY)


@cache
def _countries() -> tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...]:
    """Read (code, names, capital, demonyms) once; dependencies come before sovereign states, which override them."""
    from countryinfo import all_countries  # reads a file a country: only when first needed

    dependent = frozenset(_lexicon("places")["dependent"]["codes"])
    rows = {}
    for country in all_countries():
        facts = country.info()
        code = (facts.get("ISO") or {}).get("alpha3")
        if code and code not in rows:
            rows[code] = _row(facts, code)
    return tuple(sorted(rows.values(), key=lambda row: (row[0] not in dependent, len(row[3]))))


def _row(facts: Mapping[str, object], code: str) -> tuple[str, tuple[str, ...], str, tuple[str, ...]]:
    spellings = facts.get("altSpellings")
    alternatives = [s for s in spellings if _is_name(s)] if isinstance(spellings, list) else []
    names = dict.fromkeys([str(facts["name"]), _territories().get(_alpha2(facts), ""), *alternatives])
    capital = facts.get("capital")
    return code, tuple(filter(None, map(_plain, names))), capital if isinstance(capital, str) else "", _demonyms(facts)


def _is_name(spelling: str) -> bool:
    return len(spelling) > _ACRONYM_CHARS and not spelling.isupper() and "," not in spelling and spelling[0].isupper()


def _plain(name: str) -> str:
    name = name.split(" (")[0].replace(" & ", " and ").removeprefix("The ").strip()
    return "" if "," in name else name


def _alpha2(facts: Mapping[str, object]) -> str:
    iso = facts.get("ISO")
    return str(iso.get("alpha2", "")) if isinstance(iso, dict) else ""


def _demonyms(facts: Mapping[str, object]) -> tuple[str, ...]:
    """Return the package's demonym with its plural, where it makes one with -s."""
    words = [
        w.strip() for w in re.split(r"[,/]| and ", str(facts.get("demonym") or "")) if w.strip() not in {"", "None"}
    ]
    return tuple(dict.fromkeys([*words, *(f"{w}s" for w in words if not re.search(r"(?:[sxz]|ch|sh|ese)$", w))]))


@cache
def _territories() -> dict[str, str]:
    from babel import Locale  # loads CLDR's English names: only when first needed

    return dict(Locale("en").territories)


@cache
def _display_names() -> dict[str, str]:
    names = {code: names[-1 if len(names) == 1 else 0] for code, names, _, _ in _countries()}
    for country, alpha2 in _alpha2_codes():
        names[country] = _plain(_territories().get(alpha2, names.get(country, country))) or country
    names |= {code: forms[0] for code, forms in _lexicon("organisations")["organisations"].items()}
    return names | {code: name for code, (name, *_) in _lexicon("places")["short_names"].items()}


def _alpha2_codes() -> Iterable[tuple[str, str]]:
    from countryinfo import all_countries  # as above

    for country in all_countries():
        facts = country.info()
        code = (facts.get("ISO") or {}).get("alpha3")
        if code:
            yield code, _alpha2(facts)


@cache
def _lexicon(name: str) -> dict[str, dict[str, list[str]]]:
    source = resources.files("summarizer").joinpath("lexicons", f"{name}.toml")
    return tomllib.loads(source.read_text("utf-8"))
