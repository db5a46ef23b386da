"""Mistakes in a value of a tracker row, each kind a function: it spoils the row and says what is true.

Belongs here: mistakes in one row's values, and the harmless ways of writing.
Does not belong here: values of other rows and whole rows (mistaken_rows.py), what must be found of them
(test_mistakes.py), how rows are made (clean_trackers.py).
"""

from __future__ import annotations

import calendar
import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.unit.clean_trackers import Row, Value

EVENTS = ("last_visit", "last_supervision", "assessment_start")
PAST = ("plan_start", "last_supervision", "assessment_start", "assessment_completed", "last_review")


@dataclass
class World:
    """What the case system holds besides the rows, and the draws."""

    chance: Random
    as_at: date
    holidays: set[date]
    visits: dict[tuple[str, str], list[tuple[date, str | None]]]
    supervisions: dict[tuple[str, str], list[date]]
    workers: dict[str, list[tuple[str, str]]]
    families: dict[str, list[Row]]
    every_worker: list[str]
    others: list[Row] = field(default_factory=list)

    def working_days_after(self, day: date, number: int) -> date:
        """The day on which so many working days have gone by."""
        while number:
            day += timedelta(1)
            number -= day.weekday() < 5 and day not in self.holidays
        return day

    def due(self, row: Row, visit: date) -> date:
        """When the next visit falls due after one."""
        return self.working_days_after(visit, 10 if row.plan_type == "CP" else 20)


@dataclass(frozen=True)
class Truth:
    """One thing that is wrong; `causes` are those that the data shows (most often one)."""

    row: Row
    field: str | None
    kind: str
    causes: frozenset[str]

    def __hash__(self) -> int:
        return id(self.row) ^ hash((self.field, self.kind))


Spoiled = list[Truth] | None
Mistake = Callable[[World, list[Row]], Spoiled]


def differs(row: Row, name: str, *causes: str) -> Truth:
    return Truth(row, name, "value_differs", frozenset(causes))


def date_of(row: Row, name: str) -> date | None:
    value = row.values.get(name)
    return value if isinstance(value, date) else None


def text_of(row: Row, name: str) -> str:
    value = row.values.get(name)
    return value if isinstance(value, str) else ""


def is_past(world: World, row: Row, name: str, day: date) -> bool:
    """Whether the day is one the case system holds of that row already."""
    key = row.person, row.plan_type
    held = [one for one, _ in world.visits.get(key, [])] + world.supervisions.get(key, [])
    return day in held or day in row.values.values()


# one value of one row


def dated(change: Callable[[World, date], date | None], *causes: str, fields: tuple[str, ...]) -> Mistake:
    def mistake(world: World, rows: list[Row]) -> Spoiled:
        row, name = rows[0], world.chance.choice(fields)
        right = date_of(row, name)
        wrong = right and change(world, right)
        if not wrong or wrong == right or is_past(world, row, name, wrong):
            return None
        row.values[name] = wrong
        return [differs(row, name, *causes)]

    return mistake


def swapped(world: World, right: date) -> date | None:
    return right.replace(day=right.month, month=right.day) if right.day <= 12 else None


def years(*steps: int) -> Callable[[World, date], date | None]:
    def change(world: World, right: date) -> date | None:
        return (
            None
            if (right.month, right.day) == (2, 29)
            else right.replace(year=right.year + world.chance.choice(steps))
        )

    return change


def digits(world: World, right: date) -> date | None:
    turned = int(f"{right.day:02d}"[::-1])
    last = calendar.monthrange(right.year, right.month)[1]
    return right.replace(day=turned) if 0 < turned <= last and turned != right.day else None


def one_digit(world: World, right: date) -> date | None:
    step = world.chance.choice((-1, 1))
    wrong = right + timedelta(step)
    return wrong if wrong.month == right.month and wrong.day // 10 == right.day // 10 else None


def month_off(world: World, right: date) -> date | None:
    month = right.month + world.chance.choice((-1, 1))
    if not 1 <= month <= 12 or right.day > 28:
        return None
    return right.replace(month=month)


def odd(world: World, right: date) -> date | None:
    wrong = right - timedelta(world.chance.randint(6, 20))
    apart = sum(a != b for a, b in zip(f"{right:%d%m%Y}", f"{wrong:%d%m%Y}", strict=True))
    return wrong if apart >= 2 and sorted(f"{right:%d%m%Y}") != sorted(f"{wrong:%d%m%Y}") else None


def one_value(name: str, make: Callable[[World, Row], Value | bool], kind: str, *causes: str) -> Mistake:
    """A mistake in one field: `make` gives the wrong value, False where it cannot be made here."""

    def mistake(world: World, rows: list[Row]) -> Spoiled:
        row = rows[0]
        if name not in row.values:
            return None
        wrong = make(world, row)
        if wrong is False or wrong == row.values[name]:
            return None
        row.values[name] = wrong  # type: ignore[assignment]
        return [Truth(row, name, kind, frozenset(causes))] if kind else []

    return mistake


def sibling(world: World, row: Row) -> Row | None:
    others = [one for one in world.families.get(row.family, []) if one.person != row.person]
    return world.chance.choice(others) if row.family and others else None


def siblings(name: str) -> Callable[[World, Row], Value | bool]:
    def make(world: World, row: Row) -> Value | bool:
        other = sibling(world, row)
        return copy.copy(other.values[name]) if other else False

    return make


def id_turned(world: World, row: Row) -> Value | bool:
    digits = text_of(row, "child_id")
    place = world.chance.randrange(1, len(digits) - 1)
    return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]


def id_digit(world: World, row: Row) -> Value | bool:
    digits = text_of(row, "child_id")
    place = world.chance.randrange(1, len(digits))
    return digits[:place] + str((int(digits[place]) + 3) % 10) + digits[place + 1 :]


def id_short(world: World, row: Row) -> Value | bool:
    return text_of(row, "child_id")[:-1]


def id_stranger(world: World, row: Row) -> Value | bool:
    return world.chance.choice(world.others).values["child_id"]


def name_letter(world: World, row: Row) -> Value | bool:
    name = text_of(row, "name")
    place = world.chance.randrange(1, len(name) - 2)
    if not name[place].isalpha() or not name[place + 1].isalpha():
        return False
    return name[:place] + "x" + name[place + 1 :]


def married(world: World, row: Row) -> Value | bool:
    forename, _, _ = text_of(row, "name").partition(" ")
    return f"{forename} {world.chance.choice(('Quennell', 'Vosper-Tapp', 'Zammit'))}"


def turned_name(world: World, row: Row) -> Value | bool:
    forename, _, surname = text_of(row, "name").partition(" ")
    return f"{surname} {forename}" if surname else False


SHORT = {
    "Katherine": "Katie", "Thomas": "Tom", "William": "Will", "James": "Jim", "Joseph": "Joe",
    "Samuel": "Sam", "Daniel": "Danny", "Oliver": "Ollie", "Jacob": "Jake", "Benjamin": "Ben",
    "Edward": "Ted", "Charles": "Charlie", "Charlotte": "Lottie", "Elizabeth": "Lizzie",
    "Isabella": "Bella", "Abigail": "Abi", "Emily": "Em", "Matthew": "Matt", "Alexander": "Alex",
    "Henry": "Harry", "George": "Georgie", "Lucas": "Luke", "Frederick": "Freddie", "Archie": "Archibald",
    "Theodore": "Theo", "Joshua": "Josh", "Maxwell": "Max", "Jessica": "Jess", "Megan": "Meg",
    "Eleanor": "Ellie", "Rebecca": "Becky", "Amelia": "Millie", "Florence": "Flo", "Matilda": "Tilly",
    "Michael": "Mike", "Nathan": "Nate", "Nathaniel": "Nate", "Zachary": "Zac", "Poppy": "Pops",
    "Imogen": "Immy", "Harriet": "Hattie", "Olivia": "Liv", "Victoria": "Vicky", "Leo": "Leonard",
    "Jack": "Jackie", "Louis": "Lou", "Tobias": "Toby",
}  # fmt: skip


def nickname(world: World, row: Row) -> Value | bool:
    forename, _, surname = text_of(row, "name").partition(" ")
    return f"{SHORT[forename]} {surname}" if forename in SHORT else False


def stale_worker(same_team: bool) -> Callable[[World, Row], Value | bool]:
    def make(world: World, row: Row) -> Value | bool:
        before = [
            worker
            for worker, team in world.workers.get(row.person, [])
            if worker != row.values["worker"] and (team == row.team) == same_team
        ]
        return before[0] if before else False

    return make


def other_worker(world: World, row: Row) -> Value | bool:
    known = {worker for worker, _ in world.workers.get(row.person, [])}
    worker = world.chance.choice(world.every_worker)
    return False if worker in known else worker


def initials(world: World, row: Row) -> Value | bool:
    return "".join(
        part[0]
        for part in text_of(row, "worker").replace("-", " ").split()[:1] + text_of(row, "worker").split()[-1:]
    )


def first_and_letter(world: World, row: Row) -> Value | bool:
    first, _, last = text_of(row, "worker").partition(" ")
    return f"{first} {last[:1]}" if last else False


def blank(world: World, row: Row, name: str) -> Value | bool:
    return None if row.values[name] else False


def not_applicable(world: World, rows: list[Row]) -> Spoiled:
    empty = [name for name, value in rows[0].values.items() if value is None]
    if not empty:
        return None
    rows[0].values[world.chance.choice(empty)] = "nothing", world.chance.choice(("n/a", "TBC", "-", "none"))
    return []


# the visit and what follows from it


def stale_visit(world: World, rows: list[Row]) -> Spoiled:
    """The visit before, and all that follows from it."""
    row = rows[0]
    held = world.visits.get((row.person, row.plan_type), [])
    last, due, seen = date_of(row, "last_visit"), date_of(row, "next_visit_due"), row.values.get("seen_alone")
    if not last or len(held) < 2 or held[1][0] == last:
        return None
    before, alone = held[1]
    row.values |= {"last_visit": before, "next_visit_due": world.due(row, before), "seen_alone": alone}
    truth = [differs(row, "last_visit", "stale_value")]
    if row.values["next_visit_due"] != due:
        truth.append(differs(row, "next_visit_due", "stale_value"))
    if alone != seen:
        truth.append(differs(row, "seen_alone", "stale_value"))
    return truth


def stale_due_date(world: World, rows: list[Row]) -> Spoiled:
    """The visit was brought up to date, the next one due was not."""
    row = rows[0]
    held = world.visits.get((row.person, row.plan_type), [])
    if not date_of(row, "last_visit") or len(held) < 2 or held[1][0] == held[0][0]:
        return None
    row.values["next_visit_due"] = world.due(row, held[1][0])
    return [differs(row, "next_visit_due", "stale_value")]


def due_in_calendar_days(world: World, rows: list[Row]) -> Spoiled:
    """Every day counted to the next visit."""
    row = rows[0]
    last = date_of(row, "last_visit")
    if not last:
        return None
    row.values["next_visit_due"] = last + timedelta(10 if row.plan_type == "CP" else 20)
    return [differs(row, "next_visit_due", "calendar_days_counted")]


def due_over_holidays(world: World, rows: list[Row]) -> Spoiled:
    """On a whole sheet weekdays are counted, and bank holidays as if they were working days."""
    truth = []
    for row in rows[:8]:
        day, number = date_of(row, "last_visit"), 10 if row.plan_type == "CP" else 20
        while day and number:
            day += timedelta(1)
            number -= day.weekday() < 5
        if day and day != row.values["next_visit_due"]:
            row.values["next_visit_due"] = day
            truth.append(differs(row, "next_visit_due", "calendar_days_counted"))
    return truth if len(truth) > 1 and len({row.sheet for row in rows[:8]}) == 1 else None


def unrecorded_visit(world: World, rows: list[Row]) -> Spoiled:
    """A visit the case system does not have yet."""
    row = rows[0]
    last = date_of(row, "last_visit")
    if not last or (world.as_at - last).days < 4:
        return None
    made = last + timedelta(world.chance.randint(2, (world.as_at - last).days - 1))
    due = date_of(row, "next_visit_due")
    row.values |= {"last_visit": made, "next_visit_due": world.due(row, made)}
    truth = [differs(row, "last_visit", "not_recorded_in_system")]
    if row.values["next_visit_due"] != due:
        truth.append(differs(row, "next_visit_due", "not_recorded_in_system"))
    return truth


def slipped_visit(world: World, rows: list[Row]) -> Spoiled:
    """A slip in the cell of the visit alone: the next one is right."""
    row = rows[0]
    last = date_of(row, "last_visit")
    change, cause = world.chance.choice(
        [
            (swapped, "day_month_swapped"),
            (years(-1), "wrong_year"),
            (years(-100, 100), "wrong_year"),
            (digits, "digits_transposed"),
        ]
    )
    wrong = last and change(world, last)
    if not wrong or wrong == last or is_past(world, row, "last_visit", wrong):
        return None
    row.values["last_visit"] = wrong
    return [differs(row, "last_visit", cause)]


def old_row(world: World, rows: list[Row]) -> Spoiled:
    """A row that nobody has touched for a while (hidden by a filter): everything is the time before."""
    truth = stale_visit(world, rows)
    held = world.supervisions.get((rows[0].person, rows[0].plan_type), [])
    if truth is None or len(held) < 2:
        return None
    rows[0].values["last_supervision"] = held[1]
    return [*truth, differs(rows[0], "last_supervision", "stale_value")]
