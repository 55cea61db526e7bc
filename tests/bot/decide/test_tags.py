import pytest

from bot.decide.tags import Region, Tagging, Tags, Topic, region_titles, tags_of
from bot.model import Story, Telling
from config.files import region_rows, topic_rows
from summarizer import ActionType, Actor
from tests.factories import make_action, make_article, make_bare_reading, make_story, make_telling

TAGGING = Tagging(
    (
        Topic("sanctions", "Sanctions", ("sanction*", "asset freeze"), (ActionType.SANCTION,)),
        Topic("energy", "Energy", ("oil", "gas", "pipeline*")),
        Topic("seas", "Seas", ("tanker*", "ship*", "port"), (ActionType.COERCE,)),
        Topic("diplomacy", "Diplomacy", ("envoy*", "talks")),
    ),
    (
        Region("europe", "Europe", ("EST", "NOR", "UKR", "EU")),
        Region("eurasia", "Russia and Eurasia", ("RUS", "UKR")),
        Region("africa", "Africa", ("KEN", "AU"), ("sahel",)),
        Region("polar", "Arctic", ("SJM",), ("arctic",)),
    ),
)
PACKAGED = Tagging(
    tuple(
        Topic(row.name, row.title, row.terms, tuple(ActionType(type_) for type_ in row.types)) for row in topic_rows()
    ),
    tuple(Region(row.name, row.title, row.codes, row.words) for row in region_rows()),
)


def telling(
    title: str, text: str = "", *, countries: tuple[str, ...] = (), types: tuple[ActionType, ...] = (), number: int = 1
) -> Telling:
    actions = tuple(make_action(type=type_) for type_ in types)
    reading = make_bare_reading(countries=countries, actions=actions)
    return make_telling(make_article(title=title, text=text), reading=reading, article_id=number)


def story(title: str, text: str = "", *, countries: tuple[str, ...] = (), types: tuple[ActionType, ...] = ()) -> Story:
    return make_story(telling(title, text, countries=countries, types=types))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (story("EU agrees sanctions"), ("sanctions",)),
        (story("Oil tankers turn back", "The ships carry oil and gas."), ("energy", "seas")),
        (story("News", "The tankers left port."), ("seas",)),
        (story("News", "The port was quiet."), ()),
        (story("News", "The port was quiet.", types=(ActionType.COERCE,)), ("seas",)),
        (story("News", "All was quiet.", types=(ActionType.COERCE,)), ()),
        (story("Envoys, tankers, oil and sanctions"), ("sanctions", "energy", "seas")),
        (story("Sanctions, sanctions and an asset freeze on ships"), ("sanctions", "seas")),
        (story("News", "Quiet. " * 200 + "Oil, gas and a pipeline."), ()),
    ],
    ids=["title", "two", "opening", "one word", "word and act", "act alone", "three", "most first", "far down"],
)
def test_topics_are_those_that_titles_and_openings_speak_of(told: Story, expected: tuple[str, ...]) -> None:
    assert expected == tags_of(told, TAGGING).topics


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        (("EST", "NOR"), ("europe",)),
        (("UKR",), ("europe", "eurasia")),
        (("RUS", "EST"), ("eurasia", "europe")),
        (("KEN", "EST", "NOR", "UKR", "RUS"), ("europe", "africa", "eurasia")),
        (("AU",), ("africa",)),
        (("ATA",), ()),
        ((), ()),
    ],
    ids=["one", "in two", "order of weight", "many", "a body", "unknown", "none"],
)
def test_regions_are_those_of_the_countries_told(countries: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert expected == tags_of(story("News", countries=countries), TAGGING).regions


def test_region_is_found_by_its_name() -> None:
    assert ("europe", "polar") == tags_of(story("Icebreaker in the Arctic", countries=("NOR",)), TAGGING).regions


def test_parties_of_acts_count_beside_the_countries_told() -> None:
    act = make_action(actor=Actor("Kenya", ("KEN",)), recipient=None)
    told = make_telling(make_article(title="News"), reading=make_bare_reading(countries=("EST",), actions=(act,)))

    assert ("europe", "africa") == tags_of(make_story(told), TAGGING).regions


def test_aside_of_one_outlet_is_no_topic_of_the_story() -> None:
    tellings = [telling("Envoys meet", number=number) for number in range(5)]

    assert ("diplomacy",) == tags_of(make_story(*tellings, telling("Envoys meet, oil falls", number=9)), TAGGING).topics


def test_story_without_a_word_or_country_has_no_tags() -> None:
    assert Tags() == tags_of(story(""), TAGGING)


@pytest.mark.parametrize(
    ("title", "text", "countries", "types", "expected"),
    [
        (
            "Canada bans fuel from Belarus",
            "Ottawa added nine refiners to its sanctions list and closed its ports to their tankers.",
            ("CAN", "BLR"),
            (ActionType.SANCTION,),
            Tags(("sanctions", "energy", "maritime"), ("north-america", "europe", "eurasia")),
        ),
        (
            "Truce in Tigray holds",
            "The ceasefire held for a third day, the African Union said, and aid convoys reached Mekelle.",
            ("ETH", "AU"),
            (),
            Tags(("war",), ("africa",)),
        ),
        (
            "Vietnam expels three diplomats as spies",
            "Hanoi gave the diplomats, whom it accuses of espionage, two days to leave.",
            ("VNM",),
            (),
            Tags(("cyber", "diplomacy"), ("southeast-asia",)),
        ),
        (
            "Norway and Russia share cod off Svalbard",
            "The two sides set the fishing quota in the Barents Sea.",
            ("NOR", "RUS"),
            (ActionType.AGREE,),
            Tags(("maritime",), ("polar", "europe", "eurasia")),
        ),
    ],
    ids=["sanctions", "truce", "spies", "fish"],
)
def test_packaged_topics_tell_what_a_desk_would(
    title: str, text: str, countries: tuple[str, ...], types: tuple[ActionType, ...], expected: Tags
) -> None:
    found = tags_of(story(title, text, countries=countries, types=types), PACKAGED)

    assert (set(expected.topics), set(expected.regions)) == (set(found.topics), set(found.regions))


def test_regions_are_told_by_their_titles() -> None:
    tagging = Tagging(regions=(Region("africa", "Africa", ()), Region("europe", "Europe", ())))

    assert ("Europe", "Africa") == region_titles(Tags(regions=("europe", "africa", "gone")), tagging)
