"""HTML and hostile text into plain text."""

import pytest

from bot.feeds.sanitise import plain_text, single_line

TEXTS = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    "text beside a paragraph": ("One.<p>Two.</p>Three.", "One.\n\nTwo.\n\nThree."),
    "one line break": ("One.<br>Two.", "One.\nTwo."),
    "two line breaks": ("One.<br/> <br/>Two.", "One.\n\nTwo."),
    "inline tags": ("a <b>bold</b> <a href='/x'>link</a>.", "a bold link."),
    "lists": ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
    "table cells": ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\n\nc"),
    "wrapped source lines": ("<p>One\n   two</p>", "One two"),
    "plain text with blank lines": ("One\ntwo\n\n  \nThree", "One two\n\nThree"),
    "entities once": ("<p>It&#8217;s A&amp;B</p>", "It’s A&B"),
    "entities not twice": ("<p>It&amp;#8217;s</p>", "It&#8217;s"),
    "no-break space": ("<p>10&nbsp;km</p>", "10\u00a0km"),
    "script and style": ("<style>p{}</style><script>alert(1)</script><p>Text</p>", "Text"),
    "unseen, then a tail": ("<p>a<script>x</script> b</p>", "a b"),
    "comments": ("<p>a<!-- no --> b</p>", "a b"),
    "less than": ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
    "unclosed tags": ("<p>One <b>two<p>three", "One two\n\nthree"),
    "unknown tags": ("<nyt:x>One</nyt:x>", "One"),
    "NUL and control characters": ("a\x00b\x08c", "abc"),
    "lone surrogates": ("a\ud800b", "ab"),
    "direction overrides": ("a\u202eb\u2066c", "abc"),
    "zero-width space and soft hyphen": ("min\u00adis\u200bter", "minister"),
    "windows-1252 quotation marks": ("\x93Yes,\x94 he said", "“Yes,” he said"),
    "windows-1252 by reference": ("<p>&#147;Yes&#148;</p>", "“Yes”"),
    "only a comment": ("<!-- x -->", ""),
    "nothing": ("", ""),
}
TITLES = {
    "tags": ("A <b>bold</b> title", "A bold title"),
    "entities": ("Q&amp;A at the UN", "Q&A at the UN"),
    "bare ampersand": ("AT&T wins", "AT&T wins"),
    "line ends": ("One\n  two", "One two"),
    "blocks": ("<p>One</p><p>two</p>", "One two"),
}
BOMBS = {
    "comments": "<!--" * 100_000,
    "less than": "<" * 300_000,
    "open tags": "<a" * 150_000,
    "attributes": "<b " + "a=b " * 300_000,
    "blank lines": " \n" * 500_000,
    "deep nesting": "<div>" * 100_000,
    "ampersands": "&#" * 300_000,
}


@pytest.mark.parametrize("html, expected", TEXTS.values(), ids=TEXTS.keys())
def test_html_becomes_plain_paragraphs(html: str, expected: str) -> None:
    assert expected == plain_text(html)


@pytest.mark.parametrize("title, expected", TITLES.values(), ids=TITLES.keys())
def test_a_title_is_one_line(title: str, expected: str) -> None:
    assert expected == single_line(title, is_html=True)


def test_markup_stays_in_a_title_that_is_declared_as_text() -> None:
    assert "Use <b> sparingly &amp;" == single_line("Use <b> sparingly &amp;", is_html=False)


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_gives_no_more_than_it_holds(bomb: str) -> None:
    assert len(plain_text(bomb)) <= len(bomb)
