"""Whose verb it is: the noun phrase that is the subject of a cue, found over words without a parser."""

from summarizer.quotes.clauses import Word
from summarizer.quotes.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    LATER,
    NAME_PARTICLES,
    NEARLY,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    SUBORDINATORS,
    TIMES,
    WEEKDAYS,
    is_adverb,
    is_finite,
    is_predicate,
    skip_adverbs,
)

Phrase = tuple[int, int]  # words[start:end]  # words[start:end]

_PAUSES = frozenset(",;:—–-()") | {"--"}
MAX_PHRASE_WORDS = 14
MAX_WORDS = 60  # a subject farther away than this is none  # a subject farther away than this is none


def subject_of(words: tuple[Word, ...], low: int, verb: int) -> Phrase | None:
    """Return the subject of the finite verb at `verb`, looking left, not beyond `low`."""
    low = max(low, verb - MAX_WORDS)
    at = skip_adverbs(words, low, verb - 1)
    if at < low:
        return None
    word = words[at]
    if word.key in PRONOUNS and word.is_word:
        return at, at + 1
    if word.key in RELATIVE:
        return _antecedent(words, low, at)
    if word.text == ")":
        opening = next((n for n in range(at - 1, low, -1) if words[n].text == "("), low)
        return phrase_ending(words, low, opening - 1) if opening > low and words[opening - 1].is_word else None
    if word.text in (",", "—", "–", "--"):
        return _before_apposition(words, low, at)
    if word.is_quote or word.key in CONJUNCTIONS or word.text in _PAUSES:
        return main_subject(words, low, at)
    if word.is_word and word.key not in PREPOSITIONS | AUXILIARIES:
        return phrase_ending(words, low, at)
    return main_subject(words, low, at)


def _antecedent(words: tuple[Word, ...], low: int, at: int) -> Phrase | None:
    """Return what "who" or "which" stands for: the phrase that ends right before it."""
    at -= 1
    while at >= low and words[at].text in (",", "—", "–", "--", ")"):
        at = next((n for n in range(at, low, -1) if words[n].text == "("), low) - 1 if words[at].text == ")" else at - 1
    while at >= low and (words[at].is_quote or not words[at].is_word):
        at -= 1
    return phrase_ending(words, low, at) if at >= low else None


def _before_apposition(words: tuple[Word, ...], low: int, comma: int) -> Phrase | None:
    """ "Mook, the campaign manager, said": the phrase that opens the clause before the comma pair."""
    while low < comma and words[low].key in SUBORDINATORS | CONJUNCTIONS and words[low + 1].text != ",":
        low += 1
    found = main_subject(words, low, comma)
    if found is not None:
        return found[0], _with_name(words, found[1], comma)
    at = comma - 1
    return phrase_ending(words, low, at) if at >= low and words[at].is_word else None


def _with_name(words: tuple[Word, ...], end: int, comma: int) -> int:
    """Extend "the top diplomat" over ", Zhou Wenbin" where a name stands between the pauses."""
    if end >= comma or words[end].text not in (",", "--", "—", "–"):
        return end
    stop = end + 1
    while stop < comma and (words[stop].is_capital or words[stop].key in NAME_PARTICLES):
        stop += 1
    named = stop == comma > end + 1 or (
        stop > end + 2 and words[stop].text in _PAUSES and words[end - 1].text.islower()
    )
    return stop if named else end


def phrase_ending(words: tuple[Word, ...], low: int, last: int) -> Phrase:
    """Return the noun phrase that ends with `words[last]`, with what hangs on it ("a spokesman for Trump")."""
    start = last
    while start > low and not _stops(words, start - 1):
        start -= 1
    if words[start].key in CONJUNCTIONS:
        start += 1
    if words[start].key in PREPOSITIONS | SUBORDINATORS and start < last:
        start = _after_fronted(words, start, last)
    while (
        start < last and words[start].key in CONJUNCTIONS | TIMES | {"saying"} and words[start].key not in DETERMINERS
    ):
        start += 1
    return start, last + 1


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


def main_subject(words: tuple[Word, ...], low: int, high: int) -> Phrase | None:
    """Return the first noun phrase of the clause that starts at `low`, after fronted adverbials."""
    at = _after_dateline(words, low, high)
    while at < high:
        word = words[at]
        if word.is_quote or not word.is_word or word.key in CONJUNCTIONS or word.key == "however":
            at += 1
        elif (word.key.rstrip(".").isdigit() and at > low and words[at - 1].text == ",") or (
            word.text.endswith(".") and at + 1 < high and words[at + 1].text == ","
        ):
            at += 1  # "Dec. 8, 2016," and "San Bernardino, Calif.,"
        elif (
            word.key in NEARLY
            and at + 1 < high
            and (words[at + 1].key in SUBORDINATORS | PREPOSITIONS or is_adverb(words[at + 1].key))
        ):
            at += 1
        elif _is_fronted(words, at):
            comma = next((n for n in range(at, high) if words[n].text == ","), -1)
            if comma < 0:
                return None
            at = comma + 1
        else:
            break
    if at >= high:
        return None
    end = _phrase_end(words, at, high)
    return (at, _with_name(words, end, high)) if end > at else None


def _after_dateline(words: tuple[Word, ...], low: int, high: int) -> int:
    """Skip "WASHINGTON, Dec. 8 (UPI) —" at the start."""
    if low < high and len(words[low].text) > 3 and words[low].text.isupper():
        dash = next((n for n in range(low, min(high, low + 14)) if words[n].text in ("—", "–", "--", "-")), -1)
        return dash + 1 if dash >= 0 else low
    return low


def _is_fronted(words: tuple[Word, ...], at: int) -> bool:
    key = words[at].key
    comma = next((n for n in range(at + 1, min(len(words), at + 6)) if words[n].text == ","), -1)
    if comma > 0 and words[comma - 1].key in LATER:
        return True
    if key in DETERMINERS and key not in {"this", "last"}:
        return False
    opener = key in PREPOSITIONS or key in SUBORDINATORS or key in TIMES or is_adverb(key)
    participle = (
        key.endswith(("ing", "ed"))
        and len(key) > 4
        and not (at + 1 < len(words) and words[at + 1].is_capital and words[at].is_capital)
    )
    return (opener and not (words[at].is_possessive)) or participle


def _phrase_end(words: tuple[Word, ...], at: int, high: int) -> int:
    if words[at].key in PRONOUNS:
        return at + 1
    end = at
    while end < min(high, at + MAX_PHRASE_WORDS) and not _ends_phrase(words, at, end, high):
        end += 1
    return end


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


def subject_between(words: tuple[Word, ...], at: int, verb: int) -> Phrase | None:
    """Return the subject of a frame that opens at `words[at]`, its verb at `verb` ("…,” Mook, who is 36, said")."""
    subject = subject_of(words, at, verb)
    if (
        subject is not None
        and subject[0] > at
        and words[at].key not in PREPOSITIONS | SUBORDINATORS | TIMES
        and words[at].is_word
    ):
        end = _phrase_end(words, at, verb)
        return (at, _with_name(words, end, verb - 1)) if end > at else subject
    return subject


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
        if end > at and words[end].key in TIMES and words[end].key not in {"march", "may", "august", "april", "june"}:
            break
        if end > at and words[end].key in {"in", "to", "at"} and words[end - 1].is_capital:
            break
        end += 1
    if end == at:
        return None
    comma = next((n for n in range(end + 1, min(high, end + 6)) if words[n].text in (",", ".")), -1)
    return at, (_with_name(words, end, comma) if comma > 0 and not words[end - 1].is_capital else end)
