"""Rules to judge a night by, and what the judging says of one of them."""

from __future__ import annotations

from datetime import date

import duckdb

from expectations.contracts import load_contracts
from expectations.rules import Rule
from tests.unit.staged_rows import put

CONTRACTS = load_contracts()
VISITS = {"ssd_cp_visits": CONTRACTS["ssd_cp_visits"]}
PEOPLE = {"ssd_person": CONTRACTS["ssd_person"]}


def a_rule(sql: str, **more: object) -> Rule:
    about = {"severity": "error", "table": "ssd_person", "sentence": "s", "todo": "t", "source": "s"}
    return Rule.model_validate({"id": "own", "sql": sql, **about, **more})


def results(night: duckdb.DuckDBPyConnection, rule_id: str) -> list[tuple[object, ...]]:
    return night.execute(
        "select suite, locality, checked, failed, passed, critical, reason from validated.results"
        " where rule_id = ? order by suite, locality",
        [rule_id],
    ).fetchall()


def failures(night: duckdb.DuckDBPyConnection, rule_id: str, columns: str) -> list[tuple[object, ...]]:
    table = night.table("validated.failures").filter(duckdb.ColumnExpression("rule_id") == rule_id)
    return table.project(columns).order("all").fetchall()


def a_visit(night: duckdb.DuckDBPyConnection, number: str | None, **values: object) -> None:
    given = {
        "cppv_person_id": "1", "cppv_cp_plan_id": "P1", "cppv_cp_visit_date": date(2019, 4, 1), **values,
    }  # fmt: skip
    put(night, "staged.ssd_cp_visits", cppv_cp_visit_id=number, **given)
