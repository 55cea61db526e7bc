"""Whose verb it is: the noun phrase that is the subject of a cue, found over words without a parser."""

from summarizer.names import titles
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
    is_adverb,
    is_finite,
    skip_adverbs,
)
from summarizer.quotes.phrases import PAUSES, Phrase, phrase_end, phrase_ending, with_name

MAX_WORDS = 60  # a subject farther away than this is none
# fmt: off
_OPENERS = frozenset((
    "instead", "often", "still", "again", "here", "there", "perhaps", "indeed", "rather", "moreover", "furthermore",
    "nevertheless", "nonetheless", "likewise", "meanwhile", "besides", "otherwise", "therefore", "thus", "hence",
    "sometimes", "elsewhere", "afterward", "afterwards", "then", "now", "yes", "no", "well", "also", "namely",
    "overall", "altogether", "always", "never", "soon", "suddenly", "typically",
))
# fmt: on


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
    if word.is_quote or word.key in CONJUNCTIONS or word.text in PAUSES:
        return main_subject(words, low, at)
    if word.is_word and word.key not in PREPOSITIONS | AUXILIARIES:
        return _governing(words, low, phrase_ending(words, low, at))
    return main_subject(words, low, at)


def _governing(words: tuple[Word, ...], low: int, phrase: Phrase) -> Phrase | None:
    """Step out of what is no subject: the rest of a predicate ("would not comment on an order | signed")."""
    start, end = phrase
    if end - 1 > low and is_finite(words, end - 1):  # "which Will claims | affirmed"
        return subject_of(words, low, end - 1)
    who = skip_adverbs(words, low, start - 1)
    who = who - 1 if who > low and is_finite(words, who) else who
    if (
        who > low and words[who].key == "who" and not words[who + 1].is_capital
    ):  # "a diplomat who served in Rome | described"
        return _antecedent(words, low, who)
    before = start - 1
    while before > low and words[before].is_word and words[before].key in PREPOSITIONS:
        before -= 1  # "has in the past | described"
    if before > low and words[before].is_word and words[before].key in AUXILIARIES:
        return subject_of(words, low, before)
    return None if end == start + 1 and words[start].key in {"a", "an", "the"} else phrase


def _antecedent(words: tuple[Word, ...], low: int, at: int) -> Phrase | None:
    """Return what "who" or "which" stands for: the phrase that ends right before it."""
    relative, at = at, at - 1
    while at >= low and words[at].text in (",", "—", "–", "--", ")"):
        at = next((n for n in range(at, low, -1) if words[n].text == "("), low) - 1 if words[at].text == ")" else at - 1
    while at >= low and (words[at].is_quote or not words[at].is_word):
        at -= 1
    return (
        _nearest_person(words, phrase_ending(words, low, at), who=words[relative].key == "who") if at >= low else None
    )


def _nearest_person(words: tuple[Word, ...], phrase: Phrase, *, who: bool) -> Phrase:
    """ "the mouth of Ana Lopez, who", but "a spokesman for Ana Lopez, who": a name behind what can be no person."""
    start, end = phrase
    name = end
    while name > start and (words[name - 1].is_capital or words[name - 1].key in NAME_PARTICLES):
        name -= 1
    by = next((n for n in range(end - 1, start, -1) if words[n].key == "by"), end)
    if who and by + 1 < end and words[by - 1].key.endswith("ed"):
        return by + 1, end  # "remarks made by a minister who"
    if not who or not start < name < end or words[name - 1].key not in PREPOSITIONS:
        return phrase
    head = next((n for n in range(start, name) if words[n].key in PREPOSITIONS), start) - 1
    noun = words[head].key if head >= start else ""
    person = noun and (words[head].is_capital or {noun, noun.removesuffix("s")} & titles().roles)
    return phrase if person else (name, end)


def _before_apposition(words: tuple[Word, ...], low: int, comma: int) -> Phrase | None:
    """ "Mook, the campaign manager, said": the phrase that opens the clause before the comma pair."""
    while low < comma and words[low].key in SUBORDINATORS | CONJUNCTIONS and words[low + 1].text != ",":
        low += 1
    found = main_subject(words, low, comma)
    if found is not None:
        return found[0], with_name(words, found[1], comma)
    at = comma - 1
    return phrase_ending(words, low, at) if at >= low and words[at].is_word else None


def main_subject(words: tuple[Word, ...], low: int, high: int) -> Phrase | None:
    """Return the first noun phrase of the clause that starts at `low`, after fronted adverbials."""
    at = _after_dateline(words, low, high)
    while at < high:
        step = _fronted(words, low, at, high)
        if step == 0:
            break
        at += step
    if at >= high:
        return None
    end = phrase_end(words, at, high)
    return (at, with_name(words, end, high)) if end > at else None


def _fronted(words: tuple[Word, ...], low: int, at: int, high: int) -> int:
    """Return how many words at `at` stand before the subject: 0 where it starts, all where a clause has none."""
    word, following = words[at], words[at + 1].key if at + 1 < high else ""
    if word.is_quote or not word.is_word or word.key in CONJUNCTIONS or word.key == "however":
        return 1
    if following == "," and (word.text.endswith(".") or _is_place(words, low, at, high)):
        return 1  # "San Bernardino, Calif.," and "in Ames, Iowa, on Sunday,"
    if word.key.rstrip(".").isdigit() and at > low and words[at - 1].text == ",":
        return 1  # "Dec. 8, 2016,"
    if word.key in NEARLY and (following in SUBORDINATORS | PREPOSITIONS or is_adverb(following)):
        return 1
    if word.key in _OPENERS and following == ",":
        return 2
    if _is_fronted(words, at):
        comma = next((n for n in range(at, high) if words[n].text == ","), high)
        return comma + 1 - at
    return 0


def _is_place(words: tuple[Word, ...], low: int, at: int, high: int) -> bool:
    return at > low and words[at].is_capital and at + 2 < high and words[at + 2].key in PREPOSITIONS


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


def subject_between(words: tuple[Word, ...], at: int, verb: int) -> Phrase | None:
    """Return the subject of a frame that opens at `words[at]`, its verb at `verb` ("…,” Mook, who is 36, said")."""
    subject = subject_of(words, at, verb)
    if (
        subject is not None
        and subject[0] > at
        and words[at].key not in PREPOSITIONS | SUBORDINATORS | TIMES
        and words[at].is_word
    ):
        end = phrase_end(words, at, verb)
        return (at, with_name(words, end, verb - 1)) if end > at else subject
    return subject
