"""What the pages have in common: the rows they show, of the county or of one locality.

Belongs here: reading tables as rows, picking a locality's, where a cell is.
Does not belong here: any one page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from posixpath import commonpath
from typing import Any
from urllib.parse import quote, urlencode

import duckdb

from assets.publishing.rendering import word, words

Row = dict[str, Any]

ALL = "All"


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a night: `tables` by their name in schema `pages`, `held` as carried.held_localities."""

    night: Row
    tables: dict[str, list[Row]]
    definitions: list[Row]
    freshness: list[Row]
    refusals: list[Row]
    held: dict[str, bool]

    def of(self, locality: str | None, known: set[str] | None = None) -> Shown:
        """What concerns one locality; with None, what concerns none of those `known`."""

        def is_own(row: Row) -> bool:
            if locality is None:
                return row["locality"] not in (known or set())
            return row["locality"] == locality

        tables = {
            name: [row for row in rows if "locality" not in row or is_own(row)]
            for name, rows in self.tables.items()
        }
        # A question may be about a returned worklist, which stands in no folder of the locality's.
        files = {
            row["source_file"]
            for rows in tables.values()
            for row in rows
            if row.get("source_file") and not row.get("is_worklist")
        }
        short = shortened(files)
        return replace(
            self,
            tables={name: [_with_file(row, short) for row in rows] for name, rows in tables.items()},
            freshness=[row for row in self.freshness if is_own(row)],
            refusals=[row for row in self.refusals if is_own(row)],
        )

    @property
    def indicators(self) -> dict[str, str]:
        """Names by id."""
        return {row["id"]: row["name"] for row in self.definitions}


def shortened(files: set[str]) -> dict[str, str]:
    """Each file's path without the folder that they all stand in."""
    shared = len(commonpath([PurePosixPath("/", file).parent for file in files])) if files else 0
    return {file: f"/{file}"[shared:].lstrip("/") for file in files}


def _with_file(row: Row, short: dict[str, str]) -> Row:
    file = row.get("source_file")
    return {**row, "source_file": short.get(file, file)} if file else row


def rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    """A table's rows, in their order, by column name."""
    relation = connection.table(table)
    names = relation.columns
    return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def listed(names: list[str]) -> str:
    """'Exeter', 'Exeter and Southern', 'Exeter, Northern and Southern'."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def team_name(team: str | None) -> str:
    """A team as an officer reads it."""
    return {ALL: "All teams", None: "Not told"}.get(team, str(team))


def list_name(team: str) -> str:
    """A worklist as whoever is sent it reads it; that of all teams holds no team's own rows."""
    return "Figures of the whole locality" if team == ALL else team


def kind_filters(kind: str, cause: str) -> str:
    """What stands after the # of the discrepancies' page to show those of a kind and cause."""
    wanted = {"kind": word(kind, words()["kinds"]), "cause": word(cause, words()["cause_names"])}
    return urlencode(wanted, quote_via=quote)


def reference(sheet: str | None, cell: str | None) -> str | None:
    """What a spreadsheet's name box goes to: 'CP'!C4; a CSV file has no sheets."""
    if not cell:
        return None
    return "'{}'!{}".format(sheet.replace("'", "''"), cell) if sheet else cell
