"""The word files report a mistake with file and line."""

import pytest

from summarizer.actions.lines import Line, parse_nouns, parse_verbs
from summarizer.model import ActionType

SETS = frozenset({"envoys"})
GOOD = """
[SANCTION.expel]
"recall:@envoys|consul" = "Peru recalled its consul."
[NONE]
"meet:need" = "Peru met a need."
"""


def test_a_line_has_type_mode_and_example() -> None:
    assert (
        Line("recall:@envoys|consul", ActionType.SANCTION, "expel", "Peru recalled its consul."),
        Line("meet:need", None, "", "Peru met a need."),
    ) == parse_verbs(GOOD, SETS)


@pytest.mark.parametrize(
    "text, told",
    [
        pytest.param('[AGREE]\n"agree" = ', "line 2", id="no TOML"),
        pytest.param('[AGREE]\n"agree" = "A b c."\n"agree" = "D e f."', "line 3", id="twice in a table"),
        pytest.param('\n[PLEASE]\n"beg" = "A begged B."', "line 2: 'PLEASE' is no type", id="unknown type"),
        pytest.param('[AGREE]\n"agree" = ""', "line 2: 'agree' needs an example", id="no example"),
        pytest.param('[AGREE]\n"agree" = ["x"]', "line 2: 'agree' needs an example", id="a list"),
        pytest.param(
            '[AGREE]\n"a" = "A b c."\n\n[AID]\n"a" = "A b c."', "line 5: 'a' stands twice", id="in two tables"
        ),
        pytest.param(
            '[AGREE]\n"cut:@tie" = "A cut B off."', "line 2: '@tie' in 'cut:@tie' is no set", id="no such set"
        ),
        pytest.param('[AGREE]\n"Cut off" = "A cut B off."', "line 2: 'Cut off' is no pattern", id="no pattern"),
        pytest.param('[AGREE]\n"cut:tie||aid" = "A cut B off."', "line 2: ", id="an empty word"),
    ],
)
def test_a_mistake_in_the_verbs_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"lexicons/verbs\.toml, line") as caught:
        parse_verbs(text, SETS)

    assert told in str(caught.value)


def test_a_noun_in_capitals_is_told_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"lexicons/nouns\.toml, line 3: 'Talk' is no lower-case noun"):
        parse_nouns('[sets]\n[events.CONSULT]\nTalk = "Peru held talks."\n')
