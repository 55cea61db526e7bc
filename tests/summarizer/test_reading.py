import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import VERSION, Article, Quote, QuoteKind, Reading, read
from summarizer.actors import mentions
from summarizer.model import Person, Span
from summarizer.paragraphs import paragraphs
from summarizer.reading import MAX_CHARS, MAX_PARAGRAPHS, prominent

PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}
LIGHT = " ,\t\u00a0\u202f"

RECALL = """Norway Recalls Envoy: ‘We Will Not Be Lectured’

Norway recalled its ambassador from Sweden on Monday, Foreign Minister Kari Holt said in Oslo.

“We will not be lectured by a neighbour,” Holt said. “Our ships will sail where the law allows them to sail.”

Her Swedish counterpart, Anders Bly, rejected the charge. “Nobody was lectured,” he told reporters in Stockholm.

“This is a quarrel that nobody needed, and it will cost both countries dearly

“We should end it this week,” Bly added.

The minister said that the envoy would return “once the letter is withdrawn.”

Have a tip? desk@example.org

Filed Under: Norway, Sweden"""

STRAIGHT = """The United States imposed sanctions on Belarus on Friday over the arrest of a reporter.

"We call on Minsk to free him at once," Secretary of State Ellen Marsh said. "If it does not, we will go further."

A spokesman for the foreign ministry in Minsk, Pavel Orlov, called the step 'hostile and quite senseless'."""

BRITISH = """Britain will send engineers to Kenya, the foreign secretary said on Sunday.

‘We don’t forget our friends, and Kenya is a friend,’ Dame Ruth Penhale told the House. ‘They asked for “skills, not
speeches”, and that is what they’ll get.’"""

GUILLEMETS = """France a rappelé — no: France has recalled its ambassador to Mali, the ministry said on Tuesday.

« We have nothing to hide and nothing to fear », said Minister Odile Brun. « The door stays open. »"""

TRANSCRIPT = """Remarks at the daily press briefing of the foreign ministry in Tokyo on Thursday.

QUESTION: Will the minister travel to Seoul this month, as the newspapers say?

MR. SATO: The minister has no such plan. We are in close touch with Seoul on all matters.

QUESTION: And on the fishing ban?

MR. SATO: I would refer you to the agriculture ministry for that."""

NESTED = """“She told me ‘not one metre more’ and hung up,” President Iosif Danu of Moldova said on Wednesday.

The so-called “line of calm” is shown on no map."""

ARTICLES = {
    "recall": RECALL,
    "straight": STRAIGHT,
    "british": BRITISH,
    "guillemets": GUILLEMETS,
    "transcript": TRANSCRIPT,
    "nested": NESTED,
}


def make_article(text: str, *, title: str = "", language: str = "en") -> Article:
    return Article("https://example.org/a", title, text, None, "The Example", language)


def is_cited(text: str, quote: Quote) -> bool:
    """Whether marks, paragraph edges or a transcript label stand around the quotation, inside one paragraph."""
    home = next((p for p in paragraphs(text) if p.start <= quote.start and quote.end <= p.end), None)
    if home is None or home.number != quote.paragraph or not text[quote.start : quote.end].strip():
        return False
    before = text[home.start : quote.start].rstrip(LIGHT)
    after = text[quote.end : home.end].lstrip(LIGHT)
    if quote.kind is QuoteKind.TRANSCRIPT:
        return before == "" or before.endswith(":")
    opener, closer = before[-1:], after[:1]
    if opener == "" or closer == "":
        return (opener in PAIRS or opener == "") and (closer in PAIRS.values() or closer == "") and opener != closer
    return PAIRS.get(opener) == closer


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES.keys())
def test_every_quotation_stands_between_marks_in_the_stored_text(text: str) -> None:
    reading = read(make_article(text))

    assert reading.quotes
    assert [] == [text[q.start : q.end] for q in reading.quotes if not is_cited(text, q)]


OPENERS = ["Norway’s minister said", "He added", "The ministry in Kyiv told reporters on Monday that", "Then", ""]
WORDS = ["we will sign the treaty", "no ship may pass", "it’s a grave mistake", "not one metre more", "ok"]
CLOSERS = [", she said.", "’s claim, the president said.", " Holt said.", ".", ""]
MARKS = ["“”", '""', "‘’", "''", "«»", "“\x00", '"\x00']


def paragraph_text(opener: str, words: str, marks: str, stop: str, closer: str) -> str:
    """One paragraph; a missing mark is NUL, and a comma stands on one side of the closing mark only."""
    tail = closer.removeprefix(",") if stop else closer
    return f"{opener} {marks[0]}{words}{stop}{marks[1]}{tail}".replace("\x00", "").strip()


paragraph_texts = st.builds(
    paragraph_text,
    st.sampled_from(OPENERS),
    st.sampled_from(WORDS),
    st.sampled_from(MARKS),
    st.sampled_from([",", ".", "", "?", " —"]),
    st.sampled_from(CLOSERS),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(paragraph_texts, max_size=5).map("\n\n".join))
def test_any_mixture_of_marks_gives_only_cited_quotations(text: str) -> None:
    reading = read(make_article(text))

    assert [] == [text[q.start : q.end] for q in reading.quotes if not is_cited(text, q)]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_gives_a_reading_with_spans_inside_it(text: str, title: str) -> None:
    reading = read(make_article(text, title=title))

    spans = [(one.start, one.end) for group in (reading.quotes, reading.statements, reading.actions) for one in group]
    spans += [(span.start, span.end) for span in reading.gist]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "\x00",
        "\ud800",
        "\ud83d “We will \udfff sign,” the minister said.",
        "“نحن سنوقع”, the minister said. \u202eWe will sign\u202c, he added.",
        "\ufeff\u200b",
        "“" * 500,
        "\n" * 5_000,
    ],
    ids=[
        "empty",
        "one character",
        "NUL",
        "surrogate",
        "surrogates in a quotation",
        "RTL",
        "invisible",
        "marks",
        "blank",
    ],
)
def test_odd_text_gives_a_reading(text: str) -> None:
    assert VERSION == read(make_article(text, title=text[:20])).version


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent a note. " * 100_000,
        "“We will sign,” Holt said.\n\n" * 20_000,
        "x" * 2_000_000,
        "“ ” " * 100_000,
        "Norway, " * 100_000,
    ],
    ids=["one paragraph", "many paragraphs", "one word", "marks", "one list"],
)
def test_long_text_is_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    reading = read(make_article(text))

    assert time.process_time() - started < 20
    assert all(quote.end <= MAX_CHARS and quote.paragraph <= MAX_PARAGRAPHS for quote in reading.quotes)


def test_paragraph_cut_by_the_limit_is_not_read() -> None:
    filler = "Nothing was agreed in the valley on Monday.\n\n" * (MAX_CHARS // 45)
    text = filler + "“" + "We will sign the treaty of the valley and keep it. " * 100 + "” Holt said."

    assert () == read(make_article(text)).quotes


def test_headline_and_boilerplate_give_no_quotation() -> None:
    quoted = [RECALL[q.start : q.end] for q in read(make_article(RECALL)).quotes]

    assert "We Will Not Be Lectured" not in quoted
    assert "We will not be lectured by a neighbour" in quoted


def test_article_is_read_from_end_to_end() -> None:
    reading = read(make_article(STRAIGHT, title="US punishes Belarus"))

    assert "en" == reading.language
    assert ("USA", "BLR") == reading.countries[:2] or ("BLR", "USA") == reading.countries[:2]
    assert reading.relevance.relevant
    assert 0 < len(reading.gist) <= 3
    assert reading.actions
    assert reading.key_quote is not None


@pytest.mark.parametrize(
    ("text", "countries", "why"),
    [
        ("Die Regierung hat am Montag den Haushalt vorgelegt. „Das ist nicht hinnehmbar“, sagte er.", (), "no country"),
        ("Die Regierung in Rom hat am Montag den Botschafter aus Norwegen einbestellt, sagte er.", ("NOR",), "Norway"),
        ("Norwegen hat am Montag den Botschafter Finnlands einbestellt.", ("NOR", "FIN"), "Norway, Finland"),
    ],
    ids=["none", "one", "two"],
)
def test_foreign_language_gives_only_the_countries_it_names(text: str, countries: tuple[str, ...], why: str) -> None:
    reading = read(make_article(text, language="", title="Protest"))

    assert f"not English (de): names {why}" == reading.relevance.why
    assert (len(countries) > 1) is reading.relevance.relevant
    assert Reading(VERSION, "de", countries=countries, relevance=reading.relevance) == reading


def test_language_given_with_a_region_is_english_all_the_same() -> None:
    assert "en" == read(make_article(STRAIGHT, language="en-GB")).language


def test_language_is_detected_where_it_is_not_given() -> None:
    assert "en" == read(make_article(STRAIGHT, language="")).language


def test_reading_twice_gives_the_same() -> None:
    assert read(make_article(RECALL)) == read(make_article(RECALL))


def test_country_of_title_and_opening_is_most_prominent() -> None:
    text = "Chad closed its border.\n\nTalks failed.\n\nTrade fell.\n\nChad, Mali and Peru met. Mali spoke. Peru spoke."
    body = paragraphs(text)

    assert "TCD" == prominent(mentions("Chad closes border"), mentions(text), (), body)[0]


def test_country_mentioned_once_among_many_is_an_aside() -> None:
    text = "Chad and Mali met. " * 20 + "Peru did not come."

    assert ("TCD", "MLI") == prominent((), mentions(text), (), paragraphs(text))


def test_people_count_for_the_country_they_speak_for() -> None:
    text = "Holt spoke. Holt left."
    holt = Person("Kari Holt", "Minister Kari Holt", "Minister", ("NOR",), "f", (Span(0, 4), Span(12, 16)))

    assert ("NOR",) == prominent((), (), (holt,), paragraphs(text))


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = {"spacy", "sumy", "numpy", "py3langid", "countryinfo"}
    script = f"import sys, summarizer; print(sorted({heavy} & set(sys.modules)))"

    told = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )

    assert "[]\n" == told.stdout
