from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from summarizer import StoryIndex
from summarizer.kinship import (
    ALIKE,
    FOLLOWS,
    NAMED,
    NEVER,
    ONE_OFFICIAL,
    ONE_PARTY,
    OTHER_PAIR,
    OTHER_PAIR_NAMED,
    REPEATED,
    REPEATED_NAMED,
    Shared,
    length,
    most,
    needed,
    pairs,
    product,
)
from summarizer.model import ActionType
from summarizer.turns import AGAIN, ANSWERED, Act, Turn

ACT = Act(ActionType.ACCUSE, "NOR", "ISL")
ANSWER, REPEAT = Turn(ACT, ANSWERED, of_war=False), Turn(ACT, AGAIN, of_war=False)
STRIKE = Turn(ACT, ANSWERED, of_war=True)
TWO = ("NOR", "ISL")
NOON, DAY = datetime(2026, 5, 6, 12, tzinfo=UTC), timedelta(days=1)


def shared(
    parties: tuple[str, ...] = TWO,
    names: tuple[str, ...] = (),
    officials: tuple[str, ...] = (),
    *,
    is_headed: bool = False,
    is_pair: bool = False,
) -> Shared:
    return Shared(parties, names, officials, is_headed=is_headed, is_pair=is_pair, are_strangers=False)


@pytest.mark.parametrize(
    ("both", "turn", "bar"),
    [
        (shared(is_pair=True), ANSWER, FOLLOWS),
        (shared(is_pair=True), None, ALIKE),
        (shared(names=("Hafrun",), is_pair=True), None, NAMED),
        (shared(is_pair=True), REPEAT, REPEATED),
        (shared(names=("Hafrun",), is_pair=True), REPEAT, REPEATED_NAMED),
        (shared(names=("Hafrun",), is_pair=True), STRIKE, NEVER),
        (shared(), ANSWER, OTHER_PAIR),
        (shared(names=("Hafrun",)), None, OTHER_PAIR_NAMED),
        (shared(("NOR",)), None, NEVER),
        (shared(("NOR",), ("Hafrun",)), None, NEVER),
        (shared(("NOR",), ("Hafrun", "Vardo")), None, ONE_PARTY),
        (shared(("NOR",), ("Hafrun",), is_headed=True), None, ONE_PARTY),
        (shared(("NOR",), ("Hafrun",), ("Kari Lund", "Ola Moe")), None, ONE_PARTY),
        (shared(("NOR",), (), ("Kari Lund",)), None, ONE_OFFICIAL),
        (shared((), ("Hafrun", "Vardo")), None, NEVER),
        (shared(("UN", "IAEA"), ("Hafrun", "Vardo")), None, NEVER),
    ],
    ids=[
        "an act follows",
        "the same two",
        "the same two and a name",
        "one more act",
        "one more act and a name",
        "one more strike",
        "two, of whom one was in the background",
        "those and a name",
        "one country",
        "one country and a name",
        "one country and two names",
        "one country and a name in both heads",
        "two officials count as a name",
        "one country and an official",
        "names and no country",
        "organisations only",
    ],
)
def test_words_must_be_the_more_alike_the_less_is_shared_else(both: Shared, turn: Turn | None, bar: float) -> None:
    assert bar == needed(both, turn, is_round_up=False)


@pytest.mark.parametrize("parties", [("NOR",), TWO], ids=["one country", "two"])
def test_round_up_is_of_no_story_of_one_country(parties: tuple[str, ...]) -> None:
    bar = needed(shared(parties, ("Hafrun", "Vardo")), None, is_round_up=True)

    assert (NEVER if len(parties) == 1 else OTHER_PAIR_NAMED) == bar


def test_pairs_are_of_the_three_most_prominent() -> None:
    assert ("ISL NOR", "DNK NOR", "DNK ISL") == pairs(("NOR", "ISL", "DNK", "SWE"))


def test_two_organisations_are_no_pair() -> None:
    assert ("IAEA IRN", "IRN UN") == pairs(("IAEA", "IRN", "UN"))


def test_story_is_most_about_those_that_most_articles_are_about() -> None:
    assert ("NOR", "DNK", "ISL") == most(Counter(DNK=2, ISL=2, NOR=5, SWE=1))


def test_product_is_of_what_both_have() -> None:
    assert 0.5 == product({"cod": 0.5, "nets": 1.0}, {"cod": 1.0, "tug": 1.0})


def test_length_of_nothing_divides() -> None:
    assert (1.0, 5.0) == (length({}), length({"cod": 3.0}, {"talks": 4.0}))


TUG = (
    "Norway holds the Icelandic trawler Hafrun at Vardo over its nets. The mesh of the nets is too narrow, the coast "
    "guard of Norway said. Iceland calls the measuring of the nets a farce. Cod filled the hold of the Hafrun."
)
SWEDEN = (
    "Sweden would not join the quarrel, its minister for fisheries said on a visit to Malmo. He had eaten cod from the "
    "Hafrun, he said, and the mesh between Norway and Iceland was narrow. Norway and Iceland had asked nobody."
)
VISAS = (
    "Norway ends visas for Icelandic students of geology in Bergen. Iceland's rectors wrote letters to Norway and had "
    "no answer. Norway has 40 of them in its lecture halls, and rents have doubled."
)
FARMERS = (
    "Danish farmers near Vardo ask Norway for hay. Barns are empty, and rain has drowned the meadows. Norway has sent "
    "none to Denmark. Denmark pays for lorries."
)


def index_of(*told: tuple[str, str, str, tuple[str, ...]]) -> StoryIndex[str]:
    index: StoryIndex[str] = StoryIndex()
    for number, (story, title, text, about) in enumerate(told):
        index.add(number, story, title, text, NOON, countries=about)
    return index


def trawler() -> StoryIndex[str]:
    return index_of(("trawler", "Norway holds Icelandic trawler", TUG, TWO))


def test_third_country_that_reacts_days_later_joins_and_why_names_what_is_shared() -> None:
    placed = trawler().place("Sweden keeps out", SWEDEN, NOON + 5 * DAY, countries=("SWE", *TWO))

    assert "trawler" == placed.story
    assert placed.why.startswith("goes on with trawler after 5 days: about Norway, Iceland; names Hafrun; shares ")


def test_reaction_that_comes_after_a_week_is_told_anew() -> None:
    placed = trawler().place("Sweden keeps out", SWEDEN, NOON + 8 * DAY, countries=("SWE", *TWO))

    assert placed.story is None


@pytest.mark.parametrize(
    ("title", "text", "about"),
    [("Norway ends visas", VISAS, TWO), ("Farmers ask for hay", FARMERS, ("NOR", "DNK"))],
    ids=["the same two over another thing", "one country and one town"],
)
def test_look_alike_stays_alone(title: str, text: str, about: tuple[str, ...]) -> None:
    assert trawler().place(title, text, NOON + 3 * DAY, countries=about).story is None


def test_name_of_many_stories_ties_none() -> None:
    others = [(f"s{n}", "Hafrun", f"They saw the Hafrun and counted {n} gulls.", ("DNK",)) for n in range(4)]
    index = index_of(("trawler", "Norway holds Icelandic trawler", TUG, TWO), *others)

    why = index.place("Sweden keeps out", SWEDEN, NOON + 5 * DAY, countries=("SWE", *TWO)).why

    assert "names" not in why


def test_merged_story_is_known_by_the_names_of_both() -> None:
    index = index_of(("trawler", "Norway holds Icelandic trawler", TUG, TWO), ("visas", "Visas end", VISAS, TWO))
    index.merge("trawler", "visas")

    placed = index.place("Sweden keeps out", SWEDEN, NOON + 5 * DAY, countries=("SWE", *TWO))

    assert "visas" == placed.story
    assert "names Hafrun" in placed.why


def test_forgotten_story_leaves_nothing_behind() -> None:
    index = trawler()
    index.add(7, "hay", "Farmers ask for hay", FARMERS, NOON + 15 * DAY, countries=("NOR", "DNK"))

    chains = index._chains
    assert {"DNK NOR"} == chains._pairs.keys()
    assert () == tuple(chains._names.of("hafrun"))
