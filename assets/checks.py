"""Validation as Dagster sees it: the step that judges, and a check for each table's contract and each rule.

Belongs here: what a failure does (stop the night or the release), how results become checks.
Does not belong here: any rule, Great Expectations.
"""

# Dagster reads the annotations of a check's function: no `from __future__ import annotations` here.

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import dagster as dg
import duckdb

from assets.case_system.assets import EXTRACT, FINDINGS, FRAME
from assets.faults import PlainError
from assets.locality.assets import TABLES as WORKBOOKS
from assets.publishing.releases import PAGE
from assets.publishing.stopped import stopped_page, write_stopped_page
from assets.resources import CountyResource, Night, faults_in_one_line, night_step, table_key
from assets.warehouse import run_sql
from expectations.contracts import load_contracts
from expectations.rules import ContractRule, Rule, load_contract_rules, load_rules
from expectations.runner import run_release_rules, run_validation

VALIDATED = {
    "validated.results": "Each rule: how many rows it looked at, and how many break it.",
    "validated.failures": "Each row that breaks a rule, with its place.",
}
RULES_OF_THE_NIGHT = tuple(rule for rule in load_rules() if rule.suite != "release")
RULES_OF_THE_RELEASE = tuple(rule for rule in load_rules() if rule.suite == "release")
FINDINGS_OF_STAGING = tuple(rule for rule in load_contract_rules().values() if rule.kind == "finding")
_CONTRACT = "contract"
_CRITICAL = "critical_rules"
_SEVERITY = {"error": dg.AssetCheckSeverity.ERROR}
_FOUND = "staged.staging_findings"
_ANCHORS = {_CONTRACT: "suite-contract", _CRITICAL: ""}


class _Judged(NamedTuple):
    """A row of validated.checks; counts are empty where nothing was or could be counted."""

    passed: bool = False
    severity: str = "error"
    checked: int | None = None
    failed: int | None = None
    reason: str | None = "it was not judged"


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
        "inspection/failure_lives.sql",
    )


def stop_where_critical(connection: duckdb.DuckDBPyConnection) -> None:
    """Let nothing follow where a critical rule of the extract or of the release fails.

    Raises:
        StoppedNightError: with the rule, how many rows break it, and what to do.
    """
    stopping = _stopping(connection)
    if not stopping:
        return
    rule_id, suite, failed, reason = stopping[0]
    says = {rule.id: rule for rule in load_rules()}.get(rule_id) or load_contract_rules()[rule_id]
    if reason:
        why = f"could not be judged: {reason}"
    else:
        why = "fails in 1 row" if failed == 1 else f"fails in {failed:,} rows"
    others = f" {len(stopping) - 1} more critical rules are broken." if len(stopping) > 1 else ""
    raise StoppedNightError(
        f"the critical rule {rule_id} of {suite} {why}. {says.sentence} {says.todo}{others}"
    )


def _stopping(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    run_sql(connection, "validation/stopping.sql")
    return connection.table("validated.stopping").fetchall()


def _check_name(rule: Rule | ContractRule) -> str:
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
        *(
            dg.AssetCheckSpec(
                _check_name(rule),
                asset=table_key(_FOUND),
                additional_deps=[table_key("validated.results")],
                description=f"Should be empty: {rule.sentence} {rule.todo} ({rule.source})",
            )
            for rule in FINDINGS_OF_STAGING
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
        judged, page = _judged(night.connection), _page_of_checks(night)
        for table in load_contracts():
            yield _result(_CONTRACT, f"staged.{table}", judged.get(table), page)
        for rule in FINDINGS_OF_STAGING:
            yield _result(_check_name(rule), _FOUND, judged.get(rule.id), page)
        for rule in RULES_OF_THE_NIGHT:
            yield _result(_check_name(rule), rule.full_table, judged.get(rule.id), page)
        stop_where_critical(night.connection)
    yield _result(_CRITICAL, "validated.results", _Judged(passed=True, failed=0, reason=None), page)


@dg.multi_asset_check(name="checks_of_the_release", specs=_specs(RULES_OF_THE_RELEASE))
def checks_of_the_release(
    context: dg.AssetCheckExecutionContext, county: CountyResource
) -> Iterator[dg.AssetCheckResult]:
    """What was judged of the release, as checks of its tables: counts only."""
    as_at = date.fromisoformat(context.partition_key)
    with faults_in_one_line("checks_of_the_release"), county.night(as_at) as night:
        judged, page = _judged(night.connection), _page_of_checks(night)
    for rule in RULES_OF_THE_RELEASE:
        yield _result(_check_name(rule), rule.full_table, judged.get(rule.id), page)


def _judged(connection: duckdb.DuckDBPyConnection) -> dict[str, _Judged]:
    run_sql(connection, "validation/checks.sql")
    return {row[0]: _Judged(*row[1:]) for row in connection.table("validated.checks").fetchall()}


def _page_of_checks(night: Night) -> Path:
    """The page of the rules in the release that this night will be, or of the night that is stopped."""
    stopped = stopped_page(night.place, night.as_at)
    if _stopping(night.connection):
        write_stopped_page(night.connection, night.place, night.as_at)
        return stopped.absolute()
    stopped.unlink(missing_ok=True)
    [[run_id]] = night.connection.table("staged.night").project("run_id").fetchall()
    return (night.place.published / "runs" / run_id / PAGE).with_name("rules.html").absolute()


def _result(name: str, table: str, judged: _Judged | None, page: Path) -> dg.AssetCheckResult:
    """A check's result; one that nothing was written of has failed, since nobody judged it."""
    one = judged or _Judged()
    anchor = _ANCHORS.get(name, f"rule-{quote(name.removeprefix('rule_'))}")
    said = {"failed_rows": one.failed, "checked_rows": one.checked, "reason": one.reason}
    return dg.AssetCheckResult(
        check_name=name,
        asset_key=table_key(table),
        passed=one.passed,
        severity=_SEVERITY.get(one.severity, dg.AssetCheckSeverity.WARN),
        metadata={
            **{key: value for key, value in said.items() if value is not None},
            "rules": dg.MetadataValue.url(f"{page.as_uri()}{'#' + anchor if anchor else ''}"),
        },
    )
