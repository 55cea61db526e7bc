"""When two names mean the same speaker. Compares words only, knows no article."""

import re
from collections.abc import Iterable

PRONOUNS = frozenset(["he", "she", "they", "i", "we", "it", "you", "him", "her", "them"])
_DETERMINERS = frozenset(["the", "a", "an", "its", "his", "her", "their", "one", "two", "some"])
_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_TAIL = re.compile(r"(?i),|\b(?:of|in|at|on|for|to|from|with|who|that|which|close|familiar|seen)\b")
_ONE_OF = re.compile(r"(?i)^one of (?:the )?")


def is_same(found: str | None, wanted: str | None, accept: Iterable[str] = (), others: Iterable[str] = ()) -> bool:
    """Tell whether `found` means `wanted` or one of `accept`, and no other speaker of the article more than that.

    None is right for None. A person needs a part of the name, a role or an institution its head noun; a pronoun is
    never right. `others` are the article's other speakers: "Omar Qasimi" is not Farida Qasimi.
    """
    right = (*(() if wanted is None else (wanted,)), *accept)
    if not found:
        return wanted is None
    if found.casefold() in PRONOUNS:
        return False
    nearness = max((_nearness(found, each) for each in right), default=0)
    return nearness > 0 and nearness >= max((_nearness(found, each) for each in others), default=0)


def _nearness(found: str, speaker: str) -> int:
    """Count the words shared, 0 where the one that decides is missing."""
    words, wanted = _words(found), _words(speaker)
    if not _is_name(speaker) and _head(speaker) not in words:
        return 0
    return len(words & wanted)


def _is_name(speaker: str) -> bool:
    parts = speaker.split()
    return all(part[0].isupper() for part in parts) and parts[0].casefold() not in _DETERMINERS


def _head(role: str) -> str:
    """Return the noun that a role turns on: "official" of "a senior official in Kyiv who …"."""
    core = _ONE_OF.sub("", role)
    tail = _TAIL.search(core, 1)
    named = _WORD.findall(core[: tail.start()] if tail else core)
    return _plain(named[-1]) if named else _plain(core)


def _words(speaker: str) -> frozenset[str]:
    words = frozenset(_plain(word) for word in _WORD.findall(speaker))
    return words - _DETERMINERS or words  # "all three" is a speaker too


def _plain(word: str) -> str:
    return re.sub(r"[’']s$", "", word.casefold())
