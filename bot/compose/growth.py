"""What was counted and has grown since a channel saw it: 4 soldiers, then 9; a toll of nine, then 14. Pure."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.compose.counts import NUMBER, Count, counts_in, value_of
from bot.compose.wording import opening_of, outlet_name
from bot.model import Snapshot, Story, Telling
from summarizer.language import sentences
from summarizer.paragraphs import paragraphs

COUNTED_PARAGRAPHS = 5
OPENING_LINES = 2  # a headline and a sentence
DEAD = frozenset({"the dead"})
_MEMBERS = re.compile(r"(?i)\bmembers?\b")  # of a crew, of a parliament
_WHOLE = re.compile(r"(?i)\b(?:crew|staff)\b")  # a group of which sailors or diplomats may be a part
# What a sentence says that tells a newer count of what was counted before; in an opening, the count itself does.
_NEWER = re.compile(
    r"(?i)\b(?:still|now|so far|meanwhile|by then|rais(?:ed|es|ing)|rose|rises|risen|rising|climb(?:ed|s|ing)|grown"
    r"|grew|increased|revis(?:ed|es|ing)|up from|earlier count|not (?:the )?(?:\d|one|two|three|four|five|six|seven))\b"
)
_LATER_COUNT = re.compile(
    r"(?i)\b(?:(?:rais|revis|updat)(?:ed|es|ing)|rose|risen|climbed|up from|earlier (?:count|toll|figure|number)"
    r"|first spoken of|later (?:died|taken|found))\b"
)
_TOLL = re.compile(
    rf"(?i)\btoll\b[^.;]{{0,60}}?\b(?:to|at|of|reached|reaches|is|was|now)\s+(?:at least\s+)?"
    rf"(?P<number>{NUMBER})(?![\w,.]*\w)"
)
_KILLED = re.compile(
    rf"(?i)(?<![\w$€£¥.,–-])(?P<number>{NUMBER})(?: [\w’'-]+){{0,3}}? (?:(?:were|was|are|have been|had been) )?"
    r"(?:killed|dead|died|slain|deaths)\b"
)
_KILLING = re.compile(
    rf"(?i)\bkill(?:ed|s|ing)\s+(?:at least |some |about |more than )?(?P<number>{NUMBER})(?![\w,.]*\w)"
)


def grown_counts(story: Story, shown: Snapshot) -> Iterator[str]:
    """ "4 → 9 soldiers (Fjord Post)": of what was counted where the channel saw it, more. Less is where
    outlets differ."""
    seen = set(shown.versions.values())
    known = [count for words in shown.openings.values() for count in _in_opening(words)]
    known += [c for t in story.tellings if t.stored.version_id in seen for c in _in_body(t)]
    for telling in story.tellings:
        for count in _fresh(telling) if telling.stored.version_id not in seen else ():
            before = [other for other in known if _counts_the_same(other, count)]
            if before and all(other.number < count.number for other in before):
                most = max(before, key=lambda other: other.number)
                subject = "dead: " if count.things == DEAD else ""
                counted = f"{_lower_first(_before(most, count))} → {_lower_first(count.words)}"
                yield f"{subject}{counted} ({outlet_name(telling.outlet)})"


def _counts_the_same(one: Count, other: Count) -> bool:
    """Of one group: 11 sailors may be among 13 crew, and of what members are is not said."""
    either = f"{one.words} {other.words}"
    if _MEMBERS.search(either):
        return False
    return one.is_of(other) and (not _WHOLE.search(either) or _counted(one) == _counted(other))


def _counted(count: Count) -> str:
    """The words behind the number."""
    return count.words.partition(" ")[2].casefold()


def _before(most: Count, count: Count) -> str:
    """ "8" where the same words follow both numbers: 8 → 10 sailors."""
    return most.words.partition(" ")[0] if _counted(most) == _counted(count) else most.words


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


def tells_later_count(telling: Telling) -> bool:
    """Does the article say that its number is a later count, not a wrong one put right?"""
    opening = telling.stored.article.text.split("\n\n")[:COUNTED_PARAGRAPHS]
    return bool(_LATER_COUNT.search("\n".join(opening)))


def _fresh(telling: Telling) -> Iterator[Count]:
    """What the opening counts, and what the next paragraphs count in sentences that tell a newer count."""
    yield from _in_opening(opening_of(telling))
    for sentence in _sentences(telling):
        if _NEWER.search(sentence):
            yield from counts_in(sentence)
        yield from _dead_in(sentence)


def _in_opening(words: str) -> Iterator[Count]:
    told = "\n".join(words.split("\n")[:OPENING_LINES])
    yield from counts_in(told)
    yield from _dead_in(told)


def _in_body(telling: Telling) -> Iterator[Count]:
    for sentence in _sentences(telling):
        yield from counts_in(sentence)
        yield from _dead_in(sentence)


def _sentences(telling: Telling) -> Iterator[str]:
    """The first paragraphs, without quotations: what somebody says counts for another."""
    text = telling.stored.article.text
    quoted = [(quote.start, quote.end) for quote in telling.reading.quotes]
    for paragraph in islice(paragraphs(text), COUNTED_PARAGRAPHS):
        for span in sentences(text, paragraph):
            if not any(start < span.end and span.start < end for start, end in quoted):
                yield span.of(text)


def _dead_in(sentence: str) -> Iterator[Count]:
    for pattern in (_TOLL, _KILLED, _KILLING):
        for match in pattern.finditer(sentence):
            words = match["number"]
            yield Count(value_of(words), words, DEAD)
