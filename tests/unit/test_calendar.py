"""Working days, the months measured, and what else the night is told."""

from __future__ import annotations

from datetime import date

import pytest

from assets.county import Thresholds
from assets.performance.calendar import calendar_rows
from tests.unit.staged_rows import an_empty_night

WORKED = {
    day: (is_working_day, count)
    for day, is_working_day, count in calendar_rows(date(1990, 1, 1), date(2026, 12, 31))
}


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2019, 4, 20), "a Saturday"),
        (date(2019, 4, 21), "a Sunday"),
        (date(2019, 4, 19), "Good Friday"),
        (date(2019, 4, 22), "Easter Monday"),
        (date(2020, 5, 8), "the May holiday moved for VE Day"),
        (date(2021, 12, 27), "Christmas Day's substitute"),
        (date(2021, 12, 28), "Boxing Day's substitute"),
        (date(2022, 6, 3), "the Platinum Jubilee"),
        (date(2022, 9, 19), "the late Queen's funeral"),
        (date(2023, 5, 8), "the Coronation"),
    ],
)
def test_weekends_and_englands_bank_holidays_are_not_worked(day: date, why: str) -> None:
    assert not WORKED[day][0], why


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2019, 4, 18), "Maundy Thursday"),
        (date(2020, 5, 4), "the Monday the holiday moved from"),
        (date(2019, 3, 18), "a holiday in Northern Ireland only"),
        (date(2019, 8, 5), "a holiday in Scotland only"),
        (date(2024, 12, 27), "a council closure day"),
    ],
)
def test_other_days_are_worked(day: date, why: str) -> None:
    assert WORKED[day][0], why


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2019, 4, 30), date(2019, 4, 30), 0),
        (date(2019, 4, 29), date(2019, 4, 30), 1),
        (date(2019, 4, 26), date(2019, 4, 29), 1),
        (date(2019, 4, 27), date(2019, 4, 29), 1),
        (date(2019, 4, 12), date(2019, 4, 30), 10),
        (date(2018, 12, 21), date(2019, 1, 2), 5),
        (date(2019, 4, 30), date(2019, 4, 29), -1),
    ],
)
def test_working_days_are_those_after_the_first_day_up_to_the_second(
    start: date, end: date, days: int
) -> None:
    assert WORKED[end][1] - WORKED[start][1] == days


def test_the_calendar_runs_from_1990_to_the_end_of_the_second_year_after_the_night() -> None:
    connection = an_empty_night(as_at=date(2019, 5, 1))
    query = "select min(day), max(day), count(*) from staged.calendar"
    first, last, days = connection.execute(query).fetchall()[0]
    assert (first, last) == (date(1990, 1, 1), date(2021, 12, 31))
    assert days == (last - first).days + 1


@pytest.mark.parametrize(
    ("as_at", "months"),
    [
        (date(2019, 5, 1), [(date(2019, 3, 1), date(2019, 3, 31)), (date(2019, 4, 1), date(2019, 4, 30))]),
        (date(2019, 4, 30), [(date(2019, 3, 1), date(2019, 3, 31))]),
        (date(2019, 3, 31), []),
    ],
)
def test_the_months_are_those_that_ended_before_the_night(
    as_at: date, months: list[tuple[date, date]]
) -> None:
    connection = an_empty_night(as_at=as_at)
    rows = connection.execute("select period, first_day, last_day from staged.months order by period")
    assert rows.fetchall() == [(first, first, last) for first, last in months]


def test_a_leap_year_has_its_29_february() -> None:
    connection = an_empty_night(as_at=date(2020, 3, 1))
    rows = connection.execute("select max(last_day) from staged.months")
    assert rows.fetchall() == [(date(2020, 2, 29),)]


def test_the_night_carries_the_countys_thresholds_and_teams() -> None:
    connection = an_empty_night(thresholds=Thresholds(icpc_working_days=20))
    night = connection.execute(
        "select run_id, authority, as_at, allocated_role, icpc_working_days, supervision_days"
        " from staged.night"
    )
    assert night.fetchall() == [("run", "Some County", date(2019, 5, 1), "Allocated Social Worker", 20, 30)]
    teams = connection.execute("select locality, team from staged.teams order by team")
    assert teams.fetchall() == [("North", "N1"), ("North", "N2"), ("South", "S1")]
