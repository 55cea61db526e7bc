"""Takes the words out of every message as it was posted and finds them in the stored articles."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from bot.decide.proof import problems
from bot.model import Payload, Posted
from bot.ports import DeliveryStore


@dataclass(frozen=True, slots=True)
class Verified:
    """How many passages were checked, and one sentence for each that does not hold. `struck` of them are shown as
    history: they stand in an older version of their article."""

    checked: int
    problems: tuple[str, ...]
    struck: int = 0


async def verify(deliveries: DeliveryStore, words: Callable[[str, Payload], str]) -> Verified:
    """Check every citation of every posting. `words` reads a payload back, by the platform's name."""
    checked, struck = 0, 0
    found: list[str] = []
    async for parts in _postings(deliveries):
        shown = " ".join(words(part.delivery.channel.platform, part.delivery.payload) for part in parts)
        checked += len(parts[0].citations)
        struck += sum(citation.struck for citation in parts[0].citations)
        found += problems(parts[0], shown)
    return Verified(checked, tuple(found), struck)


async def _postings(deliveries: DeliveryStore) -> AsyncIterator[tuple[Posted, ...]]:
    """Parts of one posting together: each carries all its citations, and they come one after the other."""
    parts: list[Posted] = []
    async for posted in deliveries.posted():
        if parts and _posting(parts[0]) != _posting(posted):
            yield tuple(parts)
            parts = []
        parts.append(posted)
    if parts:
        yield tuple(parts)


def _posting(posted: Posted) -> tuple[str, str, str]:
    delivery = posted.delivery
    return str(delivery.channel), delivery.kind.value, delivery.key
