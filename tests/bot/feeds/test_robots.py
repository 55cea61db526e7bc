"""robots.txt: asked once a day, obeyed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.robots import Robots

RULES = b"User-agent: *\nDisallow: /private/\n\nUser-agent: sitrep\nDisallow: /bots/\n"
PAGE = "https://lantern.example/bots/1"


class Site:
    """Answers for robots.txt, and a clock that stands still."""

    def __init__(self, answer: tuple[int, bytes] | None) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.now = datetime(2026, 3, 9, tzinfo=UTC)

    async def ask(self, url: str) -> tuple[int, bytes] | None:
        self.asked.append(url)
        return self.answer

    def robots(self) -> Robots:
        return Robots(self.ask, product="Sitrep", clock=lambda: self.now)


@pytest.mark.parametrize(
    "answer, expected",
    [
        ((200, RULES), False),
        ((200, b""), True),
        ((200, b"\xff\xfe\0nonsense"), True),
        ((404, b""), True),
        ((403, b""), True),
        ((500, b""), False),
        (None, False),
    ],
    ids=["forbidden by name", "empty", "nonsense", "none", "refused", "server error", "no answer"],
)
async def test_what_robots_txt_says_is_done(answer: tuple[int, bytes] | None, expected: bool) -> None:
    assert expected == await Site(answer).robots().allows(PAGE)


async def test_rules_for_others_are_not_ours() -> None:
    assert await Site((200, RULES)).robots().allows("https://lantern.example/private/1")


async def test_a_host_is_asked_once_a_day() -> None:
    site = Site((200, RULES))
    robots = site.robots()

    await robots.allows(PAGE)
    await robots.allows("https://lantern.example/other")
    site.now += timedelta(days=1)
    await robots.allows(PAGE)

    assert ["https://lantern.example/robots.txt"] * 2 == site.asked


async def test_silence_is_asked_again_within_the_day() -> None:
    site = Site(None)
    robots = site.robots()
    await robots.allows(PAGE)

    site.answer, site.now = (200, b""), site.now + timedelta(hours=1)

    assert await robots.allows(PAGE)
