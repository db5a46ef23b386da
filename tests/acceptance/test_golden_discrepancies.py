"""The golden county's discrepancies are the true ones, each row is the right child, and every gap adds up.

The score is that of ../shared/acceptance/score.py itself.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import duckdb
import pytest


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
