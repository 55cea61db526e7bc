"""The choice of the key quotation."""

import pytest

from summarizer.model import Action, ActionType, Quote, QuoteKind, Resolved, Speaker, Status
from summarizer.quotes.key import is_fitting, key_quote, news_values

SPEAKER = Speaker("President Ana Lopez", "Lopez", Resolved.NAMED, ("PER",))


def make_quotes(
    text: str, *, speaker: Speaker | None = SPEAKER, kind: QuoteKind = QuoteKind.DIRECT
) -> tuple[Quote, ...]:
    quotes = []
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        quotes.append(Quote(at, at + len(line), speaker, "said", number, kind))
        at += len(line) + 1
    return tuple(quotes)


def test_news_goes_before_a_pleasantry() -> None:
    text = "I am very grateful to our friends for the welcome\nWe will not accept a single soldier on our soil"

    assert 1 == key_quote(text, make_quotes(text), ())


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        pytest.param("We will not go", {}, id="under six words"),
        pytest.param("We will " + "go " * 45, {}, id="over 45 words"),
        pytest.param("We will not accept a single soldier here", {"speaker": None}, id="nobody said it"),
        pytest.param("We will not accept a single soldier here", {"kind": QuoteKind.PARTIAL}, id="partial"),
        pytest.param("A danger to peace and to our people", {}, id="no clause"),
        pytest.param("Will you not accept a single soldier here?", {}, id="question"),
    ],
)
def test_unfit_quotation_is_no_key_quote(text: str, changes: dict[str, object]) -> None:
    (quote,) = make_quotes(text, **changes)  # type: ignore[arg-type]

    assert not is_fitting(text, quote)


def test_no_quotation_has_no_key() -> None:
    assert key_quote("", (), ()) is None


@pytest.mark.parametrize(
    ("other", "chosen"),
    [
        pytest.param(
            "We told him that the port is closed", "They were warned, but they came", id="what was told before"
        ),
        pytest.param("Second, the gates of the port are shut", "They were warned, but they came", id="one of a list"),
        pytest.param("The port of Lima is a large one", "They were warned, but they came", id="no contrast"),
        pytest.param("The port of Lima is a large one", "We have been clear on the port", id="no stance"),
        pytest.param("The port is " + "very " * 28 + "large", "The port is a large one", id="hard to read on a phone"),
    ],
)
def test_stance_in_few_words_goes_before(other: str, chosen: str) -> None:
    text = f"{other}\n{chosen}" + " " * 2_000

    assert 1 == key_quote(text, make_quotes(text.rstrip()), ())


def test_what_was_done_is_left_to_the_actions() -> None:
    text = "The ships were sent to Lima today\nThe port of Lima is a large one" + " " * 2_000
    done = Action(ActionType.MOBILIZE, "", None, None, Status.DONE, "sent ships", 0, 33, 1)

    assert (0, 1) == (
        key_quote(text, make_quotes(text.rstrip()), ()),
        key_quote(text, make_quotes(text.rstrip()), (done,)),
    )


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("We will send the ships", "commitment", id="commitment"),
        pytest.param("We do not negotiate", "refusal", id="refusal"),
        pytest.param("If they cross, there will be consequences", "threat", id="threat"),
        pytest.param("We are open to talks", "offer", id="offer"),
        pytest.param("They violated the border", "accusation", id="accusation"),
    ],
)
def test_news_value_is_told(words: str, value: str) -> None:
    assert value in news_values(words)
