"""Whom a text credits with its words: "PARIS (AP) —", "(Reuters)", "With agency reports". Judges no likeness."""

import re
from functools import lru_cache

from summarizer.paragraphs import paragraphs

CREDIT_CHARS = 160  # of a closing line that is a credit
CLOSING_PARAGRAPHS = 3  # a credit may be followed by an editor's name and a tip line
MAX_CREDIT_WORDS = 4

_ON = r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:, \d{4})?)?"  # ", March 9"
_PLACE = rf"[A-Z][A-Z.'’ /,-]*[A-Z](?:, [A-Z][\w.'’ -]+?)??{_ON}"
_DATELINE = re.compile(rf"^(?:{_PLACE}\s*)?[(\[](?P<source>[^()\[\]]{{2,60}})[)\]]\s*(?:[–—:-]|$)")
_SLASHED = re.compile(rf"^{_PLACE}\s*[–—-]\s*(?P<source>[A-Z]{{2,6}})\s*[–—-]")
_CLOSING = re.compile(
    r"""(?ix) ^\W* (?: (?:with|by|from|source|sources|credit|via|additional\ reporting\ by|contributed\ by) \W+ )?
    (?:the\ )? (?P<source>[^.()“”"]{2,80}?)
    (?: \ contributed\ to\ this\ (?:report|article|story) | \ (?:and|&)\ (?:staff|agencies|wires?) )? \W* $"""
)
_IN_BRACKETS = re.compile(r"[(\[](?P<source>[^()\[\]]{2,60})[)\]]\W*$")
_BODY_CREDIT = re.compile(
    r"(?i:this (?:article|story|report) (?:was )?(?:first|originally)? ?(?:appeared|published|provided) (?:in|by|on)"
    r"|reporting by|with (?:material|inputs?|files|reports?) from) "
    r"(?:the )?(?P<source>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"
)
_SPLIT = re.compile(r"\s*(?:/|,|;|&|\band\b)\s*")
_ROLE = re.compile(r"(?i)^(?:with|by|via|from|source:?|reporting by|the)\s+|\s+(?:contributed|reports?|news agency)$")
_GENERIC = re.compile(r"(?i)\b(?:agenc(?:y|ies)|wires?|wire services?|news services?)\b(?: reports?)?$")
_IS_AGENCY = re.compile(
    r"(?i)\b(?:wire|(?:news|press) agency|news service|newswire|reuters|bloomberg|xinhua|tass|interfax)\b"
)
# The letters under which agencies are credited, and their names.
_AGENCIES = {
    "ap": "associated press", "afp": "agence france-presse", "dpa": "deutsche presse-agentur",
    "pa": "press association", "upi": "united press international", "cp": "canadian press",
    "aap": "australian associated press",
}  # fmt: skip


@lru_cache(maxsize=4_096)
def credits_of(text: str) -> tuple[str, ...]:
    """Whom a text credits with all of it, in lower case: "reuters", "associated press", "atlas wire".

    Read from the dateline ("PARIS (AP) —"), a closing line or closing brackets; "agencies" stands for agencies that it
    does not name. Those credited only inside a sentence are none.
    """
    blocks = paragraphs(text)
    if not blocks:
        return ()
    first, *_ = told = [text[block.start : block.end] for block in blocks]
    found = [match["source"] for match in (_DATELINE.match(first), _SLASHED.match(first)) if match]
    for last in told[-CLOSING_PARAGRAPHS:]:
        found += [match["source"] for match in (_IN_BRACKETS.search(last),) if match]
        if len(blocks) > 1 and len(last) <= CREDIT_CHARS:
            found += [match["source"] for match in (_CLOSING.match(last),) if match and ":" not in match["source"]]
            found += [match["source"] for match in _BODY_CREDIT.finditer(last)]
    names = (name for source in found for part in _SPLIT.split(source) if (name := _credit(part)))
    return tuple(dict.fromkeys(names))


def is_agency(outlet: str) -> bool:
    """Is an outlet by its name one whose texts others print: "Reuters", "Atlas Wire", "Volga News Agency"?"""
    name = outlet.lower()
    return bool(_IS_AGENCY.search(outlet)) or name in _AGENCIES or name.removeprefix("the ") in _AGENCIES.values()


def _credit(source: str) -> str:
    """A credited name in lower case without "the" and "with"; "" where it is none."""
    name = source.strip(" .—–-*_|")
    while (bare := _ROLE.sub("", name).strip()) != name:
        name = bare
    if _GENERIC.search(name) and not any(word[:1].isupper() for word in name.split()[:-1]):
        return "agencies"
    words = name.split()
    if not words or len(words) > MAX_CREDIT_WORDS or not words[0][:1].isupper():
        return ""
    return _AGENCIES.get(name.lower(), name.lower())
