"""Who a tracker row is: what each rule believes, what it refuses, and that a tie names nobody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from assets.reconciliation.reconciling import match
from tests.unit.small_county import BIRTHDAY, ask, child, row
from tests.unit.staged_rows import put

SISTER = date(2012, 6, 5)
TWINS = date(2015, 1, 9)
NOT_READ = ("unreadable", "2 yrs")
DAY_BEFORE = BIRTHDAY - timedelta(days=1)


def a_family(night: duckdb.DuckDBPyConnection) -> None:
    """Zoë Ann O'Neil-Hart and her sister; twins; two children of one name; a child of another locality."""
    child(night, "41001", "Zoë-Ann O'Neil Hart", BIRTHDAY, family="F1")
    child(night, "41002", "Isla O'Neil Hart", SISTER, family="F1")
    child(night, "52001", "Kit Dale", TWINS, family="F2")
    child(night, "52002", "Kia Dale", TWINS, family="F2")
    child(night, "63001", "Max Hill", date(2008, 2, 2), team="N2")
    child(night, "63002", "Max Hill", date(2014, 7, 7), team="S1")
    child(night, "74001", "Robin Penberthy", date(2011, 11, 30), team="S1", plan=None)


def who(night: duckdb.DuckDBPyConnection, **fields: object) -> tuple[str | None, str]:
    """The child and the rule that one row is given."""
    row(night, 1, **fields)
    match(night)
    return ask(night, "select person_id, match_method from reconciled.matches")[0]


@pytest.mark.parametrize(
    ("fields", "person", "method"),
    [
        ({"child_id": "41001", "name": "ZOE ANN ONEIL-HART", "dob": BIRTHDAY}, "41001", "number_name_dob"),
        (
            {"child_id": "41001", "name": "O'Neil Hart Zoë-Ann", "dob": BIRTHDAY},
            "41001",
            "number_turned_name_dob",
        ),
        ({"child_id": None, "name": "O'Neil-Hart Zoë Ann", "dob": BIRTHDAY}, "41001", "turned_name_dob"),
        (
            {"child_id": "41001", "name": "Zoe O'Neil Hart", "dob": BIRTHDAY},
            "41001",
            "number_other_form_dob",
        ),
        ({"child_id": None, "name": "Maxwell Hill", "dob": date(2008, 2, 2)}, "63001", "other_form_dob"),
        ({"child_id": None, "name": "Max James Hill", "dob": date(2008, 2, 2)}, "63001", "other_form_dob"),
        (
            {
                "child_id": "41002",
                "name": "Isla Brown",
                "forename": "Isla",
                "surname": "Brown",
                "dob": SISTER,
            },
            "41002",
            "number_forename_dob",
        ),
        (
            {"child_id": "41001", "name": "Zoe Ann O'Niel Hart", "dob": BIRTHDAY},
            "41001",
            "number_near_name_dob",
        ),
        (
            {"child_id": "41010", "name": "Zoe-Ann O'Neil Hart", "dob": BIRTHDAY},
            "41001",
            "near_number_name_dob",
        ),
        (
            {"child_id": "41001", "name": "Zoe-Ann O'Neil Hart", "dob": date(2010, 3, 4)},
            "41001",
            "number_name_near_dob",
        ),
        ({"child_id": "41001", "name": "Zoe-Ann O'Neil Hart", "dob": NOT_READ}, "41001", "number_name"),
        ({"child_id": None, "name": "Zoe Ann O'Neil Hart", "dob": BIRTHDAY}, "41001", "name_dob"),
        ({"child_id": None, "name": "Zoe Ann O'Neil Heart", "dob": BIRTHDAY}, "41001", "near_name_dob"),
        (
            {"child_id": None, "name": "Zoe Ann O'Neil Hart", "dob": date(2010, 3, 4)},
            "41001",
            "name_turned_dob",
        ),
        (
            {"child_id": None, "name": "Zoe Ann O'Neil Hart", "dob": date(2011, 4, 3)},
            "41001",
            "name_near_dob",
        ),
        ({"child_id": None, "name": "Zoe Ann O'Neil Hart", "dob": NOT_READ}, "41001", "name_in_team"),
        (
            {"child_id": None, "name": "Isla Brown", "forename": "Isla", "surname": "Brown", "dob": SISTER},
            "41002",
            "forename_dob",
        ),
        (
            {"child_id": None, "name": "Isla", "forename": "Isla", "dob": NOT_READ},
            "41002",
            "only_forename_in_team",
        ),
    ],
)
def test_a_child_is_known_by_what_agrees(
    night: duckdb.DuckDBPyConnection, fields: dict[str, object], person: str, method: str
) -> None:
    a_family(night)
    assert who(night, **fields) == (person, method)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(
            {"child_id": "41001", "name": "Ben Stone", "dob": SISTER}, id="a number alone is not believed"
        ),
        pytest.param(
            {"child_id": "41001", "name": "Ada O'Neil Hart", "dob": date(2019, 4, 20)},
            id="a new baby is no sister",
        ),
        pytest.param(
            {"child_id": None, "name": "Ada O'Neil Hart", "dob": NOT_READ}, id="a surname is not a child"
        ),
        pytest.param(
            {"child_id": None, "name": "Max Hill", "dob": date(2001, 9, 9)}, id="a name is not a child"
        ),
        pytest.param({"child_id": None, "name": "", "dob": BIRTHDAY}, id="a birthday is not a child"),
        pytest.param(
            {"child_id": None, "name": "Robin Penberthy", "dob": NOT_READ}, id="a name in another locality"
        ),
        pytest.param(
            {"child_id": None, "name": "Max Hill", "dob": NOT_READ, "team": None, "locality": "East"},
            id="no team",
        ),
    ],
)
def test_what_does_not_agree_names_nobody(
    night: duckdb.DuckDBPyConnection, fields: dict[str, object]
) -> None:
    a_family(night)
    assert who(night, **fields) == (None, "none")


@pytest.mark.parametrize(
    ("number", "name", "dob", "person", "method"),
    [
        pytest.param(
            "41002", "Zoe Ann O'Neil Hart", BIRTHDAY, "41001", "name_dob_family_number", id="a sister's"
        ),
        pytest.param("52001", "Kia Dale", TWINS, "52002", "name_dob_family_number", id="a twin's"),
        pytest.param("63001", "Isla O'Neil Hart", SISTER, "41002", "name_dob", id="a stranger's"),
    ],
)
def test_a_number_that_belongs_to_another_child_is_found_out(
    night: duckdb.DuckDBPyConnection, number: str, name: str, dob: date, person: str, method: str
) -> None:
    a_family(night)
    assert who(night, child_id=number, name=name, dob=dob) == (person, method)


def test_twins_who_fit_equally_well_are_a_tie_with_its_candidates(night: duckdb.DuckDBPyConnection) -> None:
    a_family(night)
    assert who(night, child_id=None, name="Kis Dale", dob=TWINS) == (None, "ambiguous")
    candidates = ask(night, "select person_id from reconciled.match_candidates order by 1")
    assert candidates == [("52001",), ("52002",)]
    [(score, best)] = ask(
        night,
        "select max(matches.match_score), max(candidates.match_score) from reconciled.matches as matches"
        " inner join reconciled.match_candidates as candidates using (tracker_row_id)",
    )
    assert score == best > 0


@pytest.mark.parametrize("name", ["Twin 1 Dale", "Twin B DALE", "? Dale", "Baby Dale", "Unborn Dale"])
def test_a_twin_without_a_forename_yet_is_a_tie(night: duckdb.DuckDBPyConnection, name: str) -> None:
    a_family(night)
    assert who(night, name=name, dob=TWINS) == (None, "ambiguous")
    candidates = ask(night, "select person_id from reconciled.match_candidates order by 1")
    assert candidates == [("52001",), ("52002",)]


def test_a_baby_without_a_forename_is_the_only_child_that_fits(night: duckdb.DuckDBPyConnection) -> None:
    a_family(night)
    assert who(night, name="Baby Hill", dob=date(2008, 2, 2), team="N2") == ("63001", "surname_dob_in_team")


@pytest.mark.parametrize(
    ("name", "team", "method"),
    [
        pytest.param("Ada Dale", "N1", "ambiguous", id="another forename: somebody is asked"),
        pytest.param("Baby Dale", "N2", "none", id="another team"),
    ],
)
def test_a_surname_and_a_birthday_are_not_enough(
    night: duckdb.DuckDBPyConnection, name: str, team: str, method: str
) -> None:
    a_family(night)
    assert who(night, name=name, dob=TWINS, team=team) == (None, method)


@pytest.mark.parametrize("typed", ["ECL41001", "ecl 41001", "ID 41001", "#41001", "No. 0041001"])
def test_a_childs_number_behind_a_prefix_that_no_layout_declares_is_its_number(
    night: duckdb.DuckDBPyConnection, typed: str
) -> None:
    a_family(night)
    fields = {"child_id": ("unreadable", typed), "name": "Zoe Ann O'Neil Hart", "dob": NOT_READ}
    assert who(night, **fields) == ("41001", "number_name")


@pytest.mark.parametrize("typed", ["see 41001 and 41002", "07700 941001", "ECL99999", "4100I"])
def test_other_words_with_digits_are_no_number(night: duckdb.DuckDBPyConnection, typed: str) -> None:
    a_family(night)
    row(night, 1, child_id=("unreadable", typed), name="Ben Stone", dob=BIRTHDAY)
    match(night)
    assert ask(night, "select id_digits from reconciled.row_keys") == [(None,)]


def test_of_two_records_of_a_child_the_one_with_the_plan_here_is_believed(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "81001", "Ivy Frost", BIRTHDAY)
    child(night, "81002", "Ivy Frost", BIRTHDAY, plan=None)
    assert who(night, name="Ivy Frost", dob=BIRTHDAY) == ("81001", "name_dob_listed_here")


def test_a_name_is_enough_only_in_its_own_locality(night: duckdb.DuckDBPyConnection) -> None:
    a_family(night)
    assert who(night, team="N1", name="Max Hill", dob=NOT_READ) == ("63001", "name_in_locality")


def test_a_linked_number_is_a_childs_and_a_shared_one_a_familys(night: duckdb.DuckDBPyConnection) -> None:
    a_family(night)
    put(
        night,
        "staged.ssd_linked_identifiers",
        link_person_id="41001",
        link_identifier_type="Former system",
        link_identifier_value="X-0099887",
    )
    assert who(night, child_id="99887", name="Zoe Ann O'Neil Hart", dob=NOT_READ) == ("41001", "number_name")
    shared = "select count(*) from reconciled.person_ids where id_digits in ('1', '2')"
    assert ask(night, shared) == [(0,)]


@pytest.mark.parametrize(
    ("fields", "method"),
    [
        pytest.param(
            {"child_id": None, "name": "Zoe Ann O'Neil Hart", "dob": TWINS},
            "name_other_dob_in_team",
            id="another child's birthday",
        ),
        pytest.param(
            {"child_id": "52001", "name": "Zoe Ann O'Neil Hart", "dob": NOT_READ},
            "name_other_number_in_team",
            id="another child's number",
        ),
        pytest.param(
            {"child_id": None, "name": "Zoe Ann O'Neal Hart", "dob": DAY_BEFORE},
            "near_name_near_dob_in_team",
            id="name and birthday misspelt",
        ),
        pytest.param(
            {"child_id": "41010", "name": "Zoe Ann O'Neal Hart", "dob": DAY_BEFORE},
            "near_number_near_name_near_dob",
            id="number, name and birthday misspelt",
        ),
        pytest.param(
            {"child_id": "40101", "name": "Zoe Ann O'Neil Hart", "dob": TWINS},
            "near_number_name",
            id="number misspelt and another child's birthday",
        ),
    ],
)
def test_a_child_with_an_open_plan_in_the_team_is_known_by_what_is_left_of_its_row(
    night: duckdb.DuckDBPyConnection, fields: dict[str, Any], method: str
) -> None:
    a_family(night)
    assert who(night, **fields) == ("41001", method)


def test_a_misspelt_forename_in_its_team_is_enough_where_nothing_else_was_typed(
    night: duckdb.DuckDBPyConnection,
) -> None:
    child(night, "85001", "Rosalind Szymanski", TWINS)
    assert who(night, name="Roslind Szymanski", dob=NOT_READ) == ("85001", "near_name_in_team")


@pytest.mark.parametrize(
    "fields",
    [
        {"child_id": None, "name": "Zoe Ann O'Neil Hart", "dob": TWINS},
        {"child_id": "52001", "name": "Zoe Ann O'Neil Hart", "dob": NOT_READ},
        {"child_id": None, "name": "Zoe Ann O'Neal Hart", "dob": DAY_BEFORE},
    ],
)
def test_what_is_left_of_a_row_is_not_enough_for_a_child_who_has_a_row(
    night: duckdb.DuckDBPyConnection, fields: dict[str, Any]
) -> None:
    a_family(night)
    row(night, 2, child_id="41001", name="Zoe Ann O'Neil Hart", dob=BIRTHDAY)
    row(night, 1, **fields)
    match(night)
    people = ask(night, "select person_id from reconciled.matches order by tracker_row_id")
    assert people == [(None,), ("41001",)]


def test_every_row_has_a_rule_and_a_score(night: duckdb.DuckDBPyConnection) -> None:
    a_family(night)
    row(night, 1, child_id="41001", name="Zoe Ann O'Neil Hart", dob=BIRTHDAY)
    row(night, 2, name="Nobody Here", dob=BIRTHDAY)
    match(night)
    rows = ask(night, "select match_method, match_score from reconciled.matches order by tracker_row_id")
    assert [(method, float(score)) for method, score in rows] == [("number_name_dob", 1.0), ("none", 0.0)]
    rules = ask(
        night,
        "select count(distinct match_method), count(*), min(length(sentence)) > 0"
        " from reconciled.match_rules",
    )
    assert rules[0][0] == rules[0][1]
    assert rules[0][2]


def test_a_twins_name_beside_the_own_number_is_a_slip_where_the_twin_has_a_row(
    night: duckdb.DuckDBPyConnection,
) -> None:
    """And where the twin has none, the number is the slip."""
    a_family(night)
    row(night, 1, child_id="52001", name="Kit Dale", dob=TWINS)
    row(night, 2, child_id="52002", name="Kit Dale", dob=TWINS)
    match(night)
    people = "select person_id, match_method from reconciled.matches order by tracker_row_id"
    assert ask(night, people) == [
        ("52001", "number_name_dob"),
        ("52002", "number_dob_not_yet_listed"),
    ]


def untied_twins(night: duckdb.DuckDBPyConnection, plan_of_the_second: str | None = "CP") -> None:
    """Twins of near names, whom the case system does not tie to each other."""
    child(night, "85001", "Ella Szymanski", TWINS)
    child(night, "85002", "Ellie Szymanski", TWINS, plan=plan_of_the_second)


def test_a_twins_number_is_found_out_though_nothing_ties_the_twins(night: duckdb.DuckDBPyConnection) -> None:
    untied_twins(night)
    row(night, 1, child_id="85001", name="Ella Szymanski", dob=TWINS)
    row(night, 2, child_id="85001", name="Ellie Szymanski", dob=TWINS)
    match(night)
    people = "select person_id, match_method from reconciled.matches order by tracker_row_id"
    assert ask(night, people) == [("85001", "number_name_dob"), ("85002", "name_dob_family_number")]


def test_a_second_record_of_the_same_child_without_a_plan_is_no_twin(
    night: duckdb.DuckDBPyConnection,
) -> None:
    untied_twins(night, plan_of_the_second=None)
    person, method = who(night, child_id="85001", name="Ellie Szymanski", dob=TWINS)
    assert (person, method) == ("85001", "number_other_form_dob")


@pytest.mark.parametrize(
    ("fields", "candidates"),
    [
        pytest.param(
            {"child_id": "63001", "name": "", "dob": None},
            [("63001", "only_number")],
            id="no more than a number",
        ),
        pytest.param(
            {"child_id": "63001", "name": "Ben Wood", "dob": None},
            [("63001", "only_number")],
            id="a name nobody has",
        ),
        pytest.param(
            {"child_id": "41001", "name": "Kit Dale", "dob": None, "team": "N2"},
            [("41001", "only_number"), ("52001", "only_name")],
            id="the name of another",
        ),
    ],
)
def test_a_row_that_says_too_little_is_asked_about_and_not_called_unknown_to_the_system(
    night: duckdb.DuckDBPyConnection, fields: dict[str, Any], candidates: list[tuple[str, str]]
) -> None:
    a_family(night)
    assert who(night, **fields) == (None, "ambiguous")
    found = ask(night, "select person_id, match_method from reconciled.match_candidates order by person_id")
    assert found == candidates


def test_a_number_whose_child_has_another_name_and_another_birthday_leads_to_nobody(
    night: duckdb.DuckDBPyConnection,
) -> None:
    a_family(night)
    assert who(night, child_id="63001", name="Ben Wood", dob=date(2016, 3, 9)) == (None, "none")
