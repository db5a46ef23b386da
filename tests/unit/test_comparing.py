"""What agrees, under which rule, and what is wrong with a row as a whole.

The county is made once: every case is a child and a row of its own.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.reconciliation.reconciling import compare, match
from tests.unit.small_county import START, a_small_county, allocate, ask, child, row, supervise, visit
from tests.unit.staged_rows import put

APRIL_9 = date(2019, 4, 9)
# Ten working days after, past Easter's two bank holidays.
DUE = date(2019, 4, 25)
Field = tuple[str, object, str | None]

# What is typed in a row of Maxwell-Lee O'Case, visited on 9 April and supervised on the 1st, whose worker is
# Jonathan Manley-Cóle; and the rule under which it agrees (None: it does not).
FIELDS: list[Field] = [
    ("last_visit", APRIL_9, "the same date"),
    ("last_visit", date(2019, 4, 8), None),
    ("next_visit_due", DUE, "the same date"),
    ("seen_alone", "Y", "the same text"),
    ("seen_alone", "N", None),
    ("last_supervision", date(2019, 4, 1), "the same date"),
    ("last_review", None, "nothing on either side"),
    ("last_review", ("nothing", "TBC"), "nothing on either side"),
    ("last_review", date(2019, 4, 2), None),
    ("last_visit", None, None),
    ("last_visit", ("unreadable", "see notes"), None),
    ("name", "Maxwell-Lee O'Case", "the same text"),
    ("name", "MAXWELL LEE  OCASE", "the same letters"),
    ("name", "O’Case, Maxwell Lee", "surname first"),
    ("name", "Maxwell O'Case", "another form of the forename"),
    ("name", "Max O'Case", "another form of the forename"),
    ("name", "M O'Case", "initial and surname"),
    ("name", "Maxwell Lee James O'Case", "a middle name besides"),
    ("name", "Maxwell-Lee J OCase", "a middle name besides"),
    ("name", "Maxwell-Leee O'Case", None),
    ("name", "Maxwell-Lee OO'Case", None),
    ("name", "Maxwell-Lee", "the forename alone"),
    ("name", "Maxwell-Lee O'Cass", None),
    ("name", "Maxwell-Lee Smith", None),
    ("name", "Theo O'Case", None),
    ("worker", "Jonathan Manley-Cóle", "the same text"),
    ("worker", "Jonathan Manley-Cole", "the same letters"),
    ("worker", "jonathan  manley cole", "the same letters"),
    ("worker", "Manley-Cole, Jonathan", "surname first"),
    ("worker", "JM", "initials of the worker"),
    ("worker", "J.M.C.", "initials of the worker"),
    ("worker", "Jonathan M", "first name and initial"),
    ("worker", "J Manley-Cole", "initial and surname"),
    ("worker", "Jonathan", "first name of the worker"),
    ("worker", "Manley Cole", "surname of the worker"),
    ("worker", "JK", None),
    ("worker", ("nothing", "J.M."), "initials of the worker"),
    ("worker", ("nothing", "n/k"), None),
    ("team", "N1", "the same text"),
    ("plan_start", START, "the same date"),
]


@pytest.fixture(scope="module")
def night() -> duckdb.DuckDBPyConnection:
    night = a_small_county()
    for number, (field, typed, _) in enumerate(FIELDS, start=1):
        person = f"{50000 + number}"
        child(night, person, "Maxwell-Lee O'Case", worker="Jonathan Manley-Cóle")
        visit(night, person, date(2019, 3, 20), alone="N")
        visit(night, person, APRIL_9)
        supervise(night, person, date(2019, 4, 1))
        row(night, number, **{"child_id": person, "dob": date(2010, 4, 3), field: typed})
    whole_rows(night)
    match(night)
    compare(night)
    return night


def whole_rows(night: duckdb.DuckDBPyConnection) -> None:
    """Rows that are wrong as a whole, and children who are on no row."""
    birthday = date(2012, 5, 6)
    child(night, "61001", "Nell Twice", birthday, plan="CIN")
    for number in (101, 102):
        row(night, number, "CIN", child_id="61001", name="Nell Twice", dob=birthday, last_visit=APRIL_9)
    child(night, "61002", "Olga Closed", birthday, end=date(2019, 3, 1))
    row(night, 103, child_id="61002", name="Olga Closed", dob=birthday, plan_start=START, next_review=None)
    child(night, "61003", "Pete Early", birthday, plan=None)
    row(night, 104, child_id="61003", name="Pete Early", dob=birthday, plan_start=date(2019, 4, 26))
    row(night, 105, child_id="99999", name="Quin Newborn", dob=date(2019, 4, 20))
    # Moved from North to South; the row is still North's.
    child(night, "61004", "Rita Moved", birthday, team=None)
    allocate(night, "61004", "N1", "Jo Marsh", date(2018, 1, 1), date(2019, 4, 15))
    allocate(night, "61004", "S1", "Al Reed", date(2019, 4, 15))
    row(night, 106, team="N2", child_id="61004", name="Rita Moved", dob=birthday, worker="Jo Marsh")
    # South's tracker has one row, so that it was read.
    child(night, "61005", "Sam South", birthday, team="S1")
    row(night, 107, team="S1", locality="South", child_id="61005", name="Sam South", dob=birthday)
    child(night, "61006", "Tess New", date(2013, 1, 1), start=date(2019, 4, 20))
    child(night, "61007", "Una Gone", date(2013, 1, 2))
    child(night, "61008", "Vic Unread", date(2013, 1, 3), team="S1", plan="CIN")
    # Two whom one row fits equally well.
    child(night, "61009", "Wyn Mole", date(2014, 8, 8))
    child(night, "61010", "Wyn Mole", date(2014, 8, 8))
    row(night, 108, name="Wyn Mole", dob=date(2014, 8, 8))
    # A new plan that is not recorded is not the old one, whose start and visits are another matter.
    child(night, "61012", "Yve Again", birthday, end=date(2018, 12, 1))
    row(night, 110, child_id="61012", name="Yve Again", dob=birthday, plan_start=date(2019, 4, 26))
    # The plan type in a cell of the row itself is a field like any other.
    child(night, "61011", "Xan Plan", birthday)
    row(night, 109, "CIN", child_id="61011", name="Xan Plan", dob=birthday)
    put(
        night,
        "staged.tracker_values",
        tracker_row_id=109,
        field="plan_type",
        cell="D109",
        typed="CIN",
        state="read",
        text_value="CIN",
    )


@pytest.mark.parametrize("number", range(1, len(FIELDS) + 1), ids=lambda n: f"{FIELDS[n - 1][0]} {n}")
def test_a_field_agrees_under_a_rule_or_not_at_all(night: duckdb.DuckDBPyConnection, number: int) -> None:
    field, _, rule = FIELDS[number - 1]
    found = ask(
        night,
        "select agrees, rule from reconciled.comparisons where tracker_row_id = ? and field = ?",
        number,
        field,
    )
    assert found == [(rule is not None, rule)]


def test_the_rules_are_a_list_and_every_equal_cell_is_counted_under_one(
    night: duckdb.DuckDBPyConnection,
) -> None:
    said = ask(night, "select distinct rule from reconciled.comparisons where agrees")
    said += ask(night, "select distinct rule from reconciled.worker_forms")
    listed = ask(night, "select rule from reconciled.equivalence_rules")
    assert set(said) <= set(listed)
    assert len(set(said)) > 10
    counted = "select rule, field, cells from reconciled.equivalence_counts where locality = 'North'"
    cells = (
        "select rule, field, count(*) from reconciled.comparisons where agrees"
        " and tracker_row_id in (select tracker_row_id from reconciled.placed_rows where locality = 'North')"
        " group by rule, field"
    )
    assert sorted(ask(night, counted)) == sorted(ask(night, cells))
    assert ask(night, "select sum(cells) from reconciled.equivalence_counts") == ask(
        night, "select count(*) from reconciled.comparisons where agrees"
    )


def test_a_number_that_is_left_out_is_not_compared(night: duckdb.DuckDBPyConnection) -> None:
    rows = ask(night, "select count(*) from reconciled.comparisons where tracker_row_id = 108")
    assert rows == [(0,)]


def test_a_team_in_a_heading_is_compared_without_a_cell(night: duckdb.DuckDBPyConnection) -> None:
    rows = ask(
        night, "select agrees, cell from reconciled.comparisons where tracker_row_id = 1 and field = 'team'"
    )
    assert rows == [(True, None)]


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (101, []),
        (102, [("duplicate_row", None, "copied_row", None)]),
        (103, [("not_open_in_system", "plan_type", "closed_case_left_on", "CP plan ended 2019-03-01")]),
        (104, [("not_open_in_system", "plan_type", "not_recorded_in_system", "no plan open")]),
        (105, [("missing_from_system", None, "not_recorded_in_system", None)]),
        (
            106,
            [
                ("value_differs", "worker", "transferred", "Al Reed"),
                ("wrong_locality", "locality", "transferred", "South"),
            ],
        ),
        (107, []),
        (108, []),
        (109, [("value_differs", "plan_type", "unknown", "CP")]),
        (110, [("not_open_in_system", "plan_type", "not_recorded_in_system", "CP plan ended 2018-12-01")]),
    ],
)
def test_what_is_wrong_with_a_row_as_a_whole(
    night: duckdb.DuckDBPyConnection, number: int, found: list[tuple]
) -> None:
    rows = ask(
        night,
        "select kind, field, cause, system_value from reconciled.record_discrepancies"
        " where tracker_row_id = ? and coalesce(field, '') <> 'last_visit' order by kind",
        number,
    )
    assert rows == found


def test_a_repeated_row_is_not_compared_again(night: duckdb.DuckDBPyConnection) -> None:
    rows = ask(night, "select distinct tracker_row_id from reconciled.comparisons where person_id = '61001'")
    assert rows == [(101,)]


def test_children_on_no_row_are_missing_but_not_those_nobody_could_see(
    night: duckdb.DuckDBPyConnection,
) -> None:
    """Not the tie's two, and not the CIN child of South, whose CIN tracker did not come."""
    missing = ask(
        night,
        "select person_id, locality, level, source_file from reconciled.missing_children order by person_id",
    )
    assert missing == [
        ("61004", "South", "listed_where_it_was", "South/tracker.xlsx"),
        ("61006", "North", "new_plan", "North/tracker.xlsx"),
        ("61007", "North", "not_listed", "North/tracker.xlsx"),
    ]


def test_no_claim_is_made_twice_and_none_holds_a_name_or_a_birthday(night: duckdb.DuckDBPyConnection) -> None:
    claims = ask(
        night, "select count(*), count(distinct discrepancy_id) from reconciled.record_discrepancies"
    )
    assert claims[0][0] == claims[0][1]
    shown = ask(
        night,
        "select count(*) from reconciled.record_discrepancies where field in ('name', 'dob')"
        " and (spreadsheet_value is not null or system_value is not null)",
    )
    assert shown == [(0,)]


def test_a_claim_keeps_its_id_when_its_row_moves_and_the_file_is_renamed(
    night: duckdb.DuckDBPyConnection,
) -> None:
    ids = "select kind, discrepancy_id from reconciled.record_discrepancies order by 1, 2"
    before = ask(night, ids)
    night.execute(
        "update staged.tracker_rows set row_number = row_number + 7, cell = cell || '0',"
        " source_file = 'May.xlsx', sheet = sheet || ' May'"
    )
    compare(night)
    assert ask(night, ids) == before


def test_an_older_number_of_the_child_is_the_childs() -> None:
    night = a_small_county()
    child(night, "50001", "Ada Case")
    put(
        night,
        "staged.ssd_linked_identifiers",
        link_person_id="50001",
        link_identifier_type="Former system",
        link_identifier_value="F-0099887",
    )
    row(night, 1, child_id="99887", name="Ada Case", dob=date(2010, 4, 3))
    match(night)
    compare(night)
    rules = "select agrees, rule from reconciled.comparisons where field = 'child_id'"
    assert ask(night, rules) == [(True, "another number of the child")]


def test_a_spreadsheet_keeps_fifteen_digits_of_a_number() -> None:
    """The rest of it are noughts, in the number of every child: only name and birthday tell them apart."""
    night = a_small_county()
    for last in (1, 2):
        child(night, f"10000000000000023{last}", f"Ada Case{'a' * last}")
    row(night, 1, child_id="100000000000000000", name="Ada Casea", dob=date(2010, 4, 3))
    row(night, 2, child_id="100000000000000000", name="Ada Smith", dob=date(2010, 4, 3))
    match(night)
    compare(night)
    matches = "select person_id, match_method from reconciled.matches order by tracker_row_id"
    assert ask(night, matches) == [("100000000000000231", "name_dob"), (None, "ambiguous")]
    rules = "select rule from reconciled.comparisons where field = 'child_id'"
    assert ask(night, rules) == [("as many digits as a spreadsheet keeps",)]


def test_of_two_rows_of_a_child_the_one_behind_is_the_row_too_many() -> None:
    """As of a row that a filter hides."""
    night = a_small_county()
    child(night, "50001", "Ada Case")
    for day in (date(2019, 3, 20), APRIL_9):
        visit(night, "50001", day)
    for number, day in ((1, date(2019, 3, 20)), (2, APRIL_9)):
        row(night, number, child_id="50001", name="Ada Case", dob=date(2010, 4, 3), last_visit=day)
    match(night)
    compare(night)
    found = "select tracker_row_id, kind from reconciled.record_discrepancies"
    assert ask(night, found) == [(1, "duplicate_row")]
