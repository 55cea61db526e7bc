"""Labelled speech."""

from summarizer.model import QuoteKind
from summarizer.paragraphs import paragraphs
from summarizer.people import people
from summarizer.quotes import find_quotes

BRIEFING = (
    "Spokesperson Lena Patel briefed reporters in Geneva.\n\n"
    "MS. PATEL: Good afternoon. The “second round” starts on Friday.\n\n"
    "QUESTION: Will the minister go?\n\n"
    "MS. PATEL: She will. (Laughter.)\n\n"
    "And she will take the night train."
)


def turns(text: str) -> list[tuple[str, str | None]]:
    body = paragraphs(text)
    quotes = find_quotes(text, body, people(text, body))
    return [
        (text[q.start : q.end], q.speaker.name if q.speaker else None) for q in quotes if q.kind is QuoteKind.TRANSCRIPT
    ]


def test_labelled_paragraphs_are_speech_of_the_person_with_that_surname() -> None:
    patel = "Spokesperson Lena Patel"

    assert [
        ("Good afternoon. The “second round” starts on Friday.", patel),
        ("Will the minister go?", None),
        ("She will.", patel),
        ("And she will take the night train.", patel),
    ] == turns(BRIEFING)


def test_one_label_makes_no_transcript() -> None:
    assert [] == turns("NOTE: The text was shortened.\n\nMore of the story.\n\nAnd the end.")


def test_dialogue_with_names_in_lower_case_is_no_transcript() -> None:
    assert [] == turns("Anna: Hello.\n\nTom: Hello.\n\nAnna: Bye.\n\nTom: Bye.")


def test_play_is_no_transcript() -> None:
    assert [] == turns("ANNA: Hello.\n\nTOM: Hello.\n\nANNA: Bye.\n\nTOM: Bye.")


def test_answers_belong_to_the_only_person_introduced() -> None:
    text = "We met Senator Ana Lopez in Lima.\n\nQ: Will you run?\n\nA: I will.\n\nQ: When?\n\nA: Soon."

    assert [None, "Senator Ana Lopez", None, "Senator Ana Lopez"] == [name for _, name in turns(text)]


INTERVIEW = (
    "Dana Rahim has built ports for a decade. We met her in Lima.\n\n"
    "Port Review: You have lost two ships. How was it?\n\n"
    "Rahim: It was cold.\n\n"
    "Port Review: Will you go back?\n\n"
    "Rahim: Yes, and I will take a coat."
)


def test_interview_with_names_for_labels_is_one_where_somebody_was_introduced() -> None:
    assert [
        ("You have lost two ships. How was it?", None),
        ("It was cold.", "Dana Rahim"),
        ("Will you go back?", None),
        ("Yes, and I will take a coat.", "Dana Rahim"),
    ] == turns(INTERVIEW)


def test_list_with_names_for_labels_is_no_interview() -> None:
    text = "Dana Rahim told us of the ports.\n\nLima: open.\n\nRahim: away.\n\nCallao: shut.\n\nPaita: open."

    assert [] == turns(text)
