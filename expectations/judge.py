"""Lets Great Expectations judge tables of an open DuckDB connection.

Belongs here: everything that imports Great Expectations, with its telemetry, logs and progress bars off.
Does not belong here: what is expected (suites.py, rules.py), what becomes of a verdict (runner.py).
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from expectations.contracts import SOURCE_ROW
from expectations.dialect import lend
from expectations.suites import ColumnExpectation

# Only whether each expectation is kept: what breaks it is asked for where something does.
_VERDICT_ONLY = {"result_format": "BOOLEAN_ONLY"}
_WITH_QUERY = {
    "result_format": "SUMMARY",
    "partial_unexpected_count": 0,
    "unexpected_index_column_names": [SOURCE_ROW],
    "return_unexpected_index_query": True,
}
_WITH_NAMES = {**_WITH_QUERY, "unexpected_index_column_names": ["name"]}
# From so many rows on it costs more to count twice than to ask of every expectation for its query.
_LARGE = 200_000
# In the schema validated: what was looked for (`name`), and how many `failing_rows` were found.
FAILING_COUNTS = "failing_counts"
_PLACE = "place"
_WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an expectation was kept; if not, the query that finds the rows, or why it was not judged."""

    is_kept: bool
    query: str | None = None
    reason: str | None = None


class Judge:
    """Great Expectations over one connection; use `open_judge`."""

    def __init__(self, gx: Any, batches: Mapping[str, Any]) -> None:
        self._gx = gx
        self._batches = batches

    def judge_columns(self, table: str, rows: int, expected: Sequence[ColumnExpectation]) -> list[Verdict]:
        """Judge a staged table by its contract's expectations.

        Args:
            table: the staged table, which has source_row.
            rows: how many it has.
            expected: what is expected of its columns.

        Returns:
            A verdict an expectation, in their order; the query's rows have source_row and the column.
        """
        first = _WITH_QUERY if rows >= _LARGE else _VERDICT_ONLY
        verdicts = self._run(table, dict(enumerate(expected)), first)
        broken = {
            place: expected[place]
            for place, verdict in verdicts.items()
            if not verdict.is_kept and verdict.reason is None and verdict.query is None
        }
        if broken:
            verdicts |= self._run(table, broken, _WITH_QUERY)
        return [verdicts[place] for place in range(len(expected))]

    def judge_counts(self) -> Verdict:
        """Judge how many rows were found to fail: none are expected.

        All counts at once: an expectation and a batch for each of a hundred rules cost 2 s a night.

        Returns:
            The verdict on FAILING_COUNTS, whose query finds every name that was found to fail. Great
            Expectations itself lists no more than 20 of them.
        """
        expectation = self._gx.expectations.ExpectColumnValuesToBeBetween(column="failing_rows", max_value=0)
        try:
            return _verdict(self._batches[FAILING_COUNTS].validate(expectation, result_format=_WITH_NAMES))
        except Exception as error:
            return _unjudged(error)

    def _run(
        self, table: str, expected: Mapping[int, ColumnExpectation], result_format: Mapping[str, Any]
    ) -> dict[int, Verdict]:
        suite = self._gx.ExpectationSuite(
            name=table,
            expectations=[
                getattr(self._gx.expectations, one.kind)(
                    column=one.column, meta={_PLACE: place}, **one.arguments
                )
                for place, one in expected.items()
            ],
        )
        try:
            results = self._batches[table].validate(suite, result_format=dict(result_format)).results
        except Exception as error:
            return dict.fromkeys(expected, _unjudged(error))
        # Results come in an order of their own, so each expectation carries its place.
        return {result.expectation_config.meta[_PLACE]: _verdict(result) for result in results}


@contextmanager
def open_judge(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> Iterator[Judge]:
    """Start Great Expectations over an open connection.

    Args:
        connection: has the tables.
        names: every table to be judged; told at the start, as adding them one at a time costs as much
            as judging them.
    """
    with quietly() as (gx, context), lend(connection) as url:
        yield Judge(gx, _batches(context, url, names))


@contextmanager
def quietly() -> Iterator[tuple[Any, Any]]:
    """Great Expectations and a context of its own: in memory, no telemetry, no logs, no progress bars.

    Its import costs seconds and 266 MiB, so it happens here and nowhere else.
    """
    # Its logs quote failing queries and values.
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    try:
        with warnings.catch_warnings():
            # It imports a module that Python deprecates; that is its makers' to mend.
            warnings.simplefilter("ignore", DeprecationWarning)
            import great_expectations as gx

        context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False, "metric_calculations": False}  # pyright: ignore
        yield gx, context
    finally:
        logger.setLevel(level)


def _batches(context: Any, url: str, names: Sequence[str]) -> dict[str, Any]:
    """Each table's rows as Great Expectations takes them."""
    whole = [{"name": _WHOLE, "partitioner": None}]
    assets = [
        {"type": "table", "name": name, "table_name": name, "batch_definitions": whole} for name in names
    ]
    source = context.data_sources.add_sql("night", connection_string=url, assets=assets)
    return {name: source.get_asset(name).get_batch_definition(_WHOLE).get_batch() for name in names}


def _verdict(result: Any) -> Verdict:
    reason = _thrown(result.exception_info)
    if reason is not None:
        return Verdict(is_kept=False, reason=reason)
    return Verdict(bool(result.success), (result.result or {}).get("unexpected_index_query"))


def _unjudged(error: Exception) -> Verdict:
    """Only the error's kind, as its text may quote a child's data."""
    return Verdict(is_kept=False, reason=f"it could not be judged ({type(error).__name__})")


def _thrown(info: Mapping[str, Any]) -> str | None:
    """Why an expectation could not be judged: only the error's kind, as its text may quote a child's data."""
    faults = [info] if "raised_exception" in info else list(info.values())
    for fault in faults:
        if fault["raised_exception"]:
            kind = str(fault["exception_message"]).partition(")")[0].rpartition(".")[2]
            return f"it could not be judged ({kind if kind.isidentifier() else 'error'})"
    return None
