"""The rules of content.md that hold between a reading and what is shown of it, by their numbers."""

from bot.cards import Quotation, text_of
from bot.compose.acts import acts_of
from bot.compose.changes import change_of
from bot.compose.details import View, compose_details
from bot.compose.items import Shown, item
from bot.model import Story
from summarizer.model import Article, Quote, QuoteKind, Reading, Resolved, Span, Speaker
from tests.factories import (
    NOON,
    make_action,
    make_article,
    make_bare_reading,
    make_quote,
    make_reading,
    make_speaker,
    make_story,
    make_telling,
    span_of,
)

PRESIDENT = Speaker("President Lars Moe", "the president", Resolved.COREF, ("NOR",))


def told(article: Article, reading: Reading) -> Story:
    return make_story(make_telling(article, reading=reading))


def shown(story: Story) -> Shown:
    acts = acts_of(story)
    change = change_of(story, acts, None)
    assert change is not None
    return item(story, acts, change, number=1, now=NOON, seen=())


def details(story: Story) -> str:
    return text_of(compose_details(story, page=1, view=View(NOON, "UTC")).message.cards[0])


def spoken(text: str, *quotes: Quote, key: int | None = 0) -> Story:
    return told(make_article(text=text), make_bare_reading(quotes=quotes, key_quote=key))


def test_r1_marks_and_odd_characters_of_a_quotation_survive() -> None:
    words = "It’s our “Nord”, it’s £5m & it isn't <for sale> — not now, not ever…"
    story = spoken(f"‘{words}’ he said.", make_quote(words, text=f"‘{words}’ he said."))

    (quotation,) = (block for block in shown(story).card.blocks if isinstance(block, Quotation))

    assert words == quotation.words


def test_r2_interrupted_quotation_is_shown_as_two() -> None:
    text = "“We asked for the tug,” Moe said. “We were given no answer at all.”"
    parts = ("We asked for the tug", "We were given no answer at all.")
    story = spoken(text, *(make_quote(part, text=text, speaker=PRESIDENT) for part in parts), key=1)

    assert all(f"“{part}” — President Lars Moe" in details(story) for part in parts)
    assert "tug We were" not in details(story)


def test_r3_quotation_of_a_headline_is_never_shown() -> None:
    article = make_article(title="“Give Us Our Tug,” Says Norway", text="Norway asked for its tug on Monday.")
    reading = make_bare_reading(gist=(span_of(article.text, article.text),))

    text = text_of(shown(told(article, reading)).card) + details(told(article, reading))

    assert "Give" not in text


def test_r4_speaker_found_by_a_role_is_named_as_the_article_named_him_first() -> None:
    text = "“We will ask for our tug in court,” the president added."
    story = spoken(text, make_quote("We will ask for our tug in court", text=text, speaker=PRESIDENT))

    assert "— President Lars Moe, via" in text_of(shown(story).card)


def test_r4_speaker_who_is_only_a_role_stays_as_written() -> None:
    text = "“We will ask for our tug in court,” a harbour official said."
    role = make_speaker("a harbour official", resolved=Resolved.ROLE)
    story = spoken(text, make_quote("We will ask for our tug in court", text=text, speaker=role))

    assert "— a harbour official, via" in text_of(shown(story).card)


def test_r4_unattributed_words_are_no_key_quote() -> None:
    text = "“We will ask for our tug in court.”"
    story = spoken(text, make_quote(text[1:-1], text=text, speaker=None))

    assert "“" not in text_of(shown(story).card)


def test_r6_partial_quotation_is_no_key_quote() -> None:
    text = "Moe spoke of a tug that “has never done anybody any harm at all” in Oslo."
    quote = make_quote("has never done anybody any harm at all", text=text, kind=QuoteKind.PARTIAL)

    assert not [b for b in shown(spoken(text, quote)).card.blocks if isinstance(b, Quotation)]


def test_r8_act_that_is_claimed_inside_speech_is_no_headline() -> None:
    text = "“Norway expelled our tug from Oslo,” Foreign Minister Kaarin Oja said."
    words = "Norway expelled our tug from Oslo"
    act = make_action(words, text=text, phrase="expelled our tug from Oslo")
    article = make_article(title="Estonia speaks of its tug", text=text)
    reading = make_reading(quotes=(make_quote(words, text=text),), actions=(act,), gist=())

    assert "1. Estonia speaks of its tug" in text_of(shown(told(article, reading)).card).splitlines()


def test_r11_relative_day_stays_the_sources_word() -> None:
    text = "Norway asked for its tug yesterday."
    reading = make_bare_reading(gist=(Span(0, len(text)),))

    assert text in text_of(shown(told(make_article(text=text, published=None), reading)).card)


def test_r12_sentence_of_the_source_is_shown_without_a_word_added() -> None:
    story = make_story()

    assert (
        "Estonia expelled a Norwegian tug with 8 sailors from the Tallinn roads on Monday."
        in text_of(shown(story).card).splitlines()
    )
