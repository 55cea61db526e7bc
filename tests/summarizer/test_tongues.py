import pytest

from summarizer.tongues import codes_in, name_key, numbers_in


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("El Gobierno de Irán y la UE; Estados Unidos calla.", "es", ("IRN", "EU", "USA")),
        ("Міністри України та Польщі зустрілися; Сполучених Штатів не було.", "uk", ("UKR", "POL", "USA")),
        ("В Казахстане ждут ответа ООН.", "ru", ("KAZ", "UN")),
        ("Die iranische Marine, Frankreichs Antwort, die russische Regierung.", "de", ("IRN", "FRA", "RUS")),
        ("Le Nigeria et le Mali, sans malice.", "fr", ("NGA", "MLI")),
        ("Le Niger ferme sa frontière.", "fr", ("NER",)),
        ("日本政府は中国に対し、米国とともに抗議した。", "ja", ("JPN", "CHN", "USA")),
        ("Ankara’da Türkiye ve Mısır, BM ile görüştü.", "tr", ("TUR", "EGY", "UN")),
        ("Nothing here is known.", "xx", ()),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) == 2 else None,
)
def test_countries_and_bodies_are_met_in_their_forms(text: str, language: str, codes: tuple[str, ...]) -> None:
    assert codes == codes_in(text, language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Зеленський", "Zelensky"),
        ("Зеленский", "Zelenskyj"),
        ("Лавров", "Lavrov"),
        ("Holmegård", "Holmegard"),
        ("Gromadzka", "Громадзька"),
        ("Khalil", "Халіль"),
        ("Medininkai", "Мядінінкай"),
    ],
)
def test_name_is_known_in_another_spelling(one: str, other: str) -> None:
    assert (name_key(one) == name_key(other)) is (one != "Medininkai")


def test_short_name_is_not_known() -> None:
    assert "" == name_key("Lee")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.200 soldados y 23 marineros en 2026", {"1200", "23"}),
        ("1 200 soldats, 7 navires", {"1200"}),
        ("12隻", {"12"}),
        ("3,5 Prozent am 7. April", set()),
    ],
)
def test_numbers_are_whole_and_no_years(text: str, numbers: set[str]) -> None:
    assert numbers == numbers_in(text)
