"""Quotations with their speakers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.model import Quote, QuoteKind, Resolved
from summarizer.paragraphs import paragraphs
from summarizer.people import people
from summarizer.quotes import find_quotes, find_statements, key_quote

LONG = "we will keep the border open for every convoy"


def read(text: str) -> tuple[Quote, ...]:
    body = paragraphs(text)
    return find_quotes(text, body, people(text, body))


def spoken(text: str) -> list[tuple[str, str | None]]:
    return [(text[q.start : q.end], q.speaker.name if q.speaker else None) for q in read(text)]


INTRO = "Foreign Minister Ana Lopez met General Karl Brandt in Lima on Monday.\n\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(f"“We know {LONG},” Lopez said.", "Foreign Minister Ana Lopez", id="subject and verb after"),
        pytest.param(f"“We know {LONG},” said Lopez.", "Foreign Minister Ana Lopez", id="inverted"),
        pytest.param(f"Lopez said: “We know {LONG}.”", "Foreign Minister Ana Lopez", id="before with colon"),
        pytest.param(f"Lopez: “We know {LONG}.”", "Foreign Minister Ana Lopez", id="colon without verb"),
        pytest.param(f"“We know {LONG}.” — Ana Lopez", "Foreign Minister Ana Lopez", id="dash and name"),
        pytest.param(f"But, said Lopez, “we know {LONG}.”", "Foreign Minister Ana Lopez", id="fronted inversion"),
        pytest.param(
            f"According to Lopez, “{LONG}” this year.", "Foreign Minister Ana Lopez", id="according to, before"
        ),
        pytest.param(f"“We know {LONG},” according to Lopez.", "Foreign Minister Ana Lopez", id="according to, after"),
        pytest.param(f"“We know {LONG},” Lopez, a former judge, said.", "Foreign Minister Ana Lopez", id="apposition"),
        pytest.param(f"“We know {LONG},” Lopez told Brandt.", "Foreign Minister Ana Lopez", id="never the addressee"),
        pytest.param(f"“We know {LONG},” Lopez said on Tuesday.", "Foreign Minister Ana Lopez", id="never the weekday"),
        pytest.param(f"“We know {LONG},” Lopez told Radio Nova.", "Foreign Minister Ana Lopez", id="never the outlet"),
        pytest.param(f"Lopez met Brandt, telling him “{LONG}.”", "Foreign Minister Ana Lopez", id="participle"),
        pytest.param(f"Lopez praised Brandt and said “{LONG}.”", "Foreign Minister Ana Lopez", id="second verb"),
        pytest.param(f"It is a pity that “{LONG},” Lopez said.", "Foreign Minister Ana Lopez", id="frame at the end"),
        pytest.param(
            f"“We know {LONG},” the general said.", "General Karl Brandt", id="role to the person with the title"
        ),
        pytest.param(f"“We know {LONG},” the ministry said.", "the ministry", id="institution as written"),
        pytest.param(
            f"“We know {LONG},” said a spokesman for Lopez.", "a spokesman for Lopez", id="spokesman, not his boss"
        ),
        pytest.param(f"“We know {LONG},” Lopez’s office said.", "Lopez’s office", id="office, not its owner"),
        pytest.param(f"“We know {LONG},” a senior aide, Paul Odu, said.", "Paul Odu", id="role, then name"),
    ],
)
def test_speaker_is_the_subject_of_the_cue(text: str, name: str) -> None:
    quotes = read(INTRO + text)

    assert [name] == [quote.speaker.name for quote in quotes if quote.speaker]


def test_interrupted_quotation_is_two_spans_of_one_speaker() -> None:
    text = "“We will sign,” Ana Lopez said. “Then we go home.”"

    assert [("We will sign", "Ana Lopez"), ("Then we go home.", "Ana Lopez")] == spoken(text)


def test_speech_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "“We will sign the treaty,” Ana Lopez said. “I am sure of it.\n\n“And then we go home.”"

    assert ["Ana Lopez"] * 3 == [name for _, name in spoken(text)]


def test_only_the_comma_before_the_closing_mark_goes() -> None:
    text = "“Will we sign the paper?” Ana Lopez asked. “We will sign the paper,” she said. “It is good.”"

    assert ["Will we sign the paper?", "We will sign the paper", "It is good."] == [words for words, _ in spoken(text)]


def test_pronoun_is_the_last_person_of_its_gender() -> None:
    text = "Spokeswoman Ana Lopez saw Mr. Karl Brandt.\n\n“We will sign the treaty tomorrow,” she said."

    assert [("We will sign the treaty tomorrow", "Spokeswoman Ana Lopez")] == spoken(text)


def test_pronoun_without_a_person_is_nobody() -> None:
    assert [("We will sign the treaty tomorrow", None)] == spoken("“We will sign the treaty tomorrow,” he said.")


def test_unnamed_official_is_marked_unnamed() -> None:
    text = "“We will sign the treaty tomorrow,” said a senior official who spoke on condition of anonymity."

    assert [Resolved.UNNAMED] == [quote.speaker.resolved for quote in read(text) if quote.speaker]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The so-called “green line” runs through the city.", id="so-called"),
        pytest.param("She read the novel “The Long Way Home” twice.", id="title"),
        pytest.param("A “hybrid” regime of rules was born in Rome.", id="scare quotes"),
    ],
)
def test_marks_that_nobody_speaks_are_no_quotations(text: str) -> None:
    assert [] == spoken(text)


def test_fragment_is_partial_and_sentence_is_direct() -> None:
    text = "Ana Lopez called the plan “a danger to us all” today. “We will not sign it,” she said."

    assert [QuoteKind.PARTIAL, QuoteKind.DIRECT] == [quote.kind for quote in read(text)]


SIGNS = tuple("“”\"‘’'«» \n\u00a0\u200b\ud800(]")
WORDS = ("\n\n", "\r\n", "Ana Lopez", " said ", " he ", ", ", ". ", "word ", "The president ", ": ", "Q. ", "MR. ODU: ")
PHRASES = ("— ", "according to ", "that ", "’s ", "Minister ", ", who ")
PIECES = st.sampled_from((*SIGNS, *WORDS, *PHRASES))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=80).map("".join))
def test_every_text_has_an_answer_whose_spans_lie_in_order_inside_paragraphs(text: str) -> None:
    body = paragraphs(text)
    persons = people(text, body)
    quotes = find_quotes(text, body, persons)
    find_statements(text, body, persons, quotes)
    key_quote(text, quotes, ())

    end = 0
    edges = {paragraph.number: paragraph for paragraph in body}
    for quote in quotes:
        paragraph = edges[quote.paragraph]
        assert max(end, paragraph.start) <= quote.start < quote.end <= paragraph.end
        end = quote.end


def test_hundred_thousand_marks_are_read_in_bounded_time() -> None:
    text = "“Yes we will do that,” Ana Lopez said. " * 20_000 + '"' * 60_000

    assert len(read(text)) > 10_000
