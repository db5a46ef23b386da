"""What the extract lacks is held against nobody: no claim rests on a column that did not come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from assets.reconciliation.reconciling import compare, match
from tests.unit.small_county import START, a_small_county, allocate, ask, child, clear, row, visit
from tests.unit.staged_rows import put, put_together

VISITED = date(2019, 4, 9)
PLAN_FIELDS = {"plan_start", "last_visit"}
WHOLE = {
    *("missing_from_spreadsheet", "missing_from_system", "not_open_in_system", "duplicate_row"),
    *("wrong_locality", "plan_start", "last_visit", "worker"),
}
ALLOCATION = {"wrong_locality", "missing_from_spreadsheet", "duplicate_row", "worker"}


@pytest.fixture(scope="module")
def county() -> duckdb.DuckDBPyConnection:
    return a_small_county()


@pytest.fixture
def night(county: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    with put_together(county):
        _claims_of_each_kind(county)
    yield county
    clear(county)


def _claims_of_each_kind(night: duckdb.DuckDBPyConnection) -> None:
    """All about CP."""
    for number, person in enumerate(("50001", "50002", "50003", "50004", "50005"), start=1):
        born = date(2010, 4, number)
        end = date(2019, 3, 1) if person == "50002" else None
        child(night, person, f"Ava Moon{'abcdef'[number]}", born, end=end, team="S1" if number == 4 else "N1")
        visit(night, person, VISITED)
        if person != "50003":
            who = {"child_id": person, "name": f"Ava Moon{'abcdef'[number]}", "dob": born}
            row(night, number, **who, plan_start=START, last_visit=VISITED)
    row(night, 6, child_id="50001", name="Ava Moonb", dob=date(2010, 4, 1))
    row(night, 7, child_id="77777", name="Quin Newborn", dob=date(2018, 2, 20))
    child(night, "50008", "Olga Late", date(2011, 1, 1))
    visit(night, "50008", VISITED)
    late = {"child_id": "50008", "name": "Olga Late", "dob": date(2011, 1, 1)}
    row(night, 8, **late, plan_start=date(2019, 1, 8), last_visit=date(2019, 4, 2), worker="Kim Other")


def claimed(night: duckdb.DuckDBPyConnection) -> set[str]:
    match(night)
    compare(night)
    kinds = "case when kind = 'value_differs' then field else kind end"
    return {one for (one,) in ask(night, f"select distinct {kinds} from reconciled.record_discrepancies")}  # noqa: S608


def test_with_the_whole_extract_each_claim_is_made(night: duckdb.DuckDBPyConnection) -> None:
    assert claimed(night) == WHOLE


@pytest.mark.parametrize(
    ("table", "column", "unsaid"),
    [
        ("ssd_cp_plans", "cppl_person_id",
         {"not_open_in_system", "missing_from_spreadsheet", "duplicate_row", *PLAN_FIELDS}),
        ("ssd_cp_plans", "cppl_cp_plan_start_date",
         {"not_open_in_system", "missing_from_spreadsheet", "duplicate_row", *PLAN_FIELDS}),
        ("ssd_cp_plans", "cppl_cp_plan_end_date",
         {"not_open_in_system", "missing_from_spreadsheet", "duplicate_row", *PLAN_FIELDS}),
        ("ssd_cp_plans", "cppl_cp_plan_id", PLAN_FIELDS),
        ("ssd_cp_plans", "cppl_cp_plan_ola", set()),
        ("ssd_cp_plans", None,
         {"not_open_in_system", "missing_from_spreadsheet", "duplicate_row", *PLAN_FIELDS}),
        ("ssd_cin_plans", "cinp_person_id", {"duplicate_row"}),
        ("ssd_cp_visits", "cppv_cp_plan_id", {"last_visit"}),
        ("ssd_involvements", "invo_person_id", ALLOCATION),
        ("ssd_involvements", "invo_professional_role_id", ALLOCATION),
        ("ssd_involvements", "invo_professional_team", ALLOCATION - {"worker"}),
        ("ssd_professionals", "prof_professional_name", {"worker"}),
        ("ssd_person", "pers_surname", {"missing_from_system", "missing_from_spreadsheet"}),
    ],
)  # fmt: skip
def test_what_rests_on_a_column_that_did_not_come_is_not_said(
    night: duckdb.DuckDBPyConnection, table: str, column: str | None, unsaid: set[str]
) -> None:
    night.execute(f"update staged.{table} set {column} = null" if column else f"delete from staged.{table}")  # noqa: S608
    put(night, "staged.lacking", record_table=table, column_name=column)
    assert claimed(night) == WHOLE - unsaid


def test_of_a_row_that_says_itself_which_plan_it_is_of_both_kinds_of_plan_are_needed(
    night: duckdb.DuckDBPyConnection,
) -> None:
    """Without the CP plans the row seems to be of the CIN plan, which ended and began on another day."""
    child(night, "50009", "Nell Both", date(2012, 5, 6), plan="CIN", end=date(2019, 3, 1), team=None)
    allocate(night, "50009", "N1", "Jo Marsh", date(2018, 1, 1))
    who = {"child_id": "50009", "name": "Nell Both", "dob": date(2012, 5, 6)}
    row(night, 9, "CIN", **who, plan_start=date(2019, 3, 4))
    put(night, "staged.tracker_values", tracker_row_id=9, field="plan_type", state="read", text_value="CIN")
    night.execute("delete from staged.ssd_cp_plans")
    put(night, "staged.lacking", record_table="ssd_cp_plans")
    claimed(night)
    said = ask(night, "select kind, field from reconciled.record_discrepancies where tracker_row_id = 9")
    assert said == []
