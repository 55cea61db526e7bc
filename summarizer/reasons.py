"""Why an article is foreign policy or is not, in at most a dozen words: countries, terms as written, who speaks.

Says only what the text shows: a country is told where it is named outright, not where its leader is.
"""

from collections import Counter
from collections.abc import Iterable

from summarizer import actors
from summarizer.model import Action, Mention, Speaker
from summarizer.scene import TITLE_COUNTS, Passage, Scene, find_terms

MAX_WORDS = 12
MAX_COUNTRIES = 3
MAX_TERMS = 2
MAX_OFFICE_WORDS = 3
_TELLING = (("diplomacy", "war"), ("bodies",), ("hints",))
_AT_HOME = {
    "politics": "home politics",
    "courts": "courts and crime",
    "life": "life at home",
    "sport": "sport",
}


def kept(scene: Scene, speakers: Iterable[Speaker], crossing: Iterable[Action]) -> str:
    """Say why an article was kept: "Japan, US + tariff, trade minister speaks".

    `crossing` are its acts across borders, in order.
    """
    countries = _most(_countries(scene), MAX_COUNTRIES)
    who = _who_speaks(speakers) or _who_acts(crossing)
    told = ([term for term in _telling(_terms(scene, kinds)) if term not in who] for kinds in _TELLING)
    terms = next((found for found in told if found), [])
    while _length(*countries, *terms, who) > MAX_WORDS and (len(countries) > 1 or terms):
        (countries if len(countries) > 1 else terms).pop()
    rest = ", ".join(part for part in (*terms, who) if part)
    return " + ".join(part for part in (", ".join(countries), rest) if part) or "names places abroad"


def dropped(scene: Scene, mentions: Iterable[Mention]) -> str:
    """Say why an article was dropped: "home politics: senate, ballot; one country only".

    `mentions` are those of the whole body.
    """
    told = {kind: _terms(scene, (kind,)) for kind in _AT_HOME}
    most = max(told, key=lambda kind: told[kind].total())
    terms = _telling(told[most])
    what = f"{_AT_HOME[most]}: {', '.join(terms)}" if terms else "little between states"
    named = Counter(actors.country_name(code) for mention in mentions for code in mention.actor.codes)
    named.update(_countries(scene))
    return f"{what}; {_named(list(_most(named, MAX_TERMS)))}"


def _named(countries: list[str]) -> str:
    if len(countries) > 1:
        return f"names {', '.join(countries)}"
    return "one country only" if countries else "no country named"


def _countries(scene: Scene) -> Counter[str]:
    """Names of the countries and bodies named outright, the title's counted more."""
    found = Counter[str]()
    for passage, times in ((scene.title, TITLE_COUNTS), (scene.opening, 1)):
        for naming in passage.namings:
            if naming.outright:
                found.update({actors.country_name(code): times for code in naming.codes})
    return found


def _terms(scene: Scene, kinds: Iterable[str]) -> Counter[str]:
    """Terms as written, in lower case; those that name a country or body are told as such already."""
    found = Counter[str]()
    for passage, times in ((scene.title, TITLE_COUNTS), (scene.opening, 1)):
        for hit in passage.of(*kinds):
            if not _is_naming(passage, hit.start):
                written = passage.text[hit.start : hit.end].lower().replace("’s", "'s").removesuffix("'s")
                found[written] += times
    return found


def _telling(terms: Counter[str]) -> list[str]:
    """The terms told most, one of a word: "prosecutor, prosecutors" says it twice."""
    kept: list[str] = []
    for term, _ in terms.most_common():
        if len(kept) < MAX_TERMS and not any(term.startswith(one) or one.startswith(term) for one in kept):
            kept.append(term)
    return kept


def _is_naming(passage: Passage, at: int) -> bool:
    return any(naming.outright and naming.start <= at < naming.end for naming in passage.namings)


def _who_speaks(speakers: Iterable[Speaker]) -> str:
    """The first speaker of an office: "trade minister speaks"."""
    for speaker in speakers:
        offices = [speaker.name[hit.start : hit.end] for hit in find_terms(speaker.name) if "offices" in hit.kinds]
        if offices and len(offices[0].split()) <= MAX_OFFICE_WORDS:
            return f"{offices[0].lower()} speaks"
    return ""


def _who_acts(crossing: Iterable[Action]) -> str:
    """The first act across a border: "act of Norway toward Sweden"."""
    for action in crossing:
        if action.actor and action.recipient:
            one, other = (actors.country_name(party.codes[0]) for party in (action.actor, action.recipient))
            return f"act of {one} toward {other}"
    return ""


def _most(counted: Counter[str], count: int) -> list[str]:
    return [name for name, _ in counted.most_common(count)]


def _length(*parts: str) -> int:
    return sum(len(part.split()) for part in parts) + 1  # the plus
