"""England's working days.

Belongs here: which days are working days, as rows for staged.calendar.
Does not belong here: counting them between two dates; SQL does that by joining the table.
"""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import holidays
import pyarrow as pa

from assets.warehouse import load_rows

FIRST_DAY = date(1990, 1, 1)
SCHEMA = pa.schema(
    [
        pa.field("day", pa.date32(), nullable=False),
        pa.field("is_working_day", pa.bool_(), nullable=False),
        pa.field("working_days", pa.int32(), nullable=False),
    ]
)


def calendar_rows(first: date, last: date) -> list[tuple[date, bool, int]]:
    """Every day from `first` to `last`: the day, whether it is worked, and the working days up to it.

    The count begins at `first` and includes the day itself. Bank holidays are England's, with their
    substitute days, as the county's practice standards count.
    """
    bank_holidays = holidays.country_holidays("GB", subdiv="ENG", years=range(first.year, last.year + 1))
    closed = set(bank_holidays)
    rows: list[tuple[date, bool, int]] = []
    worked = 0
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        is_working_day = day.weekday() < 5 and day not in closed
        worked += is_working_day
        rows.append((day, is_working_day, worked))
    return rows


def load_calendar(connection: duckdb.DuckDBPyConnection, as_at: date) -> None:
    """Make staged.calendar, from 1990 to the end of the second year after `as_at`."""
    load_rows(
        connection, "staged.calendar", SCHEMA, list(calendar_rows(FIRST_DAY, date(as_at.year + 2, 12, 31)))
    )
