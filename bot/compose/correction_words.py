"""What a correction says in words: a line for each article, and the note for the thread. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cards import Bullets, Card, Heading, Line, Message, Run, Tone, plain, text_of
from bot.compose.overtaken import Finding

MAX_NOTES = 5
MARK = Tone.CORRECTION.value.upper()


def lines_of(findings: Iterable[Finding], posted: datetime, zone: str, *, that: str = "this") -> Iterator[str]:
    """One line for each article: what it changed, and when."""
    by_article: dict[int, list[Finding]] = {}
    for finding in findings:
        by_article.setdefault(finding.now.article_id, []).append(finding)
    for told in by_article.values():
        outlet, at = told[0].now.article.outlet, max(finding.at for finding in told)
        if told[0].is_withdrawn:
            yield f"Withdrawn by {outlet} on {_moment(at, None, zone)}."
            continue
        yield f"Correction {_moment(at, posted, zone)}: {outlet} {' and '.join(_verbs(told, that))}."


def _verbs(findings: Iterable[Finding], that: str) -> tuple[str, ...]:
    """What was done, each thing once: a number that changed in a sentence and in the headline changed."""
    verbs: dict[str, str] = {}
    for finding in findings:
        verb = finding.verb.format(f"{that} {finding.what}")
        verbs.setdefault(verb.partition(" in ")[0] if " → " in verb else verb, verb)
    return tuple(verbs.values())


def _moment(at: datetime, posted: datetime | None, zone: str) -> str:
    """ "14:05 Europe/Kyiv", with the day where it is another than that of the posting."""
    local = at.astimezone(ZoneInfo(zone))
    same_day = posted is not None and posted.astimezone(ZoneInfo(zone)).date() == local.date()
    return f"{local:%H:%M} {zone}" if same_day else f"{local.day} {local:%B %Y, %H:%M} {zone}"


def note_of(
    message: Message, found: Mapping[int, tuple[Finding, ...]], *, shown: Message, posted: datetime, zone: str
) -> Message:
    """What to say in the thread: of each corrected card, what its readers were not told before."""
    seen = "\n".join(text_of(card) for card in shown.cards)
    rows = [
        (Run(_title(message.cards[at]), bold=True), Run(told))
        for at, of_card in found.items()
        for line, told in zip(lines_of(of_card, posted, zone), lines_of(of_card, posted, zone, that="a"), strict=True)
        if line not in seen
    ]
    more = f"… and {len(rows) - MAX_NOTES} more: see the message." if len(rows) > MAX_NOTES else ""
    again = () if rows else ((Run("What was struck here stands again."),),)
    bullets = (*rows[:MAX_NOTES], *again, *(((Run(more),),) if more else ()))
    head = Line((Run(MARK, bold=True), Run(f" · message of {_moment(posted, None, zone)}")), small=True)
    return Message((Card((head, Bullets(bullets)), tone=Tone.CORRECTION),), f"Sitrep: correction. {plain(bullets[0])}")


def _title(card: Card) -> str:
    heading = heading_of(card)
    return f"{heading} — " if heading else ""


def heading_of(card: Card) -> str:
    """The card's heading, "" where it has none."""
    return next((block.text for block in card.blocks if isinstance(block, Heading)), "")
