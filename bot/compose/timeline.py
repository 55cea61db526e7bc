"""How a story went: each act when it first came to a status, and what outlets took back, oldest first. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards import Run, Runs
from bot.compose.acts import WEIGHT, Act, axis_of, key_of
from bot.compose.evidence import CERTAINTY, Evidence, is_background
from bot.compose.known import is_kin
from bot.compose.moments import clock_of
from bot.compose.wording import outlet_name, passage_url
from bot.model import Story, Telling
from summarizer.actions import is_active
from summarizer.model import Action, Status

RETOLD = timedelta(days=1)  # so long another type between the same two is another outlet's word for the same act


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated line: an act comes to a status, or (without an action) an outlet takes its article back.

    `before` is the status that the act moved from, None where it is told for the first time. `weight` is for choosing
    among moments.
    """

    at: datetime
    telling: Telling
    action: Action | None = None
    before: Status | None = None
    weight: float = 0.0


def timeline_of(story: Story, acts: tuple[Act, ...]) -> tuple[Moment, ...]:
    """All moments of a story, oldest first; what two outlets call by different types is told once."""
    told = (act for act in acts if act.best.recipient is not None and _has_a_verb(act.best) and not act.is_spoken)
    steps = (step for act in told for step in _steps(act))
    withdrawn = (Moment(t.withdrawn, t, weight=1.0) for t in story.tellings if t.withdrawn)
    return tuple(sorted((*_once(sorted(steps, key=_order)), *withdrawn), key=_order))


def weightiest(moments: tuple[Moment, ...], limit: int) -> tuple[Moment, ...]:
    """The moments that a short timeline tells, oldest first."""
    ranked = sorted(range(len(moments)), key=lambda n: (-moments[n].weight, n))
    return tuple(moments[n] for n in sorted(ranked[:limit]))


def row_of(moment: Moment, zone: str) -> Runs:
    """ "6 Apr 10:10 threatened → done: US → Russia: expelled 10 officials — Atlas Wire", with a link to the passage."""
    when = Run(f"{clock_of(moment.at, zone)} ", bold=True)
    article = moment.telling.stored.article
    source = outlet_name(moment.telling.outlet)
    if moment.action is None:
        return (when, Run("withdrawn by "), Run(source, url=article.url))
    action = moment.action
    evidence = article.text[action.start : action.end]
    status = f"{moment.before} → {action.status}" if moment.before else str(action.status)
    words = Run(f"{axis_of(action)}: {action.phrase} ({status}) — ")
    return (when, words, Run(source, url=passage_url(article.url, evidence)))


def _has_a_verb(action: Action) -> bool:
    return action.phrase[:1].islower() and is_active(action.phrase)


def _steps(act: Act) -> Iterator[Moment]:
    """The first telling of each status that is more certain than those before, and of a denial."""
    reached: Status | None = None
    denied = False
    news = (e for e in act.evidence if not is_background(e))  # background is of a day before it was told
    for evidence in sorted(news, key=lambda e: (e.telling.stored.told, -CERTAINTY[e.action.status])):
        status = evidence.action.status
        is_denial = status is Status.DENIED and not denied
        goes_on = status is not Status.DENIED and (reached is None or CERTAINTY[status] > CERTAINTY[reached])
        if is_denial or goes_on:
            yield _moment(evidence, act, before=reached)
            denied, reached = denied or is_denial, reached if is_denial else status


def _moment(evidence: Evidence, act: Act, *, before: Status | None) -> Moment:
    action = evidence.action
    shown = 1.0 if act.is_shown and not act.is_background else 0.5
    weight = WEIGHT[action.type] * CERTAINTY[action.status] * shown
    return Moment(evidence.telling.stored.told, evidence.telling, action, before, weight)


def _once(moments: Iterable[Moment]) -> Iterator[Moment]:
    """Without those that only say in another type what was said within a day."""
    told: list[Moment] = []
    for moment in moments:
        if not any(_says_again(moment, earlier) for earlier in told):
            told.append(moment)
            yield moment


def _says_again(moment: Moment, earlier: Moment) -> bool:
    one, other = moment.action, earlier.action
    if one is None or other is None or moment.at - earlier.at > RETOLD:
        return False
    return one.type is not other.type and is_kin(key_of(one), key_of(other)) and one.status is other.status


def _order(moment: Moment) -> tuple[datetime, int, int]:
    start = moment.action.start if moment.action else 0
    return moment.at, moment.telling.stored.version_id, start
