"""The short forms of forenames, as data: `nicknames.csv` beside this file, one pair a line.

Belongs here: reading the list into the night.
Does not belong here: what a short form is worth; that is in sql/matching.
"""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pyarrow as pa

from assets.warehouse import load_rows

LIST = Path(__file__).parent / "nicknames.csv"
SCHEMA = pa.schema([("forename", pa.string()), ("short_form", pa.string())])


def load_nicknames(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `reconciled.nicknames`: forename and short form in small letters without accents."""
    with LIST.open(newline="", encoding="utf-8") as handle:
        rows: list[tuple[object, ...]] = [
            (line["forename"], line["short_form"]) for line in csv.DictReader(handle)
        ]
    load_rows(connection, "reconciled.nicknames", SCHEMA, rows)
