"""How many rows each rule of the match decided, in a sentence a performance officer can read."""

from __future__ import annotations

from assets.county import Place
from tests.unit.published_rows import LOCKED, NEXT, NIGHT, made
from tests.unit.working_tables import Rows, publish, read

METHODS = ("number_name_dob", "number_name_dob", "name_dob_listed_here", "ambiguous", "none")
ROWS: Rows = {
    "staged.tracker_rows": [
        {"tracker_row_id": number, "locality": "North", "source_file": "North.xlsx", "cell": f"A{number}"}
        for number in range(len(METHODS))
    ],
    "reconciled.matches": [
        {"tracker_row_id": number, "match_method": method, "match_score": 0.5}
        for number, method in enumerate(METHODS)
    ],
    "reconciled.match_rules": [
        {"match_method": "number_name_dob", "sentence": "Number, name and date of birth agree"},
        {"match_method": "name_dob", "sentence": "Name and date of birth agree"},
        {"match_method": "near_name_dob", "sentence": "A rule that no row needed"},
    ],
}
QUERY = "select match_method, meaning, tracker_rows from published.match_counts order by match_method"
COUNTED = [
    (
        "ambiguous",
        "Several children fit equally well, or too little agrees: it is nobody's, and is asked about",
        1,
    ),
    (
        "name_dob_listed_here",
        "Name and date of birth agree; of those who fit, the only one with an open plan here",
        1,
    ),
    ("none", "Nobody in the case system: such a row is a discrepancy", 1),
    ("number_name_dob", "Number, name and date of birth agree", 2),
]


def test_every_row_is_counted_under_the_rule_that_says_who_it_is(place: Place) -> None:
    assert made(place, ROWS, QUERY) == COUNTED


def test_a_held_back_localitys_rows_are_counted_as_they_were(place: Place) -> None:
    publish(place, NIGHT, ROWS)
    released = publish(place, NEXT, {**LOCKED, "reconciled.match_rules": ROWS["reconciled.match_rules"]})
    assert read(released, QUERY) == COUNTED
    assert read(released, "select distinct as_at from published.match_counts") == [(NIGHT,)]
