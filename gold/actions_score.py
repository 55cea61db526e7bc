"""Scores acts against the gold: types, countries, status, silence, and every error by its cause. Reads no files.

An act found AGREES with an act of the gold when its type is one of the gold's (CONCEDE and RETREAT count as YIELD; an
intended act may also be AGREE or THREATEN, as PLOVER codes the future) and its evidence overlaps the gold's words in
the text, or another place where the gold says that the act is told again.
Pairs are one to one, best first: right countries, then the nearest verb phrase.
- Recall: acts of the gold with a pair. Precision: acts found that agree with any act of the gold. Optional acts
  ("may") are left out of both. An act found elsewhere in an article with a gold act's type and countries is a second
  telling and left out too; so precision in articles is a lower bound only by acts that nobody annotated.
- Triple: the pair's actor and recipient are right too. Codes are right where they are part of one of the gold's lists
  (one member of a coalition is enough; `coalitions` says how many are whole); who has no code is known by a word of
  its name; a role that the gold leaves open is not scored. Reciprocal acts may name both in one role or in two.
- Status: of the pairs, those with one of the gold's statuses; `status_first` asks for the best one.
- Silence: sentences that tell no act and got none. `must_not_hits`: passages of articles whose words a verb phrase
  touches that agrees with no act of the gold.
Causes. trigger: nothing agrees and nothing touches the act's words. sense: found there with a wrong type, or a verb of
sport, business, home or metaphor taken for an act. actor, recipient, status: a pair with that wrong. irrealis:
something negated, unreal, long past, asked or wished for taken for an act. spurious: an act where the gold has another
or none.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from gold import actions_gold
from gold.actions_gold import TYPES, UNREAL
from gold.actions_match import Found, Pair, Verdict, found_in, judge, overlaps
from gold.articles import GoldText
from gold.score import Error, Row, Score, f1, share

IRREALIS, SENSE, SPURIOUS, TRIGGER = "irrealis", "sense", "spurious", "trigger"


def texts() -> tuple[GoldText, ...]:
    """Return the texts that a system must read."""
    return tuple(each.text for each in actions_gold.load())


def score(rows: Mapping[str, Row]) -> Score:
    """Judge a system's rows by name of text; a text without a row counts as one without acts."""
    verdicts = tuple(
        judge(gold, found_in(rows.get(gold.text.name, {}), gold.text.text)) for gold in actions_gold.load()
    )
    return Score(
        figures=_figures(verdicts),
        errors=tuple(error for verdict in verdicts for error in _errors(verdict)),
        of=_of(verdicts),
    )


def _figures(verdicts: tuple[Verdict, ...]) -> dict[str, float]:
    sentences = tuple(verdict for verdict in verdicts if verdict.gold.is_sentence)
    stories = tuple(verdict for verdict in verdicts if not verdict.gold.is_sentence)
    return {
        "sentences": len(sentences),
        "articles": len(stories),
        **_quality(sentences),
        **{f"f1_{type_.lower()}": _type_f1(verdicts, type_) for type_ in sorted(TYPES)},
        **_standing(verdicts),
        "silence": share(*_silence(sentences)),
        **_coverage(stories),
        "must_not": sum(len(verdict.gold.passages) for verdict in stories),
        "must_not_hits": sum(len(verdict.hit) for verdict in stories),
    }


def _quality(verdicts: Iterable[Verdict]) -> dict[str, float]:
    """Return type and triple scores over sentences, where the gold has every act."""
    verdicts = tuple(verdicts)
    pairs = _wanted(verdicts)
    agreeing, right, stray = _offered(verdicts)
    precision, recall = share(agreeing, agreeing + stray), share(sum(p.found is not None for p in pairs), len(pairs))
    exact, reached = share(right, agreeing + stray), share(sum(p.has_countries for p in pairs), len(pairs))
    return {
        "acts": len(pairs),
        "type_precision": precision,
        "type_recall": recall,
        "type_f1": f1(precision, recall),
        "triple_precision": exact,
        "triple_recall": reached,
        "triple_f1": f1(exact, reached),
    }


def _type_f1(verdicts: Iterable[Verdict], type_: str) -> float:
    """Return F1 of one type over all texts; an act found under another right type counts for the gold's."""
    verdicts = tuple(verdicts)
    pairs = [pair for pair in _wanted(verdicts) if pair.gold.types[0] == type_]
    hits = sum(pair.found is not None for pair in pairs)
    stray = sum(each.type == type_ for verdict in verdicts for each in verdict.stray)
    return f1(share(hits, hits + stray), share(hits, len(pairs)))


def _standing(verdicts: Iterable[Verdict]) -> dict[str, float]:
    pairs = [pair for pair in _wanted(verdicts) if pair.found]
    sourced = [pair for pair in pairs if pair.gold.source]
    coalitions = [pair for pair in pairs if any(len(o) > 1 for o in (*pair.gold.actor.options, *_recipients(pair)))]
    return {
        "status": share(sum("status" not in pair.faults for pair in pairs), len(pairs)),
        "status_first": share(
            sum(pair.found.status == pair.gold.statuses[0] for pair in pairs if pair.found), len(pairs)
        ),
        "source_named": share(sum("source" not in pair.faults for pair in sourced), len(sourced)),
        "coalitions": share(sum(_is_whole(pair) for pair in coalitions), len(coalitions)),
    }


def _recipients(pair: Pair) -> tuple[frozenset[str], ...]:
    return () if pair.gold.both else pair.gold.recipient.options


def _is_whole(pair: Pair) -> bool:
    """Whether every member of a coalition is named by some act that tells this one."""
    actors = frozenset().union(*(each.actor for each in pair.again))
    recipients = frozenset().union(*(each.recipient for each in pair.again))
    if pair.gold.both:
        return any(option <= actors | recipients for option in pair.gold.actor.options)
    roles = ((pair.gold.actor, actors), (pair.gold.recipient, recipients))
    return all(
        not party.scored or not party.options or party.nobody or any(option <= named for option in party.options)
        for party, named in roles
    )


def _coverage(stories: Iterable[Verdict]) -> dict[str, float]:
    """Return what articles give: the acts a reader must see, those that should be there, and precision."""
    stories = tuple(stories)
    agreeing, right, stray = _offered(stories)
    figures: dict[str, float] = {}
    for level in ("must", "should"):
        pairs = [pair for verdict in stories for pair in verdict.pairs if pair.gold.level == level]
        figures[level] = len(pairs)
        figures[f"{level}_recall"] = share(sum(pair.found is not None for pair in pairs), len(pairs))
        figures[f"{level}_countries"] = share(sum(pair.has_countries for pair in pairs), len(pairs))
    figures["article_precision"] = share(agreeing, agreeing + stray)
    figures["article_triple_precision"] = share(right, agreeing + stray)
    return figures


def _offered(verdicts: Iterable[Verdict]) -> tuple[int, int, int]:
    """Count the acts found that agree with a wanted one, those of them with right countries, and the stray ones."""
    agreeing = right = stray = 0
    for verdict in verdicts:
        wanted = [pair for pair in verdict.pairs if pair.gold.level != "may"]
        own = {each for pair in wanted for each in pair.again} - _optional(verdict)
        agreeing += len(own)
        right += len(own & {each for pair in wanted for each in pair.exact})
        stray += len(verdict.stray)
    return agreeing, right, stray


def _optional(verdict: Verdict) -> set[Found]:
    return {pair.found for pair in verdict.pairs if pair.found and pair.gold.level == "may"}


def _wanted(verdicts: Iterable[Verdict]) -> tuple[Pair, ...]:
    return tuple(pair for verdict in verdicts for pair in verdict.pairs if pair.gold.level != "may")


def _silence(sentences: Iterable[Verdict]) -> tuple[int, int]:
    """Count the sentences without an act that got none, and all of them; an optional act does not break silence."""
    silent = [verdict for verdict in sentences if verdict.gold.why]
    return sum(not verdict.stray for verdict in silent), len(silent)


def _of(verdicts: Iterable[Verdict]) -> Counter[str]:
    """Count what each cause could have spoiled."""
    verdicts = tuple(verdicts)
    pairs = _wanted(verdicts)
    found = sum(pair.found is not None for pair in pairs)
    reasons = Counter(verdict.gold.why in UNREAL for verdict in verdicts if verdict.gold.why)
    reasons += Counter(passage.why in UNREAL for verdict in verdicts for passage in verdict.gold.passages)
    counts = {TRIGGER: len(pairs), SENSE: len(pairs) + reasons[False], IRREALIS: reasons[True]}
    return Counter({**counts, **dict.fromkeys(("actor", "recipient", "status", "source"), found), SPURIOUS: found})


def _errors(verdict: Verdict) -> Iterator[Error]:
    name, text = verdict.gold.text.name, verdict.gold.text.text
    explained: set[Found] = set()
    for pair in verdict.pairs:
        if pair.gold.level == "may":
            continue
        if pair.found is None:
            rival = _rival(pair, verdict.stray)
            explained |= {rival} if rival else set()
            yield Error(
                SENSE if rival else TRIGGER, pair.gold.level, name, pair.gold.words, _gold(pair), str(rival or "")
            )
        for fault in sorted(pair.faults):
            yield Error(fault, pair.gold.level, name, pair.gold.words, _gold(pair), str(pair.found))
    for passage, found in verdict.hit:
        explained.add(found)
        yield Error(_cause(passage.why), passage.why, name, passage.words, "no act", str(found))
    for found in verdict.stray:
        if found not in explained:
            why = verdict.gold.why
            yield Error(
                _cause(why) if why else SPURIOUS,
                why or "not in the gold",
                name,
                text[slice(*found.phrase)],
                "",
                str(found),
            )


def _cause(why: str) -> str:
    return IRREALIS if why in UNREAL else SENSE


def _rival(pair: Pair, stray: Iterable[Found]) -> Found | None:
    """Return an act of another type whose verb phrase stands in the act's words."""
    return next((each for each in stray if any(overlaps(each.phrase, place) for place in pair.gold.places)), None)


def _gold(pair: Pair) -> str:
    gold = pair.gold
    actor, recipient = (
        "/".join(",".join(sorted(option)) for option in party.options) or party.name or "-"
        for party in (gold.actor, gold.recipient)
    )
    return f"{'/'.join(gold.types)} {actor}{'↔' if gold.both else '→' + recipient} {'/'.join(gold.statuses)}"
