"""Actors by name: countries, demonyms, capitals, bodies, armed groups, and names that only look like them."""

import time

import pytest

from summarizer.actors import codes_of, country_name, mentions, names_outlet
from summarizer.model import ActorKind


@pytest.mark.parametrize(
    "phrase, codes",
    [
        pytest.param("Russian President", ("RUS",), id="demonym"),
        pytest.param("Germany and France", ("DEU", "FRA"), id="two countries in order"),
        pytest.param("France, Germany and France", ("FRA", "DEU"), id="no repeats"),
        pytest.param("officials in Tbilisi", ("GEO",), id="capital"),
        pytest.param("the Kremlin", ("RUS",), id="palace"),
        pytest.param("the State Department", ("USA",), id="ministry by name"),
        pytest.param("U.S. and UK envoys", ("USA", "GBR"), id="initials"),
        pytest.param("the U.N. Security Council", ("UN",), id="body inside a longer name"),
        pytest.param("the African Union and ECOWAS", ("AU", "ECOWAS"), id="African bodies"),
        pytest.param("the G7", ("G7",), id="letters and a digit"),
        pytest.param("Brussels", ("EU",), id="Brussels is the Union"),
        pytest.param("Houthi fighters", ("YEM",), id="armed group of a country"),
        pytest.param("the Democratic Republic of the Congo", ("COD",), id="longest name wins"),
        pytest.param("South Sudan", ("SSD",), id="not Sudan"),
        pytest.param("Türkiye and Turkey", ("TUR",), id="both spellings"),
        pytest.param("Côte d’Ivoire", ("CIV",), id="curly apostrophe"),
        pytest.param("US-Russia talks", ("USA", "RUS"), id="hyphenated pair"),
        pytest.param("Franco-German plans", ("FRA", "DEU"), id="combining form"),
        pytest.param("nobody in particular", (), id="none"),
        pytest.param("", (), id="empty"),
    ],
)
def test_codes_of_a_phrase(phrase: str, codes: tuple[str, ...]) -> None:
    assert codes == codes_of(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        pytest.param("the Washington Post", id="outlet"),
        pytest.param("the Jerusalem Evening Herald", id="outlet with a middle word"),
        pytest.param("Jordan Bates", id="first name"),
        pytest.param("the South China Sea", id="sea"),
        pytest.param("pro-Russian gunmen", id="leaning"),
        pytest.param("Iranian-backed militias", id="backed by"),
        pytest.param("Latin American markets", id="continent"),
        pytest.param("visit us or call us", id="lower-case pronoun"),
        pytest.param("Chinatown", id="part of a word"),
    ],
)
def test_no_actor_in(phrase: str) -> None:
    assert () == codes_of(phrase)


def test_offsets_are_into_the_whole_text() -> None:
    text = "Peru said no. Chile said yes."

    found = mentions(text, 14)

    assert [("Chile", 14, 19)] == [(text[m.start : m.end], m.start, m.end) for m in found]


def test_end_bounds_the_search() -> None:
    assert () == mentions("Talks with Chile", 0, 12)


def test_a_group_without_a_country_is_named_without_a_code() -> None:
    (mention,) = mentions("fighters of al-Qaeda")

    assert ("al-Qaeda", (), ActorKind.ARMED_GROUP) == (mention.actor.name, mention.actor.codes, mention.actor.kind)


@pytest.mark.parametrize(
    "code, name",
    [("USA", "US"), ("GBR", "UK"), ("RUS", "Russia"), ("EU", "EU"), ("KOR", "South Korea"), ("XYZ", "XYZ")],
)
def test_display_name(code: str, name: str) -> None:
    assert name == country_name(code)


def test_an_outlet_is_told_from_a_country() -> None:
    assert (True, False) == (names_outlet("the Nairobi Daily"), names_outlet("Kenya"))


def test_long_text_of_names_costs_little() -> None:
    text = "Chad Jordan Georgia " * 20_000
    begun = time.process_time()

    mentions(text)

    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "phrase",
    ["the Gulf of Finland", "the Strait of Malacca", "a London-bound flight", "the port of Mocímboa da Praia"],
)
def test_a_name_inside_another_is_nobody(phrase: str) -> None:
    assert () == codes_of(phrase)
