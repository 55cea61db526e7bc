"""Stories of any shape, each made from a number: the texts are nonsense, the spans are true."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.model import Coverage, Story, Telling
from summarizer.model import (
    Action,
    ActionType,
    Actor,
    Article,
    Quote,
    QuoteKind,
    Reading,
    Relevance,
    Resolved,
    Span,
    Speaker,
    Statement,
    Status,
)
from tests.factories import NOON, make_outlet, make_stored

WORDS = (
    "a", "of", "in", "tug", "crew", "envoy", "roads", "summoned", "withdrew", "asked", "Tallinn", "10", "1,200",
    "didn’t", "U.S.", "‘Nord’", '"quoted"', "why?", "stop!", "plenipotentiary-general", "Ærøskøbing", "@everyone",
    "<b>&amp;", "✈",
)  # fmt: skip
ACTORS = (
    Actor("Estonia", ("EST",)),
    Actor("Norway", ("NOR",)),
    Actor("Washington", ("USA",)),
    Actor("the Holy See and the Sovereign Order", ()),
    Actor("the six", ("EST", "LVA", "LTU", "FIN", "SWE", "NOR")),
    None,
)
OUTLETS = (
    make_outlet(),
    make_outlet(name="Fjord Post", country="NOR", rank=40),
    make_outlet(name="The Gulf and Straits Observer", label="state media (Norway)", rank=60),
    make_outlet(name="Wire", label="news agency", rank=5),
)
NAMES = ("Foreign Minister Kaarin Oja", "President Lars Moe", "a senior official of the ministry", "she")


def any_story(random: Random, story_id: str = "bodal", *, first_article: int = 1, most: int = 5) -> Story:
    """A story of one telling or several."""
    told = [_telling(random, first_article + n) for n in range(random.randint(1, most))]
    told.sort(key=lambda t: t.stored.fetched)
    return Story(story_id, told[0].stored.fetched, told[-1].stored.fetched, tuple(told))


def any_stories(random: Random) -> tuple[Story, ...]:
    """Up to twenty stories."""
    count = random.choice((0, 1, 4, 7, 12, 20))
    return tuple(any_story(random, f"story-{chr(97 + n)}", first_article=1 + 10 * n, most=3) for n in range(count))


def any_stream(random: Random, count: int) -> tuple[tuple[str, Telling], ...]:
    """So many article versions in order of `fetched`, each with its story's id: some are edits, some join a story."""
    stream: list[tuple[str, Telling]] = []
    for version_id, told in enumerate(sorted((_telling(random, n + 1) for n in range(count)), key=_fetched), 1):
        telling = replace(told, stored=replace(told.stored, version_id=version_id))
        story_id = f"story-{version_id}"
        if stream and random.random() < 0.6:
            story_id, earlier = random.choice(stream[-60:])
            if random.random() < 0.2:
                telling = _edited(telling, stream, earlier.stored.article_id)
        stream.append((story_id, telling))
    return tuple(stream)


def _edited(telling: Telling, stream: list[tuple[str, Telling]], article_id: int) -> Telling:
    """The telling as the next version of an article, by its outlet."""
    newest = [told for _, told in stream if told.stored.article_id == article_id][-1]
    edited = replace(telling.stored, article_id=article_id, version=newest.stored.version + 1)
    return replace(telling, stored=edited, outlet=newest.outlet)


def _fetched(telling: Telling) -> datetime:
    return telling.stored.fetched


def any_coverage(random: Random) -> Coverage:
    """Counts, and feeds in trouble with long reasons."""
    stale = tuple(f"Fjord Post: {_phrase(random, 25)}" for _ in range(random.randint(0, 5)))
    return Coverage(random.randint(0, 99), random.randint(0, 99), stale, random.randint(0, 9999), random.randint(0, 99))


def _phrase(random: Random, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, most)))


def _sentence(random: Random) -> str:
    return f"The {_phrase(random, random.choice((8, 30, 75)))}."


def _telling(random: Random, article_id: int) -> Telling:
    """Paragraphs of one sentence, then some that are spoken."""
    plain = [_sentence(random) for _ in range(random.randint(1, 5))]
    spoken = [" ".join(_sentence(random) for _ in range(random.randint(1, 6))) for _ in range(random.randint(0, 8))]
    paragraphs = [*plain, *(f"“{words}” she said." for words in spoken)]
    starts = [sum(len(p) + 2 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    spans = tuple(Span(at, at + len(words)) for at, words in zip(starts, plain, strict=False))
    quoted = zip(starts[len(plain) :], spoken, strict=True)
    quotes = tuple(_quote(random, at + 1, words, len(plain) + n) for n, (at, words) in enumerate(quoted, 1))
    outlet, fetched = random.choice(OUTLETS), NOON - timedelta(minutes=random.randint(1, 4000))
    article = Article(
        f"https://harbour.example/{article_id}",
        _phrase(random, 20),
        "\n\n".join(paragraphs),
        fetched,
        outlet.name,
        full_text=random.random() < 0.8,
    )
    stored = make_stored(article, article_id=article_id, fetched=fetched)
    return Telling(stored, _reading(random, spans, quotes), outlet)


def _quote(random: Random, at: int, words: str, paragraph: int) -> Quote:
    codes = random.choice(((), ("EST",)))
    speaker = Speaker(random.choice(NAMES), "she", random.choice(tuple(Resolved)), codes)
    known = speaker if random.random() < 0.8 else None
    return Quote(at, at + len(words), known, "said", paragraph, random.choice(tuple(QuoteKind)))


def _reading(random: Random, spans: tuple[Span, ...], quotes: tuple[Quote, ...]) -> Reading:
    return Reading(
        "1",
        "en",
        quotes=quotes,
        statements=tuple(_statement(random, spans) for _ in range(random.randint(0, 3))),
        actions=tuple(_action(random, spans) for _ in range(random.randint(0, 12))),
        countries=random.choice(((), ("EST", "NOR"), ("EST", "NOR", "USA", "LVA"))),
        gist=tuple(random.sample(spans, k=random.randint(0, min(3, len(spans))))),
        relevance=Relevance(relevant=True, score=1.0, why=""),
        key_quote=random.randrange(len(quotes)) if quotes and random.random() < 0.8 else None,
    )


def _action(random: Random, spans: tuple[Span, ...]) -> Action:
    number = random.randint(1, len(spans))
    span = spans[number - 1]
    return Action(
        type=random.choice(tuple(ActionType)),
        mode="",
        actor=random.choice(ACTORS),
        recipient=random.choice(ACTORS),
        status=random.choice(tuple(Status)),
        phrase=_phrase(random, random.choice((4, 12, 30))),
        start=span.start,
        end=span.end,
        paragraph=number,
        reported_by=random.choice(("", "the Washington Post")),
    )


def _statement(random: Random, spans: tuple[Span, ...]) -> Statement:
    span = random.choice(spans)
    return Statement(span.start, span.end, Speaker("President Lars Moe", "Moe", Resolved.NAMED, ("NOR",)), "said", 1)
