"""What encoding bytes are in, and what XML does not allow."""

import pytest

from bot.feeds.charset import decode_html, first_entries, to_utf8

DECLARED = '<?xml version="1.0" encoding="{}"?><t>café</t>'
CASES = {
    "UTF-8": (DECLARED.format("utf-8").encode(), ""),
    "UTF-8 declared as ISO-8859-1": (DECLARED.format("iso-8859-1").encode(), ""),
    "UTF-8 sent as ISO-8859-1": (DECLARED.format("utf-8").encode(), "text/xml; charset=iso-8859-1"),
    "ISO-8859-1": (DECLARED.format("iso-8859-1").encode("latin-1"), ""),
    "ISO-8859-1 declared as UTF-8": (DECLARED.format("utf-8").encode("latin-1"), "text/xml; charset=utf-8"),
    "windows-1252 without a word": ("<t>café</t>".encode("windows-1252"), ""),
    "UTF-8 with byte-order mark": (DECLARED.format("utf-8").encode("utf-8-sig"), ""),
    "UTF-16 with byte-order mark": (DECLARED.format("utf-16").encode("utf-16"), ""),
    "UTF-16 without byte-order mark": (DECLARED.format("utf-16").encode("utf-16-le"), ""),
    "an encoding that does not exist": (DECLARED.format("x-none").encode(), ""),
    "punycode": (DECLARED.format("punycode").encode(), ""),
    "a codec that is no character set": (DECLARED.format("zlib").encode("latin-1"), ""),
}
REFERENCES = {
    "beyond Unicode": ("&#x110000;", "\ufffd"),
    "far beyond Unicode": ("&#99999999999999999999;", "\ufffd"),
    "NUL": ("&#0;", "\ufffd"),
    "lone surrogate": ("&#xD800;", "\ufffd"),
    "a letter": ("&#233;", "&#233;"),
    "an emoji": ("&#x1F30D;", "&#x1F30D;"),
    "a raw NUL": ("a\0b", "ab"),
}


@pytest.mark.parametrize("body, content_type", CASES.values(), ids=CASES.keys())
def test_letters_survive_what_is_said_of_them(body: bytes, content_type: str) -> None:
    assert "<t>café</t>" in to_utf8(body, content_type).decode()


def test_another_encoding_is_read_as_declared() -> None:
    body = '<?xml version="1.0" encoding="windows-1251"?><t>Москва</t>'.encode("windows-1251")

    assert "<t>Москва</t>" in to_utf8(body, "").decode()


def test_an_encoding_of_ascii_bytes_is_read_as_declared() -> None:
    body = '<?xml version="1.0" encoding="iso-2022-jp"?><t>東京</t>'.encode("iso-2022-jp")

    assert "<t>東京</t>" in to_utf8(body, "").decode()


def test_white_space_before_the_declaration_is_dropped() -> None:
    assert to_utf8(b"\n\n <?xml version='1.0'?><t/>", "").startswith(b"<?xml")


@pytest.mark.parametrize("text, expected", REFERENCES.values(), ids=REFERENCES.keys())
def test_a_character_that_xml_does_not_know_is_replaced(text: str, expected: str) -> None:
    assert f"<t>{expected}</t>" == to_utf8(f"<t>{text}</t>".encode(), "").decode()


def test_entries_beyond_the_limit_are_cut_out_and_the_tail_stays() -> None:
    body = b"<rss><item>1</item><item>2</item><item>3</item></rss>"

    assert b"<rss><item>1</item><item>2</item></rss>" == first_entries(body, 2)


def test_a_feed_within_the_limit_is_left_alone() -> None:
    body = b"<a:feed><a:entry>1</a:entry></a:feed>"

    assert body == first_entries(body, 1)


def test_a_page_is_decoded_by_its_own_words() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Москва</p></html>'.encode("windows-1251")

    assert "Москва" in decode_html(page)
