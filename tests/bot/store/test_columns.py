"""How moments are written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Dialect, make_url

from bot.store.columns import UtcDateTime

MOMENT = datetime(2026, 3, 9, 8, 0, 0, 123_456, tzinfo=UTC)
DIALECTS = pytest.mark.parametrize(
    "dialect",
    [make_url(url).get_dialect()() for url in ("sqlite://", "postgresql+asyncpg://")],
    ids=["sqlite", "postgresql"],
)


@DIALECTS
@pytest.mark.parametrize("moment", [MOMENT, datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC), None], ids=str)
def test_moment_comes_back_to_the_microsecond(dialect: Dialect, moment: datetime | None) -> None:
    column = UtcDateTime()

    written = column.process_bind_param(moment, dialect)

    assert moment == column.process_result_value(written, dialect)


@DIALECTS
def test_moment_of_another_zone_comes_back_in_utc(dialect: Dialect) -> None:
    column = UtcDateTime()
    kathmandu = MOMENT.astimezone(timezone(timedelta(hours=5, minutes=45)))

    found = column.process_result_value(column.process_bind_param(kathmandu, dialect), dialect)

    assert (MOMENT, UTC) == (found, found.tzinfo if found else None)


@DIALECTS
def test_moment_without_a_zone_is_refused(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        UtcDateTime().process_bind_param(MOMENT.replace(tzinfo=None), dialect)
