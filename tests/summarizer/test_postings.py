import pytest

from summarizer.postings import Postings


def posted(*keys: int, limit: int = 2) -> Postings[int]:
    found: Postings[int] = Postings(limit)
    for key in keys:
        found.add(["tunnel"], key)
    return found


def test_term_finds_its_keys_in_order() -> None:
    assert [9, 3] == list(posted(9, 3).of("tunnel"))


def test_unknown_term_finds_nothing() -> None:
    assert [] == list(posted(9).of("bridge"))


def test_term_of_too_many_finds_nothing() -> None:
    assert [] == list(posted(9, 3, 4).of("tunnel"))


def test_term_finds_again_once_few_are_left() -> None:
    found = posted(9, 3, 4, 5)
    for key in (9, 4):
        found.remove(["tunnel"], key)

    assert [3, 5] == list(found.of("tunnel"))


@pytest.mark.parametrize("limit", [3, 4], ids=["many", "few"])
def test_latest_are_those_posted_last(limit: int) -> None:
    found = posted(9, 3, 4, 5, limit=limit)
    found.remove(["tunnel"], 9)

    assert [5, 4] == found.latest("tunnel", 2)
    assert [5, 4, 3] == found.latest("tunnel", 7)
    assert [] == found.latest("bridge", 2)


def test_latest_of_too_many_are_nothing() -> None:
    assert [] == posted(9, 3, 4).latest("tunnel", 2)


def test_term_without_keys_is_forgotten() -> None:
    for keys in ((9,), (9, 3, 4)):
        found = posted(*keys)
        for key in keys:
            found.remove(["tunnel"], key)

        assert len(found) == 0
