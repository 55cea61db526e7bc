import sys

import pytest

from bot.children import Children
from bot.errors import ReadingFailed, RetryLater
from bot.schedule.reading import TARGET, PoolReader
from tests.factories import make_article

TEXT = "“We will not go,” President Mary Olsen of Norway said on Monday after talks with Sweden ended in Oslo."


def _children(target: str, *, timeout_s: float = 60.0) -> Children:
    return Children(target, count=1, timeout_s=timeout_s, max_memory_bytes=2_000_000_000, max_calls=10)


async def test_article_is_read_in_another_process() -> None:
    loaded_before = "spacy" in sys.modules
    async with _children(TARGET) as children:
        reading = await PoolReader(children).read(make_article(text=TEXT))

    assert "We will not go" == TEXT[reading.quotes[0].start : reading.quotes[0].end]
    assert loaded_before == ("spacy" in sys.modules)


async def test_reader_that_does_not_start_blames_no_article() -> None:
    async with _children("bot.schedule.no_such_module:read") as children:
        with pytest.raises(RetryLater, match="sitrep doctor"):
            await PoolReader(children).read(make_article(text=TEXT))


async def test_article_that_takes_too_long_is_blamed_by_its_address() -> None:
    async with _children(TARGET, timeout_s=0.01) as children:
        with pytest.raises(ReadingFailed) as failed:
            await PoolReader(children).read(make_article(url="https://example.org/a", text=TEXT * 200))

    assert "https://example.org/a" == failed.value.url
