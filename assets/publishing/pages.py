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
from assets.warehouse import run_sql

Row = dict[str, Any]

# Few enough to read, and enough to work through in a day; the tables of the release hold the rest.
WORST = 5
FIGURES_SHOWN = 200
PLACES_SHOWN = 100
_TABLES = ("trust", "fields", "gaps", "kinds", "places", "questions", "failing_rules")


def write_pages(work: duckdb.DuckDBPyConnection, page: Path) -> None:
    """Write a night's page, and leave the tables it shows in the schema `pages`.

    Args:
        work: the night's database, with the schemas published and inspection made.
        page: the HTML file to write.
    """
    work.execute("create schema if not exists pages")
    run_sql(work, *(f"pages/{name}.sql" for name in _TABLES))
    shown = {name: rows_of(work, f"pages.{name}") for name in _TABLES}
    [night] = rows_of(work, "staged.night")
    held_back = rows_of(work, "carried.refusals")
    gaps = shown["gaps"]
    by_place = ("locality", "indicator", "period", "team")
    page.parent.mkdir(parents=True, exist_ok=True)
    html = render(
        "night.html",
        night=night,
        verdict=verdict(shown["trust"], held_back),
        held_back=held_back,
        held={row["locality"]: row["is_carried"] for row in rows_of(work, "carried.held_localities")},
        trust=shown["trust"],
        fields=shown["fields"],
        gaps=sorted(gaps[:FIGURES_SHOWN], key=lambda row: tuple(row[name] for name in by_place)),
        gap_count=len(gaps),
        kinds=_by_locality(shown["kinds"]),
        localities=[row["locality"] for row in shown["trust"]],
        places=_grouped(shown["places"]),
        questions=shown["questions"],
        failing_rules=shown["failing_rules"],
        freshness=rows_of(work, "published.source_freshness"),
        definitions=rows_of(work, "published.indicator_definitions"),
        words=words(),
    )
    page.write_text(html, encoding="utf-8", newline="\n")


def summary_rows(work: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """What release.json says in short, from the tables that `write_pages` left; dates as text.

    Returns:
        held_back: what was refused; carried: the localities whose last good rows stand in; trust: a row a
        locality; worst_gaps: the figures furthest from the system.
    """
    carried = [row["locality"] for row in rows_of(work, "carried.held_localities") if row["is_carried"]]
    return {
        "held_back": rows_of(work, "carried.refusals"),
        "carried": sorted(carried),
        "trust": rows_of(work, "pages.trust"),
        "worst_gaps": [
            {**row, "period": row["period"].isoformat()} for row in rows_of(work, "pages.gaps")[:WORST]
        ],
    }


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
