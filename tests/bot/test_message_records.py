import json

import pytest

from bot.message_records import message_from_record, message_to_record
from tests.bot.platforms.discord.messages import GOLDEN
from tests.bot.platforms.slack import messages


@pytest.mark.parametrize("name", GOLDEN)
def test_message_comes_back_from_its_record(name: str) -> None:
    message = GOLDEN[name]()

    assert message == message_from_record(json.loads(json.dumps(message_to_record(message))))


def test_every_look_of_a_message_is_kept() -> None:
    assert messages.CORRECTED == message_from_record(message_to_record(messages.CORRECTED))


def test_record_that_names_no_looks_reads_as_plain() -> None:
    record = {
        "fallback": "f",
        "cards": [{"tone": "new", "blocks": [{"kind": "line", "runs": [{"text": "a"}], "small": True}]}],
    }

    (card,) = message_from_record(record).cards

    assert ("new", None, "a") == (card.tone, card.choice, card.blocks[0].runs[0].text)  # type: ignore[union-attr]
