"""What each night saw of discrepancies, failures, answers and accuracy, kept for the nights after it.

Belongs here: reading and writing a night's observations below `history`.
Does not belong here: working a life out (sql/inspection/lives.sql and sql/worklists do, from all nights up to
this one), reading a returned worklist (answers.py).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from assets.county import Place
from assets.publishing.answers import ANSWERS
from assets.publishing.dictionary import arrow_schema
from assets.publishing.pointer import replace_file
from assets.warehouse import load_rows

_FOLDERS = {"discrepancy": "discrepancies", "failure": "failures"}
_ANSWERS = "answers"
_ACCURACY = "accuracy"
_NIGHTS = pa.schema([("as_at", pa.date32())])
_PAST = pa.schema(
    [
        ("as_at", pa.date32()),
        ("claim", pa.string()),
        ("claim_id", pa.string()),
        ("is_seen", pa.bool_()),
        ("locality", pa.string()),
        ("team", pa.string()),
        ("person_id", pa.string()),
        ("field", pa.string()),
        ("kind", pa.string()),
        ("record_table", pa.string()),
        ("record_id", pa.string()),
        ("value_hash", pa.string()),
    ]
)


def load_history(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date) -> None:
    """Load what earlier nights kept.

    Makes history.nights (this night and the observed ones before it), history.past (what those held),
    history.past_answers (what the worklists said that they had) and history.past_accuracy (how much agreed).
    """
    files = {folder: _earlier(place, folder, as_at) for folder in (*_FOLDERS.values(), _ANSWERS, _ACCURACY)}
    observed = [*files["discrepancies"].items(), *files["failures"].items()]
    nights = sorted({as_at, *(night for night, _ in observed)})
    connection.execute("create schema if not exists history")
    load_rows(connection, "history.nights", _NIGHTS, [(night,) for night in nights])
    _load(connection, "history.past", _PAST, [path for _, path in observed])
    _load(connection, "history.past_answers", ANSWERS, list(files[_ANSWERS].values()))
    _load(connection, "history.past_accuracy", _accuracy_schema(), list(files[_ACCURACY].values()))


def keep_observations(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date) -> None:
    """Write what this night held, in place of what an earlier run of the same night wrote."""
    for claim, folder in _FOLDERS.items():
        held = connection.sql(
            "from history.observations where claim = $claim and as_at = $as_at order by claim_id",
            params={"claim": claim, "as_at": as_at},
        )
        _keep(held.project(*_PAST.names), place, folder, as_at)
    answered = connection.table("history.answered").order("answer_id, source_file, sheet, row_number")
    _keep(answered, place, _ANSWERS, as_at)
    accuracy = connection.sql(
        "from published.data_accuracy_history where night = $as_at order by locality, team, field",
        params={"as_at": as_at},
    )
    _keep(accuracy.project(*_accuracy_schema().names), place, _ACCURACY, as_at)


def _accuracy_schema() -> pa.Schema:
    """What is kept of a night's accuracy: all of the released table but of which release it is."""
    released = arrow_schema("published.data_accuracy_history")
    return pa.schema([one for one in released if one.name not in ("run_id", "as_at")])


def _earlier(place: Place, folder: str, as_at: date) -> dict[date, Path]:
    """The files of the nights before `as_at`, by their night."""
    return {
        night: path
        for path in sorted((place.history / folder).glob("*.parquet"))
        if (night := _night(path)) is not None and night < as_at
    }


def _load(connection: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, files: list[Path]) -> None:
    """Make a table of these files' rows; a column that an older file does not have is empty."""
    load_rows(connection, table, schema, [])
    if files:
        rows = connection.read_parquet([path.as_posix() for path in files], union_by_name=True)
        columns = [
            duckdb.ColumnExpression(name) if name in rows.columns else duckdb.ConstantExpression(None)
            for name in schema.names
        ]
        rows.select(*columns).insert_into(table)


def _keep(rows: duckdb.DuckDBPyRelation, place: Place, folder: str, as_at: date) -> None:
    target = place.history / folder / f"{as_at.isoformat()}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    rows.write_parquet(part.as_posix())
    replace_file(part, target)


def _night(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem)
    except ValueError:
        return None
