import pytest

from bot.cards import Block, Bullets, Button, Buttons, Card, Heading, Line, Quotation, Run, plain, text_of


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading("Estonia expels tug", url="https://harbour.example"), "Estonia expels tug"),
        (Line((Run("Harbour ", bold=True), Run("Daily", url="https://harbour.example")), small=True), "Harbour Daily"),
        (Bullets(((Run("one"),), (Run("two", italic=True), Run("."))) ), "• one\n• two."),
        (Quotation("We stay.", (Run("Kaarin Oja"), Run(", via Harbour"))), "“We stay.” — Kaarin Oja, via Harbour"),
        (Buttons((Button("Details", "details", "bodal"),)), ""),
    ],
    ids=["heading", "line", "bullets", "quotation", "buttons"],
)  # fmt: skip
def test_text_is_what_a_reader_sees(block: Block, expected: str) -> None:
    assert expected == text_of(Card((block,)))


def test_blocks_stand_on_lines_of_their_own() -> None:
    card = Card((Heading("One"), Buttons(()), Line((Run("Two"),)), Line((Run("Three"),))))

    assert "One\nTwo\nThree" == text_of(card)


def test_card_without_blocks_says_nothing() -> None:
    assert "" == text_of(Card(()))


def test_plain_text_has_neither_looks_nor_links() -> None:
    assert "a*b*<c>" == plain((Run("a"), Run("*b*", bold=True), Run("<c>", url="https://c.example")))
