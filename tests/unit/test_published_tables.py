"""What the tables of a release say, from literal rows; and that they are what the dictionary says."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from assets.county import Place
from assets.publishing.dictionary import contract, says
from assets.publishing.tables import make_tables
from expectations.contracts import load_contracts
from tests.unit.published_rows import NIGHT, made
from tests.unit.working_tables import (
    Rows,
    a_discrepancy,
    a_figure,
    a_night,
    a_value,
    a_workbook,
)


def test_every_table_has_exactly_the_columns_of_the_dictionary(place: Place) -> None:
    with closing(a_night(NIGHT)) as connection:
        make_tables(connection, place)
        found: dict[str, list[tuple[str, str]]] = {}
        for schema, table, column, kind in connection.execute(
            "select table_schema, table_name, column_name, data_type from information_schema.columns"
            " where table_schema in ('published', 'inspection') order by ordinal_position"
        ).fetchall():
            found.setdefault(f"{schema}.{table}", []).append((column, kind))
    assert found == {
        table: [(column.name, column.type) for column in columns] for table, columns in contract().items()
    }


def test_every_table_says_what_it_is() -> None:
    assert set(says()) == set(contract())
    for table, said in says().items():
        # Child level, so that nobody hands it on unawares.
        has_child = any(column.name in ("person_id", "record_id") for column in contract()[table])
        assert said.endswith("Child level.") == has_child, table


def test_every_column_is_described_and_every_table_begins_with_its_run() -> None:
    for table, columns in contract().items():
        assert columns[0].name == "run_id", table
        assert all(column.meaning.endswith((".", "!")) or column.meaning for column in columns), table


def test_the_dictionary_is_a_table_of_the_release(place: Place) -> None:
    rows = made(place, {}, 'select "table", "column" from published.data_dictionary')
    assert len(rows) == len(set(rows))
    released = {(table, column.name) for table, columns in contract().items() for column in columns}
    declared = {(table, column.name) for table, one in load_contracts().items() for column in one.columns}
    assert set(rows) == released | declared


def test_the_dictionary_says_what_a_failing_rows_table_and_column_are(place: Place) -> None:
    query = (
        "select type, unit, meaning from published.data_dictionary"
        """ where "table" = 'ssd_cp_visits' and "column" = 'cppv_cp_visit_date'"""
    )
    assert made(place, {}, query) == [("DATE", "date", "Day of the visit.")]


@pytest.mark.parametrize(
    ("typed", "system", "agrees", "cause", "said"),
    [
        (48.0, 48.0, True, None, (48.0, 47.0, 48.0, 0.0, "agrees", None)),
        (40.0, 48.0, False, "rounding", (48.0, 47.0, 40.0, -8.0, "differs", "rounding")),
        (40.0, None, None, None, (None, 47.0, 40.0, None, "no_system_value", None)),
        (None, 48.0, None, None, (48.0, 47.0, None, None, "no_spreadsheet_figure", None)),
    ],
)
def test_a_figure_has_its_three_values_side_by_side(
    place: Place,
    typed: float | None,
    system: float | None,
    agrees: bool | None,
    cause: str | None,
    said: tuple,
) -> None:
    rows: Rows = {
        "staged.figures": [a_figure(1, typed)],
        "reconciled.figures": [{"figure_id": 1, "agrees": agrees, "cause": cause}],
        "measured.indicator_values": [a_value(47, "tracker")],
    }
    if system is not None:
        rows["measured.indicator_values"].append(a_value(system))
    query = (
        "select system_value, tracker_value, spreadsheet_value, difference, status, cause, cell"
        " from published.reconciled_performance"
    )
    found = made(place, rows, query)
    assert found == [(*said, "C1")]


def test_of_a_figure_typed_twice_the_one_that_differs_is_shown(place: Place) -> None:
    rows: Rows = {
        "staged.figures": [a_figure(1, 48), a_figure(2, 40)],
        "reconciled.figures": [{"figure_id": 1, "agrees": True}, {"figure_id": 2, "agrees": False}],
        "measured.indicator_values": [a_value(48)],
    }
    assert made(place, rows, "select status, cell from published.reconciled_performance") == [
        ("differs", "C2")
    ]


def test_a_value_without_any_figure_is_there_too(place: Place) -> None:
    rows: Rows = {"measured.indicator_values": [a_value(48)]}
    found = made(place, rows, "select system_value, status from published.reconciled_performance")
    assert found == [(48.0, "no_spreadsheet_figure")]


def test_accuracy_counts_compared_cells_by_team_and_locality_with_wilsons_interval(place: Place) -> None:
    rows: Rows = {
        "staged.tracker_rows": [
            {"tracker_row_id": 1, "locality": "North", "team": "N1"},
            {"tracker_row_id": 2, "locality": "North"},
        ],
        "reconciled.comparisons": [
            *({"tracker_row_id": 1, "field": "dob", "agrees": True} for _ in range(8)),
            {"tracker_row_id": 1, "field": "dob", "agrees": False},
            {"tracker_row_id": 2, "field": "dob", "agrees": False},
        ],
    }
    found = made(
        place,
        rows,
        "select team, compared, agreeing, accuracy, round(accuracy_low, 2), round(accuracy_high, 2)"
        " from published.data_accuracy order by team",
    )
    # 8 of 10: Wilson's interval by any textbook is 49.02 to 94.33.
    assert found == [
        ("All", 10, 8, 80.0, 49.02, 94.33),
        ("N1", 9, 8, pytest.approx(88.889, abs=1e-3), 56.5, 98.01),
    ]


def test_discrepancies_are_counted_by_what_they_are(place: Place) -> None:
    rows: Rows = {
        "reconciled.discrepancies": [a_discrepancy("a"), a_discrepancy("b"), a_discrepancy("c", team=None)]
    }
    found = made(
        place, rows, "select team, kind, discrepancies from published.discrepancy_counts order by team"
    )
    assert found == [("N1", "value_differs", 2), (None, "value_differs", 1)]


@pytest.mark.parametrize(
    ("delivered", "describes", "said"),
    [
        (date(2019, 4, 30), date(2019, 4, 30), (1, "fresh")),
        (date(2026, 1, 1), date(2019, 4, 30), (1, "fresh")),
        (date(2019, 4, 20), None, (11, "fresh")),
        (date(2026, 1, 1), None, (None, "fresh")),
        (date(2019, 4, 30), date(2019, 3, 1), (61, "stale")),
        (None, None, (None, "fresh")),
    ],
)
def test_a_workbook_is_as_old_as_what_it_describes(
    place: Place, delivered: date | None, describes: date | None, said: tuple
) -> None:
    workbook = a_workbook("North", NIGHT, delivered_at=delivered, describes=describes)
    query = "select nights_old, status from published.source_freshness where source = 'North.xlsx'"
    assert made(place, {"staged.workbooks": [workbook]}, query) == [said]


def test_figures_that_name_no_day_describe_their_newest_month(place: Place) -> None:
    rows: Rows = {
        "staged.workbooks": [a_workbook("North", NIGHT, delivered_at=date(2026, 1, 1), describes=None)],
        "staged.figures": [a_figure(1, 40), a_figure(2, None, period=date(2019, 4, 1))],
    }
    query = "select describes, nights_old, status from published.source_freshness where locality = 'North'"
    assert made(place, rows, query) == [(date(2019, 3, 31), 31, "fresh")]


def test_a_workbook_that_says_nothing_new_is_stale_however_young_it_looks(place: Place) -> None:
    workbook = a_workbook("North", NIGHT, is_stale=True)
    query = "select nights_old, status from published.source_freshness where source = 'North.xlsx'"
    assert made(place, {"staged.workbooks": [workbook]}, query) == [(0, "stale")]


@pytest.mark.parametrize(
    ("delivered", "said"),
    [
        (date(2019, 5, 1), (NIGHT, 0, "fresh")),
        (date(2026, 1, 1), (NIGHT, 0, "fresh")),
        (date(2019, 4, 30), (date(2019, 4, 30), 1, "fresh")),
        (date(2019, 4, 24), (date(2019, 4, 24), 7, "stale")),
    ],
)
def test_an_extract_last_written_long_before_the_night_is_stale(
    place: Place, delivered: date, said: tuple
) -> None:
    rows: Rows = {"landed.deliveries": [{"source": "extract", "status": "landed", "delivered_at": delivered}]}
    query = "select describes, nights_old, status from published.source_freshness where source = 'extract'"
    assert made(place, rows, query) == [said]


def test_a_failure_on_a_tracker_is_of_the_child_who_stands_there(place: Place) -> None:
    def failure(name: str, cell: str) -> dict[str, object]:
        return {"failure_id": name, "rule_id": "tracker_visit_in_future", "record_table": "tracker_rows"} | {
            "source_file": "North.xlsx",
            "sheet": "CP",
            "cell": cell,
        }

    row = {"locality": "North", "source_file": "North.xlsx", "sheet": "CP"}
    rows: Rows = {
        "staged.tracker_rows": [
            {"tracker_row_id": number, "row_number": number, "cell": f"A{number}", **row}
            for number in (4, 5, 6)
        ],
        "staged.tracker_values": [
            {"tracker_row_id": 4, "field": "last_visit", "cell": "L4"},
            {"tracker_row_id": 5, "field": "worker", "cell": "M5"},
            {"tracker_row_id": 6, "field": "worker", "cell": "M5"},
        ],
        "reconciled.matches": [
            {"tracker_row_id": 4, "person_id": "1004", "match_method": "id"},
            {"tracker_row_id": 5, "person_id": "1005", "match_method": "id"},
            {"tracker_row_id": 6, "person_id": "1006", "match_method": "id"},
        ],
        "validated.failures": [failure("a", "A4"), failure("b", "L4"), failure("shared", "M5")],
    }
    query = "select failure_id, person_id from inspection.validation_failures order by failure_id"
    assert made(place, rows, query) == [("a", "1004"), ("b", "1004"), ("shared", None)]


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        (date(2019, 4, 24), (NIGHT, 0, "fresh")),
        (date(2019, 4, 23), (date(2019, 4, 23), 8, "stale")),
        (None, (NIGHT, 0, "fresh")),
    ],
)
def test_an_extract_that_tells_of_nothing_in_the_week_before_is_as_old_as_what_it_tells(
    place: Place, newest: date | None, said: tuple
) -> None:
    query = "select describes, nights_old, status from published.source_freshness where source = 'extract'"
    assert made(place, {"staged.newest_event": [{"newest": newest, "later": 0}]}, query) == [said]


def test_a_night_without_a_single_extract_file_says_that_it_is_missing(place: Place) -> None:
    query = "select nights_old, status from published.source_freshness where source = 'extract'"
    assert made(place, {"landed.deliveries": []}, query) == [(None, "missing")]
