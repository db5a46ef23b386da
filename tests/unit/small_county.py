"""A small county to reconcile: children, plans, tracker rows and figures, each from one line of a test.

Belongs here: what puts literal rows into a night, and runs matching, comparing and bridging on it.
Does not belong here: any row that a test is about.
"""

from __future__ import annotations

from datetime import date

import duckdb

from assets.performance.measuring import measure_system, measure_trackers
from assets.reconciliation.reconciling import bridge, compare, compare_figures, match
from tests.unit.staged_rows import an_empty_night, empty, put
from tests.unit.working_tables import working_tables

APRIL = date(2019, 4, 1)
BIRTHDAY = date(2010, 4, 3)
START = date(2019, 1, 7)
# The columns of the real thing, where another helper's shape of the table has fewer.
WHOLE_TABLES = ("staged.figures", "staged.workbooks")


def a_small_county() -> duckdb.DuckDBPyConnection:
    """An empty night on 1 May 2019: teams N1 and N2 in North, S1 in South; March and April are measured."""
    night = an_empty_night()
    for table in WHOLE_TABLES:
        columns = ", ".join(f"{name} {kind}" for name, kind in working_tables()[table].items())
        night.execute(f"create or replace table {table} ({columns})")
    return night


def clear(night: duckdb.DuckDBPyConnection) -> None:
    """Take out every row that the functions below put in."""
    empty(night, "staged.figures")


def child(
    night: duckdb.DuckDBPyConnection,
    person: str,
    name: str = "Ava Moon",
    dob: date | None = BIRTHDAY,
    family: str | None = None,
    plan: str | None = "CP",
    start: date = START,
    end: date | None = None,
    team: str | None = "N1",
    worker: str = "Jo Marsh",
    since: date = date(2018, 1, 1),
) -> None:
    """A person of the case system, with a plan (`CP`, `CIN` or none) and an allocated worker."""
    forename, _, surname = name.partition(" ")
    put(
        night,
        "staged.ssd_person",
        pers_person_id=person,
        pers_forename=forename,
        pers_surname=surname,
        pers_dob=dob,
    )
    if family:
        put(
            night,
            "staged.ssd_linked_identifiers",
            link_person_id=person,
            link_identifier_type="Case Number",
            link_identifier_value=family,
        )
    if team:
        allocate(night, person, team, worker, since)
    if plan == "CP":
        put(
            night,
            "staged.ssd_cp_plans",
            cppl_cp_plan_id=f"CP{person}",
            cppl_person_id=person,
            cppl_cp_plan_start_date=start,
            cppl_cp_plan_end_date=end,
        )
    elif plan == "CIN":
        put(
            night,
            "staged.ssd_cin_plans",
            cinp_cin_plan_id=f"CN{person}",
            cinp_person_id=person,
            cinp_cin_plan_start_date=start,
            cinp_cin_plan_end_date=end,
        )


def allocate(
    night: duckdb.DuckDBPyConnection,
    person: str,
    team: str,
    worker: str,
    since: date,
    until: date | None = None,
) -> None:
    """A worker, by name, allocated to a child."""
    put(
        night,
        "staged.ssd_professionals",
        prof_professional_id=f"P {worker}",
        prof_professional_name=worker,
        prof_professional_job_title="Social Worker",
    )
    put(
        night,
        "staged.ssd_involvements",
        invo_involvements_id=f"I {person} {since}",
        invo_professional_id=f"P {worker}",
        invo_professional_role_id="Allocated Social Worker",
        invo_professional_team=team,
        invo_involvement_start_date=since,
        invo_involvement_end_date=until,
        invo_person_id=person,
    )


def visit(night: duckdb.DuckDBPyConnection, person: str, day: date, alone: str = "Y") -> None:
    """A visit on the child's CP plan."""
    put(
        night,
        "staged.ssd_cp_visits",
        cppv_cp_visit_id=f"V {person} {day}",
        cppv_person_id=person,
        cppv_cp_plan_id=f"CP{person}",
        cppv_cp_visit_date=day,
        cppv_cp_visit_seen_alone=alone,
    )


def supervise(night: duckdb.DuckDBPyConnection, person: str, day: date) -> None:
    """A case supervision."""
    put(
        night,
        "staged.local_supervisions",
        supervision_id=f"S {person} {day}",
        person_id=person,
        supervision_date=day,
        supervision_type="case",
    )


def row(
    night: duckdb.DuckDBPyConnection,
    number: int,
    plan_type: str | None = "CP",
    team: str | None = "N1",
    locality: str = "North",
    sheet: str = "CP",
    **fields: object,
) -> None:
    """A tracker row; a field is a date, a text, None for a blank, or its state, what is typed and a note."""
    put(
        night,
        "staged.tracker_rows",
        tracker_row_id=number,
        locality=locality,
        team=team,
        source_file=f"{locality}/tracker.xlsx",
        sheet=sheet,
        row_number=number,
        cell=f"B{number}",
        plan_type=plan_type,
    )
    for field, value in fields.items():
        state, typed, *note = value if isinstance(value, tuple) else ("read" if value else "blank", value)
        put(
            night,
            "staged.tracker_values",
            tracker_row_id=number,
            field=field,
            cell=f"{field[0].upper()}{number}",
            typed=str(typed or ""),
            state=state,
            note=note[0] if note else None,
            text_value=typed if state == "read" and isinstance(typed, str) else None,
            date_value=typed if isinstance(typed, date) else None,
        )


def figure(
    night: duckdb.DuckDBPyConnection,
    number: int,
    indicator_id: str,
    value: float | None,
    decimals: int = 0,
    period: date = APRIL,
    team: str = "N1",
    state: str = "read",
    stored: float | None = None,
    sheet: str = "Summary",
    declared_place: str = "summary* / monthly",
) -> None:
    """A figure that North's manager typed."""
    put(
        night,
        "staged.figures",
        figure_id=number,
        locality="North",
        team=team,
        period=period,
        indicator_id=indicator_id,
        source_file="North/summary.xlsx",
        sheet=sheet,
        row_number=number,
        cell=f"C{number}",
        typed=str(value),
        state=state,
        value=value,
        decimals=decimals,
        stored=stored,
        declared_place=declared_place,
    )


def reconcile(night: duckdb.DuckDBPyConnection) -> None:
    """Everything, in the order of the night."""
    match(night)
    measure_system(night)
    measure_trackers(night)
    compare(night)
    compare_figures(night)
    bridge(night)


def ask(night: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[tuple]:
    """The rows of a query, with values for its question marks."""
    return night.execute(query, list(values)).fetchall()
