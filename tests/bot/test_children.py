"""Processes that can be killed."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.children import ChildCrashed, ChildFailed, ChildNotStarted, Children, ChildTimeout

TARGETS = """
import json, os, sys, time

def echo(payload):
    return payload

def modules(payload):
    return json.dumps(sorted(sys.modules)).encode()

def environment(payload):
    return json.dumps(dict(os.environ)).encode()

def pid(payload):
    return str(os.getpid()).encode()

def fail(payload):
    raise ValueError("no such word: " + payload.decode())

def hang(payload):
    while payload == b"hang":
        pass
    return payload

def eat(payload):
    return bytes(len(bytearray(int(payload))))

def leave(payload):
    os._exit(3)

def chatter(payload):
    print("to stdout", flush=True)
    print("to stderr", file=sys.stderr, flush=True)
    return payload
"""
BROKEN = "import no_such_module\n"

Open = Callable[..., Children]


@pytest.fixture
def open_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Children over functions written to a module of this test's own."""
    (tmp_path / "child_targets.py").write_text(TARGETS)
    (tmp_path / "child_broken.py").write_text(BROKEN)
    monkeypatch.syspath_prepend(str(tmp_path))

    def open_(name: str, *, count: int = 1, timeout_s: float = 20.0, max_calls: int = 100) -> Children:
        target = name if ":" in name else f"child_targets:{name}"
        memory = 150_000_000
        return Children(target, count=count, timeout_s=timeout_s, max_memory_bytes=memory, max_calls=max_calls)

    return open_


async def test_a_call_gives_the_targets_answer(open_children: Open) -> None:
    async with open_children("echo") as children:
        assert b"a word" == await children.call(b"a word")


async def test_a_large_payload_goes_there_and_back(open_children: Open) -> None:
    payload = b"x" * 3_000_000

    async with open_children("echo") as children:
        assert payload == await children.call(payload)


async def test_a_function_is_a_target_by_its_module() -> None:
    async with Children(json.dumps, count=1, timeout_s=20, max_memory_bytes=150_000_000, max_calls=9) as children:  # type: ignore[arg-type]
        with pytest.raises(ChildFailed, match="TypeError"):
            await children.call(b"bytes are no JSON")


def test_a_function_that_no_child_can_import_is_refused() -> None:
    def inner(payload: bytes) -> bytes:
        return payload

    with pytest.raises(ValueError, match="name a function of a module"):
        Children(inner, count=1, timeout_s=1, max_memory_bytes=1, max_calls=1)


async def test_what_the_target_raises_is_told_and_the_child_lives_on(open_children: Open) -> None:
    async with open_children("fail") as children:
        with pytest.raises(ChildFailed, match="ValueError: no such word: tank"):
            await children.call(b"tank")
        with pytest.raises(ChildFailed, match="ValueError: no such word: ship"):
            await children.call(b"ship")


async def test_a_child_that_takes_too_long_is_killed_and_replaced(open_children: Open) -> None:
    async with open_children("hang") as children:
        with pytest.raises(ChildTimeout):
            await children.call(b"hang", timeout_s=0.1)

        assert b"on" == await children.call(b"on")


async def test_a_child_that_eats_memory_ends_and_is_replaced(open_children: Open) -> None:
    async with open_children("eat") as children:
        with pytest.raises(ChildCrashed, match="out of memory"):
            await children.call(b"400000000")

        assert bytes(5) == await children.call(b"5")


async def test_a_child_that_ends_by_itself_is_told(open_children: Open) -> None:
    async with open_children("leave") as children:
        with pytest.raises(ChildCrashed, match="exit code 3"):
            await children.call(b"")


async def test_a_child_that_died_while_idle_is_replaced_unnoticed(open_children: Open) -> None:
    async with open_children("pid") as children:
        pid = int(await children.call(b""))
        os.kill(pid, signal.SIGKILL)
        assert _ended(pid, within_s=10)

        assert pid != int(await children.call(b""))


async def test_a_target_that_cannot_be_imported_is_told(open_children: Open) -> None:
    async with open_children("child_broken:work") as children:
        with pytest.raises(ChildNotStarted, match="no_such_module"):
            await children.call(b"")


async def test_a_child_is_replaced_after_its_number_of_calls(open_children: Open) -> None:
    async with open_children("pid", max_calls=2) as children:
        pids = [await children.call(b"") for _ in range(4)]

    assert pids[0] == pids[1] != pids[2] == pids[3]


async def test_concurrent_calls_share_the_children(open_children: Open) -> None:
    async with open_children("pid", count=2) as children:
        pids = await asyncio.gather(*(children.call(b"") for _ in range(8)))

    assert 2 == len(set(pids))


async def test_a_cancelled_call_frees_its_place(open_children: Open) -> None:
    async with open_children("hang") as children:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await children.call(b"hang")

        assert b"on" == await children.call(b"on")


async def test_what_a_target_prints_does_not_disturb(open_children: Open) -> None:
    async with open_children("chatter") as children:
        assert [b"1", b"2"] == [await children.call(b"1"), await children.call(b"2")]


async def test_a_child_loads_nothing_of_its_parent(open_children: Open) -> None:
    async with open_children("modules") as children:
        loaded = set(json.loads(await children.call(b"")))

    assert not loaded & {"asyncio", "aiohttp", "pytest", "sqlalchemy", "spacy", "discord", "bot.children", "bot.model"}


async def test_a_child_is_not_told_its_parents_secrets(open_children: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "not-for-children")

    async with open_children("environment") as children:
        environment = json.loads(await children.call(b""))

    assert "SLACK_BOT_TOKEN" not in environment


async def test_closing_leaves_no_process_and_no_thread(open_children: Open) -> None:
    threads = threading.active_count()

    async with open_children("pid", count=2) as children:
        pids = {int(pid) for pid in await asyncio.gather(children.call(b""), children.call(b""))}

    assert [] == [pid for pid in pids if Path(f"/proc/{pid}").exists()]
    assert threads == threading.active_count()


async def test_closing_ends_calls_under_way_and_those_that_wait(open_children: Open) -> None:
    async with open_children("hang") as children:
        calls = [asyncio.create_task(children.call(b"hang")) for _ in range(3)]
        await asyncio.wait(calls, timeout=0.2)

    assert [ChildCrashed] * 3 == [type(result) for result in await asyncio.gather(*calls, return_exceptions=True)]


async def test_a_call_after_closing_is_refused(open_children: Open) -> None:
    async with open_children("echo") as children:
        pass

    with pytest.raises(ChildCrashed, match="closed"):
        await children.call(b"")


PARENT = """
import asyncio, sys
from bot.children import Children

async def main():
    limits = {"count": 1, "timeout_s": 20, "max_memory_bytes": 150_000_000, "max_calls": 9}
    async with Children("child_targets:pid", **limits) as children:
        print((await children.call(b"")).decode(), flush=True)
        if sys.argv[1] == "wait":
            await asyncio.sleep(60)

asyncio.run(main())
"""


def _parent(tmp_path: Path, mode: str) -> subprocess.Popen[str]:
    """A program that is its own `__main__`, without a guard, as a console script is."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    path = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))
    return subprocess.Popen(
        (sys.executable, "-W", "error", str(script), mode),
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_program_without_a_main_guard_ends_without_a_word(open_children: Open, tmp_path: Path) -> None:
    parent = _parent(tmp_path, "end")

    _, complaints = parent.communicate(timeout=30)

    assert (0, "") == (parent.returncode, complaints)


def test_a_child_ends_when_its_parent_is_killed(open_children: Open, tmp_path: Path) -> None:
    with _parent(tmp_path, "wait") as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()

    assert _ended(pid, within_s=10)


def _ended(pid: int, *, within_s: float) -> bool:
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if _is_zombie(pid):
            return True
    return False


def _is_zombie(pid: int) -> bool:
    """Ended, but not yet reaped by whoever adopted it; seen on Linux only."""
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
