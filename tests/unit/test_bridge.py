"""The steps from the typed figure to the system's: they add up, and each is its own cause's and no other's.

Counties are drawn at random from a seed; each mistake is made in one way, so that what undoing it must do is
known.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import duckdb
import pytest

from tests.unit.small_county import (
    BIRTHDAY,
    START,
    allocate,
    ask,
    child,
    clear,
    figure,
    reconcile,
    row,
    supervise,
    visit,
)
from tests.unit.staged_rows import put_together

# A mistake, and the component and cause of the steps it makes.
MISTAKES = {
    "left out": ("missing_from_spreadsheet", "unknown"),
    "left on": ("not_open_in_system", "closed_case_left_on"),
    "twice": ("duplicate_row", "copied_row"),
    "stale": ("value_differs", "stale_value"),
    "unknown child": ("missing_from_system", "not_recorded_in_system"),
    "seen otherwise": ("value_differs", "unknown"),
    "words": ("unreadable_value", "free_text"),
    "old team": ("value_differs", "transferred"),
    "South's child": ("wrong_locality", "transferred"),
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


def draw(night: duckdb.DuckDBPyConnection, seed: int, undone: str | None = None) -> None:
    """Twenty-six children, most of North, half their rows wrong; `undone` is a mistake that is not made."""
    chance = random.Random(seed)  # noqa: S311 - the same county for a seed, not a secret
    mistakes = [*MISTAKES, *chance.choices(list(MISTAKES), k=5), *[None] * 12]
    with put_together(night):
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
    # A visit that a wrong row hides was in time, so that the mistake shows.
    is_hidden = mistake in ("stale", "words")
    last = date(2019, 4, 30) - timedelta(chance.randrange(25) % (8 if is_hidden else 25))
    is_visited = is_hidden or mistake == "seen otherwise" or chance.random() < 0.8
    alone, is_supervised = chance.choice("YN"), chance.random() < 0.7
    made = None if is_undone else mistake
    if is_undone and mistake in ("unknown child", "South's child"):
        return
    person, birthday = f"{80000 + index}", date(2005, 1, 1) + timedelta(97 * index)
    if made != "unknown child":
        end = date(2019, 3, 15) if made == "left on" else None
        own_team, since = "S1" if made == "South's child" else team, date(2019, 1, 2)
        child(night, person, f"Child{'a' * index} Case", birthday, team=own_team, end=end, since=since)
        # Every child came from the other team, so that a row of the old team is known for what it is.
        allocate(night, person, _other(team), "Al Before", date(2018, 1, 1), since)
        for day in (date(2019, 3, 1), last) if is_visited else ():
            visit(night, person, day, alone)
        if is_supervised:
            supervise(night, person, last)
    shown: dict[str, object] = {
        "last_visit": date(2019, 3, 1)
        if made == "stale"
        else ("unreadable", "ask")
        if made == "words"
        else last,
        "seen_alone": _otherwise(alone) if made == "seen otherwise" else alone,
    }
    for number in range({"left out": 0, "twice": 2}.get(made or "", 1)):
        row(
            night,
            2 * index + number + 1,
            team=_other(team) if made == "old team" else team,
            **{
                "child_id": person,
                "dob": birthday,
                "plan_start": START,
                **{field: value if is_visited else None for field, value in shown.items()},
                "last_supervision": last if is_supervised else None,
            },
        )


def _other(team: str) -> str:
    return "N2" if team == "N1" else "N1"


def _otherwise(alone: str) -> str:
    return "N" if alone == "Y" else "Y"


def record_steps(night: duckdb.DuckDBPyConnection, indicators: tuple[str, ...]) -> dict[Step, float]:
    """Effect by team, indicator, component and cause, without the arithmetic."""
    rows = ask(
        night,
        "select team, indicator_id, component, cause, effect from reconciled.gap_bridge"
        " where component <> 'arithmetic'",
    )
    return {(one[0], one[1], one[2], one[3]): one[4] for one in rows if one[1] in indicators}


@pytest.mark.parametrize("seed", range(4))
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
        "select count(*) from reconciled.record_effects where kind = 'value_differs' and cause = 'unknown'"
        " and indicator_id <> 'pct_seen_alone_last_cp_visit'",
    )
    assert unexplained == [(0,)]


@pytest.fixture(scope="module")
def steps_of_all_mistakes(one_night: duckdb.DuckDBPyConnection) -> Callable[[int], dict[Step, float]]:
    """The steps of a county whose mistakes were all made; the night is empty again after it."""

    @cache
    def of(seed: int) -> dict[Step, float]:
        draw(one_night, seed)
        reconcile(one_night)
        steps = record_steps(one_night, INDICATORS)
        clear(one_night)
        return steps

    return of


# Three mistakes are undone in each of three counties.
@pytest.mark.parametrize(("seed", "undone"), [(20 + place // 3, one) for place, one in enumerate(MISTAKES)])
def test_undoing_one_mistake_removes_its_steps_and_leaves_the_others(
    night: duckdb.DuckDBPyConnection,
    steps_of_all_mistakes: Callable[[int], dict[Step, float]],
    seed: int,
    undone: str,
) -> None:
    with_all_mistakes = steps_of_all_mistakes(seed)
    draw(night, seed, undone)
    reconcile(night)
    mine = MISTAKES[undone]
    assert any(step[2:] == mine for step in with_all_mistakes)
    assert not any(step[2:] == mine for step in record_steps(night, INDICATORS))
    kept = {
        step: effect for step, effect in with_all_mistakes.items() if step[1] in COUNTS and step[2:] != mine
    }
    assert record_steps(night, COUNTS) == kept


def children(night: duckdb.DuckDBPyConnection) -> list[tuple]:
    """The children behind the steps of N1's open plans, and whether each is one child more."""
    return ask(
        night,
        "select person_id, kind, cause, is_a_child, cell from reconciled.gap_children"
        " where team = 'N1' and indicator_id = 'open_cp_plans' order by person_id nulls first, cell",
    )


def test_the_children_of_a_gap_are_those_that_tracker_and_system_count_differently(
    night: duckdb.DuckDBPyConnection,
) -> None:
    birthdays = {f"8000{index}": date(2010, 1, 1 + index) for index in range(4)}
    for index, (person, dob) in enumerate(birthdays.items()):
        end = date(2019, 3, 15) if person == "80001" else None
        child(night, person, f"Child{'a' * index} Case", dob, end=end)
    for number, person in enumerate(("80000", "80001", "80002", "80002"), start=1):
        row(night, number, child_id=person, dob=birthdays[person], plan_start=START)
    row(night, 5, child_id="70707", name="New Born", dob=date(2019, 4, 1))
    figure(night, 1, "open_cp_plans", 5)
    reconcile(night)
    assert children(night) == [
        (None, "missing_from_system", "not_recorded_in_system", True, "B5"),
        ("80001", "not_open_in_system", "closed_case_left_on", True, "B2"),
        ("80002", "duplicate_row", "copied_row", True, "B4"),
        ("80003", "missing_from_spreadsheet", "unknown", True, None),
    ]


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


def test_a_row_that_may_be_two_children_is_one_step_of_those_two(night: duckdb.DuckDBPyConnection) -> None:
    for person in ("80000", "80001"):
        child(night, person, "Wyn Mole")
    row(night, 1, name="Wyn Mole", dob=BIRTHDAY)
    figure(night, 1, "open_cp_plans", 1)
    reconcile(night)
    steps = ask(night, "select component, cause, children, effect from reconciled.gap_bridge")
    assert steps == [("unreadable_value", "unknown", 2, -1.0)]
    assert ask(night, "select kind from reconciled.record_discrepancies") == []
    assert children(night) == [
        (None, "unreadable_value", "unknown", False, "B1"),
        ("80000", "unreadable_value", "unknown", True, "B1"),
        ("80001", "unreadable_value", "unknown", True, "B1"),
    ]


def test_a_date_that_could_be_two_counts_as_it_is_compared(night: duckdb.DuckDBPyConnection) -> None:
    """The week of 15 April: it agrees with a visit on the 17th, and so the child counts as visited."""
    child(night, "80000")
    visit(night, "80000", date(2019, 4, 17))
    row(night, 1, child_id="80000", dob=BIRTHDAY, plan_start=START, last_visit=("ambiguous", "w/c 15/4"))
    night.execute(
        "update staged.tracker_values set note = 'a week: 2019-04-15, 2019-04-16, 2019-04-17'"
        " where field = 'last_visit'"
    )
    figure(night, 1, "cp_not_visited_10wd", 0)
    reconcile(night)
    assert ask(night, "select rule from reconciled.comparisons where field = 'last_visit'") == [
        ("one way to read the date",)
    ]
    assert ask(night, "select kind from reconciled.record_discrepancies") == []
    assert ask(night, "select component from reconciled.gap_bridge") == []


def test_a_number_behind_a_prefix_of_its_own_is_no_unreadable_value(night: duckdb.DuckDBPyConnection) -> None:
    child(night, "80000")
    row(night, 1, child_id=("unreadable", "ECL80000"), name="Ava Moon", dob=BIRTHDAY)
    reconcile(night)
    assert ask(night, "select kind from reconciled.record_discrepancies") == []
    assert ask(night, "select rule from reconciled.comparisons where field = 'child_id'") == [
        ("the number behind another prefix",)
    ]


def test_a_figure_gone_wrong_in_a_way_of_its_own_says_so_though_its_tracker_gives_it_too(
    night: duckdb.DuckDBPyConnection,
) -> None:
    """One plan in March, two in April; the tracker lacks the new one, and the manager typed March's."""
    child(night, "80000")
    child(night, "80001", "Bea Hill", date(2011, 1, 1), start=date(2019, 4, 20))
    row(night, 1, child_id="80000", name="Ava Moon", dob=BIRTHDAY)
    figure(night, 1, "open_cp_plans", 1)
    reconcile(night)
    assert ask(night, "select cause from reconciled.figures") == [("previous_month_copied",)]
    steps = ask(night, "select component, cause, effect from reconciled.gap_bridge order by step")
    assert steps == [
        ("arithmetic", "previous_month_copied", 0.0),
        ("missing_from_spreadsheet", "not_yet_added", -1.0),
    ]
