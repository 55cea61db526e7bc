"""What grouping one article costs at 1,000 and 10,000 live ones (and 50,000 with --full), and what the index weighs.

The articles are made up: words of a Zipf distribution over a large vocabulary, and a topic's own words, so that events
differ as they do in a live stream.
"""

import random
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from summarizer import StoryIndex

SIZES = (1_000, 10_000)
FULL_SIZE = 50_000  # with --full: four minutes
PROBES = 300
AIM_MS = 5.0
START = datetime(2026, 3, 9, 0, 0, tzinfo=UTC)
WINDOW_S = 47 * 3600
COMMON, TOPIC_WORDS, VOCABULARY = 120, 30, 40_000
ARTICLES_A_TOPIC = 4
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]


def main() -> None:
    """Fill an index to each size within its window, then time further articles."""
    for size in (*SIZES, FULL_SIZE) if "--full" in sys.argv else SIZES:
        chance = random.Random(size)
        index = StoryIndex[int]()
        for number in range(size):
            _take(index, number, chance, START + timedelta(seconds=WINDOW_S * number / size), topics=size)
        now = START + timedelta(seconds=WINDOW_S)
        began = time.process_time()
        for number in range(size, size + PROBES):
            _take(index, number, chance, now, topics=size)
        spent = (time.process_time() - began) / PROBES * 1_000
        print(f"{size} live articles: {spent:.2f} ms CPU an article (aim ≤ {AIM_MS:.0f} ms)", flush=True)
    print(f"memory of an index of {SIZES[1]}: {_memory_mb():.0f} MB")


def _take(index: StoryIndex[int], number: int, chance: random.Random, at: datetime, *, topics: int) -> None:
    topic = chance.randrange(1 + topics // ARTICLES_A_TOPIC)
    own = [_word(VOCABULARY + topic * TOPIC_WORDS + n) for n in range(TOPIC_WORDS)]
    words = chance.choices(_WORDS, cum_weights=_WEIGHTS, k=COMMON) + chance.choices(own, k=TOPIC_WORDS)
    chance.shuffle(words)
    title, text = " ".join(own[:6]), " ".join(words)
    story = index.match(title, text, at)
    index.add(number, number if story is None else story, title, text, at)


def _word(number: int) -> str:
    """A pronounceable word of its own for each number."""
    word = ""
    while number or not word:
        number, place = divmod(number, len(SYLLABLES))
        word += SYLLABLES[place]
    return word + "x"


_WORDS = [_word(number) for number in range(VOCABULARY)]
_WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(VOCABULARY)))


def _memory_mb() -> float:
    tracemalloc.start()
    index, chance = StoryIndex[int](), random.Random(1)
    for number in range(SIZES[1]):
        _take(index, number, chance, START, topics=SIZES[1])
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1e6


if __name__ == "__main__":
    main()
