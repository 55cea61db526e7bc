"""Where outlets differ on the same thing, and the rows that say so side by side. Holds no kind's rule. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from bot.cards import Quotation, Run, Runs
from bot.compose.acts import Act, numbers_in
from bot.compose.claims import actor_differences, day_differences, denial_differences
from bot.compose.contested import act_differences
from bot.compose.items import cite
from bot.compose.readouts import readout_differences
from bot.compose.sides import Difference, Kind, Side, comparable, originals
from bot.compose.tolls import number_differences
from bot.compose.utterances import quote_differences
from bot.compose.wording import outlet_name, passage_url
from bot.model import Citation, Outlet, Story
from summarizer.model import Span

MAX_DIFFERENCES = 4  # a story
MAX_OF_A_KIND = 2
MAX_WORDS = 60  # of one side's words; a longer side tells no difference at a glance
MAX_ALSO = 2  # further outlets named with a side
_LABELS = {
    Kind.NUMBER: "Number",
    Kind.STATUS: "Status",
    Kind.ACTOR: "Who did it",
    Kind.RECIPIENT: "To whom",
    Kind.DATE: "When",
    Kind.QUOTE: "Quoted in different words",
    Kind.CUT: "Quoted with a different cut",
    Kind.READOUT: "Read-outs",
}


def differences(story: Story) -> tuple[Difference, ...]:
    """Find what outlets tell differently, most telling kind first, at most two of a kind and four in all.

    Copies of a wire text count only where quotations are compared. The order of tellings changes nothing.
    """
    told = originals(story)
    in_acts = tuple(act_differences(told))
    found = chain(
        number_differences(told),
        in_acts,
        _new(denial_differences(told), in_acts),
        _new(actor_differences(told), in_acts),
        _new(day_differences(told), in_acts),
        quote_differences(comparable(story)),
        readout_differences(told),
    )
    ranked = sorted(found, key=_most_telling_first)
    return tuple(_few(d for d in ranked if all(_is_short(side) for side in d.sides)))


def side_by_side(difference: Difference) -> Runs:
    """All sides in one row: "Number · held: 10 sailors — Atlas Wire | 11 sailors — Bosphorus Daily"."""
    about = f" · {difference.about}" if difference.about else ""
    runs: list[Run] = [Run(f"{_LABELS[difference.kind]}{about}: ", bold=True)]
    for n, side in enumerate(difference.sides):
        runs += [Run(" | ")] if n else []
        runs += [*_words(difference, side), *_source(side)]
    return tuple(runs)


def quotations_of(difference: Difference) -> tuple[tuple[Quotation, Citation], ...]:
    """The sides of a difference between quotations, each quotation with its citation; none of another difference."""
    shown = ((side, span) for side in difference.sides for span in side.spans if difference.is_quoted)
    return tuple((_quotation(side, span), cite(side.telling, span)) for side, span in shown)


def label_of(difference: Difference) -> str:
    """What the sides differ in."""
    return _LABELS[difference.kind]


def citations_of(difference: Difference) -> tuple[Citation, ...]:
    """Where the words of all sides stand."""
    return tuple(cite(side.telling, span) for side in difference.sides for span in side.spans)


def number_conflicts(act: Act) -> tuple[tuple[str, str], ...]:
    """(number, outlet) pairs where outlets give different first numbers for one act; empty where they agree."""
    told: dict[str, str] = {}
    for evidence in act.evidence:
        numbers = numbers_in(evidence.action.phrase)
        if numbers:
            told.setdefault(numbers[0], outlet_name(evidence.telling.outlet))
    return tuple(told.items()) if len(told) > 1 else ()


def _new(found: Iterable[Difference], known: tuple[Difference, ...]) -> Iterator[Difference]:
    """The first that differs in a way in which no act does."""
    yield from islice((d for d in found if d.kind not in {k.kind for k in known}), 1)


def _few(ranked: Iterable[Difference]) -> Iterator[Difference]:
    kinds: Counter[Kind] = Counter()
    for difference in ranked:
        if kinds[difference.kind] < MAX_OF_A_KIND and kinds.total() < MAX_DIFFERENCES:
            kinds[difference.kind] += 1
            yield difference


def _most_telling_first(difference: Difference) -> tuple[int, float, int, int]:
    first = difference.sides[0]
    at = first.telling.stored.told.timestamp()
    return list(Kind).index(difference.kind), at, first.telling.stored.version_id, first.passage.start


def _is_short(side: Side) -> bool:
    return all(span.start < span.end for span in side.spans) and len(" ".join(side.words).split()) <= MAX_WORDS


def _words(difference: Difference, side: Side) -> Runs:
    if difference.kind is Kind.READOUT:
        return (Run("only in "),)
    status = f" ({side.label})" if difference.kind is Kind.STATUS and side.label else ""
    return (Run(f"{'; '.join(side.words)}{status} — "),)


def _source(side: Side) -> Runs:
    text = side.telling.stored.article.text
    link = passage_url(side.telling.stored.article.url, side.passage.of(text))
    named = Run(outlet_name(side.telling.outlet), italic=True, url=link)
    if side.label == "only in":
        return (named, Run(f": {'; '.join(side.words)}"))
    return (named, *_also(side.also))


def _also(outlets: tuple[Outlet, ...]) -> Runs:
    names = [outlet_name(outlet) for outlet in outlets[:MAX_ALSO]]
    more = len(outlets) - len(names)
    return (Run("".join(f", {name}" for name in names) + (f" +{more}" if more else "")),) if names else ()


def _quotation(side: Side, span: Span) -> Quotation:
    words = span.of(side.telling.stored.article.text)
    return Quotation(words, (Run(f"{side.label}, via ") if side.label else Run("via "), *_source(side)))
