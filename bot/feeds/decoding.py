"""Content codings undone as the bytes come in, with a limit on what comes out."""

import zlib
from collections.abc import Callable

import brotli

GZIP_MAGIC = b"\x1f\x8b"
GZIP_BITS, ZLIB_BITS, RAW_BITS = 31, 15, -15  # zlib's window bits: which wrapping to expect

Decode = Callable[[bytes, int], bytes]  # (chunk, most bytes wanted) to bytes, at most one more than wanted


class TooLargeError(ValueError):
    """More bytes than allowed."""


class CodingError(ValueError):
    """The bytes are not what their coding promises."""


class Body:
    """Collects a body. The coding is what the first bytes look like, then what the server says: some send gzip
    without being asked or without saying so, others say gzip and send plain text."""

    def __init__(self, coding: str, *, max_bytes: int) -> None:
        self._coding = coding.strip().lower()
        self._max_bytes = max_bytes
        self._start = b""
        self._decode: Decode | None = None
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> None:
        """Take a chunk as received. Raises TooLargeError, CodingError."""
        if self._decode is None:
            self._start += chunk
            if len(self._start) < 2:
                return
            chunk, self._decode = self._start, _decoder(self._start, self._coding)
        try:
            part = self._decode(chunk, self._max_bytes - self._size)
        except (zlib.error, brotli.error) as exc:
            raise CodingError(str(exc)) from exc
        self._size += len(part)
        if self._size > self._max_bytes:
            raise TooLargeError
        self._parts.append(part)

    def bytes(self) -> bytes:
        """All that came in, decoded."""
        return b"".join(self._parts) if self._decode else self._start


def _decoder(start: bytes, coding: str) -> Decode:
    if start.startswith(GZIP_MAGIC):
        return _inflate(GZIP_BITS)
    if coding == "deflate" and not start.startswith(b"<"):
        is_wrapped = start[0] & 0x0F == 8 and int.from_bytes(start[:2]) % 31 == 0  # RFC 1950, 2.2
        return _inflate(ZLIB_BITS if is_wrapped else RAW_BITS)
    if coding == "br" and not start.startswith(b"<"):
        return _unbrotli()
    return lambda chunk, wanted: chunk[: wanted + 1]


def _inflate(bits: int) -> Decode:
    stream = zlib.decompressobj(bits)

    def decode(chunk: bytes, wanted: int) -> bytes:
        nonlocal stream
        parts = []
        while chunk and wanted >= 0:
            if stream.eof:
                if chunk[:1] != GZIP_MAGIC[:1]:
                    break  # padding after the end
                stream = zlib.decompressobj(bits)
            part = stream.decompress(chunk, wanted + 1)
            parts.append(part)
            wanted -= len(part)
            chunk = stream.unused_data if stream.eof else stream.unconsumed_tail
        return b"".join(parts)

    return decode


def _unbrotli() -> Decode:
    stream = brotli.Decompressor()

    def decode(chunk: bytes, wanted: int) -> bytes:
        parts = []
        while wanted >= 0 and not stream.is_finished():
            part = stream.process(chunk, output_buffer_limit=wanted + 1)
            parts.append(part)
            wanted -= len(part)
            chunk = b""
            if stream.can_accept_more_data():
                break
        return b"".join(parts)

    return decode
