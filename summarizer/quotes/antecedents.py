"""Whom a pronoun or a role stands for: a person named earlier, or nobody. Abstains rather than guesses."""

import re
from bisect import bisect_left

from summarizer.actors import codes_of
from summarizer.names import titles
from summarizer.quotes.cast import Cast, is_hidden, named_before
from summarizer.quotes.clauses import Word
from summarizer.quotes.grammar import AUXILIARIES, PREPOSITIONS, RELATIVE, is_predicate

GENDERS = {"he": "m", "she": "f", "him": "m", "her": "f"}
SENTENCES_BACK = 12  # that a pronoun may look back over
_PREPOSITION = re.compile(
    r"\s(?:of|for|from|to|by|with|at|in|on|who|whose|near|behind|against|about|that|which)\s|[,(\[;:–—]"
)
_RECENT = 12  # speakers
_GENERIC = frozenset(["diplomat", "official", "politician", "lawmaker", "republican", "democrat", "conservative"])
_ANSWERS = frozenset(["shot", "fired", "replied", "retorted", "countered", "answered"])
_ASKED = frozenset(["asked", "pressed", "questioned"])
MAX_ROLE_WORDS = 5


def head_noun(phrase: str) -> str:
    """Return the noun that heads a phrase: "spokesman" of "a spokesman for the army"; as written."""
    cut = _PREPOSITION.search(phrase)
    words = (phrase[: cut.start()] if cut else phrase).split()
    return words[-1] if words else ""


def bearer_of_role(cast: Cast, start: int, key: str) -> int | None:
    """Find the bearer of "the president": who of those with that word in their title spoke or was named last."""
    words, head = key.split(), head_noun(key)
    if not 0 < len(words) <= MAX_ROLE_WORDS or words[0] not in ("the", "his", "her", "its"):
        return None
    if head not in titles().roles | _GENERIC:
        return None
    wanted = codes_of(cast.text[start : start + len(key)])
    places = (*cast.spoken[-_RECENT:], *named_before(cast, start))
    bearers = [place for place in places if _bears(cast, place, head, wanted, start)]
    return max(bearers)[1] if bearers else _introduced(cast, start, head, wanted)


def bearer_of_pronoun(cast: Cast, start: int, pronoun: str, *, cue: str, first: int, last: int) -> int | None:
    """Return who "he" or "she" at `start` is, looking back over the sentences `first` to `last`, the nearest first.

    0 is the pronoun's own sentence. "He shot back" answers somebody else than the last speaker.
    """
    gender, here = GENDERS[pronoun], cast.sentence_at(start)
    if first == 0 and cue.split(" ")[0] in _ANSWERS and _is_dialogue(cast, here):
        index = _other_side(cast, gender)
        if index is not None:
            return index
    for back in range(here - first, max(-1, here - last - 1), -1):
        high = start if back == here else _before_pronoun(cast.words[back], cast.sentences[back + 1], pronoun)
        index = _first_fitting(cast, cast.sentences[back], high, gender)
        if index is not None:
            return index
    return None


def _bears(cast: Cast, place: tuple[int, int], head: str, wanted: tuple[str, ...], start: int) -> bool:
    person = cast.people[place[1]]
    fits = not wanted or not person.codes or wanted[0] in person.codes
    return place[0] < start and fits and head in person.title.lower().split()


def _introduced(cast: Cast, start: int, head: str, wanted: tuple[str, ...]) -> int | None:
    """Return the only person of the sentence before: "the diplomat" for one whose title says it otherwise."""
    before = cast.sentence_at(start) - 1
    if before < 0 or any(word.is_quote for word in cast.words[before]):
        return None
    places = [owner for owner in named_before(cast, start) if owner[0] >= cast.sentences[before]]
    if len({index for _, index in places}) != 1 or not all(_acts(cast, before, place) for place, _ in places):
        return None
    person = cast.people[places[0][1]]
    fits = not wanted or not person.codes or wanted[0] in person.codes
    return places[0][1] if fits and (head in _GENERIC or not person.title) else None


def _acts(cast: Cast, sentence: int, place: int) -> bool:
    """Tell whether a name heads its phrase: no owner, no modifier ("an Obama administration official")."""
    end = cast.owners[bisect_left(cast.starts, place)][1]
    words = cast.words[sentence]
    at = next((n for n, word in enumerate(words) if word.start >= end), len(words))
    if at == len(words) or not words[at].is_word:
        return at == len(words) or not cast.text.startswith(("’", "'"), end)
    return words[at].key in AUXILIARIES | RELATIVE | PREPOSITIONS or is_predicate(words, at)


def _is_dialogue(cast: Cast, sentence: int) -> bool:
    """Tell whether a reply answers speech: not "Asked if …, he replied", not "Ito did not laugh. “…,” he replied"."""
    asked = cast.words[sentence][0].key in _ASKED
    return not asked and (sentence == 0 or any(word.is_quote for word in cast.words[sentence - 1]))


def _before_pronoun(words: tuple[Word, ...], high: int, pronoun: str) -> int:
    """Return where the same pronoun stands in a sentence: names behind it are its objects."""
    return next((word.start for word in words if word.key == pronoun), high)


def _other_side(cast: Cast, gender: str) -> int | None:
    """Return who spoke before the last speaker: "he shot back" answers somebody else."""
    recent = [index for _, index in cast.spoken[-_RECENT:]]
    if len(recent) < 2:
        return None
    for index in reversed(recent[:-1]):
        if index != recent[-1]:
            return index if cast.people[index].gender in ("", gender) else None
    return None


def _first_fitting(cast: Cast, low: int, high: int, gender: str) -> int | None:
    """Return the first person named in `low:high` outside marks who can be "he" or "she"."""
    found = [
        (begin, index)
        for begin, stop, index in cast.owners[bisect_left(cast.starts, low) : bisect_left(cast.starts, high)]
        if not is_hidden(cast, begin) and not cast.text.startswith(("’s", "'s"), stop)
    ]
    found += [(place, index) for place, index in cast.spoken[-_RECENT:] if low <= place <= high]
    fitting = [index for _, index in sorted(found) if cast.people[index].gender in ("", gender)]
    if fitting and not cast.people[fitting[0]].gender and not cast.people[fitting[0]].title:
        return next((index for index in fitting if cast.people[index].gender), fitting[0])
    return fitting[0] if fitting else None
