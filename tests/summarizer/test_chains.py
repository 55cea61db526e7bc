"""Stories over days, on a stream of our own that is half singletons, with acts from `summarizer.read`."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from summarizer import Action, ActionType, Actor, Article, Placement, Reading, Status, StoryIndex, chains, read
from summarizer.chains import Chains
from summarizer.turns import Act

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
DAY = timedelta(days=1)
THREAT = {Act(ActionType.THREATEN, "NOR", "ISL"): Status.THREATENED}
DEED = {Act(ActionType.COERCE, "NOR", "ISL"): Status.DONE}
NETS = {"trawler": 0.8, "nets": 0.5, "cod": 0.3, "quay": 0.1}


@dataclass(frozen=True)
class Told:
    """One article of the stream, as read."""

    at: datetime
    event: str
    story: str
    title: str
    text: str
    reading: Reading


@cache
def stream() -> tuple[Told, ...]:
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["article"]
    return tuple(_told(row) for row in rows)


def _told(row: dict[str, str]) -> Told:
    title, text = row["title"], row["text"].strip()
    article = Article("", title, text, published=None, outlet="")
    return Told(
        datetime.fromisoformat(str(row["at"])), row["event"], row.get("story", row["event"]), title, text, read(article)
    )


def grown(told: Sequence[Told], index: StoryIndex[int]) -> Iterator[tuple[Told, Placement[int], int]]:
    """Place and add each article; yield it with its placement and its story."""
    for number, one in enumerate(told):
        placed = index.place(one.title, one.text, one.at, acts=one.reading.actions, countries=one.reading.countries)
        story = number if placed.story is None else placed.story
        add(index, number, story, one)
        yield one, placed, story


def add(index: StoryIndex[int], number: int, story: int, one: Told) -> None:
    index.add(number, story, one.title, one.text, one.at, acts=one.reading.actions, countries=one.reading.countries)


@cache
def stories() -> tuple[int, ...]:
    return tuple(story for _, _, story in grown(stream(), StoryIndex()))


@cache
def events() -> tuple[int, ...]:
    index, found = StoryIndex[int](), []
    for number, one in enumerate(stream()):
        event = index.match(one.title, one.text, one.at)
        found.append(number if event is None else event)
        index.add(number, found[-1], one.title, one.text, one.at)
    return tuple(found)


def bcubed(gold: Sequence[str], predicted: Sequence[int]) -> tuple[float, float]:
    """Precision and recall, every article weighing the same (Bagga and Baldwin 1998)."""
    both, ours, theirs = Counter(zip(gold, predicted, strict=True)), Counter(predicted), Counter(gold)
    pairs = list(zip(gold, predicted, strict=True))
    precision = sum(both[pair] / ours[pair[1]] for pair in pairs) / len(pairs)
    return precision, sum(both[pair] / theirs[pair[0]] for pair in pairs) / len(pairs)


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [(lambda one: one.event, events), (lambda one: one.story, stories)],
    ids=["events", "stories"],
)
def test_stream_is_grouped(gold: Callable[[Told], str], predicted: Callable[[], tuple[int, ...]]) -> None:
    precision, recall = bcubed([gold(one) for one in stream()], predicted())

    assert precision >= 0.95
    assert recall >= 0.85


def test_half_of_the_stream_is_told_once() -> None:
    told = Counter(one.story for one in stream())

    assert sum(count == 1 for count in told.values()) >= len(stream()) / 2


def test_article_told_alone_stays_alone() -> None:
    told, placed = Counter(one.story for one in stream()), Counter(stories())

    joined = [one.event for one, story in zip(stream(), stories(), strict=True) if told[one.story] < placed[story]]

    assert [] == joined


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("radar-expulsion", "after 2 days: Mongolia → Kazakhstan, SANCTION in answer; shares "),
        ("stones-denied", "after 3 days: Libya → Chad, REJECT in denial; shares "),
        ("power-signed", "after 5 days: Colombia → Ecuador, SUPPORT after talks; shares "),
        ("barge-freed", "after 4 days: Namibia → Zambia, CONCEDE after talks; shares "),
        ("ferry-recall", "after 3 days: Tunisia → Malta, SANCTION in answer; shares "),
        ("angra-may", "nothing like it in the last 14 days"),
    ],
)
def test_turn_is_told_in_words(event: str, reason: str) -> None:
    first = next(placed.why for one, placed, _ in grown(stream(), StoryIndex()) if one.event == event)

    assert reason in first


def test_index_rebuilt_from_two_weeks_places_as_before() -> None:
    half = len(stream()) // 2
    lived = StoryIndex[int]()
    list(grown(stream()[:half], lived))
    restarted = StoryIndex[int]()
    for number, (one, story) in enumerate(zip(stream()[:half], stories(), strict=False)):
        add(restarted, number, story, one)

    placed = [
        index.place(one.title, one.text, one.at, acts=one.reading.actions, countries=one.reading.countries)
        for one in stream()[half:]
        for index in (lived, restarted)
    ]

    assert placed[::2] == placed[1::2]


def test_edited_article_adds_nothing_to_the_placing_of_the_rest() -> None:
    again = StoryIndex[int]()
    for number, (one, story) in enumerate(zip(stream(), stories(), strict=True)):
        add(again, number, story, one)
        add(again, number, story, one)
        assert story == again.place(one.title, one.text, one.at, acts=one.reading.actions).story


def test_story_is_continued_within_two_weeks_only() -> None:
    index: Chains[str] = Chains()
    index.add("nets", NETS, THREAT, NOON)

    assert ["nets"] == [tie.story for tie in index.ties(NETS, DEED, NOON + 14 * DAY)]
    assert [] == index.ties(NETS, DEED, NOON + 14 * DAY + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("terms", "acts"),
    [
        (NETS, {}),
        (NETS, {Act(ActionType.COERCE, "NOR", "DNK"): Status.DONE}),
        ({"visas": 0.9, "students": 0.4}, DEED),
        ({"visas": 0.9, "trawler": 0.05, "nets": 0.05, "cod": 0.05}, DEED),
    ],
    ids=["no act", "another party", "other words", "hardly the same words"],
)
def test_story_is_continued_by_acts_and_words_together(terms: dict[str, float], acts: dict[Act, Status]) -> None:
    index: Chains[str] = Chains()
    index.add("nets", NETS, THREAT, NOON)

    assert [] == index.ties(terms, acts, NOON + 3 * DAY)


def test_older_of_two_equal_stories_is_continued() -> None:
    index: Chains[str] = Chains()
    index.add("second-name", NETS, THREAT, NOON)
    index.add("first-name", NETS, THREAT, NOON)

    assert ["second-name", "first-name"] == [tie.story for tie in index.ties(NETS, DEED, NOON + DAY)]


def test_done_act_is_not_undone_by_what_is_told_of_its_announcement() -> None:
    index: Chains[str] = Chains()
    act = Act(ActionType.SANCTION, "NOR", "ISL")
    for status in (Status.DONE, Status.ANNOUNCED):
        index.add("nets", NETS, {act: status}, NOON)

    (tie,) = index.ties(NETS, {act: Status.DONE}, NOON + DAY)

    assert "Norway → Iceland, SANCTION again" == str(tie.turn)


def test_memory_is_bounded_by_stories_that_rest_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "MAX_STORIES", 2)
    index: Chains[str] = Chains()
    for n, story in enumerate(("a", "b", "a", "c")):
        index.add(story, NETS, THREAT, NOON + n * timedelta(hours=1))

    assert ["a", "c"] == [tie.story for tie in index.ties(NETS, DEED, NOON + DAY)]


def test_story_remembers_a_bounded_number_of_terms_and_acts() -> None:
    index: Chains[str] = Chains()
    for n in range(100):
        actor = f"X{n:02}"
        index.add("long", {f"term{n}": 0.1 + n / 200}, {Act(ActionType.AID, actor, "ISL"): Status.DONE}, NOON)

    profile = index._profiles["long"]
    assert chains.MAX_TERMS == len(profile.terms) == len(index._postings)
    assert chains.MAX_ACTS == len(profile.acts)


TUG = (
    "Norway holds the Icelandic trawler Hafrun at Vardo over its nets. The mesh of the nets is too narrow, the coast "
    "guard of Norway said. Iceland calls the measuring of the nets a farce. Cod filled the hold of the Hafrun."
)
QUAY = (
    "The trawler Hafrun lies at the quay of Vardo with a hold of cod, and Iceland asks Norway to measure its nets once "
    "more. Norway's coast guard measured the mesh twice. Sailors of the Hafrun buy coffee in Vardo."
)
FINE = (
    "Norway fined the trawler Hafrun for narrow mesh and keeps it at the quay in Vardo. Iceland said that the coast "
    "guard of Norway measured wet nets. The hold of cod from the Hafrun was sold."
)


def holds(type_: ActionType = ActionType.COERCE) -> tuple[Action, ...]:
    return (Action(type_, "", Actor("Norway", ("NOR",)), Actor("Iceland", ("ISL",)), Status.DONE, "", 0, 0, 1),)


def two_stories() -> StoryIndex[str]:
    index: StoryIndex[str] = StoryIndex()
    index.add(1, "older", "Norway holds Icelandic trawler", TUG, NOON, acts=holds())
    index.add(2, "newer", "Trawler lies at quay in Vardo", QUAY, NOON + timedelta(hours=1), acts=holds())
    return index


def test_article_that_tells_two_stories_as_one_merges_them_into_the_older() -> None:
    placed = two_stories().place("Norway fines trawler", FINE, NOON + DAY / 4, acts=holds(ActionType.SANCTION))

    assert ("older", ("newer",)) == (placed.story, placed.merges)
    assert placed.why.endswith("; shows that older and newer are one story")


def test_without_an_act_in_common_nothing_merges() -> None:
    placed = two_stories().place("Norway fines trawler", FINE, NOON + DAY / 4)

    assert () == placed.merges


def test_merged_story_answers_for_both() -> None:
    index = two_stories()
    index.merge("newer", "older")

    assert "older" == index.match("Trawler at quay", QUAY, NOON + DAY / 4)
    assert () == index.place("Norway fines trawler", FINE, NOON + DAY / 4, acts=holds(ActionType.SANCTION)).merges
    assert "older" == index.place("Norway fines trawler", FINE, NOON + 5 * DAY, acts=holds(ActionType.SANCTION)).story


def test_round_up_of_two_look_alikes_merges_nothing() -> None:
    index: StoryIndex[str] = StoryIndex()
    visas = (
        "Norway ends visas for Icelandic students of geology. Iceland's rectors wrote letters. Bergen has 40 of them."
    )
    index.add(1, "trawler", "Norway holds Icelandic trawler", TUG, NOON, acts=holds())
    index.add(2, "visas", "Norway ends visas of Icelandic students", visas, NOON, acts=holds(ActionType.SANCTION))

    placed = index.place("Norway and Iceland quarrel", f"{TUG} {visas}", NOON + DAY / 4, acts=holds())

    assert () == placed.merges
