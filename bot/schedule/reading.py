"""Reads articles in a pool of killable processes, so that the event loop that answers commands never runs NLP."""

import json

from bot.children import ChildError, ChildNotStarted, Children
from bot.errors import ReadingFailed, RetryLater
from bot.records import reading_from_record
from summarizer.model import Article, Reading

TARGET = "bot.schedule.reader_child:read_packed"
RESTART_S = 60.0


class PoolReader:
    """A Reader over child processes that run TARGET."""

    def __init__(self, children: Children) -> None:
        self._children = children

    async def read(self, article: Article) -> Reading:
        """Read one article. Raises ReadingFailed, and RetryLater where no article at all can be read now."""
        try:
            answer = await self._children.call(_packed(article))
        except ChildNotStarted as exc:
            raise RetryLater(f"The reader does not start: {exc} Run `sitrep doctor`.", after_s=RESTART_S) from exc
        except ChildError as exc:
            raise ReadingFailed(f"Could not be read: {exc}", url=article.url) from exc
        return reading_from_record(json.loads(answer))


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
