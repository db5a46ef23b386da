"""Which discrepancy speaks for a child who has several; and that arithmetic stays apart from the children."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from tests.unit.small_county import (
    BIRTHDAY,
    allocate,
    ask,
    child,
    figure,
    reconcile,
    row,
)
from tests.unit.test_bridge import INDICATORS, draw, record_steps


def test_a_row_in_the_wrong_locality_whose_plan_has_ended_is_first_of_all_another_localitys(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "80000", end=date(2019, 3, 15), team="S1", since=date(2019, 4, 9))
    allocate(night, "80000", "N1", "Al Before", date(2018, 1, 1), date(2019, 4, 9))
    row(night, 1, child_id="80000", name="Ava Moon", dob=BIRTHDAY)
    figure(night, 1, "open_cp_plans", 1)
    reconcile(night)
    found = "select kind from reconciled.record_discrepancies where kind <> 'value_differs' order by kind"
    assert ask(night, found) == [("not_open_in_system",), ("wrong_locality",)]
    steps = ask(night, "select component, cause, children, effect from reconciled.gap_bridge")
    assert steps == [("wrong_locality", "transferred", 1, 1.0)]


def test_a_plan_that_is_not_open_speaks_before_the_wrong_team(night: duckdb.DuckDBPyConnection) -> None:
    child(night, "80000", plan="CIN")
    row(night, 1, team="N2", child_id="80000", name="Ava Moon", dob=BIRTHDAY)
    figure(night, 1, "open_cp_plans", 1, team="N2")
    reconcile(night)
    steps = ask(night, "select component, cause, children, effect from reconciled.gap_bridge")
    assert steps == [("not_open_in_system", "unknown", 1, 1.0)]


@pytest.mark.parametrize("seed", [31, 32])
def test_a_figure_typed_as_the_tracker_gives_it_has_no_arithmetic_and_the_same_children(
    night: duckdb.DuckDBPyConnection, seed: int
) -> None:
    draw(night, seed)
    reconcile(night)
    arithmetic = "select count(*) from reconciled.gap_bridge where component = 'arithmetic' and effect <> 0"
    assert ask(night, arithmetic)[0][0] > 5
    differing = "select team, indicator_id from reconciled.figures_beside where not agrees"
    before, differed = record_steps(night, INDICATORS), ask(night, differing)
    night.execute(
        "update staged.figures set decimals = 9, value = (select beside.tracker_value"
        " from reconciled.figures_beside as beside where beside.figure_id = figures.figure_id)"
    )
    reconcile(night)
    assert ask(night, arithmetic) == [(0,)]
    # A figure that agrees by chance has no steps.
    in_both = set(differed) & set(ask(night, differing))
    assert len(in_both) > 5
    after = record_steps(night, INDICATORS)
    assert {step: effect for step, effect in after.items() if step[:2] in in_both} == {
        step: effect for step, effect in before.items() if step[:2] in in_both
    }
