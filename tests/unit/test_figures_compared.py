"""A typed figure against the case system's: when it agrees, and which fault it fits.

In April N1 has 24 CP plans (22 in March) and N2 has 16. Of N1's, 18 were last visited on the 23rd, six on
the 12th: all are in time by working days (Easter takes two), 18 by the calendar. 21 of the 24 were
supervised, and another eight children are allocated who have no plan.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.performance.measuring import measure_system, measure_trackers
from assets.reconciliation.reconciling import compare, compare_figures, match
from assets.warehouse import run_sql
from tests.unit.small_county import START, a_small_county, ask, child, figure, row, supervise, visit

BIRTHDAY = date(2010, 4, 3)

# indicator, team, what is typed, its decimals; the cause that is said (None: it agrees).
FIGURES: list[tuple[str, str, float, int, str | None]] = [
    ("open_cp_plans", "N1", 24, 0, None),
    ("open_cp_plans", "N1", 42, 0, "digits_transposed"),
    ("open_cp_plans", "N1", 22, 0, "previous_month_copied"),
    ("open_cp_plans", "N1", 25, 0, "rounding"),
    ("open_cp_plans", "N1", 23, 0, "typo"),
    ("open_cp_plans", "N1", 19, 0, "unknown"),
    ("open_cp_plans", "N1", 7, 0, "unknown"),
    ("open_cp_plans", "N1", 54, 0, "typo"),
    ("open_cp_plans", "N1", 84, 0, "unknown"),
    ("open_cp_plans", "N1", 244, 0, "typo"),
    ("open_cp_plans", "N1", 4, 0, "typo"),
    ("open_cp_plans", "All", 40, 0, None),
    ("open_cp_plans", "All", 24, 0, "rows_missed_by_formula"),
    ("pct_cp_visits_in_timescale", "N1", 100, 0, None),
    ("pct_cp_visits_in_timescale", "N1", 75, 0, "calendar_days_counted"),
    ("pct_supervised_30d", "N1", 88, 0, None),
    ("pct_supervised_30d", "N1", 87.5, 1, None),
    ("pct_supervised_30d", "N1", 0.88, 2, "percent_as_fraction"),
    ("pct_supervised_30d", "N1", 66, 0, "wrong_denominator"),
    ("pct_supervised_30d", "N1", 87, 0, "rounding"),
    ("pct_supervised_30d", "N1", 93, 0, "unknown"),
    ("average_caseload", "N1", 32, 0, None),
    ("pct_icpc_15wd", "N1", 50, 0, "unknown"),
]


@pytest.fixture(scope="module")
def night() -> duckdb.DuckDBPyConnection:
    night = a_small_county()
    for number in range(1, 25):
        person = f"{70000 + number}"
        child(night, person, start=START if number <= 22 else date(2019, 4, 5))
        visit(night, person, date(2019, 4, 23) if number <= 18 else date(2019, 4, 12))
        if number <= 21:
            supervise(night, person, date(2019, 4, 8))
    for number in range(1, 17):
        child(night, f"{71000 + number}", team="N2", worker="Al Reed")
    for number in range(1, 9):
        child(night, f"{72000 + number}", plan=None)
    for number, (indicator_id, team, typed, decimals, _) in enumerate(FIGURES, start=1):
        figure(night, number, indicator_id, typed, decimals, team=team)
    figure(night, 101, "pct_icpc_15wd", None, state="nothing")
    figure(night, 102, "open_cp_plans", None, state="unreadable")
    match(night)
    measure_system(night)
    measure_trackers(night)
    compare(night)
    compare_figures(night)
    return night


@pytest.mark.parametrize(
    "number", range(1, len(FIGURES) + 1), ids=lambda n: f"{FIGURES[n - 1][0]} {FIGURES[n - 1][2]}"
)
def test_a_figure_agrees_or_has_the_cause_it_fits(night: duckdb.DuckDBPyConnection, number: int) -> None:
    cause = FIGURES[number - 1][4]
    found = ask(night, "select agrees, cause from reconciled.figures where figure_id = ?", number)
    assert found == [(cause is None, cause)]


def test_a_word_for_nothing_agrees_where_nothing_was_eligible(night: duckdb.DuckDBPyConnection) -> None:
    assert ask(night, "select agrees, cause from reconciled.figures where figure_id = 101") == [(True, None)]


def test_words_for_a_figure_are_a_value_that_cannot_be_read(night: duckdb.DuckDBPyConnection) -> None:
    found = ask(night, "select kind, cause, cell from reconciled.discrepancies where row_number = 102")
    assert found == [("unreadable_value", "free_text", "C102")]


def test_a_differing_figure_is_a_discrepancy_with_both_values_as_shown(
    night: duckdb.DuckDBPyConnection,
) -> None:
    found = ask(
        night,
        "select kind, team, cell, spreadsheet_value, system_value, severity, explanation"
        " from reconciled.discrepancies where row_number = 15",
    )
    assert found == [
        (
            "figure_differs",
            "N1",
            "C15",
            "75",
            "100%",
            "error",
            "What comes out when every day is counted and not working days alone. Please confirm.",
        )
    ]


def test_every_discrepancy_has_one_id_and_one_severity(night: duckdb.DuckDBPyConnection) -> None:
    counted = ask(
        night,
        "select count(*) = count(distinct discrepancy_id), count(*) = count(severity)"
        " from reconciled.discrepancies",
    )
    assert counted == [(True, True)]


def test_what_the_extract_cannot_answer_tonight_is_not_compared(night: duckdb.DuckDBPyConnection) -> None:
    night.execute("insert into measured.unavailable_indicators values ('average_caseload')")
    compare_figures(night)
    found = ask(night, "select agrees, cause from reconciled.figures where figure_id = 22")
    night.execute("delete from measured.unavailable_indicators")
    assert found == [(None, None)]


def test_a_figure_of_the_managers_own_tracker_has_the_cause_of_its_rows() -> None:
    """Six children, four of them on a row, and one that nobody knows: tracker and manager say five."""
    night = a_small_county()
    for number in range(1, 7):
        child(night, f"{70000 + number}", f"Child{'a' * number} Case", start=START)
        if number <= 4:
            row(night, number, child_id=f"{70000 + number}", dob=BIRTHDAY)
    row(night, 5, child_id="99999", name="New Born", dob=date(2019, 4, 2))
    figure(night, 1, "open_cp_plans", 5)
    match(night)
    measure_system(night)
    measure_trackers(night)
    compare(night)
    compare_figures(night)
    found = ask(night, "select hypothesis, cause, tracker_value, system_value from reconciled.figures")
    assert found == [("own_tracker", "unknown", 5.0, 6.0)]


def test_nobody_rounds_two_children_to_none() -> None:
    night = a_small_county()
    for number in (1, 2):
        child(night, f"{70000 + number}", f"Child{'a' * number} Case", start=START)
    figure(night, 1, "open_cp_plans", 0)
    match(night)
    measure_system(night)
    measure_trackers(night)
    compare(night)
    compare_figures(night)
    assert ask(night, "select cause, system_value from reconciled.figures") == [("unknown", 2.0)]


def two_teams() -> duckdb.DuckDBPyConnection:
    """N1 has nine CP plans, all supervised; N2 has four, three of them supervised."""
    night = a_small_county()
    for number in range(13):
        child(night, f"{70000 + number}", team="N1" if number < 9 else "N2")
        if number < 12:
            supervise(night, f"{70000 + number}", date(2019, 4, 8))
    return night


def causes(night: duckdb.DuckDBPyConnection) -> list[tuple]:
    match(night)
    measure_system(night)
    measure_trackers(night)
    compare(night)
    compare_figures(night)
    return ask(night, "select figure_id, cause from reconciled.figures order by figure_id")


def test_two_figures_that_show_each_others_took_each_others_place() -> None:
    night = two_teams()
    figure(night, 1, "open_cp_plans", 4, team="N1")
    figure(night, 2, "open_cp_plans", 9, team="N2")
    assert causes(night) == [(1, "copied_row"), (2, "copied_row")]


def test_two_figures_of_another_team_are_that_teams_and_one_alone_is_chance() -> None:
    night = two_teams()
    figure(night, 1, "open_cp_plans", 4, team="N1")
    assert causes(night) == [(1, "unknown")]
    figure(night, 2, "pct_supervised_30d", 75, team="N1")
    assert causes(night) == [(1, "copied_row"), (2, "copied_row")]


@pytest.mark.parametrize(
    ("typed", "system", "hypothesis"),
    [
        (995, 95, "slip"),
        (78, 75, "slip"),
        (21, 217, "slip"),
        (85, 95, "slip"),
        (15, 95, None),
        (5, 2, None),
        (22, 2, "slip"),
        (59, 95, "digits"),
    ],
)
def test_a_slip_of_the_hand_is_a_key_beside_or_a_digit_dropped_or_twice(
    typed: float, system: float, hypothesis: str | None
) -> None:
    night = two_teams()
    causes(night)
    night.execute(
        "insert into reconciled.figures_beside (figure_id, period, locality, team, indicator_id, shape,"
        " state, typed_value, typed_shown, decimals, scale, system_value, system_shown, agrees)"
        " values (1, date '2019-04-01', 'North', 'N1', 'a measure', 'percent', 'read', $typed, $typed, 0, 1,"
        " $system, $system, false)",
        {"typed": typed, "system": system},
    )
    run_sql(night, "bridge/figure_hypotheses.sql", "bridge/fitting_hypotheses.sql")
    fits = ask(
        night,
        "select hypothesis from reconciled.fitting_hypotheses where hypothesis <> 'to_fives' order by rank",
    )
    assert fits == ([(hypothesis,)] if hypothesis else [])


@pytest.mark.parametrize(
    ("stored", "system", "hypothesis"),
    [
        (0.87, 86.9565, "hidden_fraction"),
        (0.8696, 86.9565, "hidden_fraction"),
        (0.87, 84.0, None),
        (1.0, 100.0, None),
        (1.3, 86.9565, None),
        (0.0, 0.4, None),
    ],
)
def test_a_cell_that_shows_1_percent_and_holds_a_hundredth_of_the_systems_figure_is_a_fraction(
    stored: float, system: float, hypothesis: str | None
) -> None:
    night = two_teams()
    causes(night)
    night.execute(
        "insert into reconciled.figures_beside (figure_id, period, locality, team, indicator_id, shape,"
        " state, typed_value, typed_shown, stored, decimals, scale, system_value, system_shown, agrees)"
        " values (1, date '2019-04-01', 'North', 'N1', 'a measure', 'percent', 'read', 1, 1, $stored, 0, 1,"
        " $system, round($system), false)",
        {"stored": stored, "system": system},
    )
    run_sql(night, "bridge/figure_hypotheses.sql", "bridge/fitting_hypotheses.sql")
    fits = ask(
        night,
        "select hypothesis from reconciled.fitting_hypotheses where cause = 'percent_as_fraction'"
        " and hypothesis <> 'fraction'",
    )
    assert fits == ([(hypothesis,)] if hypothesis else [])


def test_rows_are_missed_where_the_sheets_own_last_rows_left_out_give_the_figure() -> None:
    """Twelve rows, the highest number first: the last three of the sheet were not supervised."""
    night = a_small_county()
    for number in range(1, 13):
        person = f"{70000 + 13 - number}"
        child(night, person)
        row(night, number, child_id=person, name="Ava Moon", dob=BIRTHDAY, last_supervision=None)
        if number <= 9:
            supervise(night, person, date(2019, 4, 8))
    night.execute(
        "update staged.tracker_values set state = 'read', date_value = date '2019-04-08'"
        " where field = 'last_supervision' and tracker_row_id <= 9"
    )
    figure(night, 1, "pct_supervised_30d", 90)
    # What the children of the lowest numbers would give.
    figure(night, 2, "pct_supervised_30d", 70)
    figure(night, 3, "open_cp_plans", 9)
    assert causes(night) == [(1, "rows_missed_by_formula"), (2, "unknown"), (3, "rows_missed_by_formula")]
    said = ask(night, "select hypothesis from reconciled.figures order by figure_id")
    assert said == [("last_rows",), ("not_known",), ("last_rows",)]
