"""A desk with its fakes, for the tests of commands."""

from dataclasses import replace

from bot.cards import text_of
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.table import COMMANDS
from bot.jobs.outside import Outside
from bot.jobs.read import read
from bot.model import Draft
from summarizer.model import Article, Reading
from tests.factories import CHANNEL, make_article, make_bare_reading, make_reading
from tests.fakes import Clock, FakeReader, FakeStore, RecordingPlatform, make_outside


def said(reply: Reply) -> str:
    """All that an answer says."""
    return "\n".join(text_of(card) for card in reply.message.cards)


class DeskWorld:
    """A desk, its channel and its asker."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.store = FakeStore()
        self.platform = RecordingPlatform()
        self.reader = FakeReader()
        self.outside: Outside = make_outside(
            self.clock, store=self.store, platforms={"memory": self.platform}, reader=self.reader
        )
        self.desk = Desk(self.outside, COMMANDS)

    def request(self, *, may_manage: bool | None = None, **values: str) -> Request:
        """Somebody of the channel asks; `may_manage` is what the platform would say."""

        async def answer() -> bool:
            return bool(may_manage)

        return Request(CHANNEL, "U1", values, None if may_manage is None else answer)

    async def tell(self, article: Article | None = None, *, bare: bool = False, reading: Reading | None = None) -> None:
        """Store an article and read it; a minute passes."""
        told = article or make_article(published=self.clock())
        draft = Draft(None, 1, told.url, "", told.sha256, told, self.clock())
        found = reading or (make_bare_reading() if bare else make_reading())
        self.reader.read_as = lambda _: found
        await self.store.articles.save([replace(draft)])
        await read(self.outside, version="1")
        self.clock.move(minutes=1)
