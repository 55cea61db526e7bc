"""Golden cards: how Slack shows the messages that matter. Written anew only with --update."""

import json
from pathlib import Path

import pytest

from bot.cards import Message
from bot.platforms.slack.limits import violations
from bot.platforms.slack.render import render
from tests.bot.platforms.slack import messages

GOLDEN = Path(__file__).parents[3] / "golden" / "slack"


@pytest.mark.parametrize(
    "name, message",
    [
        ("digest", messages.DIGEST),
        ("update", messages.UPDATE),
        ("correction", messages.CORRECTION),
        ("corrected", messages.CORRECTED),
        ("details", messages.DETAILS),
        ("empty", messages.EMPTY),
        ("hostile", messages.hostile(messages.MARKUP)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_message_is_drawn_as_agreed(name: str, message: Message, update_golden: bool) -> None:
    path = GOLDEN / f"{name}.json"

    drawn = json.dumps(render(message), ensure_ascii=False, indent=1) + "\n"

    if update_golden:
        path.write_text(drawn, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_golden_message_is_within_slacks_limits(path: Path) -> None:
    payloads = json.loads(path.read_text(encoding="utf-8"))

    assert [] == [found for payload in payloads for found in violations(payload)]
