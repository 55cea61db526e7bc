"""What people write to the ledger, understood: parties, types, statuses, a time. Raises UserError. Pure."""

import difflib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache

from bot.compose.acts import TOPIC, party_of
from bot.errors import UserError
from bot.model import ActsAsked
from summarizer.actors import codes_of, country_name, iso_alpha3, known_names
from summarizer.groups import group_names, members_of
from summarizer.model import ActionType, Status

UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "m": timedelta(days=30)}
DAYS = {"today": 0, "yesterday": 1}
# Further plain words for types, in the singular; the last four are those of data sets that join or rename types.
ALSO = {
    "deal": (ActionType.AGREE,),
    "meeting": (ActionType.CONSULT,),
    "visit": (ActionType.CONSULT,),
    "expulsion": (ActionType.SANCTION,),
    "tariff": (ActionType.SANCTION,),
    "warning": (ActionType.THREATEN,),
    "deployment": (ActionType.MOBILIZE,),
    "detention": (ActionType.COERCE,),
    "strike": (ActionType.ASSAULT,),
    "yield": (ActionType.CONCEDE, ActionType.RETREAT),
    "demand": (ActionType.REQUEST,),
    "disapprove": (ActionType.ACCUSE,),
    "investigate": (ActionType.ACCUSE,),
}
MAX_SHOWN_CHARS = 40
MAX_NAMED = 3
_SEVERAL = re.compile(r"\s*(?:[,;/&]|\band\b|\bor\b)\s*", re.IGNORECASE)
_MEMBERS = re.compile(r"(.+?)(?:[’']s)?\s+(?:members?(?:\s+(?:states|countries))?|countries|states|nations)", re.I)
_AGO = re.compile(r"(\d{1,4})\s*(h|d|w|m)(?:ours?|ays?|eeks?|onths?)?(?:\s+ago)?", re.IGNORECASE)


def asked_of(values: Mapping[str, str], now: datetime) -> ActsAsked:
    """Read a question's values: from, to, type, status, since; absent and empty ones ask for all."""
    return ActsAsked(
        actors=parties_in(values.get("from", "")),
        recipients=parties_in(values.get("to", "")),
        types=types_in(values.get("type", "")),
        statuses=statuses_in(values.get("status", "")),
        since=since_in(values.get("since", ""), now),
    )


def parties_in(text: str) -> tuple[str, ...]:
    """Codes of all that is named: by name, code, demonym, capital or group, several apart by commas or "and"."""
    if not text.strip():
        return ()
    whole = _named(text)  # "Bosnia and Herzegovina" is one
    named = [whole] if whole else [_party(part) for part in _SEVERAL.split(text.strip()) if part]
    return tuple(dict.fromkeys(party for parties in named for party in parties))


def types_in(text: str) -> tuple[ActionType, ...]:
    """Types by PLOVER's word or the plain one, in the singular or plural: "sanction", "talks", "ASSAULT"."""
    return tuple(dict.fromkeys(kind for part in _SEVERAL.split(text.strip()) if part for kind in _types(part)))


def statuses_in(text: str) -> tuple[Status, ...]:
    """Statuses by their words: "done", "under discussion"."""
    return tuple(dict.fromkeys(_status(part) for part in _SEVERAL.split(text.strip()) if part))


def since_in(text: str, now: datetime) -> datetime | None:
    """A time by its distance ("24h", "7d", "2w") or its date; None for ""."""
    words = text.strip().lower()
    if not words:
        return None
    if words in DAYS:
        return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS[words])
    if ago := _AGO.fullmatch(words):
        return now - int(ago[1]) * UNITS[ago[2].lower()]
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError as exc:
        raise UserError(
            f"Cannot read the time “{_shown(text)}”. Write 24h, 7d, 2w, or a date like 2026-03-01."
        ) from exc
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def party_words(party: str) -> str:
    """How a party of a question is named: "US" for "USA", a name without a code as it is."""
    return country_name(party)


def parties_words(parties: tuple[str, ...]) -> str:
    """How the parties of a question are named together: "US, UK", "EU members", "" for none."""
    group = next((name for name in group_names() if members_of(name) == parties), "")
    more = f" +{len(parties) - MAX_NAMED}" if len(parties) > MAX_NAMED else ""
    return f"{group} members" if group else ", ".join(map(party_words, parties[:MAX_NAMED])) + more


def party_choices() -> tuple[tuple[str, str], ...]:
    """(shown, sent) for every country, organisation and group that can be asked for, in order of name."""
    codes = {code for actor in known_names().values() for code in actor.codes}
    parties = {country_name(code): f"{country_name(code)} ({code})" for code in codes}
    groups = {f"{name} members": f"{name} members" for name in group_names()}
    return tuple(sorted(((shown, sent) for sent, shown in (parties | groups).items()), key=lambda choice: choice[1]))


def type_choices() -> tuple[tuple[str, str], ...]:
    """(shown, sent) for every type of act."""
    return tuple((f"{TOPIC[kind]} ({kind})", kind.value) for kind in ActionType)


def _party(text: str) -> tuple[str, ...]:
    """The codes that one name stands for, or that a longer phrase holds: "the Russian foreign ministry"."""
    return _named(text) or codes_of(text) or _refuse_party(text)


def _named(text: str) -> tuple[str, ...]:
    """The codes of a name, a code or a group; () for anything else."""
    name = re.sub(r"(?i)^the\s+", "", text.strip())
    if (group := _MEMBERS.fullmatch(name)) and (members := members_of(group[1])):
        return members
    known = _parties_by_name()
    return known.get(name) or known.get(name.casefold()) or members_of(name)


def _refuse_party(text: str) -> tuple[str, ...]:
    near = difflib.get_close_matches(text.casefold(), list(_parties_by_name()), n=8, cutoff=0.78)
    parties = dict.fromkeys(_parties_by_name()[name] for name in near)
    names = [", ".join(country_name(party) for party in codes) for codes in parties][:3]
    hint = f"Did you mean {' or '.join(names)}?" if names else "Name a country, a capital, an organisation or a group."
    raise UserError(f"There is no actor “{_shown(text)}” here. {hint}")


def _types(text: str) -> tuple[ActionType, ...]:
    wanted = _singular(text)
    known = {_singular(word): (kind,) for kind in ActionType for word in (TOPIC[kind], kind.value)} | ALSO
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.6)
    hint = f"Did you mean {near[0]}?" if near else f"The types: {_listed(ActionType)}."
    raise UserError(f"There is no type of act “{_shown(text)}”. {hint}")


def _status(text: str) -> Status:
    wanted = re.sub(r"[\s_-]+", " ", text.strip().casefold())
    if wanted in set(Status):
        return Status(wanted)
    near = difflib.get_close_matches(wanted, list(Status), n=1, cutoff=0.6)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(Status)}."
    raise UserError(f"There is no status “{_shown(text)}”. {hint}")


@cache
def _parties_by_name() -> dict[str, tuple[str, ...]]:
    """What can be asked for, as written and in lower case; where two share a spelling, a name goes before a code."""
    exact = {form: actor.codes or (party_of(actor),) for form, actor in known_names().items()}
    codes = {code: (code,) for parties in exact.values() for code in parties}
    alpha2 = {short: (code,) for short, code in iso_alpha3().items()}
    shown = {country_name(code): (code,) for code in codes}
    spelled = {name: known for names in (alpha2, codes, shown, exact) for name, known in names.items()}
    return {name.casefold(): known for name, known in spelled.items()} | spelled


def _singular(text: str) -> str:
    return text.strip().casefold().removesuffix("s")


def _listed(types: type[ActionType]) -> str:
    return ", ".join(kind.value.lower() for kind in types)


def _shown(text: str) -> str:
    return " ".join(text.split())[:MAX_SHOWN_CHARS]
