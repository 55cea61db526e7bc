"""Where outlets quote one utterance in different words, or cut it where that changes its sense. Pure."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from bot.compose.counts import alike
from bot.compose.passages import sentence_around
from bot.compose.sides import Difference, Kind, Side, are_near
from bot.compose.wording import FUNCTION_WORDS, surname_of
from bot.model import Telling
from summarizer.model import Quote, QuoteKind, Span

MIN_CUT_WORDS = 4  # of the shorter wording
MIN_VARIANT_WORDS = 6
SAME_WORDS = 0.6  # share of the shorter wording's words that both have in order: one utterance
SAME_CONTENT = {3: 0.5, 4: 0.4}  # the same for content words: a translation; the more, the smaller a share
STEM_CHARS = 6
_WORD = re.compile(r"[^\W_]+(?:[’'.,-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.?!…][”’\"']*\s")
_QUALIFIES = re.compile(
    r"(?i)^\W*(?:(?:and|or) )?"
    r"(?:but|unless|if|not|only|until|provided|except|without|as long as|so long as|though|although)\b"
)
_CONDITION = re.compile(
    r"(?i)^\W*(?:but |and )?(?:if|unless|until|only|once|provided|should|as long as|so long as)\b[^.?!]*$"
)
_CONTRACTIONS = (("can't", "can not"), ("cannot", "can not"), ("won't", "will not"), ("n't", " not"), ("'re", " are"),
                 ("'ll", " will"), ("'ve", " have"), ("'m", " am"))  # fmt: skip
# One word on both sides of the Atlantic: "organised", "harbour", "centre", "defence", "cancelled".
_SPELLINGS = (
    (re.compile(r"is(e|ed|es|ing|ation)$"), r"iz\1"), (re.compile(r"our(s|ed|ing|able)?$"), r"or\1"),
    (re.compile(r"tre(s)?$"), r"ter\1"), (re.compile(r"ence$"), "ense"), (re.compile(r"ll(ed|ing)$"), r"l\1"),
    (re.compile(r"wards$"), "ward"), (re.compile(r"gramme(s)?$"), r"gram\1"),
)  # fmt: skip
_COMMON = frozenset(FUNCTION_WORDS.split()) | {"will", "have", "has", "had", "would", "there", "they", "them", "way"}


@dataclass(frozen=True, slots=True)
class _Utterance:
    """One quotation, or two between which its sentence goes on. `words` are comparable, `content` their stems."""

    telling: Telling
    quotes: tuple[Quote, ...]
    words: tuple[str, ...]
    content: tuple[str, ...]

    @property
    def speaker(self) -> str:
        found = self.quotes[0].speaker
        return found.name if found else ""

    @property
    def text(self) -> str:
        body = self.telling.stored.article.text
        return " ".join(body[quote.start : quote.end] for quote in self.quotes)


def quote_differences(tellings: tuple[Telling, ...]) -> Iterator[Difference]:
    """Cuts first, then different wordings; of one utterance each pair of wordings once."""
    told = [utterance for telling in tellings for utterance in _utterances(telling)]
    wordings = {(utterance.telling.stored.version_id, utterance.words) for utterance in told}
    pairs = [(a, b) for a, b in combinations(told, 2) if _may_differ(a, b) and not _has_both(a, b, wordings)]
    shown: set[tuple[str, ...]] = set()
    for kind, differs in ((Kind.CUT, _is_cut), (Kind.QUOTE, _is_reworded)):
        for one, other in pairs:
            if one.words not in shown and other.words not in shown and differs(one, other):
                shown.add(other.words)
                whole = all(q.kind is not QuoteKind.PARTIAL for u in (one, other) for q in u.quotes)
                sides = (_side(one, told, whole=whole), _side(other, told, whole=whole))
                yield Difference(kind, one.speaker, sides, is_quoted=whole)


def _utterances(telling: Telling) -> Iterator[_Utterance]:
    text = telling.stored.article.text
    quotes = [quote for quote in telling.reading.quotes if quote.speaker]
    for n, quote in enumerate(quotes):
        following = quotes[n + 1 : n + 2]
        for group in ((quote,), *((quote, more) for more in following if _goes_on(text, quote, more))):
            words = tuple(w for q in group for w in _words(text[q.start : q.end]))
            content = tuple(dict.fromkeys(_stem(word) for word in words if word not in _COMMON and len(word) > 2))
            yield _Utterance(telling, group, words, content)


def _goes_on(text: str, quote: Quote, more: Quote) -> bool:
    """Does a sentence go on behind its attribution? “We will talk,” she said, “but not today.”"""
    open_ended = text[quote.end - 1] not in ".?!…" and text[more.start].islower()
    same = quote.speaker is not None and more.speaker is not None and quote.speaker.name == more.speaker.name
    return quote.paragraph == more.paragraph and open_ended and same


def _may_differ(one: _Utterance, other: _Utterance) -> bool:
    if one.telling.outlet.name == other.telling.outlet.name or one.words == other.words:
        return False
    if surname_of(one.speaker) != surname_of(other.speaker) or not are_near(one.telling, other.telling):
        return False
    a, b = one.quotes[0].speaker, other.quotes[0].speaker
    apart = a and b and a.codes and b.codes and not set(a.codes) & set(b.codes)
    return not apart


def _is_cut(one: _Utterance, other: _Utterance) -> bool:
    """Does one stop, or begin, where the other has a clause that changes the sense?"""
    short, long = sorted((one, other), key=lambda u: (len(u.words), u.words))
    at = _place(short.words, long.words)
    if at is None or len(short.words) < MIN_CUT_WORDS:
        return False
    places = list(_WORD.finditer(long.text))
    shares = [len(_words(match.group())) for match in places]
    first = next((n for n in range(len(shares)) if sum(shares[:n]) >= at), len(shares))
    last = next((n for n in range(len(shares) + 1) if sum(shares[:n]) >= at + len(short.words)), len(shares))
    before, after = long.text[: places[first].start()], long.text[places[last - 1].end() :]
    goes_on = not _SENTENCE_END.match(after) and bool(_QUALIFIES.match(after))
    opened = _SENTENCE_END.split(before)[-1] if before.strip() else ""
    return goes_on or bool(opened and _CONDITION.match(opened))


def _is_reworded(one: _Utterance, other: _Utterance) -> bool:
    """Are there changed words in what is otherwise one utterance?"""
    short, long = sorted((one, other), key=lambda u: (len(u.words), u.words))
    if (
        len(one.quotes) + len(other.quotes) > 2
        or len(short.words) < MIN_VARIANT_WORDS
        or _place(short.words, long.words) is not None
    ):
        return False
    if "[" in short.text or "[" in long.text:
        return False
    same = _common(short.words, long.words)
    if same >= SAME_WORDS * len(short.words) and _common(short.content, long.content) >= min(SAME_CONTENT):
        return same < len(short.words)
    content = _common(short.content, long.content)
    least = min(len(short.content), len(long.content))
    enough = max((n for n in SAME_CONTENT if n <= content), default=0)
    return bool(enough) and content >= SAME_CONTENT[enough] * least


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words both have, in one order."""
    first, second = sorted((one, other))
    return sum(block.size for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks())


def _has_both(one: _Utterance, other: _Utterance, wordings: Set[tuple[int, tuple[str, ...]]]) -> bool:
    """Has an article of the two both wordings, here and there?"""
    pairs = ((one, other), (other, one))
    return any((this.telling.stored.version_id, that.words) in wordings for this, that in pairs)


def _place(short: tuple[str, ...], long: tuple[str, ...]) -> int | None:
    starts = range(len(long) - len(short) + 1)
    return next((at for at in starts if long[at : at + len(short)] == short), None)


def _side(utterance: _Utterance, told: list[_Utterance], *, whole: bool) -> Side:
    """The quotation; one in part inside its source sentence."""
    same = sorted((u for u in told if u.words == utterance.words), key=lambda u: u.telling.stored.told)
    also = {u.telling.outlet.name: u.telling.outlet for u in same}
    also.pop(utterance.telling.outlet.name, None)
    spans = tuple(Span(quote.start, quote.end) for quote in utterance.quotes)
    passage = Span(spans[0].start, spans[-1].end)
    if not whole:
        passage = sentence_around(utterance.telling.stored.article.text, utterance.quotes[0]) or passage
        spans = (passage,)
    return Side(utterance.telling, spans, passage, tuple(also.values()), utterance.speaker)


@lru_cache(maxsize=2_048)
def _words(text: str) -> tuple[str, ...]:
    """Words to compare: in lower case, contractions in full, in one spelling."""
    plain = text.replace("’", "'").lower()
    for short, full in _CONTRACTIONS:
        plain = plain.replace(short, full)
    return tuple(_spelled(match.group()) for match in _WORD.finditer(plain))


def _spelled(word: str) -> str:
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


def _stem(word: str) -> str:
    bare = re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word.removesuffix("s")
    return alike(bare[:STEM_CHARS])
