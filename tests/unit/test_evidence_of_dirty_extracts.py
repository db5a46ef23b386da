"""Evidence of extracts as they come: ids twice or not at all, two allocations at once, lost tables."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.warehouse import run_sql
from tests.unit.evidence_rows import allocate, evidence, plan_cp, visit
from tests.unit.staged_rows import put


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_two_open_allocations_the_newest_holds(
    night: duckdb.DuckDBPyConnection, newest_first: bool
) -> None:
    starts = [(date(2019, 2, 1), "S1", "I2"), (date(2018, 2, 1), "N1", "I1")]
    for start, team, record in starts if newest_first else reversed(starts):
        allocate(night, team=team, start=start, record=record)
    plan_cp(night)
    assert evidence(night, "open_cp_plans", "team") == [("S1",)]
    assert evidence(night, "average_caseload", "team") == [("S1",)]


def test_of_two_allocations_begun_on_one_day_the_later_record_holds(
    night: duckdb.DuckDBPyConnection,
) -> None:
    allocate(night, team="S1", record="I2")
    allocate(night, team="N1", record="I1")
    plan_cp(night)
    assert evidence(night, "open_cp_plans", "team") == [("S1",)]


@pytest.mark.parametrize("team", [None, "Adoption"])
def test_a_plan_without_a_declared_team_is_seen_under_not_known(
    night: duckdb.DuckDBPyConnection, team: str | None
) -> None:
    if team:
        allocate(night, team=team)
    plan_cp(night)
    assert evidence(night, "open_cp_plans", "locality, team") == [("Not known", team)]


def test_an_id_delivered_twice_is_one_record_and_its_first_line(night: duckdb.DuckDBPyConnection) -> None:
    allocate(night)
    plan_cp(night, start=date(2019, 4, 1))
    plan_cp(night, start=date(2019, 4, 2))
    visit(night, date(2019, 4, 29))
    visit(night, date(2019, 4, 29))
    assert evidence(night, "open_cp_plans") == [("CP1", True, 29)]
    assert evidence(night, "pct_cp_visits_in_timescale") == [("CP1", True, 1)]


def test_records_without_an_id_stay_apart_and_are_named_by_their_line(
    night: duckdb.DuckDBPyConnection,
) -> None:
    allocate(night)
    plan_cp(night, plan=None)
    plan_cp(night, plan=None)
    assert evidence(night, "open_cp_plans", "record_id") == [("line 2",), ("line 3",)]


def test_a_plan_of_a_child_nobody_knows_is_still_a_plan(night: duckdb.DuckDBPyConnection) -> None:
    plan_cp(night, plan="CP1", person=None)
    plan_cp(night, plan="CP2", person=None)
    assert len(evidence(night, "open_cp_plans")) == 2
    assert evidence(night, "pct_supervised_30d", "record_id") == [("CP1",), ("CP2",)]


@pytest.mark.parametrize(
    ("finding", "silenced"),
    [
        ({"rule_id": "table_missing"}, True),
        ({"rule_id": "table_unreadable"}, True),
        ({"rule_id": "column_missing", "column_name": "cppv_cp_visit_date"}, True),
        ({"rule_id": "column_unreadable", "column_name": "cppv_cp_visit_date"}, True),
        ({"rule_id": "column_missing", "column_name": "cppv_cp_visit_bedroom"}, False),
        ({"rule_id": "wrong_type", "column_name": "cppv_cp_visit_date"}, False),
    ],
)
def test_what_did_not_come_silences_the_indicators_that_need_it_and_no_other(
    night: duckdb.DuckDBPyConnection, finding: dict[str, str], silenced: bool
) -> None:
    allocate(night)
    plan_cp(night)
    put(night, "staged.staging_findings", record_table="ssd_cp_visits", **finding)
    run_sql(night, "staging/lacking.sql")
    assert (evidence(night, "pct_cp_visits_in_timescale") == []) is silenced
    assert len(evidence(night, "open_cp_plans")) == 1
