"""Which acts an item names and shows: of an update, those that its readers have not seen. Pure."""

import re

from bot.cards import Tone
from bot.compose.acts import Act, sentence_of
from bot.compose.changes import Change
from bot.compose.evidence import is_quoted
from bot.compose.wording import told_in
from summarizer.model import Status

_PARTICIPLE = re.compile(r"[a-z]+ing\b")
MAX_ACTS = 3
MAX_ACT_WORDS = 16


def top_act(acts: tuple[Act, ...], change: Change) -> Act | None:
    """The act that an item's axis names: the changed one, else the weightiest that is fit to be shown."""
    ordered = _changed_first(acts, change) if change.tone is Tone.NEW or change.key else _of_what_is_new(acts, change)
    fit = (act for act in ordered if act.key == change.key or act.is_shown)
    return next(fit, next((act for act in ordered if not act.is_spoken), None))


def acts_to_show(acts: tuple[Act, ...], change: Change) -> tuple[Act, ...]:
    """By weight, only news between two known parties that is told early, at most three.

    Of an update or a correction: only what it tells anew, neither what its readers have seen nor what its line on the
    change tells already.
    """
    if change.tone is not Tone.NEW:
        told = told_in(change.tellings, acts)
        acts = tuple(act for act in told if act.key != change.key and act.key not in change.known)
    shown = (act for act in acts if act.is_shown and not act.is_background and _is_told_as_act(act))
    return tuple(act for act in shown if len(sentence_of(act.best).split()) <= MAX_ACT_WORDS)[:MAX_ACTS]


def _is_told_as_act(act: Act) -> bool:
    """In a verb of its own ("injuring three" has none), and not as somebody's claim inside a quotation."""
    claimed = act.best.status in (Status.DONE, Status.ALLEGED) and is_quoted(act.evidence[0])
    return not claimed and not _PARTICIPLE.match(act.best.phrase)


def _changed_first(acts: tuple[Act, ...], change: Change) -> tuple[Act, ...]:
    return tuple(sorted(acts, key=lambda act: act.key != change.key))


def _of_what_is_new(acts: tuple[Act, ...], change: Change) -> tuple[Act, ...]:
    """The acts that are told anew, then those among the countries that the new articles name first."""
    countries = {code for telling in change.tellings for code in telling.reading.countries[:2]}
    parties = ((act, (act.best.actor, act.best.recipient)) for act in acts)
    among = (act for act, both in parties if all(p and p.codes and set(p.codes) <= countries for p in both))
    return (*told_in(change.tellings, acts), *among)
