"""The golden county's discrepancies are the true ones, each row is the right child, and every gap adds up.

The score is that of ../shared/acceptance/score.py itself, on the reconciled tables before publishing.
"""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from assets.case_system.night import prepare_night
from assets.case_system.staging import stage_extract
from assets.county import load_place
from assets.landing import land, record_deliveries
from assets.locality.staging import stage_workbooks
from assets.performance.measuring import measure_system, measure_trackers
from assets.reconciliation.reconciling import bridge, compare, compare_figures, match
from assets.warehouse import connect
from expectations.contracts import load_contracts

COUNTY = Path(__file__).parents[1] / "golden" / "county.yaml"
AS_AT = date(2019, 5, 1)


@pytest.fixture(scope="module")
def night(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The golden night, reconciled; `inspection` shows what the score reads."""
    place = load_place(COUNTY, data=shared / "golden", home=tmp_path_factory.mktemp("home"))
    path = place.home / "night.duckdb"
    with connect(path) as connection:
        deliveries = land(place, AS_AT)
        record_deliveries(connection, deliveries)
        prepare_night(connection, place, AS_AT, "run")
        stage_extract(connection, place.landed, load_contracts())
        stage_workbooks(connection, place, deliveries, AS_AT)
        match(connection)
        measure_system(connection)
        measure_trackers(connection)
        compare(connection)
        compare_figures(connection)
        bridge(connection)
        connection.execute("create table inspection.discrepancies as from reconciled.discrepancies")
        connection.execute(
            "create table inspection.tracker_rows as select tracker_rows.*, matches.person_id"
            " from staged.tracker_rows join reconciled.matches using (tracker_row_id)"
        )
    return duckdb.connect(str(path), read_only=True)


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "acceptance" / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_row_is_the_right_child(
    shared: Path, score: ModuleType, night: duckdb.DuckDBPyConnection
) -> None:
    said = score.score_matching(night, shared / "golden")
    assert said["right_child"] >= 0.995
    assert said["wrong_child"] == said["rows_not_read"] == said["rows_invented"] == 0


def test_the_discrepancies_are_the_true_ones_with_their_causes(
    shared: Path, score: ModuleType, night: duckdb.DuckDBPyConnection
) -> None:
    overall, by_kind = score.score_discrepancies(night, shared / "golden", misses=0)
    assert overall["recall"] >= 0.99
    assert overall["precision"] >= 0.99
    assert overall["cause_right"] >= 0.95
    assert min(line["recall"] for line in by_kind.values()) >= 0.9


def test_every_gap_is_explained_to_the_last_child(night: duckdb.DuckDBPyConnection) -> None:
    gaps = night.execute(
        "select max(abs(gap - explained)), count(*) from ("
        " select any_value(figures.typed_value - figures.system_value) as gap,"
        " coalesce(sum(steps.effect), 0) as explained"
        " from reconciled.figures_beside as figures left join reconciled.gap_bridge as steps"
        " using (period, locality, team, indicator_id) where figures.state = 'read'"
        " group by figures.figure_id)"
    ).fetchall()
    assert gaps[0][0] < 1e-9
    assert gaps[0][1] > 800
    unexplained = night.execute(
        "select count(*) from reconciled.record_effects where kind = 'value_differs' and cause = 'unknown'"
    ).fetchall()
    assert unexplained == [(0,)]
