"""Words by their first letters, so that "reaches" meets "reached": by these, tellings are compared. Pure."""

import re

STEM_CHARS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")


def stem_of(word: str) -> str:
    """The letters by which a word is compared, in lower case."""
    return word[:STEM_CHARS].casefold()


def stem_list(text: str) -> list[str]:
    """The stems of all words of four letters and more, in order."""
    return [stem_of(word) for word in _WORD.findall(text)]


def stems_of(text: str) -> frozenset[str]:
    """The stems of a text's words, each once."""
    return frozenset(stem_list(text))
