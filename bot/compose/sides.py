"""One thing as outlets tell it differently, as values. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.compose.acts import is_shown_as_act
from bot.compose.counts import alike
from bot.compose.evidence import Evidence
from bot.compose.stems import stem_list
from bot.compose.voices import voices_of
from bot.model import Outlet, Story, Telling
from summarizer.boilerplate import body
from summarizer.language import sentences
from summarizer.model import Span

DAY = timedelta(days=1)
NIGHT = timedelta(hours=12)
_IN_ANY_SENTENCE = """
    that from with over after have been will their this into were said says accor where which about would minis gover
    offic monda tuesd wedne thurs frida satur sunda janua febru march april augus septe octob novem decem
"""
_NO_CORE = frozenset(_IN_ANY_SENTENCE.split())


class Kind(StrEnum):
    """What outlets differ in, most telling first."""

    NUMBER = "number"
    STATUS = "status"
    ACTOR = "actor"
    RECIPIENT = "recipient"
    CUT = "cut"
    QUOTE = "quote"
    DATE = "date"
    READOUT = "readout"


@dataclass(frozen=True, slots=True)
class Side:
    """What one outlet has: `spans` are verbatim words of the telling's text, `passage` what a link selects.

    `also` are further outlets that say the same.
    """

    telling: Telling
    spans: tuple[Span, ...]
    passage: Span
    also: tuple[Outlet, ...] = ()
    label: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The outlet's words, one a span."""
        return tuple(span.of(self.telling.stored.article.text) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Difference:
    """`about` says in our words what it is about ("killed", "Iran → Greece: coercion", a speaker).

    `is_quoted` where the words of all sides are whole quotations, to be drawn in marks.
    """

    kind: Kind
    about: str
    sides: tuple[Side, ...]
    is_quoted: bool = False


def originals(story: Story) -> tuple[Telling, ...]:
    """The tellings that count where outlets are compared, oldest first: in English, not withdrawn, no copies.

    Of a text that its own outlet prints again, the newest.
    """
    return tuple(sorted((_newest_of_its_outlet(voice) for voice in voices_of(comparable(story))), key=_order))


def _newest_of_its_outlet(voice: tuple[Telling, ...]) -> Telling:
    return max((t for t in voice if t.outlet.name == voice[0].outlet.name), key=_order)


def comparable(story: Story) -> tuple[Telling, ...]:
    """Tellings in English that their outlets stand by, copies too, oldest first."""
    return tuple(sorted((t for t in story.tellings if t.reading.language == "en" and not t.withdrawn), key=_order))


def acts_told(tellings: Iterable[Telling]) -> Iterator[Evidence]:
    """What the tellings say of acts whose actor is known."""
    for telling in tellings:
        for action in telling.reading.actions:
            if is_shown_as_act(action):
                yield Evidence(telling, action)


def are_near(one: Telling, other: Telling) -> bool:
    """Were both told on one day, or within a night? What is told later may be news and no difference."""
    earlier, later = sorted((one.stored.told, other.stored.told))
    return later - earlier <= NIGHT or (earlier.date() == later.date())


def sentences_of(telling: Telling, *, first: int) -> Iterator[tuple[int, Span]]:
    """The sentences of an article's first paragraphs, behind its dateline, each with its paragraph's number."""
    article = telling.stored.article
    return ((n, span) for n, span in _sentences(article.title, article.text) if n <= first)


@lru_cache(maxsize=512)
def _sentences(title: str, text: str) -> tuple[tuple[int, Span], ...]:
    return tuple((p.number, span) for p in body(title, text) for span in sentences(text, p))


def sentence_at(telling: Telling, at: int) -> Span:
    """The sentence at a place of the text; the place alone where there is none."""
    text = telling.stored.article.text
    return next(
        (span for _, span in _sentences(telling.stored.article.title, text) if span.start <= at < span.end),
        Span(at, at),
    )


def _order(telling: Telling) -> tuple[datetime, int, int]:
    return telling.stored.told, telling.stored.article_id, telling.stored.version_id


def core_of(words: str) -> frozenset[str]:
    """The stems by which two phrases tell of one thing: without days, months and words that any sentence has."""
    return frozenset(map(alike, stem_list(words))) - _NO_CORE
