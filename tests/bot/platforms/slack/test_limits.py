"""The walk finds what Slack would refuse."""

from typing import Any

import pytest

from bot.platforms.slack.limits import violations


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(**changes: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("Go"), "action_id": "a1"} | changes


def actions(*elements: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)} | changes


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


def line(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def select(options: int, **changes: Any) -> dict[str, Any]:
    rows = [{"text": plain(str(n)), "value": str(n)} for n in range(options)]
    return {"type": "static_select", "action_id": "s1", "options": rows} | changes


def found(*blocks: dict[str, Any], **changes: Any) -> tuple[str, ...]:
    return violations({"text": "t", "blocks": list(blocks), "unfurl_links": False, "unfurl_media": False} | changes)


DIVIDER = {"type": "divider"}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_000}}


@pytest.mark.parametrize(
    "blocks",
    [
        [DIVIDER] * 50,
        [{"type": "header", "text": plain("x" * 150)}],
        [SECTION],
        [{"type": "section", "fields": [plain("x" * 900)] * 10}],
        [{"type": "context", "elements": [plain("x")] * 10}],
        [actions(*(button(action_id=str(n)) for n in range(25)))],
        [actions(button(text=plain("x" * 75), value="x" * 2_000))],
        [actions(select(100))],
        [rich(line({"type": "text", "text": "x" * 9_000}))],
    ],
    ids=["blocks", "header", "section", "fields", "context", "actions", "button", "select", "rich"],
)
def test_message_at_the_limit_is_taken(blocks: list[dict[str, Any]]) -> None:
    assert () == found(*blocks)


@pytest.mark.parametrize(
    "blocks, where",
    [
        ([DIVIDER] * 51, "blocks"),
        ([{"type": "header", "text": plain("x" * 151)}], "blocks[0].text"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "blocks[0].text"),
        ([{"type": "header", "text": plain("  ")}], "blocks[0].text"),
        ([{"type": "section", "text": plain("x" * 3_001)}], "blocks[0].text"),
        ([{"type": "section"}], "blocks[0]"),
        ([{"type": "section", "fields": [plain("x")] * 11}], "blocks[0].fields"),
        ([{"type": "section", "fields": [plain("x" * 2_001)]}], "blocks[0].fields[0]"),
        ([{"type": "context", "elements": [plain("x")] * 11}], "blocks[0].elements"),
        ([{"type": "context", "elements": []}], "blocks[0].elements"),
        ([actions(*(button(action_id=str(n)) for n in range(26)))], "blocks[0].elements"),
        ([actions(button(text=plain("x" * 76)))], "blocks[0].elements[0].text"),
        ([actions(button(value="x" * 2_001))], "blocks[0].elements[0].value"),
        ([actions(button(url="https://x.example/" + "x" * 3_000))], "blocks[0].elements[0].url"),
        ([actions(button(style="green"))], "blocks[0].elements[0].style"),
        ([actions(button(), button())], "action_id"),
        ([actions(button()), actions(button())], "action_id"),
        ([actions(button(action_id="x" * 256))], "action_id"),
        ([DIVIDER | {"block_id": "b"}, DIVIDER | {"block_id": "b"}], "block_id"),
        ([actions(select(101))], "blocks[0].elements[0].options"),
        ([actions(select(0))], "blocks[0].elements[0].options"),
        ([actions(select(1, placeholder=plain("x" * 151)))], "blocks[0].elements[0].placeholder"),
        ([actions({"type": "datepicker"})], "blocks[0].elements[0]"),
        ([{"type": "video"}], "blocks[0]"),
        ([SECTION] * 4, "blocks"),
        ([rich()], "blocks[0]"),
        ([rich(line())], "blocks[0].elements[0]"),
        ([rich(line({"type": "text", "text": ""}))], "blocks[0].elements[0].elements[0]"),
        ([rich(line({"type": "text", "text": "x", "style": {"blink": True}}))], "blocks[0].elements[0].elements[0]"),
        ([rich(line({"type": "link", "text": "x", "url": "javascript:x"}))], "blocks[0].elements[0].elements[0]"),
        ([rich({"type": "rich_text_list", "style": "dash", "elements": []})], "blocks[0].elements[0]"),
        ([rich({"type": "paragraph"})], "blocks[0].elements[0]"),
    ],
)
def test_message_beyond_the_limit_is_found(blocks: list[dict[str, Any]], where: str) -> None:
    assert where in {place.split(": ")[0].split(",")[0] for place in found(*blocks)}


@pytest.mark.parametrize("kind", ["user", "usergroup", "broadcast", "channel", "team"])
def test_element_that_mentions_somebody_is_found(kind: str) -> None:
    assert found(rich(line({"type": kind, "user_id": "U1", "range": "channel"})))


@pytest.mark.parametrize("mention", ["<!channel>", "<@U1>", "<#C1>", "<!subteam^S1>"])
def test_mention_in_mrkdwn_is_found(mention: str) -> None:
    assert found({"type": "section", "text": {"type": "mrkdwn", "text": f"hello {mention}"}})


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * 40_001},
        {"text": "<!here>"},
        {"text": "", "blocks": []},
        {"unfurl_links": True},
        {"colour": "red"},
        {"blocks": [rich(line({"type": "link", "text": "x", "url": f"https://x.example/{'x' * 900}"}))] * 17},
    ],
    ids=["long text", "mention", "nothing", "previews", "unknown key", "much JSON"],
)
def test_wrong_message_is_found(changes: dict[str, Any]) -> None:
    assert found(DIVIDER, **changes)
