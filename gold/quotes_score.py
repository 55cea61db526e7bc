"""Scores quotations against the gold: spans, speakers, what nobody spoke, the key quotation. Reads no files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gold import quotes_gold
from gold.articles import GoldText
from gold.quotes_gold import GoldQuote, GoldQuotes
from gold.score import Error, Row, Score, f1, share
from gold.speakers import is_same

MIN_OVERLAP = 0.8  # character Jaccard of two spans that mean the same quotation
MIN_FALSE_OVERLAP = 0.5  # with a passage that nobody spoke
NOT_A_QUOTE = "not a quote"
KEY = "key quote"
_EDGE = " \t\r\n\u00a0\u202f\"“”„‟«»‹›‘’‚'`.,;:!?–—…"


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation as a system gives it."""

    start: int
    end: int
    words: str
    speaker: str | None
    kind: str
    key: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation of the gold and what a system made of it; `found` is None where it was missed."""

    gold: GoldQuote
    found: Found | None
    right: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """One article judged. `stray` are quotations the gold does not have, `invented` words that are not in the text."""

    gold: GoldQuotes
    pairs: tuple[Pair, ...]
    stray: tuple[Found, ...]
    invented: tuple[Found, ...]


def texts() -> tuple[GoldText, ...]:
    """Return the texts that a system must read."""
    return tuple(each.article for each in quotes_gold.load())


def score(rows: Mapping[str, Row]) -> Score:
    """Judge a system's rows by article name; an article without a row counts as one without quotations."""
    verdicts = tuple(judge(gold, _found(rows.get(gold.article.name, {}))) for gold in quotes_gold.load())
    pairs = tuple(pair for verdict in verdicts for pair in verdict.pairs)
    return Score(
        figures=_figures(verdicts, pairs),
        errors=tuple(error for verdict in verdicts for error in _errors(verdict)),
        of=_totals(verdicts, pairs),
    )


def judge(gold: GoldQuotes, found: Iterable[Found]) -> Verdict:
    """Pair a system's quotations with the gold's, best first, each once."""
    text = gold.article.text
    offered = tuple(found)
    invented = tuple(each for each in offered if not _is_verbatim(text, each))
    true = [each for each in offered if each not in invented]
    partner = _partners(text, gold.quotes, true)
    pairs = tuple(
        Pair(quote, partner.get(n), n in partner and _is_right(gold, quote, partner[n]))
        for n, quote in enumerate(gold.quotes)
    )
    stray = tuple(each for each in true if each not in partner.values() and not _is_ignored(gold, each))
    return Verdict(gold, pairs, stray, invented)


def _found(row: Row) -> Iterator[Found]:
    for quote in row.get("quotes", ()):
        yield Found(
            start=quote["start"],
            end=quote["end"],
            words=quote["text"],
            speaker=quote.get("speaker_text") or None,
            kind=quote.get("kind", ""),
            key=bool(quote.get("key")),
        )


def _is_verbatim(text: str, found: Found) -> bool:
    """Tell whether the words stand at the place given, within one paragraph."""
    inside = 0 <= found.start < found.end <= len(text)
    return inside and text[found.start : found.end] == found.words and "\n\n" not in found.words


def _is_right(gold: GoldQuotes, quote: GoldQuote, found: Found) -> bool:
    right = {quote.speaker, *quote.accept}
    others = {each.speaker for each in gold.quotes if each.speaker} - right
    return is_same(found.speaker, quote.speaker, quote.accept, (other for other in others if other))


def _is_ignored(gold: GoldQuotes, found: Found) -> bool:
    text = gold.article.text
    return any(_overlap(text, (found.start, found.end), (p.start, p.end)) >= MIN_OVERLAP for p in gold.ignored)


def _partners(text: str, quotes: tuple[GoldQuote, ...], found: list[Found]) -> dict[int, Found]:
    """Return what was found for each quotation of the gold, by its number."""
    candidates = sorted(
        (-_overlap(text, (quote.start, quote.end), (each.start, each.end)), n, m)
        for n, quote in enumerate(quotes)
        for m, each in enumerate(found)
    )
    partners: dict[int, Found] = {}
    taken: set[int] = set()
    for overlap, n, m in candidates:
        if -overlap >= MIN_OVERLAP and n not in partners and m not in taken:
            partners[n] = found[m]
            taken.add(m)
    return partners


def _overlap(text: str, one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the Jaccard index of two spans, without the marks and points at their edges."""
    one, other = _trimmed(text, *one), _trimmed(text, *other)
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return share(max(0, shared), max(one[1], other[1]) - min(one[0], other[0]))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _figures(verdicts: tuple[Verdict, ...], pairs: tuple[Pair, ...]) -> dict[str, float]:
    stray = [each for verdict in verdicts for each in (*verdict.stray, *verdict.invented)]
    matched = [pair for pair in pairs if pair.found]
    hard = [pair for pair in matched if pair.gold.cause in ("pronoun", "role")]
    keys = [pair for pair in pairs if pair.gold.key]
    precision, recall = _joint(pairs, len(stray))
    direct = [pair for pair in pairs if pair.gold.kind == "direct"]
    spoken = [pair for pair in pairs if pair.gold.kind == "transcript"]
    chosen = [_has_chosen(verdict) for verdict in verdicts if any(pair.gold.key for pair in verdict.pairs)]
    return {
        "articles": len(verdicts),
        "quotations": len(pairs),
        "joint_precision": precision,
        "joint_recall": recall,
        "joint_f1": f1(precision, recall),
        "direct_joint_f1": f1(*_joint(direct, sum(each.kind != "transcript" for each in stray))),
        "transcript_joint_f1": f1(*_joint(spoken, sum(each.kind == "transcript" for each in stray))),
        "speaker": share(sum(pair.right for pair in matched), len(matched)),
        "speaker_pronoun_or_role": share(sum(pair.right for pair in hard), len(hard)),
        "exact_edges": share(sum(_is_exact(pair) for pair in matched), len(matched)),
        "key_found": share(sum(pair.right for pair in keys), len(keys)),
        "key_chosen": share(sum(chosen), len(chosen)),
        "false_quotes": sum(_why(verdict, each) != "" for verdict in verdicts for each in verdict.stray),
        "invented": sum(len(verdict.invented) for verdict in verdicts),
    }


def _totals(verdicts: tuple[Verdict, ...], pairs: tuple[Pair, ...]) -> dict[str, int]:
    """Count what could go wrong, by cause."""
    return Counter(pair.gold.cause.value for pair in pairs) | {
        NOT_A_QUOTE: sum(len(verdict.gold.not_quotes) for verdict in verdicts),
        KEY: sum(any(pair.gold.key for pair in verdict.pairs) for verdict in verdicts),
    }


def _joint(pairs: Iterable[Pair], stray: int) -> tuple[float, float]:
    """Return precision and recall where span and speaker must both be right."""
    pairs = tuple(pairs)
    right = sum(pair.right for pair in pairs)
    return share(right, sum(pair.found is not None for pair in pairs) + stray), share(right, len(pairs))


def _is_exact(pair: Pair) -> bool:
    return pair.found is not None and (pair.found.start, pair.found.end) == (pair.gold.start, pair.gold.end)


def _has_chosen(verdict: Verdict) -> bool:
    """Tell whether the one quotation flagged as key is one of the gold's."""
    flagged = [pair.gold.key for pair in verdict.pairs if pair.found and pair.found.key]
    return flagged == [True] and not any(each.key for each in verdict.stray)


def _why(verdict: Verdict, found: Found) -> str:
    """Return why the passage is no quotation; "" where the gold does not have it at all."""
    text, span = verdict.gold.article.text, (found.start, found.end)
    passages = verdict.gold.not_quotes
    return next((p.why for p in passages if _overlap(text, span, (p.start, p.end)) >= MIN_FALSE_OVERLAP), "")


def _errors(verdict: Verdict) -> Iterator[Error]:
    name, text = verdict.gold.article.name, verdict.gold.article.text
    for pair in verdict.pairs:
        words, cause = text[pair.gold.start : pair.gold.end], pair.gold.cause.value
        if pair.found is None:
            yield Error(cause, f"missed ({pair.gold.kind})", name, words)
        elif not pair.right:
            yield Error(cause, "speaker", name, words, str(pair.gold.speaker), str(pair.found.speaker))
    for each in verdict.stray:
        yield Error(NOT_A_QUOTE, _why(verdict, each) or "not in the gold", name, each.words, "", str(each.speaker))
    for each in verdict.invented:
        yield Error("invented", "words that are not there", name, each.words)
    if any(pair.gold.key for pair in verdict.pairs) and not _has_chosen(verdict):
        yield Error(KEY, "chosen", name, next((f.words for f in _flagged(verdict)), "none"))


def _flagged(verdict: Verdict) -> Iterator[Found]:
    found = (*(pair.found for pair in verdict.pairs if pair.found), *verdict.stray)
    return (each for each in found if each.key)
