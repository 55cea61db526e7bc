"""One article to its Reading: joins the parts in order and bounds the work. Decides nothing about words.

The parts are imported on first use: spacy and sumy take a second to import, and a process that only looks at readings
(the bot's event loop, `sitrep --help`) must not pay for them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from summarizer.actors import country_name
from summarizer.language import detect
from summarizer.model import Article, Mention, Paragraph, Person, Reading, Relevance

if TYPE_CHECKING:
    from summarizer.actions import Explained

VERSION = "2"  # raised with every change that alters readings, so that stored ones are rebuilt
MAX_PARAGRAPHS = 400  # ten times a long report; beyond it lies a live blog's archive or a dump
MAX_CHARS = 60_000  # about 10,000 words, a long magazine piece; bounds the slowest reading to seconds
MAX_TITLE_CHARS = 1_000  # a title is a line; longer ones are feed errors
LANGUAGE_READ = "en"
OPENING_CHARS_ABROAD = 1_500  # of an article in another language: its first paragraphs say what it is about
MIN_COUNTRIES_ABROAD = 2
TITLE_WEIGHT = 4.0  # a country in the title counts like four in later paragraphs
OPENING_PARAGRAPHS = 3  # the opening tells what an article is about
OPENING_WEIGHT = 2.0
MIN_COUNTRY_SHARE = 0.15  # of the most prominent country's weight; below it a country is an aside
MAX_COUNTRIES = 8

_SURROGATES = re.compile("[\ud800-\udfff]")


def read(article: Article) -> Reading:
    """Find quotes, statements, actions, countries, gist and relevance of one article.

    Total: any text gives a Reading, in bounded time. Of an article in another language than English only the countries
    that it names are told; it is taken for foreign policy where its headline and opening name two.
    Only the first MAX_CHARS characters and MAX_PARAGRAPHS paragraphs are read.
    """
    title, text = _encodable(article.title[:MAX_TITLE_CHARS]), _encodable(article.text[: MAX_CHARS + 1])
    language = article.language.lower().partition("-")[0] or detect(title, text)
    if language != LANGUAGE_READ:
        return _unread(title, text, language)
    return _read_english(title, text)


def _unread(title: str, text: str, language: str) -> Reading:
    """What can be told of an article that nobody here can read."""
    from summarizer.tongues import codes_in

    countries = codes_in(f"{title}\n{text[:OPENING_CHARS_ABROAD]}", language)
    relevant = len(countries) >= MIN_COUNTRIES_ABROAD
    named = f"names {', '.join(country_name(code) for code in countries[:3])}" if countries else "names no country"
    score = 0.5 if relevant else 0.0
    relevance = Relevance(relevant=relevant, score=score, why=f"not English ({language}): {named}")
    return Reading(VERSION, language, countries=countries[:MAX_COUNTRIES], relevance=relevance)


def explain(article: Article) -> "tuple[Explained, ...]":
    """Return every decision of read() on an article's actions: kept acts, and near-misses with what makes them none.

    An article in another language than English has none.
    """
    from summarizer import actions, people, quotes

    title, text = _encodable(article.title[:MAX_TITLE_CHARS]), _encodable(article.text[: MAX_CHARS + 1])
    if (article.language.lower().partition("-")[0] or detect(title, text)) != LANGUAGE_READ:
        return ()
    body = _body(title, text)
    persons = people.people(text, body)
    found = quotes.find_quotes(text, body, persons)
    statements = quotes.find_statements(text, body, persons, found)
    return actions.explain_actions(text, body, persons, found, statements)


def _read_english(title: str, text: str) -> Reading:
    from summarizer import actions, actors, people, quotes, relevance
    from summarizer.gist import gist

    body = _body(title, text)
    persons = people.people(text, body)
    found = quotes.find_quotes(text, body, persons)
    statements = quotes.find_statements(text, body, persons, found)
    acts = actions.find_actions(text, body, persons, found, statements)
    mentions = tuple(mention for p in body for mention in actors.mentions(text, p.start, p.end))
    speakers = (*(quote.speaker for quote in found if quote.speaker), *(one.speaker for one in statements))
    return Reading(
        version=VERSION,
        language=LANGUAGE_READ,
        quotes=found,
        statements=statements,
        actions=acts,
        countries=prominent(actors.mentions(title), mentions, persons, body),
        gist=gist(text, body, acts, title=title, mentions=mentions, persons=persons, quotes=found),
        relevance=relevance.judge(title, text, body, mentions, acts, speakers=speakers),
        key_quote=quotes.key_quote(text, found, acts),
    )


def prominent(
    headline: Iterable[Mention], mentions: Iterable[Mention], persons: Iterable[Person], body: tuple[Paragraph, ...]
) -> tuple[str, ...]:
    """Return the codes an article is about, most prominent first; asides are left out, ties go by first appearance."""
    weights: dict[str, float] = {}
    opening_end = body[min(OPENING_PARAGRAPHS, len(body)) - 1].end if body else 0
    for mention in headline:
        for code in mention.actor.codes:
            weights[code] = weights.get(code, 0.0) + TITLE_WEIGHT
    for start, codes in sorted(_places(mentions, persons)):
        for code in codes:
            weights[code] = weights.get(code, 0.0) + (OPENING_WEIGHT if start < opening_end else 1.0)
    floor = MIN_COUNTRY_SHARE * max(weights.values(), default=0.0)
    ranked = sorted(weights, key=lambda code: -weights[code])  # stable: ties keep the order of appearance
    return tuple(code for code in ranked if weights[code] >= floor)[:MAX_COUNTRIES]


def _places(mentions: Iterable[Mention], persons: Iterable[Person]) -> Iterator[tuple[int, tuple[str, ...]]]:
    yield from ((mention.start, mention.actor.codes) for mention in mentions)
    yield from ((span.start, person.codes) for person in persons for span in person.mentions)


def _body(title: str, text: str) -> tuple[Paragraph, ...]:
    from summarizer import boilerplate

    return _bounded(boilerplate.body(title, text[:MAX_CHARS]), whole=len(text) <= MAX_CHARS)


def _bounded(body: tuple[Paragraph, ...], *, whole: bool) -> tuple[Paragraph, ...]:
    """Keep the first paragraphs; one that the limit cut through goes too, unless it is the only one."""
    kept = body if whole or len(body) < 2 else body[:-1]
    return kept[:MAX_PARAGRAPHS]


def _encodable(text: str) -> str:
    """Replace lone surrogates, which no parser takes, one for one: offsets stay true."""
    return _SURROGATES.sub("\ufffd", text)
