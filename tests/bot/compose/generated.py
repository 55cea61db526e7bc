"""Stories of any shape, made by hypothesis: the texts are nonsense, the spans are true."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

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

WORDS = ("a", "of", "tug", "crew", "envoy", "roads", "summoned", "withdrew", "Tallinn", "10", "1,200", "didn’t", "U.S.",
         "‘Nord’", '"quoted"', "why?", "stop!", "plenipotentiary-general", "Ærøskøbing", "@everyone", "<b>&amp;", "✈")  # fmt: skip
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

phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=75).map(lambda words: f"The {' '.join(words)}.")
speakers = st.none() | st.builds(
    Speaker, st.sampled_from(NAMES), st.just("she"), st.sampled_from(Resolved), st.sampled_from(((), ("EST",)))
)


@st.composite
def tellings(draw: st.DrawFn, article_id: int) -> Telling:
    """One telling: paragraphs of one sentence, some of them spoken."""
    plain = draw(st.lists(sentences, min_size=1, max_size=5))
    spoken = draw(st.lists(st.lists(sentences, min_size=1, max_size=6).map(" ".join), max_size=8))
    paragraphs = [*plain, *(f"“{words}” she said." for words in spoken)]
    starts = [sum(len(p) + 2 for p in paragraphs[:n]) for n in range(len(paragraphs))]
    text = "\n\n".join(paragraphs)
    quoted = zip(starts[len(plain) :], spoken, strict=True)
    quotes = tuple(draw(_quotes(at + 1, words, len(plain) + n)) for n, (at, words) in enumerate(quoted, 1))
    spans = tuple(Span(at, at + len(words)) for at, words in zip(starts, plain, strict=False))
    reading = draw(_readings(spans, quotes))
    outlet = draw(st.sampled_from(OUTLETS))
    fetched = NOON - timedelta(minutes=draw(st.integers(1, 4000)))
    title = draw(phrases)
    article = Article(
        f"https://harbour.example/{article_id}", title, text, fetched, outlet.name, "en", draw(st.booleans())
    )
    return Telling(make_stored(article, article_id=article_id, fetched=fetched), reading, outlet)


@st.composite
def stories(draw: st.DrawFn, story_id: str = "bodal", first_article: int = 1, most: int = 5) -> Story:
    """A story of one telling or several."""
    told = [draw(tellings(first_article + n)) for n in range(draw(st.integers(1, most)))]
    told.sort(key=lambda t: t.stored.fetched)
    return Story(story_id, told[0].stored.fetched, told[-1].stored.fetched, tuple(told))


@st.composite
def many_stories(draw: st.DrawFn) -> tuple[Story, ...]:
    """Up to twenty stories."""
    count = draw(st.integers(0, 20))
    return tuple(draw(stories(f"story-{chr(97 + n)}", 1 + 10 * n, 2)) for n in range(count))


def coverages() -> st.SearchStrategy[Coverage]:
    """Counts, and feeds in trouble with long reasons."""
    trouble = phrases.map(lambda words: f"Fjord Post: {words}")
    stale = st.lists(trouble, max_size=5).map(tuple)
    return st.builds(Coverage, st.integers(0, 99), st.integers(0, 99), stale, st.integers(0, 9999), st.integers(0, 99))


@st.composite
def _quotes(draw: st.DrawFn, at: int, words: str, paragraph: int) -> Quote:
    kind = draw(st.sampled_from(QuoteKind))
    return Quote(at, at + len(words), draw(speakers), "said", paragraph, kind)


@st.composite
def _readings(draw: st.DrawFn, spans: tuple[Span, ...], quotes: tuple[Quote, ...]) -> Reading:
    key = draw(st.none() | st.integers(0, len(quotes) - 1)) if quotes else None
    return Reading(
        "1",
        "en",
        quotes=quotes,
        statements=tuple(draw(st.lists(_statements(spans), max_size=3))),
        actions=tuple(draw(st.lists(_actions(spans), max_size=12))),
        countries=draw(st.sampled_from(((), ("EST", "NOR"), ("EST", "NOR", "USA", "LVA")))),
        gist=tuple(draw(st.lists(st.sampled_from(spans), max_size=3, unique=True))),
        relevance=Relevance(relevant=True, score=1.0, why=""),
        key_quote=key,
    )


def _actions(spans: tuple[Span, ...]) -> st.SearchStrategy[Action]:
    places = [(n, span) for n, span in enumerate(spans, 1)]

    def build(place: tuple[int, Span], phrase: str, **rest: Any) -> Action:
        number, span = place
        return Action(mode="", phrase=phrase, start=span.start, end=span.end, paragraph=number, **rest)

    return st.builds(
        build,
        st.sampled_from(places),
        phrases,
        type=st.sampled_from(ActionType),
        actor=st.sampled_from(ACTORS),
        recipient=st.sampled_from(ACTORS),
        status=st.sampled_from(Status),
        reported_by=st.sampled_from(("", "the Washington Post")),
    )


def _statements(spans: tuple[Span, ...]) -> st.SearchStrategy[Statement]:
    who = Speaker("President Lars Moe", "Moe", Resolved.NAMED, ("NOR",))
    return st.sampled_from(spans).map(lambda span: Statement(span.start, span.end, who, "said", 1))
