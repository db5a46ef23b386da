"""Why a value differs: a cause is claimed only when the data shows it, and the likelier reading comes first.

The county is made once; every case is a child and a row of its own. Each child was visited on 9 April (29
March before), supervised on 8 April (4 March before), and is Ann Reed's (Ben Cox's before, and Col Day's in
N2 before that).
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from assets.reconciliation.reconciling import COMPARING, compare, match
from assets.warehouse import run_sql
from tests.unit.small_county import a_small_county, allocate, ask, child, row, supervise, visit

BIRTHDAY = date(2010, 5, 13)
# Ten working days after 9 April, 29 March and 17 April; Easter takes two.
DUE, DUE_29_MARCH, DUE_17_APRIL = date(2019, 4, 25), date(2019, 4, 12), date(2019, 5, 3)
UNRECORDED = "not_recorded_in_system"

# What is typed, and the causes that are said of it.
CASES: dict[str, tuple[dict[str, object], dict[str, str]]] = {
    "day and month changed over": (
        {"last_visit": date(2019, 9, 4), "next_visit_due": DUE},
        {"last_visit": "day_month_swapped"},
    ),
    "another year": ({"plan_start": date(2018, 1, 7)}, {"plan_start": "wrong_year"}),
    "another century": ({"dob": date(1910, 5, 13)}, {"dob": "wrong_year"}),
    "two digits of the day": ({"dob": date(2010, 5, 31)}, {"dob": "digits_transposed"}),
    "one digit": ({"dob": date(2010, 5, 14)}, {"dob": "typo"}),
    "an earlier visit, and the next after it": (
        {"last_visit": date(2019, 3, 29), "next_visit_due": DUE_29_MARCH},
        {"last_visit": "stale_value", "next_visit_due": "stale_value"},
    ),
    "an earlier visit, and who was seen then": (
        {"last_visit": date(2019, 3, 29), "seen_alone": "N"},
        {"last_visit": "stale_value", "seen_alone": "stale_value"},
    ),
    "an earlier visit, and who was not seen then": (
        {"last_visit": date(2019, 3, 20), "seen_alone": "N"},
        {"last_visit": "stale_value", "seen_alone": "unknown"},
    ),
    "a visit not recorded, and all that follows": (
        {"last_visit": date(2019, 4, 17), "next_visit_due": DUE_17_APRIL, "seen_alone": "N"},
        {"last_visit": UNRECORDED, "next_visit_due": UNRECORDED, "seen_alone": UNRECORDED},
    ),
    "a visit not recorded, though one digit would make it so": (
        {"last_visit": date(2019, 4, 29), "next_visit_due": date(2019, 5, 14)},
        {"last_visit": UNRECORDED, "next_visit_due": UNRECORDED},
    ),
    "one digit of a visit, for the next one is right": (
        {"last_visit": date(2019, 4, 19), "next_visit_due": DUE},
        {"last_visit": "typo"},
    ),
    "the next visit after a slip": (
        {"last_visit": date(2018, 4, 9), "next_visit_due": date(2018, 4, 23)},
        {"last_visit": "wrong_year", "next_visit_due": "wrong_year"},
    ),
    "the next visit with every day counted": (
        {"last_visit": date(2019, 4, 9), "next_visit_due": date(2019, 4, 19)},
        {"next_visit_due": "calendar_days_counted"},
    ),
    "the next visit not moved with the last": (
        {"last_visit": date(2019, 4, 9), "next_visit_due": DUE_29_MARCH},
        {"next_visit_due": "stale_value"},
    ),
    "the month before": ({"dob": date(2010, 4, 13)}, {"dob": "typo"}),
    "a visit that cannot have been": ({"last_visit": date(2019, 5, 27)}, {"last_visit": "unknown"}),
    "who was seen": ({"last_visit": date(2019, 4, 9), "seen_alone": "N"}, {"seen_alone": "unknown"}),
    "the supervision before": ({"last_supervision": date(2019, 3, 4)}, {"last_supervision": "stale_value"}),
    "a supervision not recorded": ({"last_supervision": date(2019, 4, 25)}, {"last_supervision": UNRECORDED}),
    "a date of nothing": ({"plan_start": date(2018, 12, 20)}, {"plan_start": "unknown"}),
    "the worker before": ({"worker": "Ben Cox"}, {"worker": "stale_value"}),
    "the worker of the team before": ({"worker": "CD"}, {"worker": "transferred"}),
    "letters of the worker": ({"worker": "Ann Reid"}, {"worker": "typo"}),
    "a worker who never was": ({"worker": "Xi Quartermaine"}, {"worker": "unknown"}),
    "no such day": ({"last_visit": ("unreadable", "31/04/2019")}, {"last_visit": "typo"}),
    "month first": (
        {"plan_start": ("ambiguous", "01/13/2019", "only possible month first: 2019-01-13")},
        {"plan_start": "typo"},
    ),
    "words": ({"last_visit": ("unreadable", "see notes")}, {"last_visit": "free_text"}),
    "a word for nothing": ({"plan_start": ("nothing", "TBC")}, {"plan_start": "free_text"}),
    "part of a date": ({"plan_start": ("ambiguous", "Jan ish")}, {"plan_start": "free_text"}),
    "a date of two readings": ({"plan_start": ("ambiguous", "7/1")}, {"plan_start": "free_text"}),
    "left blank": ({"plan_start": None}, {"plan_start": "unknown"}),
    "two digits of the number": ({"child_id": "91080"}, {"child_id": "digits_transposed"}),
    "one digit of the number": ({"child_id": "93008"}, {"child_id": "typo"}),
    "the sister's number": ({"child_id": "77001"}, {"child_id": "copied_row"}),
    "letters of the name": ({"name": "Kina Hollister"}, {"name": "typo"}),
    "the sister's name": ({"name": "Sister Hollister"}, {"name": "copied_row"}),
}
# Whose numbers the cases of a wrong number are slips of.
MEANT = {"91080": "91008", "93008": "93009"}


@pytest.fixture(scope="module")
def night() -> duckdb.DuckDBPyConnection:
    night = a_small_county()
    child(night, "77001", "Sister Hollister", date(2001, 1, 1), family="F1", plan=None)
    for number, (fields, _) in enumerate(CASES.values(), start=1):
        person = MEANT.get(str(fields.get("child_id")), f"{90000 + number}")
        name = "Kian Hollister" if "name" in fields else f"Kian{'a' * number} Hollister"
        a_child(night, person, name)
        row(night, number, **{"child_id": person, "name": name, "dob": BIRTHDAY, **fields})
    match(night)
    compare(night)
    return night


def a_child(night: duckdb.DuckDBPyConnection, person: str, name: str) -> None:
    child(night, person, name, BIRTHDAY, family="F1", worker="Ann Reed", since=date(2019, 2, 1))
    allocate(night, person, "N1", "Ben Cox", date(2018, 6, 1), date(2019, 2, 1))
    allocate(night, person, "N2", "Col Day", date(2018, 1, 1), date(2018, 6, 1))
    visit(night, person, date(2019, 3, 20))
    visit(night, person, date(2019, 3, 29), alone="N")
    visit(night, person, date(2019, 4, 9))
    supervise(night, person, date(2019, 3, 4))
    supervise(night, person, date(2019, 4, 8))


@pytest.mark.parametrize("case", CASES)
def test_a_cause_is_what_the_data_shows(night: duckdb.DuckDBPyConnection, case: str) -> None:
    number = list(CASES).index(case) + 1
    found = ask(
        night, "select field, cause from reconciled.record_discrepancies where tracker_row_id = ?", number
    )
    assert dict(found) == CASES[case][1]


def test_what_two_neighbours_have_exchanged_is_no_slip() -> None:
    night = a_small_county()
    for number, supervised in ((1, date(2019, 4, 8)), (2, date(2019, 4, 9)), (3, date(2019, 4, 10))):
        child(night, f"9000{number}", f"Child{'a' * number} Case", BIRTHDAY)
        supervise(night, f"9000{number}", supervised)
    for number, supervised in ((1, date(2019, 4, 9)), (2, date(2019, 4, 8)), (3, date(2019, 4, 11))):
        row(night, number, child_id=f"9000{number}", dob=BIRTHDAY, last_supervision=supervised)
    match(night)
    compare(night)
    causes = "select tracker_row_id, cause from reconciled.record_discrepancies order by 1"
    assert ask(night, causes) == [(1, "copied_row"), (2, "copied_row"), (3, "typo")]


def test_bank_holidays_counted_on_two_rows_are_a_way_of_counting_and_on_one_a_slip() -> None:
    """Ten weekdays after 9 April, Easter's holidays counted, are the 23rd."""
    night = a_small_county()
    for number, sheet in ((1, "CP"), (2, "CP"), (3, "Other")):
        child(night, f"9000{number}", f"Child{'a' * number} Case", BIRTHDAY)
        visit(night, f"9000{number}", date(2019, 4, 9))
        row(
            night,
            number,
            sheet=sheet,
            child_id=f"9000{number}",
            dob=BIRTHDAY,
            last_visit=date(2019, 4, 9),
            next_visit_due=date(2019, 4, 23),
        )
    match(night)
    compare(night)
    causes = "select tracker_row_id, cause from reconciled.record_discrepancies order by 1"
    counted = "calendar_days_counted"
    assert ask(night, causes) == [(1, counted), (2, counted), (3, "typo")]


def test_a_row_from_before_the_first_visit_is_stale_in_all_that_follows_from_it() -> None:
    """Ten working days after 7 January are the 21st; the visit was on 9 April."""
    night = a_small_county()
    child(night, "90001", "Childa Case", BIRTHDAY)
    visit(night, "90001", date(2019, 4, 9))
    shown = {"last_visit": None, "seen_alone": None, "next_visit_due": date(2019, 1, 21)}
    row(night, 1, child_id="90001", dob=BIRTHDAY, **shown)
    match(night)
    compare(night)
    causes = "select field, cause from reconciled.record_discrepancies order by field"
    assert ask(night, causes) == [(field, "stale_value") for field in sorted(shown)]


def test_every_day_counted_is_known_though_the_visit_it_is_counted_from_cannot_be_read() -> None:
    night = a_small_county()
    child(night, "90001", "Childa Case", BIRTHDAY)
    visit(night, "90001", date(2019, 4, 9))
    row(
        night,
        1,
        child_id="90001",
        dob=BIRTHDAY,
        last_visit=("unreadable", "Jan ish"),
        next_visit_due=date(2019, 4, 19),
    )
    match(night)
    compare(night)
    causes = "select field, cause from reconciled.record_discrepancies order by field"
    assert ask(night, causes) == [("last_visit", "free_text"), ("next_visit_due", "calendar_days_counted")]


def test_two_rows_that_show_each_others_visit_took_each_others_place() -> None:
    """Also where one of them would be behind and the other ahead."""
    night = a_small_county()
    days = date(2019, 4, 1), date(2019, 4, 17)
    for number, seen in ((1, days[:1]), (2, days)):
        child(night, f"9000{number}", f"Child{'a' * number} Case", BIRTHDAY)
        for day in seen:
            visit(night, f"9000{number}", day, alone="YN"[number - 1])
    row(night, 1, child_id="90001", dob=BIRTHDAY, last_visit=days[1], seen_alone="N")
    row(night, 2, child_id="90002", dob=BIRTHDAY, last_visit=days[0], seen_alone="Y")
    match(night)
    compare(night)
    causes = "select distinct cause from reconciled.record_discrepancies"
    assert ask(night, causes) == [("copied_row",)]


def test_brothers_of_whom_one_row_is_behind_have_exchanged_nothing() -> None:
    night = a_small_county()
    days = date(2019, 4, 1), date(2019, 4, 17)
    for number in (1, 2):
        child(night, f"9000{number}", f"Child{'a' * number} Case", BIRTHDAY, family="F1")
        for day in days[: 2 if number == 2 else 1]:
            visit(night, f"9000{number}", day)
        row(night, number, child_id=f"9000{number}", dob=BIRTHDAY, last_visit=days[0])
    match(night)
    compare(night)
    causes = "select tracker_row_id, cause from reconciled.record_discrepancies order by 1"
    assert ask(night, causes) == [(2, "stale_value")]


def test_a_team_before_a_move_is_a_transfer() -> None:
    night = a_small_county()
    child(night, "90001", "Ada Case", BIRTHDAY, since=date(2019, 2, 1))
    allocate(night, "90001", "N2", "Col Day", date(2018, 1, 1), date(2019, 2, 1))
    row(night, 1, team="N2", child_id="90001", dob=BIRTHDAY)
    match(night)
    compare(night)
    causes = "select field, cause, cell from reconciled.record_discrepancies"
    assert ask(night, causes) == [("team", "transferred", None)]


def test_every_sentence_asks_and_none_holds_a_value(night: duckdb.DuckDBPyConnection) -> None:
    sentences = ask(
        night,
        "select explanation from reconciled.record_discrepancies"
        " union select sentence from reconciled.cause_levels",
    )
    assert sentences
    for (sentence,) in sentences:
        assert sentence.endswith(".")
        assert "Please" in sentence or ", please" in sentence
        assert "Hollister" not in sentence
        assert not any(digit in sentence for digit in "0123456789")


def test_the_rank_of_a_level_and_nothing_else_decides(night: duckdb.DuckDBPyConnection) -> None:
    """Each level that is said, put last in the list, is said no more: whatever else fits is said instead."""
    said = "select count(*) from reconciled.field_causes where level = ?"
    after_levels = COMPARING[COMPARING.index("comparing/cause_levels.sql") + 1 :]
    levels = ask(night, "select distinct level from reconciled.field_causes where level <> 'not_known'")
    assert len(levels) > 15
    still_said = []
    for (level,) in levels:
        run_sql(night, "comparing/cause_levels.sql")
        night.execute("update reconciled.cause_levels set rank = 1000 where level = ?", [level])
        run_sql(night, *after_levels)
        still_said += [level] if ask(night, said, level) != [(0,)] else []
    compare(night)
    assert still_said == []


def test_every_level_of_the_list_has_its_sql_and_every_sql_its_level(
    night: duckdb.DuckDBPyConnection,
) -> None:
    listed = ask(night, "select rank, level, cause from reconciled.cause_levels order by rank")
    assert [rank for rank, _, _ in listed] == list(range(1, len(listed) + 1))
    levels = {level for _, level, _ in listed}
    folder = Path(__file__).parents[2] / "sql" / "comparing"
    files = [*folder.glob("*_causes.sql"), folder / "row_findings.sql", folder / "missing_children.sql"]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert set(re.findall(r"'(\w+)' as level", text)) <= levels
    # What follows from the last visit has the cause of the visit.
    follows = {level for level in levels if level.startswith("follows_")}
    assert all(level == f"follows_{cause}" for _, level, cause in listed if level in follows)
    assert [level for level in levels - follows if f"'{level}'" not in text] == []


@pytest.mark.parametrize(
    ("typed", "held", "cause"),
    [
        ("Kian Hollister", " Hollister", "not_recorded_in_system"),
        ("Kian Hollister", "Kian ", "not_recorded_in_system"),
        ("Kian Hollister", " ", "not_recorded_in_system"),
        ("Kian Hollister", " Penberthy", "unknown"),
        ("Kian Hollister", "Kian Penberthy", "unknown"),
    ],
    ids=["no forename", "no surname", "no name", "another surname alone", "another surname"],
)
def test_a_name_of_which_the_case_system_has_a_part_is_not_recorded_there(
    typed: str, held: str, cause: str
) -> None:
    night = a_small_county()
    child(night, "70001", name=held, dob=BIRTHDAY)
    row(night, 1, child_id="70001", name=typed, dob=BIRTHDAY)
    match(night)
    compare(night)
    assert ask(night, "select kind, field, cause from reconciled.record_discrepancies") == [
        ("value_differs", "name", cause)
    ]
