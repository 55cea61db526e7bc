"""What the read job remembers of stories: the indexes, filled from the store when they are first needed."""

import asyncio
from datetime import datetime, timedelta

from bot.model import Member, StoredArticle
from bot.ports import StoryStore
from summarizer import Crossings, Placement, StoryIndex
from summarizer.crossings import Crossing
from summarizer.model import Article, Reading

REACH = timedelta(days=14)  # as far back as a story can be continued
LANGUAGE_READ = "en"


class StoryMemory:
    """Places articles in stories. Only the read job uses it, one article at a time."""

    def __init__(self, index: StoryIndex[str] | None = None, crossings: Crossings[str] | None = None) -> None:
        self._index = index if index is not None else StoryIndex[str]()
        self._crossings = crossings if crossings is not None else Crossings[str]()
        self._is_filled = False

    def __len__(self) -> int:
        """Count the articles that can be told again."""
        return len(self._index)

    async def fill(self, stories: StoryStore, now: datetime) -> None:
        """Take in what the store knows, once. Thousands of articles cost seconds: commands are answered meanwhile."""
        if not self._is_filled:
            await asyncio.to_thread(self._take_in, await stories.members(now - REACH))
            self._is_filled = True

    def placement(self, stored: StoredArticle, reading: Reading) -> Placement[str]:
        """Where an article in English belongs, and why."""
        article = stored.article
        at = stored.appeared
        return self._index.place(article.title, article.text, at, acts=reading.actions, countries=reading.countries)

    def crossing(self, article: Article) -> Crossing[str] | None:
        """The story that an article in another language tells, where that is safe."""
        return self._crossings.match(article.title, article.text, article.language)

    def add(self, stored: StoredArticle, reading: Reading, story_id: str) -> None:
        """Remember an article of a story."""
        article = stored.article
        self._remember(
            Member(
                stored.article_id,
                story_id,
                article.title,
                article.text,
                stored.appeared,
                actions=reading.actions,
                countries=reading.countries,
                language=reading.language,
            )
        )

    def merge(self, old: str, into: str) -> None:
        """Take one story for another, once the store does."""
        self._index.merge(old, into)
        self._crossings.merge(old, into)

    def _take_in(self, members: tuple[Member, ...]) -> None:
        for member in members:
            self._remember(member)

    def _remember(self, member: Member) -> None:
        """What is not in English is no ground for joining others."""
        if member.language != LANGUAGE_READ:
            return
        told = (member.article_id, member.story_id, member.title, member.text, member.at)
        self._index.add(*told, acts=member.actions, countries=member.countries)
        self._crossings.add(*told)
