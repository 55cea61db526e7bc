"""Words of a paragraph with each passage in marks as one word, and the sentences they make. Knows no cues' meaning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.model import Paragraph
from summarizer.quotes.cues import cues
from summarizer.quotes.marks import Passage

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Messrs|Dr|St|Gen|Lt|Col|Maj|Brig|Adm|Capt|Cmdr|Sgt|Sens?|Reps?|Gov|Rev|Hon|Prof"
    r"|Amb|Pres|Jr|Sr|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.(?=[\s,])|\d[\d.,:]*\d(?![\w-])|[\w-]+\.(?:com|org|net|gov|edu|co|io|eu|ru)\b|[^\W_]+(?:[’'&-][^\W_]+)*|-{2,}|\.{2,}|[^\s\w]"
)
_ENDS = frozenset(".!?")
_NAMES_TOO = frozenset(("Will", "May"))  # with a capital they are names or a month, no auxiliaries
_HELPERS = frozenset(("is", "was", "are", "were", "be", "been", "has", "had", "have", "not"))
_LINKS = frozenset(",;—–-―:(")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a punctuation sign, or a whole passage in marks (`passage` is its number, else -1)."""

    text: str
    key: str  # lower-cased, without possessive
    start: int
    end: int
    passage: int = -1

    @property
    def is_quote(self) -> bool:
        """Tell whether it stands for a passage in marks."""
        return self.passage >= 0

    @property
    def is_word(self) -> bool:
        """Tell whether it is a word of letters or digits."""
        return self.passage < 0 and self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Tell whether it is a word that starts with a capital."""
        return self.passage < 0 and self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        """Tell whether it ends with a possessive."""
        return self.text.endswith(("’s", "'s"))


def key_after(words: Sequence[Word], at: int) -> str:
    """Return the key of the next word, or ""."""
    return words[at + 1].key if at + 1 < len(words) else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence, passages included."""

    words: tuple[Word, ...]


def sentences(text: str, paragraph: Paragraph, passages: tuple[Passage, ...]) -> tuple[Sentence, ...]:
    """Split a paragraph into sentences; a passage that ends a sentence closes it unless its attribution follows."""
    words = _words(text, paragraph, passages)
    cut: list[Sentence] = []
    begin = 0
    for at in range(len(words)):
        if at + 1 == len(words) or _breaks(text, words, at, passages):
            cut.append(Sentence(tuple(words[begin : at + 1])))
            begin = at + 1
    return tuple(cut)


def _words(text: str, paragraph: Paragraph, passages: tuple[Passage, ...]) -> list[Word]:
    words: list[Word] = []
    at = paragraph.start
    for number, passage in enumerate(passages):
        words.extend(_between(text, at, passage.outer.start))
        words.append(Word("", "", passage.outer.start, passage.outer.end, number))
        at = passage.outer.end
    words.extend(_between(text, at, paragraph.end))
    return words


def _between(text: str, start: int, end: int) -> list[Word]:
    return [_word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


def _word(sign: str, start: int, end: int) -> Word:
    bare = sign.replace("’", "'").removesuffix("'s").removesuffix("'S")
    return Word(sign, bare if bare in _NAMES_TOO else bare.lower(), start, end)


def _breaks(text: str, words: list[Word], at: int, passages: tuple[Passage, ...]) -> bool:
    word, following = words[at], words[at + 1]
    if "\n" in text[word.end : following.start] and not (word.text in _LINKS or following.text in _LINKS):
        return following.is_quote or following.is_capital or word.text in _ENDS
    if word.is_quote:
        return _quote_ends(text, words, at, passages)
    if word.text == ":":
        return False
    return (
        word.text in _ENDS
        and following.start > word.end
        and (following.is_quote or following.text[0].isupper() or (not following.is_word and following.text == "("))
    )


def _quote_ends(text: str, words: list[Word], at: int, passages: tuple[Passage, ...]) -> bool:
    """Decide whether a sentence ends with the passage at `words[at]`."""
    last, following = text[passages[words[at].passage].end - 1], words[at + 1]
    if last in ",;" or following.text in _LINKS or (following.is_word and following.text[0].islower()):
        return False
    if last == ".":
        return not _is_short_frame(words, at + 1)
    if last in "!?…—–-":
        return following.is_quote or not _is_frame(words, at + 1)
    return False


def _is_short_frame(words: list[Word], at: int) -> bool:
    """Tell whether just "Name said." follows."""
    for place in range(at, min(at + 6, len(words))):
        word = words[place]
        if not word.is_word:
            return False
        if place > at and (
            cues().speech.is_finite(word.text, key_after(words, place))
            or (word.text.islower() and word.text.endswith("ed"))
        ):
            told = place + 1 == len(words) or words[place + 1].text == "."
            return told and words[place - 1].key not in _HELPERS
    return False


def _is_frame(words: list[Word], at: int) -> bool:
    """Tell whether "Name [of …,] said" follows soon."""
    for place in range(at, min(at + 12, len(words))):
        word = words[place]
        if word.is_quote or word.text in _ENDS:
            break
        if cues().speech.is_finite(word.text, key_after(words, place)):
            return place > at
    return _is_short_frame(words, at)
