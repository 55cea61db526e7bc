"""/why: why something was kept, dropped, grouped, merged or ranked."""

from bot.cards import Message
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.story import find_story
from bot.compose.explain import place_here
from bot.compose.why import article_card, story_card
from bot.errors import UserError
from bot.jobs.digest import composed
from bot.urls import canonical_url


async def why(desk: Desk, request: Request) -> Reply:
    """The reasons behind one story, or behind one article by its address."""
    wanted = request.values["id"].strip()
    if "://" in wanted:
        return await _article(desk, wanted)
    store = desk.outside.store.stories
    story = await find_story(desk, request.channel, wanted)
    placed = [await store.placed(telling.stored.article_id) for telling in story.tellings]
    digest = await composed(desk.outside, request.channel)
    rank = place_here(digest.explained, story.id)
    card = story_card(story, (one for one in placed if one), await store.merges(story.id), rank)
    return Reply(Message((card,), f"Why · {story.id}"))


async def _article(desk: Desk, address: str) -> Reply:
    store = desk.outside.store
    stored = await store.articles.newest(canonical_url(address))
    if stored is None:
        raise UserError("No article of that address is stored. /feeds list shows what is polled.")
    placed = await store.stories.placed(stored.article_id)
    if placed is None:
        raise UserError("That article is stored but not read: it waits, is older than its feed, or cannot be read.")
    return Reply(Message((article_card(placed),), "Why"))
