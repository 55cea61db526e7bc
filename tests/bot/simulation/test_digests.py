"""Five days of our own stream through the real jobs: what its digests show, what they leave out and how they say it."""

import asyncio
from collections import Counter, defaultdict

import pytest

import summarizer
from bot.cards import Bullets, Card, Heading, Tone, plain, text_of
from bot.simulation.run import Outcome, Posted, Shown, simulate
from bot.simulation.stream import versions_of
from tests.bot.simulation.stream import SLOTS, ZONE, gold, ids, rows, text_of_version
from tests.fakes import FakeReader

pytestmark = pytest.mark.early

SINCE = "Since the last digest: "
GOLD = gold()
FERRY = ("meridian/greece-turkey-ferry#1", "lakeside/greece-turkey-ferry-accord#1", "straits/aegean-ferry-returns#1")
FERRY_REWRITTEN = ("nile/samos-kusadasi-line#1", "potomac/greece-turkey-ferry-deal#1")


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return asyncio.run(simulate(versions_of(rows()), SLOTS, zone=ZONE, reader=FakeReader(read_as=summarizer.read)))


def shown_with(outcome: Outcome, id_: str) -> list[Shown]:
    """All items that are told from a version, of whichever digest."""
    return [one for digest in outcome.digests for one in digest.items if id_ in one.articles]


def change_in(shown: Shown) -> str:
    """What an item says has changed; a line by itself in a full item, behind the headline in a one-liner."""
    line = next((line for line in shown.told.text.split("\n") if line.startswith(SINCE)), None)
    return line.removeprefix(SINCE) if line is not None else shown.told.text.split(" — ")[1]


def full_items(digest: Posted) -> list[Card]:
    return [card for card in digest.message.cards if any(isinstance(block, Heading) for block in card.blocks)][1:]


def one_liners(digest: Posted) -> list[str]:
    return [
        plain(row)
        for card in digest.message.cards[-2:]
        for b in card.blocks
        if isinstance(b, Bullets)
        for row in b.rows
    ]


def test_stream_holds_what_it_is_to_show() -> None:
    sizes = Counter(story for id_, story in GOLD.items() if story and id_.endswith("#1"))

    assert len(rows()) >= 80
    assert len({row["outlet"] for row in rows()}) >= 10
    assert sum(size == 1 for size in sizes.values()) >= len(sizes) // 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("meridian/denmark-india-call#1", "meridian/poland-brazil-call#1"),
        ("meridian/indonesia-malaysia-ambalat#1", "meridian/philippines-vietnam-hotline#1"),
        ("meridian/eu-belarus-judges#1", "harbour/britain-belarus-potash#1"),
        ("meridian/canada-sanctions-fuel#1", "record/north-korea-coal-sanctions#1"),
        ("meridian/niger-drone-strike-mali#1", "volga/grain-mali#1"),
        ("straits/laos-vietnam-railway#1", "straits/laos-china-loan#1"),
        ("straits/laos-vietnam-railway#1", "potomac/vietnam-laos-dam#1"),
        ("meridian/greece-turkey-ferry#1", "harbour/greece-turkey-jets#1"),
    ],
)
def test_look_alikes_are_stories_of_their_own(outcome: Outcome, one: str, other: str) -> None:
    assert None not in (outcome.grouping[one], outcome.grouping[other])
    assert outcome.grouping[one] != outcome.grouping[other]


def test_copies_and_rewrites_of_one_text_are_one_story(outcome: Outcome) -> None:
    assert 1 == len({outcome.grouping[id_] for id_ in (*FERRY, *FERRY_REWRITTEN)})


def test_grouping_is_precise_and_misses_little(outcome: Outcome) -> None:
    told = [id_ for id_, story in GOLD.items() if story and outcome.grouping[id_]]
    by_story, by_event = defaultdict(set), defaultdict(set)
    for id_ in told:
        by_story[outcome.grouping[id_]].add(id_)
        by_event[GOLD[id_]].add(id_)
    together = {id_: len(by_story[outcome.grouping[id_]] & by_event[GOLD[id_]]) for id_ in told}

    precision = sum(together[id_] / len(by_story[outcome.grouping[id_]]) for id_ in told) / len(told)
    recall = sum(together[id_] / len(by_event[GOLD[id_]]) for id_ in told) / len(told)

    assert precision >= 0.95
    assert recall >= 0.95


def test_versions_of_an_article_are_in_one_story(outcome: Outcome) -> None:
    first, second = ids("nile", "ethiopia-wheat-south-sudan")

    assert outcome.grouping[first] == outcome.grouping[second]


def test_nearly_all_of_foreign_policy_and_nothing_else_is_relevant(outcome: Outcome) -> None:
    wrong = [id_ for id_, story in GOLD.items() if outcome.relevance[id_] != bool(story)]

    assert len(wrong) <= 2


def test_noise_in_english_is_in_no_digest(outcome: Outcome) -> None:
    abroad = {"andean/terremoto-simulacro#1", "rhein/daenemark-polen-baltic#1"}
    noise = {id_ for id_, story in GOLD.items() if not story} - abroad

    assert set() == noise & {id_ for digest in outcome.digests for one in digest.items for id_ in one.articles}


def test_article_in_another_language_is_headline_and_link(outcome: Outcome) -> None:
    (shown,) = shown_with(outcome, "andean/terremoto-simulacro#1")

    assert "(es) — Andean Dispatch" in shown.told.text


def test_article_in_another_language_that_names_no_two_countries_is_not_shown(outcome: Outcome) -> None:
    assert [] == shown_with(outcome, "rhein/brauer-lohn#1")


def test_story_is_new_once(outcome: Outcome) -> None:
    new = Counter(
        outcome.grouping[one.articles[0]]
        for digest in outcome.digests
        for one in digest.items
        if one.told.tone is Tone.NEW and outcome.grouping[one.articles[0]]
    )

    assert [] == [story for story, times in new.items() if times > 1]


@pytest.mark.parametrize(
    "id_",
    [FERRY[0], "straits/laos-vietnam-railway#1", "harbour/portugal-morocco-cable#1", "meridian/poland-brazil-call#1"],
    ids=["rewritten a day later", "edited without a change", "never told again", "rewritten within the hour"],
)
def test_unchanged_story_is_shown_once(outcome: Outcome, id_: str) -> None:
    story = outcome.grouping[id_]
    times = [one for digest in outcome.digests for one in digest.items if outcome.grouping[one.articles[0]] == story]

    assert [Tone.NEW] == [one.told.tone for one in times]


@pytest.mark.parametrize(
    ("id_", "tone", "words"),
    [
        ("potomac/un-convoy-darfur#2", Tone.CORRECTION, "42 → 24"),
        ("nile/ethiopia-wheat-south-sudan#2", Tone.CORRECTION, "300 → 130"),
        ("meridian/estonia-expels-diplomats#1", Tone.UPDATE, "expelled 10 Russian diplomats"),
        ("meridian/russia-expels-estonians#1", Tone.UPDATE, "expelled eight Estonian diplomats"),
        ("harbour/iceland-recalls-ambassador#1", Tone.UPDATE, "threatened → done"),
        ("meridian/thailand-denies-shelling#1", Tone.UPDATE, "denied firing mortar shells"),
        ("lakeside/rwanda-burundi-toll#1", Tone.UPDATE, "4 → 9 soldiers"),
    ],
    ids=["number", "number and quotation", "threat carried out", "retaliation", "recall", "denial", "toll"],
)
def test_change_is_told_once_and_named(outcome: Outcome, id_: str, tone: Tone, words: str) -> None:
    told = [one for one in shown_with(outcome, id_) if one.told.tone is tone and words in change_in(one)]

    assert 1 == len(told)


def test_every_change_is_named_within_twenty_words(outcome: Outcome) -> None:
    changes = [
        change_in(one)
        for digest in outcome.digests
        for one in digest.items
        if one.told.tone in (Tone.UPDATE, Tone.CORRECTION)
    ]

    assert len(changes) >= 7
    assert [] == [change for change in changes if not 1 <= len(change.split()) <= 20]


def test_every_quotation_is_verbatim_in_a_version_it_is_told_from(outcome: Outcome) -> None:
    quoted = [(words, one.articles) for digest in outcome.digests for one in digest.items for words in one.told.quotes]

    assert len(quoted) >= 20
    assert [] == [words for words, told in quoted if not any(words in text_of_version(id_) for id_ in told)]


def test_every_quotation_stands_in_what_the_reader_sees(outcome: Outcome) -> None:
    items = [one for digest in outcome.digests for one in digest.items]

    assert [] == [words for one in items for words in one.told.quotes if f"“{words}”" not in one.told.text]


def test_what_is_told_is_what_was_delivered(outcome: Outcome) -> None:
    assert [] == [
        one.told.text for digest in outcome.digests for one in digest.items if one.told.text not in digest.delivered
    ]


def test_full_items_keep_their_limits(outcome: Outcome) -> None:
    texts = [text_of(card) for digest in outcome.digests for card in full_items(digest)]

    assert len(texts) >= 15
    assert [] == [text for text in texts if len(text.split()) > 120 or len(text) > 900]


def test_digests_keep_their_limits(outcome: Outcome) -> None:
    for digest in outcome.digests:
        assert len(full_items(digest)) <= 5
        assert len(one_liners(digest)) <= 7
        assert sum(len(text_of(card).split()) for card in digest.message.cards) <= 650
        assert [] == [line for line in one_liners(digest) if len(line.split()) > 25]


def test_details_of_each_story_shown_end_with_its_sources(outcome: Outcome) -> None:
    stories = {outcome.grouping[one.articles[0]] for digest in outcome.digests for one in digest.items} - {None}

    assert len(stories) == len(outcome.details)
    assert [] == [details.articles for details in outcome.details if "Sources" not in details.text]
