"""The people of an article by place, and who has spoken so far: what the search for speakers remembers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from summarizer.model import Person, Speaker
from summarizer.quotes.clauses import Word
from summarizer.quotes.pages import Page

NAMES_BACK = 200
_ROLES = ("the ", "The ")  # forms of a person that are no name


@dataclass(slots=True)
class Cast:
    """The people of an article by place, and who has spoken so far. One a reading, never shared."""

    text: str
    people: tuple[Person, ...]
    starts: list[int] = field(default_factory=list)
    owners: list[tuple[int, int, int]] = field(default_factory=list)  # start, end, index of the person
    sentences: list[int] = field(default_factory=list)  # where each sentence starts
    hidden: list[tuple[int, int]] = field(default_factory=list)  # passages in marks: names inside are no antecedents
    spoken: list[tuple[int, int]] = field(default_factory=list)  # place and person of each speech so far
    voices: list[tuple[int, Speaker]] = field(default_factory=list)  # institutions and groups, for "it" and "they"
    words: list[tuple[Word, ...]] = field(default_factory=list)  # of each sentence

    def __post_init__(self) -> None:
        spans = ((span, n) for n, person in enumerate(self.people) for span in person.mentions)
        places = sorted((span.start, span.end, n) for span, n in spans if not self.text.startswith(_ROLES, span.start))
        self.owners = places
        self.starts = [start for start, _, _ in places]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that holds a place."""
        return bisect_right(self.sentences, place) - 1


def cast_of(text: str, people: tuple[Person, ...], pages: tuple[Page, ...]) -> Cast:
    """Return the cast at the start of a reading: nobody has spoken yet."""
    cast = Cast(text, people)
    cast.sentences = [sentence.words[0].start for page in pages for sentence in page.sentences]
    cast.words = [sentence.words for page in pages for sentence in page.sentences]
    cast.hidden = [(passage.outer.start, passage.outer.end) for page in pages for passage in page.passages]
    return cast


def named_before(cast: Cast, start: int) -> Iterator[tuple[int, int]]:
    """Yield place and person of the names before `start`, last first, but those in quotations."""
    last = bisect_left(cast.starts, start) - 1
    for begin, _, index in reversed(cast.owners[max(0, last - NAMES_BACK) : last + 1]):
        if not is_hidden(cast, begin):
            yield begin, index


def is_hidden(cast: Cast, at: int) -> bool:
    """Tell whether a place lies in a passage in marks."""
    place = bisect_right(cast.hidden, (at, 1 << 60)) - 1
    return place >= 0 and cast.hidden[place][0] <= at < cast.hidden[place][1]
