"""Is every quotation that was posted still what the stored article says? Pure."""

import hashlib

from bot.model import Citation, Posted


def problems(posted: Posted, shown: str) -> tuple[str, ...]:
    """One sentence a citation that does not hold. `shown` is what a reader of the payload sees, unescaped."""
    seen = _spaced(shown)
    found = (_problem(citation, posted.texts.get(citation.version_id), seen) for citation in posted.citations)
    return tuple(f"{posted.delivery.kind} {posted.delivery.key}: {problem}" for problem in found if problem)


def is_shown(citation: Citation, shown: str) -> bool:
    """Does a reader see the words?"""
    return _spaced(citation.words) in _spaced(shown)


def _problem(citation: Citation, text: str | None, seen: str) -> str:
    where = f"“{citation.words[:60]}” (version {citation.version_id}, characters {citation.start}–{citation.end})"
    if text is None:
        return f"{where}: the stored article is gone."
    if _sha256(text) != citation.sha256:
        return f"{where}: the stored article is not the one that was quoted."
    if text[citation.start : citation.end] != citation.words:
        return f"{where}: the stored article has other words there."
    if not is_shown(citation, seen):
        return f"{where}: the posted message has other words."
    return ""


def _spaced(text: str) -> str:
    """Whitespace runs as one space: platforms wrap lines."""
    return " ".join(text.split())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
