"""Canonical addresses."""

import pytest

from bot.urls import canonical_url, is_web_url, without_credentials

CASES = {
    "utm parameters": ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
    "keeps other parameters in order": ("https://a.example/x?b=2&utm_source=r&a=1", "https://a.example/x?b=2&a=1"),
    "keeps their spelling": ("https://a.example/x?q=a%20b+c&q=%C3%A9", "https://a.example/x?q=a%20b+c&q=%C3%A9"),
    "BBC": ("https://a.example/n/1?at_medium=RSS&at_campaign=KARANGA", "https://a.example/n/1"),
    "Deutsche Welle": ("https://a.example/a-1?maca=en-rss-en-world-4025-rdf", "https://a.example/a-1"),
    "click ids": ("https://a.example/?fbclid=1&gclid=2&msclkid=3", "https://a.example/"),
    "ids that are content": ("https://a.example/?id=7&gid=8&did=9", "https://a.example/?id=7&gid=8&did=9"),
    "partner=rss": ("https://a.example/x?partner=rss&emc=rss", "https://a.example/x"),
    "a partner that is content": ("https://a.example/x?partner=un", "https://a.example/x?partner=un"),
    "a format that is content": ("https://a.example/world?format=rss", "https://a.example/world?format=rss"),
    "fragment": ("https://a.example/x#comments", "https://a.example/x"),
    "host and scheme in lower case": ("HTTPS://A.Example/Path", "https://a.example/Path"),
    "default port": ("https://a.example:443/x", "https://a.example/x"),
    "other port": ("http://a.example:8080/x", "http://a.example:8080/x"),
    "empty path": ("https://a.example", "https://a.example/"),
    "user name": ("https://me:word@a.example/x", "https://a.example/x"),
    "IPv6": ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
    "white space around": ("  https://a.example/x \n", "https://a.example/x"),
    "not an address": ("tag:a.example,2026:1", "tag:a.example,2026:1"),
    "a wrong port": ("https://a.example:port/", "https://a.example:port/"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("url, expected", CASES.values(), ids=CASES.keys())
def test_an_address_has_one_form(url: str, expected: str) -> None:
    assert expected == canonical_url(url)


@pytest.mark.parametrize("url, expected", CASES.values(), ids=CASES.keys())
def test_the_form_is_stable(url: str, expected: str) -> None:
    assert expected == canonical_url(canonical_url(url))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a.example/",
        "javascript:alert(1)",
        "mailto:a@a.example",
        "https://",
        "/x",
        "https://[::1",
        "http://a:0/",
    ],
)
def test_other_things_are_no_web_address(url: str) -> None:
    assert not is_web_url(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://me:secret@feeds.example.org:8443/rss?x=1", "https://feeds.example.org:8443/rss?x=1"),
        ("https://feeds.example.org/rss", "https://feeds.example.org/rss"),
    ],
)
def test_credentials_are_shown_to_nobody(url: str, expected: str) -> None:
    assert expected == without_credentials(url)
