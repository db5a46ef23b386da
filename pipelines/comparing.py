"""`locality compare`: what differs between two releases, for the analyst who ran a night again.

Belongs here: which releases and tables are compared, the differences in words and as files.
Does not belong here: finding the differences (assets/reconciliation/differences.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
from duckdb import CoalesceOperator, ColumnExpression, ConstantExpression, DuckDBPyRelation

from assets.faults import PlainError
from assets.publishing.dictionary import contract, keys
from assets.reconciliation.differences import NotComparableError, long_differences


class NoReleaseError(PlainError):
    """There is no release of that name."""


def compare_lines(home: Path, first: str, second: str, to: Path | None = None) -> tuple[list[str], bool]:
    """Say of every table how many rows differ, and in which columns.

    The release's number is not compared, and of two nights neither is the night.

    Args:
        home: the folder that holds `published`.
        first: a release's number, such as 2026-09-01-1.
        second: another's.
        to: a folder for the differences themselves, a Parquet file a table in which there are any.

    Returns:
        The lines, and whether all is the same.

    Raises:
        NoReleaseError: one of the two is not there.
    """
    folders = [_release(home, run_id) for run_id in (first, second)]
    apart = {"run_id"} if _night(first) == _night(second) else {"run_id", "as_at"}
    lines, is_same = [], True
    width = max(map(len, contract()))
    with duckdb.connect() as connection:
        for table in contract():
            files = [folder / "parquet" / f"{table}.parquet" for folder in folders]
            try:
                left, right = (_table(connection, file, keys()[table], apart) for file in files)
                found = long_differences(left, right, keys()[table]).to_arrow_table()
            except NotComparableError as error:
                lines.append(f"{table:<{width}}  {error}")
                is_same = False
                continue
            if found.num_rows:
                is_same = False
                if to is not None:
                    to.mkdir(parents=True, exist_ok=True)
                    connection.from_arrow(found).write_parquet((to / f"{table}.parquet").as_posix())
            lines.append(f"{table:<{width}}  {', '.join(_said(found.to_pylist())) or 'the same'}")
    return lines, is_same


def _release(home: Path, run_id: str) -> Path:
    runs = home / "published" / "runs"
    if run_id not in (there := sorted(one.name for one in runs.glob("[0-9]*"))):
        which = f"there are {', '.join(there)}" if there else "there is none yet"
        raise NoReleaseError(f"no release {run_id} in {home.name}; {which}")
    return runs / run_id


def _night(run_id: str) -> str:
    return run_id.rpartition("-")[0]


def _table(
    connection: duckdb.DuckDBPyConnection, file: Path, key: tuple[str, ...], apart: set[str]
) -> DuckDBPyRelation:
    """A released table; an empty key is one that equals another empty key."""
    if not file.is_file():
        raise NotComparableError(f"{file.parent.parent.name} has no such table")
    rows = connection.read_parquet(file.as_posix())
    if missing := set(key) - set(rows.columns):
        raise NotComparableError(f"{file.parent.parent.name} has no column {', '.join(sorted(missing))}")
    return rows.project(
        *(
            CoalesceOperator(ColumnExpression(name).cast("varchar"), ConstantExpression("")).alias(name)
            if name in key
            else ColumnExpression(name)
            for name in rows.columns
            if name not in apart
        )
    )


def _said(cells: list[dict[str, str | None]]) -> Iterator[str]:
    changed = Counter(cell["column"] for cell in cells if cell["found_in"] == "both")
    if changed:
        columns = ", ".join(f"{column} {count:,}" for column, count in changed.most_common())
        yield f"{changed.total():,} cells differ ({columns})"
    for side, name in (("left", "first"), ("right", "second")):
        if count := sum(cell["found_in"] == side for cell in cells):
            yield f"{count:,} rows only in the {name}"
