"""Validation as Dagster sees it: the step that judges, and a check for each table's contract and each rule.

Belongs here: what a failure does (stop the night or the release), how results become checks.
Does not belong here: any rule, Great Expectations.
"""

# Dagster reads the annotations of a check's function: no `from __future__ import annotations` here.

from collections.abc import Iterator, Sequence
from datetime import date

import dagster as dg
import duckdb

from assets.case_system.assets import EXTRACT, FINDINGS, FRAME
from assets.faults import PlainError
from assets.locality.assets import TABLES as WORKBOOKS
from assets.resources import CountyResource, Night, faults_in_one_line, night_step, table_key
from assets.warehouse import run_sql
from expectations.contracts import load_contracts
from expectations.rules import Rule, load_contract_rules, load_rules
from expectations.runner import run_release_rules, run_validation

VALIDATED = {
    "validated.results": "Each rule: how many rows it looked at, and how many break it.",
    "validated.failures": "Each row that breaks a rule, with its place.",
}
RULES_OF_THE_NIGHT = tuple(rule for rule in load_rules() if rule.suite != "release")
RULES_OF_THE_RELEASE = tuple(rule for rule in load_rules() if rule.suite == "release")
_CONTRACT = "contract"
_CRITICAL = "critical_rules"
_SEVERITY = {"error": dg.AssetCheckSeverity.ERROR}
_Judged = dict[str, tuple[bool, str, int, str | None]]


class StoppedNightError(PlainError):
    """A critical rule fails: the night would mean nothing, and the last release stays."""


@night_step(
    tables=VALIDATED, after=[*FRAME, *EXTRACT, *FINDINGS, *WORKBOOKS], kinds=["greatexpectations", "duckdb"]
)
def validating(night: Night) -> None:
    """Let Great Expectations judge every staged table, and keep every row that fails."""
    run_validation(night.connection, load_contracts(), RULES_OF_THE_NIGHT)


def judge_release(connection: duckdb.DuckDBPyConnection) -> None:
    """Judge the tables that are about to be released, and tell those of them that say what failed.

    Args:
        connection: the night's database, in which `make_tables` has made the released tables.
    """
    run_release_rules(connection, load_contracts(), RULES_OF_THE_RELEASE)
    # What the release says of its own rules can only be written after they were judged.
    run_sql(
        connection,
        "published/validation_results.sql",
        "inspection/observations.sql",
        "inspection/lives.sql",
        "inspection/validation_failures.sql",
    )


def stop_where_critical(connection: duckdb.DuckDBPyConnection) -> None:
    """Let nothing follow where a critical rule of the extract or of the release fails.

    Raises:
        StoppedNightError: with the rule, how many rows break it, and what to do.
    """
    run_sql(connection, "validation/stopping.sql")
    stopping = connection.table("validated.stopping").fetchall()
    if not stopping:
        return
    rule_id, suite, failed, reason = stopping[0]
    says = {rule.id: rule for rule in load_rules()}.get(rule_id) or load_contract_rules()[rule_id]
    why = reason or f"fails in {failed:,} rows"
    raise StoppedNightError(f"the critical rule {rule_id} of {suite} {why}. {says.sentence} {says.todo}")


def _check_name(rule: Rule) -> str:
    return f"rule_{rule.id}"


def _specs(rules: Sequence[Rule]) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            _check_name(rule),
            asset=table_key(rule.full_table),
            additional_deps=[table_key("validated.results")],
            description=f"Should be empty: {rule.sentence} {rule.todo} ({rule.source})",
        )
        for rule in rules
    ]


@dg.multi_asset_check(
    name="checks_of_the_night",
    specs=[
        dg.AssetCheckSpec(
            _CRITICAL,
            asset=table_key("validated.results"),
            # What comes after waits for it.
            blocking=True,
            description="No critical rule of the extract fails; where one does, the last release stays.",
        ),
        *(
            dg.AssetCheckSpec(
                _CONTRACT,
                asset=table_key(f"staged.{table}"),
                additional_deps=[table_key("validated.results")],
                description="Keys, required values, codes, references and dates are as its contract says.",
            )
            for table in load_contracts()
        ),
        *_specs(RULES_OF_THE_NIGHT),
    ],
)
def checks_of_the_night(
    context: dg.AssetCheckExecutionContext, county: CountyResource
) -> Iterator[dg.AssetCheckResult]:
    """What was judged, as checks of the staged tables: counts only."""
    as_at = date.fromisoformat(context.partition_key)
    with faults_in_one_line("checks_of_the_night"), county.night(as_at) as night:
        judged = _judged(night.connection)
        for table in load_contracts():
            yield _result(_CONTRACT, f"staged.{table}", judged.get(table))
        for rule in RULES_OF_THE_NIGHT:
            yield _result(_check_name(rule), rule.full_table, judged.get(rule.id))
        stop_where_critical(night.connection)
    yield _result(_CRITICAL, "validated.results", (True, "error", 0, None))


@dg.multi_asset_check(name="checks_of_the_release", specs=_specs(RULES_OF_THE_RELEASE))
def checks_of_the_release(
    context: dg.AssetCheckExecutionContext, county: CountyResource
) -> Iterator[dg.AssetCheckResult]:
    """What was judged of the release, as checks of its tables: counts only."""
    as_at = date.fromisoformat(context.partition_key)
    with faults_in_one_line("checks_of_the_release"), county.night(as_at) as night:
        judged = _judged(night.connection)
    for rule in RULES_OF_THE_RELEASE:
        yield _result(_check_name(rule), rule.full_table, judged.get(rule.id))


def _judged(connection: duckdb.DuckDBPyConnection) -> _Judged:
    run_sql(connection, "validation/checks.sql")
    return {row[0]: row[1:] for row in connection.table("validated.checks").fetchall()}


def _result(name: str, table: str, judged: tuple[bool, str, int, str | None] | None) -> dg.AssetCheckResult:
    """A check's result; one that nothing was written of has failed, since nobody judged it."""
    passed, severity, failed, reason = judged or (False, "error", 0, "it was not judged")
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=table_key(table),
        passed=passed,
        severity=_SEVERITY.get(severity, dg.AssetCheckSeverity.WARN),
        metadata={"failed_rows": failed, **({"reason": reason} if reason else {})},
    )
