"""The demonstration: the real jobs over a loopback world under a simulated clock, posted to the console channel."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import tomlkit

from bot.app import CONSOLE, App, opened
from bot.cards import Tone
from bot.commands.command import Request
from bot.compose.digest import Digest
from bot.decide.slots import due_slot
from bot.demo.server import DemoServer
from bot.demo.world import World, load
from bot.jobs.correct import correct
from bot.jobs.deliver import deliver
from bot.jobs.digest import post_slot
from bot.jobs.outside import Progress
from bot.jobs.poll import poll
from bot.jobs.read import read
from bot.jobs.verify import verify
from bot.model import Outlet, Subscription
from bot.platforms.console import ConsolePlatform
from bot.schedule.simulated import SimulatedClock
from config.settings import FeedSettings, ReadingSettings, Settings

START = datetime(2026, 3, 9, 4, 0, tzinfo=UTC)
ZONE = "Europe/Kyiv"
SLOT = time(18, 0)
DAYS = 3
POLL_EVERY = timedelta(minutes=30)


async def show(database: Path, *, write: Callable[[str], None], progress: Progress) -> tuple[str, ...]:
    """Run the three days; return a sentence for each thing that went wrong, none if all is well."""
    for old in (database, Path(f"{database}-wal"), Path(f"{database}-shm")):
        old.unlink(missing_ok=True)
    clock = SimulatedClock(START)
    world = load()
    outlets = _outlets(world)
    _outlets_file(database).write_text(_outlets_toml(outlets), encoding="utf-8")
    async with DemoServer(clock, world) as server:
        settings = _settings(database, server.host)
        platform = ConsolePlatform(write=write)
        async with opened(
            settings, now=clock, platforms={"console": platform}, outlets=outlets, progress=progress
        ) as app:
            for url, outlet, pages in server.feeds:
                await app.store.feeds.add(url, outlet=outlet, pages=pages)
            return await _days(app, clock, platform, write, database)


async def _days(
    app: App, clock: SimulatedClock, platform: ConsolePlatform, write: Callable[[str], None], database: Path
) -> tuple[str, ...]:
    await app.store.subscriptions.save(Subscription(CONSOLE, (SLOT,), ZONE, since=START))
    digests = [await _day(app, clock, day, write) for day in range(DAYS)]
    top = await _most_told(app, [story for digest in digests if digest for story in digest.stories])
    wrong = _missing(digests)
    write(_rule(f"/story details {top}"))
    reply = await app.desk.answer("story details", Request(CONSOLE, "demo", {"story": top}))
    for payload in platform.render(reply.message):
        write(str(payload["text"]))
    verified = await verify(app.store.deliveries, lambda _, payload: platform.words(payload))
    wrong += [*verified.problems, *([] if verified.checked else ["no quotation was posted"])]
    write(_rule("sitrep verify"))
    write(f"{verified.checked} quoted passages of {DAYS} digests checked: {len(verified.problems)} wrong.")
    if not wrong:
        write(_next(database, top))
    return tuple(wrong)


async def _most_told(app: App, story_ids: list[str]) -> str:
    """The story that most articles tell, "" where none was shown."""
    stories = [await app.store.stories.get(story_id) for story_id in dict.fromkeys(story_ids)]
    told = [story for story in stories if story]
    return max(told, key=lambda story: len(story.tellings)).id if told else ""


def _missing(digests: list[Digest | None]) -> list[str]:
    """What the three days must show, and do not."""
    tones = [{card.tone for card in digest.message.cards} if digest else set() for digest in digests]
    wrong = [
        f"day {day} brought no digest" for day, digest in enumerate(digests, 1) if not digest or not digest.stories
    ]
    return wrong + [f"day 2 shows no {tone}" for tone in (Tone.UPDATE, Tone.CORRECTION) if tone not in tones[1]]


async def _day(app: App, clock: SimulatedClock, day: int, write: Callable[[str], None]) -> Digest | None:
    """Poll through one day up to its slot, then post."""
    end = START + timedelta(days=day + 1)
    while clock.now < end:
        due = await app.store.feeds.due(clock.now, limit=100)
        await poll(app.outside, due)
        await read(app.outside)
        if await correct(app.outside):
            write(_rule("An article was edited · the posted digest is corrected"))
            await deliver(app.outside)
        subscription = await app.store.subscriptions.get(CONSOLE)
        slot = due_slot(subscription, clock.now) if subscription else None
        if subscription and slot:
            write(_rule(f"Day {day + 1} · the digest as posted"))
            posted = await post_slot(app.outside, subscription, slot)
            clock.move(end)
            return posted.digest
        clock.move(clock.now + POLL_EVERY)
    return None


def _settings(database: Path, host: str) -> Settings:
    """Settings of its own: the environment and sitrep.toml have no say in a demonstration."""
    return Settings.model_validate(
        {
            "database_url": f"sqlite:///{database}",
            "feeds": FeedSettings(contact="demo@example.org", allow_hosts=[host], spacing_s=0.0),
            "reading": ReadingSettings(readers=2),
        }
    )


def _outlets(world: World) -> dict[str, Outlet]:
    return {o.name: Outlet(o.name, o.country, o.label, o.rank) for o in world.outlets}


def _outlets_file(database: Path) -> Path:
    return database.with_name(f"{database.stem}-outlets.toml")


def _outlets_toml(outlets: dict[str, Outlet]) -> str:
    """The invented outlets with their labels, for those who ask what was stored."""
    return tomlkit.dumps({"outlets": [asdict(outlet) for outlet in outlets.values()]})


def _rule(title: str) -> str:
    return f"\n── {title} {'─' * max(4, 96 - len(title))}\n"


def _next(database: Path, top: str) -> str:
    return f"""
Everything above came out of the real program: feeds over HTTP, articles read in worker processes, stories,
digests and deliveries in {database}. Try it:

  export DATABASE_URL=sqlite:///{database} SITREP_OUTLETS_FILE={_outlets_file(database)}
  .venv/bin/sitrep story list
  .venv/bin/sitrep story details {top}
  .venv/bin/sitrep actions --from Russia
  .venv/bin/sitrep search expelled
  .venv/bin/sitrep verify

Then set up your own: .venv/bin/sitrep init
"""
