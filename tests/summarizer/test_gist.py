import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.gist import MAX_SENTENCES, gist
from summarizer.model import Action, ActionType, Actor, Span, Status
from summarizer.paragraphs import paragraphs

LEAD = "Norland recalled its ambassador from Sudland on Monday over the shelling of a border town."
BACKGROUND = "The town of Lakeside has changed hands between Norland and Sudland four times in a century."
ASIDE = "Reporters were given coffee, cake and a long explanation of the seating plan before it began."
THREAT = "Sudland said it would close the border crossing to lorries if the ambassador did not return."
WEATHER = "It rained in both of the capitals through most of the afternoon and well into the evening."
REPORT = f"{LEAD} {BACKGROUND}\n\n{ASIDE} {WEATHER}\n\n{THREAT}"


def chosen(text: str, actions: tuple[Action, ...] = ()) -> list[str]:
    return [span.of(text) for span in gist(text, paragraphs(text), actions)]


def act(text: str, evidence: str) -> Action:
    start = text.index(evidence)
    return Action(
        type=ActionType.THREATEN,
        mode="",
        actor=Actor("Sudland"),
        recipient=Actor("Norland"),
        status=Status.CONDITIONAL,
        phrase="close the border",
        start=start,
        end=start + len(evidence),
        paragraph=1,
    )


def test_gist_is_whole_sentences_in_the_order_of_the_text() -> None:
    found = gist(REPORT, paragraphs(REPORT), ())

    assert sorted(found, key=lambda span: span.start) == list(found)
    assert {LEAD, BACKGROUND, ASIDE, WEATHER, THREAT} >= {span.of(REPORT) for span in found}


def test_gist_has_at_most_three_sentences() -> None:
    assert len(chosen(REPORT)) == MAX_SENTENCES


def test_opening_sentence_is_in_the_gist() -> None:
    assert LEAD in chosen(REPORT)


def test_sentence_that_tells_an_act_goes_before_an_equal_one_that_does_not() -> None:
    twins = [f"The council of {name} met on the border for an hour in the rain today." for name in "ABCD"]
    text = " ".join(twins)

    assert twins[3] not in chosen(text)
    assert twins[1] in chosen(text, (act(text, twins[1]),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", []), ("Talks failed.", ["Talks failed."]), ("Talks failed. Again.", ["Talks failed.", "Again."])],
    ids=["empty", "one short sentence", "short sentences only"],
)
def test_short_text_gives_what_there_is(text: str, expected: list[str]) -> None:
    assert expected == chosen(text)


def test_sentence_too_long_to_be_a_summary_is_left_out() -> None:
    endless = "The list names " + "another town and " * 40 + "no more."

    assert endless not in chosen(f"{endless} {LEAD} {THREAT}")


def test_same_sentence_twice_is_no_trouble() -> None:
    assert [LEAD, LEAD] == chosen(f"{LEAD} {LEAD}")


def test_boilerplate_outside_the_body_is_never_chosen() -> None:
    text = f"{LEAD}\n\nSubscribe to the newsletter of the century today for free.\n\n{THREAT}"
    article = tuple(paragraph for paragraph in paragraphs(text) if paragraph.number != 2)

    assert [LEAD, THREAT] == [span.of(text) for span in gist(text, article, ())]


def test_gist_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "from summarizer.gist import gist\nfrom summarizer.paragraphs import paragraphs\n"
        f"text = {REPORT!r}\nprint(gist(text, paragraphs(text), ()))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }

    assert {str(gist(REPORT, paragraphs(REPORT), ())) + "\n"} == told


def test_spans_point_into_the_text() -> None:
    text = f"{LEAD} {THREAT}"

    assert (Span(0, len(LEAD)), Span(len(LEAD) + 1, len(text))) == gist(text, paragraphs(text), ())
