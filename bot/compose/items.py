"""One story as a card of a digest, within its limits. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards import Block, Bullets, Button, Buttons, Card, Heading, Line, Quotation, Run, Runs, Tone, text_of
from bot.compose.acts import TOPIC, Act, axis_of, key_of, sentence_of
from bot.compose.changes import Change
from bot.compose.chosen_acts import MAX_ACTS, acts_to_show, top_act
from bot.compose.evidence import Evidence
from bot.compose.keyquote import key_quote_of
from bot.compose.passages import citation_of
from bot.compose.voices import independent
from bot.compose.wording import (
    MAX_AXIS_CHARS,
    age_of,
    cut_words,
    headline_of,
    lead_of,
    outlet_headline,
    outlet_name,
    passage_url,
    what_happened,
)
from bot.model import Citation, Story, Telling
from summarizer.language import sentences
from summarizer.model import Action, Paragraph, Quote, Span, Status

MAX_WORDS = 120
MAX_CHARS = 900
MAX_QUOTE_WORDS = 45
MIN_QUOTE_WORDS = 6
MAX_LINE_WORDS = 25
MIN_HEADLINE_WORDS = 4
MIN_ACT_WORDS = 5  # of an act's phrase, from which it tells what was done
STEM_CHARS = 4  # "files" and "filed" share so many


@dataclass(frozen=True, slots=True)
class Shown:
    """A card and what it shows: the story, the passages it cites and, as (article id, words), its quotations."""

    story: Story
    card: Card
    citations: tuple[Citation, ...]
    quotes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an item is made of, before it is measured."""

    head: tuple[Block, ...]
    sentences: tuple[Span, ...]
    acts: tuple[Act, ...]
    quote: tuple[Telling, Quote, Span] | None
    tail: tuple[Block, ...]
    lead: Telling


def item(
    story: Story,
    acts: tuple[Act, ...],
    change: Change,
    *,
    number: int,
    now: datetime,
    seen: tuple[tuple[int, str], ...],
    acts_shown: int = MAX_ACTS,
) -> Shown:
    """Draw a full item; what gives way when it is too long goes in content.md's order."""
    lead = _lead(story, change)
    parts = _Parts(
        head=_head(story, acts, change, lead, number=number),
        sentences=tuple(Span(*span) for span in what_happened(lead, _changed_in(lead, change))),
        acts=acts_to_show(acts, change)[:acts_shown],
        quote=_quote(change.tellings, acts, seen) or _quote(story.tellings, acts, seen),
        tail=_tail(story, change, lead, now),
        lead=lead,
    )
    bare = replace(parts, sentences=(), acts=(), quote=None)
    chosen = next((shorter for shorter in _shorter(parts) if _fits(_card(shorter, story, change))), bare)
    return Shown(story, _card(chosen, story, change), _citations(chosen), _quoted(chosen))


def one_liner(story: Story, acts: tuple[Act, ...], change: Change, *, number: int, now: datetime) -> Runs:
    """Number, status, headline and what changed (or that alone), outlet, age and id within 25 words."""
    lead = _lead(story, change)
    source = f"{outlet_name(lead.outlet)}{_others(story)}, {age_of(lead.stored.appeared, now)}"
    mark = "" if change.tone is Tone.NEW else f"{change.tone.value.upper()} · "
    before, after = f"{number}. {mark}", f" — {source} · {story.id}"
    room = max(MIN_HEADLINE_WORDS, MAX_LINE_WORDS - len(before.split()) - len(after.split()))
    url = lead.stored.article.url
    if not change.words:
        return (Run(before), Run(cut_words(_headline(story, acts, change, lead), room), bold=True, url=url), Run(after))
    about = cut_words(_headline(story, acts, change, lead), max(0, room - len(change.words.split()) - 1))
    if change.action or len(about.split()) < MIN_HEADLINE_WORDS:  # an act says who acts: no headline says it again
        return (Run(before), Run(_changed_words(change, lead, room), bold=True, url=url), Run(after))
    return (Run(before), Run(about, bold=True, url=url), Run(f" — {change.words}{after}"))


def _changed_words(change: Change, lead: Telling, room: int) -> str:
    """What changed, in so many words: where the act is too long, the outlet's headline if that tells it. That it is new
    an update says already."""
    words = change.words.removeprefix("new: ")
    if len(words.split()) <= room or change.action is None or change.tone is Tone.CORRECTION:
        return cut_words(words, room)
    moved = "" if change.words.startswith("new: ") else f"{words.partition(': ')[0]}: "
    told = moved + _act_or_headline(change.action, lead, room - len(moved.split()))
    return _act_or_headline(change.action, lead, room) if "…" in told else told


def _act_or_headline(action: Action, lead: Telling, room: int) -> str:
    """The act; where little of it fits, the outlet's headline if that tells it, with a status that is not "done"."""
    act = sentence_of(action, max_words=room)
    told = len(act.split()) - len(axis_of(action).split()) - len(f"({action.status})".split())
    in_headline = Act((Evidence(lead, action),)).prominence > 1.0
    if told >= MIN_ACT_WORDS or not (in_headline or _has_verb_of(lead.stored.article.title, action)):
        return act
    status = "" if action.status is Status.DONE else f" ({action.status})"
    return cut_words(outlet_headline(lead), room - len(status.split())) + status


def _has_verb_of(title: str, action: Action) -> bool:
    verbs = {word[:STEM_CHARS].casefold() for word in action.phrase.split()[:2] if len(word) > STEM_CHARS}
    return any(word[:STEM_CHARS].casefold() in verbs for word in title.split())


def cite(telling: Telling, span: Span) -> Citation:
    """A passage of a telling, with its place."""
    return citation_of(telling.stored, span)


def attribution(telling: Telling, quote: Quote, words: str) -> Runs:
    """ "**President Joe Biden**, via *Outlet*", the outlet linked to the passage."""
    name = quote.speaker.name if quote.speaker else "unattributed"
    link = passage_url(telling.stored.article.url, words)
    return (Run(name, bold=True), Run(", via "), Run(outlet_name(telling.outlet), italic=True, url=link))


def _head(story: Story, acts: tuple[Act, ...], change: Change, lead: Telling, *, number: int) -> tuple[Block, ...]:
    top = top_act(acts, change)
    words = [change.tone.value.upper()]
    if top:
        words += [axis_of(top.best, by_name=True), TOPIC[top.best.type]]
    axis = " · ".join(words)
    while len(axis) > MAX_AXIS_CHARS and len(words) > 1:
        words.pop()
        axis = " · ".join(words)
    title = f"{number}. {_headline(story, acts, change, lead)}"
    return (Line((Run(axis, bold=True),), small=True), Heading(title, url=lead.stored.article.url))


def _lead(story: Story, change: Change) -> Telling:
    """Who tells it best; of an update, among those who tell what has changed."""
    told = change.tellings or story.tellings
    changed = tuple(t for t in told if any(key_of(action) == change.key for action in t.reading.actions))
    return lead_of(changed if changed and change.tone is Tone.UPDATE else told)


def _changed_in(lead: Telling, change: Change) -> Action | None:
    """The changed act as the lead tells it."""
    return next((action for action in lead.reading.actions if change.key and key_of(action) == change.key), None)


def _headline(story: Story, acts: tuple[Act, ...], change: Change, lead: Telling) -> str:
    """Of an update, what has changed and nothing older: no headline tells as a fact what its text denies."""
    if change.tone is Tone.NEW:
        return headline_of(acts, lead, story.tellings)
    return headline_of(tuple(act for act in acts if act.key == change.key), lead, change.tellings or story.tellings)


def _quote(
    tellings: tuple[Telling, ...], acts: tuple[Act, ...], seen: tuple[tuple[int, str], ...]
) -> tuple[Telling, Quote, Span] | None:
    found = key_quote_of(tellings, acts, seen)
    if found is None:
        return None
    span = _whole_sentences(found.telling.stored.article.text, found.quote)
    return (found.telling, found.quote, span) if span else None


def _whole_sentences(text: str, quote: Quote) -> Span | None:
    """The quotation, or where it is too long the longest opening run of its whole sentences that fits."""
    if MIN_QUOTE_WORDS <= len(text[quote.start : quote.end].split()) <= MAX_QUOTE_WORDS:
        return Span(quote.start, quote.end)
    parts = sentences(text, Paragraph(quote.paragraph, quote.start, quote.end))
    runs = [Span(first.start, last.end) for i, first in enumerate(parts) for last in parts[i:]]
    fitting = [r for r in runs if MIN_QUOTE_WORDS <= len(r.of(text).split()) <= MAX_QUOTE_WORDS]
    return max(fitting, key=lambda r: (r.end - r.start, -r.start), default=None)


def _tail(story: Story, change: Change, lead: Telling, now: datetime) -> tuple[Block, ...]:
    since = (Line((Run("Since the last digest: ", italic=True), Run(change.words))),) if change.words else ()
    label = f" [{lead.outlet.label}]" if lead.outlet.label else ""
    thin = "" if lead.stored.article.full_text else " · feed text only"
    told_by = f"{lead.outlet.name}{label}{_others(story)}{_copies(story)}"
    source = f"{told_by} · {age_of(lead.stored.appeared, now)} ago · {story.id}{thin}"
    buttons = Buttons((Button("Details", "details", story.id), Button("Source", url=lead.stored.article.url)))
    return (*since, Line((Run(source),), small=True), buttons)


def _others(story: Story) -> str:
    """ " +2 outlets": those that tell it in a voice of their own, besides the lead."""
    others = independent(story.tellings) - 1
    return f" +{others} outlet{'s' if others > 1 else ''}" if others else ""


def _copies(story: Story) -> str:
    """ ", 3 copies": the outlets that print or rewrite another's text, which corroborate nothing."""
    voices = independent(story.tellings)
    copies = len({t.outlet.name for t in story.tellings}) - voices
    before = ", " if voices > 1 else " +"
    return f"{before}{copies} cop{'ies' if copies > 1 else 'y'}" if copies else ""


def _shorter(parts: _Parts) -> Iterator[_Parts]:
    """The parts, then shorter and shorter: third act, second act, quotation, first act, sentence."""
    yield parts
    for kept in (2, 1):
        yield replace(parts, acts=parts.acts[:kept])
    for kept in (2, 1, 0):
        yield replace(parts, acts=parts.acts[:kept], quote=None)
    yield replace(parts, acts=parts.acts[:1], sentences=(), quote=None)


def _card(parts: _Parts, story: Story, change: Change) -> Card:
    text = parts.lead.stored.article.text
    blocks: list[Block] = list(parts.head)
    if parts.sentences:
        blocks.append(Line((Run(" ".join(span.of(text) for span in parts.sentences)),)))
    if parts.acts:
        blocks.append(Bullets(tuple((Run(sentence_of(act.best)),) for act in parts.acts)))
    if parts.quote:
        telling, quote, span = parts.quote
        words = span.of(telling.stored.article.text)
        blocks.append(Quotation(words, attribution(telling, quote, words)))
    heading = next(block.text for block in parts.head if isinstance(block, Heading))
    return Card((*blocks, *parts.tail), tone=change.tone, choice=(heading, story.id))


def _fits(card: Card) -> bool:
    text = text_of(card)
    return len(text.split()) <= MAX_WORDS and len(text) <= MAX_CHARS


def _citations(parts: _Parts) -> tuple[Citation, ...]:
    told = tuple(cite(parts.lead, span) for span in parts.sentences)
    return (*told, cite(parts.quote[0], parts.quote[2])) if parts.quote else told


def _quoted(parts: _Parts) -> tuple[tuple[int, str], ...]:
    if not parts.quote:
        return ()
    telling, _, span = parts.quote
    return ((telling.stored.article_id, span.of(telling.stored.article.text)),)
