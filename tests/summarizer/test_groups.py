"""Groups are found by any of their names; names and codes of actors are listed for those who ask."""

import pytest

from summarizer.actors import iso_alpha3, known_names
from summarizer.groups import group_names, members_of


@pytest.mark.parametrize("name", ["Baltic", "baltics", "BALTIC STATES"])
def test_group_is_found_by_any_of_its_names(name: str) -> None:
    assert ("EST", "LTU", "LVA") == members_of(name)


def test_unknown_group_has_no_members() -> None:
    assert () == members_of("Hanse")


@pytest.mark.parametrize(
    ("name", "members"), [("EU", 27), ("NATO", 32), ("G7", 7), ("ASEAN", 11), ("GCC", 6), ("P5", 5)]
)
def test_groups_have_their_members(name: str, members: int) -> None:
    assert name in group_names()
    assert members == len(members_of(name))


@pytest.mark.parametrize(
    ("form", "code"), [("Finland", "FIN"), ("Finnish", "FIN"), ("Helsinki", "FIN"), ("NATO", "NATO")]
)
def test_known_names_hold_countries_demonyms_capitals_and_bodies(form: str, code: str) -> None:
    assert (code,) == known_names()[form].codes


def test_two_letter_codes_lead_to_three() -> None:
    assert ("FIN", "USA") == (iso_alpha3()["FI"], iso_alpha3()["US"])
