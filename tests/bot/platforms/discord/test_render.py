import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import Bullets, Button, Buttons, Card, Heading, Line, Message, Quotation, Run, Tone
from bot.platforms.discord.limits import violations
from bot.platforms.discord.render import render, words
from tests.bot.platforms.discord.desks import with_buttons
from tests.bot.platforms.discord.messages import GOLDEN, HOSTILE, KASK, digest, hostile, line, story_card

GOLDENS = Path(__file__).parents[3] / "golden" / "discord"
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)


def drawn(*blocks: Any, **changes: Any) -> dict[str, Any]:
    (payload,) = render(Message((Card(blocks, **changes),), "fallback"))
    assert () == violations(payload)
    return dict(payload)


def described(*blocks: Any) -> str:
    return str(drawn(*blocks)["embeds"][0]["description"])


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_messages_are_drawn_as_before(name: str, *, update_golden: bool) -> None:
    path = GOLDENS / f"{name}.json"

    text = json.dumps(render(GOLDEN[name]()), ensure_ascii=False, indent=1) + "\n"

    if update_golden:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_messages_keep_the_limits(name: str) -> None:
    assert [] == [fault for payload in render(GOLDEN[name]()) for fault in violations(payload)]


def test_card_is_an_embed_with_status_title_text_and_source() -> None:
    (embed,) = drawn(*story_card().blocks, tone=Tone.NEW)["embeds"]

    assert "NEW · Estonia → Russia · sanctions" == embed["author"]["name"]
    assert ("Estonia detains a tanker", "https://balticwire.example/tanker") == (embed["title"], embed["url"])
    assert "Baltic Wire +3 outlets · 2 h · amber-otter" == embed["footer"]["text"]


def test_tones_have_colours_of_their_own() -> None:
    colours = {tone: drawn(line("x"), tone=tone)["embeds"][0].get("color") for tone in Tone}

    assert len(Tone) == len(set(colours.values()))


def test_quotation_is_a_line_of_its_own_with_a_bold_speaker() -> None:
    text = described(line("a"), Quotation("Open the *port*.", (Run("Ada Nkemelu"),)), line("b"))

    assert "a\n\n> “Open the \\*port\\*.” — **Ada Nkemelu**\n\nb" == text


def test_looks_are_markers_outside_blanks() -> None:
    text = described(Line((Run("a "), Run("b ", bold=True), Run("c", italic=True), Run("", bold=True))))

    assert "a **b** *c*" == text


def test_looks_side_by_side_do_not_join_their_markers() -> None:
    assert "**a**\u200b*b*" == described(Line((Run("a", bold=True), Run("b", italic=True))))


def test_link_text_with_loose_brackets_is_no_link() -> None:
    assert "a\\[b" == described(Line((Run("a[b", url="https://a.example"),)))


def test_digest_has_one_menu_for_its_items() -> None:
    (payload,) = render(digest())
    (row,) = payload["components"]

    assert [("Estonia detains a tanker", "amber-otter"), ("Chile and Bolivia open talks on Arica", "calm-heron")] == [
        (option["label"], option["value"]) for option in row["components"][0]["options"]
    ]


def test_buttons_stand_in_rows_of_five() -> None:
    (payload,) = render(with_buttons(*(Button(f"B{n}", "page", f"a.{n}") for n in range(7))))

    assert [5, 2] == [len(row["components"]) for row in payload["components"]]


def test_link_button_opens_only_web_addresses() -> None:
    buttons = Buttons((Button("a", url="https://a.example/x"), Button("b", url="javascript:alert(1)")))

    (row,) = drawn(line("x"), buttons)["components"]

    assert [{"type": 2, "style": 5, "label": "a", "url": "https://a.example/x"}] == row["components"]


def test_long_digest_is_split_at_card_borders() -> None:
    cards = tuple(replace(story_card(story=f"story-{n}"), choice=(f"Story {n}", f"story-{n}")) for n in range(40))

    parts = render(Message(cards, "long"))

    assert [] == [fault for payload in parts for fault in violations(payload)]
    assert 40 == sum(len(payload["embeds"]) for payload in parts)
    assert [len(p["embeds"]) for p in parts] == [len(p["components"][0]["components"][0]["options"]) for p in parts]


def test_overlong_card_cuts_lines_and_never_a_quotation() -> None:
    long = "Speech. " * 300
    blocks = (
        line("word " * 900),
        Bullets(tuple((Run("row " * 30),) for _ in range(40))),
        Quotation(long, (Run("Ada"),)),
    )

    text = words(drawn(Heading("t" * 400), *blocks))

    assert f"“{long}” — Ada" in text
    assert "…" in text


def long_details(url: str) -> tuple[str, list[dict[str, Any]]]:
    """The words and embeds of a card with forty linked rows and a quotation."""
    rows = Bullets(tuple((Run(f"Row {n}: "), Run("Baltic Wire", url=f"{url}{n}")) for n in range(40)))
    payload = drawn(Heading("Details"), rows, rows, Quotation(KASK, (Run("Maarja Kask", url=f"{url}q"),)))
    return words(payload), payload["embeds"]


def test_links_to_passages_give_way_before_text() -> None:
    text, embeds = long_details("https://b.example/a#:~:text=" + "passage%20" * 10)

    assert (80, True) == (text.count("Row "), f"“{KASK}” — Maarja Kask" in text)
    assert "(https://b.example/a)" in embeds[0]["description"]


def test_links_give_way_before_text() -> None:
    text, embeds = long_details("https://b.example/" + "path/" * 20)

    assert (80, True) == (text.count("Row "), f"“{KASK}” — Maarja Kask" in text)
    assert "https://" not in embeds[0]["description"]


def test_text_too_long_for_one_embed_goes_into_two_of_one_message() -> None:
    embeds = drawn(Heading("Details"), line("a " * 1200), line("b " * 1200), line("source", small=True))["embeds"]

    assert [("Details", False), (None, True)] == [(embed.get("title"), "footer" in embed) for embed in embeds]


def test_section_titles_stand_on_their_list() -> None:
    text = described(line("a"), Line((Run("Actions", bold=True),)), Bullets(((Run("b"),),)))

    assert "a\n\n**Actions**\n- b" == text


def test_quotation_that_cannot_fit_is_left_out_whole() -> None:
    assert "…" == words(drawn(Quotation("word " * 2000, (Run("Ada"),))))


def test_overlong_title_is_cut_between_escapes() -> None:
    title = drawn(Heading("*" * 300))["embeds"][0]["title"]

    assert ("\\*" * 127 + "…") == title


def test_message_without_cards_is_its_fallback() -> None:
    (payload,) = render(Message((), "Nothing *new*"))

    assert ("Nothing \\*new\\*", 4) == (payload["content"], payload["flags"])
    assert "Nothing *new*" == words(payload)


def test_hostile_text_is_shown_word_for_word() -> None:
    seen = " ".join(words(render(hostile())[0]).split())
    text = " ".join(HOSTILE.split())

    assert f"“{text}” — {text}" in seen
    assert 5 <= seen.count(text)


@given(ANYTHING)
@settings(max_examples=200)
def test_any_text_in_every_field_keeps_limits_and_words(text: str) -> None:
    run = Run(text, bold=True, url="https://a.example")
    card = Card(
        (
            Heading(text, url=text),
            Line((run, Run(text))),
            Bullets(((run,),)),
            Quotation(f"a{text}b", (run,)),
            line(text),
        ),
        choice=(text, "amber-otter"),
    )

    parts = render(Message((card,), text))

    assert [] == [fault for payload in parts for fault in violations(payload)]
    assert " ".join(f"“a{text}b".split()) in " ".join(words(parts[0]).split())


def test_wrapped_quotation_words_are_exact() -> None:
    assert f"“{KASK}”" in words(render(digest())[0])
