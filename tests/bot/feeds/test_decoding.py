"""Content codings undone."""

import gzip
import zlib

import brotli
import pytest

from bot.feeds.decoding import Body, CodingError, TooLargeError

TEXT = b"<rss>" + b"The harbour reopened at noon. " * 400 + b"</rss>"


def raw_deflate(text: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(text) + stream.flush()


CASES = {
    "plain": ("", TEXT),
    "gzip": ("gzip", gzip.compress(TEXT)),
    "gzip that is not announced": ("", gzip.compress(TEXT)),
    "gzip of several members": ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
    "gzip with padding": ("gzip", gzip.compress(TEXT) + b"\0" * 20),
    "announced as gzip, but plain": ("gzip", TEXT),
    "deflate": ("deflate", zlib.compress(TEXT)),
    "raw deflate": ("deflate", raw_deflate(TEXT)),
    "announced as deflate, but plain": ("deflate", TEXT),
    "brotli": ("br", brotli.compress(TEXT)),
    "announced as brotli, but plain": ("br", TEXT),
    "a coding that is none": ("utf-8", TEXT),
    "upper case": (" GZIP ", gzip.compress(TEXT)),
}


def decoded(coding: str, sent: bytes, *, max_bytes: int = 1_000_000, step: int = 7) -> bytes:
    body = Body(coding, max_bytes=max_bytes)
    for start in range(0, len(sent), step):
        body.feed(sent[start : start + step])
    return body.bytes()


@pytest.mark.parametrize("step", [1, 7, 1_000_000])
@pytest.mark.parametrize("coding, sent", CASES.values(), ids=CASES.keys())
def test_a_body_is_decoded_in_pieces_of_any_size(coding: str, sent: bytes, step: int) -> None:
    assert TEXT == decoded(coding, sent, step=step)


@pytest.mark.parametrize("coding, sent", CASES.values(), ids=CASES.keys())
def test_a_body_of_just_the_limit_is_taken(coding: str, sent: bytes) -> None:
    assert TEXT == decoded(coding, sent, max_bytes=len(TEXT))


@pytest.mark.parametrize("coding, sent", CASES.values(), ids=CASES.keys())
def test_a_body_beyond_the_limit_is_refused(coding: str, sent: bytes) -> None:
    with pytest.raises(TooLargeError):
        decoded(coding, sent, max_bytes=len(TEXT) - 1)


@pytest.mark.parametrize(
    "coding, bomb",
    [("gzip", gzip.compress(bytes(50_000_000), 9)), ("br", brotli.compress(bytes(50_000_000), quality=4))],
    ids=["gzip", "brotli"],
)
def test_a_bomb_is_stopped_before_its_end(coding: str, bomb: bytes) -> None:
    body = Body(coding, max_bytes=1_000_000)

    with pytest.raises(TooLargeError):
        body.feed(bomb)


@pytest.mark.parametrize(
    "coding, sent",
    [("gzip", b"\x1f\x8b" + b"nonsense" * 9), ("br", b"\xff\xfe" + b"nonsense" * 9), ("deflate", b"\xff\xfenonsense")],
    ids=["gzip", "brotli", "deflate"],
)
def test_broken_bytes_are_told(coding: str, sent: bytes) -> None:
    with pytest.raises(CodingError):
        decoded(coding, sent, step=100)


@pytest.mark.parametrize("sent", [b"", b"<"])
def test_a_body_too_short_for_any_coding_is_itself(sent: bytes) -> None:
    assert sent == decoded("gzip", sent)
