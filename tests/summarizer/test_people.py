"""People of an article."""

import pytest

from summarizer.model import Person
from summarizer.paragraphs import paragraphs
from summarizer.people import people


def named(text: str) -> dict[str, Person]:
    return {person.name: person for person in people(text, paragraphs(text))}


def test_forms_of_one_person_are_merged() -> None:
    text = "President Ana Lopez left Lima. Lopez was tired. Ms. Lopez slept."

    (person,) = named(text).values()

    assert ("President Ana Lopez", 3) == (person.reference, len(person.mentions))


def test_role_is_a_form_of_its_only_bearer() -> None:
    text = "President Ana Lopez left. The president slept. The minister of war slept."

    assert ["Ana Lopez", "The president"] == [span.of(text) for span in named(text)["Ana Lopez"].mentions]


def test_role_of_two_bearers_is_nobody() -> None:
    text = "President Ana Lopez met President Karl Brandt. The president slept."

    assert 1 == len(named(text)["Ana Lopez"].mentions)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        pytest.param("The crowd saw Russian President Ivan Petrov.", "Russian President Ivan Petrov", id="demonym"),
        pytest.param(
            "On Monday State Department spokesman Bob Hill spoke.", "State Department spokesman Bob Hill", id="body"
        ),
        pytest.param("He met Defence Minister Ute Kahl.", "Defence Minister Ute Kahl", id="compound title"),
        pytest.param("Paul Odu, the campaign manager, spoke.", "Paul Odu", id="title behind the name"),
    ],
)
def test_first_reference_keeps_the_title_as_given(text: str, reference: str) -> None:
    assert [reference] == [person.reference for person in named(text).values()]


def test_country_comes_from_the_title() -> None:
    assert ("RUS",) == named("The crowd saw Russian President Ivan Petrov.")["Ivan Petrov"].codes


def test_country_comes_from_the_apposition() -> None:
    text = "Jonas Falk, the foreign minister of Austria, spoke."

    assert ("AUT",) == named(text)["Jonas Falk"].codes


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        pytest.param("Spokeswoman Kim Odu spoke.", "f", id="title"),
        pytest.param("Kim Odu spoke. He was brief.", "m", id="pronoun"),
        pytest.param("Kim Odu spoke.", "", id="no evidence"),
        pytest.param("Kim Odu sat beside her.", "", id="object pronoun"),
        pytest.param("Kim Odu took her coat.", "f", id="possessive"),
    ],
)
def test_gender_needs_evidence(text: str, gender: str) -> None:
    assert gender == named(text)["Kim Odu"].gender


@pytest.mark.parametrize("text", ["The White House spoke.", "In New York it rained.", "The Foreign Ministry spoke."])
def test_bodies_and_places_are_no_people(text: str) -> None:
    assert {} == named(text)


def test_surname_in_capitals_is_the_family_name() -> None:
    text = "Foreign Minister SATO Yuki came. Minister Sato left."

    assert 2 == len(named(text)["SATO Yuki"].mentions)


def test_owner_is_kept_without_the_possessive() -> None:
    assert "Ana Lopez" in named("They read Ana Lopez’s letter.")


def test_title_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert "Minister Ana Lopez" == named("They met in Nairobi. Minister Ana Lopez spoke.")["Ana Lopez"].reference


def test_abbreviated_title_is_no_end_of_a_sentence() -> None:
    assert "Sen. Ana Lopez" == named("They met Sen. Ana Lopez.")["Ana Lopez"].reference
