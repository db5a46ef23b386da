"""What each night saw of discrepancies and failures, kept so that their lives can be worked out.

Belongs here: reading and writing a night's observations below `history`.
Does not belong here: working a life out (sql/inspection/lives.sql does, from all nights up to this one).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from assets.county import Place
from assets.publishing.pointer import replace_file
from assets.warehouse import load_rows

_FOLDERS = {"discrepancy": "discrepancies", "failure": "failures"}
_NIGHTS = pa.schema([("as_at", pa.date32())])
_PAST = pa.schema(
    [("as_at", pa.date32()), ("claim", pa.string()), ("claim_id", pa.string()), ("is_seen", pa.bool_())]
)


def load_history(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date) -> None:
    """Make history.nights (this night and the observed ones before it) and history.past (what those held)."""
    earlier = {
        night: path
        for folder in _FOLDERS.values()
        for path in sorted((place.history / folder).glob("*.parquet"))
        if (night := _night(path)) is not None and night < as_at
    }
    connection.execute("create schema if not exists history")
    load_rows(connection, "history.nights", _NIGHTS, [(night,) for night in sorted({*earlier, as_at})])
    load_rows(connection, "history.past", _PAST, [])
    files = [
        path.as_posix()
        for folder in _FOLDERS.values()
        for night in sorted(earlier)
        if (path := place.history / folder / f"{night.isoformat()}.parquet").is_file()
    ]
    if files:
        connection.read_parquet(files).insert_into("history.past")


def keep_observations(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date) -> None:
    """Write what this night held, in place of what an earlier run of the same night wrote."""
    for claim, folder in _FOLDERS.items():
        held = connection.sql(
            "select as_at, claim, claim_id, is_seen from history.observations"
            " where claim = $claim and as_at = $as_at order by claim_id",
            params={"claim": claim, "as_at": as_at},
        )
        target = place.history / folder / f"{as_at.isoformat()}.parquet"
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        held.write_parquet(part.as_posix())
        replace_file(part, target)


def _night(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem)
    except ValueError:
        return None
