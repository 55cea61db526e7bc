"""What placing one article costs at 1,000 and 10,000 live ones (and 50,000 with --full), and what the index weighs.

The articles are made up to be like news: words of a Zipf distribution, countries, an event's own words and
names, acts between two parties. Half of the events are told once, and one in five continues an older story. As many
articles as are live came in the twelve days before. Each figure comes from a process of its own.
"""

import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from summarizer import Action, ActionType, Actor, Status, StoryIndex

SIZES = (1_000, 10_000)
FULL_SIZE = 50_000  # with --full: five minutes
PROBES = 500
LIMIT_MS = 5.0
START = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
BEFORE, WINDOW = timedelta(days=12), timedelta(hours=47)
VOCABULARY, WORDS, OWN_WORDS, OWN_NAMES = 40_000, 220, 25, 6
TOLD_BY = (1, 1, 1, 2, 3, 6)  # articles of an event
CONTINUES = 0.2  # of events
COUNTRIES = {
    "Russia": "RUS", "Ukraine": "UKR", "China": "CHN", "India": "IND", "Iran": "IRN", "Israel": "ISR", "Turkey": "TUR",
    "France": "FRA", "Germany": "DEU", "Japan": "JPN", "Brazil": "BRA", "Kenya": "KEN", "Egypt": "EGY", "Poland": "POL",
}  # fmt: skip
NAMES = list(COUNTRIES)
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


@dataclass(frozen=True)
class Event:
    """What several articles tell."""

    parties: tuple[str, str]
    words: tuple[str, ...]
    names: tuple[str, ...]
    kind: ActionType


def main() -> None:
    """Measure each size in a child process, and print the curve."""
    if sys.argv[1:] and sys.argv[1].isdigit():
        measure(int(sys.argv[1]))
        return
    for size in (*SIZES, FULL_SIZE) if "--full" in sys.argv else SIZES:
        subprocess.run([sys.executable, __file__, str(size)], check=True)


def measure(size: int) -> None:
    """Fill an index, then time further articles: all of placing and adding."""
    chance, index, stream = random.Random(size), StoryIndex[int](), _Stream(size)
    _take(index, stream, 0, START)
    empty_mb = _resident_mb()
    for number in range(1, size):
        _take(index, stream, number, START + BEFORE * number / size)
    for number in range(size, 2 * size):
        _take(index, stream, number, START + BEFORE + WINDOW * (number - size) / size)
    weighs_mb = _resident_mb() - empty_mb
    articles = [stream.article() for _ in range(PROBES)]
    chance.shuffle(articles)
    spent = [_timed(index, one, 2 * size + n) for n, one in enumerate(articles)]
    worst = sorted(spent)[int(PROBES * 0.99)]
    print(
        f"{len(index):6} live articles, {len(index) + size:6} in two weeks: {sum(spent) / PROBES:.2f} ms CPU an article"
        f" (limit {LIMIT_MS:.0f} ms), the slowest in a hundred {worst:.1f} ms; {weighs_mb:.0f} MB",
        flush=True,
    )


Told = tuple[str, str, tuple[Action, ...], tuple[str, ...]]


class _Stream:
    """Articles in turn: of events that are still told, or of a new one."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._pending: list[Event] = []
        self._past: list[Event] = []
        self._made = 0

    def article(self) -> Told:
        """Make the next article."""
        if len(self._pending) < 50:
            for event in [self._event() for _ in range(50)]:
                self._pending += [event] * self._chance.choice(TOLD_BY)
                self._past = [*self._past[-500:], event]
        return self._tell(self._pending.pop(self._chance.randrange(len(self._pending))))

    def _event(self) -> Event:
        if self._past and self._chance.random() < CONTINUES:
            old = self._chance.choice(self._past)
            return Event(old.parties, old.words[:10] + self._own(15), old.names, self._chance.choice(list(ActionType)))
        first, second = self._chance.sample(NAMES, 2)
        self._made += OWN_NAMES
        names = tuple(_word(10_000_000 + self._made + n).title() for n in range(OWN_NAMES))
        return Event((first, second), self._own(OWN_WORDS), names, self._chance.choice(list(ActionType)))

    def _own(self, count: int) -> tuple[str, ...]:
        return tuple(_word(200 + self._chance.randrange(VOCABULARY)) for _ in range(count))

    def _tell(self, event: Event) -> Told:
        first, second = event.parties
        words = self._chance.choices(_WORDS, cum_weights=_WEIGHTS, k=WORDS)
        words += [*event.words, *event.names, *event.names, first, second, first, second]
        self._chance.shuffle(words)
        title = " ".join((first, *event.words[:3], event.names[0], second))
        act = Action(event.kind, "", _actor(first), _actor(second), Status.DONE, "", 0, 0, 1)
        return title, " ".join(words), (act,), (COUNTRIES[first], COUNTRIES[second])


def _actor(name: str) -> Actor:
    return Actor(name, (COUNTRIES[name],))


def _take(index: StoryIndex[int], stream: _Stream, number: int, at: datetime) -> None:
    _place_and_add(index, stream.article(), number, at)


def _place_and_add(index: StoryIndex[int], article: Told, number: int, at: datetime) -> None:
    title, text, acts, countries = article
    placed = index.place(title, text, at, acts=acts, countries=countries)
    for other in placed.merges:
        index.merge(other, placed.story if placed.story is not None else number)
    story = number if placed.story is None else placed.story
    index.add(number, story, title, text, at, acts=acts, countries=countries)


def _timed(index: StoryIndex[int], article: Told, number: int) -> float:
    began = time.process_time()
    _place_and_add(index, article, number, START + BEFORE + WINDOW)
    return (time.process_time() - began) * 1_000


def _word(number: int) -> str:
    """A pronounceable word of its own for each number."""
    word = ""
    while number or not word:
        number, place = divmod(number, len(SYLLABLES))
        word += SYLLABLES[place]
    return word + "x"


def _resident_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_WORDS = [_word(number) for number in range(VOCABULARY)]
_WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))

if __name__ == "__main__":
    main()
