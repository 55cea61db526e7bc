"""Readings as plain JSON values and back, and the row that `sitrep read --jsonl` writes. Owns the key names.

Stored records outlive the code that wrote them: keys are only ever added.
"""

from collections.abc import Mapping
from typing import Any

from summarizer.model import (
    Action,
    ActionType,
    Actor,
    ActorKind,
    Article,
    Quote,
    QuoteKind,
    Reading,
    Relevance,
    Resolved,
    Span,
    Speaker,
    Statement,
    Status,
)

Record = dict[str, Any]


def reading_to_record(reading: Reading) -> Record:
    """Turn a reading into dicts, lists, strings and numbers. `reading_from_record` gives the equal reading back."""
    return {
        "version": reading.version,
        "language": reading.language,
        "quotes": [_quote_record(quote) for quote in reading.quotes],
        "statements": [_statement_record(statement) for statement in reading.statements],
        "actions": [_action_record(action) for action in reading.actions],
        "countries": list(reading.countries),
        "gist": [[span.start, span.end] for span in reading.gist],
        "relevance": _relevance_record(reading.relevance),
        "key_quote": reading.key_quote,
    }


def reading_from_record(record: Mapping[str, Any]) -> Reading:
    """Rebuild a reading. Raises KeyError or ValueError where the record is not one of ours."""
    return Reading(
        version=record["version"],
        language=record["language"],
        quotes=tuple(_quote(one) for one in record["quotes"]),
        statements=tuple(_statement(one) for one in record["statements"]),
        actions=tuple(_action(one) for one in record["actions"]),
        countries=tuple(record["countries"]),
        gist=tuple(Span(start, end) for start, end in record["gist"]),
        relevance=Relevance(**record["relevance"]),
        key_quote=record["key_quote"],
    )


def eval_row(row_id: str, article: Article, reading: Reading) -> Record:
    """Return one line of `sitrep read --jsonl`: the words beside the offsets, codes joined by ";"."""
    text = article.text
    return {
        "id": row_id,
        "language": reading.language,
        "quotes": [_quote_row(text, quote, key=n == reading.key_quote) for n, quote in enumerate(reading.quotes)],
        "statements": [_statement_row(statement) for statement in reading.statements],
        "actions": [_action_row(action) for action in reading.actions],
        "relevance": _relevance_record(reading.relevance),
        "gist": [span.of(text) for span in reading.gist],
    }


def _quote_record(quote: Quote) -> Record:
    return {
        "start": quote.start,
        "end": quote.end,
        "speaker": None if quote.speaker is None else _speaker_record(quote.speaker),
        "cue": quote.cue,
        "paragraph": quote.paragraph,
        "kind": quote.kind.value,
    }


def _quote(record: Mapping[str, Any]) -> Quote:
    speaker = record["speaker"]
    return Quote(
        start=record["start"],
        end=record["end"],
        speaker=None if speaker is None else _speaker(speaker),
        cue=record["cue"],
        paragraph=record["paragraph"],
        kind=QuoteKind(record["kind"]),
    )


def _statement_record(statement: Statement) -> Record:
    return {
        "start": statement.start,
        "end": statement.end,
        "speaker": _speaker_record(statement.speaker),
        "cue": statement.cue,
        "paragraph": statement.paragraph,
    }


def _statement(record: Mapping[str, Any]) -> Statement:
    return Statement(
        record["start"], record["end"], _speaker(record["speaker"]), record["cue"], paragraph=record["paragraph"]
    )


def _speaker_record(speaker: Speaker) -> Record:
    return {
        "name": speaker.name,
        "mention": speaker.mention,
        "resolved": speaker.resolved.value,
        "codes": list(speaker.codes),
    }


def _speaker(record: Mapping[str, Any]) -> Speaker:
    return Speaker(record["name"], record["mention"], Resolved(record["resolved"]), tuple(record["codes"]))


def _action_record(action: Action) -> Record:
    return {
        "type": action.type.value,
        "mode": action.mode,
        "actor": _actor_record(action.actor),
        "recipient": _actor_record(action.recipient),
        "status": action.status.value,
        "phrase": action.phrase,
        "start": action.start,
        "end": action.end,
        "paragraph": action.paragraph,
        "reported_by": action.reported_by,
    }


def _action(record: Mapping[str, Any]) -> Action:
    return Action(
        type=ActionType(record["type"]),
        mode=record["mode"],
        actor=_actor(record["actor"]),
        recipient=_actor(record["recipient"]),
        status=Status(record["status"]),
        phrase=record["phrase"],
        start=record["start"],
        end=record["end"],
        paragraph=record["paragraph"],
        reported_by=record["reported_by"],
    )


def _actor_record(actor: Actor | None) -> Record | None:
    return None if actor is None else {"name": actor.name, "codes": list(actor.codes), "kind": actor.kind.value}


def _actor(record: Mapping[str, Any] | None) -> Actor | None:
    return None if record is None else Actor(record["name"], tuple(record["codes"]), ActorKind(record["kind"]))


def _relevance_record(relevance: Relevance) -> Record:
    return {"relevant": relevance.relevant, "score": relevance.score, "why": relevance.why}


def _quote_row(text: str, quote: Quote, *, key: bool) -> Record:
    return {
        "start": quote.start,
        "end": quote.end,
        "text": text[quote.start : quote.end],
        "speaker_text": quote.speaker.name if quote.speaker else None,
        "speaker_mention": quote.speaker.mention if quote.speaker else None,
        "cue": quote.cue,
        "kind": quote.kind.value,
        "key": key,
    }


def _statement_row(statement: Statement) -> Record:
    return {
        "start": statement.start,
        "end": statement.end,
        "speaker_text": statement.speaker.name,
        "cue": statement.cue,
    }


def _action_row(action: Action) -> Record:
    return {
        "type": action.type.value,
        "mode": action.mode,
        "actor": action.actor.name if action.actor else None,
        "actor_code": _joined(action.actor),
        "recipient": action.recipient.name if action.recipient else None,
        "recipient_code": _joined(action.recipient),
        "status": action.status.name.lower(),
        "phrase": action.phrase,
        "start": action.start,
        "end": action.end,
        "reported_by": action.reported_by or None,
    }


def _joined(actor: Actor | None) -> str | None:
    return ";".join(actor.codes) if actor and actor.codes else None
