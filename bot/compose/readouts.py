"""What one side's account of a call, a meeting or a statement has, and the other's lacks. Pure."""

import re
from collections.abc import Iterator
from itertools import combinations

from bot.compose.counts import alike
from bot.compose.sides import Difference, Kind, Side, are_near, sentences_of
from bot.compose.stems import stem_list
from bot.model import Telling
from summarizer.model import ActionType, Span, Status

OPENING_PARAGRAPHS = 6
NAMED_EARLY = 2  # paragraphs in which the call and its parties are told
MIN_NAMES = 2  # names in common that make two accounts those of one call
MAX_TOPICS = 2  # shown of each account
MAX_TOPIC_WORDS = 14
_OFFICIAL = re.compile(
    r"(?:\b(?:[Rr]ead-?out|[Pp]ress release|[Ss]tatement|[Cc]ommuniqu[ée])\b"
    r"|\b(?:Kremlin|Presidency|White House|Downing Street|[Mm]inistry|[Gg]overnment"
    r"|[Cc]hancellery|Foreign Office|spokes\w+) (?:said|says|reported|stated)|\w+ says\b)"
)
_TALKED = re.compile(
    r"(?i)\b(?:discuss(?:ed|ing)?|exchanged views on|talk(?:ed|ing) about|spoke about|address(?:ed|ing)"
    r"|touched (?:up)?on|focus(?:ed|ing) on|review(?:ed|ing)|rais(?:ed|ing)|stress(?:ed|ing)"
    r"|agreed (?:to|on)|call(?:ed|ing) for)\s+"
    r"(?P<topics>[^.;:“”\"]+)"
)
_CONSIDERED = re.compile(
    r"(?i)(?:^|[“\"])(?P<topics>[^.;:“”\"]+?)\s+(?:were|was)\s+(?:also\s+)?"
    r"(?:considered|discussed|raised|addressed|reviewed|touched upon)\b"
)
_PARTS = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?=(?:the|a|an|its|their|on|of)\s)|\s+as well as\s+")
_BY_PHONE = re.compile(
    r"(?i)\s+(?:by (?:tele)?phone|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|with (?:his|her|their)|in detail)\b.*$"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]{3,}")
_SMALL = re.compile(
    r"^(?:that |to )?(?:the|a|an|its|their|on|of|also|situation in|issue of|question of)\s+", re.IGNORECASE
)
_VAGUE_STEMS = """
    situa issue topic matte quest relat bilat coope conta sides count leade presi minis level vario other furth conti
    state views talks phone calls meeti inter mutua commo agree which their that with about after under
"""
_VAGUE = frozenset(_VAGUE_STEMS.split())


def readout_differences(tellings: tuple[Telling, ...]) -> Iterator[Difference]:
    """One difference for each pair of accounts of one call, in which each has topics of its own."""
    accounts = tuple(telling for telling in tellings if _is_account(telling))
    for one, other in combinations(accounts, 2):
        if _of_one_call(one, other):
            sides = tuple(side for a, b in ((one, other), (other, one)) if (side := _only_in(a, b)))
            if len(sides) > 1:
                yield Difference(Kind.READOUT, "", sides)


def _is_account(telling: Telling) -> bool:
    """Does it tell of talks, as an official or a state outlet, or in a government's own words?"""
    talks = (ActionType.CONSULT, ActionType.AGREE)
    talked = any(
        a.type in talks and a.status is Status.DONE and a.paragraph <= NAMED_EARLY for a in telling.reading.actions
    )
    is_official = telling.outlet.label.startswith(("state", "government"))
    return talked and (is_official or bool(_OFFICIAL.search(telling.stored.article.text)))


def _of_one_call(one: Telling, other: Telling) -> bool:
    """Two countries' outlets, near in time, with two names in common where the call is told?"""
    apart = one.outlet.name != other.outlet.name and one.outlet.country != other.outlet.country
    return apart and are_near(one, other) and len(_names(one) & _names(other)) >= MIN_NAMES


def _names(telling: Telling) -> frozenset[str]:
    text = telling.stored.article.text
    opening = " ".join(span.of(text) for _, span in sentences_of(telling, first=NAMED_EARLY))
    return frozenset(_NAME.findall(f"{telling.stored.article.title} {opening}"))


def _only_in(telling: Telling, other: Telling) -> Side | None:
    """The topics that the other's text has no word of, at most two; None where there are none."""
    known = _stems(f"{other.stored.article.title} {other.stored.article.text}")
    found: list[tuple[Span, Span]] = []
    told: frozenset[str] = frozenset()
    for topic, sentence in _topics(telling):
        stems = _stems(topic.of(telling.stored.article.text))
        if _is_new(stems, known) and not stems & told:
            found, told = [*found, (topic, sentence)], told | stems
    spans = tuple(topic for topic, _ in found[:MAX_TOPICS])
    return Side(telling, spans, found[0][1], label="only in") if found else None


def _is_new(stems: frozenset[str], known: frozenset[str]) -> bool:
    telling = stems - _VAGUE
    return bool(telling) and len(telling & known) < len(telling) / 2


def _topics(telling: Telling) -> Iterator[tuple[Span, Span]]:
    """What was talked of, each with its sentence."""
    text = telling.stored.article.text
    for _, sentence in sentences_of(telling, first=OPENING_PARAGRAPHS):
        for pattern in (_TALKED, _CONSIDERED):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                yield from ((topic, sentence) for topic in _parts(text, *match.span("topics")))


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """A list's members, without what stands around them."""
    at = start
    for cut in (*_PARTS.finditer(text, start, end), None):
        stop = cut.start() if cut else end
        bare = _BY_PHONE.sub("", text[at:stop])
        small = _SMALL.match(bare)
        begin = at + (small.end() if small else 0)
        if bare.strip() and len(bare.split()) <= MAX_TOPIC_WORDS and begin < at + len(bare):
            yield Span(begin, at + len(bare.rstrip(" ,")))
        at = cut.end() if cut else end


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(alike, stem_list(text)))
