"""Attributions that lead to their passage: "Biden said that “…”", "calling it “…”", "Biden: “…”"."""

from summarizer.quotes.clauses import Word, key_after
from summarizer.quotes.cues import cues
from summarizer.quotes.grammar import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVE,
    TIMES,
    is_finite,
    skip_adverbs,
)
from summarizer.quotes.licence import DASHES, MAX_BACK, NEAR, PAUSES, Attribution, is_verb, is_weak, is_woven, made
from summarizer.quotes.phrases import Phrase, phrase_ending, phrase_starting
from summarizer.quotes.subjects import main_subject, subject_of

MAX_LABEL_WORDS = 12
_NO_ONE = frozenset(["no", "nobody", "none", "neither"])
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
    label = _labelled(words, low, place)
    if label is not None:
        return label, None
    bare = _unlisted(words, low, place)
    if bare is not None:
        return bare, None
    crossed = second = False
    weak: Attribution | None = None
    first: Attribution | None = None  # the verb before "and that", used where no other "that" is found
    for verb in range(place - 1, max(low, place - MAX_BACK) - 1, -1):
        word = words[verb]
        crossed = crossed or word.is_quote
        if not word.is_word or (not word.text.islower() and verb > 0):
            continue
        second = second or (word.key == "that" and words[verb - 1].key in CONJUNCTIONS)
        hit = _cue(words, low, verb, place, previous=previous, crossed=crossed)
        if hit is not None and second and not any(after.key == "that" for after in words[verb + 1 : verb + 6]):
            first = first or hit  # "said that …, and that …": the verb of the first "that" governs
        elif hit is not None:
            return hit, weak
        if weak is None and first is None and not crossed and is_weak(words, verb):
            subject = subject_of(words, low, verb)
            spoken = subject is not None and not _is_nobody(words, subject[0])
            weak = made(words, subject, verb, adjacent=place - verb <= NEAR) if subject and spoken else None
    if first is not None:
        return first, weak
    if previous is not None and (weak is None or previous.at >= words[place].start - 1):
        return Attribution(previous.start, previous.end, previous.cue, adjacent=False, at=previous.at), weak
    return None, weak


def _cue(
    words: tuple[Word, ...], low: int, verb: int, place: int, *, previous: Attribution | None, crossed: bool
) -> Attribution | None:
    """Return the attribution that the word at `verb` makes, if it is a cue for the passage at `place`."""
    key, lexicon = words[verb].key, cues()
    adjacent = place - verb <= NEAR and not crossed
    following = key_after(words, verb)
    gerund = lexicon.speech.is_gerund(key, following) or lexicon.woven.is_gerund(key, following)
    if gerund and _is_participle(words, verb):
        return _of_gerund(words, low, verb, previous, adjacent=adjacent)
    if verb + 1 < place and (
        (key == "according" and words[verb + 1].key == "to")
        or (key in lexicon.speech.finite and words[verb + 1].key == "by")
    ):
        subject = phrase_starting(words, verb + 2, place)
        return made(words, subject, verb, adjacent=adjacent) if subject else None
    if key == "words" and following == "of" and words[verb - 1].key == "the" and verb + 2 < place:
        subject = phrase_starting(words, verb + 2, place)  # "in the words of Ana Lopez, “…”"
        return made(words, subject, verb, adjacent=adjacent) if subject else None
    if not (is_verb(words, verb) or is_woven(words, verb)) or _in_closed_relative(words, low, verb, place):
        return None
    weak = key in lexicon.weak.finite and (key, following) not in lexicon.pairs
    if weak and words[verb + 1].is_word and following != "that":
        return None
    if crossed and previous is not None and previous.at >= words[verb].start:
        return Attribution(previous.start, previous.end, previous.cue, adjacent=adjacent, at=previous.at)
    subject = _inverted_before(words, verb, place) or subject_of(words, low, verb)
    if subject is None or words[subject[0]].is_quote or _is_nobody(words, subject[0]):
        return None
    return made(words, subject, verb, adjacent=adjacent)


def _is_nobody(words: tuple[Word, ...], at: int) -> bool:
    return words[at].key in _NO_ONE and key_after(words, at) not in {"wonder", "doubt"}


def announced(words: tuple[Word, ...], low: int, place: int) -> Attribution | None:
    """ "He shared his doubts: “…”": a colon introduces the passage, without a cue."""
    if place - 1 <= low or words[place - 1].text != ":":
        return None
    subject = main_subject(words, max(low, place - MAX_BACK), place - 1)
    return made(words, subject, place - 1, adjacent=True) if subject else None


def _labelled(words: tuple[Word, ...], low: int, place: int) -> Attribution | None:
    """ "Ana Lopez: “…”", "Ana Lopez, The Lima Post: “…”" and "The vote is near - Ana Lopez: “…”"."""
    if place - 1 <= low or words[place - 1].text != ":" or not words[place - 2].is_capital:
        return None
    start = name = place - 2
    while start > low and (
        words[start - 1].is_capital or words[start - 1].text == "," or words[start - 1].key == "the"
    ):
        start -= 1
    if start == low and words[start].is_capital and place - start <= MAX_LABEL_WORDS:
        comma = next((n for n in range(start, place) if words[n].text == ","), place - 1)
        return made(words, (start, comma), place - 1, adjacent=True)
    while name > low and words[name - 1].is_capital:
        name -= 1
    bounded = name > low and (words[name - 1].text in DASHES or words[name - 1].text == ")")
    return made(words, (name, place - 1), place - 1, adjacent=True) if bounded else None


def _is_participle(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether an -ing form hangs on a clause ("…, adding"), not on a preposition or an article ("like saying")."""
    return (
        at > 0
        and words[at - 1].key not in PREPOSITIONS - {"by", "in", "into", "upon"}
        and words[at - 1].key not in DETERMINERS | {"than"}
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
    if not cues().speech.is_finite(words[verb].key, following.key):
        return None
    if following.key in TIMES or (words[verb].key, following.key) in cues().pairs:
        return None
    subject = phrase_starting(words, verb + 1, place)
    if subject is None or words[subject[1] - 1].key in cues().nouns:
        return None  # "the director, Ana Lopez, added a warning: “…”"
    relative = words[subject[1]].key == "who"
    pause = relative or words[subject[1]].text in PAUSES | {":"}
    named = relative or words[subject[0]].is_capital or subject[1] == place - 1
    return subject if pause and named else None


def _unlisted(words: tuple[Word, ...], low: int, place: int) -> Attribution | None:
    """ "he demurred: “…”": any past verb between a name or a pronoun and the pause before the passage."""
    verb = place - 2
    if verb <= low or words[place - 1].text not in (":", ",") or not words[verb].text.islower():
        return None
    subject = words[verb - 1]
    plain = words[verb].key.endswith("ed") and (subject.is_capital or subject.key in {"he", "she"})
    if not plain or not subject.is_word or is_verb(words, verb) or is_woven(words, verb):
        return None
    found = subject_of(words, low, verb)
    return made(words, found, verb, adjacent=True) if found else None


def _named_before(words: tuple[Word, ...], low: int, verb: int) -> Phrase | None:
    """ "with Trump reportedly yelling", "has Podesta saying": the name right before a participle."""
    last = skip_adverbs(words, low, verb - 1)
    first = last
    while first > low and words[first].is_capital and words[first - 1].is_capital:
        first -= 1
    bound = (
        first > low
        and words[first].is_capital
        and words[first - 1].key in {"with", "has", "have", "had", "quoted", "quotes"}
    )
    return (first, last + 1) if bound else None


def _of_gerund(
    words: tuple[Word, ...], low: int, verb: int, previous: Attribution | None, *, adjacent: bool
) -> Attribution | None:
    """ "…, adding that “…”": the subject of the clause that the participle hangs on."""
    if verb - low > 2 and words[verb - 1].key == "as" and words[verb - 2].is_word and not is_finite(words, verb - 2):
        return made(words, phrase_ending(words, low, verb - 2), verb, adjacent=adjacent)  # "quoted Wang as saying"
    near = _named_before(words, low, verb)
    if near is not None:
        return made(words, near, verb, adjacent=adjacent)
    if verb - low > 2 and words[verb - 1].text == "," and is_verb(words, verb - 2):  # "…, Biden said, adding"
        subject = subject_of(words, low, verb - 2)
        return made(words, subject, verb, adjacent=adjacent) if subject else None
    if words[low].is_word and verb - low <= MAX_BACK and (previous is None or previous.at < words[low].start):
        subject = main_subject(words, low, verb)
        if subject is not None and words[verb - 1].text == ",":
            return made(words, subject, verb, adjacent=adjacent)
    depth = 0
    for at in range(verb - 1, max(low, verb - MAX_BACK) - 1, -1):
        depth += (words[at].text == ")") - (words[at].text == "(")
        if depth <= 0 and words[at].is_word and (is_verb(words, at) or is_woven(words, at)):
            subject = subject_of(words, low, at)
            if subject is not None:
                return made(words, subject, verb, adjacent=adjacent)
    if previous is not None and previous.at < words[verb].start:
        return Attribution(previous.start, previous.end, words[verb].text, adjacent=adjacent, at=words[verb].start)
    subject = main_subject(words, low, verb)
    return made(words, subject, verb, adjacent=adjacent) if subject else None
