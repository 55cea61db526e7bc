"""Messages as JSON-able records and back, so that one that was posted can be corrected and drawn again. Pure.

A record that an earlier version wrote stays readable: what it does not name is as it was then.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.cards import Block, Bullets, Button, Buttons, Card, Heading, Line, Message, Quotation, Run, Runs, Tone

Record = dict[str, Any]


def message_to_record(message: Message) -> Record:
    """Write a message; what has its usual value is left out."""
    return {"fallback": message.fallback, "cards": [_card(card) for card in message.cards]}


def message_from_record(record: Mapping[str, Any]) -> Message:
    """Read what `message_to_record` wrote. Raises KeyError or ValueError where it is something else."""
    return Message(tuple(_read_card(card) for card in record["cards"]), record["fallback"])


def _card(card: Card) -> Record:
    record: Record = {"blocks": [_block(block) for block in card.blocks], "tone": card.tone.value}
    return record | ({"choice": list(card.choice)} if card.choice else {})


def _block(block: Block) -> Record:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "url": block.url}
        case Line():
            return {"kind": "line", "runs": _runs(block.runs), "small": block.small}
        case Bullets():
            return {"kind": "bullets", "rows": [_runs(row) for row in block.rows]}
        case Quotation():
            return {"kind": "quotation", "words": block.words, "by": _runs(block.by), "strike": block.strike}
        case Buttons():
            return {"kind": "buttons", "buttons": [_button(button) for button in block.buttons]}


def _button(button: Button) -> Record:
    return {"label": button.label, "action": button.action, "value": button.value, "url": button.url}


def _runs(runs: Runs) -> list[Record]:
    return [_run(run) for run in runs]


def _run(run: Run) -> Record:
    looks = {"bold": run.bold, "italic": run.italic, "url": run.url, "strike": run.strike}
    return {"text": run.text} | {name: value for name, value in looks.items() if value}


def _read_card(record: Mapping[str, Any]) -> Card:
    choice = record.get("choice")
    blocks = tuple(_READ[block["kind"]](block) for block in record["blocks"])
    return Card(blocks, Tone(record["tone"]), (choice[0], choice[1]) if choice else None)


def _read_runs(records: list[Mapping[str, Any]]) -> Runs:
    return tuple(
        Run(
            run["text"],
            bold=run.get("bold", False),
            italic=run.get("italic", False),
            url=run.get("url", ""),
            strike=run.get("strike", False),
        )
        for run in records
    )


def _read_buttons(record: Mapping[str, Any]) -> Buttons:
    return Buttons(tuple(Button(one["label"], one["action"], one["value"], one["url"]) for one in record["buttons"]))


_READ: Mapping[str, Callable[[Mapping[str, Any]], Block]] = {
    "heading": lambda record: Heading(record["text"], record["url"]),
    "line": lambda record: Line(_read_runs(record["runs"]), small=record["small"]),
    "bullets": lambda record: Bullets(tuple(_read_runs(row) for row in record["rows"])),
    "quotation": lambda record: Quotation(record["words"], _read_runs(record["by"]), strike=record["strike"]),
    "buttons": _read_buttons,
}
