"""Noun phrases over words: where one ends, starts, and what name belongs to it. Knows no verbs' subjects."""

from summarizer.quotes.clauses import Word
from summarizer.quotes.grammar import (
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NAME_PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    SUBORDINATORS,
    TIMES,
    WEEKDAYS,
    is_adverb,
    is_finite,
    is_predicate,
)

Phrase = tuple[int, int]  # words[start:end]

PAUSES = frozenset(",;:—–-()") | {"--"}
MAX_PHRASE_WORDS = 14
MAX_WORDS = 60  # a phrase does not look farther than this
_MONTHS = frozenset(["march", "may", "august", "april", "june"])


def phrase_ending(words: tuple[Word, ...], low: int, last: int) -> Phrase:
    """Return the noun phrase that ends with `words[last]`, with what hangs on it ("a spokesman for Trump")."""
    start = last
    while start > low and not _stops(words, start - 1):
        start -= 1
    if words[start].key in CONJUNCTIONS:
        start += 1
    if words[start].key in PREPOSITIONS | SUBORDINATORS and start < last:
        start = _after_fronted(words, start, last)
    start = _after_verb(words, start, last)
    while (
        start < last and words[start].key in CONJUNCTIONS | TIMES | {"saying"} and words[start].key not in DETERMINERS
    ):
        start += 1
    return start, last + 1


def phrase_starting(words: tuple[Word, ...], at: int, high: int) -> Phrase | None:
    """Return the noun phrase that starts at `words[at]`: what follows an inverted cue ("said Jonas Feld, …")."""
    high = min(high, at + MAX_WORDS)
    while at < high and words[at].text in (",", ":"):
        at += 1
    if at >= high or not words[at].is_word or words[at].key in CONJUNCTIONS | PREPOSITIONS | SUBORDINATORS:
        return None
    if words[at].key in PRONOUNS:
        return at, at + 1
    end = at
    while (
        end < high
        and words[end].is_word
        and words[end].key not in AUXILIARIES | SUBORDINATORS | RELATIVE | {"on", "during", "after", "when"}
    ):
        if words[end].key in CONJUNCTIONS and not (end + 1 < high and words[end + 1].is_capital):
            break
        if end > at + 1 and words[end].key in TIMES and words[end].key not in _MONTHS:
            break
        if end > at and words[end].key in {"in", "to", "at"} and words[end - 1].is_capital:
            break
        end += 1
    if end == at:
        return None
    comma = next((n for n in range(end + 1, min(high, end + 6)) if words[n].text in (",", ".")), -1)
    owned = words[at].key in ARTICLES or words[at].is_possessive
    extends = comma > 0 and (owned or not words[end - 1].is_capital)
    return at, (with_name(words, end, comma) if extends else end)


def phrase_end(words: tuple[Word, ...], at: int, high: int) -> int:
    """Return where the noun phrase ends that starts at `words[at]`, before its verb."""
    if words[at].key in PRONOUNS:
        return at + 1
    end = at
    while end < min(high, at + MAX_PHRASE_WORDS) and not _ends_phrase(words, at, end, high):
        end += 1
    return end


def with_name(words: tuple[Word, ...], end: int, comma: int) -> int:
    """Extend "the top diplomat" over ", Zhou Wenbin" or ", the sociologist Zhou Wenbin" between the pauses."""
    if end >= comma or words[end].text not in (",", "--", "—", "–"):
        return end
    stop = first = end + 1
    if stop < comma and words[stop].key == "the":
        stop += 1
        while stop < min(comma, first + 3) and words[stop].text.islower() and words[stop].key not in PREPOSITIONS:
            stop += 1
        if stop >= comma or not words[stop].is_capital:
            stop = first
    while stop < comma and (words[stop].is_capital or words[stop].key in NAME_PARTICLES):
        stop += 1
    named = stop == comma > end + 1 or (stop > end + 2 and words[stop].text in PAUSES and words[end - 1].text.islower())
    return stop if named else end


def _after_verb(words: tuple[Word, ...], start: int, last: int) -> int:
    """Leave out a verb or an adverb at the start: "stars | an actor"."""
    lower = words[start].text.islower() and words[start].key not in DETERMINERS | PRONOUNS
    if lower and start < last and words[start + 1].key in ARTICLES:
        return start + 1
    if lower and is_adverb(words[start].key) and words[start + 1 : last + 1]:
        return _after_verb(words, start + 1, last)
    return start


def _stops(words: tuple[Word, ...], at: int) -> bool:
    word = words[at]
    if not word.is_word or word.key in AUXILIARIES or word.key in SUBORDINATORS or word.key in RELATIVE:
        return True
    if word.key in CONJUNCTIONS:
        return not (word.key == "and" and at > 0 and words[at - 1].is_capital and words[at + 1].is_capital)
    return is_finite(words, at)


def _after_fronted(words: tuple[Word, ...], start: int, last: int) -> int:
    """ "In Washington the president": the last place where a new phrase starts."""
    at = last
    while at > start + 1 and words[at - 1].is_capital:
        at -= 1
    for place in range(last, start, -1):
        if words[place].key in DETERMINERS or words[place].key in PRONOUNS:
            return place
    return at if words[at].is_capital else start + 1


def _ends_phrase(words: tuple[Word, ...], at: int, end: int, high: int) -> bool:
    word = words[end]
    if not word.is_word or word.key in AUXILIARIES | SUBORDINATORS:
        return True
    if word.key in CONJUNCTIONS:
        return not (end + 1 < high and words[end + 1].is_capital and words[end - 1].is_capital)
    if end == at:
        return False
    dated = word.key in WEEKDAYS or (word.key == "on" and end + 1 < high and words[end + 1].key in WEEKDAYS)
    return dated or word.key in RELATIVE or (word.text.islower() and is_predicate(words, end))
