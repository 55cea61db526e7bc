"""Which cue licenses each passage, and which words are its subject. Knows no people."""

from dataclasses import dataclass

from summarizer.quotes.clauses import Sentence, Word
from summarizer.quotes.cues import cues
from summarizer.quotes.subjects import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    MODALS,
    NEARLY,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATORS,
    TIMES,
    Phrase,
    is_finite,
    main_subject,
    phrase_ending,
    phrase_starting,
    skip_adverbs,
    subject_between,
    subject_of,
)

_DASHES = frozenset(["—", "–", "-", "--", "―"])
_PAUSES = _DASHES | frozenset([",", ";", "…", ")"])
MAX_BACK = 80  # words: a cue farther to the left licenses nothing
_TRANSITIVE = frozenset(
    ["told", "tells", "asked", "asks", "informed", "urged", "urges", "reminded", "assured", "thanked", "greeted", "warned", "warns", "advised", "emailed", "quoted", "quotes", "cited", "cites", "texted", "questioned", "interrupted", "invited"]
)
_NEAR = 14  # words between a cue and its passage that still count as next to it


@dataclass(frozen=True, slots=True)
class Attribution:
    """A passage's licence. `start:end` are the characters of the subject, empty where only a cue was found."""

    start: int
    end: int
    cue: str
    adjacent: bool
    at: int  # character where the cue stands


def attributions(text: str, sentence: Sentence, passage_ends: dict[int, str]) -> dict[int, Attribution]:
    """Return the attribution of each passage of a sentence that has one, by the passage's number.

    `passage_ends` has each passage's last character: a comma there says that the attribution follows.
    """
    words = sentence.words
    found: dict[int, Attribution] = {}
    places = [n for n, word in enumerate(words) if word.is_quote]
    low = 0
    for n, place in enumerate(places):
        high = places[n + 1] if n + 1 < len(places) else len(words)
        previous = found.get(words[places[n - 1]].passage) if n else None
        hit = _choose(words, low, place, high, passage_ends[words[place].passage], previous)
        if hit is not None:
            found[words[place].passage] = hit
    return found


def _choose(
    words: tuple[Word, ...], low: int, place: int, high: int, last: str, previous: Attribution | None
) -> Attribution | None:
    announced = place > 0 and words[place - 1].text in (",", ":")
    before, weak = _before(words, low, place, previous)
    follows = last in ",?!—–-" or (place + 1 < high and words[place + 1].text in _PAUSES)
    after = _after(words, place, high)
    if before is not None and before.adjacent and announced and last != ",":
        return before
    if after is not None and follows:
        return after
    return before or after or _at_end(words, place) or weak or _announced(words, low, place)


def _after(words: tuple[Word, ...], place: int, high: int) -> Attribution | None:
    """ "…,” Biden said / said Biden / according to Biden"."""
    at = place + 1
    while at < high and words[at].text in _PAUSES:
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
        if _is_verb(words, verb) and not _inside_relative(words, at, verb):
            if words[at].key in AUXILIARIES:
                return None
            subject = subject_between(words, at, verb)
            return _made(words, subject, verb, adjacent=True) if subject is not None and subject[0] <= at + 3 else None
    return _short_frame(words, at, high)


def _signed(words: tuple[Word, ...], place: int, at: int, high: int) -> Attribution | None:
    """ "“…” — Steve Quinlan": a dash and a name that ends the line."""
    if words[at - 1].text not in _DASHES or not words[at].is_capital or high < len(words):
        return None
    end = at
    while end < high and words[end].is_capital:
        end += 1
    return _made(words, (at, end), at - 1, adjacent=True) if all(not word.is_word for word in words[end:]) else None


def _inside_relative(words: tuple[Word, ...], at: int, verb: int) -> bool:
    before = skip_adverbs(words, at, verb - 1)
    return before >= at and words[before].key in RELATIVE and before > at


def _is_verb(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether a verb of saying speaks here for a subject: finite, or after a modal, not passive."""
    if not words[at].is_word:
        return False
    if is_finite(words, at):
        before = at - 1
        while before >= 0 and words[before].key in ADVERBS:
            before -= 1
        return before < 0 or words[before].key not in BE
    return words[at].key in cues().infinitives and at > 0 and words[at - 1].key in MODALS and words[at].text.islower()


def _short_frame(words: tuple[Word, ...], at: int, high: int) -> Attribution | None:
    """ "“…,” Trump seethed.": any past verb that closes a short frame."""
    for verb in range(at + 1, min(high, at + 7)):
        word = words[verb]
        if not word.is_word:
            return None
        if word.text.islower() and word.key.endswith("ed") and (verb + 1 >= len(words) or not words[verb + 1].is_word):
            subject = subject_of(words, at, verb)
            return _made(words, subject, verb, adjacent=True) if subject else None
    return None


def _inverted(words: tuple[Word, ...], at: int, high: int) -> Attribution | None:
    while at + 1 < high and words[at].key in {"also", "then", "so", "thus", "as"}:
        at += 1
    key = words[at].key
    if key == "according" and at + 1 < high and words[at + 1].key == "to":
        subject = phrase_starting(words, at + 2, high)
        return _made(words, subject, at, adjacent=True) if subject else None
    if key not in cues().finite or not words[at].text.islower():
        return None
    after = at + 1
    if after < high and (words[at].key, words[after].key) in cues().particles:
        after += 1
    subject = phrase_starting(words, after, high)
    return _made(words, subject, at, adjacent=True) if subject else None


def _before(
    words: tuple[Word, ...], low: int, place: int, previous: Attribution | None
) -> tuple[Attribution | None, Attribution | None]:
    """ "Biden said (that): “…”", "calling it “…”": the nearest cue to the left; and a weak one ("wants “…”")."""
    crossed = False
    weak: Attribution | None = None
    for verb in range(place - 1, max(low, place - MAX_BACK) - 1, -1):
        word = words[verb]
        crossed = crossed or word.is_quote
        if not word.is_word or (not word.text.islower() and verb > 0):
            continue
        hit = _cue(words, low, verb, place, previous=previous, crossed=crossed)
        if hit is not None:
            return hit, weak
        if weak is None and not crossed and _is_weak(words, verb):
            subject = subject_of(words, low, verb)
            weak = _made(words, subject, verb, adjacent=place - verb <= _NEAR) if subject else None
    if previous is not None and (weak is None or previous.at >= words[place].start - 1):
        return Attribution(previous.start, previous.end, previous.cue, False, previous.at), weak
    return None, weak


def _cue(
    words: tuple[Word, ...], low: int, verb: int, place: int, *, previous: Attribution | None, crossed: bool
) -> Attribution | None:
    """Return the attribution that the word at `verb` makes, if it is a cue for the passage at `place`."""
    key, lexicon = words[verb].key, cues()
    adjacent = place - verb <= _NEAR and not crossed
    if key in lexicon.gerunds | lexicon.woven_gerunds and _is_participle(words, verb):
        return _of_gerund(words, low, verb, previous, adjacent=adjacent)
    if verb + 1 < place and (
        (key == "according" and words[verb + 1].key == "to") or (key in lexicon.finite and words[verb + 1].key == "by")
    ):
        subject = phrase_starting(words, verb + 2, place)
        return _made(words, subject, verb, adjacent=adjacent) if subject else None
    if not (_is_verb(words, verb) or _is_woven(words, verb)) or _in_closed_relative(words, low, verb, place):
        return None
    if crossed and previous is not None and previous.at >= words[verb].start:
        return Attribution(previous.start, previous.end, previous.cue, adjacent, previous.at)
    subject = _inverted_before(words, verb, place) or subject_of(words, low, verb)
    if subject is None or words[subject[0]].is_quote:
        return None
    return _made(words, subject, verb, adjacent=adjacent)


def _announced(words: tuple[Word, ...], low: int, place: int) -> Attribution | None:
    """ "Trump: “…”" and "He shared his doubts, “…”": a pause introduces the passage, without a cue."""
    if place - 1 <= low or words[place - 1].text not in (":", ",", "—", "–", "--"):
        return None
    if words[place - 1].text == ":" and words[place - 2].is_capital:
        name = phrase_ending(words, max(low, place - 12), place - 2)
        if name[0] == low or not words[name[0] - 1].is_word:
            return _made(words, name, place - 1, adjacent=True)
    subject = main_subject(words, max(low, place - MAX_BACK), place - 1)
    return _made(words, subject, place - 1, adjacent=True) if subject else None


def _is_participle(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether an -ing form hangs on a clause ("…, adding"), not on a preposition or an article ("like saying")."""
    return (
        at > 0
        and words[at - 1].key not in PREPOSITIONS - {"by", "in", "into", "upon"}
        and words[at - 1].key not in {"than", "the", "a"}
    )


def _in_closed_relative(words: tuple[Word, ...], low: int, verb: int, place: int) -> bool:
    """Tell whether a verb stands in a clause like ", which started a decade ago," that is over before the passage."""
    before = skip_adverbs(words, low, verb - 1)
    if before <= low or words[before].key not in RELATIVE - {"that"}:
        return False
    return any(words[n].text == "," for n in range(verb + 1, place - 1))


def _inverted_before(words: tuple[Word, ...], verb: int, place: int) -> Phrase | None:
    """ "But, said Solovey, “…”": a pause before the verb, a name behind it."""
    if (
        verb == 0
        or words[verb - 1].text != ","
        or words[verb].key in _TRANSITIVE
        or verb + 1 >= place
        or words[verb + 1].key in TIMES
    ):
        return None
    subject = phrase_starting(words, verb + 1, place)
    if subject is None or words[subject[1]].text not in (",", ":"):
        return None
    return subject if words[subject[0]].is_capital or subject[1] == place - 1 else None


def _is_weak(words: tuple[Word, ...], at: int) -> bool:
    return (
        words[at].key in cues().weak
        and words[at].text.islower()
        and at > 0
        and words[at - 1].key not in PREPOSITIONS | BE
    )


def _is_woven(words: tuple[Word, ...], at: int) -> bool:
    key = words[at].key
    if not words[at].text.islower() or at == 0:
        return False
    before = words[at - 1]
    if key in cues().woven:
        return (
            before.key not in BE
            and before.key not in PREPOSITIONS
            and not before.is_possessive
            and before.key not in {"the", "a", "an"}
        )
    return key in cues().infinitives and before.key in MODALS | {"to"}


def _of_gerund(
    words: tuple[Word, ...], low: int, verb: int, previous: Attribution | None, *, adjacent: bool
) -> Attribution | None:
    """ "…, adding that “…”": the subject of the clause that the participle hangs on."""
    if words[low].is_word and verb - low <= MAX_BACK and (previous is None or previous.at < words[low].start):
        subject = main_subject(words, low, verb)
        if subject is not None and words[verb - 1].text == ",":
            return _made(words, subject, verb, adjacent=adjacent)
    for at in range(verb - 1, max(low, verb - MAX_BACK) - 1, -1):
        if words[at].is_word and (_is_verb(words, at) or _is_woven(words, at)):
            subject = subject_of(words, low, at)
            if subject is not None:
                return _made(words, subject, verb, adjacent=adjacent)
    if previous is not None and previous.at < words[verb].start:
        return Attribution(previous.start, previous.end, words[verb].text, adjacent, words[verb].start)
    subject = main_subject(words, low, verb)
    return _made(words, subject, verb, adjacent=adjacent) if subject else None


def _at_end(words: tuple[Word, ...], place: int) -> Attribution | None:
    """ "It was “a mistake” for the country, Trump said.": a frame after a comma, at the sentence's end."""
    for verb in range(place + 1, min(len(words), place + MAX_BACK)):
        if not _is_verb(words, verb):
            continue
        if words[verb - 1].text in _PAUSES:
            subject = phrase_starting(words, verb + 1, len(words))
        else:
            comma = next((n for n in range(verb - 1, place, -1) if words[n].text == ","), -1)
            subject = subject_of(words, comma + 1 if comma > 0 else place + 1, verb)
        if subject is not None:
            return _made(words, subject, verb, adjacent=False)
    return None


def _made(words: tuple[Word, ...], subject: Phrase, verb: int, *, adjacent: bool) -> Attribution:
    start, end = subject
    cue = words[verb].text
    if verb + 1 < len(words) and (words[verb].key, words[verb + 1].key) in cues().particles:
        cue += " " + words[verb + 1].text
    return Attribution(words[start].start, words[end - 1].end, cue, adjacent, words[verb].start)
