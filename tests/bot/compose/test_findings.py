"""The findings of one article say, when asked, what decided each act and why near-misses fell."""

from bot.compose.findings import compose_findings
from summarizer import Article, explain, read

ARTICLE = Article(
    "",
    "Peru expels two Chilean envoys",
    "LIMA (Wire) — Peru expelled two Chilean envoys on Monday and hopes to sanction Bolivia.\n\n"
    "“We will not accept a word of it,” Chilean Foreign Minister Pilar Soto said.",
    None,
    "",
    language="en",
)


def test_without_decisions_nothing_is_explained() -> None:
    shown = repr(compose_findings(ARTICLE, read(ARTICLE)))

    assert "Why these actions" not in shown
    assert "Near-misses" not in shown


def test_a_kept_act_shows_trigger_rule_arguments_and_status() -> None:
    shown = repr(compose_findings(ARTICLE, read(ARTICLE), explain(ARTICLE)))

    told = "“expelled” by expel; actor “Peru”, recipient “two Chilean envoys”; done: told as a fact — ¶1"
    assert told in shown


def test_a_near_miss_shows_its_reason() -> None:
    shown = repr(compose_findings(ARTICLE, read(ARTICLE), explain(ARTICLE)))

    assert "“sanction” by sanction: it hangs from “hopes” and is not told as done — ¶1" in shown


def test_the_key_quote_shows_its_news_values() -> None:
    shown = repr(compose_findings(ARTICLE, read(ARTICLE), explain(ARTICLE)))

    assert "Key quote: commitment, refusal" in shown
