"""The golden county's indicators are the true ones: every month, locality and team, to the last child."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest


def true_values(shared: Path) -> dict[tuple[str, ...], tuple[float, float | None]]:
    """Numerator and denominator (None for a count) by month, locality, team and indicator."""
    with (shared / "golden" / "truth" / "system_figures.csv").open(newline="", encoding="utf-8") as handle:
        return {
            (line["month"], line["locality"], line["team"], line["indicator"]): (
                float(line["numerator"]),
                float(line["denominator"]) if line["denominator"] else None,
            )
            for line in csv.DictReader(handle)
            if line["team"] != "Teams 1 and 2"
        }


def test_every_numerator_and_denominator_is_the_true_one(
    shared: Path, night: duckdb.DuckDBPyConnection
) -> None:
    rows = night.execute(
        "select strftime(period, '%Y-%m'), locality, team, indicator_id, numerator, denominator"
        " from measured.indicator_values where source = 'case_system'"
    )
    assert {tuple(row[:4]): tuple(row[4:]) for row in rows.fetchall()} == true_values(shared)


def test_every_value_is_its_fraction_and_null_where_nothing_was_eligible(
    night: duckdb.DuckDBPyConnection,
) -> None:
    rows = night.execute(
        "select shape, numerator, denominator, value"
        " from measured.indicator_values join measured.indicators using (indicator_id)"
        " where indicator_values.source = 'case_system'"
    )
    for shape, numerator, denominator, value in rows.fetchall():
        if shape == "count":
            assert value == numerator
        elif denominator == 0:
            assert value is None
        else:
            assert value == pytest.approx((100 if shape == "percent" else 1) * numerator / denominator)


def test_every_value_drills_down_to_its_children(night: duckdb.DuckDBPyConnection) -> None:
    summed = night.execute(
        "select (select sum(numerator) from measured.indicator_values where team = 'All'),"
        " (select count(*) from measured.evidence where counts)"
    )
    values, rows = summed.fetchall()[0]
    assert values == rows > 0


def test_nothing_in_the_golden_extract_is_of_no_known_team(night: duckdb.DuckDBPyConnection) -> None:
    unknown = night.execute("select count(*) from measured.evidence where locality = 'Not known'")
    assert unknown.fetchall() == [(0,)]
