"""What a failure does: stop the night or the release, hold back a locality; and what Dagster shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dagster as dg
import duckdb
import pytest

from assets.checks import (
    RULES_OF_THE_NIGHT,
    RULES_OF_THE_RELEASE,
    StoppedNightError,
    _judged,
    _result,
    checks_of_the_night,
    stop_where_critical,
)
from assets.warehouse import run_sql
from expectations.contracts import load_contracts
from expectations.rules import load_contract_rules
from expectations.runner import run_release_rules, run_validation
from tests.unit.rule_rows import a_night_for_rules, cin, evidence, fill, indicator, tracker_row, typed, value
from tests.unit.staged_rows import put

PAGE = Path("/home/a county/rules.html")
FINDINGS = ["staged", "staging_findings"]
PEOPLE = {"ssd_person": load_contracts()["ssd_person"]}


@pytest.fixture
def night() -> Iterator[duckdb.DuckDBPyConnection]:
    with a_night_for_rules() as connection:
        yield connection


def judge(night: duckdb.DuckDBPyConnection) -> None:
    run_validation(night, PEOPLE, [rule for rule in RULES_OF_THE_NIGHT if rule.critical])


def test_a_night_without_critical_failures_goes_on(night: duckdb.DuckDBPyConnection) -> None:
    put(night, "staged.ssd_person", pers_person_id="1", pers_sex="Unheard of")
    judge(night)
    stop_where_critical(night)


def test_a_critical_rule_that_the_extract_breaks_stops_the_night_and_says_what_to_do(
    night: duckdb.DuckDBPyConnection,
) -> None:
    fill(night, [cin("C1", "2019-01-10")])
    judge(night)
    with pytest.raises(StoppedNightError) as stopped:
        stop_where_critical(night)
    assert str(stopped.value) == (
        "the critical rule plans_without_children of practice fails in 1 row. More than half of the open"
        " plans are of children that the extract does not have. Ask for the extract again; its tables are not"
        " of one night."
    )


def test_a_child_who_stands_twice_in_the_extract_stops_the_night(night: duckdb.DuckDBPyConnection) -> None:
    for _ in (1, 2):
        put(night, "staged.ssd_person", pers_person_id="1")
    judge(night)
    with pytest.raises(
        StoppedNightError, match="the critical rule key_repeated of ssd_person fails in 2 rows"
    ):
        stop_where_critical(night)


def test_a_critical_rule_that_could_not_be_judged_stops_the_night_with_its_reason(
    night: duckdb.DuckDBPyConnection,
) -> None:
    night.execute("alter table staged.ssd_cin_plans rename column cinp_person_id to child")
    judge(night)
    with pytest.raises(StoppedNightError) as stopped:
        stop_where_critical(night)
    assert str(stopped.value).startswith(
        "the critical rule plans_without_children of practice could not be judged: its SQL could not be run"
        " (BinderException). More than half"
    )


def test_a_critical_rule_that_one_locality_breaks_holds_it_back_and_stops_nobody_else(
    night: duckdb.DuckDBPyConnection,
) -> None:
    fill(
        night,
        [
            *(tracker_row(number) for number in range(10, 41)),
            *(tracker_row(2, "South"), typed(2, "name", "B9", text_value="Ann Lee")),
        ],
    )
    judge(night)
    stop_where_critical(night)
    night.execute(
        "create table staged.workbooks (locality text, source_file text, status text, reason text);"
        "create table staged.spreadsheet_coverage"
        " (locality text, source_file text, sheet text, status text, reason text)"
    )
    run_sql(night, "published/refusals.sql")
    assert night.execute("select locality, reason from carried.refusals").fetchall() == [
        ("North", "the critical rule tracker_rows_nameless: fails in 31 of 31 rows")
    ]


def test_a_critical_rule_of_the_release_keeps_it_from_being_made(night: duckdb.DuckDBPyConnection) -> None:
    judge(night)
    fill(night, [indicator("n"), value(numerator=2.0), evidence()])
    run_release_rules(night, PEOPLE, RULES_OF_THE_RELEASE)
    with pytest.raises(StoppedNightError) as stopped:
        stop_where_critical(night)
    assert "release_evidence_does_not_add_up of release fails in 1 row." in str(stopped.value)
    assert "the release before stays" in str(stopped.value)


def test_a_release_that_is_mended_is_let_through(night: duckdb.DuckDBPyConnection) -> None:
    judge(night)
    fill(night, [value(numerator=2.0), evidence()])
    run_release_rules(night, PEOPLE, RULES_OF_THE_RELEASE)
    fill(night, [evidence()])
    run_release_rules(night, PEOPLE, RULES_OF_THE_RELEASE)
    stop_where_critical(night)


def test_a_check_has_the_rules_severity_and_counts_only(night: duckdb.DuckDBPyConnection) -> None:
    put(night, "staged.ssd_person", pers_person_id="73519", pers_dob=date(2099, 1, 2))
    rules = [rule for rule in RULES_OF_THE_NIGHT if rule.id in ("8525Q", "8600", "no_supervision_60_days")]
    fill(night, [("ssd_cin_episodes", {"cine_referral_id": "R1"}), ("ssd_person", {"pers_person_id": "2"})])
    run_validation(night, PEOPLE, rules)
    judged = _judged(night)
    query = _result("rule_8525Q", "staged.ssd_person", judged["8525Q"], PAGE)
    error = _result("rule_8600", "staged.ssd_cin_episodes", judged["8600"], PAGE)
    unjudged = _result(
        "rule_no_supervision_60_days", "staged.ssd_person", judged["no_supervision_60_days"], PAGE
    )
    assert (query.passed, query.severity) == (False, dg.AssetCheckSeverity.WARN)
    assert (error.passed, error.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert error.metadata == {
        "failed_rows": dg.IntMetadataValue(1),
        "checked_rows": dg.IntMetadataValue(1),
        "rules": dg.UrlMetadataValue("file:///home/a%20county/rules.html#rule-8600"),
    }
    assert not unjudged.passed
    assert not unjudged.metadata.keys() & {"failed_rows", "checked_rows"}
    assert "local_supervisions is empty" in str(unjudged.metadata["reason"].value)
    assert "73519" not in repr([query, error, unjudged])


def test_a_rule_that_nobody_judged_has_failed() -> None:
    check = _result("rule_8600", "staged.ssd_cin_episodes", None, PAGE)
    assert (check.passed, check.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert check.metadata["reason"].value == "it was not judged"


def test_a_tables_contract_is_one_check_of_its_rows_and_leads_to_the_contracts_rules(
    night: duckdb.DuckDBPyConnection,
) -> None:
    for number in ("1", "2", "2"):
        put(night, "staged.ssd_person", pers_person_id=number)
    run_validation(night, PEOPLE, [])
    check = _result("contract", "staged.ssd_person", _judged(night)["ssd_person"], PAGE)
    said = {name: value.value for name, value in check.metadata.items()}
    assert said == {
        "checked_rows": 3,
        "failed_rows": 2,
        "rules": "file:///home/a%20county/rules.html#suite-contract",
    }


def test_what_staging_found_is_a_check_of_its_findings(night: duckdb.DuckDBPyConnection) -> None:
    names = {one.name for one in checks_of_the_night.check_specs if one.asset_key == dg.AssetKey(FINDINGS)}
    assert names == {f"rule_{rule.id}" for rule in load_contract_rules().values() if rule.kind == "finding"}
    put(night, "staged.staging_findings", rule_id="column_missing", record_table="ssd_person")
    run_validation(night, PEOPLE, [])
    judged = _judged(night)
    missing = _result("rule_column_missing", "staged.staging_findings", judged["column_missing"], PAGE)
    none = _result("rule_table_missing", "staged.staging_findings", judged["table_missing"], PAGE)
    assert (missing.passed, missing.severity) == (False, dg.AssetCheckSeverity.ERROR)
    assert missing.metadata["failed_rows"] == dg.IntMetadataValue(1)
    assert none.passed


def test_what_comes_after_waits_for_the_critical_rules() -> None:
    blocking = [one.key.to_user_string() for one in checks_of_the_night.check_specs if one.blocking]
    assert blocking == ["validated/results:critical_rules"]
