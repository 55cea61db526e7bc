"""An article that its outlet took back leads nothing, tells nothing anew, and is marked wherever it is named."""

from dataclasses import replace
from typing import Any

from bot.cards import Tone, text_of
from bot.compose.acts import acts_of
from bot.compose.changes import change_of, snapshot_of
from bot.compose.details import View, compose_details
from bot.compose.items import item
from bot.compose.ledger_lines import record_of
from bot.compose.wording import lead_of
from bot.model import RecordedAct, Snapshot, Story, ToldAct
from tests.factories import HAPPENED, HOUR, NOON, SAID, make_outlet, make_reading, make_story, make_telling

GONE = replace(make_telling(outlet=make_outlet(rank=1)), withdrawn=NOON)
OTHER = make_telling(outlet=make_outlet(name="Fjord Post", rank=90), article_id=2, fetched=NOON - HOUR / 2)


def seen(story: Story) -> Snapshot:
    return snapshot_of(story, acts_of(story), ((1, SAID),), None)


def changed(story: Story, shown: Snapshot | None) -> Any:
    return change_of(story, acts_of(story), shown)


def test_withdrawn_article_never_leads_a_story() -> None:
    assert OTHER == lead_of((GONE, OTHER))


def test_story_of_withdrawn_articles_alone_is_no_news() -> None:
    assert None is changed(make_story(GONE), None)


def test_withdrawal_of_what_was_shown_is_told_once_as_a_correction() -> None:
    story = make_story(GONE)

    first = changed(story, seen(make_story(make_telling())))
    again = changed(story, seen(story))

    assert (Tone.CORRECTION, "Harbour Daily withdrew its article.", None) == (first.tone, first.words, again)


def test_item_about_a_withdrawal_repeats_no_words_of_the_article() -> None:
    story = make_story(GONE)
    change = changed(story, seen(make_story(make_telling())))

    shown = item(story, acts_of(story), change, number=1, now=NOON, seen=())

    assert () == shown.citations
    assert not any(words in text_of(shown.card) for words in (SAID, HAPPENED))


def test_sources_say_that_an_article_was_withdrawn() -> None:
    story = make_story(GONE, OTHER)
    view = View(now=NOON, zone="UTC")
    pages = compose_details(story, page=1, view=view).pages
    text = "\n".join(
        text_of(card) for n in range(1, pages + 1) for card in compose_details(story, page=n, view=view).message.cards
    )

    assert 1 == text.count("withdrawn 10 Mar 12:00")


def test_act_of_a_withdrawn_article_stays_in_the_ledger_and_is_marked() -> None:
    reading = make_reading()
    acts = RecordedAct(1, NOON, (ToldAct(replace(GONE, reading=reading), NOON, "bodal"),))

    assert [NOON.isoformat()] == [told["withdrawn"] for told in record_of(acts)["evidence"]]
