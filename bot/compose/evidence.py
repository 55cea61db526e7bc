"""Where one outlet tells an act: how prominently, how clearly, and whether as news or as history. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.compose.dating import day_named
from bot.compose.phrases import is_history, is_spoken, tells_deed
from bot.compose.stems import stem_list, stems_of
from bot.model import Telling
from summarizer.actions import is_active
from summarizer.model import Action, Status

CERTAINTY = {
    Status.DONE: 1.0,
    Status.ANNOUNCED: 0.9,
    Status.ORDERED: 0.8,
    Status.DENIED: 0.7,
    Status.THREATENED: 0.6,
    Status.CONDITIONAL: 0.5,
    Status.ALLEGED: 0.5,
    Status.UNDER_DISCUSSION: 0.4,
    Status.URGED: 0.4,
}
PAST = timedelta(days=2)  # what was done earlier than so long before an article is its background
BACKGROUND = 0.5  # what background counts of news
PROMINENCE = (1.0, 1.0, 0.9, 0.75, 0.6, 0.4)  # by paragraph; the first may be the headline
EARLY = 2  # paragraphs that tell the news


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one outlet tells the act."""

    telling: Telling
    action: Action


def day_of(evidence: Evidence) -> date | None:
    """The day on which an act was done, where its phrase names one."""
    action = evidence.action
    return day_named(action.phrase, told_on(evidence)) if action.status is Status.DONE else None


def prominence_of(evidence: Evidence) -> float:
    """From 1.4 for an act that the headline tells too, to 0.4 for one told deep in the text."""
    near = PROMINENCE[min(evidence.action.paragraph, len(PROMINENCE)) - 1]
    title = stems_of(evidence.telling.stored.article.title)
    verbs = stem_list(evidence.action.phrase)
    present = BACKGROUND if is_background(evidence) else 1.0
    return near * present * (1.4 if any(verb in title for verb in verbs) else 1.0)


def is_background(evidence: Evidence) -> bool:
    """Does it say that it was done well before the article, or before its news?"""
    day = day_of(evidence)
    return (day is not None and day < told_on(evidence) - PAST) or _is_history(evidence)


def _is_history(evidence: Evidence) -> bool:
    action, text = evidence.action, evidence.telling.stored.article.text
    if action.status is not Status.DONE:
        return False
    begin = max(text.rfind(end, 0, action.start) for end in ("\n", ". ")) + 1
    sentence = text[begin : action.end] + text[action.end :].partition("\n")[0].partition(". ")[0]
    return is_history(action.phrase, text[action.start : action.end], sentence)


def is_quoted(evidence: Evidence) -> bool:
    """Is it told inside a quotation?"""
    action = evidence.action
    return any(q.start <= action.start and action.end <= q.end for q in evidence.telling.reading.quotes)


def is_in_own_words(evidence: Evidence) -> bool:
    """Is it in the words of a speaker who says "we"?"""
    action = evidence.action
    return is_spoken(action.phrase, evidence.telling.stored.article.text[action.start : action.end])


def told_on(evidence: Evidence) -> date:
    """The day of the article."""
    return evidence.telling.stored.appeared.date()


def is_readable(action: Action) -> bool:
    """Does the phrase tell in more than a word what the actor did, and not what was done to somebody?"""
    return tells_deed(action.phrase) and action.phrase[:1].islower() and is_active(action.phrase)


def clarity_of_parties(action: Action) -> float:
    """1 where both are known, less where one is not or both are the same."""
    actor, recipient = action.actor, action.recipient
    if actor is None or not actor.codes:
        return 0.4
    if recipient is None or not recipient.codes:
        return 0.6
    return 0.3 if set(actor.codes) <= set(recipient.codes) else 1.0


def clearest_first(evidence: Evidence) -> tuple[float, bool, bool, int, bool, int, int, float]:
    """A key that sorts the telling first that readers are shown."""
    action, telling = evidence.action, evidence.telling
    words = len(action.phrase.split())
    return (
        -CERTAINTY[action.status],
        not is_readable(action),
        is_background(evidence),
        telling.outlet.rank,
        action.paragraph > EARLY,
        abs(words - 8),
        action.paragraph,
        -telling.stored.fetched.timestamp(),
    )
