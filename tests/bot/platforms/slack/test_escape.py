"""Escaping mrkdwn, and undoing it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.slack.escape import closers, escape, is_safe, link, shown, unescape


@given(st.text())
def test_escaping_is_undone_exactly(text: str) -> None:
    assert text == unescape(escape(text))


@given(st.text())
def test_escaped_text_holds_no_markup(text: str) -> None:
    assert not set("<>") & set(escape(text))


@given(st.text().filter(is_safe))
def test_link_is_shown_as_its_text(text: str) -> None:
    assert text == shown(link("https://x.example/?a=1&b=<|>", text))


@pytest.mark.parametrize("text", ["*b*", "_i_", "~s~", "`c`", ":fire:", "> quote", " led by a blank", "a|b", "a\nb"])
def test_text_that_mrkdwn_would_change_is_not_safe(text: str) -> None:
    assert not is_safe(text)


@pytest.mark.parametrize("text", ["plain", "06:00–18:00", "a > b", "Tom & Jerry", "“curly”", "x: y"])
def test_ordinary_text_is_safe(text: str) -> None:
    assert is_safe(text)


@pytest.mark.parametrize(
    "text, ends",
    [
        ("plain", ""),
        ("\u202eabc", "\u202c"),
        ("\u2067abc", "\u2069"),
        ("\u2066a\u202bb", "\u202c\u2069"),
        ("\u202eabc\u202c", ""),
        ("abc\u202c", ""),
    ],
    ids=["none", "override", "isolate", "nested", "closed", "only closed"],
)
def test_open_writing_directions_are_ended(text: str, ends: str) -> None:
    assert ends == closers(text)
