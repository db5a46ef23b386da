"""Rows of an extract that evidence is made of, and the evidence that is found in them."""

from __future__ import annotations

from datetime import date

import duckdb

from assets.performance.measuring import measure_system
from tests.unit.staged_rows import put

APRIL = date(2019, 4, 1)
PLAN_START = date(2019, 1, 7)


def allocate(
    night: duckdb.DuckDBPyConnection,
    person: str = "1",
    team: str | None = "N1",
    worker: str | None = "W1",
    start: date = date(2018, 1, 1),
    end: date | None = None,
    role: str = "Allocated Social Worker",
    record: str | None = None,
) -> None:
    put(
        night,
        "staged.ssd_involvements",
        invo_involvements_id=record,
        invo_professional_id=worker,
        invo_professional_role_id=role,
        invo_professional_team=team,
        invo_involvement_start_date=start,
        invo_involvement_end_date=end,
        invo_person_id=person,
    )


def plan_cp(
    night: duckdb.DuckDBPyConnection,
    plan: str | None = "CP1",
    person: str | None = "1",
    start: date | None = PLAN_START,
    end: date | None = None,
) -> None:
    put(
        night,
        "staged.ssd_cp_plans",
        cppl_cp_plan_id=plan,
        cppl_person_id=person,
        cppl_cp_plan_start_date=start,
        cppl_cp_plan_end_date=end,
    )


def plan_cin(
    night: duckdb.DuckDBPyConnection, plan: str = "CIN1", person: str = "1", start: date = PLAN_START
) -> None:
    put(
        night,
        "staged.ssd_cin_plans",
        cinp_cin_plan_id=plan,
        cinp_person_id=person,
        cinp_cin_plan_start_date=start,
    )


def visit(
    night: duckdb.DuckDBPyConnection,
    day: date,
    alone: str | None = "Y",
    plan: str | None = "CP1",
    record: str = "V1",
) -> None:
    put(
        night,
        "staged.ssd_cp_visits",
        cppv_cp_visit_id=record,
        cppv_person_id="1",
        cppv_cp_plan_id=plan,
        cppv_cp_visit_date=day,
        cppv_cp_visit_seen_alone=alone,
    )


def evidence(
    night: duckdb.DuckDBPyConnection,
    indicator: str,
    columns: str = "record_id, counts, days",
    period: date = APRIL,
) -> list[tuple[object, ...]]:
    measure_system(night)
    rows = night.execute(
        f"select {columns} from measured.system_evidence"  # noqa: S608
        " where indicator_id = ? and period = ? order by record_id, person_id",
        [indicator, period],
    )
    return rows.fetchall()
