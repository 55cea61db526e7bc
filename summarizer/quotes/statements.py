"""Reported speech without marks ("Biden said that …"): the source's own clause, with its speaker. Never a quotation."""

from collections.abc import Iterator

from summarizer.model import Paragraph, Person, Quote, Statement
from summarizer.quotes.cast import Cast, cast_of
from summarizer.quotes.clauses import Sentence, Word, key_after
from summarizer.quotes.cues import cues
from summarizer.quotes.grammar import AUXILIARIES, DETERMINERS, PRONOUNS, is_finite
from summarizer.quotes.pages import pages_of
from summarizer.quotes.phrases import Phrase, phrase_starting
from summarizer.quotes.speakers import resolve
from summarizer.quotes.subjects import main_subject, subject_of

MIN_WORDS = 3
MAX_ADDRESSEE_WORDS = 9
MAX_CLAUSE_WORDS = 120  # longer ones are no sentence
# fmt: off
_PLAIN = frozenset((
    "say", "says", "said", "add", "adds", "added", "claim", "claims", "claimed", "believe", "believes", "believed",
    "think", "thinks", "insist", "insists", "insisted", "argue", "argues", "argued", "warn", "warns", "warned",
    "announce", "announces", "announced", "allege", "alleges", "alleged", "stated", "states", "suggested",
    "suggests", "noted", "notes", "acknowledged", "acknowledges", "confirmed", "confirms", "denied", "denies",
    "deny", "vowed", "pledged", "promised", "promises", "conceded", "concedes", "admitted", "admits", "declared",
    "declares", "predicted", "predicts", "reported", "reports",
))
_OBJECTS = frozenset((  # verbs that take a plain object too ("denied the claim"): a clause needs its "that"
    "warn", "warns", "warned", "announce", "announces", "announced", "noted", "notes", "acknowledged", "acknowledges",
    "confirmed", "confirms", "denied", "denies", "deny", "promised", "promises", "admitted", "admits", "declared",
    "declares", "predicted", "predicts", "reported", "reports", "pledged", "suggested", "suggests", "stated", "states",
))
# fmt: on
_NOT = frozenset(
    ["not", "never", "n't", "hasn't", "haven't", "didn't", "doesn't", "don't", "won't", "without", "nobody"]
)
_THAT = frozenset(["that", "how", "whether"])


def find_statements(
    text: str, body: tuple[Paragraph, ...], people: tuple[Person, ...], quotes: tuple[Quote, ...]
) -> tuple[Statement, ...]:
    """Return the reported clauses of `body`, in order; a clause that only repeats a quotation is left out."""
    pages = pages_of(text, body)
    cast = cast_of(text, people, pages)
    taken = {(quote.start, quote.end) for quote in quotes}
    return tuple(
        statement
        for page in pages
        for sentence in page.sentences
        for statement in _statements(text, page.paragraph, sentence, cast)
        if (statement.start, statement.end) not in taken
    )


def _statements(text: str, paragraph: Paragraph, sentence: Sentence, cast: Cast) -> Iterator[Statement]:
    words = sentence.words
    end = 0
    for at in range(len(words)):
        if at < end:
            continue
        found = _inverted(words, at) or _leading(words, at) or _trailing(words, at)
        if found is None:
            continue
        subject, begin, end = found
        speaker = resolve(cast, words[subject[0]].start, words[subject[1] - 1].end)
        clause = words[begin:end]
        if speaker is not None and sum(word.is_word for word in clause) >= MIN_WORDS:
            yield Statement(clause[0].start, clause[-1].end, speaker, words[at].text, paragraph.number)


def _leading(words: tuple[Word, ...], at: int) -> tuple[Phrase, int, int] | None:
    """ "Biden told him that …": subject, cue, clause."""
    gerund = cues().speech.is_gerund(words[at].key, key_after(words, at))
    if not gerund and not is_finite(words, at):
        return None
    begin = _clause_start(words, at)
    if begin is None or _is_denied(words, at):
        return None
    subject = main_subject(words, max(0, at - 60), at) if gerund else subject_of(words, 0, at)
    end = _clause_end(words, begin)
    return (subject, begin, end) if subject is not None and begin < end else None


def _is_denied(words: tuple[Word, ...], at: int) -> bool:
    """Tell whether the cue is negated: "has not said whether" states nothing."""
    return any(word.key in _NOT for word in words[max(0, at - 3) : at])


def _clause_start(words: tuple[Word, ...], at: int) -> int | None:
    """Return where the reported clause starts: after "that", or right after a plain verb of saying."""
    for place in range(at + 1, min(len(words), at + 1 + MAX_ADDRESSEE_WORDS)):
        if words[place].key in _THAT and words[place].is_word:
            return place + 1
        if not words[place].is_word or words[place].key in AUXILIARIES or is_finite(words, place):
            break
    following = words[at + 1] if at + 1 < len(words) else None
    starts = (
        following is not None
        and following.is_word
        and (following.key in DETERMINERS | PRONOUNS | {"there"} or following.is_capital)
    )
    return at + 1 if starts and words[at].key in _PLAIN - _OBJECTS else None


def _clause_end(words: tuple[Word, ...], begin: int) -> int:
    end = len(words)
    while end > begin and words[end - 1].text in (".", "!", "?", ",", ";"):
        end -= 1
    for place in range(begin + 1, min(end, begin + MAX_CLAUSE_WORDS)):
        if words[place].text in (";", ":"):
            return place
    return min(end, begin + MAX_CLAUSE_WORDS)


def _trailing(words: tuple[Word, ...], at: int) -> tuple[Phrase, int, int] | None:
    """ "… , the ministry said.", "… , said Biden." and "According to X, …": no "that" joins clause and cue."""
    if words[0].is_quote or not words[at].is_word:
        return None
    if words[at].key == "according" and at + 1 < len(words) and words[at + 1].key == "to":
        subject = phrase_starting(words, at + 2, len(words))
        if at == 0 and subject is not None and subject[1] < len(words) and words[subject[1]].text == ",":
            return subject, subject[1] + 1, _clause_end(words, subject[1] + 1)
        return _behind(words, subject, at)
    if at == 0 or not is_finite(words, at):
        return None
    if at + 1 == len(words) or words[at + 1].text in (".", ","):
        subject = subject_of(words, 0, at)
        return _behind(words, subject, subject[0]) if subject else None
    return None


def _inverted(words: tuple[Word, ...], at: int) -> tuple[Phrase, int, int] | None:
    """ "… , said Jonas Feld, a spokesman": a pause before the cue, a pause behind the name."""
    if at == 0 or words[at - 1].text != "," or words[0].is_quote or words[at].key not in _PLAIN:
        return None
    subject = phrase_starting(words, at + 1, len(words))
    ends = subject is not None and (
        subject[1] == len(words) or (words[subject[1]].text in (",", ".") or words[subject[1]].key == "who")
    )
    return _behind(words, subject, at) if ends else None


def _behind(words: tuple[Word, ...], subject: Phrase | None, frame: int) -> tuple[Phrase, int, int] | None:
    """Take what stands before a frame's comma for the clause."""
    if subject is None or frame < 2 or words[frame - 1].text != ",":
        return None
    return subject, 0, frame - 1
