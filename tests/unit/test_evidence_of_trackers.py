"""The trackers' evidence: the manager's own rows, counted as they stand, for the last month measured.

April 2019 ends on the 30th; Friday the 12th is ten working days before.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.performance.measuring import measure_system, measure_trackers
from tests.unit.staged_rows import an_empty_night, put

APRIL = date(2019, 4, 1)
START = date(2019, 1, 7)
FIELDS = ("plan_start", "last_visit", "seen_alone", "last_supervision")


def track(
    night: duckdb.DuckDBPyConnection,
    row: int = 1,
    plan_type: str = "CP",
    team: str | None = "N1",
    person: str | None = "1",
    sheet: str | None = "CP",
    lacks: tuple[str, ...] = (),
    **fields: object,
) -> None:
    """A tracker row whose layout has all of FIELDS but `lacks`; what is not given is blank."""
    put(
        night,
        "staged.tracker_rows",
        tracker_row_id=row,
        locality="North",
        team=team,
        source_file="N/tracker.xlsx",
        sheet=sheet,
        row_number=row,
        cell=f"B{row}",
        plan_type=plan_type,
    )
    put(night, "reconciled.matches", tracker_row_id=row, person_id=person)
    for field in FIELDS:
        if field in lacks:
            continue
        value = fields.get(field)
        state = "blank" if value is None else value if value in ("unreadable", "ambiguous") else "read"
        put(
            night,
            "staged.tracker_values",
            tracker_row_id=row,
            field=field,
            cell=f"Z{row}",
            state=state,
            text_value=value if isinstance(value, str) and state == "read" else None,
            date_value=value if isinstance(value, date) else None,
        )


def evidence(
    night: duckdb.DuckDBPyConnection, indicator: str, columns: str = "counts, days"
) -> list[tuple[object, ...]]:
    measure_system(night)
    measure_trackers(night)
    rows = night.execute(
        f"select {columns} from measured.evidence"  # noqa: S608
        " where source = 'tracker' and indicator_id = ? order by record_id",
        [indicator],
    )
    return rows.fetchall()


def test_each_row_is_a_plan_named_by_its_cell_with_the_sheets_team_and_the_child_matched(
    night: duckdb.DuckDBPyConnection,
) -> None:
    track(night, row=4, plan_start=START)
    track(night, row=5, team=None, person=None, plan_start="unreadable")
    columns = "period, locality, team, person_id, record_id, counts, days"
    assert evidence(night, "open_cp_plans", columns) == [
        (APRIL, "North", "N1", "1", "N/tracker.xlsx!CP!B4", True, 113),
        (APRIL, "North", None, None, "N/tracker.xlsx!CP!B5", True, None),
    ]
    assert evidence(night, "open_cin_plans") == []


def test_a_row_copied_is_counted_twice_as_the_sheet_has_it(night: duckdb.DuckDBPyConnection) -> None:
    track(night, row=4, plan_type="CIN", plan_start=START)
    track(night, row=5, plan_type="CIN", plan_start=START)
    assert evidence(night, "open_cin_plans", "person_id, counts") == [("1", True), ("1", True)]


def test_a_csv_has_no_sheet_in_its_rows_name(night: duckdb.DuckDBPyConnection) -> None:
    track(night, sheet=None)
    assert evidence(night, "open_cp_plans", "record_id") == [("N/tracker.xlsx!!B1",)]


@pytest.mark.parametrize(
    ("last_visit", "expected"),
    [
        (date(2019, 4, 12), (True, 10)),
        (date(2019, 4, 11), (False, 11)),
        (date(1919, 4, 12), (False, None)),
        (None, (False, None)),
        ("unreadable", (False, None)),
        ("ambiguous", (False, None)),
    ],
)
def test_a_visit_is_in_timescale_by_the_sheets_date_and_an_unreadable_one_is_none(
    night: duckdb.DuckDBPyConnection, last_visit: object, expected: tuple[bool, int | None]
) -> None:
    track(night, plan_start=START, last_visit=last_visit)
    assert evidence(night, "pct_cp_visits_in_timescale") == [expected]


@pytest.mark.parametrize(
    ("start", "last_visit", "expected"),
    [
        (date(2019, 4, 11), None, [(True,)]),
        (date(2019, 4, 11), "unreadable", [(True,)]),
        (date(2019, 4, 11), date(2019, 4, 15), [(False,)]),
        (date(2019, 4, 12), None, []),
        (date(1985, 4, 12), None, [(True,)]),
        ("unreadable", None, [(None,)]),
        (None, date(2019, 4, 15), [(False,)]),
    ],
)
def test_a_visit_is_owed_after_ten_working_days_of_a_start_that_can_be_read(
    night: duckdb.DuckDBPyConnection,
    start: object,
    last_visit: object,
    expected: list[tuple[bool | None]],
) -> None:
    track(night, plan_start=start, last_visit=last_visit)
    assert evidence(night, "cp_not_visited_10wd", "counts") == expected


@pytest.mark.parametrize(
    ("last_visit", "alone", "expected"),
    [
        (date(2019, 4, 12), "Y", [(True,)]),
        (date(2019, 4, 12), "N", [(False,)]),
        (date(2019, 4, 12), None, [(None,)]),
        (date(2019, 4, 12), "unreadable", [(None,)]),
        ("unreadable", "Y", []),
        (None, "Y", []),
    ],
)
def test_seen_alone_needs_a_visit_and_a_blank_is_never_a_no(
    night: duckdb.DuckDBPyConnection,
    last_visit: object,
    alone: str | None,
    expected: list[tuple[bool | None]],
) -> None:
    track(night, plan_start=START, last_visit=last_visit, seen_alone=alone)
    assert evidence(night, "pct_seen_alone_last_cp_visit", "counts") == expected


@pytest.mark.parametrize(
    ("supervised", "expected"),
    [
        (date(2019, 3, 31), (True, 30)),
        (date(2019, 3, 30), (False, 31)),
        (None, (False, None)),
        ("unreadable", (False, None)),
    ],
)
def test_a_row_is_supervised_within_thirty_days(
    night: duckdb.DuckDBPyConnection, supervised: object, expected: tuple[bool, int | None]
) -> None:
    track(night, plan_type="CIN", last_supervision=supervised)
    assert evidence(night, "pct_supervised_30d") == [expected]


@pytest.mark.parametrize(
    ("lacks", "indicator"),
    [
        ("last_visit", "pct_cp_visits_in_timescale"),
        ("last_visit", "cp_not_visited_10wd"),
        ("last_visit", "pct_seen_alone_last_cp_visit"),
        ("seen_alone", "pct_seen_alone_last_cp_visit"),
        ("last_supervision", "pct_supervised_30d"),
    ],
)
def test_a_sheet_without_the_column_has_no_value_rather_than_nought(
    night: duckdb.DuckDBPyConnection, lacks: str, indicator: str
) -> None:
    track(night, lacks=(lacks,), plan_start=START, last_visit=date(2019, 4, 15), seen_alone="Y")
    assert evidence(night, indicator) == []
    values = night.execute(
        "select * from measured.indicator_values where source = 'tracker' and indicator_id = ?", [indicator]
    )
    assert values.fetchall() == []


def test_trackers_before_any_month_has_ended_have_no_evidence_and_break_nothing() -> None:
    night = an_empty_night(as_at=date(2019, 3, 15))
    track(night, plan_start=START)
    assert evidence(night, "open_cp_plans") == []
