"""Why an article was kept or dropped, and why a story holds what it holds: answers to `/why`. Pure."""

from collections.abc import Iterable, Iterator

from bot.cards import Block, Bullets, Button, Buttons, Card, Heading, Line, Run, Runs
from bot.compose.wording import cut_words, outlet_name, story_headline
from bot.model import Merge, Placed, Story

MAX_ARTICLES = 12
MAX_TITLE_WORDS = 12


def story_card(story: Story, placed: Iterable[Placed], merges: tuple[Merge, ...], rank: tuple[Block, ...]) -> Card:
    """Why a story's articles are foreign policy and one story; `rank` is what ranking says of it, if anything."""
    articles = tuple(placed)
    more = (f"{len(articles) - MAX_ARTICLES} more articles.",) if len(articles) > MAX_ARTICLES else ()
    return Card(
        (
            Heading(story_headline(story)),
            _title("Kept, and grouped"),
            Bullets(tuple(_article_row(story, one) for one in articles[:MAX_ARTICLES])),
            *(Line((Run(words),), small=True) for words in more),
            *_merged(merges),
            *rank,
            Line((Run(f"Story {story.id}. Decided by rules; nothing is guessed by a model."),), small=True),
            Buttons((Button("Details", "details", story.id),)),
        )
    )


def article_card(placed: Placed) -> Card:
    """Why one article was kept or dropped."""
    article, relevance = placed.stored.article, placed.reading.relevance
    verdict = "Kept" if relevance.relevant or placed.story_id else "Dropped"
    rows: list[Runs] = [(Run(f"{verdict}: ", bold=True), Run(f"{relevance.why} (score {relevance.score:.2f})"))]
    if placed.story_id:
        rows.append((Run("Story: ", bold=True), Run(f"{placed.story_id} — {placed.why or 'no reason was kept'}")))
    buttons = (Buttons((Button("Details", "details", placed.story_id),)),) if placed.story_id else ()
    heading = Heading(cut_words(article.title, MAX_TITLE_WORDS) or "Untitled", url=article.url)
    return Card((heading, Bullets(tuple(rows)), Line((Run(article.outlet),), small=True), *buttons))


def _article_row(story: Story, placed: Placed) -> Runs:
    article = placed.stored.article
    outlets = {telling.stored.article_id: outlet_name(telling.outlet) for telling in story.tellings}
    name = outlets.get(placed.stored.article_id, article.outlet)
    grouped = f"; {placed.why}" if placed.why else ""
    return (Run(name, url=article.url), Run(f": {placed.reading.relevance.why}{grouped}"))


def _merged(merges: tuple[Merge, ...]) -> Iterator[Block]:
    if merges:
        yield _title("Merged")
        yield Bullets(
            tuple((Run(f"{one.old} leads here since {one.at:%d %b %H:%M} UTC: {one.why}"),) for one in merges)
        )


def _title(words: str) -> Line:
    return Line((Run(words, bold=True),))
