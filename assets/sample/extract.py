"""Writes the records as the case recording system's extract: 19 tables of the SSD and two local ones.

Belongs here: the CSV files (UTF-8, ISO dates). Does not belong here: which columns a table has.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from assets.sample import extract_casework, extract_people
from assets.sample.records import Records

TABLES = {**extract_people.TABLES, **extract_casework.TABLES}


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def write_extract(folder: Path, records: Records) -> None:
    """Write one CSV for each table into `folder`: dates in ISO form, a blank for what is not recorded."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (columns, lines) in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_text(value) for value in line] for line in lines(records))
