"""The demo's pages can be read by trafilatura, and their surroundings are left out."""

from datetime import UTC, datetime

import pytest
import trafilatura

from bot.demo.pages import article_page, maintenance_page
from bot.demo.world import DemoArticle, load

WORLD = load()
END = datetime(2026, 3, 11, 16, 0, tzinfo=UTC)
READABLE = [article for article in WORLD.articles if not article.paywalled]


def path(article: DemoArticle) -> str:
    return article.path


def html_of(article: DemoArticle) -> str:
    related = WORLD.of(article.outlet, END)[:3]
    return article_page(
        WORLD.outlet(article.outlet), article, article.versions[-1], related=related, host="127.0.0.1:8080"
    )


@pytest.mark.parametrize("article", READABLE, ids=path)
def test_extraction_gives_back_every_paragraph(article: DemoArticle) -> None:
    text = trafilatura.extract(html_of(article), fast=True, include_comments=False) or ""

    assert [] == [each for each in article.versions[-1].paragraphs if each not in text]


def test_menus_and_pitches_are_on_the_page_and_extraction_leaves_them_out() -> None:
    html = html_of(WORLD.article("straits", "japan-mongolia-copper"))

    text = trafilatura.extract(html, fast=True, include_comments=False) or ""

    surroundings = ("Accept all", "Opinion", "Get the day's news in your inbox", "All rights reserved")
    assert all(each in html for each in surroundings)
    assert not any(each in text for each in surroundings)


def test_paywalled_page_holds_none_of_the_article() -> None:
    article = WORLD.article("harbour", "ghana-return-of-regalia")

    assert not any(paragraph in html_of(article) for paragraph in article.versions[0].paragraphs)


def test_page_names_its_outlet_as_invented() -> None:
    assert "An invented outlet." in html_of(WORLD.article("harbour", "tug-families"))


def test_maintenance_page_names_the_outlet() -> None:
    assert "Gulf Ledger is moving to a new system." in maintenance_page(WORLD.outlet("gulf"))
