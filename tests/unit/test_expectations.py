"""Great Expectations judging staged tables on DuckDB, and every row that fails."""

from __future__ import annotations

import logging
from datetime import date

import duckdb
import pytest

from expectations.contracts import load_contracts
from expectations.rules import load_rules
from expectations.runner import run_validation
from tests.unit.judged_nights import CONTRACTS, PEOPLE, VISITS, a_rule, a_visit, failures, results
from tests.unit.staged_rows import an_empty_night, put


@pytest.fixture
def night():
    with an_empty_night() as connection:
        yield connection


def test_a_table_that_keeps_its_contract_passes_every_rule_of_it(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_person", pers_person_id="1")
    put(night, "staged.ssd_cp_plans", cppl_cp_plan_id="P1", cppl_person_id="1")
    a_visit(night, "V1", cppv_cp_visit_seen="Y")
    run_validation(night, VISITS, [])
    rules = night.execute(
        "select rule_id, checked, failed, passed from validated.results"
        " where suite = 'ssd_cp_visits' order by 1"
    ).fetchall()
    assert rules == [
        (rule, 1, 0, True)
        for rule in (
            "code_unknown", "date_after_as_at", "key_missing", "key_repeated", "reference_missing",
            "required_missing",
        )
    ]  # fmt: skip
    assert night.execute("select count(*) from validated.failures").fetchall() == [(0,)]


def test_each_fault_of_a_contract_is_found_under_its_rule_with_its_record(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_person", pers_person_id="1")
    put(night, "staged.ssd_cp_plans", cppl_cp_plan_id="P1", cppl_person_id="1")
    a_visit(night, "V1", cppv_cp_visit_seen="Perhaps")
    a_visit(night, "V2", cppv_cp_visit_date=date(2019, 5, 2))
    a_visit(night, None)
    a_visit(night, "V4")
    a_visit(night, "V4")
    a_visit(night, "V5", cppv_cp_plan_id="P9")
    a_visit(night, "V6", cppv_cp_visit_date=None)
    a_visit(night, "V7", cppv_cp_visit_date=date(2019, 5, 1))
    run_validation(night, VISITS, [])
    found = {
        rule: failures(night, rule, "record_id, column_name, value")
        for rule in ("code_unknown", "date_after_as_at", "key_missing", "key_repeated", "reference_missing",
                     "required_missing")
    }  # fmt: skip
    assert found == {
        "code_unknown": [("V1", "cppv_cp_visit_seen", "Perhaps")],
        "date_after_as_at": [("V2", "cppv_cp_visit_date", "2019-05-02")],
        "key_missing": [(None, "cppv_cp_visit_id", None)],
        "key_repeated": [("V4", "cppv_cp_visit_id", "V4"), ("V4", "cppv_cp_visit_id", "V4")],
        "reference_missing": [("V5", "cppv_cp_plan_id", "P9")],
        "required_missing": [("V6", "cppv_cp_visit_date", None)],
    }
    assert results(night, "key_repeated") == [("ssd_cp_visits", None, 8, 2, False, False, None)]


def test_every_failing_row_is_fetched_and_its_id_is_its_own(night: duckdb.DuckDBPyConnection):
    night.execute(
        "insert into staged.ssd_person (pers_person_id, pers_sex, source_row)"
        " select 'same', 'X', i from range(1000) rows(i)"
    )
    run_validation(night, PEOPLE, [])
    counts = night.execute("select count(*), count(distinct failure_id) from validated.failures").fetchall()
    assert counts == [(2000, 2000)]
    assert results(night, "key_repeated")[0][5] is True, "a repeated child stops the night"


def test_a_failure_keeps_its_id_when_rows_move(night: duckdb.DuckDBPyConnection):
    a_visit(night, "V1", cppv_cp_visit_seen="Perhaps")
    run_validation(night, VISITS, [])
    before = failures(night, "code_unknown", "failure_id")
    night.execute("delete from staged.ssd_cp_visits")
    a_visit(night, "V0")
    a_visit(night, "V1", cppv_cp_visit_seen="Perhaps")
    run_validation(night, VISITS, [])
    assert failures(night, "code_unknown", "failure_id") == before


def test_a_missing_parent_table_is_not_held_against_every_row(night: duckdb.DuckDBPyConnection):
    a_visit(night, "V1")
    run_validation(night, VISITS, [])
    assert results(night, "reference_missing") == []


def test_a_team_may_be_referred_to_by_name_or_number(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_department", dept_team_id="D1", dept_team_name="N1")
    for number, team in (("C1", "D1"), ("C2", "N1"), ("C3", "N9")):
        put(night, "staged.ssd_cin_plans", cinp_cin_plan_id=number, cinp_cin_plan_team=team)
    run_validation(night, {"ssd_cin_plans": CONTRACTS["ssd_cin_plans"]}, [])
    assert failures(night, "reference_missing", "record_id, value") == [("C3", "N9")]


def test_a_value_that_identifies_a_child_is_left_out(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_person", pers_person_id="1", pers_dob=date(2019, 6, 1))
    run_validation(night, PEOPLE, [a_rule(
        "select pers_person_id as record_id, null as person_id, 'dob' as column_name, 'x' as value"
        " from staged.ssd_person"
    )])  # fmt: skip
    assert failures(night, "date_after_as_at", "column_name, value") == [("pers_dob", None)]
    assert failures(night, "own", "column_name, value") == [("dob", None)]


def test_a_failure_has_the_locality_of_the_childs_newest_allocated_team(night: duckdb.DuckDBPyConnection):
    def allocated(child: str, team: str, start: date, end: date | None = None, role: str = "") -> None:
        put(
            night, "staged.ssd_involvements", invo_person_id=child, invo_professional_team=team,
            invo_involvement_start_date=start, invo_involvement_end_date=end,
            invo_professional_role_id=role or "Allocated Social Worker",
        )  # fmt: skip

    allocated("1", "N1", date(2018, 1, 1), date(2019, 1, 1))
    allocated("1", "S1", date(2019, 1, 1))
    allocated("2", "N1", date(2018, 1, 1), date(2018, 6, 1))
    allocated("2", "S1", date(2019, 1, 1), role="Family support worker")
    for child in ("1", "2", "3"):
        a_visit(night, f"V{child}", cppv_person_id=child, cppv_cp_visit_seen="Perhaps")
    run_validation(night, VISITS, [])
    assert failures(night, "code_unknown", "record_id, locality") == [
        ("V1", "South"),
        ("V2", "North"),
        ("V3", None),
    ]


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("select no_such_column from staged.ssd_person", "BinderException"),
        ("select from where", "ParserException"),
        (
            "select cast('x' || pers_person_id as int) as record_id from staged.ssd_person",
            "ConversionException",
        ),
        (
            "select 1 as record_id from staged.ssd_person where cast('x' || pers_person_id as int) = 1",
            "ConversionException",
        ),
    ],
)
def test_a_rule_that_throws_has_failed_with_its_reason_and_the_others_are_judged(
    sql: str, kind: str, night: duckdb.DuckDBPyConnection
):
    put(night, "staged.ssd_person", pers_person_id="Ann")
    good = a_rule("select pers_person_id as record_id from staged.ssd_person", id="good")
    run_validation(night, PEOPLE, [a_rule(sql, critical=True), good])
    [(_, _, _, failed, passed, critical, reason)] = results(night, "own")
    assert (failed, passed, critical) == (None, False, True)
    assert kind in str(reason)
    assert "Ann" not in str(reason)
    assert results(night, "good") == [("practice", None, 1, 1, False, False, None)]


def test_an_expectation_that_throws_has_failed_with_its_reason(night: duckdb.DuckDBPyConnection):
    a_visit(night, "V1")
    night.execute("alter table staged.ssd_cp_visits drop column cppv_cp_visit_seen")
    run_validation(night, VISITS, [])
    [(_, _, _, failed, passed, _, reason)] = results(night, "code_unknown")
    assert (failed, passed) == (None, False)
    assert "could not be judged" in str(reason)
    assert results(night, "key_missing") == [("ssd_cp_visits", None, 1, 0, True, False, None)]


def test_what_great_expectations_cannot_judge_at_all_has_failed_with_its_reason(
    night: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
):
    from great_expectations.datasource.fluent.interfaces import Batch

    def throw(*_: object, **__: object) -> None:
        raise ValueError("Ann")

    a_visit(night, "V1")
    monkeypatch.setattr(Batch, "validate", throw)
    run_validation(night, VISITS, [a_rule("select pers_person_id as record_id from staged.ssd_person")])
    reason = "it could not be judged (ValueError)"
    assert results(night, "own") == [("practice", None, None, None, False, False, reason)]
    assert results(night, "key_missing") == [("ssd_cp_visits", None, None, None, False, False, reason)]
    assert results(night, "key_repeated") == [("ssd_cp_visits", None, None, None, False, False, reason)]


def test_every_rule_that_is_broken_has_failed_however_many_they_are(night: duckdb.DuckDBPyConnection):
    found = "select '1' as record_id, '1' as person_id, 'pers_dob' as column_name, null as value"
    rules = [a_rule(f"{found} where {number} <> 7", id=f"own_{number}") for number in range(250)]
    run_validation(night, PEOPLE, rules)
    kept = night.execute("select rule_id from validated.results where suite = 'practice' and passed")
    assert kept.fetchall() == [("own_7",)]
    assert len(night.table("validated.failures")) == 249


def test_a_comparison_of_rows_that_throws_has_failed_with_its_reason(night: duckdb.DuckDBPyConnection):
    a_visit(night, "V1")
    night.execute("alter table staged.ssd_cp_visits drop column cppv_cp_plan_id")
    run_validation(night, VISITS, [])
    [(_, _, _, failed, passed, _, reason)] = results(night, "reference_missing")
    assert (failed, passed) == (None, False)
    assert "BinderException" in str(reason)


def test_a_rule_is_not_judged_while_a_table_it_needs_is_empty(night: duckdb.DuckDBPyConnection):
    rule = a_rule("select pers_person_id as record_id from staged.ssd_person", needs=["ssd_cp_visits"])
    put(night, "staged.ssd_person", pers_person_id="1")
    run_validation(night, PEOPLE, [rule])
    reason = "ssd_cp_visits is empty tonight"
    assert results(night, "own") == [("practice", None, None, None, False, False, reason)]


@pytest.mark.parametrize(
    ("table", "column", "is_judged"),
    [
        ("ssd_cp_visits", "cppv_cp_visit_date", False),
        ("ssd_cp_visits", "cppv_cp_visit_id", True),
        ("ssd_s47_enquiry", "s47e_s47_start_date", False),
        ("ssd_initial_cp_conference", None, False),
        ("ssd_cin_plans", None, True),
        ("ssd_person", "pers_sex", True),
    ],
)
def test_a_rule_is_not_judged_while_something_that_it_or_its_helper_reads_is_lacking(
    night: duckdb.DuckDBPyConnection, table: str, column: str | None, is_judged: bool
):
    rule = a_rule(
        "select pers_person_id as record_id from staged.ssd_person -- and not its pers_sex\n"
        "left join staged.ssd_cp_visits as visit on cppv_person_id = pers_person_id\n"
        "left join validated.enquiries as enquiry on enquiry.person_id = pers_person_id\n"
        "where visit.cppv_cp_visit_date is null and enquiry.started is null"
    )
    put(night, "staged.ssd_person", pers_person_id="1")
    put(night, "staged.lacking", record_table=table, column_name=column)
    run_validation(night, PEOPLE, [rule])
    lacks = f"lacks {column}" if column else "did not come"
    reason = None if is_judged else f"{table} {lacks} tonight"
    assert [row[-1] for row in results(night, "own")] == [reason]


def test_a_critical_rule_is_judged_all_the_same_lest_it_stop_the_night(night: duckdb.DuckDBPyConnection):
    [rule] = [one for one in load_rules() if one.id == "plans_without_children"]
    put(night, "staged.ssd_cp_plans", cppl_cp_plan_id="P1")
    put(night, "staged.lacking", record_table="ssd_cp_plans", column_name="cppl_person_id")
    run_validation(night, PEOPLE, [rule])
    assert [row[3:] for row in results(night, rule.id)] == [(0, True, True, None)]


def test_a_column_that_did_not_come_is_held_against_no_row(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_cp_plans", cppl_cp_plan_id=None)
    a_visit(night, None, cppv_person_id=None)
    put(night, "staged.lacking", record_table="ssd_cp_visits", column_name="cppv_cp_visit_id")
    put(night, "staged.lacking", record_table="ssd_cp_plans", column_name="cppl_cp_plan_id")
    run_validation(night, VISITS, [])
    reason = "ssd_cp_visits lacks cppv_cp_visit_id tonight"
    assert [row[3:] for row in results(night, "key_missing")] == [(None, False, False, reason)]
    # Another column of the rule came, and is judged; no visit is held to refer to a plan without a number.
    assert failures(night, "required_missing", "column_name") == [("cppv_person_id",)]
    assert results(night, "reference_missing") == []


def test_a_rule_of_the_workbooks_is_judged_by_locality(night: duckdb.DuckDBPyConnection):
    for number, locality in ((1, "North"), (2, "North"), (3, "South")):
        put(
            night,
            "staged.tracker_rows",
            tracker_row_id=number,
            locality=locality,
            source_file="t.xlsx",
            sheet="CP",
        )
    put(night, "staged.tracker_values", tracker_row_id=3, field="name", state="read", text_value="Ann Lee")
    put(night, "staged.tracker_values", tracker_row_id=3, field="last_visit", cell="F9", typed="02/05/2019",
        state="read", date_value=date(2019, 5, 2))  # fmt: skip
    run_validation(night, PEOPLE, [rule for rule in load_rules() if rule.suite == "workbooks"])
    assert results(night, "tracker_rows_nameless") == [
        ("workbooks", "North", 2, 2, False, True, None),
        ("workbooks", "South", 1, 0, True, True, None),
    ]
    place = "locality, source_file, sheet, cell, value"
    assert failures(night, "tracker_visit_in_future", place) == [
        ("South", "t.xlsx", "CP", "F9", "02/05/2019")
    ]


def test_rows_of_no_locality_of_the_county_break_a_workbook_rule_too(night: duckdb.DuckDBPyConnection):
    put(night, "staged.tracker_rows", tracker_row_id=1, locality="West", source_file="t.xlsx", sheet="CP")
    run_validation(night, PEOPLE, [rule for rule in load_rules() if rule.id == "tracker_rows_nameless"])
    assert results(night, "tracker_rows_nameless") == [
        ("workbooks", "North", 0, 0, True, True, None),
        ("workbooks", "South", 0, 0, True, True, None),
        ("workbooks", "West", 1, 1, False, True, None),
    ]


def test_the_rows_of_a_table_are_counted_by_the_locality_of_the_childs_team(night: duckdb.DuckDBPyConnection):
    put(night, "staged.ssd_department", dept_team_id="17", dept_team_name="S1")
    for child, team in (("1", "N2"), ("2", "17"), ("3", "A team elsewhere")):
        put(night, "staged.ssd_involvements", invo_person_id=child, invo_professional_team=team,
            invo_professional_role_id="Allocated Social Worker")  # fmt: skip
    for number, child in enumerate(("1", "1", "2", "3", None)):
        a_visit(night, f"V{number}", cppv_person_id=child)
    contracts = {name: load_contracts()[name] for name in ("ssd_cp_visits", "ssd_department")}
    run_validation(night, contracts, [])
    assert night.table("validated.checked_rows").fetchall() == [
        ("ssd_cp_visits", "North", 2),
        ("ssd_cp_visits", "South", 1),
        ("ssd_cp_visits", None, 2),
        ("ssd_department", None, 1),
    ]
    assert failures(night, "required_missing", "locality, column_name") == [(None, "cppv_person_id")]


def test_what_staging_found_stands_beside_what_was_judged(night: duckdb.DuckDBPyConnection):
    put(
        night,
        "staged.staging_findings",
        rule_id="column_missing",
        record_table="ssd_person",
        column_name="pers_dob",
    )
    run_validation(night, PEOPLE, [])
    assert results(night, "column_missing") == [("staging", None, None, 1, False, False, None)]
    assert results(night, "table_missing") == [("staging", None, None, 0, True, False, None)]
    assert failures(night, "column_missing", "record_table, column_name") == [("ssd_person", "pers_dob")]


def test_nothing_of_a_child_is_logged_or_printed(
    night: duckdb.DuckDBPyConnection, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
):
    put(night, "staged.ssd_person", pers_person_id="73519", pers_sex="Unheard of", pers_surname="Yelland")
    thrower = a_rule("select cast(pers_surname as int) as record_id from staged.ssd_person")
    with caplog.at_level(logging.DEBUG):
        run_validation(night, PEOPLE, [thrower])
    said = caplog.text + "".join(capsys.readouterr())
    assert "rules judged" in said
    for secret in ("73519", "Unheard of", "Yelland"):
        assert secret not in said
