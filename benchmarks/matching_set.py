"""An invented set on which matching is hard: few surnames, twins, numbers left out, two rows in five wrong.

Belongs here: the children, the tracker rows about them, and who each row truly is.
Does not belong here: matching itself, or what is good enough (tests/unit/test_harder_matching.py).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import duckdb
import pyarrow as pa

from assets.reconciliation.nicknames import LIST
from assets.sample.people import read_names
from assets.warehouse import SCHEMAS, load_rows

AS_AT = date(2026, 9, 1)
SURNAMES, FORENAMES, TEAMS = 120, 150, 12
# Shares of rows with each mistake: two and a half times those of an ordinary set.
UNKNOWN, NO_NUMBER, WRONG_NUMBER, OTHERS_NUMBER = 0.04, 0.20, 0.05, 0.03
TYPO, SHORT_FORM, TURNED, OTHER_SURNAME = 0.15, 0.05, 0.025, 0.05
SWAPPED_DATE, DATE_TYPO, NO_DATE, OTHER_TEAM = 0.05, 0.075, 0.075, 0.05


@dataclass(frozen=True)
class Person:
    """A child of the case system."""

    number: str
    forename: str
    surname: str
    dob: date
    family: str
    team: int


@dataclass(frozen=True)
class SheetRow:
    """A tracker row as typed; `person` is the true child, empty for one the case system does not have."""

    person: str
    number: str | None
    forename: str
    surname: str
    dob: date | None
    team: int


def invent(seed: int, children: int = 5000, rows: int = 1500) -> tuple[list[Person], list[SheetRow]]:
    """Children in families with twins, and rows about some of them.

    Args:
        seed: the same seed gives the same set.
        children: how many the case system has, about.
        rows: how many rows the trackers have; a share of them is about nobody.
    """
    chance = Random(seed)  # noqa: S311 - invented data, no secrets
    surnames = chance.sample(read_names("surnames"), SURNAMES)
    forenames = chance.sample(sorted({*read_names("girls"), *read_names("boys")}), FORENAMES)
    people: list[Person] = []
    numbers = iter(chance.sample(range(100_000, 1_000_000), children + rows + 10))
    while len(people) < children:
        _add_family(chance, people, surnames, forenames, numbers)
    listed = chance.sample(people, rows)
    return people, [_row(chance, one, people, forenames, surnames, next(numbers)) for one in listed]


def _add_family(
    chance: Random, people: list[Person], surnames: list[str], forenames: list[str], numbers: Iterator[int]
) -> None:
    surname, family, team = chance.choice(surnames), f"F{len(people):06d}", chance.randrange(TEAMS)
    born = AS_AT - timedelta(chance.randrange(30, 6000))
    for forename in chance.sample(forenames, chance.choice((1, 1, 2, 2, 3, 4))):
        people.append(Person(str(next(numbers)), forename, surname, born, family, team))
        # One child in twelve is followed by a twin.
        born -= timedelta(0 if chance.random() < 0.08 else chance.randrange(330, 1500))


def _row(
    chance: Random, one: Person, people: list[Person], forenames: list[str], surnames: list[str], spare: int
) -> SheetRow:
    person = one.number
    if chance.random() < UNKNOWN:
        dob = one.dob + timedelta(chance.randrange(-400, 400))
        names = chance.choice(forenames), chance.choice(surnames)
        one, person = Person(str(spare), *names, dob, one.family, one.team), ""
    number, (forename, surname) = _number(chance, one, people), _name(chance, one, surnames)
    dob = _birthday(chance, one.dob)
    team = chance.randrange(TEAMS) if chance.random() < OTHER_TEAM else one.team
    return SheetRow(person, number, forename, surname, dob, team)


def _number(chance: Random, one: Person, people: list[Person]) -> str | None:
    draw = chance.random()
    if draw < NO_NUMBER:
        return None
    if draw < NO_NUMBER + WRONG_NUMBER:
        return _mistyped(chance, one.number, "0123456789")
    if draw < NO_NUMBER + WRONG_NUMBER + OTHERS_NUMBER:
        family = [other for other in people if other.family == one.family and other.number != one.number]
        return chance.choice(family or people).number
    return one.number


def _name(chance: Random, one: Person, surnames: list[str]) -> tuple[str, str]:
    draw = chance.random()
    if draw < TYPO:
        forename, _, surname = _mistyped(chance, f"{one.forename} {one.surname}", "aeiounrst").partition(" ")
        return forename, surname
    if draw < TYPO + SHORT_FORM:
        return chance.choice(SHORT_FORMS.get(one.forename.lower(), [one.forename])), one.surname
    if draw < TYPO + SHORT_FORM + TURNED:
        return one.surname, one.forename
    if draw < TYPO + SHORT_FORM + TURNED + OTHER_SURNAME:
        return one.forename, chance.choice(surnames)
    return one.forename, one.surname


def _birthday(chance: Random, dob: date) -> date | None:
    draw = chance.random()
    if draw < SWAPPED_DATE:
        return dob.replace(day=dob.month, month=dob.day) if dob.day <= 12 else dob
    if draw < SWAPPED_DATE + DATE_TYPO:
        return chance.choice((dob + timedelta(1), dob - timedelta(1), _other_year(dob)))
    return None if draw < SWAPPED_DATE + DATE_TYPO + NO_DATE else dob


def _mistyped(chance: Random, text: str, letters: str) -> str:
    """One character, not the first, replaced, left out or changed places with the next."""
    place = chance.randrange(1, len(text) - 1)
    while text[place] == " " or text[place + 1] == " ":
        place = chance.randrange(1, len(text) - 1)
    before, one, after = text[:place], text[place], text[place + 1 :]
    return chance.choice(
        (
            f"{before}{chance.choice(letters)}{after}",
            f"{before}{after}",
            f"{before}{after[0]}{one}{after[1:]}",
        )
    )


def _other_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))


def _short_forms() -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    with LIST.open(newline="", encoding="utf-8") as handle:
        for line in csv.DictReader(handle):
            held.setdefault(line["forename"], []).append(line["short_form"].title())
    return held


SHORT_FORMS = _short_forms()


def stage(connection: duckdb.DuckDBPyConnection, people: list[Person], rows: list[SheetRow]) -> None:
    """Make the staged tables that matching reads; every child has an open plan."""
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    text, day = pa.string(), pa.date32()

    def load(table: str, columns: dict[str, pa.DataType], lines: list[tuple[object, ...]]) -> None:
        load_rows(connection, f"staged.{table}", pa.schema(list(columns.items())), lines)

    load("night", {"as_at": day, "allocated_role": text}, [(AS_AT, "Allocated Social Worker")])
    load(
        "teams",
        {"locality": text, "team": text},
        [(f"L{team // 3}", f"L{team // 3} T{team}") for team in range(TEAMS)],
    )
    load(
        "ssd_person",
        {
            "pers_person_id": text,
            "pers_forename": text,
            "pers_surname": text,
            "pers_dob": day,
            "pers_legacy_id": text,
            "pers_common_child_id": text,
        },
        [(one.number, one.forename, one.surname, one.dob, None, None) for one in people],
    )
    load(
        "ssd_linked_identifiers",
        {"link_person_id": text, "link_identifier_type": text, "link_identifier_value": text},
        [(one.number, "Case Number", one.family) for one in people],
    )
    load(
        "ssd_professionals",
        {"prof_professional_id": text, "prof_professional_name": text},
        [("P", "Jo Marsh")],
    )
    load(
        "ssd_involvements",
        {
            "invo_involvements_id": text,
            "invo_person_id": text,
            "invo_professional_id": text,
            "invo_professional_role_id": text,
            "invo_professional_team": text,
            "invo_involvement_start_date": day,
            "invo_involvement_end_date": day,
        },
        [
            (f"I{one.number}", one.number, "P", "Allocated Social Worker", _team(one.team), AS_AT, None)
            for one in people
        ],
    )
    plan = (AS_AT - timedelta(90), None)
    load(
        "ssd_cin_plans",
        {
            "cinp_cin_plan_id": text,
            "cinp_person_id": text,
            "cinp_cin_plan_start_date": day,
            "cinp_cin_plan_end_date": day,
        },
        [(f"N{one.number}", one.number, *plan) for one in people],
    )
    load(
        "ssd_cp_plans",
        {
            "cppl_cp_plan_id": text,
            "cppl_person_id": text,
            "cppl_cp_plan_start_date": day,
            "cppl_cp_plan_end_date": day,
        },
        [],
    )
    load(
        "tracker_rows",
        {
            "tracker_row_id": pa.int32(),
            "locality": text,
            "team": text,
            "source_file": text,
            "sheet": text,
            "row_number": pa.int32(),
            "plan_type": text,
        },
        [
            (number, f"L{row.team // 3}", _team(row.team), "tracker.xlsx", "CIN", number, "CIN")
            for number, row in enumerate(rows, start=1)
        ],
    )
    load(
        "tracker_values",
        {
            "tracker_row_id": pa.int32(),
            "field": text,
            "typed": text,
            "state": text,
            "text_value": text,
            "date_value": day,
        },
        [value for number, row in enumerate(rows, start=1) for value in _values(number, row)],
    )


def _team(team: int) -> str:
    return f"L{team // 3} T{team}"


def _values(number: int, row: SheetRow) -> list[tuple[object, ...]]:
    name = f"{row.forename} {row.surname}"
    texts = {"child_id": row.number, "name": name, "forename": row.forename, "surname": row.surname}
    return [
        *((number, field, text, "read" if text else "blank", text, None) for field, text in texts.items()),
        (number, "dob", str(row.dob or ""), "read" if row.dob else "blank", None, row.dob),
    ]


@dataclass(frozen=True)
class Score:
    """How good a set of links is: of those made how many are right, of those there are how many were made."""

    precision: float
    recall: float
    wrong: int
    missed: int


def score(rows: list[SheetRow], said: dict[int, str | None]) -> Score:
    """Hold what was said of each row (by its number, from 1) against the truth."""
    right = sum(
        bool(row.person) and said.get(number) == row.person for number, row in enumerate(rows, start=1)
    )
    made = sum(person is not None for person in said.values())
    there = sum(bool(row.person) for row in rows)
    return Score(right / made, right / there, made - right, there - right)
