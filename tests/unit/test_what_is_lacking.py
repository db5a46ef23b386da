"""A role that nobody in the extract has, and teams that only county.yaml or only the extract names."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.performance.measuring import measure_system, measure_trackers
from assets.reconciliation.reconciling import compare, compare_figures, match
from assets.warehouse import run_sql
from tests.unit.small_county import a_small_county, allocate, ask, child, clear, figure, row
from tests.unit.staged_rows import put

TEAMS = ("N1", "N2", "S1")


@pytest.fixture(scope="module")
def county() -> duckdb.DuckDBPyConnection:
    return a_small_county()


@pytest.fixture
def night(county: duckdb.DuckDBPyConnection):
    for team in TEAMS:
        put(county, "staged.ssd_department", dept_team_name=team)
    yield county
    clear(county)


def involve(night: duckdb.DuckDBPyConnection, role: str | None, times: int = 1) -> None:
    for _ in range(times):
        put(night, "staged.ssd_involvements", invo_professional_role_id=role)


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ({}, None),
        ({" allocated social WORKER ": 1, "Reviewing Officer": 2}, None),
        (
            {"Social Worker": 4, "Reviewing Officer": 2, None: 9, "Team Manager": 2, "Adviser": 1},
            "the most frequent are 'Social Worker' (4), 'Reviewing Officer' (2), 'Team Manager' (2)",
        ),
        ({None: 2}, "none has any"),
    ],
)
def test_a_role_that_no_involvement_has_is_lacking(
    night: duckdb.DuckDBPyConnection, roles: dict[str | None, int], said: str | None
) -> None:
    for role, times in roles.items():
        involve(night, role, times)
    run_sql(night, "staging/lacking.sql")
    sentence = (
        "no involvement has the role 'Allocated Social Worker' (allocated_role of county.yaml); "
        f"{said}. What rests on who is allocated is blank tonight. Correct the one or the other"
    )
    lacking = ask(night, "select * from staged.lacking")
    assert lacking == ([("ssd_involvements", "invo_professional_role_id", sentence)] if said else [])


def test_roles_that_did_not_come_are_told_of_once(night: duckdb.DuckDBPyConnection) -> None:
    involve(night, None)
    put(
        night,
        "staged.staging_findings",
        rule_id="column_missing",
        record_table="ssd_involvements",
        column_name="invo_professional_role_id",
        message="it is not there",
    )
    run_sql(night, "staging/lacking.sql")
    assert ask(night, "select said from staged.lacking") == [("it is not there",)]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("ssd_department", "dept_team_name"),
        ("ssd_involvements", "invo_professional_team"),
        ("ssd_cin_assessments", "cina_assessment_team"),
        ("ssd_initial_cp_conference", "icpc_icpc_team"),
        ("ssd_cin_episodes", "cine_referral_team"),
        (None, None),
    ],
)
def test_a_declared_team_is_apart_where_no_record_of_any_date_names_it(
    night: duckdb.DuckDBPyConnection, table: str | None, column: str | None
) -> None:
    night.execute("delete from staged.ssd_department where dept_team_name = 'N2'")
    if table:
        put(night, f"staged.{table}", **{str(column): "N2"})
    run_sql(night, "staging/teams_apart.sql")
    apart = ask(night, "select locality, team, open_plans from staged.teams_apart")
    assert apart == ([] if table else [("North", "N2", None)])


def test_a_team_with_open_plans_that_no_locality_declares_is_apart(night: duckdb.DuckDBPyConnection) -> None:
    child(night, "1", team="Adoption")
    child(night, "2", team="Adoption", plan="CIN")
    child(night, "3", team="Adoption", end=date(2019, 4, 1))
    child(night, "4", team="Leaving Care", plan=None)
    child(night, "5", team="Adoption")
    allocate(night, "5", "N1", "Al Reed", date(2019, 4, 2))
    run_sql(night, "staging/teams_apart.sql")
    [(locality, team, plans, said)] = ask(night, "select * from staged.teams_apart")
    assert (locality, team, plans) == (None, "Adoption", 2)
    assert said.startswith(
        "the extract has 2 open plans in 'Adoption', a team that county.yaml does not declare: "
    )


def test_a_table_without_a_row_and_a_column_without_a_value_are_lacking(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "1", start=None)
    child(night, "2", start=None)
    run_sql(night, "staging/came_empty.sql", "staging/lacking.sql")
    query = "select record_table || coalesce('.' || column_name, ''), said from staged.lacking"
    said = dict(ask(night, query))
    assert said["ssd_cp_plans.cppl_cp_plan_start_date"] == (
        "ssd_cp_plans.csv: cppl_cp_plan_start_date is blank in every row."
        " What rests on it is blank tonight. Ask for it again."
    )
    assert said["ssd_cp_visits"] == (
        "ssd_cp_visits.csv came without a row. What rests on it is blank tonight. Ask for it again."
    )
    assert "ssd_cp_plans" not in said
    assert "ssd_cp_plans.cppl_person_id" not in said
    night.execute("delete from staged.came_empty")


def test_what_did_not_come_at_all_is_told_once(night: duckdb.DuckDBPyConnection) -> None:
    for rule, column in (("table_missing", None), ("column_missing", "cppl_cp_plan_start_date")):
        put(
            night,
            "staged.staging_findings",
            rule_id=rule,
            record_table="ssd_cp_plans" if column else "ssd_cp_visits",
            column_name=column,
            message="did not come",
        )
    child(night, "1", start=None)
    run_sql(night, "staging/came_empty.sql", "staging/lacking.sql")
    query = "select said from staged.lacking where record_table in ('ssd_cp_plans', 'ssd_cp_visits')"
    assert ask(night, query) == [("did not come",), ("did not come",)]
    night.execute("delete from staged.came_empty")


def test_nobody_is_asked_about_a_team_that_is_said_to_be_of_no_locality(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "1", team="Adoption")
    put(night, "staged.other_teams", team="Adoption")
    run_sql(night, "staging/teams_apart.sql")
    assert ask(night, "select team from staged.teams_apart") == []
    night.execute("delete from staged.other_teams")


@pytest.mark.parametrize(
    ("table", "column"), [("ssd_involvements", "invo_professional_team"), ("ssd_department", None)]
)
def test_no_team_is_apart_where_the_names_of_teams_did_not_come(
    night: duckdb.DuckDBPyConnection, table: str, column: str | None
) -> None:
    night.execute("delete from staged.ssd_department")
    put(night, "staged.lacking", record_table=table, column_name=column)
    run_sql(night, "staging/teams_apart.sql")
    assert ask(night, "select locality, team from staged.teams_apart") == []


def test_with_a_role_that_nobody_has_no_figure_and_no_child_is_said_to_be_wrong(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "50001", team="S1")
    child(night, "50002", "Olga Late", date(2011, 1, 1))
    row(night, 1, child_id="50001", name="Ava Moon", dob=date(2010, 4, 3), worker="Kim Other")
    figure(night, 1, "open_cp_plans", 7)
    night.execute("update staged.ssd_involvements set invo_professional_role_id = 'Social Worker'")
    run_sql(night, "staging/lacking.sql")
    match(night)
    measure_system(night)
    measure_trackers(night)
    compare(night)
    compare_figures(night)
    assert ask(night, "select kind, field from reconciled.discrepancies") == []
    assert ask(night, "select system_value, agrees from reconciled.figures") == [(None, None)]


def test_a_figure_of_a_team_that_the_extract_never_names_is_not_judged(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "50001")
    figure(night, 1, "open_cp_plans", 7, team="N2")
    figure(night, 2, "open_cp_plans", 7, team="All")
    figure(night, 3, "open_cp_plans", 7, team="N1")
    put(night, "staged.teams_apart", locality="North", team="N2")
    match(night)
    measure_system(night)
    measure_trackers(night)
    compare(night)
    compare_figures(night)
    judged = ask(night, "select figure_id, system_value, agrees from reconciled.figures order by all")
    assert judged == [(1, None, None), (2, None, None), (3, 1, False)]
