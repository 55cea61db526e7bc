"""All that is known of one story, in pages: what `/story details` answers. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Block, Bullets, Button, Buttons, Card, Heading, Line, Message, Quotation, Run, Runs, text_of
from bot.compose.acts import Act, acts_of, axis_of
from bot.compose.brief import brief_of
from bot.compose.differences import citations_of, differences, label_of, quotations_of, side_by_side
from bot.compose.items import attribution, cite
from bot.compose.moments import clock_of
from bot.compose.passages import direct_quotes, pieces, sentence_around
from bot.compose.phrases import whole
from bot.compose.timeline import row_of, timeline_of, weightiest
from bot.compose.voices import independent
from bot.compose.wording import headline_of, latest, lead_of, outlet_name, passage_url, told_in
from bot.model import Citation, Story, Telling
from summarizer.actors import country_name
from summarizer.model import Quote, QuoteKind, Resolved, Statement

MAX_WORDS = 450
MAX_CHARS = 3_500
MAX_ACTS = 8
MAX_REGIONS = 2
MAX_QUOTES = 6
MAX_TIMELINE = 6
MAX_STATEMENTS = 4
MAX_PARTIALS = 4


@dataclass(frozen=True, slots=True)
class View:
    """Who looks, and from when: `zone` is the channel's. `regions` are the titles of those where the story happens."""

    now: datetime
    zone: str
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """One page of the view. `citations` are those of the passages that it quotes."""

    message: Message
    page: int
    pages: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a page takes whole: a block under its section's title. `costs` counts against a page's acts or quotes."""

    section: str
    block: Block
    kind: str = ""
    citations: tuple[Citation, ...] = ()


def compose_details(story: Story, *, page: int, view: View) -> Details:
    """Draw one page, counted from 1; a page out of range is the nearest one."""
    pages = compose_pages(story, view=view)
    return pages[min(max(page, 1), len(pages)) - 1]


def compose_pages(story: Story, *, view: View) -> tuple[Details, ...]:
    """Draw all pages, one at least: what they hold is found once, not once a page."""
    acts = acts_of(story)
    head = _header(story, acts)
    frame = (Heading(f"{head.text} (page 10 of 10)"), _provenance(story))
    pages = _paged(tuple(_units(story, acts, view)), frame)
    return tuple(_page(story, head, units, number=n, of=len(pages)) for n, units in enumerate(pages, 1))


def _page(story: Story, head: Heading, units: tuple[_Unit, ...], *, number: int, of: int) -> Details:
    title = f"{head.text} (page {number} of {of})" if of > 1 else head.text
    foot = (_provenance(story), _buttons(story, number, of))
    card = Card((Heading(title, url=head.url), *_blocks(units), *foot))
    citations = tuple(citation for unit in units for citation in unit.citations)
    return Details(Message((card,), f"{head.text} · {story.id}"), number, of, citations)


def _header(story: Story, acts: tuple[Act, ...]) -> Heading:
    tellings = latest(story)
    lead = lead_of(tellings)
    return Heading(headline_of(told_in(tellings, acts), lead, story.tellings), url=lead.stored.article.url)


def _units(story: Story, acts: tuple[Act, ...], view: View) -> Iterator[_Unit]:
    yield _Unit("", _facts(story, acts, view))
    yield from _brief(story)
    yield from (_Unit("Actions", Bullets((_act_row(act),)), "act") for act in sorted(acts, key=_news_first))
    yield from _quotes(story)
    yield from _reported(story)
    yield from _fragments(story)
    yield from _differences(story)
    yield from (_Unit("Timeline", Bullets((row,))) for row in _timeline(story, acts, view))
    yield from (_Unit("Sources", Bullets((_source(t, view),))) for t in story.tellings)


def _facts(story: Story, acts: tuple[Act, ...], view: View) -> Line:
    countries = dict.fromkeys(code for telling in story.tellings for code in telling.reading.countries[:3])
    named = ", ".join(country_name(code) for code in list(countries)[:5])
    newest = told_in(latest(story), acts) or acts
    top = f"{newest[0].best.status} · {axis_of(newest[0].best, by_name=True)} · " if newest else ""
    times = f"first seen {clock_of(story.first_seen, view.zone)} · last change {clock_of(story.changed, view.zone)}"
    where = ", ".join(view.regions[:MAX_REGIONS])
    return Line((Run(" · ".join(part for part in (f"{top}{times}", where, named, story.id) if part)),), small=True)


def _brief(story: Story) -> Iterator[_Unit]:
    """Whole sentences of the outlets that tell it best; each names its outlet where that is not the lead."""
    tellings = latest(story)
    lead = lead_of(tellings)
    for telling, span in brief_of(story, tellings):
        sentence = span.of(telling.stored.article.text)
        link = passage_url(telling.stored.article.url, sentence)
        source = (Run(" — "), Run(outlet_name(telling.outlet), italic=True, url=link)) if telling is not lead else ()
        yield _Unit("In brief", Line((Run(sentence), *source)), citations=(cite(telling, span),))


def _news_first(act: Act) -> tuple[bool, bool]:
    """What two known parties did now, before background and what is only said in passing; else by weight."""
    return act.is_background or act.is_spoken, not act.is_shown


def _act_row(act: Act) -> Runs:
    best = act.evidence[0]
    evidence = best.telling.stored.article.text[best.action.start : best.action.end]
    link = passage_url(best.telling.stored.article.url, evidence)
    others = independent(e.telling for e in act.evidence) - 1
    by = f"{best.action.reported_by}, via " if best.action.reported_by else ""
    return (
        Run(f"[{best.action.type}] ", bold=True),
        Run(f"{axis_of(best.action)} — {whole(best.action.phrase)} — {best.action.status} — {by}"),
        Run(f"{outlet_name(best.telling.outlet)} ¶{best.action.paragraph}", url=link),
        Run(f" +{others}" if others > 0 else ""),
    )


def _quotes(story: Story) -> Iterator[_Unit]:
    for told in sorted(_by_speaker(story).values(), key=len, reverse=True):
        for telling, quote in told:
            yield from _passages("Quotes", telling, quote)


def _passages(section: str, telling: Telling, quote: Quote) -> Iterator[_Unit]:
    """A quotation; one that would fill a page comes as several, each of whole consecutive sentences."""
    text = telling.stored.article.text
    for span in pieces(text, quote):
        words = span.of(text)
        by = (*attribution(telling, quote, words), Run(f" ¶{quote.paragraph}"))
        yield _Unit(section, Quotation(words, by), "quote", (cite(telling, span),))


def _by_speaker(story: Story) -> dict[str, list[tuple[Telling, Quote]]]:
    """Direct quotations with a known speaker, in the order told."""
    found: dict[str, list[tuple[Telling, Quote]]] = {}
    for telling, quote in direct_quotes(story):
        if quote.speaker and quote.speaker.resolved is not Resolved.UNNAMED:
            found.setdefault(quote.speaker.name, []).append((telling, quote))
    return found


def _reported(story: Story) -> Iterator[_Unit]:
    """What was said without marks; then unnamed sources as written, and words whose speaker the article leaves open."""
    rows = [
        _statement_row(telling, statement)
        for telling in story.tellings
        for statement in telling.reading.statements[:MAX_STATEMENTS]
    ]
    for row in rows[:MAX_STATEMENTS]:
        yield _Unit("Reported speech", Bullets((row,)))
    for telling, quote in direct_quotes(story):
        if quote.speaker is None:
            yield from _passages("Unattributed", telling, quote)
        elif quote.speaker.resolved is Resolved.UNNAMED:
            yield from _passages("Unnamed sources", telling, quote)


def _fragments(story: Story) -> Iterator[_Unit]:
    """Partial quotations inside their source sentences, each sentence once."""
    seen: set[str] = set()
    for telling in story.tellings:
        text = telling.stored.article.text
        for quote in (q for q in telling.reading.quotes if q.kind is QuoteKind.PARTIAL and q.speaker):
            span = sentence_around(text, quote)
            if span and span.of(text) not in seen and len(seen) < MAX_PARTIALS:
                seen.add(span.of(text))
                link = passage_url(telling.stored.article.url, span.of(text))
                source = Run(outlet_name(telling.outlet), italic=True, url=link)
                row = (Run(span.of(text)), Run(" — "), source)
                yield _Unit("Quoted in part", Bullets((row,)), citations=(cite(telling, span),))


def _statement_row(telling: Telling, statement: Statement) -> Runs:
    clause = telling.stored.article.text[statement.start : statement.end]
    return (
        Run(f"{statement.speaker.name}: ", bold=True),
        Run(clause),
        Run(" — "),
        Run(outlet_name(telling.outlet), italic=True, url=passage_url(telling.stored.article.url, clause)),
    )


def _differences(story: Story) -> Iterator[_Unit]:
    section = "Where outlets differ"
    for difference in differences(story):
        if not difference.is_quoted:
            yield _Unit(section, Bullets((side_by_side(difference),)), citations=citations_of(difference))
        for quotation, citation in quotations_of(difference):
            title = f"{section} · {label_of(difference).lower()}"
            yield _Unit(title, quotation, "quote", citations=(citation,))


def _timeline(story: Story, acts: tuple[Act, ...], view: View) -> Iterator[Runs]:
    """The weightiest moments, oldest first."""
    moments = timeline_of(story, acts)
    if not moments:
        yield (Run(f"{clock_of(story.first_seen, view.zone)} ", bold=True), Run("first seen"))
    yield from (row_of(moment, view.zone) for moment in weightiest(moments, MAX_TIMELINE))


def _source(telling: Telling, view: View) -> Runs:
    article = telling.stored.article
    at = telling.stored.appeared
    kind = "full text" if article.full_text else "feed text only"
    version = f" · version {telling.stored.version}" if telling.stored.version > 1 else ""
    label = f" [{telling.outlet.label}]" if telling.outlet.label else ""
    gone = f" · withdrawn {clock_of(telling.withdrawn, view.zone)}" if telling.withdrawn else ""
    return (
        Run(telling.outlet.name, url=article.url),
        Run(f"{label} · {clock_of(at, view.zone)} · {kind}{version}{gone}"),
    )


def _provenance(story: Story) -> Line:
    lead = lead_of(story.tellings)
    words = "Quotes are verbatim; other lines are machine-extracted."
    return Line(
        (Run(f"{words} Extractor {lead.reading.version} · article {lead.stored.article.sha256[:12]}"),), small=True
    )


def _paged(units: tuple[_Unit, ...], frame: tuple[Block, ...]) -> list[tuple[_Unit, ...]]:
    """Fill pages in order; a unit that no longer fits opens the next page."""
    pages: list[list[_Unit]] = [[]]
    for unit in units:
        if pages[-1] and not _page_fits([*pages[-1], unit], frame):
            pages.append([])
        pages[-1].append(unit)
    return [tuple(page) for page in pages]


def _page_fits(units: list[_Unit], frame: tuple[Block, ...]) -> bool:
    text = text_of(Card((*frame, *_blocks(tuple(units)))))
    kinds = [unit.kind for unit in units]
    within = kinds.count("act") <= MAX_ACTS and kinds.count("quote") <= MAX_QUOTES
    return within and len(text.split()) <= MAX_WORDS and len(text) <= MAX_CHARS


def _blocks(units: tuple[_Unit, ...]) -> tuple[Block, ...]:
    """Blocks with a title line where a section begins; rows of one section share a list."""
    blocks: list[Block] = []
    section = ""
    for unit in units:
        if unit.section and unit.section != section:
            blocks.append(Line((Run(unit.section, bold=True),)))
        last = blocks[-1] if blocks else None
        if unit.section == section and isinstance(last, Bullets) and isinstance(unit.block, Bullets):
            blocks[-1] = Bullets((*last.rows, *unit.block.rows))
        else:
            blocks.append(unit.block)
        section = unit.section
    return tuple(blocks)


def _buttons(story: Story, page: int, pages: int) -> Buttons:
    buttons = [Button("Share to channel", "share", f"{story.id}.{page}")]
    if page > 1:
        buttons.append(Button("Back", "page", f"{story.id}.{page - 1}"))
    if page < pages:
        buttons.append(Button("More", "page", f"{story.id}.{page + 1}"))
    return Buttons(tuple(buttons))
