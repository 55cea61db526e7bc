"""What holds for every text: spans stand between matching marks, inside a paragraph, apart, in the body."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Article, boilerplate, read
from summarizer.model import Paragraph, Quote, QuoteKind
from summarizer.paragraphs import paragraphs
from summarizer.people import people
from summarizer.quotes import find_quotes, find_statements, key_quote
from summarizer.quotes.marks import is_pair, passages

pytestmark = pytest.mark.early

BLANKS = " \t\r\n\u00a0\u202f\u2009"
STYLES = (
    ("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'"), ("«", "»"), ("« ", " »"), ("«\u00a0", "\u00a0»"), ("»", "«"),
    ("„", "“"), ("„", "”"), ("‚", "‘"), ("‹", "›"), ("›", "‹"), ("``", "''"), ('"', "”"), ("“", '"'), ("“", "“"),
)  # fmt: skip
MARKS = tuple(sorted({sign.strip(BLANKS) for style in STYLES for sign in style}))
ODD = ("\u200b", "\u200d", "\u202b", "\u2066", "\ufeff", "\ud800", "\udfff", "\u0301", "שלום", "سلام", "\u00a0", "\r\n")
WORDS = (
    "We will sign. ",
    "the ministers’ plan, ",
    "in the ’70s ",
    "6'2\" ",
    "rock ’n’ roll ",
    "ready? ",
    "no, ",
    "isn't ",
)
FRAMES = (
    " Ana Lopez said. ",
    " said the minister, ",
    ": ",
    " — he added: ",
    " according to Karl Brandt ",
    ", they say. ",
)
LABELS = ("MR. ODU: ", "QUESTION: ", "Q. ", "A. ", "SECRETARY REYES: ")
BREAKS = ("\n\n", "\r\n\r\n", "\n")
FURNITURE = (
    "Sign up for our newsletter: “The week in ten minutes,” she said.",
    "Filed Under: “Trade talks,” Ana Lopez said.",
    "Read more: “We will not go,” Karl Brandt said.",
    "Have a tip? “Write to us,” the editor said.",
)

nested = st.recursive(
    st.lists(st.sampled_from((*WORDS, *ODD)), min_size=1, max_size=3).map("".join),
    lambda inner: st.tuples(st.sampled_from(STYLES), inner, inner).map(lambda p: p[0][0] + p[1] + p[0][1] + " " + p[2]),
    max_leaves=12,
)
pieces = st.one_of(nested, st.sampled_from((*FRAMES, *MARKS, *ODD, *WORDS, *LABELS, *BREAKS)))
articles = st.lists(pieces, max_size=40).map("".join)


def quotes_of(text: str) -> tuple[tuple[Paragraph, ...], tuple[Quote, ...]]:
    body = paragraphs(text)
    return body, find_quotes(text, body, people(text, body))


def mark_before(text: str, paragraph: Paragraph, start: int) -> str:
    """Return the mark that stands before `start`, "" at the paragraph's edge."""
    left = text[paragraph.start : start].rstrip(BLANKS)
    return left[-2:] if left.endswith(("``", "''")) else left[-1:]


def mark_behind(text: str, paragraph: Paragraph, end: int) -> str:
    """Return the mark that stands behind `end` and the attribution's comma, "" at the paragraph's edge."""
    right = text[end : paragraph.end].removeprefix(",").lstrip(BLANKS)
    return right[:2] if right.startswith("''") else right[:1]


def stands_between_marks(opening: str, closing: str) -> bool:
    """A paragraph's edge counts as a mark: speech that goes on over paragraphs has one on one side only."""
    pairs = [(a, b) for a in (opening, opening[-1:]) for b in (closing, closing[:1])]
    if opening and closing:
        return any(is_pair(a, b) for a, b in pairs)
    return any((not a or a in MARKS) and (not b or b in MARKS) for a, b in pairs)


@settings(max_examples=120, deadline=None)
@given(articles)
def test_every_quotation_stands_between_matching_marks_or_behind_a_label(text: str) -> None:
    body, quotes = quotes_of(text)

    edges = {paragraph.number: paragraph for paragraph in body}
    for quote in quotes:
        paragraph = edges[quote.paragraph]
        signs = mark_before(text, paragraph, quote.start), mark_behind(text, paragraph, quote.end)
        assert quote.kind is QuoteKind.TRANSCRIPT or stands_between_marks(*signs)


@settings(max_examples=120, deadline=None)
@given(articles)
def test_quotations_lie_in_order_apart_and_each_in_one_paragraph(text: str) -> None:
    body, quotes = quotes_of(text)

    edges = {paragraph.number: paragraph for paragraph in body}
    end = 0
    for quote in quotes:
        assert max(end, edges[quote.paragraph].start) <= quote.start < quote.end <= edges[quote.paragraph].end
        end = quote.end


@settings(max_examples=120, deadline=None)
@given(articles, st.booleans())
def test_passages_lie_apart_and_close_with_a_matching_mark(text: str, carried: bool) -> None:
    for paragraph in paragraphs(text):
        end = paragraph.start
        for passage in passages(text, paragraph, carried=carried):
            outer = passage.outer
            assert end <= outer.start <= passage.start < passage.end <= outer.end <= paragraph.end
            assert passage.closes or outer.end == paragraph.end
            assert passage.opens or outer.start == paragraph.start
            end = outer.end


@settings(max_examples=60, deadline=None)
@given(articles)
def test_statements_and_the_key_quotation_have_an_answer_for_every_text(text: str) -> None:
    body, quotes = quotes_of(text)
    statements = find_statements(text, body, people(text, body), quotes)
    key = key_quote(text, quotes, ())

    assert key is None or quotes[key].speaker is not None
    assert all(0 <= statement.start < statement.end <= len(text) for statement in statements)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(nested, st.sampled_from(FRAMES)), max_size=8).map("".join), st.sampled_from(FURNITURE))
def test_no_quotation_lies_in_boilerplate(text: str, furniture: str) -> None:
    whole = f"“We will sign the paper,” Ana Lopez said on Monday.\n\n{text}\n\n{furniture}\n\n{furniture}"
    body = boilerplate.body("", whole)

    quotes = read(Article("https://example.org/a", "", whole, None, "", "en")).quotes

    assert all(any(p.start <= quote.start and quote.end <= p.end for p in body) for quote in quotes)
    assert not any(quote.start >= whole.index(furniture) for quote in quotes)


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.text(max_size=400), articles), st.sampled_from(("en", "")))
def test_every_text_has_a_reading(text: str, language: str) -> None:
    reading = read(Article("https://example.org/a", text[:80], text, None, "", language))

    assert all(0 <= quote.start < quote.end <= len(text) for quote in reading.quotes)


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("“Yes, we will do all of that,” Ana Lopez said on Monday.\n\n", id="quotations"),
        pytest.param("“Yes, we will,” Ana Lopez said. ", id="one paragraph"),
        pytest.param('"', id="straight marks only"),
        pytest.param("“‘«", id="openers only"),
        pytest.param("he said that they say ", id="cues only"),
    ],
)
def test_two_megabytes_are_read_in_bounded_time(unit: str) -> None:
    text = (unit * 100_000)[:2_000_000]
    began = time.process_time()

    read(Article("https://example.org/a", "", text, None, "", "en"))

    assert time.process_time() - began < 20  # a hang limit: ten times the slowest seen


def test_ten_thousand_marks_are_paired_in_bounded_time() -> None:
    text = "“Yes we will do that,” Ana Lopez said. " * 2_000 + '"' * 6_000
    began = time.process_time()

    _, quotes = quotes_of(text)

    assert len(quotes) > 1_000
    assert time.process_time() - began < 10  # a hang limit: ten times the expected
