"""Why a row as a whole is wrong, or a child has none: only what the extract shows is said to be the cause."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.reconciliation.reconciling import compare, match
from tests.unit.small_county import BIRTHDAY, allocate, ask, child, row
from tests.unit.staged_rows import put

APRIL_9 = date(2019, 4, 9)


def somebody_on_every_tracker(night: duckdb.DuckDBPyConnection) -> None:
    """A tracker that nobody is on is missing as a whole."""
    for number, (locality, team) in enumerate((("North", "N1"), ("North", "N2"), ("South", "S1")), start=1):
        child(night, f"9000{number}", f"Usual {'abc'[number - 1] * 5}", date(2009, 1, number), team=team)
        row(
            night,
            number,
            locality=locality,
            team=team,
            child_id=f"9000{number}",
            name=f"Usual {'abc'[number - 1] * 5}",
            dob=date(2009, 1, number),
        )


def said(night: duckdb.DuckDBPyConnection) -> list[tuple]:
    match(night)
    compare(night)
    return ask(
        night,
        "select locality, kind, cause, system_value from reconciled.record_discrepancies"
        " where coalesce(field, '') not in ('worker', 'team') order by locality",
    )


@pytest.mark.parametrize(
    ("moved_on", "cause"),
    [pytest.param(APRIL_9, "transferred", id="moved"), pytest.param(None, "unknown", id="never moved")],
)
def test_a_child_on_another_localitys_tracker_has_moved_only_where_the_extract_shows_a_move(
    night: duckdb.DuckDBPyConnection, moved_on: date | None, cause: str
) -> None:
    somebody_on_every_tracker(night)
    child(night, "50001", "Ada Case", team=None)
    if moved_on:
        allocate(night, "50001", "N1", "Jo Marsh", date(2018, 1, 1), moved_on)
    allocate(night, "50001", "S1", "Al Reed", moved_on or date(2018, 1, 1))
    row(night, 11, child_id="50001", name="Ada Case", dob=BIRTHDAY)
    assert said(night) == [
        ("North", "wrong_locality", cause, "South"),
        ("South", "missing_from_spreadsheet", cause, "CP plan from 2019-01-07, S1"),
    ]


@pytest.mark.parametrize(
    ("end", "nfa", "cause", "system_value"),
    [
        (None, None, "not_recorded_in_system", "no plan open; S47 enquiry open"),
        (
            date(2019, 4, 20),
            "N",
            "not_recorded_in_system",
            "no plan open; S47 enquiry ended 2019-04-20",
        ),
        (date(2019, 4, 20), "Y", "unknown", "no plan open"),
    ],
)
def test_an_enquiry_tells_of_a_plan_to_come_unless_it_ended_with_no_further_action(
    night: duckdb.DuckDBPyConnection, end: date | None, nfa: str | None, cause: str, system_value: str
) -> None:
    child(night, "50001", "Ada Case", plan=None)
    put(
        night,
        "staged.ssd_s47_enquiry",
        s47e_s47_enquiry_id="E1",
        s47e_person_id="50001",
        s47e_s47_start_date=APRIL_9,
        s47e_s47_end_date=end,
        s47e_s47_nfa=nfa,
    )
    row(night, 11, child_id="50001", name="Ada Case", dob=BIRTHDAY)
    assert said(night) == [("North", "not_open_in_system", cause, system_value)]


@pytest.mark.parametrize(
    ("team_before", "cause"),
    [pytest.param("N2", "transferred", id="its team"), pytest.param(None, "copied_row", id="not its team")],
)
def test_the_second_row_of_a_child_is_a_move_where_the_team_it_stands_under_had_the_child_before(
    night: duckdb.DuckDBPyConnection, team_before: str | None, cause: str
) -> None:
    child(night, "50001", "Ada Case", team="N1", since=APRIL_9)
    if team_before:
        allocate(night, "50001", team_before, "Al Reed", date(2018, 1, 1), APRIL_9)
    for number, team in ((11, "N1"), (12, "N2")):
        row(night, number, team=team, child_id="50001", name="Ada Case", dob=BIRTHDAY)
    assert said(night) == [("North", "duplicate_row", cause, None)]


@pytest.mark.parametrize(
    ("start", "found"),
    [
        pytest.param(
            date(2018, 9, 3),
            [
                ("North", "missing_from_spreadsheet", "unknown", "CIN plan from 2019-01-07, N1"),
                ("North", "not_open_in_system", "closed_case_left_on", "CP plan ended 2018-12-20"),
            ],
            id="of the plan that ended",
        ),
        pytest.param(date(2019, 1, 7), [("North", "value_differs", "unknown", "CIN")], id="of the open plan"),
    ],
)
def test_a_row_that_names_the_wrong_plan_is_about_the_plan_it_begins_with(
    night: duckdb.DuckDBPyConnection, start: date, found: list[tuple]
) -> None:
    child(night, "50001", "Ada Case", start=date(2018, 9, 3), end=date(2018, 12, 20))
    put(
        night,
        "staged.ssd_cin_plans",
        cinp_cin_plan_id="CN50001",
        cinp_person_id="50001",
        cinp_cin_plan_start_date=date(2019, 1, 7),
    )
    child(night, "50002", "Bo Case", date(2012, 2, 2), plan="CIN")
    for number, person, name, dob, plan_type, day in (
        (11, "50001", "Ada Case", BIRTHDAY, "CP", start),
        (12, "50002", "Bo Case", date(2012, 2, 2), "CIN", date(2019, 1, 7)),
    ):
        row(night, number, plan_type, child_id=person, name=name, dob=dob, plan_start=day)
        put(
            night,
            "staged.tracker_values",
            tracker_row_id=number,
            field="plan_type",
            state="read",
            typed=plan_type,
            text_value=plan_type,
        )
    assert said(night) == found


def test_a_row_that_says_too_little_accuses_nobody(night: duckdb.DuckDBPyConnection) -> None:
    """The child it may be is not said to be missing either."""
    somebody_on_every_tracker(night)
    child(night, "50001", "Ada Case")
    row(night, 11, child_id="50001", name=None, dob=None)
    assert said(night) == []


def test_every_cause_asks(night: duckdb.DuckDBPyConnection) -> None:
    compare(night)
    sentences = [sentence for (sentence,) in ask(night, "select sentence from reconciled.cause_levels")]
    assert len(sentences) > 50
    assert [sentence for sentence in sentences if "lease " not in sentence] == []
    assert [sentence for sentence in sentences if "bring the row up to date" in sentence] == []
