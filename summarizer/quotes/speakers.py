"""Who the subject of a cue is: a person of the article, a role as written, or nobody. Abstains rather than guesses."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from summarizer.actors import codes_of
from summarizer.model import Person, Resolved, Speaker
from summarizer.names import titles
from summarizer.quotes.clauses import Word
from summarizer.quotes.cues import cues
from summarizer.quotes.pages import Page
from summarizer.quotes.subjects import main_subject, phrase_starting

_PREPOSITION = re.compile(
    r"\s(?:of|for|from|to|by|with|at|in|on|who|whose|near|behind|against|about|that|which)\s|[,(\[;:–—]"
)
_OF_OFFICE = re.compile(
    r"(?i)\b(?:secretary|minister|chief|director|speaker|president|head|leader|attorney general|chairman"
    r"|chairwoman|chair)\s(?:of|for)\s"
)
_UNNAMED = re.compile(
    r"(?i)\b(?:officials?|sources?|aides?|person|people|diplomats?|insiders?|advis[eo]rs?|staffers?"
    r"|someone|somebody|negotiators?"
    r"|executives?|operatives?|strategists?|lawmakers?|senators?|spokes\w+|ministers?|ambassadors?)\b"
)
_INDEFINITE = re.compile(
    r"(?i)^(?:an?|one|two|three|four|several|some|many|other|another|unnamed|anonymous|senior|top"
    r"|(?:\w+[ ])?(?:officials|sources|aides|diplomats)|someone|somebody)\b"
)
_POSTMODIFIER = re.compile(
    r"(?<=\w{3})\s(?:[a-z]+ing|[a-z]{3,}ed)\s(?:to|by|from|in|on|at|last|this|the|with|for|about|under"
    r"|during)\b|\s(?:who|which|that)\s"
)
_PAPER = re.compile(r"(?i)(?:an?|the)\s(?:\w+\s)?(?:statement|declaration|tweet|post|message)\s(?:by|from|issued by)\s")
_ANONYMOUS = re.compile(
    r"(?i)anonym|not authori[sz]ed|not to be (?:named|identified)|familiar with|declined to be|on condition"
)
_NOBODY = frozenset(
    ["i", "we", "you", "this", "that", "these", "those", "there", "what", "who", "which", "one", "none"]
)
MAX_BARE_NAME_WORDS = 4
_SINGULAR = {"he": "m", "she": "f"}
_RECENT = 12  # speakers
_ROLES = ("the ", "The ")  # forms of a person that are no name
_OWNED = re.compile(r"(.{2,80}?)[’']s?\s(?:\w+\s)?([\w-]+)[ ,.]*(?=$|[^\w])")
_ANSWERS = frozenset(["shot", "fired", "replied", "retorted", "countered", "answered"])
_BACK = 12  # sentences that a pronoun may look back over
MAX_MENTION_CHARS = 160


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


def cast_of(text: str, people: tuple[Person, ...], pages: tuple[Page, ...]) -> Cast:
    """Return the cast at the start of a reading: nobody has spoken yet."""
    cast = Cast(text, people)
    cast.sentences = [sentence.words[0].start for page in pages for sentence in page.sentences]
    cast.words = [sentence.words for page in pages for sentence in page.sentences]
    cast.hidden = [(passage.outer.start, passage.outer.end) for page in pages for passage in page.passages]
    return cast


def resolve(cast: Cast, start: int, end: int, *, cue: str = "") -> Speaker | None:
    """Return the speaker that `text[start:end]` names, or None where that cannot be told."""
    end = min(end, start + MAX_MENTION_CHARS)
    mention = cast.text[start:end].strip(" ,.’'")
    key = mention.lower()
    if not mention or key in _NOBODY or key.isdigit():
        return None
    if key in _SINGULAR:
        return _pronoun(cast, start, mention, answers=cue.split(" ")[0] in _ANSWERS)
    if key in ("they", "it"):
        return _voice(cast, start, mention)
    low, high = _author(cast.text, start, end)
    index = _named(cast, low, high)
    if index is not None:
        cast.spoken.append((start, index))
        return _person(cast, index, mention, Resolved.NAMED)
    index = _role(cast, low, cast.text[low:high].strip(" ,.’'").lower())
    if index is not None:
        cast.spoken.append((start, index))
        return _person(cast, index, mention, Resolved.COREF)
    return _other(cast, low, cast.text[low:high].strip(" ,.’'"), mention)


def _author(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the author stands in "a statement by the union" and "Merkel’s message"."""
    paper = _PAPER.match(text, start, end)
    if paper:
        return paper.end(), end
    owned = _OWNED.match(text, start, end)
    return (start, owned.end(1)) if owned and owned.group(2).lower() in cues().nouns else (start, end)


def _person(cast: Cast, index: int, mention: str, resolved: Resolved) -> Speaker:
    person = cast.people[index]
    return Speaker(person.reference, mention, resolved, person.codes)


def _named(cast: Cast, start: int, end: int) -> int | None:
    """Find the person whose name heads the phrase: no owner ("Trump’s campaign"), no boss ("a spokesman for Trump")."""
    at = bisect_left(cast.starts, start)
    while at < len(cast.owners) and cast.owners[at][0] < end:
        begin, stop, index = cast.owners[at]
        before = cast.text[start:begin]
        after = cast.text[stop : min(end, stop + 30)]
        cut = _PREPOSITION.search(before)
        office = _OF_OFFICE.search(before)
        if (cut is None or (office is not None and not before.lower().startswith(("a ", "an ")))) and _ends_name(after):
            return index
        if cut is not None and before.rstrip().endswith(",") and not after.strip(" ,"):
            return index
        at += 1
    return None


def _ends_name(after: str) -> bool:
    return not after.strip() or after.lstrip()[0] in ",(—–-" or bool(_PREPOSITION.match(after + " "))


def _role(cast: Cast, start: int, key: str) -> int | None:
    """Find the bearer of "the president": the last person named before whose title has the role's word."""
    words = key.split()
    if words[0] not in ("the", "his", "her", "its") or len(words) > 5:
        return None
    cut = _PREPOSITION.search(key)
    head = (key[: cut.start()] if cut else key).split()[-1]
    if head not in titles().roles:
        return None
    wanted = codes_of(cast.text[start : start + len(key)])
    for place, index in reversed(cast.spoken[-_RECENT:]):
        person = cast.people[index]
        if (
            place < start
            and head in person.title.lower().split()
            and (not wanted or not person.codes or wanted[0] in person.codes)
        ):
            return index
    for at in range(bisect_left(cast.starts, start) - 1, -1, -1):
        index = cast.owners[at][2]
        person = cast.people[index]
        fits = head in person.title.lower().split() and (not wanted or not person.codes or wanted[0] in person.codes)
        if fits and not _is_hidden(cast, cast.owners[at][0]):
            return index
        if bisect_left(cast.starts, start) - at > 200:
            break
    return None


def _pronoun(cast: Cast, start: int, mention: str, *, answers: bool) -> Speaker | None:
    gender = _SINGULAR[mention.lower()]
    index = _other_side(cast, gender) if answers else None
    sentence = bisect_right(cast.sentences, start) - 1
    for back in range(sentence, max(-1, sentence - _BACK - 1), -1):
        if index is not None:
            break
        low = cast.sentences[back]
        high = start if back == sentence else cast.sentences[back + 1]
        if back < sentence:
            high = _before_pronoun(cast.words[back], high, mention.lower())
        index = _first_fitting(cast, low, high, gender)
    if index is None:
        return None
    cast.spoken.append((start, index))
    return _person(cast, index, mention, Resolved.COREF)


def _before_pronoun(words: tuple[Word, ...], high: int, pronoun: str) -> int:
    """Return where the same pronoun stands in a sentence: names behind it are its objects."""
    return next((word.start for word in words if word.key == pronoun), high)


def _other_side(cast: Cast, gender: str) -> int | None:
    """Return who spoke before the last speaker: "he shot back" answers somebody else."""
    recent = [index for _, index in cast.spoken[-_RECENT:]]
    if len(recent) < 2:
        return None
    for index in reversed(recent[:-1]):
        if index != recent[-1]:
            return index if cast.people[index].gender in ("", gender) else None
    return None


def _first_fitting(cast: Cast, low: int, high: int, gender: str) -> int | None:
    """Return the first person named in `low:high` outside marks who can be "he" or "she"."""
    found = [
        (begin, index)
        for begin, stop, index in cast.owners[bisect_left(cast.starts, low) : bisect_left(cast.starts, high)]
        if not _is_hidden(cast, begin) and not cast.text.startswith(("’s", "'s"), stop)
    ]
    found += [(place, index) for place, index in cast.spoken[-_RECENT:] if low <= place <= high]
    for _, index in sorted(found):
        person = cast.people[index]
        if person.gender in ("", gender):
            return index
    return None


def _is_hidden(cast: Cast, at: int) -> bool:
    place = bisect_right(cast.hidden, (at, 1 << 60)) - 1
    return place >= 0 and cast.hidden[place][0] <= at < cast.hidden[place][1]


def _voice(cast: Cast, start: int, mention: str) -> Speaker | None:
    """Return the institution or group that "it" or "they" stands for: the last subject of its number, no person."""
    sentence = bisect_right(cast.sentences, start) - 1
    for back in range(sentence, max(-1, sentence - 4), -1):
        words = cast.words[back]
        high = next((n for n, word in enumerate(words) if word.start >= start), len(words))
        subject = main_subject(words, 0, high) or (phrase_starting(words, 0, high) if high else None)
        if subject is None:
            continue
        low, end = words[subject[0]].start, words[subject[1] - 1].end
        name = _trimmed(cast.text[low:end])
        if (
            _named(cast, low, end) is None
            and name.lower() not in _NOBODY | {"he", "she", "they", "it"}
            and _is_plural(name) == (mention.lower() == "they")
        ):
            return Speaker(name, mention, Resolved.COREF, codes_of(name))
    if not cast.voices or start - cast.voices[-1][0] > 1_500:
        return None
    last = cast.voices[-1][1]
    return Speaker(last.name, mention, Resolved.COREF, last.codes)


def _is_plural(phrase: str) -> bool:
    cut = _PREPOSITION.search(phrase)
    head = (phrase[: cut.start()] if cut else phrase).split()
    return bool(head) and (
        " and " in phrase
        or (head[-1].endswith("s") and head[-1].islower())
        or head[-1].lower() in {"people", "police", "men", "women"}
    )


def _trimmed(mention: str) -> str:
    """Cut what only follows a role: "Another intelligence source speaking to …"."""
    cut = _POSTMODIFIER.search(mention)
    shown = mention[: cut.start()] if cut else mention
    comma = shown.find(",")
    return (shown[:comma] if comma > 0 else shown).strip(" ,.’'")


def _other(cast: Cast, start: int, name: str, mention: str) -> Speaker | None:
    """Name a speaker who is no known person: an unnamed official, a role, an institution, a bare name."""
    if not _ANONYMOUS.search(name):
        name, mention = _trimmed(name), _trimmed(mention)
    if not name:
        return None
    codes = codes_of(name)
    capitals = all(word[0].isupper() for word in name.split()) and not name.startswith(("The ", "A ", "An "))
    if (_INDEFINITE.match(name) and _UNNAMED.search(name)) or _ANONYMOUS.search(name):
        resolved = Resolved.UNNAMED
    elif capitals and not codes and len(name.split()) <= MAX_BARE_NAME_WORDS:
        resolved = Resolved.NAMED
    else:
        resolved = Resolved.ROLE
    speaker = Speaker(name, mention or name, resolved, codes)
    if resolved is not Resolved.NAMED:
        cast.voices.append((start, speaker))
    return speaker
