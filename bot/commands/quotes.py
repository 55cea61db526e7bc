"""/story quotes: what is quoted in a story, by speaker, word for word."""

import asyncio
import difflib
from collections.abc import Iterator

from bot.cards import Block, Button, Buttons, Card, Heading, Line, Message, Quotation, Run, text_of
from bot.commands.answers import told
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.pages import by_hand, turns
from bot.commands.story import find_story, pages_of
from bot.compose.items import attribution
from bot.compose.passages import direct_quotes, pieces
from bot.compose.wording import story_headline
from bot.errors import UserError
from bot.model import Story, Telling
from summarizer.model import Quote, Resolved

QUESTION = ("story", "speaker")
MAX_QUOTES, MAX_CHARS = 6, 3_000  # a page: under the limits of details
MAX_NAME_CHARS = 80
UNNAMED, UNATTRIBUTED = "Unnamed sources", "Speaker left open by the article"

Told = tuple[Telling, Quote]


async def quotes(desk: Desk, request: Request) -> Reply:
    """Direct quotations of one story, those who say most first, a page at a time."""
    story = await find_story(desk, request.channel, request.values["story"])
    by_speaker = _by_speaker(story)
    if not by_speaker:
        return told(f"Nobody is quoted in whole sentences in {story.id}. /story details {story.id} has what is known.")
    wanted = request.values.get("speaker", "").strip()
    chosen = _chosen(by_speaker, wanted) if wanted else by_speaker
    # sixty outlets' words are parted into sentences: others are answered meanwhile
    paged = await asyncio.to_thread(_paged, chosen)
    page, pages = pages_of(request, len(paged))
    title = story_headline(story) + (f" (page {page} of {pages})" if pages > 1 else "")
    asked = Request(request.channel, request.user, {"story": story.id, "speaker": wanted})
    buttons = turns("quotes", QUESTION, asked, page, more=page < pages)
    count = sum(map(len, chosen.values()))
    words = f"{_counted(count, 'quotation')} by {_counted(len(chosen), 'speaker')}, verbatim, linked to the passage."
    foot = Line((Run(f"{words}{by_hand(buttons, page, more=page < pages)}"),), small=True)
    details = Button("Details", "details", story.id)
    card = Card((Heading(title), *_headed(paged[page - 1]), foot, Buttons((details, *buttons))))
    return Reply(Message((card,), f"Quotes · {story.id}"))


def _by_speaker(story: Story) -> dict[str, list[Told]]:
    """Direct quotations by speaker: those who say most first, those who are not named last."""
    found: dict[str, list[Told]] = {}
    for telling, quote in direct_quotes(story):
        found.setdefault(_speaker(quote), []).append((telling, quote))
    ordered = sorted(found, key=lambda name: (name in (UNNAMED, UNATTRIBUTED), -len(found[name])))
    return {name: found[name] for name in ordered}


def _speaker(quote: Quote) -> str:
    if quote.speaker is None:
        return UNATTRIBUTED
    return UNNAMED if quote.speaker.resolved is Resolved.UNNAMED else quote.speaker.name


def _chosen(by_speaker: dict[str, list[Told]], wanted: str) -> dict[str, list[Told]]:
    """Those whose names hold what is asked for."""
    chosen = {name: told for name, told in by_speaker.items() if wanted.casefold() in name.casefold()}
    if not chosen:
        near = difflib.get_close_matches(wanted[:MAX_NAME_CHARS], list(by_speaker), n=1, cutoff=0.4)
        names = ", ".join(_short(name) for name in (near or list(by_speaker)[:4]))
        raise UserError(f"“{_short(wanted)}” is not quoted in this story. Quoted: {names}.")
    return chosen


def _passages(by_speaker: dict[str, list[Told]]) -> Iterator[tuple[str, Quotation]]:
    """Each quotation with its speaker; a long one comes as several, each of whole sentences."""
    for name, all_told in by_speaker.items():
        for telling, quote in all_told:
            text = telling.stored.article.text
            for span in pieces(text, quote):
                words = span.of(text)
                yield name, Quotation(words, (*attribution(telling, quote, words), Run(f" ¶{quote.paragraph}")))


def _paged(by_speaker: dict[str, list[Told]]) -> list[list[tuple[str, Quotation]]]:
    pages: list[list[tuple[str, Quotation]]] = [[]]
    for passage in _passages(by_speaker):
        longer = [*pages[-1], passage]
        length = len(text_of(Card(tuple(block for _, block in longer))))
        if pages[-1] and (len(longer) > MAX_QUOTES or length > MAX_CHARS):
            pages.append([passage])
        else:
            pages[-1] = longer
    return pages


def _headed(passages: list[tuple[str, Quotation]]) -> Iterator[Block]:
    speaker = ""
    for name, quotation in passages:
        if name != speaker:
            yield Line((Run(_short(name), bold=True),))
        speaker = name
        yield quotation


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _short(name: str) -> str:
    return name if len(name) <= MAX_NAME_CHARS else f"{name[: MAX_NAME_CHARS - 1].rstrip()}…"
