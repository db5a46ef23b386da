"""Validation as Dagster sees it: the step that judges, and a check for each table's contract and each rule.

Belongs here: what a failure does (stop the night), how results become checks.
Does not belong here: any rule, Great Expectations.
"""

# Dagster reads the annotations of a check's function: no `from __future__ import annotations` here.

from collections.abc import Iterator
from datetime import date

import dagster as dg

from assets.case_system.assets import EXTRACT, FINDINGS, FRAME
from assets.case_system.staging import MeaninglessNightError
from assets.locality.assets import TABLES as WORKBOOKS
from assets.resources import CountyResource, Night, faults_in_one_line, night_step, table_key
from assets.warehouse import run_sql
from expectations.contracts import load_contracts
from expectations.rules import load_rules
from expectations.runner import run_validation

VALIDATED = {
    "validated.results": "Each rule: how many rows it looked at, and how many break it.",
    "validated.failures": "Each row that breaks a rule, with its place.",
}
_CONTRACT = "contract"
_SEVERITY = {"error": dg.AssetCheckSeverity.ERROR}


@night_step(
    tables=VALIDATED, after=[*FRAME, *EXTRACT, *FINDINGS, *WORKBOOKS], kinds=["greatexpectations", "duckdb"]
)
def validating(night: Night) -> None:
    """Let Great Expectations judge every staged table, and keep every row that fails."""
    run_validation(night.connection, load_contracts(), load_rules())
    run_sql(night.connection, "validation/stopping.sql")
    stopping = night.connection.table("validated.stopping").fetchall()
    if stopping:
        rule_id, suite, failed = stopping[0]
        raise MeaninglessNightError(
            f"the critical rule {rule_id} of {suite} fails in {failed:,} rows; ask for the extract again"
        )


def _check_name(rule_id: str) -> str:
    return f"rule_{rule_id}"


@dg.multi_asset_check(
    name="checks_of_the_night",
    specs=[
        *(
            dg.AssetCheckSpec(
                _CONTRACT,
                asset=table_key(f"staged.{table}"),
                additional_deps=[table_key("validated.results")],
                description="Keys, required values, codes, references and dates are as its contract says.",
            )
            for table in load_contracts()
        ),
        *(
            dg.AssetCheckSpec(
                _check_name(rule.id),
                asset=table_key(f"staged.{rule.table}"),
                additional_deps=[table_key("validated.results")],
                description=f"Should be empty: {rule.sentence} {rule.todo} ({rule.source})",
            )
            for rule in load_rules()
        ),
    ],
)
def checks_of_the_night(
    context: dg.AssetCheckExecutionContext, county: CountyResource
) -> Iterator[dg.AssetCheckResult]:
    """What was judged, as checks of the staged tables: counts only."""
    as_at = date.fromisoformat(context.partition_key)
    with faults_in_one_line("checks_of_the_night"), county.night(as_at) as night:
        run_sql(night.connection, "validation/checks.sql")
        judged = {row[0]: row[1:] for row in night.connection.table("validated.checks").fetchall()}
    for table in load_contracts():
        yield _result(_CONTRACT, table, judged.get(table))
    for rule in load_rules():
        yield _result(_check_name(rule.id), rule.table, judged.get(rule.id))


def _result(name: str, table: str, judged: tuple[bool, str, int, str | None] | None) -> dg.AssetCheckResult:
    """A check's result; one that nothing was written of has failed, since nobody judged it."""
    passed, severity, failed, reason = judged or (False, "error", 0, "it was not judged")
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=table_key(f"staged.{table}"),
        passed=passed,
        severity=_SEVERITY.get(severity, dg.AssetCheckSeverity.WARN),
        metadata={"failed_rows": failed, **({"reason": reason} if reason else {})},
    )
