"""The findings of one article, as values. Owns no behaviour but what follows from the fields.

Spans are half-open, in characters, into `Article.text`.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True)
class Article:
    """One version of one outlet's text, as stored.

    `text` is plain Unicode, paragraphs split by a blank line; its SHA-256 is part of every citation.
    `published` is aware UTC, or None where the feed gave no date. `language` is an ISO 639-1 code, or "" where
    it is still to be detected. `full_text` is False where only the feed's blurb is known.
    """

    url: str
    title: str
    text: str
    published: datetime | None
    outlet: str
    language: str = ""
    full_text: bool = True

    @cached_property
    def sha256(self) -> str:
        """The hash that citations carry, over the UTF-8 bytes of `text`."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start:end of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Cut the span out of `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text between blank lines; `number` counts from 1, as citations show it (¶11)."""

    number: int
    start: int
    end: int


class ActorKind(StrEnum):
    """What an actor is, for display and for the choice between candidates."""

    COUNTRY = "country"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    ARMED_GROUP = "armed group"
    PERSON = "person"
    PEOPLE = "people"
    THING = "thing"  # what is sent, seized or built: nobody acts by it


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or is acted upon.

    `name` is as the article writes it. `codes` are ISO 3166-1 alpha-3, or an organisation's usual letters (EU, NATO,
    UN, IAEA), several for a coalition, none where unknown.
    """

    name: str
    codes: tuple[str, ...] = ()
    kind: ActorKind = ActorKind.COUNTRY


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor where it stands in the text."""

    start: int
    end: int
    actor: Actor


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article, under all its forms.

    `name` is the fullest ("Joe Biden"), `reference` the first reference with title as given ("President Joe Biden"),
    `title` its title or role ("President", "spokeswoman"), `codes` of the country or organisation spoken for, `gender`
    "m", "f" or "" where the article gives no evidence. `mentions` are all places, in order.
    """

    name: str
    reference: str
    title: str
    codes: tuple[str, ...]
    gender: str
    mentions: tuple[Span, ...]


class Resolved(StrEnum):
    """How a speaker was found."""

    NAMED = "named"  # the cue's subject is a name
    COREF = "coref"  # a pronoun or role, resolved to a person named earlier
    ROLE = "role"  # a role or an institution, as written
    UNNAMED = "unnamed"  # an official who would not be named, as written


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it.

    `name` is the first reference in the article, title and full name as given there ("President Joe Biden"), or the
    role as written. `mention` are the words that stand at the quotation ("the president"). `codes` are those of the
    speaker's country or organisation, where the article tells.
    """

    name: str
    mention: str
    resolved: Resolved
    codes: tuple[str, ...] = ()


class QuoteKind(StrEnum):
    """Direct is a clause of its own; partial is woven into the sentence; transcript is labelled speech."""

    DIRECT = "direct"
    PARTIAL = "partial"
    TRANSCRIPT = "transcript"


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim speech: `article.text[start:end]`, without its marks and without the attribution's comma."""

    start: int
    end: int
    speaker: Speaker | None
    cue: str
    paragraph: int
    kind: QuoteKind


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech without marks: the source's own clause ("… that they had interfered"), never shown in marks."""

    start: int
    end: int
    speaker: Speaker
    cue: str
    paragraph: int


class ActionType(StrEnum):
    """The sixteen types of the PLOVER ontology (Open Event Data Alliance)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """What the text says of the act; docs/design-notes.md defines each."""

    DONE = "done"
    ANNOUNCED = "announced"
    ORDERED = "ordered"
    THREATENED = "threatened"
    URGED = "urged"
    ALLEGED = "alleged"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    UNDER_DISCUSSION = "under discussion"


@dataclass(frozen=True, slots=True)
class Action:
    """An act: who did what to whom, and the clause that proves it.

    `phrase` is the verb phrase shown to readers, taken from the source by deletion only. `start:end` is the evidence.
    `reported_by` names a second-hand source ("the Washington Post"), or is "".
    """

    type: ActionType
    mode: str
    actor: Actor | None
    recipient: Actor | None
    status: Status
    phrase: str
    start: int
    end: int
    paragraph: int
    reported_by: str = ""

    @property
    def crosses_border(self) -> bool:
        """Does it go from one country or body to another?"""
        one, other = (set(party.codes) if party else set() for party in (self.actor, self.recipient))
        return bool(one and other) and one.isdisjoint(other)


@dataclass(frozen=True, slots=True)
class Relevance:
    """Is it foreign policy? `score` is in 0..1; `why` says it in words."""

    relevant: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article.

    `gist` holds whole sentences, in the order of the text. `key_quote` indexes `quotes`, or is None. `countries` are
    the codes that the article is about, most prominent first.
    """

    version: str
    language: str
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Statement, ...] = ()
    actions: tuple[Action, ...] = ()
    countries: tuple[str, ...] = ()
    gist: tuple[Span, ...] = ()
    relevance: Relevance = Relevance(relevant=False, score=0.0, why="not read")
    key_quote: int | None = None
