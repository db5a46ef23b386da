"""Runs every rule over one night's tables and writes what it found: validated.results and validated.failures.

Belongs here: the order of the rules, fetching what breaks them.
Does not belong here: Great Expectations (judge.py), expectations (suites.py), what a rule says (rules.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial, reduce
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression

from expectations.broken_rows import BrokenRows
from expectations.contracts import SOURCE_ROW, Contract
from expectations.dialect import open_cursor
from expectations.judge import FAILING_COUNTS, Verdict, open_judge
from expectations.lacking import Lacking, what_is_lacking, why_not_judged
from expectations.results import Judged, write_checked_rows, write_results
from expectations.rules import Rule, load_contract_rules
from expectations.suites import ROWS_COMPARED, ColumnExpectation, column_expectations, failing_table

_log = logging.getLogger(__name__)
_SQL = Path(__file__).parent.parent / "sql" / "validation"
# What several rules and the placing of failing rows read beside the staged tables.
_HELPERS = ("census_year.sql", "conferences.sql", "enquiries.sql", "children_localities.sql")
_COUNTS = pa.schema([("name", pa.string()), ("failing_rows", pa.int64())])


def run_validation(
    connection: duckdb.DuckDBPyConnection, contracts: Mapping[str, Contract], rules: Sequence[Rule]
) -> None:
    """Judge the night's staged tables; make validated.results, .failures and .checked_rows.

    The rows that break a rule of practice stay to be looked at in the table validated.failing_<rule_id>. A
    rule that throws has failed, and its result says why.

    Args:
        connection: open and writable, with every staged table committed.
        contracts: by table name; each has its staged table.
        rules: the rules of practice and of the workbooks.
    """
    work = open_cursor(connection)
    try:
        make_helpers(work)
        [[as_at]] = work.table("night").project("as_at").fetchall()
        broken = BrokenRows(work, contracts.values())
        judged = _take_findings(work, broken)
        with ThreadPoolExecutor(max_workers=1) as aside:
            # DuckDB works beside Great Expectations, which is Python alone.
            finding = aside.submit(_find, connection, contracts.values(), rules)
            columns = _judge_columns(connection, work, contracts, as_at)
            failing = _Failing(work, finding.result())
        # A commit for each table whose failing rows are taken would cost as much as taking them.
        work.begin()
        night = _Night(work, broken, failing, _judge_counts(connection, work, failing))
        for contract in contracts.values():
            judged += night.contract_judged(contract, columns[contract.table])
        judged += [night.rule_judged(rule) for rule in rules]
        write_results(work, judged, broken.counts())
        write_checked_rows(work, contracts.values())
        broken.place()
        work.commit()
    finally:
        work.close()
    _log.info("%d rules judged, %d of them broken", len(judged), sum(not one.is_kept for one in judged))


def run_release_rules(
    connection: duckdb.DuckDBPyConnection, contracts: Mapping[str, Contract], rules: Sequence[Rule]
) -> None:
    """Judge what is about to be released; add to validated.results and validated.failures.

    Args:
        connection: open and writable; the night is validated, and the tables of the release are made.
        contracts: by table name.
        rules: the rules of the release.
    """
    work = open_cursor(connection)
    try:
        broken = BrokenRows(work, contracts.values(), afresh=False)
        broken.forget(rule.id for rule in rules)
        failing = _Failing(work, _find(connection, (), rules))
        night = _Night(work, broken, failing, _judge_counts(connection, work, failing))
        judged = [night.rule_judged(rule) for rule in rules]
        write_results(work, judged, broken.counts(), afresh=False)
        broken.place()
    finally:
        work.close()
    _log.info(
        "%d rules of the release judged, %d broken", len(judged), sum(not one.is_kept for one in judged)
    )


def make_helpers(connection: duckdb.DuckDBPyConnection) -> None:
    """Make validated.census_year, .conferences and .enquiries, which rules read, and .children_localities."""
    for name in _HELPERS:
        connection.execute((_SQL / name).read_text(encoding="utf-8"))


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


class _Found(NamedTuple):
    """By their tables' names: the rows that break a rule, and why a rule was not looked for."""

    rows: dict[str, pa.Table]
    refused: dict[str, str]


def _find(
    connection: duckdb.DuckDBPyConnection, contracts: Iterable[Contract], rules: Iterable[Rule]
) -> _Found:
    """What breaks each rule, and each table's keys and references."""
    found = _Found({}, {})
    helpers = {f"validated.{Path(name).stem}": (_SQL / name).read_text(encoding="utf-8") for name in _HELPERS}
    with open_cursor(connection) as work:
        gone = what_is_lacking(work)
        for contract in contracts:
            for rule_id, find in ROWS_COMPARED.items():
                _note(found, failing_table(rule_id, contract), partial(find, work, contract))
        for rule in rules:
            lacking = [table for table in rule.needs if not work.table(table).limit(1).fetchall()]
            reason = f"{lacking[0]} is empty tonight" if lacking else why_not_judged(rule, gone, helpers)
            if reason and not rule.critical:
                found.refused[_failing(rule)] = reason
            else:
                _note(found, _failing(rule), partial(work.sql, rule.sql))
    return found


def _note(found: _Found, name: str, find: Callable[[], duckdb.DuckDBPyRelation | None]) -> None:
    try:
        rows = find()
        if rows is not None:
            found.rows[name] = rows.to_arrow_table()
    except duckdb.Error as error:
        # Only the error's kind: DuckDB's text may quote a value.
        found.refused[name] = f"its SQL could not be run ({type(error).__name__})"


def _judge_columns(
    connection: duckdb.DuckDBPyConnection,
    work: duckdb.DuckDBPyConnection,
    contracts: Mapping[str, Contract],
    as_at: date,
) -> dict[str, list[tuple[ColumnExpectation, Verdict]]]:
    """Each staged table judged by what its contract expects of its columns."""
    columns = {}
    lacking = what_is_lacking(work)
    with open_judge(connection, [*contracts]) as judge:
        for table, contract in contracts.items():
            every = column_expectations(contract, as_at)
            expected = [one for one in every if (table, one.column) not in lacking]
            verdicts = judge.judge_columns(table, len(work.table(table)), expected)
            judged = list(zip(expected, verdicts, strict=True))
            columns[table] = judged + _not_judged(table, every, expected, lacking)
    return columns


def _not_judged(
    table: str, every: Sequence[ColumnExpectation], expected: Sequence[ColumnExpectation], lacking: Lacking
) -> list[tuple[ColumnExpectation, Verdict]]:
    """A rule that no other column serves has a result all the same, which says why."""
    served = {one.rule_id for one in expected}
    return [
        (one, Verdict(is_kept=False, reason=f"{table} lacks {one.column} tonight"))
        for one in every
        if (table, one.column) in lacking and one.rule_id not in served
    ]


def _judge_counts(
    connection: duckdb.DuckDBPyConnection, work: duckdb.DuckDBPyConnection, failing: _Failing
) -> dict[str, Verdict]:
    """The verdict on the counts of failing rows, as one for each name."""
    with open_judge(connection, [FAILING_COUNTS]) as judge:
        verdict = judge.judge_counts()
    if verdict.is_kept or verdict.query is None:
        return dict.fromkeys(failing.rows, verdict)
    broken = {name for (name,) in work.sql(verdict.query).project("name").fetchall()}
    return {name: Verdict(is_kept=name not in broken) for name in failing.rows}


class _Failing:
    """A table of failing rows for each rule, and each table's keys and references; `refused` says why not.

    Tables and not views, since a rule's SQL would run once to be judged and once more to be fetched.
    """

    def __init__(self, work: duckdb.DuckDBPyConnection, found: _Found) -> None:
        self.refused = found.refused
        # In one transaction, as a commit for each costs as much as the rule.
        work.begin()
        for name in (*found.rows, *found.refused):
            work.execute(f'drop table if exists validated."{name}"')
        for name, rows in found.rows.items():
            work.from_arrow(rows).create(f'validated."{name}"')
        counts = [{"name": name, "failing_rows": len(rows)} for name, rows in found.rows.items()]
        work.execute(f"drop table if exists validated.{FAILING_COUNTS}")
        work.from_arrow(pa.Table.from_pylist(counts, _COUNTS)).create(f"validated.{FAILING_COUNTS}")
        work.commit()
        self.rows = {name: work.table(f'validated."{name}"') for name in found.rows}


class _Night:
    """One night's tables, judged; what fails is taken into `broken`."""

    def __init__(
        self,
        work: duckdb.DuckDBPyConnection,
        broken: BrokenRows,
        failing: _Failing,
        verdicts: Mapping[str, Verdict],
    ) -> None:
        self._work = work
        self._broken = broken
        self._failing = failing
        self._verdicts = verdicts

    def contract_judged(
        self, contract: Contract, columns: Sequence[tuple[ColumnExpectation, Verdict]]
    ) -> list[Judged]:
        """The results of one staged table; columns that serve the same rule make one."""
        by_rule: dict[str, list[Verdict]] = {}
        failing: list[duckdb.DuckDBPyRelation] = []
        for one, verdict in columns:
            by_rule.setdefault(one.rule_id, []).append(verdict)
            if verdict.query:
                failing.append(
                    self._work.sql(verdict.query).project(
                        ColumnExpression(SOURCE_ROW).alias("failing_row"),
                        *_broken(one.rule_id),
                        ConstantExpression(one.column).alias("column_name"),
                        ColumnExpression(one.column).cast(duckdb.type("VARCHAR")).alias("value"),
                    )
                )
        for rule_id in ROWS_COMPARED:
            name = failing_table(rule_id, contract)
            if name in self._failing.refused:
                by_rule[rule_id] = [Verdict(is_kept=False, reason=self._failing.refused[name])]
            if name not in self._failing.rows:
                continue
            verdict = self._verdicts[name]
            by_rule[rule_id] = [verdict]
            if not verdict.is_kept and verdict.reason is None:
                failing.append(
                    self._failing.rows[name].project(
                        ColumnExpression(SOURCE_ROW).alias("failing_row"),
                        *_broken(rule_id),
                        ColumnExpression("column_name"),
                        ColumnExpression("value").cast(duckdb.type("VARCHAR")).alias("value"),
                    )
                )
        self._take(contract, failing)
        return [_together(contract, rule_id, verdicts) for rule_id, verdicts in by_rule.items()]

    def rule_judged(self, rule: Rule) -> Judged:
        """The result of one rule of practice."""
        name = _failing(rule)
        if name in self._failing.refused:
            verdict = Verdict(is_kept=False, reason=self._failing.refused[name])
        else:
            verdict = self._verdicts[name]
            if not verdict.is_kept and verdict.reason is None:
                rows = self._failing.rows[name]
                self._broken.take(rows, rule_id=rule.id, severity=rule.severity, record_table=rule.table)
        return Judged(
            *(rule.id, rule.suite, rule.severity, rule.table, verdict.is_kept, rule.critical),
            is_by_locality=rule.suite == "workbooks",
            reason=verdict.reason,
        )

    def _take(self, contract: Contract, failing: Sequence[duckdb.DuckDBPyRelation]) -> None:
        """Take the rows that were found by their place alone, with the records they are; all in one join."""
        if not failing:
            return
        person = ColumnExpression(contract.person) if contract.person else ConstantExpression(None)
        records = self._work.table(contract.table).project(
            ColumnExpression(contract.key.name).alias("record_id"),
            person.alias("person_id"),
            ColumnExpression(SOURCE_ROW),
        )
        is_same = ColumnExpression("failing_row") == ColumnExpression(SOURCE_ROW)
        together = reduce(lambda all_, one: all_.union(one), failing).set_alias("failing")
        self._broken.take(records.join(together, is_same), record_table=contract.table)


def _broken(rule_id: str) -> tuple[duckdb.Expression, duckdb.Expression]:
    severity = load_contract_rules()[rule_id].severity
    return ConstantExpression(rule_id).alias("rule_id"), ConstantExpression(severity).alias("severity")


def _failing(rule: Rule) -> str:
    return f"failing_{rule.id}"


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
