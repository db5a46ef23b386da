"""The tables behind the pages: what a row that may be several children asks, and the limits of a trend."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from tests.unit.working_tables import Rows, a_place, a_value, publish

NIGHT = date(2019, 5, 1)
MARCH = date(2019, 3, 1)


def made(folder: Path, rows: Rows, query: str) -> list[tuple]:
    place = a_place(folder)
    publish(place, NIGHT, rows)
    with duckdb.connect(str(place.work_file(NIGHT)), read_only=True) as connection:
        return connection.execute(query).fetchall()


def tracker_row(number: int) -> dict[str, object]:
    return {
        **{"tracker_row_id": number, "locality": "North", "team": "N1", "source_file": "North.xlsx"},
        **{"sheet": "CP", "row_number": number, "cell": f"A{number}"},
    }


@pytest.mark.parametrize(
    ("people", "method", "question"),
    [
        (["one", "two"], "near_name_dob", "several children fit the row equally well"),
        (["one"], "only_number", "number, name and date of birth do not say together which child the row is"),
    ],
)
def test_a_row_whose_child_is_not_clear_lists_whom_it_may_be_and_is_asked_about_with_its_cell(
    tmp_path: Path, people: list[str], method: str, question: str
) -> None:
    rows: Rows = {
        "staged.tracker_rows": [tracker_row(4)],
        "staged.spreadsheet_coverage": [
            {"locality": "North", "source_file": "North.xlsx", "sheet": "CP", "status": "read"}
            | {"cells": 1, "used": 1, "ignored": 0, "not_understood": 0}
        ],
        "reconciled.matches": [
            {"tracker_row_id": 4, "person_id": None, "match_method": "ambiguous", "match_score": 0.6}
        ],
        "reconciled.match_candidates": [
            {"tracker_row_id": 4, "person_id": person, "match_method": method, "match_score": 0.6}
            | {"is_asked": method == "only_number"}
            for person in people
        ],
    }
    query = "select cell, person_id, match_method, match_score from inspection.match_candidates order by 2"
    assert made(tmp_path, rows, query) == [("A4", person, method, 0.6) for person in people]
    with duckdb.connect(str(a_place(tmp_path).work_file(NIGHT)), read_only=True) as connection:
        [(said,)] = connection.execute("select reason from pages.questions").fetchall()
    assert question in said
    assert said.endswith("beside A4")


def test_those_among_whom_the_one_with_a_plan_here_was_chosen_are_listed_and_a_sure_rows_child_is_not(
    tmp_path: Path,
) -> None:
    rows: Rows = {
        "staged.tracker_rows": [tracker_row(4), tracker_row(5)],
        "reconciled.matches": [
            {"tracker_row_id": 4, "person_id": "one", "match_method": "name_dob_listed_here"},
            {"tracker_row_id": 5, "person_id": "three", "match_method": "name_dob"},
        ],
        "reconciled.match_candidates": [
            {"tracker_row_id": number, "person_id": person, "match_method": "name_dob"}
            for number, person in ((4, "one"), (4, "two"), (5, "three"))
        ],
    }
    query = "select cell, person_id from inspection.match_candidates order by 2"
    assert made(tmp_path, rows, query) == [("A4", "one"), ("A4", "two")]


def month(number: int) -> date:
    return date(2018 + (number - 1) // 12, (number - 1) % 12 + 1, 1)


@pytest.mark.parametrize(
    ("values", "signal"),
    [
        ([10, 11, 10, 11, 10, 11, 10, 11], "ordinary"),
        ([10, 11, 10, 11, 10, 11, 10, 30], "above"),
        ([30, 31, 30, 31, 30, 31, 30, 10], "below"),
        ([10, 20, 10, 20, 10, 30, 31, 30, 31, 30, 31, 30], "run_above"),
        ([30, 20, 30, 20, 30, 10, 9, 10, 9, 10, 9, 10], "run_below"),
    ],
)
def test_a_month_is_out_of_the_ordinary_beyond_the_limits_or_as_the_seventh_on_one_side(
    tmp_path: Path, values: list[float], signal: str
) -> None:
    rows: Rows = {
        "measured.indicator_values": [
            a_value(one, period=month(number)) for number, one in enumerate(values, 1)
        ]
    }
    query = "select mean, lower_limit, upper_limit, signal from pages.trends order by period"
    mean, lower, upper, last = made(tmp_path, rows, query)[-1]
    ranges = [abs(one - other) for one, other in pairwise(values)]
    reach = 2.66 * sum(ranges) / len(ranges)
    assert mean == pytest.approx(sum(values) / len(values))
    assert upper == pytest.approx(mean + reach)
    assert lower == pytest.approx(max(mean - reach, 0))
    assert last == signal
