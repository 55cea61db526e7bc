"""The gist: two or three whole sentences of the source that tell the news, chosen by what is known of the article.

A choice is worth the likely words of the news that it covers (`coverage`, over sumy's LexRank), and for each of its
sentences: where it stands from the news on, what it shares with the title, acts between countries, a day. Openings that
tell an anecdote come before the news and gain nothing from their place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer import coverage, lexrank
from summarizer.actors import mentions as actors_in
from summarizer.housekeeping import is_housekeeping
from summarizer.language import sentences, words
from summarizer.model import Action, Mention, Paragraph, Person, Quote, Span, Status

MAX_SENTENCES_RANKED = 14  # LexRank costs the square; news that comes later yet is not what the article is about
MAX_SENTENCES = 3  # what a reader takes in at a glance; views with less room show some of them
MIN_SENTENCE_WORDS = 8  # a shorter one tells little; measured best
MAX_SENTENCE_WORDS = 70  # a longer one is no summary
POSITION_DECAY = 0.5  # from one sentence to the next: an opening is written by weight
MAX_SHARED = 6  # terms of the title that count; a longer title must not outweigh all else
MIN_SIGNS = 3  # of news in the sentence that has most; with fewer an opening is taken for what it is
NEWS_PART = 0.5  # of the most signs of news: the first sentence with so many begins the news
MAX_ALIKE = 0.7  # part of a sentence's words that an earlier one may have told
QUOTED_PART = 0.95  # of a sentence, from which on it does not say who speaks

_DAY = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Tt]oday|[Yy]esterday)\b")
_PAST = re.compile(
    r"\b(?:in|since|until|of) (?:19|20)\d\d\b|\b(?:years|decades|months) (?:ago|earlier|later|before)\b"
    r"|\b(?:has|have|had) (?:long|for (?:years|decades|months))\b"
    r"|\blast (?:year|month|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"[“\"‘']?(?:Good (?:morning|afternoon|evening)|Hello|Welcome|Thank you|Thanks|Ladies and gentlemen|Q(?:UESTION)?:"
    r"|A:|(?:Sign up|Subscribe|Click|Follow us|Read more|Listen|Watch)\b)",
)
_WITHOUT_MARKS = re.compile(r"[“\"].*?(?:[”\"]|$)", re.DOTALL)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b")
_TOLD_OUTRIGHT = {Status.DONE, Status.ANNOUNCED, Status.ORDERED, Status.THREATENED, Status.DENIED}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each term of a sentence adds to the words that a choice covers, which come to about one.

    Chosen on stories.dev, where half and double change the third decimal; acts and voices matter on features instead.
    """

    position: float = 0.07  # of the sentence that the news begins at
    shared: float = 0.013  # for each term of the title
    anecdote: float = -0.15  # told before the news begins
    act: float = 0.04  # an act between countries, told outright; half for another
    day: float = 0.02  # a day named: what is new is dated
    past: float = -0.01  # years past, habits
    voice: float = -0.02  # a quotation without its speaker, a question, the author's own I
    lexrank: bool = True  # whether sentences are as central as LexRank finds, or all alike


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    text: str
    words: tuple[str, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """What has been found in the article: the terms of its title, acts, quotations, and where officials are named."""

    titled: frozenset[str]
    actions: tuple[Action, ...] = ()
    quotes: tuple[Quote, ...] = ()
    officials: tuple[Span, ...] = ()


def gist(
    text: str,
    body: Iterable[Paragraph],
    actions: Iterable[Action],
    *,
    title: str = "",
    mentions: Iterable[Mention] = (),
    persons: Iterable[Person] = (),
    quotes: Iterable[Quote] = (),
    weights: Weights = WEIGHTS,
) -> tuple[Span, ...]:
    """Choose up to three whole sentences of `body`, in the order of the text, none that repeats another."""
    candidates = _candidates(text, body, tuple(mentions))
    if len(candidates) <= 1:
        return tuple(candidate.span for candidate in candidates)
    titled = coverage.content_stems(words(title)) | {c for m in actors_in(title) for c in m.actor.codes}
    officials = tuple(span for person in persons if person.title for span in person.mentions)
    known = _Known(titled, tuple(actions), tuple(quotes), officials)
    start = _news_start(candidates, known)
    texts = [candidate.text for candidate in candidates]
    split = [candidate.words for candidate in candidates]
    shares = lexrank.shares(texts, split) if weights.lexrank else lexrank.even(len(texts))
    told = coverage.concepts(title, texts, split, shares=shares, start=start)
    worth = [_worth(candidate, n - start, known, weights) for n, candidate in enumerate(candidates)]
    chosen = _choose(candidates, told, worth)
    return tuple(candidates[n].span for n in sorted(chosen))


def _candidates(text: str, body: Iterable[Paragraph], mentions: Sequence[Mention]) -> tuple[_Candidate, ...]:
    """Return the first sentences of good length; where there are too few, the short ones too."""
    fitting: list[_Candidate] = []
    not_long: list[_Candidate] = []
    for paragraph in body:
        for span in sentences(text, paragraph):
            candidate = _candidate(text, span, mentions)
            if len(candidate.words) <= MAX_SENTENCE_WORDS:
                not_long.append(candidate)
                fits = len(candidate.words) >= MIN_SENTENCE_WORDS and _may_tell_news(candidate.text)
                fitting += [candidate] * fits
        if len(fitting) >= MAX_SENTENCES_RANKED:
            break
    return tuple((fitting if len(fitting) >= MAX_SENTENCES else not_long)[:MAX_SENTENCES_RANKED])


def _may_tell_news(sentence: str) -> bool:
    return not (_NO_NEWS.match(sentence) or is_housekeeping(sentence))


def _candidate(text: str, span: Span, mentions: Sequence[Mention]) -> _Candidate:
    sentence = span.of(text)
    codes = {code for m in mentions if span.start <= m.start < span.end for code in m.actor.codes}
    split = words(sentence)
    return _Candidate(span, sentence, split, coverage.content_stems(split) | codes)


def _news_start(candidates: Sequence[_Candidate], known: _Known) -> int:
    """The first sentence that shows half the signs of news that the best one shows, or names an official.

    What comes before it is an anecdote. An article without signs begins with its news.
    """
    signs = [_signs(candidate, known) for candidate in candidates]
    wanted = NEWS_PART * max(signs)
    if max(signs) < MIN_SIGNS:
        return 0
    return next(n for n, one in enumerate(candidates) if signs[n] >= wanted or _names_official(one, known))


def _signs(candidate: _Candidate, known: _Known) -> float:
    """What the title tells too, an act between countries, counted twice, and a day."""
    return len(candidate.terms & known.titled) + 2 * _act_told(candidate, known) + bool(_DAY.search(candidate.text))


def _names_official(candidate: _Candidate, known: _Known) -> bool:
    return any(candidate.span.start <= named.start < candidate.span.end for named in known.officials)


def _worth(candidate: _Candidate, after: int, known: _Known, weights: Weights) -> float:
    """What a sentence is worth by itself, `after` so many from where the news begins."""
    return (
        weights.position * (POSITION_DECAY**after if after >= 0 else 0.0)
        + weights.anecdote * (after < 0)
        + weights.shared * min(MAX_SHARED, len(candidate.terms & known.titled))
        + weights.act * _act_told(candidate, known)
        + weights.day * bool(_DAY.search(candidate.text))
        + weights.past * bool(_PAST.search(candidate.text))
        + weights.voice * _is_voice(candidate, known)
    )


def _act_told(candidate: _Candidate, known: _Known) -> float:
    """1 for an act between two countries told outright, a half for one that is urged, alleged or discussed."""
    told = (a for a in known.actions if a.start < candidate.span.end and candidate.span.start < a.end)
    return max((1.0 if a.status in _TOLD_OUTRIGHT else 0.5 for a in told if a.crosses_border), default=0.0)


def _is_voice(candidate: _Candidate, known: _Known) -> bool:
    """Is it words of somebody whom it does not name, a question, or the author speaking of himself?"""
    span = candidate.span
    quoted = sum(max(0, min(q.end, span.end) - max(q.start, span.start)) for q in known.quotes)
    bare = _WITHOUT_MARKS.sub("", candidate.text)
    asks = candidate.text.rstrip("”\"’')").endswith("?")
    return asks or quoted > QUOTED_PART * (span.end - span.start) or bool(_FIRST_PERSON.search(bare))


def _choose(candidates: Sequence[_Candidate], told: Sequence[coverage.Told], worth: Sequence[float]) -> list[int]:
    """Take the sentence that adds most, again and again; near copies of those taken are passed over."""
    chosen: list[int] = []
    cover = coverage.Cover()
    left = list(range(len(candidates)))
    while left and len(chosen) < MAX_SENTENCES:
        best = max(left, key=lambda n: cover.rated_with(told[n]) + worth[n])
        chosen.append(best)
        cover = cover.including(told[best])
        left = [n for n in left if n != best and _is_new(candidates[n], candidates[best])]
    return chosen


def _is_new(candidate: _Candidate, chosen: _Candidate) -> bool:
    return sum(word in chosen.words for word in candidate.words) <= MAX_ALIKE * len(candidate.words)
