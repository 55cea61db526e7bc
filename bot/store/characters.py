"""What a database's text columns can hold. PostgreSQL has no NUL; neither has lone surrogates."""

import hashlib
import re

MAX_KEY_BYTES = 2_000  # a B-tree row of PostgreSQL holds 2,704 (BTMaxItemSize)

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def refuse_unstorable(**texts: str) -> None:
    """Raise ValueError, naming the text, where one holds a NUL or a lone surrogate."""
    for name, text in texts.items():
        if found := _UNSTORABLE.search(text):
            raise ValueError(f"{name} holds U+{ord(found[0]):04X} at {found.start()}, which cannot be stored")


def storable(text: str) -> str:
    """A message for operators without what cannot be stored."""
    return _UNSTORABLE.sub("\ufffd", text)


def refuse_long_key(**keys: str) -> None:
    """Raise ValueError, naming the key, where one is too long for an index and cannot be shortened."""
    for name, key in keys.items():
        if len(key.encode()) > MAX_KEY_BYTES:
            raise ValueError(f"{name} is longer than {MAX_KEY_BYTES:,} bytes: {key[:80]}…")


def short_key(key: str) -> str:
    """The key as it is stored: itself, or its hash where it is too long for an index."""
    if len(key.encode()) <= MAX_KEY_BYTES:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"
