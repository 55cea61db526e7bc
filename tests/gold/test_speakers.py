import pytest

from gold.speakers import is_same

SAME = {
    "full name for a name": ("Foreign Minister Liis Rannamäe", "Liis Rannamäe", ()),
    "surname": ("Mr. Whitcombe", "Daniel Whitcombe", ()),
    "possessive": ("Bolivia’s Rosmery Choquehuanta", "Rosmery Choquehuanta", ()),
    "head noun of a role": ("the ministry", "the energy ministry in Chișinău", ()),
    "one of several": ("one of the sources", "one of the sources", ()),
    "accepted form": ("the bloc", "the European Union", ("the bloc",)),
    "nobody": (None, None, ()),
    "nobody, as accepted": ("somebody", None, ("somebody",)),
}
DIFFERENT = {
    "somebody else": ("Grace Mutahi", "Mary Chebet", ()),
    "pronoun": ("she", "Mary Chebet", ()),
    "role for a name": ("the minister", "Mary Chebet", ()),
    "another noun": ("a Danish official", "a Danish diplomat", ()),
    "nobody for a name": (None, "Mary Chebet", ()),
    "a name for nobody": ("Mary Chebet", None, ()),
}


@pytest.mark.parametrize("found, wanted, accept", SAME.values(), ids=SAME.keys())
def test_same_speaker_is_recognised(found: str | None, wanted: str | None, accept: tuple[str, ...]) -> None:
    assert is_same(found, wanted, accept)


@pytest.mark.parametrize("found, wanted, accept", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_different_speaker_is_told_apart(found: str | None, wanted: str | None, accept: tuple[str, ...]) -> None:
    assert not is_same(found, wanted, accept)


def test_sibling_of_the_same_name_is_somebody_else() -> None:
    assert not is_same("Omar Qasimi", "Farida Qasimi", others=("Omar Qasimi",))


def test_surname_alone_is_right_for_either_sibling() -> None:
    assert is_same("Qasimi", "Farida Qasimi", others=("Omar Qasimi",))
