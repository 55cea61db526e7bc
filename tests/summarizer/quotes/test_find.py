"""Quotations with their speakers."""

import pytest

from summarizer.model import Quote, QuoteKind, Resolved
from summarizer.paragraphs import paragraphs
from summarizer.people import people
from summarizer.quotes import find_quotes

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
        pytest.param(f"“We know {LONG},” the two say.", "the two", id="plural verb"),
        pytest.param(
            f"“We know {LONG},” its chief, Captain Paul Odu, tells us.", "Captain Paul Odu", id="its chief, name"
        ),
        pytest.param(
            f"“We know {LONG},” said its envoy in Oslo, Paul Odu.", "Paul Odu", id="inverted role, place, name"
        ),
        pytest.param(f"Its envoy to Oslo, Paul Odu, later noted: “We know {LONG}.”", "Paul Odu", id="envoy to a place"),
        pytest.param(
            f"The report’s author, the sailor Paul Odu, said “{LONG}.”", "Paul Odu", id="role in lower case, name"
        ),
        pytest.param(f"The calm is, in the words of Paul Odu, “{LONG}.”", "Paul Odu", id="in the words of"),
        pytest.param(
            f"“We know {LONG},” the site quoted Brandt as saying.", "General Karl Brandt", id="quoted as saying"
        ),
        pytest.param(
            f"A retired diplomat who served in Rome called it “{LONG}.”", "A retired diplomat", id="who served"
        ),
        pytest.param(
            f"Lopez said that no country had asked for “{LONG}.”",
            "Foreign Minister Ana Lopez",
            id="not the negated one",
        ),
        pytest.param(
            f"Its director, Paul Odu, added a warning: “We know {LONG}.”", "Paul Odu", id="not what was added"
        ),
        pytest.param(f"“We know {LONG}.” Lopez looked up. “It is ours.”", "Foreign Minister Ana Lopez", id="beat"),
        pytest.param(f"“We know {LONG},” critics argue.", "critics", id="plural noun and verb"),
        pytest.param(
            f"Lopez said the port should set up “{LONG}” soon.", "Foreign Minister Ana Lopez", id="not the inner clause"
        ),
        pytest.param(
            f"Lopez said it was over and that the ships are “{LONG}.”", "Foreign Minister Ana Lopez", id="and that"
        ),
        pytest.param(
            f"The port, which Lopez claims saved “{LONG},” is shut.",
            "Foreign Minister Ana Lopez",
            id="claim in a clause",
        ),
        pytest.param(f"Still, Lopez said “{LONG}.”", "Foreign Minister Ana Lopez", id="opening adverb"),
        pytest.param(
            f"Asked about the port, Lopez demurred: “{LONG}.”", "Foreign Minister Ana Lopez", id="unlisted verb"
        ),
        pytest.param(
            f"Brandt met Lopez, with Lopez yelling “{LONG}.”", "Foreign Minister Ana Lopez", id="with and -ing"
        ),
        pytest.param(f"Jonas Feld, The Lima Post: “We know {LONG}.”", "Jonas Feld", id="name, outlet and colon"),
        pytest.param(f"The vote is near - Jonas Feld: “We know {LONG}.”", "Jonas Feld", id="dash, name and colon"),
        pytest.param(
            f"The port is in the hands of Jonas Feld, who said “{LONG}.”", "Jonas Feld", id="who, behind a thing"
        ),
        pytest.param(
            f"An aide of Lopez, who spoke in Ames, said “{LONG}.”", "An aide of Lopez", id="who, behind a role"
        ),
    ],
)
def test_speaker_is_the_subject_of_the_cue(text: str, name: str) -> None:
    quotes = read(INTRO + text)

    assert {name} == {quote.speaker.name for quote in quotes if quote.speaker}


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
        pytest.param("“The ferry leaves at nine in the morning” is a slogan.", id="words that nobody is said to say"),
        pytest.param(
            "LONG READS—“How the harbour of Lima came to be closed,” by Ana Lopez.", id="work with its author"
        ),
    ],
)
def test_marks_that_nobody_speaks_are_no_quotations(text: str) -> None:
    assert [] == spoken(text)


def test_fragment_is_partial_and_sentence_is_direct() -> None:
    text = "Ana Lopez called the plan “a danger to us all” today. “We will not sign it,” she said."

    assert [QuoteKind.PARTIAL, QuoteKind.DIRECT] == [quote.kind for quote in read(text)]


def test_subject_of_no_verb_of_saying_is_not_taken_for_the_speaker() -> None:
    assert [None] == [name for _, name in spoken(f"The rule is “We know {LONG}.”")]


def test_subject_of_a_passive_question_is_not_the_speaker() -> None:
    assert "Ana Lopez" not in [
        name for _, name in spoken("Ana Lopez was asked, “Will you keep the border open for all?”")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Envoy Ana Lopez is late. “We know the way to the port,” the diplomat said.",
            "Envoy Ana Lopez",
            id="generic role",
        ),
        pytest.param(
            "Minister Ana Lopez said “we know the way to it.” Minister Karl Brandt came. “We do,” the minister said.",
            "Minister Karl Brandt",
            id="role of the one named last",
        ),
        pytest.param(
            "Ana Lopez left. A doctor in Lima was tired. “We have washed the gloves,” she said.",
            "A doctor in Lima",
            id="no name",
        ),
        pytest.param(
            "Minister Ana Lopez met Karl Brandt. Brandt did not laugh. “We know the way to it,” he replied.",
            "Karl Brandt",
            id="reply after a sentence about him",
        ),
        pytest.param(
            "“We know the way to the port of Lima.” — Ana Lopez, minister of ports",
            "Ana Lopez",
            id="signature with office",
        ),
    ],
)
def test_speaker_without_a_name_beside_the_quotation(text: str, name: str) -> None:
    assert name == spoken(text)[-1][1]


def test_name_that_is_an_auxiliary_too_is_a_name_with_a_capital() -> None:
    text = "Prime Minister Ana May came to Lima.\n\n“We will sign the treaty with pleasure,” May said."

    assert [("We will sign the treaty with pleasure", "Prime Minister Ana May")] == spoken(text)
