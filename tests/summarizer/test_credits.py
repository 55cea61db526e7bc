import pytest

from summarizer.credits import credits_of, is_agency

BODY = "Malta detained a tanker on Monday.\n\nIts crew was taken ashore."


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        (f"VALLETTA, April 6 (Atlas Wire) – {BODY}", ("atlas wire",)),
        (f"VALLETTA (AP) — {BODY}", ("associated press",)),
        (f"(Reuters) - {BODY}", ("reuters",)),
        (f"VALLETTA – AFP – {BODY}", ("agence france-presse",)),
        (f"{BODY} (Reuters)", ("reuters",)),
        (f"{BODY}\n\n— AP", ("associated press",)),
        (f"{BODY}\n\nWith agency reports", ("agencies",)),
        (f"{BODY}\n\nReuters and Atlas Wire contributed to this report.", ("reuters", "atlas wire")),
        (f"{BODY}\n\nhk/sm (Nordlicht, Reuters)\n\nEdited by: Sabine Moll", ("nordlicht", "reuters")),
        (f"VALLETTA — {BODY}", ()),
        (f"{BODY}\n\nReuters reported that the tanker had been sold in March.", ()),
        (f"Malta (which leads the talks) said so. {BODY}", ()),
        ("", ()),
    ],
    ids=[
        "dateline", "letters", "no place", "slashed", "closing brackets", "closing line", "no names", "contributors",
        "mixed desk", "place only", "inside a sentence", "aside", "empty",
    ],
)  # fmt: skip
def test_credit_stands_at_the_beginning_or_the_end(text: str, credited: tuple[str, ...]) -> None:
    assert credited == credits_of(text)


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [("Reuters", True), ("Atlas Wire", True), ("Kestrel News Agency", True), ("AP", True), ("Harbour Daily", False)],
)
def test_agency_is_known_by_its_name(outlet: str, expected: bool) -> None:
    assert expected == is_agency(outlet)
