import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.discord.escape import address, cut, escape, plain, size
from tests.bot.platforms.discord.messages import HOSTILE

MARKUP_LETTERS = st.text(alphabet="\\*_~`|[]()<>@#:-+.1 \nahtps/&!x", max_size=80)


@given(st.text() | MARKUP_LETTERS)
def test_undoing_gives_the_words_back(text: str) -> None:
    assert text == plain(escape(text))[: len(text)]


@given(MARKUP_LETTERS)
def test_no_marker_stands_without_a_backslash(text: str) -> None:
    shown = re.sub(r"\\[^0-9A-Za-z\s]", "", escape(text, links=False))

    assert not re.search(r"[*_~`|\[\]<>@]|://", shown)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("@everyone", "\\@everyone"),
        ("<@123>", "\\<\\@123\\>"),
        ("<t:1>", "\\<t:1\\>"),
        ("[free](https://evil.example)", "\\[free\\](https://evil.example)"),
        ("# big", "\\# big"),
        ("-# small", "\\-# small"),
        ("> quote", "\\> quote"),
        ("a\n  - list", "a\n  \\- list"),
        ("1. first", "1\\. first"),
        ("||spoiler||", "\\|\\|spoiler\\|\\|"),
        ("`code`", "\\`code\\`"),
        (":skull:", "\\:skull:"),
        ("at 12:30", "at 12:30"),
        ("steam://run", "steam\\://run"),
        ("see https://a.example/x_y?z=1.", "see https://a.example/x_y?z=1."),
        ("https://a.example/*x*", "https\\://a.example/\\*x\\*"),
        ("https://a.example@evil.example", "https\\://a.example\\@evil.example"),
        ("U.S.–Russia talks (2 days), 50%", "U.S.–Russia talks (2 days), 50%"),
    ],
)
def test_markup_loses_its_meaning(text: str, markdown: str) -> None:
    assert markdown == escape(text)


def test_reading_direction_left_open_is_closed() -> None:
    assert ["\u202c\u2069", ""] == [escape("\u202e\u2066a")[3:], escape("\u202ea\u202c")[3:]]


def test_markup_made_here_is_undone() -> None:
    assert "“so” — Ada, via Wire\na" == plain("> “so” — **Ada**, via *[Wire](https://w.example/%29)*\n- a")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x#:~:text=a%20b,c", "https://a.example/x#:~:text=a%20b,c"),
        ("https://a.example/a)b c*", "https://a.example/a%29b%20c%2A"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", ""),
        ("//a.example", ""),
        ("https://[bad", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_linked(url: str, expected: str) -> None:
    assert expected == address(url)


@given(st.text(max_size=60), st.integers(min_value=2, max_value=40))
def test_cut_text_keeps_within_the_limit(text: str, limit: int) -> None:
    assert size(cut(text, limit)) <= limit


def test_text_is_cut_at_a_blank() -> None:
    assert ["one two…", "one two"] == [cut("one two three", 10), cut("one two", 7)]


def test_hostile_words_come_back() -> None:
    assert HOSTILE == plain(escape(HOSTILE))
