"""The golden county's indicators are the true ones: every month, locality and team, to the last child."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

from assets.case_system.night import prepare_night
from assets.case_system.staging import stage_extract
from assets.county import load_place
from assets.landing import land, record_deliveries
from assets.performance.measuring import measure_audits, measure_system, measure_trackers
from assets.warehouse import connect
from expectations.contracts import load_contracts
from tests.unit.staged_rows import WORKING_TABLES

COUNTY = Path(__file__).parents[1] / "golden" / "county.yaml"
AS_AT = date(2019, 5, 1)


@pytest.fixture(scope="module")
def measured(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The golden extract, landed, staged and measured; no workbook is read."""
    place = load_place(COUNTY, data=shared / "golden", home=tmp_path_factory.mktemp("home"))
    path = place.home / "night.duckdb"
    with connect(path) as connection:
        record_deliveries(connection, land(place, AS_AT))
        prepare_night(connection, place, AS_AT, "run")
        stage_extract(connection, place.landed, load_contracts())
        for table, columns in WORKING_TABLES.items():
            connection.execute(f"create table if not exists {table} ({columns})")
        measure_system(connection)
        measure_trackers(connection)
        measure_audits(connection)
    return duckdb.connect(str(path), read_only=True)


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
    shared: Path, measured: duckdb.DuckDBPyConnection
) -> None:
    rows = measured.execute(
        "select strftime(period, '%Y-%m'), locality, team, indicator_id, numerator, denominator"
        " from measured.indicator_values where source = 'case_system'"
    )
    assert {tuple(row[:4]): tuple(row[4:]) for row in rows.fetchall()} == true_values(shared)


def test_every_value_is_its_fraction_and_null_where_nothing_was_eligible(
    measured: duckdb.DuckDBPyConnection,
) -> None:
    rows = measured.execute(
        "select shape, numerator, denominator, value"
        " from measured.indicator_values join measured.indicators using (indicator_id)"
    )
    for shape, numerator, denominator, value in rows.fetchall():
        if shape == "count":
            assert value == numerator
        elif denominator == 0:
            assert value is None
        else:
            assert value == pytest.approx((100 if shape == "percent" else 1) * numerator / denominator)


def test_every_value_drills_down_to_its_children(measured: duckdb.DuckDBPyConnection) -> None:
    summed = measured.execute(
        "select (select sum(numerator) from measured.indicator_values where team = 'All'),"
        " (select count(*) from measured.evidence where counts)"
    )
    values, rows = summed.fetchall()[0]
    assert values == rows > 0


def test_nothing_in_the_golden_extract_is_of_no_known_team(measured: duckdb.DuckDBPyConnection) -> None:
    unknown = measured.execute("select count(*) from measured.evidence where locality = 'Not known'")
    assert unknown.fetchall() == [(0,)]
