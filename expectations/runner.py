"""Runs every rule over one night's tables and writes what it found: validated.results and validated.failures.

Belongs here: the order of the rules, fetching what breaks them.
Does not belong here: Great Expectations (judge.py), expectations (suites.py), what a rule says (rules.py).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date

import duckdb
from duckdb import ColumnExpression, ConstantExpression

from expectations.broken_rows import BrokenRows
from expectations.contracts import SOURCE_ROW, Contract
from expectations.dialect import open_cursor
from expectations.judge import Judge, Verdict, open_judge
from expectations.results import Judged, write_results
from expectations.rules import Rule, load_contract_rules
from expectations.suites import ColumnExpectation, column_expectations, failing_references

_log = logging.getLogger(__name__)
_REFERENCES = "reference_missing"


def run_validation(
    connection: duckdb.DuckDBPyConnection, contracts: Mapping[str, Contract], rules: Iterable[Rule]
) -> None:
    """Judge the night's staged tables; make validated.results and validated.failures.

    The rows that break a rule of practice stay to be looked at in the view validated.failing_<rule_id>. A
    rule that throws has failed, and its result says why.

    Args:
        connection: open and writable, with every staged table committed.
        contracts: by table name; each has its staged table.
        rules: the rules of practice.
    """
    work = open_cursor(connection)
    try:
        [[as_at]] = work.table("night").project("as_at").fetchall()
        broken = BrokenRows(work, contracts.values())
        judged = _take_findings(work, broken)
        with open_judge(connection) as judge:
            night = _Night(work, broken, judge, as_at)
            for contract in contracts.values():
                judged += night.judge_contract(contract)
            judged += [night.judge_rule(rule) for rule in rules]
        write_results(work, judged, broken.counts())
        broken.place()
    finally:
        work.close()
    _log.info("%d rules judged, %d of them broken", len(judged), sum(not one.is_kept for one in judged))


def _take_findings(work: duckdb.DuckDBPyConnection, broken: BrokenRows) -> list[Judged]:
    """What staging met was judged there; it is reported beside the rest."""
    findings = work.table("staging_findings")
    broken.take(findings)
    met = {rule_id for (rule_id,) in findings.project("rule_id").distinct().fetchall()}
    return [
        Judged(rule.id, "staging", rule.severity, "", rule.id not in met)
        for rule in load_contract_rules().values()
        if rule.kind == "finding"
    ]


class _Night:
    """One night's tables before the judge; what fails is taken into `broken`."""

    def __init__(
        self, work: duckdb.DuckDBPyConnection, broken: BrokenRows, judge: Judge, as_at: date
    ) -> None:
        self._work = work
        self._broken = broken
        self._judge = judge
        self._as_at = as_at

    def judge_contract(self, contract: Contract) -> list[Judged]:
        """Judge one staged table by its contract; columns that serve the same rule make one result."""
        expected = column_expectations(contract, self._as_at)
        verdicts = list(zip(expected, self._judge.judge_columns(contract.table, expected), strict=True))
        for one, verdict in verdicts:
            if verdict.query is not None:
                self._take_column(contract, one, verdict.query)
        by_rule: dict[str, list[Verdict]] = {}
        for one, verdict in verdicts:
            by_rule.setdefault(one.rule_id, []).append(verdict)
        references = failing_references(self._work, contract)
        if references is not None:
            severity = load_contract_rules()[_REFERENCES].severity
            view = f"failing_references_of_{contract.table}"
            by_rule[_REFERENCES] = [self._judge_view(view, references, _REFERENCES, severity, contract.table)]
        return [_together(contract, rule_id, verdicts) for rule_id, verdicts in by_rule.items()]

    def judge_rule(self, rule: Rule) -> Judged:
        """Judge one rule of practice."""
        about = (rule.id, rule.suite, rule.severity, rule.table)
        lacking = [table for table in rule.needs if not self._work.table(table).limit(1).fetchall()]
        if lacking:
            verdict = Verdict(is_kept=False, reason=f"it was not judged, since {lacking[0]} is empty tonight")
        else:
            try:
                failing = self._work.sql(rule.sql)
                verdict = self._judge_view(f"failing_{rule.id}", failing, rule.id, rule.severity, rule.table)
            except duckdb.Error as error:
                # DuckDB's text may quote a value, so only its kind is kept.
                verdict = Verdict(is_kept=False, reason=f"its SQL could not be run ({type(error).__name__})")
        return Judged(*about, verdict.is_kept, rule.critical, rule.suite == "workbooks", verdict.reason)

    def _judge_view(
        self, view: str, failing: duckdb.DuckDBPyRelation, rule_id: str, severity: str, table: str
    ) -> Verdict:
        failing.create_view(view)
        verdict = self._judge.judge_empty(view)
        if not verdict.is_kept and verdict.reason is None:
            self._broken.take(failing, rule_id=rule_id, severity=severity, record_table=table)
        return verdict

    def _take_column(self, contract: Contract, expected: ColumnExpectation, query: str) -> None:
        """Take the rows that Great Expectations' own query finds."""
        failing = self._work.sql(query).project(SOURCE_ROW).set_alias("failing")
        is_same = ColumnExpression("record", SOURCE_ROW) == ColumnExpression("failing", SOURCE_ROW)
        rows = self._work.table(contract.table).set_alias("record").join(failing, is_same, how="semi")
        person = ColumnExpression(contract.person) if contract.person else ConstantExpression(None)
        self._broken.take(
            rows.project(
                ColumnExpression(contract.key.name).alias("record_id"),
                person.alias("person_id"),
                ConstantExpression(expected.column).alias("column_name"),
                ColumnExpression(expected.column).cast(duckdb.type("VARCHAR")).alias("value"),
                ColumnExpression(SOURCE_ROW),
            ),
            rule_id=expected.rule_id,
            severity=load_contract_rules()[expected.rule_id].severity,
            record_table=contract.table,
        )


def _together(contract: Contract, rule_id: str, verdicts: list[Verdict]) -> Judged:
    return Judged(
        rule_id,
        contract.table,
        load_contract_rules()[rule_id].severity,
        contract.table,
        all(verdict.is_kept for verdict in verdicts),
        critical=contract.critical and rule_id.startswith("key_"),
        reason=next((verdict.reason for verdict in verdicts if verdict.reason), None),
    )
