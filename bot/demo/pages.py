"""The demo's web pages as HTML: article, paywall, maintenance. Knows nothing of HTTP."""

from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from bot.demo.dialects import html_paragraphs
from bot.demo.world import DemoArticle, DemoOutlet, DemoVersion


def article_page(
    outlet: DemoOutlet, article: DemoArticle, version: DemoVersion, *, related: tuple[DemoArticle, ...], host: str
) -> str:
    """Write the article's page among menus, links and pitches; a paywalled one is a shell without its text."""
    return _template("paywall.html" if article.paywalled else "page.html").substitute(
        language=article.language,
        title=escape(version.title),
        outlet=escape(outlet.name),
        slug=outlet.slug,
        url=f"http://{host}{article.path}",
        published=article.published.isoformat(),
        day=f"{article.published:%d %B %Y, %H:%M} UTC",
        body=html_paragraphs(outlet, version),
        related="\n".join(f'<li><a href="{each.path}">{escape(each.versions[0].title)}</a></li>' for each in related),
    )


def maintenance_page(outlet: DemoOutlet) -> str:
    """Write what a broken feed answers instead of XML."""
    return _template("maintenance.html").substitute(outlet=escape(outlet.name))


@cache
def _template(name: str) -> Template:
    return Template((files("bot.demo") / "world" / name).read_text(encoding="utf-8"))
