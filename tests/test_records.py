import json

from hypothesis import given
from hypothesis import strategies as st

from bot.records import eval_row, reading_from_record, reading_to_record
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

words = st.text(max_size=12)
offsets = st.integers(0, 10_000)
codes = st.lists(st.sampled_from(["USA", "RUS", "EU", "NATO"]), max_size=3).map(tuple)
speakers = st.builds(Speaker, words, words, st.sampled_from(Resolved), codes)
actors = st.builds(Actor, words, codes, st.sampled_from(ActorKind))
quotes = st.builds(Quote, offsets, offsets, st.none() | speakers, words, offsets, st.sampled_from(QuoteKind))
statements = st.builds(Statement, offsets, offsets, speakers, words, offsets)
actions = st.builds(
    Action,
    type=st.sampled_from(ActionType),
    mode=words,
    actor=st.none() | actors,
    recipient=st.none() | actors,
    status=st.sampled_from(Status),
    phrase=words,
    start=offsets,
    end=offsets,
    paragraph=offsets,
    reported_by=words,
)
readings = st.builds(
    Reading,
    version=words,
    language=words,
    quotes=st.lists(quotes, max_size=3).map(tuple),
    statements=st.lists(statements, max_size=3).map(tuple),
    actions=st.lists(actions, max_size=3).map(tuple),
    countries=codes,
    gist=st.lists(st.builds(Span, offsets, offsets), max_size=3).map(tuple),
    relevance=st.builds(Relevance, relevant=st.booleans(), score=st.floats(0, 1), why=words),
    key_quote=st.none() | offsets,
)


@given(readings)
def test_reading_comes_back_from_its_stored_record(reading: Reading) -> None:
    stored = json.dumps(reading_to_record(reading))

    assert reading == reading_from_record(json.loads(stored))


TEXT = "Holt of Norway said: “We will sign.” Norway may punish Sweden."
ACTION = Action(
    type=ActionType.SANCTION,
    mode="trade",
    actor=Actor("Norway", ("NOR",)),
    recipient=Actor("the allies", ("SWE", "FIN")),
    status=Status.UNDER_DISCUSSION,
    phrase="may punish Sweden",
    start=37,
    end=62,
    paragraph=1,
    reported_by="the Courier",
)
READING = Reading(
    version="1",
    language="en",
    quotes=(
        Quote(22, 34, Speaker("Kari Holt", "Holt", Resolved.NAMED, ("NOR",)), "said", 1, QuoteKind.DIRECT),
        Quote(22, 24, None, "", 1, QuoteKind.PARTIAL),
    ),
    statements=(Statement(0, 4, Speaker("Kari Holt", "she", Resolved.COREF), "told", 1),),
    actions=(ACTION,),
    countries=("NOR", "SWE"),
    gist=(Span(37, 62),),
    relevance=Relevance(relevant=True, score=0.9, why="Norway + punish"),
    key_quote=0,
)
ROW = eval_row("n1", Article("https://example.org", "Holt", TEXT, None, "The Example"), READING)


def test_stored_keys_stay_as_they_are() -> None:
    record = reading_to_record(READING)

    assert list(record) == [
        "version",
        "language",
        "quotes",
        "statements",
        "actions",
        "countries",
        "gist",
        "relevance",
        "key_quote",
    ]
    assert record["quotes"][0] == {
        "start": 22,
        "end": 34,
        "speaker": {"name": "Kari Holt", "mention": "Holt", "resolved": "named", "codes": ["NOR"]},
        "cue": "said",
        "paragraph": 1,
        "kind": "direct",
    }
    assert record["actions"][0]["actor"] == {"name": "Norway", "codes": ["NOR"], "kind": "country"}
    assert record["actions"][0]["status"] == "under discussion"


def test_row_gives_each_quotation_with_its_words_and_the_key_flag() -> None:
    assert ROW["quotes"] == [
        {
            "start": 22,
            "end": 34,
            "text": "We will sign",
            "speaker_text": "Kari Holt",
            "speaker_mention": "Holt",
            "cue": "said",
            "kind": "direct",
            "key": True,
        },
        {
            "start": 22,
            "end": 24,
            "text": "We",
            "speaker_text": None,
            "speaker_mention": None,
            "cue": "",
            "kind": "partial",
            "key": False,
        },
    ]


def test_row_joins_codes_and_writes_the_status_with_underscores() -> None:
    assert ROW["actions"] == [
        {
            "type": "SANCTION",
            "mode": "trade",
            "actor": "Norway",
            "actor_code": "NOR",
            "recipient": "the allies",
            "recipient_code": "SWE;FIN",
            "status": "under_discussion",
            "phrase": "may punish Sweden",
            "start": 37,
            "end": 62,
            "reported_by": "the Courier",
        }
    ]


def test_row_gives_the_gist_as_sentences() -> None:
    assert ROW["gist"] == ["Norway may punish Sweden."]


def test_row_has_the_keys_of_the_format_in_order() -> None:
    assert list(ROW) == ["id", "language", "quotes", "statements", "actions", "relevance", "gist"]
    assert ROW["statements"] == [{"start": 0, "end": 4, "speaker_text": "Kari Holt", "cue": "told"}]
    assert ROW["relevance"] == {"relevant": True, "score": 0.9, "why": "Norway + punish"}


def test_row_of_a_reading_without_findings_is_empty_lists() -> None:
    row = eval_row("n2", Article("https://example.org", "", "", None, ""), Reading("1", "de"))

    assert ([], [], [], []) == (row["quotes"], row["statements"], row["actions"], row["gist"])
