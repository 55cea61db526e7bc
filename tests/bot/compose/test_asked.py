"""Names, codes, demonyms, capitals and groups are understood; what is not gets the nearest right word."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.compose.asked import asked_of, parties_in, parties_words, party_choices, since_in, statuses_in, types_in
from bot.errors import UserError
from bot.model import ActsAsked
from summarizer.groups import group_names, members_of
from summarizer.model import ActionType, Status
from tests.factories import NOON

BALTIC = ("EST", "LTU", "LVA")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("US", ("USA",)),
        ("us", ("USA",)),
        ("Russia", ("RUS",)),
        ("RUS", ("RUS",)),
        ("ru", ("RUS",)),
        ("russian", ("RUS",)),
        ("Moscow", ("RUS",)),
        ("the Kremlin", ("RUS",)),
        ("NATO", ("NATO",)),
        ("the EU", ("EU",)),
        ("Baltic states", BALTIC),
        ("baltics", BALTIC),
        ("US, Russian; Kyiv", ("USA", "RUS", "UKR")),
        ("US and Baltic states", ("USA", *BALTIC)),
        ("Bosnia and Herzegovina", ("BIH",)),
        ("the Russian foreign ministry", ("RUS",)),
        ("Five Eyes", ("AUS", "CAN", "GBR", "NZL", "USA")),
        ("US, US", ("USA",)),
        ("  ", ()),
    ],
)
def test_parties_are_understood(text: str, codes: tuple[str, ...]) -> None:
    assert codes == parties_in(text)


@pytest.mark.parametrize("text", ["EU members", "eu member states", "European Union countries", "the EU’s members"])
def test_members_of_a_body_are_its_states_without_itself(text: str) -> None:
    assert members_of("EU") == parties_in(text)
    assert (27, False) == (len(parties_in(text)), "EU" in parties_in(text))


@pytest.mark.parametrize("name", group_names())
def test_groups_hold_codes_of_countries_in_order(name: str) -> None:
    members = members_of(name)

    assert members == tuple(sorted(set(members)))
    assert members == tuple(code for member in members for code in parties_in(member))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Rusia", "There is no actor “Rusia” here. Did you mean Russia?"),
        ("US and Germny", "There is no actor “Germny” here. Did you mean Germany?"),
        ("qqqq", "Name a country, a capital, an organisation or a group."),
        ("x" * 5000, "There is no actor “" + "x" * 40 + "” here."),
    ],
    ids=["one", "of several", "far off", "long"],
)
def test_unknown_party_is_told_the_nearest(text: str, says: str) -> None:
    with pytest.raises(UserError) as caught:
        parties_in(text)

    assert says in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("sanction", (ActionType.SANCTION,)),
        ("Sanctions", (ActionType.SANCTION,)),
        ("talks", (ActionType.CONSULT,)),
        ("expulsions", (ActionType.SANCTION,)),
        ("YIELD", (ActionType.CONCEDE, ActionType.RETREAT)),
        ("attack, threats", (ActionType.ASSAULT, ActionType.THREATEN)),
        ("", ()),
    ],
)
def test_types_are_understood_in_plain_words(text: str, types: tuple[ActionType, ...]) -> None:
    assert types == types_in(text)


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (types_in, "sanctoin", "Did you mean sanction?"),
        (types_in, "qqqq", "The types: agree, consult"),
        (statuses_in, "dne", "Did you mean done?"),
        (statuses_in, "qqqq", "There are: done, announced"),
    ],
    ids=["near type", "no type", "near status", "no status"],
)
def test_unknown_word_is_told_the_right_ones(read: object, text: str, says: str) -> None:
    with pytest.raises(UserError, match=says.replace("?", r"\?")):
        read(text)  # type: ignore[operator]


def test_statuses_are_understood_however_they_are_joined() -> None:
    assert (Status.UNDER_DISCUSSION, Status.DONE) == statuses_in("Under_Discussion, done")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("24h", NOON - timedelta(hours=24)),
        ("7d", NOON - timedelta(days=7)),
        ("2 weeks ago", NOON - timedelta(days=14)),
        ("9999m", NOON - 9999 * timedelta(days=30)),
        ("yesterday", NOON.replace(day=9, hour=0)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026-03-01T10:00+02:00", datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("", None),
    ],
)
def test_times_are_distances_or_dates(text: str, at: datetime | None) -> None:
    assert at == since_in(text, NOON)


@pytest.mark.parametrize("text", ["soon", "7", "7y", "99999d", "2026-13-01"])
def test_unreadable_time_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(UserError, match="Write 24h, 7d, 2w, or a date like 2026-03-01"):
        since_in(text, NOON)


def test_question_is_read_from_its_values() -> None:
    values = {"from": "US", "to": "Moscow", "type": "sanctions", "status": "done", "since": "24h"}

    assert ActsAsked(("USA",), ("RUS",), (ActionType.SANCTION,), (Status.DONE,), NOON - timedelta(days=1)) == asked_of(
        values, NOON
    )
    assert ActsAsked() == asked_of({}, NOON)


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        (("USA", "RUS"), "US, Russia"),
        (members_of("NATO"), "NATO members"),
        (("USA", "RUS", "CHN", "FRA", "DEU"), "US, Russia, China +2"),
        (("islamic state",), "islamic state"),
        ((), ""),
    ],
    ids=["names", "group", "many", "no code", "none"],
)
def test_parties_are_named_back(parties: tuple[str, ...], words: str) -> None:
    assert words == parties_words(parties)


def test_every_choice_can_be_asked_for() -> None:
    assert all(parties_in(value) for _, value in party_choices())
