"""Attributions that lead to their passage: "Biden said that “…”", "calling it “…”", "Biden: “…”"."""

from summarizer.quotes.clauses import Word
from summarizer.quotes.cues import cues
from summarizer.quotes.grammar import (
    CONJUNCTIONS,
    PREPOSITIONS,
    RELATIVE,
    TIMES,
    is_finite,
    skip_adverbs,
)
from summarizer.quotes.licence import MAX_BACK, NEAR, PAUSES, Attribution, is_verb, is_weak, is_woven, made
from summarizer.quotes.subjects import Phrase, main_subject, phrase_ending, phrase_starting, subject_of

# fmt: off
_TRANSITIVE = frozenset((
    "told", "tells", "asked", "asks", "informed", "urged", "urges", "reminded", "assured", "thanked", "greeted",
    "warned", "warns", "advised", "emailed", "quoted", "quotes", "cited", "cites", "texted", "questioned",
    "interrupted", "invited",
))
# fmt: on


def before(
    words: tuple[Word, ...], low: int, place: int, previous: Attribution | None
) -> tuple[Attribution | None, Attribution | None]:
    """ "Biden said (that): “…”", "calling it “…”": the nearest cue to the left; and a weak one ("wants “…”")."""
    crossed = second = False
    weak: Attribution | None = None
    for verb in range(place - 1, max(low, place - MAX_BACK) - 1, -1):
        word = words[verb]
        crossed = crossed or word.is_quote
        if not word.is_word or (not word.text.islower() and verb > 0):
            continue
        second = second or (word.key == "that" and words[verb - 1].key in CONJUNCTIONS)
        if second and not any(after.key == "that" for after in words[verb + 1 : verb + 6]):
            continue  # "said that …, and that …": the verb of the first "that" governs
        hit = _cue(words, low, verb, place, previous=previous, crossed=crossed)
        if hit is not None:
            return hit, weak
        if weak is None and not crossed and is_weak(words, verb):
            subject = subject_of(words, low, verb)
            weak = made(words, subject, verb, adjacent=place - verb <= NEAR) if subject else None
    if previous is not None and (weak is None or previous.at >= words[place].start - 1):
        return Attribution(previous.start, previous.end, previous.cue, adjacent=False, at=previous.at), weak
    return None, weak


def _cue(
    words: tuple[Word, ...], low: int, verb: int, place: int, *, previous: Attribution | None, crossed: bool
) -> Attribution | None:
    """Return the attribution that the word at `verb` makes, if it is a cue for the passage at `place`."""
    key, lexicon = words[verb].key, cues()
    adjacent = place - verb <= NEAR and not crossed
    if key in lexicon.gerunds | lexicon.woven_gerunds and _is_participle(words, verb):
        return _of_gerund(words, low, verb, previous, adjacent=adjacent)
    if verb + 1 < place and (
        (key == "according" and words[verb + 1].key == "to") or (key in lexicon.finite and words[verb + 1].key == "by")
    ):
        subject = phrase_starting(words, verb + 2, place)
        return made(words, subject, verb, adjacent=adjacent) if subject else None
    if not (is_verb(words, verb) or is_woven(words, verb)) or _in_closed_relative(words, low, verb, place):
        return None
    if key in lexicon.weak and words[verb + 1].is_word and words[verb + 1].key != "that":
        return None
    if crossed and previous is not None and previous.at >= words[verb].start:
        return Attribution(previous.start, previous.end, previous.cue, adjacent=adjacent, at=previous.at)
    subject = _inverted_before(words, verb, place) or subject_of(words, low, verb)
    if subject is None or words[subject[0]].is_quote:
        return None
    return made(words, subject, verb, adjacent=adjacent)


def announced(words: tuple[Word, ...], low: int, place: int) -> Attribution | None:
    """ "Trump: “…”" and "He shared his doubts, “…”": a pause introduces the passage, without a cue."""
    if place - 1 <= low or words[place - 1].text not in (":", ",", "—", "–", "--"):
        return None
    if words[place - 1].text == ":" and words[place - 2].is_capital:
        name = phrase_ending(words, max(low, place - 12), place - 2)
        if name[0] == low or not words[name[0] - 1].is_word:
            return made(words, name, place - 1, adjacent=True)
    subject = main_subject(words, max(low, place - MAX_BACK), place - 1)
    return made(words, subject, place - 1, adjacent=True) if subject else None


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
    if not (0 < verb < place - 1) or words[verb - 1].text != "," or words[verb].key in _TRANSITIVE:
        return None
    following = words[verb + 1]
    if following.key in TIMES or (words[verb].key, following.key) in cues().particles:
        return None
    subject = phrase_starting(words, verb + 1, place)
    if subject is None:
        return None
    relative = words[subject[1]].key == "who"
    pause = relative or words[subject[1]].text in PAUSES | {":"}
    named = relative or words[subject[0]].is_capital or subject[1] == place - 1
    return subject if pause and named else None


def _of_gerund(
    words: tuple[Word, ...], low: int, verb: int, previous: Attribution | None, *, adjacent: bool
) -> Attribution | None:
    """ "…, adding that “…”": the subject of the clause that the participle hangs on."""
    if verb - low > 2 and words[verb - 1].key == "as" and words[verb - 2].is_word and not is_finite(words, verb - 2):
        return made(words, phrase_ending(words, low, verb - 2), verb, adjacent=adjacent)  # "quoted Wang as saying"
    if verb - low > 2 and words[verb - 1].text == "," and is_verb(words, verb - 2):  # "…, Biden said, adding"
        subject = subject_of(words, low, verb - 2)
        return made(words, subject, verb, adjacent=adjacent) if subject else None
    if words[low].is_word and verb - low <= MAX_BACK and (previous is None or previous.at < words[low].start):
        subject = main_subject(words, low, verb)
        if subject is not None and words[verb - 1].text == ",":
            return made(words, subject, verb, adjacent=adjacent)
    for at in range(verb - 1, max(low, verb - MAX_BACK) - 1, -1):
        if words[at].is_word and (is_verb(words, at) or is_woven(words, at)):
            subject = subject_of(words, low, at)
            if subject is not None:
                return made(words, subject, verb, adjacent=adjacent)
    if previous is not None and previous.at < words[verb].start:
        return Attribution(previous.start, previous.end, words[verb].text, adjacent=adjacent, at=words[verb].start)
    subject = main_subject(words, low, verb)
    return made(words, subject, verb, adjacent=adjacent) if subject else None
