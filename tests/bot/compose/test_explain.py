import pytest

from bot.cards import Card, text_of
from bot.compose.explain import MAX_NAMED, MAX_SUMS, Explained, Place, explanation, place_here
from bot.compose.ranking import Rank, Term
from tests.factories import make_bare_reading, make_story, make_telling

RANK = Rank((Term("act", 6.0, "sanctions 6.0, done ×1.0"), Term("age", -0.4, "5 h old")))


def text(*explained: Explained) -> str:
    return "\n".join(text_of(card) for card in explanation(explained).cards)


def quiet(story_id: str) -> Explained:
    return Explained(make_story(make_telling(reading=make_bare_reading()), id=story_id), Place.UNCHANGED)


def test_ranked_story_is_told_with_its_sum() -> None:
    told = text(Explained(make_story(), Place.ITEM, RANK))

    assert (
        "1. Estonia expelled a tug with 8 sailors · bodal\n"
        "5.6 points, in full:\n"
        "• +6.0 sanctions 6.0, done ×1.0\n"
        "• −0.4 5 h old"
    ) in told


def test_total_below_zero_has_a_sign() -> None:
    assert "−0.4 points, left out for room:" in text(Explained(make_story(), Place.NO_ROOM, Rank(RANK.terms[1:])))


def test_story_kept_out_is_told_with_its_reason() -> None:
    told = text(Explained(make_story(), Place.MUTED, reason="you muted Norway"))

    assert "Muted\n• Estonia expelled a tug with 8 sailors · bodal — you muted Norway" in told


@pytest.mark.parametrize(
    ("story_id", "expected"),
    [
        ("bodal", "In the next digest here\n5.6 points, in full:\n• +6.0 sanctions 6.0, done ×1.0\n• −0.4 5 h old"),
        ("vodij", "In the next digest here\nMuted — you muted Norway."),
        ("other", ""),
    ],
    ids=["ranked", "kept out", "not looked at"],
)
def test_one_story_is_told_with_its_place(story_id: str, expected: str) -> None:
    muted = Explained(make_story(id="vodij"), Place.MUTED, reason="you muted Norway")

    assert expected == text_of(Card(place_here((Explained(make_story(), Place.ITEM, RANK), muted), story_id)))


def test_counts_come_first() -> None:
    told = text(Explained(make_story(), Place.ITEM, RANK), quiet("a"), quiet("b"))

    assert "Why the next digest holds what it holds\n1 in full, 2 unchanged" in told


def test_nothing_looked_at_is_said() -> None:
    assert "No story was looked at." in text()


def test_long_lists_end_and_say_so() -> None:
    ranked = (Explained(make_story(), Place.NO_ROOM, RANK) for _ in range(MAX_SUMS + 3))
    told = text(*ranked, *(quiet(f"q{n}") for n in range(MAX_NAMED + 2)))

    assert f"{MAX_SUMS}. Estonia" in told
    assert f"{MAX_SUMS + 1}. Estonia" not in told
    assert "3 more had no room." in told
    assert "and 2 more" in told
