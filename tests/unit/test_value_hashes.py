"""A discrepancy's value_hash is of both values as read: it changes when one of them does, and never else.

Belongs here: what is the same value, typed another way, and what is another.
Does not belong here: what becomes of an answer (test_answers_to_values.py).
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from tests.unit.small_county import a_small_county, ask, child, figure, reconcile, row, visit

APRIL_6, APRIL_9 = date(2019, 4, 6), date(2019, 4, 9)


def hashes(night: duckdb.DuckDBPyConnection, field: str | None) -> set[str]:
    reconcile(night)
    found = "select value_hash from reconciled.discrepancies where field is not distinct from ?"
    return {value_hash for (value_hash,) in ask(night, found, field)}


def a_row(field: str, typed: object, note: str | None = None, at: int = 1, visited: date = APRIL_9) -> str:
    """The hash of a field of Ada Case, visited on a day, where this is typed in a row."""
    night = a_small_county()
    child(night, "50001", "Ada Case")
    visit(night, "50001", visited)
    who = {"child_id": "50001", "name": "Ada Case", "dob": date(2010, 4, 3)}
    row(night, at, **{**who, field: typed})
    night.execute("update staged.tracker_values set note = ? where field = ?", [note, field])
    [value_hash] = hashes(night, field)
    return value_hash


TWO_WAYS = "six digits: 2019-04-06, 2019-06-04"
# A field, what is typed in it, the same value typed another way, another value.
TYPED = [
    ("last_visit", APRIL_6, ("ambiguous", APRIL_6), date(2019, 4, 5)),
    ("last_visit", ("unreadable", "see notes"), ("unreadable", " See  NOTES"), ("unreadable", "ask Jo")),
    ("worker", "Al Reed", "AL  REED", "Bo Reed"),
    ("name", "Ada Crane", "ada crane", "Ada Crate"),
    ("dob", date(2010, 4, 4), ("ambiguous", date(2010, 4, 4)), date(2010, 4, 5)),
]


@pytest.mark.parametrize(("field", "typed", "again", "other"), TYPED)
def test_another_value_has_another_hash_and_the_same_one_typed_another_way_has_not(
    field: str, typed: object, again: object, other: object
) -> None:
    was = a_row(field, typed)
    assert a_row(field, again, at=9) == was
    assert a_row(field, other) != was


def test_a_date_that_may_be_two_days_is_the_same_while_it_may_be_those() -> None:
    was = a_row("last_visit", ("ambiguous", "060419"), TWO_WAYS)
    assert a_row("last_visit", ("ambiguous", "06.04.19"), f"period: {TWO_WAYS[12:]}") == was
    assert a_row("last_visit", ("ambiguous", "070419"), "six digits: 2019-04-07, 2019-07-04") != was


def test_another_value_in_the_case_system_has_another_hash() -> None:
    assert a_row("last_visit", APRIL_6) != a_row("last_visit", APRIL_6, visited=date(2019, 4, 10))


def test_equal_values_of_two_children_look_unlike() -> None:
    night = a_small_county()
    for number in (1, 2):
        child(night, f"5000{number}", f"Ada Case{'e' * number}")
        visit(night, f"5000{number}", APRIL_9)
        row(night, number, child_id=f"5000{number}", dob=date(2010, 4, 3), last_visit=APRIL_6)
    assert len(hashes(night, "last_visit")) == 2


def a_figure(typed: float | None, decimals: int = 0, state: str = "read", plans: int = 2) -> str:
    night = a_small_county()
    for number in range(plans):
        child(night, f"5000{number}")
    figure(night, 1, "open_cp_plans", typed, decimals, state=state)
    [value_hash] = hashes(night, "open_cp_plans")
    return value_hash


def test_a_figures_hash_is_of_the_number_and_not_of_how_it_is_shown() -> None:
    was = a_figure(33)
    assert a_figure(33.0, 1) == was
    others = {a_figure(34), a_figure(33, plans=3), a_figure(None, state="unreadable")}
    assert len(others - {was}) == 3


def test_a_child_who_is_not_on_the_tracker_has_the_hash_of_the_plan() -> None:
    def missing(start: date) -> set[str]:
        night = a_small_county()
        child(night, "50001", "Ada Case", start=start)
        child(night, "50002", "Bo Lane")
        row(night, 1, child_id="50002", name="Bo Lane", dob=date(2010, 4, 3))
        return hashes(night, None)

    assert missing(APRIL_6) == missing(APRIL_6) != missing(APRIL_9)


def test_a_hash_is_eight_characters_and_every_discrepancy_has_one() -> None:
    night = a_small_county()
    child(night, "50001", "Ada Case")
    row(night, 1, child_id="50001", name="Ada Crane", dob=date(2010, 4, 4), last_visit=APRIL_6)
    row(night, 2, name="Baby Smith", dob=APRIL_6)
    figure(night, 1, "open_cp_plans", 33)
    reconcile(night)
    whole = "select bool_and(coalesce(regexp_matches(value_hash, '^[0-9a-f]{8}$'), false)), count(*)"
    [(are_short, found)] = ask(night, f"{whole} from reconciled.discrepancies")
    assert are_short
    assert found > 3
