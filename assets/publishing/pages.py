"""Writes the officer's page of a release, from the release itself.

Belongs here: which rows the page shows, how many, and in which words.
Does not belong here: working anything out (sql/pages), how it looks (templates).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml

from assets.publishing.rendering import render
from assets.warehouse import connect, run_sql

Row = dict[str, Any]

# Enough to work through in a day; the tables in the release hold the rest. They also keep the page light.
FIGURES_SHOWN = 200
PLACES_SHOWN = 100
_TABLES = ("trust", "fields", "gaps", "kinds", "places", "questions", "failing_rules")


def write_pages(database: Path, page: Path, authority: str, held_back: list[Row]) -> None:
    """Write the release's page.

    Args:
        database: the release's own DuckDB file.
        page: the HTML file to write.
        authority: the county's name.
        held_back: what was refused: locality, source_file (or none), reason.
    """
    with connect(database, read_only=True) as connection:
        run_sql(connection, *(f"pages/{name}.sql" for name in _TABLES))
        shown = {name: rows_of(connection, f"page_{name}") for name in _TABLES}
        definitions = rows_of(connection, "published.indicator_definitions")
        freshness = rows_of(connection, "published.source_freshness")
    gaps = shown["gaps"]
    by_place = ("locality", "indicator", "period", "team")
    page.parent.mkdir(parents=True, exist_ok=True)
    html = render(
        "night.html",
        authority=authority,
        run_id=freshness[0]["run_id"],
        as_at=freshness[0]["as_at"],
        verdict=verdict(shown["trust"], held_back),
        held_back=held_back,
        held={one["locality"] for one in held_back},
        trust=shown["trust"],
        fields=shown["fields"],
        gaps=sorted(gaps[:FIGURES_SHOWN], key=lambda row: tuple(row[name] for name in by_place)),
        gap_count=len(gaps),
        kinds=_by_locality(shown["kinds"]),
        localities=[row["locality"] for row in shown["trust"]],
        places=_grouped(shown["places"]),
        questions=shown["questions"],
        failing_rules=shown["failing_rules"],
        freshness=freshness,
        definitions=definitions,
        words=words(),
    )
    page.write_text(html, encoding="utf-8", newline="\n")


def verdict(trust: list[Row], held_back: list[Row]) -> str:
    """One sentence: how the night went."""
    cells, same_cells = (sum(row[name] for row in trust) for name in ("cells_compared", "cells_agreeing"))
    figures, same = (sum(row[name] for row in trust) for name in ("figures_compared", "figures_agreeing"))
    said = (
        f"{same_cells:,} of {cells:,} tracker cells and {same:,} of {figures:,} typed figures agree "
        "with the case recording system"
    )
    names = sorted({one["locality"] for one in held_back})
    if not names:
        return f"Every workbook was read; {said}."
    return f"{listed(names)} {'was' if len(names) == 1 else 'were'} held back; {said}."


def listed(names: list[str]) -> str:
    """'Exeter', 'Exeter and Southern', 'Exeter, Northern and Southern'."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@cache
def words() -> dict[str, Any]:
    """How an officer reads the codes of the tables."""
    return yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))


def rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    """A table's rows, in their order, by column name."""
    relation = connection.table(table)
    names = relation.columns
    return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def _by_locality(kinds: list[Row]) -> list[Row]:
    """A row for each kind and cause, with its number in each locality."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in kinds:
        found.setdefault((row["kind"], row["cause"]), {})[row["locality"]] = row["discrepancies"]
    return [
        {"kind": kind, "cause": cause, "numbers": numbers, "all": sum(numbers.values())}
        for (kind, cause), numbers in found.items()
    ]


def _grouped(places: list[Row]) -> list[Row]:
    """The localities with the first of their discrepancies, and how many there are."""
    found: dict[str, list[Row]] = {}
    for row in places:
        found.setdefault(row["locality"], []).append(row)
    return [
        {"locality": locality, "rows": rows[:PLACES_SHOWN], "all": len(rows)}
        for locality, rows in found.items()
    ]
