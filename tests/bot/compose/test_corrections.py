from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Bullets, Card, Heading, Line, Message, Quotation, Run, Runs, Tone, plain, text_of
from bot.compose.corrections import Corrected, corrections
from bot.compose.passages import citation_of
from bot.model import Edited
from summarizer.model import Reading
from tests.factories import (
    DAY,
    EARLIER,
    HAPPENED,
    HOUR,
    NOON,
    SAID,
    TEXT,
    make_article,
    make_quote,
    make_reading,
    make_stored,
    span_of,
)

ZONE = "Europe/Kyiv"
AGAIN = "The tug left our waters this morning and it will never be let in again."
SENTENCE, QUOTATION = (citation_of(make_stored(), span_of(words)) for words in (HAPPENED, SAID))
BY: Runs = (
    Run("Foreign Minister Kaarin Oja", bold=True),
    Run(", via "),
    Run("Harbour Daily", url="https://h.example/"),
)
CARD = Card(
    (
        Line((Run("NEW · Estonia → Norway · coercion", bold=True),), small=True),
        Heading("1. Estonia expels tug with 8 sailors", url="https://harbour.example/tug"),
        Line((Run(f"{HAPPENED} {EARLIER}"),)),
        Bullets(((Run("Estonia → Norway: expelled a Norwegian tug with 8 sailors (done)"),), (Run("Norway: sent 8"),))),
        Quotation(SAID, BY),
        Line((Run("Harbour Daily · 1 h ago · bodal"),), small=True),
    ),
    Tone.NEW,
    ("1. Estonia expels tug", "bodal"),
)
OTHER = Card((Heading("2. Chile opens a pass"), Line((Run("Chile opened the pass."),))), Tone.UPDATE)
HEAD = Card((Heading("Sitrep · Tuesday"),))
DIGEST = Message((HEAD, CARD, OTHER), "Sitrep: 2 stories.")


def edited(*texts: str, reading: Reading | None = None, **changes: object) -> Edited:
    """The article with these later versions, an hour apart."""
    after = tuple(
        make_stored(make_article(text=text), version_id=n, version=n, fetched=NOON + (n - 1) * HOUR)
        for n, text in enumerate(texts, 2)
    )
    return Edited((make_stored(), *after), reading or make_reading(quotes=()), **changes)  # type: ignore[arg-type]


def ways(*articles: Edited, shown: Message = DIGEST) -> tuple[Corrected, ...]:
    cited = (SENTENCE, QUOTATION)
    return tuple(corrections(DIGEST, cited, articles, shown=shown, posted=NOON, zone=ZONE))


def corrected(*articles: Edited, shown: Message = DIGEST) -> Corrected:
    return ways(*articles, shown=shown)[0]


def struck_in(message: Message) -> list[str]:
    blocks = [block for card in message.cards for block in card.blocks]
    rows = [row for block in blocks if isinstance(block, Bullets) for row in block.rows]
    runs = [*(block.runs for block in blocks if isinstance(block, Line)), *rows]
    quoted = [block.words for block in blocks if isinstance(block, Quotation) and block.strike]
    return [*(run.text for line in runs for run in line if run.strike), *quoted]


@pytest.mark.parametrize(
    "articles",
    [(), (edited(TEXT + "\n\nMore."),), (edited(TEXT.replace(EARLIER, "")),)],
    ids=["nothing edited", "grown", "what is not cited"],
)
def test_nothing_is_corrected_where_readers_saw_nothing_that_changed(articles: tuple[Edited, ...]) -> None:
    assert () == ways(*articles)


@pytest.mark.parametrize(
    "article, struck, told",
    [
        (
            edited(TEXT.replace(SAID, "No.")),
            [SAID],
            "Correction 15:00 Europe/Kyiv: Harbour Daily withdrew this quotation.",
        ),
        (
            edited(TEXT.replace("8 sailors", "10 sailors")),
            [HAPPENED, "Estonia → Norway: expelled a Norwegian tug with 8 sailors (done)"],
            "Correction 15:00 Europe/Kyiv: Harbour Daily changed 8 → 10 in this sentence.",
        ),
        (
            edited(TEXT.replace(HAPPENED, "A tug left.").replace(SAID, "No.")),
            [HAPPENED, SAID],
            "Correction 15:00 Europe/Kyiv: Harbour Daily took out this sentence and withdrew this quotation.",
        ),
        (
            edited(withdrawn=NOON + DAY),
            [HAPPENED, SAID],
            "Withdrawn by Harbour Daily on 11 March 2026, 14:00 Europe/Kyiv.",
        ),
    ],
    ids=["quotation", "number", "both", "withdrawn"],
)
def test_what_no_longer_stands_is_struck_and_told_in_a_line(article: Edited, struck: list[str], told: str) -> None:
    message = corrected(article).whole

    assert struck == struck_in(message)
    assert [told] == [plain(b.runs) for b in message.cards[1].blocks if isinstance(b, Line) and told in plain(b.runs)]


def test_corrected_item_is_marked_and_no_other() -> None:
    message = corrected(edited(TEXT.replace(SAID, "No."))).whole

    assert "CORRECTION · Estonia → Norway · coercion" == text_of(message.cards[1]).partition("\n")[0]
    assert [Tone.PLAIN, Tone.CORRECTION, Tone.UPDATE] == [card.tone for card in message.cards]
    assert (HEAD, OTHER) == (message.cards[0], message.cards[2])


def test_card_without_a_status_gets_the_mark_above() -> None:
    bare = replace(DIGEST, cards=(replace(CARD, blocks=CARD.blocks[1:]),))
    article = edited(TEXT.replace(SAID, "No."))

    way = next(corrections(bare, (QUOTATION,), (article,), shown=bare, posted=NOON, zone=ZONE))

    assert "CORRECTION" == text_of(way.whole.cards[0]).partition("\n")[0]


def test_new_wording_is_shown_as_a_citation_of_the_new_version() -> None:
    text = TEXT.replace(SAID, AGAIN)
    way = corrected(edited(text, reading=make_reading(quotes=(make_quote(AGAIN, text=text),))))

    quotations = [block for block in way.whole.cards[1].blocks if isinstance(block, Quotation)]
    assert [(SAID, True), (AGAIN, False)] == [(one.words, one.strike) for one in quotations]
    assert [(2, HAPPENED, False), (1, SAID, True), (2, AGAIN, False)] == [
        (cited.version_id, cited.words, cited.struck) for cited in way.citations
    ]


def test_correcting_again_changes_nothing() -> None:
    article = edited(TEXT.replace(SAID, "No."))

    once = corrected(article).whole

    assert (once, ()) == (corrected(article).whole, ways(article, shown=once))


def test_second_correction_keeps_the_first_ones_moment_and_piles_up_no_lines() -> None:
    once = corrected(edited(TEXT.replace(SAID, "No."))).whole
    later = edited(TEXT.replace(SAID, "No."), TEXT.replace(SAID, "No.") + "\n\nMore.")

    assert () == ways(later, shown=once)


def test_note_tells_what_is_new_since_the_last_correction() -> None:
    without_words = TEXT.replace(SAID, "No.")
    once = corrected(edited(without_words)).whole
    both = edited(without_words, without_words.replace(HAPPENED, "A tug left."))

    note = corrected(both, shown=once).note

    assert "Harbour Daily took out a sentence and withdrew a quotation." in text_of(note.cards[0])
    assert "Correction 16:00" in text_of(note.cards[0])


def test_words_that_come_back_are_shown_as_first_posted() -> None:
    once = corrected(edited(TEXT.replace(SAID, "No."))).whole

    way = corrected(edited(TEXT.replace(SAID, "No."), TEXT + " "), shown=once)

    assert DIGEST == way.whole
    assert "stands again" in text_of(way.note.cards[0])


def test_note_names_item_outlet_and_change() -> None:
    note = corrected(edited(TEXT.replace(SAID, "No."))).note

    told = "Correction 15:00 Europe/Kyiv: Harbour Daily withdrew a quotation."
    assert [
        f"CORRECTION · message of 10 March 2026, 14:00 {ZONE}\n• 1. Estonia expels tug with 8 sailors — {told}"
    ] == [text_of(card) for card in note.cards]


def test_later_ways_are_shorter_and_the_last_leaves_the_message_alone() -> None:
    text = TEXT.replace(SAID, AGAIN)
    found = ways(edited(text, reading=make_reading(quotes=(make_quote(AGAIN, text=text),))))

    sizes = [sum(len(text_of(card)) for card in way.message.cards) for way in found if way.message]
    assert (3, sorted(sizes, reverse=True), None) == (len(set(sizes)), sizes, found[-1].message)
    assert {found[0].whole} == {way.whole for way in found}


def test_moment_of_another_day_names_the_day() -> None:
    after = make_stored(make_article(text="Other words."), version_id=2, version=2, fetched=NOON + timedelta(hours=13))

    message = corrected(Edited((make_stored(), after), make_reading(quotes=()))).whole

    assert "Correction 11 March 2026, 03:00 Europe/Kyiv: " in text_of(message.cards[1])
