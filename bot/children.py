"""Processes that can be killed: untrusted or heavy work away from the event loop, under time and memory limits.

A child is a fresh interpreter (never a fork), so it holds nothing of the parent's memory and, of its environment, only
what an interpreter needs: no tokens.
"""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from bot.child import ANSWER, CALL, FAILED, OUT_OF_MEMORY
from bot.errors import SitrepError

START_LIMIT_S = 120.0  # importing a target with a language model on a busy small machine
END_LIMIT_S = 5.0
KEPT_ENVIRONMENT = (
    "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHASHSEED",
)  # fmt: skip
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class ChildError(SitrepError):
    """A call gave no answer. The payload may be tried again, but is more likely to be at fault."""


class ChildTimeout(ChildError):
    """The child took too long and was killed."""


class ChildCrashed(ChildError):
    """The child ended in the middle of a call: memory, a signal, or `close`."""


class ChildNotStarted(ChildError):
    """No child could be started: the target cannot be imported, or the system has no room. No payload is at fault."""


class ChildFailed(ChildError):
    """The target raised; the child lives on. The message is the exception's type and text."""


@dataclass(eq=False, slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    calls: int = 0
    ready: bool = False


class Children:
    """Up to `count` child processes that run one function from bytes to bytes.

    `target` is a module-level function or its path "package.module:function". Children start when they are first
    needed and are replaced after `max_calls` calls, a timeout, a crash or a cancelled call.
    """

    def __init__(
        self,
        target: str | Callable[[bytes], bytes],
        *,
        count: int,
        timeout_s: float,
        max_memory_bytes: int,
        max_calls: int,
    ) -> None:
        self._target = target if isinstance(target, str) else _path(target)
        self._timeout_s = timeout_s
        self._max_memory_bytes = max_memory_bytes
        self._max_calls = max_calls
        self._free = asyncio.Semaphore(count)
        self._idle: list[_Child] = []
        self._busy: set[_Child] = set()
        self._ending: list[subprocess.Popen[bytes]] = []
        self._open = False

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Allow calls. No process is started before it is needed."""
        self._open = True

    async def close(self) -> None:
        """Kill every child and wait until they are gone; calls under way raise ChildCrashed."""
        self._open = False
        for child in (*self._idle, *self._busy):
            self._end(child)
        self._idle.clear()
        for process in self._ending:
            await _gone(process)
        self._ending.clear()

    async def call(self, payload: bytes, *, timeout_s: float | None = None) -> bytes:
        """Run the target on the payload in a child, waiting for a free one.

        `timeout_s` counts from the moment the child has the payload. Raises ChildTimeout, ChildCrashed,
        ChildNotStarted, ChildFailed.
        """
        allowed_s = self._timeout_s if timeout_s is None else timeout_s
        async with self._free:
            child = await self._take()
            try:
                answer = await _exchange(child, payload, allowed_s)
            except ChildFailed:
                self._give_back(child)
                raise
            except BaseException:
                self._end(child)
                raise
            self._give_back(child)
            return answer

    async def _take(self) -> _Child:
        if not self._open:
            raise ChildCrashed("The child processes are closed; open them before calling.")
        child = self._living() or await self._spawn()
        self._busy.add(child)
        return child

    def _living(self) -> _Child | None:
        """An idle child, if there is one that nobody has killed meanwhile."""
        while self._idle:
            child = self._idle.pop()
            if child.process.poll() is None:
                return child
            self._end(child)
        return None

    def _give_back(self, child: _Child) -> None:
        self._busy.discard(child)
        child.calls += 1
        if self._open and child.calls < self._max_calls:
            self._idle.append(child)
        else:
            self._end(child)

    def _end(self, child: _Child) -> None:
        """Kill without waiting; the process is reaped at the next start or at the close."""
        self._busy.discard(child)
        child.writer.transport.abort()
        child.process.kill()
        self._ending.append(child.process)

    async def _spawn(self) -> _Child:
        self._ending = [process for process in self._ending if process.poll() is None]
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                process = self._popen(theirs.fileno())
            except OSError as exc:
                ours.close()
                raise ChildNotStarted(f"The system starts no more processes: {exc.strerror}.") from exc
        try:
            reader, writer = await asyncio.open_unix_connection(sock=ours)
        except BaseException:
            ours.close()
            process.kill()
            self._ending.append(process)
            raise
        return _Child(process, reader, writer)

    def _popen(self, fd: int) -> subprocess.Popen[bytes]:
        """A new session, so that a Ctrl-C in the terminal reaches only the parent."""
        arguments = (self._target, str(fd), str(self._max_memory_bytes))
        return subprocess.Popen(  # noqa: S603  our own interpreter, our own module
            (sys.executable, "-P", "-m", "bot.child", *arguments),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(fd,),
            start_new_session=True,
        )


async def _exchange(child: _Child, payload: bytes, allowed_s: float) -> bytes:
    try:
        await _ready(child)
        async with asyncio.timeout(allowed_s):
            child.writer.write(CALL.pack(allowed_s, len(payload)))
            child.writer.write(payload)
            await child.writer.drain()
            return await _answer(child)
    except TimeoutError as exc:
        raise ChildTimeout(f"No answer within {allowed_s:g} seconds; the process was stopped.") from exc
    except (asyncio.IncompleteReadError, ConnectionError) as exc:
        raise ChildCrashed(f"The process ended while it worked: {await _reason(child.process)}.") from exc


async def _ready(child: _Child) -> None:
    """Wait until the child has imported its target; that is not counted as the call's time."""
    if child.ready:
        return
    try:
        async with asyncio.timeout(START_LIMIT_S):
            await _answer(child)
    except ChildFailed as exc:
        raise ChildNotStarted(f"The process could not start: {exc}.") from exc
    except TimeoutError as exc:
        raise ChildNotStarted(f"The process was not ready within {START_LIMIT_S:g} seconds.") from exc
    child.ready = True


async def _answer(child: _Child) -> bytes:
    kind, length = ANSWER.unpack(await child.reader.readexactly(ANSWER.size))
    answer = await child.reader.readexactly(length)
    if kind == FAILED:
        raise ChildFailed(answer.decode("utf-8", "replace"))
    return answer


async def _reason(process: subprocess.Popen[bytes]) -> str:
    code = await _gone(process)
    if code == OUT_OF_MEMORY:
        return "out of memory"
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


async def _gone(process: subprocess.Popen[bytes]) -> int | None:
    """Wait for the end without a thread; the exit code, or None where the kernel takes longer than a few seconds."""
    end = asyncio.get_running_loop().time() + END_LIMIT_S
    while (code := process.poll()) is None and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110  no event for it
        await asyncio.sleep(0.002)
    return code


def _path(target: Callable[[bytes], bytes]) -> str:
    if target.__module__ == "__main__" or "." in target.__qualname__:
        raise ValueError(f"{target.__qualname__} cannot be imported by a child: name a function of a module.")
    return f"{target.__module__}:{target.__qualname__}"


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    return {**kept, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
