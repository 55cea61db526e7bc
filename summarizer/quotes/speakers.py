"""Who the subject of a cue is: a person of the article, a role as written, or nobody. Abstains rather than guesses."""

import re
from bisect import bisect_left
from dataclasses import replace

from summarizer.actors import codes_of
from summarizer.model import Resolved, Speaker
from summarizer.names import titles
from summarizer.quotes.antecedents import GENDERS, SENTENCES_BACK, bearer_of_pronoun, bearer_of_role, head_noun
from summarizer.quotes.cast import Cast
from summarizer.quotes.cues import cues
from summarizer.quotes.phrases import phrase_starting
from summarizer.quotes.subjects import main_subject

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
_OWNED = re.compile(r"(.{2,80}?)[’']s?\s(?:\w+\s)?([\w-]+)[ ,.]*(?=$|[^\w])")
_TITLED = re.compile(r",\s(?:the\s(?:[a-z]+\s){0,2})?(?:[^\W\da-z][\w.’'-]*\s){0,4}$")  # "its chief, Captain "
MAX_MENTION_CHARS = 160


def resolve(cast: Cast, start: int, end: int, *, cue: str = "") -> Speaker | None:
    """Return the speaker that `text[start:end]` names, or None where that cannot be told."""
    end = min(end, start + MAX_MENTION_CHARS)
    mention = cast.text[start:end].strip(" ,.’'")
    key = mention.lower()
    if not mention or key in _NOBODY or key.isdigit():
        return None
    if key in GENDERS:
        return _pronoun(cast, start, mention, cue)
    if key in ("they", "it"):
        return _voice(cast, start, mention)
    low, high = _author(cast.text, start, end)
    index = _named(cast, low, high)
    if index is not None:
        cast.spoken.append((start, index))
        return _person(cast, index, mention, Resolved.NAMED)
    index = bearer_of_role(cast, low, cast.text[low:high].strip(" ,.’'").lower())
    if index is not None:
        cast.spoken.append((start, index))
        return _person(cast, index, mention, Resolved.COREF)
    return _other(cast, low, cast.text[low:high].strip(" ,.’'"), mention)


def can_speak(speaker: Speaker | None) -> bool:
    """Tell whether a speaker is a person, an office, a state or a paper: what can speak without a verb of saying."""
    if speaker is None or speaker.resolved is not Resolved.ROLE:
        return speaker is not None
    words = speaker.name.lower().split()
    return bool(speaker.codes) or any(word in titles().roles or word in cues().nouns for word in words)


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
        if cut is not None and _TITLED.search(before) and not after.strip(" ,"):
            return index
        at += 1
    return None


def _ends_name(after: str) -> bool:
    return not after.strip() or after.lstrip()[0] in ",(—–-" or bool(_PREPOSITION.match(after + " "))


def _pronoun(cast: Cast, start: int, mention: str, cue: str) -> Speaker | None:
    """Name who "he" or "she" is: the person, or the one without a name, that the nearest sentence is about."""
    key, here = mention.lower(), cast.sentence_at(start)
    index = bearer_of_pronoun(cast, start, key, cue=cue, first=0, last=0)
    if index is None:
        unnamed = _unnamed_subject(cast, here - 1) if here else None
        if unnamed is not None:
            return replace(unnamed, mention=mention)
        index = bearer_of_pronoun(cast, start, key, cue=cue, first=1, last=SENTENCES_BACK)
    if index is None:
        return None
    cast.spoken.append((start, index))
    return _person(cast, index, mention, Resolved.COREF)


def _unnamed_subject(cast: Cast, sentence: int) -> Speaker | None:
    """Return who a sentence is about if that is one person without a name ("A doctor at the hospital said …")."""
    words = cast.words[sentence]
    subject = main_subject(words, 0, len(words))
    if subject is None or words[subject[0]].key not in {"a", "an", "one"}:
        return None
    low, end = words[subject[0]].start, words[subject[1] - 1].end
    phrase = cast.text[low:end]
    return _other(cast, low, phrase, phrase) if head_noun(phrase).lower() in titles().roles else None


def _voice(cast: Cast, start: int, mention: str) -> Speaker | None:
    """Return the institution or group that "it" or "they" stands for: the last subject of its number, no person."""
    sentence = cast.sentence_at(start)
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
    head = head_noun(phrase)
    many = (head.endswith("s") and head.islower()) or head.lower() in {"people", "police", "men", "women"}
    return bool(head) and (" and " in phrase or many)


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
    if name.lower() in titles().openers:
        return None  # "Here", "Instead": no name, only a capital
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
