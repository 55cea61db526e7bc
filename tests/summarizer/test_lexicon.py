"""Word lists read from TOML."""

import pytest

from summarizer.lexicon import parse_lists

LISTS = frozenset(("speech", "weak"))
TABLES = frozenset(("irregular",))


def test_lists_and_tables_are_read() -> None:
    text = 'speech = ["say"]\nweak = ["be"]\n[irregular]\nsay = ["says", "said"]\n'

    assert {"speech": ("say",), "weak": ("be",), "irregular.say": ("says", "said")} == parse_lists(
        text, "cues.toml", lists=LISTS, tables=TABLES
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param('speech = ["say"]\nweak = ["be"\n', "line 3", id="list that is never closed"),
        pytest.param('speech = ["say"]\n\nweak = ["be", oops]\n', "line 3", id="word without marks"),
        pytest.param('speech = ["say"]\nweak = ["be"]\nwaek = ["is"]\n', "line 3: unknown list 'waek'", id="unknown"),
        pytest.param('speech = ["say"]\n', "line 1: no list 'weak'", id="missing list"),
        pytest.param('speech = ["say"]\nweak = "be"\n', "line 2: 'weak' must be a list", id="no list"),
        pytest.param('weak = ["be"]\nspeech = [\n  "say",\n  "Tell",\n]\n', "line 4: 'Tell' in 'speech'", id="capital"),
        pytest.param('weak = ["be"]\nspeech = [\n  "say",\n  " tell",\n]\n', "line 4: ' tell'", id="blank at an edge"),
        pytest.param('weak = ["be"]\nspeech = [\n  "say",\n  7,\n]\n', "line 4: 7 in 'speech'", id="number"),
        pytest.param('weak = ["be"]\nspeech = ["say", ""]\n', "line 2: '' in 'speech'", id="empty word"),
    ],
)
def test_mistake_is_reported_with_file_and_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="cues.toml, " + message):
        parse_lists(text, "cues.toml", lists=LISTS)


def test_mistake_in_a_table_is_reported_with_its_line() -> None:
    text = 'speech = ["say"]\nweak = ["be"]\n[irregular]\nsay = ["says", "Said"]\n'

    with pytest.raises(ValueError, match=r"cues\.toml, line 4: 'Said' in 'say'"):
        parse_lists(text, "cues.toml", lists=LISTS, tables=TABLES)
