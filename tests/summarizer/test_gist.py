import subprocess
import sys
from pathlib import Path

import pytest

from gold.features import Feature, features
from summarizer import read
from summarizer.gist import MAX_SENTENCES, _act_told, _Candidate, _Known, gist
from summarizer.model import Action, ActionType, Actor, Span, Status
from summarizer.paragraphs import paragraphs
from tests.factories import make_article

LEAD = "Norland recalled its ambassador from Sudland on Monday over the shelling of a border town."
BACKGROUND = "The town of Lakeside has changed hands between Norland and Sudland four times in a century."
ASIDE = "Reporters were given coffee, cake and a long explanation of the seating plan before it began."
THREAT = "Sudland said it would close the border crossing to lorries if the ambassador did not return."
WEATHER = "It rained in both of the capitals through most of the afternoon and well into the evening."
REPORT = f"{LEAD} {BACKGROUND}\n\n{ASIDE} {WEATHER}\n\n{THREAT}"


SEIZED = "Soldiers seized a ferry, a customs post and two lorries there before it was dark again."
MEETING = f"{LEAD} {BACKGROUND} {WEATHER} {SEIZED}"
FEATURES = features()


def chosen(text: str, actions: tuple[Action, ...] = (), *, title: str = "") -> list[str]:
    return [span.of(text) for span in gist(text, paragraphs(text), actions, title=title)]


def candidate(text: str, sentence: str) -> _Candidate:
    start = text.index(sentence)
    return _Candidate(Span(start, start + len(sentence)), sentence, (), frozenset())


def act(text: str, evidence: str, *, status: Status) -> Action:
    start = text.index(evidence)
    return Action(
        type=ActionType.THREATEN,
        mode="",
        actor=Actor("Sudland", ("SUD",)),
        recipient=Actor("Norland", ("NOR",)),
        status=status,
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


def test_sentence_that_tells_an_act_between_countries_goes_before_others() -> None:
    assert WEATHER in chosen(MEETING)
    assert SEIZED in chosen(MEETING, (act(MEETING, SEIZED, status=Status.DONE),))


def test_act_that_is_only_discussed_counts_half() -> None:
    told = [act(MEETING, SEIZED, status=status) for status in (Status.DONE, Status.UNDER_DISCUSSION)]

    assert [1.0, 0.5] == [_act_told(candidate(MEETING, SEIZED), _Known(frozenset(), (one,))) for one in told]


def test_sentence_that_tells_what_the_title_tells_goes_before_others() -> None:
    title = "Sudland may close border crossing to lorries over ambassador"

    assert THREAT in chosen(REPORT, title=title)
    assert ASIDE not in chosen(REPORT, title=title)


@pytest.mark.parametrize(
    "opening",
    [
        "Good afternoon, everybody, and thank you all for coming in on such a wet day as this.",
        "QUESTION: Can you tell us any more about what the ambassador took with him to the plane?",
        "Sign up here for the evening letter from our correspondents in the capital and the provinces.",
    ],
    ids=["greeting", "question of a briefing", "call to subscribe"],
)
def test_opening_that_tells_nothing_is_left_out(opening: str) -> None:
    assert opening not in chosen(f"{opening}\n\n{REPORT}")


@pytest.mark.parametrize("feature", FEATURES, ids=[feature.id for feature in FEATURES])
def test_gist_of_a_feature_has_the_news_and_not_the_anecdote(feature: Feature) -> None:
    article = make_article(title=feature.title, text=feature.text, language="en")

    told = read(article).gist

    assert any(span.of(feature.text).startswith(feature.news) for span in told)
    assert all(span.start >= feature.anecdote_end for span in told)


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


def test_same_sentence_twice_is_told_once() -> None:
    assert [LEAD] == chosen(f"{LEAD} {LEAD}")


def test_near_copy_of_a_sentence_is_passed_over() -> None:
    copy = LEAD.replace("on Monday", "late on Monday")

    assert [LEAD, THREAT] == chosen(f"{LEAD} {copy} {THREAT}")


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
