"""Reads articles in a pool of killable processes, so that the event loop that answers commands never runs NLP."""

import json
from datetime import datetime
from typing import Any

from bot.children import ChildError, Children
from bot.errors import ReadingFailed
from bot.records import reading_from_record, reading_to_record
from summarizer.model import Article, Reading


class PoolReader:
    """A Reader over child processes."""

    def __init__(self, children: Children) -> None:
        self._children = children

    async def read(self, article: Article) -> Reading:
        """Read one article. Raises ReadingFailed."""
        try:
            answer = await self._children.call(_packed(article))
        except ChildError as exc:
            raise ReadingFailed(f"Could not be read: {exc}", url=article.url) from exc
        return reading_from_record(json.loads(answer))


def read_packed(payload: bytes) -> bytes:
    """What a child does: article in, reading out, both as JSON."""
    from summarizer import read  # the parent must not pay for the language model

    return json.dumps(reading_to_record(read(_unpacked(json.loads(payload))))).encode()


def _packed(article: Article) -> bytes:
    record = {
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "published": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "language": article.language,
        "full_text": article.full_text,
    }
    return json.dumps(record).encode()


def _unpacked(record: dict[str, Any]) -> Article:
    published = record.pop("published")
    return Article(**record, published=datetime.fromisoformat(published) if published else None)
