"""The article on a page."""

from bot.feeds.page import extract

URL = "https://lantern.example/talks"
FIRST = (
    "“We signed because the border belongs to the people who cross it,” Foreign Minister Ana Lima said on Monday. " * 2
)
SECOND = (
    "The agreement opens four crossings in spring, the ministry said, and a joint patrol begins at the river in May. "
    * 2
)
MENU = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("Home", "World", "Sport", "Video", "About us"))
PAGE = (
    '<html><head><meta charset="{charset}"><title>Talks</title></head><body><nav><ul>{menu}</ul></nav><article>'
    "<h1>Talks open</h1><p>{first}</p><p>{second}</p></article><footer><p>© The Lantern</p></footer></body></html>"
)


def page(*, charset: str = "utf-8", first: str = FIRST, second: str = SECOND) -> bytes:
    text = PAGE.format(charset=charset, menu=MENU, first=first, second=second)
    return text.encode({"utf-8": "utf-8"}.get(charset, "windows-1252"))


def test_paragraphs_come_split_by_blank_lines() -> None:
    text = extract(page(), URL)

    assert text is not None
    assert [FIRST.strip(), SECOND.strip()] == text.split("\n\n")[-2:]


def test_menus_and_footers_stay_away() -> None:
    text = extract(page(), URL)

    assert text is not None
    assert not {"Sport", "About us", "© The Lantern"} & set(text.split("\n\n"))


def test_quotation_marks_of_windows_1252_survive() -> None:
    text = extract(page(charset="iso-8859-1"), URL)

    assert text is not None
    assert "“We signed because" in text


def test_the_points_of_a_list_are_paragraphs_without_markers() -> None:
    points = "</p><ul><li>Four crossings open in the spring.</li><li>A patrol begins in May.</li></ul><p>"

    text = extract(page(second=points + SECOND), URL)

    assert text is not None
    assert {"Four crossings open in the spring.", "A patrol begins in May."} < set(text.split("\n\n"))


def test_a_script_shell_gives_nothing() -> None:
    html = b"<html><body><div id=a></div><noscript>Turn scripts on.</noscript><script>start()</script></body></html>"

    assert extract(html, URL) is None


def test_a_paywall_gives_nothing() -> None:
    html = (
        f"<html><body><article><h1>Talks</h1><p>{SECOND[:150]}</p><p>Subscribe to read on.</p></article></body></html>"
    )

    assert extract(html.encode(), URL) is None


def test_what_is_no_page_gives_nothing() -> None:
    assert [None, None, None] == [extract(body, URL) for body in (b"", b"\0\1\2\3", b"plain words")]
