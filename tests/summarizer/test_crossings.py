from datetime import UTC, datetime, timedelta

import pytest

from summarizer.crossings import Crossings

NOON = datetime(2026, 4, 6, 12, tzinfo=UTC)
TANKER = (
    "Iran boards Greek tanker near Qeshm",
    """Iranian sailors boarded the Greek tanker Aigaion Star off Qeshm on Monday with 23 crew, Athens said.

Captain Leonidas Markou told his company, Kalypso Lines, that nobody was hurt.""",
)
FISH = (
    "Iran and Greece sign accord on fish farms",
    """Iran and Greece agreed in Athens on Monday to build 14 fish farms near Bandar Lengeh, ministers said.

Greek minister Eleni Drakou called it a start.""",
)
PULP = (
    "Uruguay protests to Argentina over pulp mill",
    """Uruguay summoned Argentina's ambassador on Monday over 37 barges held at Fray Bentos, officials said.

Foreign Minister Rosario Etcheverry spoke of a breach.""",
)
ES = """Marineros de Irán abordaron el Aigaion Star, de Grecia, con 23 tripulantes frente a Qeshm.
El capitán Leonidas Markou informó a la naviera Kalypso."""
DE = """Der Tanker „Aigaion Star“ aus Griechenland wurde vor Qeschm von der iranischen Marine gestoppt.
Kapitän Markou und 23 Seeleute sind wohlauf, teilte Kalypso mit."""
UK = """Моряки Ірану піднялися на танкер Греції «Айгайон Стар» із 23 моряками.
Капітан Леонідас Марку повідомив компанію «Каліпсо»."""
ES_PULP = """La canciller Rosario Etcheverry protestó por las 37 barcazas retenidas en Fray Bentos,
dijo Uruguay a Argentina."""
JA = "ウルグアイ政府は、アルゼンチンがはしけ37隻を止めたとして抗議した。"


@pytest.fixture
def crossings() -> Crossings[str]:
    index = Crossings[str]()
    for number, (story, (title, text)) in enumerate((("tanker", TANKER), ("fish", FISH), ("pulp", PULP)), 1):
        index.add(number, story, title, text, NOON)
    return index


@pytest.mark.parametrize(
    ("language", "title", "text", "story"),
    [
        ("es", "Irán aborda un petrolero griego", ES, "tanker"),
        ("de", "Iran stoppt griechischen Tanker", DE, "tanker"),
        ("uk", "Іран захопив грецький танкер", UK, "tanker"),
        ("es", "Uruguay convoca al embajador de Argentina", ES_PULP, "pulp"),
        ("ja", "ウルグアイ、アルゼンチン大使に抗議", JA, "pulp"),
    ],
    ids=["es", "de", "uk", "es-pulp", "ja"],
)
def test_telling_in_another_language_joins(
    crossings: Crossings[str], language: str, title: str, text: str, story: str
) -> None:
    crossing = crossings.match(title, text, language)

    assert crossing is not None
    assert story == crossing.story
    assert crossing.why.startswith(f"in {language}: names ")


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("es", "Irán y Grecia juegan en Atenas", "Irán y Grecia empataron el lunes ante 14.000 espectadores."),
        ("es", "Sube el precio del pan", "Los panaderos de Montevideo piden 23 pesos más."),
        ("de", "Griechenland wählt", "In Griechenland wird am Sonntag gewählt, Markou tritt nicht an."),
        ("ja", "ウルグアイの牛肉", "ウルグアイの牛肉が37年ぶりに日本へ。"),
        ("fr", "", ""),
    ],
    ids=["same-countries", "home", "one-country", "one-country-ja", "empty"],
)
def test_what_is_not_safe_stands_alone(crossings: Crossings[str], language: str, title: str, text: str) -> None:
    assert crossings.match(title, text, language) is None


def test_two_stories_as_close_leave_it_alone(crossings: Crossings[str]) -> None:
    crossings.add(9, "copy", *TANKER, NOON)

    assert crossings.match("Irán aborda un petrolero", "Irán, Grecia: Aigaion, Qeshm, Markou, 23.", "es") is None


def test_merged_story_is_found_under_its_new_id(crossings: Crossings[str]) -> None:
    crossings.add(9, "copy", *TANKER, NOON)
    crossings.merge("copy", "tanker")

    crossing = crossings.match("Irán aborda un petrolero", "Irán, Grecia: Aigaion, Qeshm, Markou, 23.", "es")

    assert crossing is not None
    assert "tanker" == crossing.story


def test_old_articles_are_forgotten(crossings: Crossings[str]) -> None:
    crossings.add(9, "late", *FISH, NOON + timedelta(days=4))

    assert crossings.match("Irán aborda un petrolero", "Irán, Grecia: Aigaion, Qeshm, Markou, 23.", "es") is None


def test_edited_article_is_replaced(crossings: Crossings[str]) -> None:
    crossings.add(1, "tanker", *PULP, NOON)

    assert crossings.match("Irán aborda un petrolero", "Irán, Grecia: Aigaion, Qeshm, Markou, 23.", "es") is None


def test_articles_without_a_name_go_to_the_story_that_theirs_is_merged_into(crossings: Crossings[str]) -> None:
    for number in (8, 9):
        crossings.add(number, "nameless", "", "and so it went on.", NOON)

    crossings.merge("nameless", "tanker")

    found = crossings.match("Abordado el Aigaion Star", ES, "es")
    assert found is not None
    assert "tanker" == found.story
