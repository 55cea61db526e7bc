"""The limits of content.md, measured on what a reader sees, over stories of any shape."""

import re
from functools import cache
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.cards import Block, Bullets, Card, Heading, Line, Quotation, Run, plain, text_of
from bot.compose.acts import acts_of
from bot.compose.changes import change_of, snapshot_of
from bot.compose.details import View, compose_details, compose_pages
from bot.compose.digest import Digest, compose_digest
from bot.compose.frame import Occasion
from bot.compose.items import Shown, item, one_liner
from bot.compose.passages import pieces
from bot.model import Citation, Coverage, Story
from summarizer.model import QuoteKind, Status
from tests.bot.compose.generated import any_coverage, any_stories, any_story
from tests.factories import HOUR, NOON

pytestmark = pytest.mark.early

Told = tuple[tuple[Story, ...], Coverage]
STATUSES = {status.value for status in Status}
seeds = st.integers(0, 79)  # of a story: what fails is told by a number, and each is drawn once for all tests
many = settings(
    max_examples=80, deadline=None, derandomize=True, phases=(Phase.generate,)
)  # a seed has no simpler form
few = settings(many, max_examples=25)


@cache
def told_of(seed: int) -> Told:
    random = Random(seed)
    return any_stories(random), any_coverage(random)


@cache
def story_of(seed: int) -> Story:
    return any_story(Random(seed))


@cache
def drawn(seed: int) -> Shown:
    story = story_of(seed)
    acts = acts_of(story)
    change = change_of(story, acts, None)
    assert change is not None
    return item(story, acts, change, number=5, now=NOON, seen=())


def digest_of(told: tuple[Story, ...], coverage: Coverage, *, first: bool = False, missed: int = 0) -> Digest:
    occasion = Occasion(NOON, "America/Argentina/ComodRivadavia", NOON + HOUR, first=first, missed=missed)
    return compose_digest(told, {}, coverage=coverage, foreign=(), occasion=occasion)


def words_in(text: str) -> int:
    return len(text.split())


def blocks_of(card: Card, kind: type[Block]) -> list[Block]:
    return [block for block in card.blocks if isinstance(block, kind)]


def is_verbatim(citation: Citation, story: Story) -> bool:
    article = next(t.stored.article for t in story.tellings if t.stored.version_id == citation.version_id)
    return article.sha256 == citation.sha256 and article.text[citation.start : citation.end] == citation.words


@many
@given(seeds)
def test_item_is_short(seed: int) -> None:
    text = text_of(drawn(seed).card)

    assert words_in(text) <= 120
    assert len(text) <= 900


@many
@given(seeds)
def test_headline_is_short_and_calm(seed: int) -> None:
    (heading,) = blocks_of(drawn(seed).card, Heading)
    assert isinstance(heading, Heading)
    headline = heading.text.removeprefix("5. ")

    assert 0 < len(headline) <= 90
    assert not re.search(r"[?!“”\"«»„]", headline)


@many
@given(seeds)
def test_axis_is_short(seed: int) -> None:
    line = drawn(seed).card.blocks[0]
    assert isinstance(line, Line)

    assert len(plain(line.runs)) <= 60


@many
@given(seeds)
def test_acts_are_few_short_and_say_their_status(seed: int) -> None:
    rows = [plain(row) for block in blocks_of(drawn(seed).card, Bullets) for row in getattr(block, "rows")]  # noqa: B009

    assert len(rows) <= 3
    assert all(words_in(row) <= 16 for row in rows)
    assert all(row.rpartition("(")[2].removesuffix(")") in STATUSES for row in rows)


@many
@given(seeds)
def test_quotation_is_verbatim_whole_and_of_six_to_forty_five_words(seed: int) -> None:
    story = story_of(seed)
    shown = drawn(seed)
    texts = [telling.stored.article.text for telling in story.tellings]
    partial = [
        t.stored.article.text[q.start : q.end]
        for t in story.tellings
        for q in t.reading.quotes
        if q.kind is QuoteKind.PARTIAL or q.speaker is None
    ]

    for block in blocks_of(shown.card, Quotation):
        assert isinstance(block, Quotation)
        assert 6 <= words_in(block.words) <= 45
        assert any(block.words in text for text in texts)
        assert block.words in partial or block.words[-1] in ".?!"
        assert block.words in {citation.words for citation in shown.citations}


@many
@given(seeds)
def test_every_citation_is_of_a_stored_text(seed: int) -> None:
    story = story_of(seed)
    assert all(is_verbatim(citation, story) for citation in drawn(seed).citations)


@many
@given(seeds)
def test_every_cited_passage_is_on_the_card(seed: int) -> None:
    shown = drawn(seed)

    assert all(citation.words in text_of(shown.card) for citation in shown.citations)


@many
@given(seeds, st.integers(1, 12))
def test_one_liner_is_short(seed: int, number: int) -> None:
    story = story_of(seed)
    acts = acts_of(story)
    change = change_of(story, acts, None)
    assert change is not None

    assert words_in(plain(one_liner(story, acts, change, number=number, now=NOON))) <= 25


@few
@given(seeds, st.booleans(), st.integers(0, 9))
def test_digest_is_finishable(seed: int, first: bool, missed: int) -> None:
    told = told_of(seed)
    digest = digest_of(*told, first=first, missed=missed)
    cards = digest.message.cards
    items = [card for card in cards if card.choice]
    lines = [row for card in cards if not card.choice for b in blocks_of(card, Bullets) for row in getattr(b, "rows")]  # noqa: B009

    assert sum(words_in(text_of(card)) for card in cards) <= 650
    assert len(items) <= 5
    assert len(lines) <= 7
    assert len(digest.stories) == len(items) + len(lines)
    assert set(digest.stories) == set(digest.snapshots)


@few
@given(seeds)
def test_digest_numbers_its_stories_in_the_order_that_it_remembers(seed: int) -> None:
    told = told_of(seed)
    digest = digest_of(*told)
    text = "\n".join(text_of(card) for card in digest.message.cards)

    assert list(range(1, len(digest.stories) + 1)) == [int(n) for n in re.findall(r"^(?:• )?(\d+)\. ", text, re.M)]


@few
@given(seeds)
def test_story_that_was_shown_is_not_shown_again(seed: int) -> None:
    told = told_of(seed)
    once = digest_of(*told)
    again = compose_digest(told[0], once.snapshots, coverage=told[1], foreign=(), occasion=Occasion(NOON, "UTC"))

    assert not set(once.stories) & set(again.stories)


@few
@given(seeds, seeds)
def test_digest_does_not_hang_on_the_order_of_its_stories(seed: int, order: int) -> None:
    told = told_of(seed)
    stories, coverage = told

    assert digest_of(stories, coverage) == digest_of(tuple(Random(order).sample(stories, len(stories))), coverage)


@cache
def pages_of(seed: int) -> tuple[Card, ...]:
    return tuple(page.message.cards[0] for page in compose_pages(story_of(seed), view=View(NOON, "Asia/Kolkata")))


@many
@given(seeds)
def test_every_page_of_details_is_short(seed: int) -> None:
    for card in pages_of(seed):
        text = text_of(card)
        quotations = blocks_of(card, Quotation)

        assert words_in(text) <= 450
        assert len(text) <= 3_500
        assert len(quotations) <= 6
        assert len(re.findall(r"^• \[[A-Z]+\] ", text, re.M)) <= 8


@many
@given(seeds)
def test_all_pages_together_hold_every_act_quotation_and_source(seed: int) -> None:
    story = story_of(seed)
    text = " ".join("\n".join(text_of(card) for card in pages_of(seed)).split())
    direct = (
        (t.stored.article.text, q) for t in story.tellings for q in t.reading.quotes if q.kind is not QuoteKind.PARTIAL
    )
    spoken = [span.of(body) for body, quote in direct for span in pieces(body, quote)]

    assert all(f"[{act.best.type}]" in text for act in acts_of(story))
    assert all(telling.outlet.name in text for telling in story.tellings)
    assert [] == [words for words in spoken if words.casefold() not in text.casefold()]


@many
@given(seeds, st.integers(-5, 99))
def test_quotations_in_details_are_verbatim(seed: int, page: int) -> None:
    story = story_of(seed)
    details = compose_details(story, page=page, view=View(NOON, "UTC"))
    cited = {citation.words for citation in details.citations}

    assert all(is_verbatim(citation, story) for citation in details.citations)
    assert all(getattr(block, "words") in cited for block in blocks_of(details.message.cards[0], Quotation))  # noqa: B009


@many
@given(seeds)
def test_every_run_has_text(seed: int) -> None:
    story = story_of(seed)
    acts = acts_of(story)
    snapshot = snapshot_of(story, acts, (), None)
    runs = [run for card in (*pages_of(seed), drawn(seed).card) for run in _runs(card)]

    assert snapshot.versions
    assert all(run.text for run in runs if run.url)


@many
@given(seeds)
def test_pieces_of_a_quotation_leave_nothing_out(seed: int) -> None:
    story = story_of(seed)

    for telling in story.tellings:
        text = telling.stored.article.text
        for quote in telling.reading.quotes:
            told = " ".join(span.of(text) for span in pieces(text, quote))
            assert text[quote.start : quote.end] == told


def _runs(card: Card) -> list[Run]:
    lines = [block.runs for block in card.blocks if isinstance(block, Line)]
    rows = [row for block in card.blocks if isinstance(block, Bullets) for row in block.rows]
    return [run for runs in (*lines, *rows) for run in runs]
