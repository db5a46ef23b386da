"""Rules of the release, rules that name several tables, and the rows that break one."""

from __future__ import annotations

import duckdb
import pytest

from expectations.rules import load_rules
from expectations.runner import run_release_rules, run_validation
from tests.unit.judged_nights import CONTRACTS, PEOPLE, VISITS, a_rule, a_visit, failures, results
from tests.unit.staged_rows import an_empty_night, put

RELEASE = {"suite": "release", "table": "published.data_accuracy", "critical": True}
UNSURE = "select field as record_id, 'x' as value, locality from published.data_accuracy where accuracy > 100"


@pytest.fixture
def night():
    with an_empty_night() as connection:
        yield connection


def a_release(night: duckdb.DuckDBPyConnection, *accuracies: float) -> None:
    night.execute(
        "create or replace table published.data_accuracy (locality text, field text, accuracy double)"
    )
    for accuracy in accuracies:
        put(night, "published.data_accuracy", locality="South", field="dob", accuracy=accuracy)


def test_a_rule_of_the_release_is_judged_after_the_others_and_stands_beside_them(
    night: duckdb.DuckDBPyConnection,
):
    a_visit(night, "V1", cppv_cp_visit_seen="Perhaps")
    run_validation(night, VISITS, [])
    before = failures(night, "code_unknown", "failure_id")
    a_release(night, 99.0, 101.0)
    rule = a_rule(UNSURE, id="release_sure", **RELEASE)
    run_release_rules(night, VISITS, [rule])
    assert results(night, "release_sure") == [("release", None, 2, 1, False, True, None)]
    assert failures(night, "release_sure", "record_table, record_id, locality") == [
        ("published.data_accuracy", "dob", "South")
    ]
    assert failures(night, "code_unknown", "failure_id") == before


def test_a_release_judged_again_is_judged_afresh(night: duckdb.DuckDBPyConnection):
    run_validation(night, VISITS, [])
    rule = a_rule(UNSURE, id="release_sure", **RELEASE)
    for accuracy, left in ((101.0, 1), (99.0, 0)):
        a_release(night, accuracy)
        run_release_rules(night, VISITS, [rule])
        assert results(night, "release_sure") == [("release", None, 1, left, not left, True, None)]
        assert len(failures(night, "release_sure", "failure_id")) == left


def test_a_rule_may_name_rows_of_several_tables(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_person", pers_person_id="1")
    rule = a_rule(
        "select 'ssd_cin_plans' as record_table, '7' as record_id union all select 'ssd_cp_plans', '8'",
        table="ssd_person",
    )
    run_validation(night, PEOPLE, [rule])
    assert results(night, "own") == [("practice", None, 1, 2, False, False, None)]
    assert failures(night, "own", "record_table, record_id") == [
        ("ssd_cin_plans", "7"),
        ("ssd_cp_plans", "8"),
    ]


def test_rows_of_a_large_table_are_found_as_those_of_a_small_one(
    night: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
):
    a_visit(night, "V1", cppv_cp_visit_seen="Perhaps")
    a_visit(night, None)
    run_validation(night, VISITS, [])
    columns = "failure_id, rule_id, record_id, person_id, column_name, value"
    small = night.table("validated.failures").project(columns).order("all").fetchall()
    monkeypatch.setattr("expectations.judge._LARGE", 1)
    run_validation(night, VISITS, [])
    assert night.table("validated.failures").project(columns).order("all").fetchall() == small


def test_the_rows_that_break_a_rule_stay_to_be_looked_at(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_person", pers_person_id="1")
    rule = a_rule("select pers_person_id as record_id from staged.ssd_person")
    run_validation(night, PEOPLE, [rule])
    assert night.execute("select * from validated.failing_own").fetchall() == [("1",)]


def test_a_code_that_a_rule_of_its_own_judges_is_not_found_twice(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_person", pers_person_id="1")
    put(night, "staged.ssd_cp_plans", cppl_cp_plan_id="P1", cppl_person_id="1",
        cppl_cp_plan_initial_category="Worry", cppl_cp_plan_latest_category="NEG")  # fmt: skip
    rules = [rule for rule in load_rules() if rule.id in ("8905", "8910")]
    run_validation(night, {"ssd_cp_plans": CONTRACTS["ssd_cp_plans"]}, rules)
    assert failures(night, "code_unknown", "record_id") == []
    assert failures(night, "8905", "record_id, value") == [("P1", "Worry")]
    assert failures(night, "8910", "record_id") == []
