"""Memory of `sitrep run` with all its processes, idle and after 1,000 articles: proportional set size, on Linux."""

import asyncio
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from aiohttp import web

ROOT = Path(__file__).parents[1]
from bot.demo.world import load

FEEDS, ENTRIES = 10, 100
AIM_MB = 500
START = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
LIMIT_S = 600


async def main() -> None:
    """Serve feeds, run the bot on them, print two figures."""
    with tempfile.TemporaryDirectory() as folder:
        idle = await _measured(Path(folder) / "idle", feeds=0)
        full = await _measured(Path(folder) / "full", feeds=FEEDS)
    print(f"idle: {idle:.0f} MB; after {FEEDS * ENTRIES} articles: {full:.0f} MB (aim ≤ {AIM_MB} MB in all)")


async def _measured(folder: Path, *, feeds: int) -> float:
    folder.mkdir()
    application = web.Application()
    application.router.add_get("/{number}", _feed)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    names = [str(number) for number in range(feeds)] or ["none"]
    rows = [f'[[feeds]]\nurl = "http://127.0.0.1:{port}/{name}"\noutlet = "Outlet {name}"\n' for name in names]
    (folder / "feeds.toml").write_text("".join(rows))
    try:
        return await _run(folder, port, wait_for="event=read articles" if feeds else "event=poll")
    finally:
        await runner.cleanup()


async def _run(folder: Path, port: int, *, wait_for: str) -> float:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{folder / 'x.db'}",
        "SITREP_FEEDS_FILE": str(folder / "feeds.toml"),
        "SITREP_FEEDS__ALLOW_HOSTS": f'["127.0.0.1:{port}"]',
        "SITREP_FEEDS__SPACING_S": "0",
        "SITREP_STARTS_AT": START.isoformat(),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stderr
    try:
        async with asyncio.timeout(LIMIT_S):
            while wait_for not in (await process.stderr.readline()).decode():
                pass
        await asyncio.sleep(2)
        return sum(_pss_mb(pid) for pid in _tree(process.pid))
    finally:
        process.terminate()
        await process.wait()


async def _feed(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    entries = "" if number == "none" else "".join(_entry(int(number), n) for n in range(ENTRIES))
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    body = f'<?xml version="1.0"?><rss version="2.0" {namespace}><channel>{entries}</channel></rss>'
    return web.Response(text=body, content_type="application/rss+xml")


def _entry(feed: int, number: int) -> str:
    articles = load().articles
    version = articles[(feed * ENTRIES + number) % len(articles)].versions[0]
    body = "".join(f"<p>{escape(p)}</p>" for p in (*version.paragraphs, f"Report {feed}-{number}."))
    at = format_datetime(START - timedelta(minutes=number))
    return (
        f"<item><title>{escape(version.title)} {feed}-{number}</title><link>http://example.org/{feed}/{number}</link>"
        f"<pubDate>{at}</pubDate><content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grandchild for child in children for grandchild in _tree(int(child)))]


def _pss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    asyncio.run(main())
