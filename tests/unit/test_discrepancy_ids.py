"""A discrepancy's id is its own: what goes away beside it does not hand it another's.

Belongs here: two claims that are alike, of children or of figures, and what tells them apart.
Does not belong here: a row that moves, a file that is renamed (test_comparing.py), lives (test_lives.py).
"""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from assets.reconciliation.reconciling import compare, match
from tests.unit.small_county import a_small_county, ask, child, figure, reconcile, row, visit

BABY = {"name": "Baby Smith", "dob": date(2019, 3, 2), "child_id": "99997"}


def ids_of_rows(rows: dict[int, dict[str, object]]) -> dict[int, str]:
    """The id of what is said of each row as a whole, by the row's number."""
    night = a_small_county()
    for number, fields in rows.items():
        row(night, number, **fields)
    match(night)
    compare(night)
    return dict(ask(night, "select tracker_row_id, discrepancy_id from reconciled.record_discrepancies"))


def md5(claim: str) -> str:
    return hashlib.md5(claim.encode(), usedforsecurity=False).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        {**BABY, "dob": date(2019, 3, 5)},
        {**BABY, "child_id": "99998"},
        {**BABY, "child_id": None},
        {"name": "Baby Smith", "dob": None},
    ],
    ids=["another birthday", "another number", "no number", "neither"],
)
def test_of_two_unknown_children_of_one_name_each_keeps_its_id_when_the_other_goes(
    other: dict[str, object],
) -> None:
    both = ids_of_rows({5: BABY, 9: other})
    assert both[5] != both[9]
    assert ids_of_rows({9: other}) == {9: both[9]}
    assert ids_of_rows({5: BABY}) == {5: both[5]}
    # Nor does it matter which stands above the other, or how the name is spaced.
    assert ids_of_rows({1: other, 2: {**BABY, "name": "baby  SMITH"}}) == {1: both[9], 2: both[5]}


def test_an_unknown_child_who_is_typed_twice_in_the_same_words_is_two_claims() -> None:
    both = ids_of_rows({5: BABY, 9: BABY})
    assert len(set(both.values())) == 2
    assert ids_of_rows({9: BABY}) == {9: both[5]}


def test_the_id_of_a_known_childs_field_is_made_of_kind_locality_child_field_and_plan() -> None:
    """As it always was: the lives in a county's history go on."""
    night = a_small_county()
    child(night, "50001", "Ada Case")
    visit(night, "50001", date(2019, 4, 9))
    row(night, 1, child_id="50001", name="Ada Case", dob=date(2010, 4, 3), last_visit=date(2019, 4, 6))
    match(night)
    compare(night)
    found = ask(night, "select discrepancy_id from reconciled.record_discrepancies")
    assert found == [(md5("value_differs|North|50001|last_visit|CP|1"),)]


def ids_of_figures(*figures: tuple[int, float, dict[str, str]]) -> dict[str, str]:
    """The id of each typed number of open plans that differs (there are two), by what is typed."""
    night = a_small_county()
    for number in (1, 2):
        child(night, f"5000{number}")
    for number, typed, where in figures:
        figure(night, number, "open_cp_plans", typed, **where)
    reconcile(night)
    found = "select spreadsheet_value, discrepancy_id from reconciled.discrepancies where person_id is null"
    return dict(ask(night, found))


TEAMS = {"sheet": "Teams"}


@pytest.mark.parametrize(
    "elsewhere",
    [TEAMS, {"declared_place": "summary* / by team"}, {"declared_place": "dashboard* / monthly"}],
    ids=["another sheet", "another table", "another file"],
)
def test_of_a_figure_typed_in_two_places_each_keeps_its_id_when_the_other_is_put_right(
    elsewhere: dict[str, str],
) -> None:
    both = ids_of_figures((1, 33, {}), (2, 45, elsewhere))
    assert both["33"] != both["45"]
    assert ids_of_figures((1, 2, {}), (2, 45, elsewhere)) == {"45": both["45"]}
    assert ids_of_figures((1, 33, {}), (2, 2, elsewhere)) == {"33": both["33"]}
    # Nor does it matter which is read first.
    assert ids_of_figures((1, 45, elsewhere), (2, 33, {})) == both
    # What is left when a place is given up is a claim of its own, and has no other's answer.
    assert ids_of_figures((2, 45, elsewhere))["45"] not in both.values()


def test_of_a_figure_typed_twice_in_one_table_the_second_keeps_its_id_when_the_first_is_put_right() -> None:
    both = ids_of_figures((1, 33, {}), (2, 45, {}))
    assert ids_of_figures((1, 2, {}), (2, 45, {})) == {"45": both["45"]}


def test_the_id_of_a_figure_in_one_place_is_made_of_locality_team_month_and_indicator() -> None:
    """As it always was, wherever the place is."""
    for where in ({}, TEAMS, {"declared_place": "dashboard* / monthly"}):
        assert ids_of_figures((7, 33, where)) == {
            "33": md5("figure_differs|North|N1|2019-04|open_cp_plans|1")
        }
