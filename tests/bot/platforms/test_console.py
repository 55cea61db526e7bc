from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.cards import Bullets, Card, Heading, Line, Message, Quotation, Run
from bot.model import Channel
from bot.platforms.console import ConsolePlatform
from tests.bot.platforms.discord.messages import GOLDEN, KASK, digest

GOLDENS = Path(__file__).parents[2] / "golden" / "console"
TERMINAL = Channel("console", "", "terminal")


def platform(width: int = 80) -> ConsolePlatform:
    return ConsolePlatform(write=lambda text: None, width=width)


def drawn(*blocks: Heading | Line | Bullets | Quotation, width: int = 80) -> str:
    (payload,) = platform(width).render(Message((Card(blocks),), "fallback"))
    return str(payload["text"])


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_messages_are_drawn_as_before(name: str, update_golden: bool) -> None:
    path = GOLDENS / f"{name}.txt"

    (payload,) = platform().render(GOLDEN[name]())

    if update_golden:
        path.write_text(f"{payload['text']}\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == f"{payload['text']}\n"


@pytest.mark.parametrize("width", [40, 80, 100])
def test_digest_lines_fit_the_terminal(width: int) -> None:
    (payload,) = platform(width).render(digest())

    assert [] == [line for line in payload["text"].splitlines() if cell_len(line) > width]


def test_quotation_stands_between_marks_with_its_speaker_below() -> None:
    text = drawn(Quotation("Open the port.", (Run("Ada Nkemelu"),)))

    assert "    “Open the port.”\n    — Ada Nkemelu" == text


def test_status_line_and_section_title_stand_on_what_they_name() -> None:
    status, title = Line((Run("NEW"),), small=True), Line((Run("Actions", bold=True),))

    text = drawn(status, Heading("Tanker"), title, Bullets(((Run("a"),),)))

    assert "NEW\nTanker\n──────\nActions\n  • a" == text


def test_linked_text_carries_a_number_explained_once() -> None:
    url = "https://b.example/a"
    row = Line((Run("Baltic Wire", url=f"{url}#:~:text=x"), Run(" and "), Run("it", url=url)))

    assert "Baltic Wire [1] and it [1]\n\n  [1] https://b.example/a" == drawn(row)


def test_words_of_a_wrapped_quotation_are_exact() -> None:
    console = platform(width=40)
    (payload,) = console.render(digest())

    assert f"“{KASK}”" in console.words(payload)


@given(st.text(min_size=1, max_size=300))
def test_words_of_any_quotation_are_exact_but_for_white_space(words: str) -> None:
    console = platform()
    (payload,) = console.render(Message((Card((Quotation(words, (Run("A"),)),)),), ""))

    assert f"“{' '.join(words.split())}” — A" == console.words(payload).replace("“ ", "“").replace(" ”", "”")


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[31mred", "\x1b]0;title\x07", "\x9b2J", "a\x00b", "back\x08", "over\u202egnp", "in\u2067side", "wipe\rline"],
    ids=["colour", "window title", "eight-bit escape", "nul", "backspace", "override", "isolate", "carriage return"],
)
def test_characters_that_steer_a_terminal_are_shown_as_marks(hostile: str) -> None:
    run = Run(hostile)

    text = drawn(Heading(hostile), Line((run,)), Bullets(((run,),)), Quotation(hostile, (run,)))

    assert set() == {c for c in text if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2067")}


def test_message_without_cards_is_its_fallback() -> None:
    assert {"text": "Nothing new"} == platform().render(Message((), "Nothing new"))[0]


async def test_send_writes_the_text_and_counts() -> None:
    written: list[str] = []
    console = ConsolePlatform(write=written.append)

    numbers = [await console.send(TERMINAL, {"text": text}, token="t") for text in ("one", "two")]

    assert (["1", "2"], ["one\n", "two\n"]) == (numbers, written)


async def test_nothing_is_found_again_on_a_terminal() -> None:
    assert None is await platform().find(TERMINAL, {"text": "one"}, token="t")
