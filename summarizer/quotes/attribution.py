"""Which cue licenses each passage, and which words are its subject. Knows no people."""

from summarizer.quotes.after import after, at_end
from summarizer.quotes.before import announced, before
from summarizer.quotes.clauses import Sentence, Word
from summarizer.quotes.licence import PAUSES, Attribution


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
    lead, weak = before(words, low, place, previous)
    if lead is not None and lead.adjacent and words[place - 1].text in (",", ":") and last != ",":
        return lead
    tail = after(words, place, high)
    follows = last in ",?!—–-" or (place + 1 < high and words[place + 1].text in PAUSES)
    if tail is not None and follows:
        return tail
    return lead or tail or at_end(words, place) or weak or announced(words, low, place)
