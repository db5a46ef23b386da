"""Values that stand in another row than their own, and what is not said of them.

Belongs here: causes that rest on the rows around a cell, or on the row as a whole.
Does not belong here: what a cell shows by itself (test_causes.py).
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.reconciliation.reconciling import compare, match
from tests.unit.small_county import a_small_county, ask, child, row, supervise, visit

BIRTHDAYS = [date(2010, 5, 13), date(2012, 11, 2), date(2008, 7, 29), date(2015, 1, 21), date(2011, 3, 8)]
NAMES = ["Ava Moon", "Ben Oakley", "Cal Prior", "Dee Quill", "Eli Rusk"]
SAID = "select tracker_row_id, field, cause from reconciled.record_discrepancies order by 1, 2"
CAUSES_OF_LEVELS = "select level from reconciled.field_causes where tracker_row_id = ? and field = ?"


def reconciled(night: duckdb.DuckDBPyConnection) -> list[tuple]:
    match(night)
    compare(night)
    return ask(night, SAID)


def five_rows(night: duckdb.DuckDBPyConnection, numbers: list[str], first_number: str) -> None:
    """Five children, one a row; the first row has the number that is typed."""
    for place, number in enumerate(numbers):
        child(night, number, NAMES[place], BIRTHDAYS[place])
        typed = first_number if place == 0 else number
        row(night, place + 1, child_id=typed, name=NAMES[place], dob=BIRTHDAYS[place])


@pytest.mark.parametrize(
    ("typed", "cause", "level"),
    [
        ("59595", "digits_transposed", "digits_changed_over"),
        ("95596", "typo", "one_digit"),
        ("70707", "unknown", "number_of_a_stranger"),
        ("81111", "copied_row", "another_row"),
        ("82222", "copied_row", "another_row"),
    ],
)
def test_a_number_is_another_childs_of_the_rows_close_by_and_else_a_slip_or_a_strangers(
    typed: str, cause: str, level: str
) -> None:
    night = a_small_county()
    five_rows(night, ["95595", "81111", "82222", "83333", "84444"], typed)
    for number, name in (("59595", "Flo Stern"), ("95596", "Gus Tarn"), ("70707", "Hal Upton")):
        child(night, number, name, date(2003, 2, 2), team="S1", plan=None)
    assert reconciled(night) == [(1, "child_id", cause)]
    assert ask(night, CAUSES_OF_LEVELS, 1, "child_id") == [(level,)]


def test_a_strangers_number_is_not_called_the_familys() -> None:
    night = a_small_county()
    five_rows(night, ["95595", "81111", "82222", "83333", "84444"], "70707")
    child(night, "70707", "Hal Upton", date(2003, 2, 2), team="S1", plan=None)
    reconciled(night)
    said = ask(night, "select explanation from reconciled.record_discrepancies")
    assert said == [
        ("The number of another child, neither of the family nor of a row close by. Please confirm.",)
    ]


@pytest.mark.parametrize("step", [1, -1])
def test_a_column_moved_on_over_three_rows_is_taken_from_the_rows_beside(step: int) -> None:
    """Also where a value is a day beside the right one, or later than it."""
    night = a_small_county()
    visits = [date(2019, 4, 9), date(2019, 4, 10), date(2019, 4, 24)]
    supervisions = [date(2019, 3, 4), date(2019, 4, 15), date(2019, 4, 16)]
    for place in range(3):
        child(night, f"9000{place}", NAMES[place], BIRTHDAYS[place])
        visit(night, f"9000{place}", visits[place])
        supervise(night, f"9000{place}", supervisions[place])
        taken = (place + step) % 3
        row(
            night,
            place + 1,
            child_id=f"9000{place}",
            dob=BIRTHDAYS[place],
            last_visit=visits[taken],
            last_supervision=supervisions[taken],
        )
    said = reconciled(night)
    assert len(said) == 6
    assert {cause for _, _, cause in said} == {"copied_row"}


def test_a_value_of_the_second_row_on_that_nothing_else_explains_is_that_rows() -> None:
    night = a_small_county()
    starts = [date(2019, 1, 7), date(2018, 11, 21), date(2018, 10, 15)]
    for place in range(3):
        child(night, f"9000{place}", NAMES[place], BIRTHDAYS[place], start=starts[place])
        typed = starts[2] if place == 0 else starts[place]
        row(night, place + 1, child_id=f"9000{place}", dob=BIRTHDAYS[place], plan_start=typed)
    assert reconciled(night) == [(1, "plan_start", "copied_row")]


def test_day_and_month_changed_over_onto_the_date_of_the_row_beside_stay_so() -> None:
    night = a_small_county()
    starts = [date(2019, 2, 1), date(2019, 1, 2), date(2018, 10, 15)]
    for place in range(3):
        child(night, f"9000{place}", NAMES[place], BIRTHDAYS[place], start=starts[place])
        typed = starts[1] if place == 0 else starts[place]
        row(night, place + 1, child_id=f"9000{place}", dob=BIRTHDAYS[place], plan_start=typed)
    assert reconciled(night) == [(1, "plan_start", "day_month_swapped")]


def test_a_row_that_is_asked_to_go_is_not_asked_to_fill_its_blank_cells() -> None:
    night = a_small_county()
    child(night, "90001", end=date(2019, 3, 20))
    visit(night, "90001", date(2019, 3, 1))
    supervise(night, "90001", date(2019, 3, 4))
    row(night, 1, child_id="90001", dob=date(2010, 4, 3), last_visit=None, last_supervision=None)
    assert reconciled(night) == [(1, "plan_type", "closed_case_left_on")]


def test_two_rows_whose_child_was_exchanged_have_one_cause_in_every_cell() -> None:
    """Number, name and birthday stand in each other's row: one child has a review to come, one has none."""
    night = a_small_county()
    plans = ["CP", "CIN"]
    for place, start in ((0, date(2019, 1, 7)), (1, date(2018, 11, 21))):
        child(night, f"9000{place}", NAMES[place], BIRTHDAYS[place], plan=plans[place], start=start)
        supervise(night, f"9000{place}", date(2019, 4, 8 + 7 * place))
    night.execute(
        "insert into staged.ssd_cp_reviews (cppr_cp_review_id, cppr_person_id, cppr_cp_plan_id,"
        " cppr_cp_review_due) values ('R1', '90000', 'CP90000', date '2019-06-03')"
    )
    for place, start, supervised, review in (
        (0, date(2019, 1, 7), date(2019, 4, 8), date(2019, 6, 3)),
        (1, date(2018, 11, 21), date(2019, 4, 15), ("nothing", "n/a")),
    ):
        row(
            night,
            place + 1,
            plan_type=plans[place],
            child_id=f"9000{1 - place}",
            name=NAMES[1 - place],
            dob=BIRTHDAYS[1 - place],
            plan_start=start,
            last_supervision=supervised,
            next_review=review,
        )
        night.execute(
            "insert into staged.tracker_values (tracker_row_id, field, cell, typed, state, text_value)"
            " values (?, 'plan_type', 'Z', ?, 'read', ?)",
            [place + 1, plans[place], plans[place]],
        )
    said = reconciled(night)
    fields = ["last_supervision", "next_review", "plan_start", "plan_type"]
    assert [(number, field) for number, field, _ in said] == [
        (number, field) for number in (1, 2) for field in fields
    ]
    assert {cause for _, _, cause in said} == {"copied_row"}
    assert ask(night, "select distinct kind from reconciled.record_discrepancies") == [("value_differs",)]
