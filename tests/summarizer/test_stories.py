import random
from datetime import UTC, datetime, timedelta

import pytest

from summarizer import Action, ActionType, Actor, Status, events
from summarizer.stories import Placement, StoryIndex

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)

FERRY = (
    "Ferry sinks off Corran",
    (
        "The ferry Morven sank off the Corran lighthouse on Monday with sixty passengers aboard. Lifeboats "
        "from Ardgour reached the Morven within the hour, the coastguard said, and all passengers are alive."
    ),
)
FERRY_AGAIN = (
    "All sixty saved as Morven goes down",
    (
        "Lifeboats saved all sixty passengers of the ferry Morven, which sank near the lighthouse at Corran. The "
        "coastguard at Ardgour praised the captain of the ferry."
    ),
)
TARIFF = (
    "Zembla doubles tariff on Norland tin",
    (
        "Zembla will double its tariff on tin from Norland from June, the customs office in Onhava said. "
        "Norland's smelters sell half of their tin to Zembla, and the price of tin jumped."
    ),
)
TARIFF_AGAIN = (
    "Norland vows to answer tin tariff",
    (
        "Norland will answer the doubled tariff on its tin, it told Zembla in a note handed over in Onhava. "
        "Smelters warned that the tariff would close two plants."
    ),
)
COMMON_1 = (
    "Officials say talks went well",
    (
        "Officials told reporters on Monday that the talks with the government had gone well and that another "
        "meeting was planned for next week. A spokesman said the two sides had made progress on several "
        "important issues."
    ),
)
COMMON_2 = (
    "Government says talks went well",
    (
        "Government officials told reporters on Monday that several important issues had been discussed and "
        "that the sides had made progress. Another meeting was planned for next week, a spokesman said."
    ),
)


def index_of(*told: tuple[tuple[str, str], int]) -> StoryIndex[int]:
    index: StoryIndex[int] = StoryIndex()
    for article_id, ((title, text), story) in enumerate(told):
        index.add(article_id, story, title, text, NOON)
    return index


def test_first_article_begins_a_story() -> None:
    assert StoryIndex[int]().match(*FERRY, NOON) is None


def test_second_telling_of_an_event_finds_its_story() -> None:
    index = index_of((FERRY, 7), (TARIFF, 8))

    assert 7 == index.match(*FERRY_AGAIN, NOON + timedelta(hours=2))
    assert 8 == index.match(*TARIFF_AGAIN, NOON + timedelta(hours=5))


def test_another_event_begins_its_own_story() -> None:
    assert index_of((FERRY, 7)).match(*TARIFF, NOON) is None


def test_words_of_any_report_do_not_make_two_reports_one_event() -> None:
    assert index_of((COMMON_1, 1)).match(*COMMON_2, NOON) is None


def test_stories_may_be_named_by_text() -> None:
    index: StoryIndex[str] = StoryIndex()
    index.add(1, "brave-otter", *FERRY, NOON)

    assert "brave-otter" == index.match(*FERRY_AGAIN, NOON)


def test_story_is_forgotten_after_the_window() -> None:
    index = index_of((FERRY, 7))
    later = NOON + timedelta(hours=49)
    index.add(5, 9, *TARIFF, later)

    assert index.match(*FERRY_AGAIN, later) is None
    assert len(index) == 1


def test_story_outside_the_window_is_not_matched_before_it_is_forgotten() -> None:
    assert index_of((FERRY, 7)).match(*FERRY_AGAIN, NOON + timedelta(hours=49)) is None


def test_late_article_is_compared_with_its_own_time() -> None:
    assert 7 == index_of((FERRY, 7)).match(*FERRY_AGAIN, NOON - timedelta(hours=3))


def test_looking_up_changes_nothing() -> None:
    index = index_of((FERRY, 7), (TARIFF, 8))
    first = index.match(*TARIFF_AGAIN, NOON)
    for _ in range(50):
        index.match(*FERRY_AGAIN, NOON)

    assert first == index.match(*TARIFF_AGAIN, NOON)
    assert len(index) == 2


def test_article_added_again_is_replaced() -> None:
    index = index_of((FERRY, 7))
    index.add(0, 7, *TARIFF, NOON)

    assert len(index) == 1
    assert index.match(*FERRY_AGAIN, NOON) is None
    assert 7 == index.match(*TARIFF_AGAIN, NOON)


def test_tie_goes_to_the_smaller_story() -> None:
    assert 3 == index_of((FERRY, 9), (FERRY, 3)).match(*FERRY_AGAIN, NOON)


def test_newer_of_two_equal_stories_wins() -> None:
    index = index_of((FERRY, 3))
    index.add(1, 9, *FERRY, NOON + timedelta(hours=30))

    assert 9 == index.match(*FERRY_AGAIN, NOON + timedelta(hours=31))


@pytest.mark.parametrize(
    ("title", "text"),
    [("", ""), ("\x00", "\ud800"), ("…", "— — —"), ("ferry", "ferry " * 100_000)],
    ids=["empty", "not characters", "no words", "one word"],
)
def test_any_text_can_be_matched_and_added(title: str, text: str) -> None:
    index = index_of((FERRY, 7))

    assert index.match(title, text, NOON) is None
    index.add(9, 10, title, text, NOON)
    assert 7 == index.match(*FERRY_AGAIN, NOON)


def test_memory_is_bounded_by_the_oldest_going_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MAX_LIVE", 3)
    index = index_of((FERRY, 7))
    for n in range(1, 6):
        index.add(n, n + 10, *TARIFF, NOON + timedelta(minutes=n))

    assert len(index) == 3
    assert index.match(*FERRY_AGAIN, NOON) is None


def test_frequencies_fade_so_that_the_vocabulary_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MAX_DOCUMENTS", 50)
    index: StoryIndex[int] = StoryIndex()
    for n in range(500):
        index.add(n, n, f"word{n}", f"other{n} words{n}", NOON + timedelta(hours=n))

    assert len(index._events._frequencies) < 500
    assert len(index) < 60


def test_index_rebuilt_in_order_answers_as_before() -> None:
    dice = random.Random(5)
    places = ["Corran", "Onhava", "Ardgour", "Lakeside", "Morven", "Zembla", "Sudland", "Norland"]
    told = [
        (f"{dice.choice(places)} and {dice.choice(places)}", " ".join(dice.choices(places, k=30)), n // 3)
        for n in range(60)
    ]

    def build() -> StoryIndex[int]:
        index: StoryIndex[int] = StoryIndex()
        for n, (title, text, story) in enumerate(told):
            index.add(n, story, title, text, NOON + timedelta(minutes=n))
        return index

    one, other = build(), build()

    assert [one.match(*FERRY, NOON), one.match(*TARIFF, NOON)] == [
        other.match(*FERRY, NOON),
        other.match(*TARIFF, NOON),
    ]


BEEF = (
    "The foreign ministers of Poland and Brazil agreed in a telephone call on Thursday to resume talks on beef. Polish "
    "inspectors will travel to Brazil in May. Quotas were not discussed, the Brazilian minister said."
)
PILOTS = (
    "Denmark and India will hold talks on Arctic pilots, their foreign ministers agreed in a telephone call on "
    "Thursday. Danish icebreakers would guide Indian tankers past Greenland. Fees were left for later."
)


def test_two_calls_between_other_ministers_are_two_stories() -> None:
    index = StoryIndex[str]()
    index.add(1, "beef", "Poland and Brazil to resume talks on beef", BEEF, NOON)

    assert index.match("Denmark and India to hold talks on pilots", PILOTS, NOON) is None


def test_one_call_told_twice_is_one_story() -> None:
    index = StoryIndex[str]()
    index.add(1, "beef", "Poland and Brazil to resume talks on beef", BEEF, NOON)

    told = "Brazil said on Thursday that Poland would send inspectors before beef is discussed again. " + BEEF[:80]

    assert "beef" == index.match("Brazil and Poland speak of beef", told, NOON)


def test_two_sanctioners_of_one_target_are_two_stories() -> None:
    index = StoryIndex[str]()
    judges = (
        "The European Union imposed sanctions on 14 Belarusian judges on Thursday. Their assets in the EU are frozen. "
        "Lithuania says that Belarus jailed its drivers, who had waited in a queue at the border, without evidence."
    )
    traders = (
        "Britain imposed sanctions on six Belarusian traders on Thursday. Their accounts in Britain are frozen. "
        "Customs officers found fertiliser from Belarus under false labels in a port, and farmers had paid for it."
    )
    index.add(1, "judges", "EU imposes sanctions on judges in Belarus", judges, NOON)

    assert index.match("Britain imposes sanctions on traders from Belarus", traders, NOON) is None


def test_two_events_between_the_same_two_countries_are_two_stories() -> None:
    index = StoryIndex[str]()
    ferry = (
        "Greece and Turkey signed an accord on Thursday to restore a ferry between a Greek island and a Turkish port. "
        "Greek and Turkish officers will check passports together. Two sailings a day begin in May."
    )
    jets = (
        "Greece protested to Turkey on Thursday after Turkish fighters flew over a Greek village at dawn. Greek pilots "
        "chased the Turkish aircraft away. The Turkish ambassador was given photographs by the Greek ministry."
    )
    index.add(1, "ferry", "Greece and Turkey sign accord on ferry", ferry, NOON)

    assert index.match("Greece protests to Turkey over fighters", jets, NOON) is None


def strike(actor: str = "RUS", recipient: str = "UKR") -> tuple[Action, ...]:
    sides = Actor(actor, (actor,)), Actor(recipient, (recipient,))
    return (Action(ActionType.ASSAULT, "", *sides, Status.DONE, "", 0, 0, 1),)


BAKERY = (
    "Russian drones struck a bakery in the Ukrainian city of Chernihiv early on Tuesday and killed five of its night "
    "shift. Russia launched 40 drones, of which Ukraine shot down 33, the air force said. Eleven were wounded."
)
DEPOT = (
    "A Russian missile struck a tram depot in the Ukrainian city of Mykolaiv on Tuesday and killed two mechanics. "
    "Russia launched three missiles, of which Ukraine shot down two, the air force said. Six were wounded."
)


def test_placement_says_what_is_shared() -> None:
    index = StoryIndex[str]()
    index.add(1, "brave-otter", *TARIFF, NOON)

    placed = index.place("Norland vows to answer", TARIFF_AGAIN[1], NOON)

    why = "tells the same event as brave-otter: shares Norland, doubled, Onhava, Smelters"
    assert Placement("brave-otter", why) == placed


def test_placement_names_the_parties_where_they_are_the_same() -> None:
    index = StoryIndex[str]()
    index.add(1, "beef", "Poland and Brazil to resume talks on beef", BEEF, NOON)

    assert index.place("Brazil and Poland speak of beef", BEEF, NOON).why.endswith("; same parties Brazil, Poland")


def test_first_of_its_kind_founds_a_story() -> None:
    placed = StoryIndex[str]().place(*FERRY, NOON)

    assert (None, "nothing like it in the last 14 days") == (placed.story, placed.why)


def test_two_strikes_of_one_night_in_two_cities_are_two_stories() -> None:
    index = StoryIndex[str]()
    index.add(1, "bakery", "Drones kill five at bakery in Chernihiv", BAKERY, NOON, acts=strike())

    placed = index.place("Missile destroys tram depot in Mykolaiv", DEPOT, NOON, acts=strike())

    assert placed.story is None


def test_placing_changes_nothing() -> None:
    index = StoryIndex[str]()
    index.add(1, "bakery", "Drones kill five at bakery in Chernihiv", BAKERY, NOON, acts=strike())
    first = index.place("Bakers die in Chernihiv", BAKERY, NOON, acts=strike())
    for _ in range(50):
        index.place("Missile destroys tram depot in Mykolaiv", DEPOT, NOON, acts=strike())

    assert first == index.place("Bakers die in Chernihiv", BAKERY, NOON, acts=strike())


def test_third_country_that_reacts_to_an_event_joins_it() -> None:
    index, about = StoryIndex[str](), ("GRC", "TUR")
    jets = (
        "Greece protested to Turkey on Thursday after Turkish fighters flew over the village of Lardos at dawn. Greek "
        "pilots chased the Turkish fighters away. Greece gave Turkey photographs of the fighters."
    )
    italy = (
        "Italy called the flight of Turkish fighters over Lardos reckless on Thursday. Italy, which has pilots in "
        "Greece, asked Turkey for calm. Photographs show the fighters above the village at dawn, Italy said."
    )
    index.add(1, "jets", "Greece protests to Turkey over fighters", jets, NOON, countries=about)
    title = "Italy calls fighters over Lardos reckless"

    assert "jets" == index.place(title, italy, NOON, countries=("ITA", *reversed(about))).story
