"""Carries a held back locality's last good rows from an earlier release into tonight's.

Belongs here: which release is the one before, its rows of the localities held back.
Does not belong here: who is held back, and which of the rows are shown (the SQL of each table says both).
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from assets.county import Place
from assets.publishing.dictionary import arrow_schema
from assets.warehouse import run_sql

MANIFEST = "release.json"
# Everything that rests on a workbook, apart from what tonight's refusal itself says (spreadsheet_coverage).
_TABLES = (
    "published.indicator_values",
    "published.reconciled_performance",
    "published.gap_bridge",
    "published.data_accuracy",
    "published.equivalence_counts",
    "published.validation_results",
    "published.source_freshness",
    "inspection.discrepancies",
    "inspection.validation_failures",
    "inspection.tracker_rows",
    "inspection.match_candidates",
    "inspection.evidence",
    "inspection.gap_children",
)


def load_carried(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date) -> list[str]:
    """Make carried.refusals, carried.held_localities, and carried.<table> with their last good rows.

    Args:
        connection: the night's database, with what is staged and validated.
        place: the county's folders.
        as_at: the night.

    Returns:
        The localities held back, in the order of their names.
    """
    connection.execute("create schema if not exists carried")
    run_sql(connection, "published/refusals.sql")
    rows = connection.execute("select distinct locality from carried.refusals order by locality").fetchall()
    held = [str(locality) for (locality,) in rows]
    previous = previous_release(place, as_at) if held else None
    good = [] if previous is None else [name for name in held if _is_good_in(previous, name)]
    for table in _TABLES:
        schema = arrow_schema(table)
        found = schema.empty_table()
        if previous is not None and good:
            found = _in_shape(previous / "parquet" / f"{table}.parquet", schema, good)
        name = f"carried.{table.split('.')[1]}"
        connection.execute(f"drop table if exists {name}")
        connection.from_arrow(found).create(name)
    run_sql(connection, "published/held_localities.sql")
    return held


def previous_release(place: Place, as_at: date) -> Path | None:
    """The folder of the newest release up to `as_at`: of this night's own earlier run, or a night before."""
    earlier = [(night, number, folder) for night, number, folder in release_folders(place) if night <= as_at]
    return max(earlier)[2] if earlier else None


def later_releases(place: Place, as_at: date) -> dict[date, Path]:
    """The folder of the newest release of each night after `as_at`, the earliest night first."""
    return {night: folder for night, _, folder in release_folders(place) if night > as_at}


def release_folders(place: Place) -> list[tuple[date, int, Path]]:
    """Every finished release: its night, its number within the night, its folder."""
    found = []
    for folder in (place.published / "runs").glob("[0-9]*-*"):
        night, _, number = folder.name.rpartition("-")
        try:
            found.append((date.fromisoformat(night), int(number), folder))
        except ValueError:
            continue
    return sorted(found)


def _is_good_in(folder: Path, locality: str) -> bool:
    """Whether a release has all of a locality: read whole that night, or its last good rows."""
    entry = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return locality in entry["carried"] or all(one["locality"] != locality for one in entry["held_back"])


def _in_shape(path: Path, schema: pa.Schema, localities: list[str]) -> pa.Table:
    """Rows of these localities; a column that an older release did not have is empty."""
    if not path.is_file():
        return schema.empty_table()
    rows = pq.read_table(path, filters=[("locality", "in", localities)])
    columns = [
        rows[field.name].cast(field.type)
        if field.name in rows.column_names
        else pa.nulls(len(rows), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
