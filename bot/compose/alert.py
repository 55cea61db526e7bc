"""What cannot wait for a digest: which act of a story is breaking news, and the one line that tells it. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards import Button, Buttons, Card, Line, Message, Run, Tone, plain
from bot.compose.acts import WEIGHT, Act, act_of
from bot.compose.evidence import Evidence
from bot.compose.items import MAX_LINE_WORDS, MIN_HEADLINE_WORDS
from bot.compose.voices import independent
from bot.compose.wording import age_of, cut_words, headline_of, lead_of, outlet_name
from bot.model import Story
from summarizer.model import ActionType, Status

MIN_WEIGHT = WEIGHT[ActionType.SANCTION]  # 6 of 10 by PLOVER's scores: sanctions, retreats, expulsions, attacks, pacts
MIN_VOICES = 2
FRESH = timedelta(hours=3)
MIN_PROMINENCE = 0.9  # told in the first three paragraphs
_HAPPENS = (Status.DONE, Status.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class Alert:
    """One breaking line; `key` names its act."""

    message: Message
    story_id: str
    key: str


def breaking_act(acts: tuple[Act, ...], now: datetime) -> Act | None:
    """The weightiest of a story's acts that is done or announced, heavy enough, fresh and told by several voices.

    Only tellings of it at its present status count, none that came with a feed's first poll or was withdrawn; the first
    of them must be fresh. A lone outlet is never breaking news, nor are copies of its text.
    """
    present = (_at_its_status(act) for act in acts if _is_weighty(act))
    return next((act for act in present if act and _is_fresh(act, now) and _is_corroborated(act)), None)


def compose_alert(story: Story, act: Act, now: datetime) -> Alert:
    """Draw the line: what happened, who tells it, how long ago, the story's id; at most 25 words."""
    tellings = tuple(evidence.telling for evidence in act.evidence)
    lead = lead_of(tellings)
    others = independent(tellings) - 1
    more = f" +{others} outlet{'s' if others > 1 else ''}" if others else ""
    before, after = "BREAKING · ", f" — {outlet_name(lead.outlet)}{more}, {age_of(_since(act), now)} · {story.id}"
    room = max(MIN_HEADLINE_WORDS, MAX_LINE_WORDS - len(before.split()) - len(after.split()))
    headline = Run(cut_words(headline_of((act,), lead, tellings), room), bold=True, url=lead.stored.article.url)
    line = (Run(before, bold=True), headline, Run(after))
    card = Card((Line(line), Buttons((Button("Details", "details", story.id),))), tone=Tone.NEW)
    return Alert(Message((card,), plain(line)), story.id, key_of(story.id, act))


def key_of(story_id: str, act: Act) -> str:
    """Name an act of a story: so a channel is told of it once."""
    return f"{story_id}|{act.key}"


def _is_weighty(act: Act) -> bool:
    heavy = WEIGHT[act.best.type] >= MIN_WEIGHT and act.best.status in _HAPPENS
    return heavy and act.is_shown and not act.is_background and act.prominence >= MIN_PROMINENCE


def _at_its_status(act: Act) -> Act | None:
    present = [evidence for evidence in act.evidence if _counts(evidence, act.best.status)]
    return act_of(present) if present else None


def _counts(evidence: Evidence, status: Status) -> bool:
    return evidence.action.status is status and evidence.telling.withdrawn is None


def _is_fresh(act: Act, now: datetime) -> bool:
    seeded = any(evidence.telling.stored.seeded for evidence in act.evidence)
    return not seeded and now - _since(act) <= FRESH


def _is_corroborated(act: Act) -> bool:
    return independent(evidence.telling for evidence in act.evidence) >= MIN_VOICES


def _since(act: Act) -> datetime:
    return min(e.telling.stored.appeared for e in act.evidence)
