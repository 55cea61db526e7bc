"""Who stands where in one article: actors by name, people, speakers, the dateline. Facts of the text, no grammar."""

import re
from bisect import bisect_right
from functools import cached_property

from summarizer.actions.lexicon import state_nouns
from summarizer.actors import codes_of
from summarizer.model import Actor, ActorKind, Mention, Person, Quote, Span, Statement

_DATELINE = re.compile(r"\W{0,3}[A-Z][A-Z’'.\-/ ]{2,40}(?:[,(–—-]|\s?\.|$)")
_CITY = re.compile(r"[(–—,.]| - ")
_DATELINE_CHARS = 400  # a dateline stands in the first lines
_HEADS_OF_STATE = frozenset(
    {"president", "king", "queen", "chancellor", "premier", "prime", "emir"}
)  # often another's guest
_AFTER_NAME = re.compile(r" of (?:the )?|, ")
_PROMISES = r"(?:\w+ )?(?:said|says|stated|announced|added|pledged|promised|confirmed) (?:that )?(?:the )?"
_INTRODUCTIONS = 3  # a person's office is told where the name first stands
_OPENING = 25  # characters: "Islamabad has denied", "In Moscow,"


class Cast:
    """An article's mentions, people, quotations and statements, found by place."""

    def __init__(
        self,
        text: str,
        mentions: tuple[Mention, ...],
        people: tuple[Person, ...],
        quotes: tuple[Quote, ...],
        statements: tuple[Statement, ...] = (),
    ) -> None:
        """Index everything by where it starts."""
        self.text = text
        self._mentions = mentions
        self._mention_starts = [m.start for m in mentions]
        self._people = sorted(((s.start, s.end, p) for p in people for s in p.mentions), key=lambda row: row[:2])
        self._people_starts = [row[0] for row in self._people]
        self._everybody = people
        self._quotes = tuple(sorted(quotes, key=lambda q: q.start))
        self._quote_starts = [q.start for q in self._quotes]
        self._statements = tuple(sorted(statements, key=lambda s: s.start))
        self._statement_starts = [s.start for s in self._statements]
        self._codes: dict[str, tuple[str, ...]] = {}

    @cached_property
    def home(self) -> tuple[str, ...]:
        """Codes of the city that opens the article, where it has a dateline."""
        for line in self.text[:_DATELINE_CHARS].split("\n"):
            city = _DATELINE.match(line[:60])
            if city and (codes := codes_of(_CITY.split(line[:60])[0].strip().title())):
                return codes
        return ()

    def quote_at(self, place: int) -> Quote | None:
        """Return the quotation that covers a place of the text."""
        i = bisect_right(self._quote_starts, place) - 1
        return self._quotes[i] if i >= 0 and place < self._quotes[i].end else None

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that touch these characters."""
        first = bisect_right(self._mention_starts, start - 1)
        if first > 0 and self._mentions[first - 1].end > start:
            first -= 1
        return self._mentions[first : bisect_right(self._mention_starts, end - 1)]

    def last_body(self, place: int) -> tuple[str, ...]:
        """Return the codes of the organisation last named before a place: "the alliance"."""
        before = self._mentions[: bisect_right(self._mention_starts, place - 1)]
        bodies = (m.actor.codes for m in reversed(before) if m.actor.kind is ActorKind.ORGANISATION)
        return next(bodies, ())

    def knows_in(self, span: Span) -> bool:
        """Whether an actor or a person is named in the span."""
        if self.mentions_in(span.start, span.end):
            return True
        i = bisect_right(self._people_starts, span.end - 1) - 1
        return i >= 0 and self._people[i][0] >= span.start

    def speaker(self, quote: Quote | None) -> Actor | None:
        """Return who speaks a quotation, as an actor."""
        if quote is None or quote.speaker is None:
            return None
        return self._voice(quote.speaker.name, quote.speaker.codes)

    def teller(self, place: int) -> Actor | None:
        """Return whose words a place of the text is: a quotation's speaker or a statement's."""
        i = bisect_right(self._statement_starts, place) - 1
        if self.quote_at(place) is not None or i < 0 or place >= self._statements[i].end:
            return self.speaker(self.quote_at(place))
        return self._voice(self._statements[i].speaker.name, self._statements[i].speaker.codes)

    def _voice(self, name: str, codes: tuple[str, ...]) -> Actor:
        person = None if codes else next((p for p in self._everybody if p.name in name), None)
        return Actor(name, codes if person is None else self.person_codes(person), ActorKind.PERSON)

    def person_at(self, place: int) -> Person | None:
        """Return the person whose name covers a place."""
        i = bisect_right(self._people_starts, place) - 1
        return self._people[i][2] if i >= 0 and self._people[i][1] > place else None

    def last_person(self, place: int, gender: str, quote: Quote | None) -> Actor | None:
        """Return the person last named before a place that "he" or "she" can be; never the speaker of `quote`."""
        said = quote.speaker.name if quote is not None and quote.speaker is not None else ""
        for _, _, person in reversed(self._people[: bisect_right(self._people_starts, place - 1)]):
            if person.gender in {"", gender} and person.reference != said and person.name not in said:
                return Actor(person.name, self.person_codes(person), ActorKind.PERSON)
        return None

    def person_codes(self, person: Person) -> tuple[str, ...]:
        """Codes of a person, by "the Biden administration" or, for one in office without a country, by the dateline."""
        if person.reference not in self._codes:
            self._codes[person.reference] = person.codes or self._bound(person)
        return self._codes[person.reference]

    def _bound(self, person: Person) -> tuple[str, ...]:
        if codes := self._named_after(person):
            return codes
        surname = person.name.split()[-1]
        for mention in self._mentions:
            if mention.actor.name.startswith(f"{surname} "):
                return mention.actor.codes
        official = {w.lower() for w in person.title.split()} & state_nouns()
        if official and (codes := self._promised_by(person)):
            return codes
        rules = official & _HEADS_OF_STATE
        if rules:
            return self.home if rules == {"president"} else ()
        return self._opening_of(person) or self.home if official else ()

    def _named_after(self, person: Person) -> tuple[str, ...]:
        """Codes of "of Israel" or ", Israel's envoy" right after a name."""
        for span in person.mentions[:_INTRODUCTIONS]:
            after = _AFTER_NAME.match(self.text, span.end)
            found = self.mentions_in(after.end(), after.end() + 1) if after else ()
            if found:
                return found[0].actor.codes
        return ()

    def _promised_by(self, person: Person) -> tuple[str, ...]:
        """Codes of the country for which an official promises: "Minister Bart said that Malta would send tents"."""
        names = [w for w in person.name.split() if w.isupper() and len(w) > 2] or person.name.split()[-1:]
        for said in re.finditer(rf"(?i:\b{re.escape(names[0])}) {_PROMISES}", self.text):
            found = self.mentions_in(said.end(), said.end() + 1)
            if found and re.match(r" (?:would|will)\b", self.text[found[0].end : found[0].end + 6]):
                return found[0].actor.codes
        return ()

    def _opening_of(self, person: Person) -> tuple[str, ...]:
        """Codes of the capital or country that opens the paragraph in which a person is introduced."""
        first = person.mentions[0].start if person.mentions else 0
        start = self.text.rfind("\n", 0, first) + 1
        found = self.mentions_in(start, min(start + _OPENING, first))
        return found[0].actor.codes if found and not found[0].actor.name.endswith("administration") else ()
