"""Attributions that follow their passage: "…,” Biden said", "said Biden", "… for the country, Biden said"."""

from summarizer.quotes.clauses import Word, key_after
from summarizer.quotes.cues import cues
from summarizer.quotes.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    NEARLY,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATORS,
    skip_adverbs,
)
from summarizer.quotes.licence import DASHES, MAX_BACK, PAUSES, Attribution, is_verb, made
from summarizer.quotes.phrases import Phrase, phrase_starting
from summarizer.quotes.subjects import subject_between, subject_of


def after(words: tuple[Word, ...], place: int, high: int) -> Attribution | None:
    """ "…,” Biden said / said Biden / according to Biden"."""
    at = place + 1
    while at < high and words[at].text in PAUSES:
        at += 1
    if at >= high or not words[at].is_word:
        return None
    inverted = _inverted(words, at, high) or _signed(words, place, at, high)
    if inverted is not None:
        return inverted
    if words[at].key in CONJUNCTIONS | PREPOSITIONS | RELATIVE | SUBORDINATORS - {"that"}:
        if words[at].key != "as":
            return None
        at += 1
    if at < high and words[at].key in NEARLY:
        return None
    for verb in range(at + 1, min(high, at + 45)):
        if words[verb].text in (";", ":"):
            break
        if is_verb(words, verb) and not _inside_relative(words, at, verb):
            if words[at].key in AUXILIARIES or words[verb - 1].key in CONJUNCTIONS:
                return None
            quoted = _quoted(words, verb, high)
            if quoted is not None:
                return made(words, quoted, verb, adjacent=True)
            subject = subject_between(words, at, verb)
            return made(words, subject, verb, adjacent=True) if subject is not None and subject[0] <= at + 3 else None
    return _short_frame(words, at, high)


def at_end(words: tuple[Word, ...], place: int) -> Attribution | None:
    """ "It was “a mistake” for the country, Trump said.": a frame after a comma, at the sentence's end."""
    for verb in range(place + 1, min(len(words), place + MAX_BACK)):
        if not is_verb(words, verb):
            continue
        if words[verb - 1].text in PAUSES:
            subject = phrase_starting(words, verb + 1, len(words))
        else:
            comma = next((n for n in range(verb - 1, place, -1) if words[n].text == ","), -1)
            subject = subject_of(words, comma + 1 if comma > 0 else place + 1, verb)
        if subject is not None:
            return made(words, subject, verb, adjacent=False)
    return None


def _quoted(words: tuple[Word, ...], verb: int, high: int) -> Phrase | None:
    """ "…,” the site quoted him as saying": who was quoted, not who quotes."""
    if words[verb].key not in {"quoted", "quotes", "cited", "cites"}:
        return None
    end = next((n for n in range(verb + 2, min(high, verb + 8)) if words[n].key == "as"), -1)
    return (verb + 1, end) if end > 0 else None


def _signed(words: tuple[Word, ...], place: int, at: int, high: int) -> Attribution | None:
    """ "“…” — Steve Quinlan": a dash and a name that ends the line."""
    if words[at - 1].text not in DASHES or not words[at].is_capital or high < len(words):
        return None
    end = at
    while end < high and words[end].is_capital:
        end += 1
    ends = all(not word.is_word for word in words[end:])
    described = place == 0 and end < high and (words[end].text == "," or words[end].key == "of")
    if not ends and (not described or any(is_verb(words, n) or words[n].key in AUXILIARIES for n in range(end, high))):
        return None
    return made(words, (at, end), at - 1, adjacent=True)


def _inside_relative(words: tuple[Word, ...], at: int, verb: int) -> bool:
    before = skip_adverbs(words, at, verb - 1)
    return before >= at and words[before].key in RELATIVE and before > at


def _short_frame(words: tuple[Word, ...], at: int, high: int) -> Attribution | None:
    """ "“…,” Trump seethed.": any past verb that closes a short frame."""
    for verb in range(at + 1, min(high, at + 7)):
        word = words[verb]
        if not word.is_word:
            return None
        if word.text.islower() and word.key.endswith("ed") and (verb + 1 >= len(words) or not words[verb + 1].is_word):
            subject = subject_of(words, at, verb)
            return made(words, subject, verb, adjacent=True) if subject else None
    return None


def _inverted(words: tuple[Word, ...], at: int, high: int) -> Attribution | None:
    while at + 1 < high and words[at].key in {"also", "then", "so", "thus", "as"}:
        at += 1
    key = words[at].key
    if key == "according" and at + 1 < high and words[at + 1].key == "to":
        subject = phrase_starting(words, at + 2, high)
        return made(words, subject, at, adjacent=True) if subject else None
    if not cues().speech.is_finite(key, key_after(words, at)) or not words[at].text.islower():
        return None
    after = at + 1
    if after < high and (words[at].key, words[after].key) in cues().pairs:
        after += 1
    subject = phrase_starting(words, after, high)
    return made(words, subject, at, adjacent=True) if subject else None
