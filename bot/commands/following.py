"""/follow, /mute, /unfollow and /following: what a channel wants more of, and what it wants nothing of."""

from datetime import datetime

from bot.cards import Block, Bullets, Buttons, Card, Heading, Line, Message, Run, Runs
from bot.commands.answers import told
from bot.commands.command import Reply, Request
from bot.commands.desk import Desk
from bot.commands.pages import page_in, turns
from bot.commands.story import zone_of
from bot.commands.subjects import MAX_SHOWN_CHARS, subjects_of, time_in, words_of
from bot.compose.moments import until_of
from bot.errors import UserError
from bot.model import Follow

PAGE = 20
MAX_KEPT = 100
EVERYTHING = ("all", "everything")
NOTHING = "Nothing is followed or muted here. Try /follow Ukraine, /follow US > Russia 2w, or /mute energy 3d."


async def follow(desk: Desk, request: Request) -> Reply:
    """Have what is named stand higher in the channel's digests."""
    return await _save(desk, request, mute=False)


async def mute(desk: Desk, request: Request) -> Reply:
    """Keep what is named out of the channel's digests."""
    return await _save(desk, request, mute=True)


async def unfollow(desk: Desk, request: Request) -> Reply:
    """Neither follow nor mute what is named any more; "all" is everything."""
    store, wanted = desk.outside.store.follows, request.values["what"].strip()
    kept = await store.of(request.channel, desk.outside.now())
    named = [one.subject for one in kept if wanted.casefold() in (*EVERYTHING, one.subject.casefold(), _name(one))]
    subjects = tuple(named) or await subjects_of(desk, request.channel, wanted)
    words = [await words_of(desk, one) for one in subjects[:MAX_KEPT]]
    gone = [await store.remove(request.channel, one) for one in subjects]
    if not any(gone):
        raise UserError(f"{_listed(words)}: neither followed nor muted here. See /following.")
    return Reply(told(f"Neither followed nor muted here any more: {_listed(words)}.").message, private=False)


async def following(desk: Desk, request: Request) -> Reply:
    """What the channel follows and mutes, and until when."""
    now, page = desk.outside.now(), page_in(request.values.get("page", ""))
    kept = await desk.outside.store.follows.of(request.channel, now)
    ordered = sorted(kept, key=lambda one: one.mute)  # stable: subjects keep their order
    here = ordered[(page - 1) * PAGE : page * PAGE]
    if not here:
        return told(NOTHING if not kept else f"There is no page {page}: {len(kept)} are followed or muted here.")
    zone = await zone_of(desk, request.channel)
    blocks: list[Block] = [Heading("Followed and muted here")]
    for label, is_muted in (("Followed", False), ("Muted", True)):
        rows = tuple([await _row(desk, one, zone) for one in here if one.mute is is_muted])
        blocks += [Line((Run(label, bold=True),)), Bullets(rows)] if rows else []
    buttons = turns("following", (), request, page, more=len(ordered) > page * PAGE)
    foot = Line((Run(f"{len(kept)} in all. /unfollow takes one back."),), small=True)
    card = Card((*blocks, foot, *((Buttons(buttons),) if buttons else ())))
    return Reply(Message((card,), "Followed and muted here"))


async def _save(desk: Desk, request: Request, *, mute: bool) -> Reply:
    if request.values["what"].strip().casefold() == "list":
        return await following(desk, request)
    store, now, zone = desk.outside.store.follows, desk.outside.now(), await zone_of(desk, request.channel)
    what, until = _asked(request, now, zone)
    subjects = await subjects_of(desk, request.channel, what)
    before = {one.subject: one for one in await store.of(request.channel, now)}
    if len({*before, *subjects}) > MAX_KEPT:
        raise UserError(f"A channel keeps at most {MAX_KEPT}. See /following; /unfollow takes one back.")
    for subject in subjects:
        await store.save(request.channel, Follow(subject, until, mute))
    words = _listed([await words_of(desk, subject) for subject in subjects])
    turned = any(one in before and before[one].mute is not mute for one in subjects)
    no_longer = f" No longer {'followed' if mute else 'muted'}." if turned else ""
    sentence = f"{'Muted' if mute else 'Followed'} here: {words}, {until_of(until, zone, now)}.{no_longer}"
    return Reply(told(sentence).message, private=False)


def _asked(request: Request, now: datetime, zone: str) -> tuple[str, datetime | None]:
    """What is named, and until when; the time may stand behind what is named, as it is typed."""
    what, length = (" ".join(request.values.get(name, "").split()) for name in ("what", "for"))
    rest, until = time_in(length or what, now, zone)
    if length and rest:
        raise UserError(f"Cannot read the time “{length[:MAX_SHOWN_CHARS]}”. Write 12h, 3d, 2w, or until 2026-03-01.")
    if not (length or rest):
        raise UserError("Say what, like /follow Ukraine 2w.")
    return (what if length else rest), until


async def _row(desk: Desk, one: Follow, zone: str) -> Runs:
    return (
        Run(await words_of(desk, one.subject), bold=True),
        Run(f" — {until_of(one.until, zone, desk.outside.now())}"),
    )


def _name(one: Follow) -> str:
    """The name of a subject without its kind: a topic stays removable that is configured no more."""
    return one.subject.partition(":")[2].casefold()


def _listed(words: list[str]) -> str:
    return ", ".join(words)
