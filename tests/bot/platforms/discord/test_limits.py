from typing import Any

import pytest

from bot.platforms.discord.limits import violations

GOOD: dict[str, Any] = {"embeds": [{"title": "a"}], "components": [], "allowed_mentions": {"parse": []}}


def button(**changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "Details", "custom_id": "sitrep:details:a", **changes}


def select(count: int = 1, **changes: Any) -> dict[str, Any]:
    options = [{"label": f"l{n}", "value": f"v{n}"} for n in range(count)]
    return {"type": 3, "custom_id": "sitrep:details", "placeholder": "Details", "options": options, **changes}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def buttons(count: int) -> list[dict[str, Any]]:
    return [button(custom_id=f"sitrep:details:{n}") for n in range(count)]


def test_good_message_has_no_violation() -> None:
    assert () == violations(GOOD | {"components": [row(button()), row(select())], "nonce": "d1-0"})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"content": "x" * 2001}, "2001 characters in content"),
        ({"embeds": [{"title": "a"}] * 11}, "11 embeds"),
        ({"embeds": [{"description": "x" * 3001}] * 2}, "6002 characters in all embeds"),
        ({"embeds": [{"title": "x" * 257}]}, "257 characters in embed 0 title"),
        ({"embeds": [{"title": "𝔘" * 129}]}, "258 characters in embed 0 title"),
        ({"embeds": [{"description": "x" * 4097}]}, "4097 characters in embed 0 description"),
        ({"embeds": [{"title": "a", "footer": {"text": "x" * 2049}}]}, "2049 characters in embed 0 footer"),
        ({"embeds": [{"title": "a", "author": {"name": "x" * 257}}]}, "257 characters in embed 0 author"),
        ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "26 embed 0 fields"),
        ({"embeds": [{"fields": [{"name": "n" * 257, "value": "v"}]}]}, "257 characters in embed 0 field name"),
        ({"embeds": [{"fields": [{"name": "n", "value": "v" * 1025}]}]}, "1025 characters in embed 0 field value"),
        ({"embeds": [{"footer": {"text": "a"}}]}, "embed 0 is empty"),
        ({"embeds": [{"title": "a", "url": "javascript:x"}]}, "embed 0 url is no web address"),
        ({"embeds": [{"title": "a", "color": 1 << 24}]}, "embed 0 colour is none"),
        ({"embeds": []}, "neither content nor embeds"),
        ({"allowed_mentions": {"parse": ["everyone"]}}, "mentions are not forbidden"),
        ({"flags": 4}, "embeds that are suppressed"),
        ({"flags": 1 << 15}, "Components V2"),
        ({"nonce": "n" * 26}, "26 characters in nonce"),
        ({"components": [row(button(custom_id=f"s:{n}")) for n in range(6)]}, "6 rows"),
        ({"components": [row(*buttons(6))]}, "6 row 0 buttons"),
        ({"components": [row()]}, "row 0 holds neither"),
        ({"components": [row(button(), select())]}, "row 0 holds neither"),
        ({"components": [row(button(), button())]}, "custom_id sitrep:details:a twice"),
        ({"components": [row(button(label="x" * 81))]}, "81 characters in button label"),
        ({"components": [row(button(label=" "))]}, "button label is empty"),
        ({"components": [row(button(custom_id="x" * 101))]}, "101 characters in custom_id"),
        ({"components": [row(button(url="https://a.example"))]}, "neither a link nor pressable"),
        ({"components": [row({"type": 2, "style": 5, "label": "a", "url": "ftp://a"})]}, "no web address"),
        (
            {"components": [row({"type": 2, "style": 5, "label": "a", "url": "https://" + "a" * 505})]},
            "513 characters in button url",
        ),
        ({"components": [row(select(26))]}, "26 options"),
        ({"components": [row(select(0))]}, "menu without options"),
        ({"components": [row(select(placeholder="x" * 151))]}, "151 characters in placeholder"),
        ({"components": [row(select(options=[{"label": "x" * 101, "value": "v"}]))]}, "101 characters in option label"),
        ({"components": [row(select(options=[{"label": "l", "value": "v"}] * 2))]}, "option value v twice"),
    ],
)
def test_what_discord_refuses_is_named(changes: dict[str, Any], said: str) -> None:
    found = violations(GOOD | changes)

    assert [] != [fault for fault in found if said in fault], found
