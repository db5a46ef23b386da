"""The steps from the typed figure to the system's: they add up, and each is its own cause's and no other's.

Counties are drawn at random from a seed; each mistake is made in one way, so that what undoing it must do is
known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from tests.unit.small_county import (
    START,
    a_small_county,
    ask,
    child,
    clear,
    figure,
    reconcile,
    row,
    supervise,
    visit,
)

# A mistake, and the component of the steps it makes.
MISTAKES = {
    "left out": "missing_from_spreadsheet",
    "left on": "not_open_in_system",
    "twice": "duplicate_row",
    "stale": "value_differs",
    "unknown child": "missing_from_system",
}
INDICATORS = (
    "open_cp_plans",
    "pct_cp_visits_in_timescale",
    "cp_not_visited_10wd",
    "pct_seen_alone_last_cp_visit",
    "pct_supervised_30d",
)
COUNTS = ("open_cp_plans", "cp_not_visited_10wd")
Step = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def one_night() -> duckdb.DuckDBPyConnection:
    return a_small_county()


@pytest.fixture
def night(one_night: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    yield one_night
    clear(one_night)


def draw(night: duckdb.DuckDBPyConnection, seed: int, undone: str | None = None) -> None:
    """Twenty children of North, ten rows of whom are wrong; `undone` is a mistake that is not made."""
    chance = random.Random(seed)  # noqa: S311 - the same county for a seed, not a secret
    mistakes = [*MISTAKES, *chance.choices(list(MISTAKES), k=5), *[None] * 10]
    for index, mistake in enumerate(mistakes):
        one_child(night, chance, index, mistake, mistake == undone)
    for number, indicator_id in enumerate(INDICATORS):
        for place, team in enumerate(("N1", "N2", "All")):
            figure(night, 3 * number + place, indicator_id, chance.randrange(100), team=team)


def one_child(
    night: duckdb.DuckDBPyConnection, chance: random.Random, index: int, mistake: str | None, is_undone: bool
) -> None:
    """A child and the child's row; the same draws are made whether or not the mistake is."""
    team = chance.choice(["N1", "N2"])
    # A visit that a stale row hides was in time, so that the mistake shows.
    last = date(2019, 4, 30) - timedelta(chance.randrange(25) % (8 if mistake == "stale" else 25))
    is_visited, alone = mistake == "stale" or chance.random() < 0.8, chance.choice("YN")
    is_supervised = chance.random() < 0.7
    made = None if is_undone else mistake
    if mistake == "unknown child" and is_undone:
        return
    person, birthday = f"{80000 + index}", date(2005, 1, 1) + timedelta(97 * index)
    if made != "unknown child":
        end = date(2019, 3, 15) if made == "left on" else None
        child(night, person, f"Child{'a' * index} Case", birthday, team=team, start=START, end=end)
        for day in (date(2019, 3, 1), last) if is_visited else ():
            visit(night, person, day, alone)
        if is_supervised:
            supervise(night, person, last)
    rows = {"left out": 0, "twice": 2}.get(made or "", 1)
    for number in range(rows):
        row(
            night,
            2 * index + number + 1,
            team=team,
            child_id=person,
            dob=birthday,
            plan_start=START,
            last_visit=(date(2019, 3, 1) if made == "stale" else last) if is_visited else None,
            seen_alone=alone if is_visited else None,
            last_supervision=last if is_supervised else None,
        )


def record_steps(night: duckdb.DuckDBPyConnection, indicators: tuple[str, ...]) -> dict[Step, float]:
    """Effect by team, indicator, component and cause, without the arithmetic."""
    rows = ask(
        night,
        "select team, indicator_id, component, cause, effect from reconciled.gap_bridge"
        " where component <> 'arithmetic'",
    )
    return {(one[0], one[1], one[2], one[3]): one[4] for one in rows if one[1] in indicators}


@pytest.mark.parametrize("seed", range(3))
def test_the_steps_add_up_to_the_gap(night: duckdb.DuckDBPyConnection, seed: int) -> None:
    draw(night, seed)
    reconcile(night)
    gaps = ask(
        night,
        "select any_value(figures.typed_value - figures.system_value), coalesce(sum(steps.effect), 0)"
        " from reconciled.figures_beside as figures left join reconciled.gap_bridge as steps"
        " using (period, locality, team, indicator_id) where figures.system_value is not null"
        " group by figures.figure_id",
    )
    assert len(gaps) > 10
    for gap, explained in gaps:
        assert explained == pytest.approx(gap, abs=1e-9)
    unexplained = ask(
        night,
        "select count(*) from reconciled.record_effects where kind = 'value_differs' and cause = 'unknown'",
    )
    assert unexplained == [(0,)]


@pytest.mark.parametrize("undone", MISTAKES)
def test_undoing_one_mistake_removes_its_steps_and_leaves_the_others(
    night: duckdb.DuckDBPyConnection, undone: str
) -> None:
    draw(night, 11)
    reconcile(night)
    before, all_before = record_steps(night, COUNTS), record_steps(night, INDICATORS)
    clear(night)
    draw(night, 11, undone)
    reconcile(night)
    component = MISTAKES[undone]
    assert any(step[2] == component for step in all_before)
    assert not any(step[2] == component for step in record_steps(night, INDICATORS))
    kept = {step: effect for step, effect in before.items() if step[2] != component}
    assert record_steps(night, COUNTS) == kept


def test_a_percentage_is_shared_out_by_what_each_child_changes(night: duckdb.DuckDBPyConnection) -> None:
    """The system has 2 of 4 supervised, the tracker 2 of 5: one child more, and not supervised."""
    for index in range(4):
        child(night, f"{80000 + index}", f"Child{'a' * index} Case", date(2010, 1, 1 + index))
        if index < 2:
            supervise(night, f"{80000 + index}", date(2019, 4, 20))
        row(
            night,
            index + 1,
            child_id=f"{80000 + index}",
            dob=date(2010, 1, 1 + index),
            last_supervision=date(2019, 4, 20) if index < 2 else None,
        )
    row(night, 9, child_id="70707", name="New Born", dob=date(2019, 4, 1), last_supervision=None)
    figure(night, 1, "pct_supervised_30d", 40)
    reconcile(night)
    steps = ask(night, "select step, component, cause, children, effect from reconciled.gap_bridge")
    assert steps == [(1, "missing_from_system", "not_recorded_in_system", 1, pytest.approx(-10))]


def test_where_no_tracker_gives_the_figure_the_arithmetic_is_the_whole_gap(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "80000")
    figure(night, 1, "average_caseload", 3, decimals=1)
    reconcile(night)
    steps = ask(night, "select component, cause, children, effect from reconciled.gap_bridge")
    assert steps == [("arithmetic", "unknown", None, 2.0)]
