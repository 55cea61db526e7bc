"""What is drawn: words stay verbatim, markup inert, cards whole."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Block, Bullets, Button, Buttons, Card, Heading, Line, Message, Quotation, Run
from bot.platforms.slack.limits import violations
from bot.platforms.slack.render import render, words
from tests.bot.platforms.slack import messages

HOSTILE = [
    ("markup", messages.MARKUP),
    ("channel", "<!channel>"),
    ("user", "<@U123>"),
    ("everyone", "@everyone @here"),
    ("bold", "*bold* _italic_ ~gone~ `code`"),
    ("entities", "&lt;b&gt; &amp;amp;"),
    ("steering", messages.STEERING),
    ("quote bar", "> not a quotation"),
    ("emoji", ":rotating_light: :+1:"),
    ("lines", "one\n\ntwo"),
    ("long", messages.LONG),
]


def drawn(*blocks: Block) -> list[dict[str, Any]]:
    """The Block Kit blocks of a one-card message that fits one part."""
    (payload,) = render(Message((Card(blocks),), "fallback"))
    return list(payload["blocks"])


def typed_nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object with a type in a payload."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for child in node.values():
            yield from typed_nodes(child)
    elif isinstance(node, list | tuple):
        for child in node:
            yield from typed_nodes(child)


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_hostile_text_breaks_no_rule_and_fires_no_mention(text: str) -> None:
    payloads = render(messages.hostile(text))

    assert [] == [found for payload in payloads for found in violations(payload)]


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_quoted_words_are_read_back_exactly(text: str) -> None:
    read = "\n".join(words(payload) for payload in render(messages.hostile(text)))

    assert f"“{text}”" in read


@given(st.text(min_size=1, max_size=200))
def test_any_text_at_all_is_drawn_within_the_rules_and_read_back(text: str) -> None:
    payloads = render(messages.hostile(text))

    read = "\n".join(words(payload) for payload in payloads)
    assert (True, []) == (f"“{text}”" in read, [found for payload in payloads for found in violations(payload)])


@pytest.mark.parametrize("text", [text for _, text in HOSTILE], ids=[name for name, _ in HOSTILE])
def test_mrkdwn_holds_nothing_that_formats(text: str) -> None:
    mrkdwn = [n["text"] for p in render(messages.hostile(text)) for n in typed_nodes(p) if n["type"] == "mrkdwn"]

    assert [] == [line for line in mrkdwn if set("*_~`") & set(line)]


@pytest.mark.parametrize("text", ["plain words", "Tom & Jerry <b>", "a > b"])
def test_small_line_with_a_link_is_context_and_reads_back(text: str) -> None:
    (block,) = drawn(Line((Run(text), Run("Harbour", url="https://h.example/?a=1&b=2")), small=True))

    assert ("context", f"{text}Harbour") == (block["type"], words({"blocks": [block]}))


def test_small_line_that_mrkdwn_would_change_is_an_ordinary_line() -> None:
    (block,) = drawn(Line((Run("*bold* "), Run("Harbour", url="https://h.example/")), small=True))

    assert "rich_text" == block["type"]


def test_small_line_without_links_is_plain_text_as_it_is() -> None:
    (block,) = drawn(Line((Run("*not bold* :fire:"),), small=True))

    assert [{"type": "plain_text", "text": "*not bold* :fire:", "emoji": False}] == block["elements"]


def test_first_heading_is_a_header() -> None:
    assert "header" == drawn(Heading("Morning digest"))[0]["type"]


def test_heading_with_an_address_is_a_bold_link() -> None:
    (block,) = drawn(Heading("Tug held", url="https://h.example/"))

    link = {"type": "link", "url": "https://h.example/", "text": "Tug held", "style": {"bold": True}}
    assert [{"type": "rich_text_section", "elements": [link]}] == block["elements"]


def test_quotation_is_a_quote_line_of_its_own_with_who_said_it() -> None:
    (block,) = drawn(Quotation("We stay.", (Run("Kaarin Oja", bold=True),)))

    (quote,) = block["elements"]
    assert ("rich_text_quote", "“We stay.” — Kaarin Oja") == (quote["type"], words({"blocks": [block]}))


def test_left_open_writing_direction_ends_before_the_speaker() -> None:
    (block,) = drawn(Quotation("\u202eabc", (Run("Kaarin Oja"),)))

    assert "“\u202eabc”\u202c — Kaarin Oja" == words({"blocks": [block]})


def test_address_that_is_not_of_the_web_is_plain_text() -> None:
    (block,) = drawn(Line((Run("click", url="javascript:alert(1)"),)))

    assert [{"type": "text", "text": "click"}] == block["elements"][0]["elements"]


def test_lines_of_a_card_share_one_block() -> None:
    blocks = drawn(Line((Run("one"),)), Bullets(((Run("two"),),)), Quotation("three", ()))

    assert ["rich_text"] == [block["type"] for block in blocks]


def test_buttons_have_ids_of_their_own_across_all_parts() -> None:
    payloads = render(Message(tuple(messages.item(n) for n in range(30)), "many"))

    ids = [node["action_id"] for payload in payloads for node in typed_nodes(payload) if "action_id" in node]
    assert len(ids) == len(set(ids)) == 90


def test_button_carries_action_and_value() -> None:
    (block,) = drawn(Buttons((Button("Details", "details", "tug-1"),)))

    (button,) = block["elements"]
    assert ("sitrep:details:1", "tug-1") == (button["action_id"], button["value"])


def test_more_buttons_than_a_row_takes_make_more_rows() -> None:
    blocks = drawn(Buttons(tuple(Button(str(n), "page", str(n)) for n in range(30))))

    assert [25, 5] == [len(block["elements"]) for block in blocks]


def test_digest_of_full_size_is_one_part() -> None:
    assert 1 == len(render(messages.DIGEST))


def test_too_many_cards_are_parted_at_card_borders() -> None:
    payloads = render(Message(tuple(messages.item(n) for n in range(30)), "many"))

    starts = [words(payload).split("\n")[0] for payload in payloads]
    ends = [words(payload).split("\n")[-1] for payload in payloads]
    assert len(payloads) > 1
    assert {"NEW · Estonia → Norway · seizure"} == set(starts)
    assert {"[Details]  [Follow]  [Source]"} == set(ends)


def test_every_card_is_shown_once() -> None:
    payloads = render(Message(tuple(messages.item(n) for n in range(30)), "many"))

    read = "\n".join(words(payload) for payload in payloads)
    assert [1] * 30 == [read.count(f"\n{n}. Estonia holds") for n in range(30)]


def test_parts_are_numbered_in_the_fallback() -> None:
    payloads = render(Message(tuple(messages.item(n) for n in range(30)), "many"))

    assert [f"many ({n}/{len(payloads)})" for n in range(1, len(payloads) + 1)] == [p["text"] for p in payloads]


def test_card_that_no_message_holds_is_divided_without_loss() -> None:
    lines = tuple(Line((Run(f"{n} " + "word " * 100),)) for n in range(60))

    payloads = render(Message((Card(lines),), "long"))

    read = "\n".join(words(payload) for payload in payloads)
    assert [] == [found for payload in payloads for found in violations(payload)]
    assert [1] * 60 == [sum(line.startswith(f"{n} word") for line in read.split("\n")) for n in range(60)]


def test_line_that_no_message_holds_is_cut_with_an_ellipsis() -> None:
    (block,) = drawn(Line((Run("a" * 20_000),)))

    assert words({"blocks": [block]}).endswith("aaa…")


def test_quotation_that_no_message_holds_is_left_out_and_that_is_said() -> None:
    (block,) = drawn(Quotation("a" * 20_000, (Run("Kaarin Oja"),)))

    shown = "A quotation of 20,000 characters is too long for Slack: see the source. Kaarin Oja"
    assert shown == words({"blocks": [block]})


@pytest.mark.parametrize(
    "block",
    [
        Heading(""),
        Heading("  "),
        Line(()),
        Line((Run(""),), small=True),
        Bullets(()),
        Bullets(((Run(""),),)),
        Buttons(()),
        Buttons((Button("", "details", "x"), Button("Bad", url="ftp://x"), Button("None"))),
    ],
    ids=repr,
)
def test_empty_block_is_not_drawn(block: Block) -> None:
    shown = Line((Run("shown"),))

    assert drawn(shown) == drawn(block, shown)


def test_message_that_shows_nothing_is_its_fallback() -> None:
    (payload,) = render(Message((Card((Line(()),)),), "fallback"))

    assert "fallback" == words(payload)


def test_message_without_cards_is_its_fallback() -> None:
    (payload,) = render(Message((), "No story *x* & <y>. See /story list."))

    assert ("No story *x* & <y>. See /story list.", "No story *x* &amp; &lt;y&gt;. See /story list.") == (
        words(payload),
        payload["text"],
    )


def test_link_previews_are_off() -> None:
    (payload,) = render(messages.EMPTY)

    assert (False, False) == (payload["unfurl_links"], payload["unfurl_media"])
