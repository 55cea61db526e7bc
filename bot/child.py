"""The child's side of bot.children: one function called over a socket, under a memory limit. Imports nothing of ours.

Started as `python -m bot.child TARGET FD MAX_MEMORY_BYTES`. Frames: a call is `CALL` (seconds allowed, length) and the
payload; an answer is `ANSWER` (kind, length) and its bytes.
"""

import importlib
import os
import resource
import signal
import socket
import struct
import sys
from collections.abc import Callable
from typing import cast

CALL = struct.Struct("!dQ")
ANSWER = struct.Struct("!cQ")
READY, DONE, FAILED = b"r", b"d", b"f"
OUT_OF_MEMORY = 70  # exit code; nothing can be promised of a process that met its memory limit
GRACE_S = 2.0  # an orphan that computes on is ended by its own alarm this long after its time

Target = Callable[[bytes], bytes]


def main(arguments: list[str]) -> int:
    """Serve calls until the parent closes its end. A failing import of the target is told as the first answer."""
    target_path, fd, max_memory_bytes = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(int(max_memory_bytes))
    with socket.socket(fileno=int(fd)) as pipe:
        try:
            target = _load(target_path)
        except Exception as exc:
            _answer(pipe, FAILED, _told(exc))
            return 1
        _answer(pipe, READY, b"")
        try:
            _serve(pipe, target)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except (BrokenPipeError, ConnectionResetError, EOFError):
            return 0
    return 0


def _serve(pipe: socket.socket, target: Target) -> None:
    """Answer calls for ever. Raises EOFError when the parent has gone."""
    while True:
        allowed_s, length = CALL.unpack(_receive(pipe, CALL.size))
        payload = _receive(pipe, length)
        signal.setitimer(signal.ITIMER_REAL, allowed_s + GRACE_S)  # no handler: the default action ends the process
        try:
            kind, answer = DONE, target(payload)
        except MemoryError:
            raise
        except Exception as exc:
            kind, answer = FAILED, _told(exc)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _answer(pipe, kind, answer)


def _load(path: str) -> Target:
    module, _, name = path.partition(":")
    return cast(Target, getattr(importlib.import_module(module), name))


def _told(exc: Exception) -> bytes:
    return f"{type(exc).__name__}: {exc}"[:500].encode("utf-8", "replace")


def _answer(pipe: socket.socket, kind: bytes, answer: bytes) -> None:
    pipe.sendall(ANSWER.pack(kind, len(answer)))
    pipe.sendall(answer)


def _receive(pipe: socket.socket, length: int) -> bytes:
    parts, missing = [], length
    while missing:
        part = pipe.recv(min(missing, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _limit_memory(max_memory_bytes: int) -> None:
    """Data segment and private mappings (Linux counts both since 4.7); a platform that refuses goes without."""
    try:
        resource.setrlimit(resource.RLIMIT_DATA, (max_memory_bytes, max_memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
