"""A county's trackers with every kind of mistake made in a few places, and what was found of each.

Belongs here: which kinds there are, where they are made, counting what was found.
Does not belong here: how a mistake is made (mistaken_values.py, mistaken_rows.py), what is
good enough (test_mistakes.py).
"""

from __future__ import annotations

import copy
from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

import duckdb

from tests.unit import mistaken_rows as rows
from tests.unit import mistaken_values as values
from tests.unit.clean_trackers import Row, listed_rows

# Each kind: how many rows it needs, and what makes it. The last ones are harmless: nothing is to be found.
KINDS: dict[str, tuple[int, values.Mistake]] = {
    "dates swapped": (1, values.dated(values.swapped, "day_month_swapped", fields=(*values.PAST, "dob"))),
    "a year before": (1, values.dated(values.years(-1), "wrong_year", fields=(*values.PAST, "dob"))),
    "another century": (1, values.dated(values.years(-100, 100), "wrong_year", fields=(*values.PAST, "dob"))),
    "digits of a day": (1, values.dated(values.digits, "digits_transposed", fields=(*values.PAST, "dob"))),
    "one digit": (
        1,
        values.dated(values.one_digit, "typo", fields=("plan_start", "assessment_start", "dob")),
    ),
    "one month off": (1, values.dated(values.month_off, "typo", fields=("plan_start", "dob"))),
    "a date of nothing": (1, values.dated(values.odd, "unknown", fields=("plan_start",))),
    "a sibling's number": (
        1,
        values.one_value("child_id", values.siblings("child_id"), "value_differs", "copied_row"),
    ),
    "a stranger's number": (
        1,
        values.one_value("child_id", values.id_stranger, "value_differs", "unknown"),
    ),
    "digits of the number": (
        1,
        values.one_value("child_id", values.id_turned, "value_differs", "digits_transposed"),
    ),
    "a digit of the number": (1, values.one_value("child_id", values.id_digit, "value_differs", "typo")),
    "a digit left off": (1, values.one_value("child_id", values.id_short, "value_differs", "typo")),
    "a sibling's birthday": (
        1,
        values.one_value("dob", values.siblings("dob"), "value_differs", "copied_row"),
    ),
    "a sibling's name": (1, values.one_value("name", values.siblings("name"), "value_differs", "copied_row")),
    "a letter of the name": (1, values.one_value("name", values.name_letter, "value_differs", "typo")),
    "another surname": (1, values.one_value("name", values.married, "value_differs", "unknown")),
    "the worker before": (
        1,
        values.one_value("worker", values.stale_worker(True), "value_differs", "stale_value"),
    ),
    "the worker of the team before": (
        1,
        values.one_value("worker", values.stale_worker(False), "value_differs", "transferred"),
    ),
    "a worker of nothing": (1, values.one_value("worker", values.other_worker, "value_differs", "unknown")),
    "no birthday": (
        1,
        values.one_value("dob", lambda w, row: values.blank(w, row, "dob"), "value_differs", "unknown"),
    ),
    "no visit": (
        1,
        values.one_value(
            "last_visit", lambda w, row: values.blank(w, row, "last_visit"), "value_differs", "unknown"
        ),
    ),
    "words": (
        1,
        values.one_value(
            "last_supervision", lambda _, row: ("unreadable", "see file"), "unreadable_value", "free_text"
        ),
    ),
    "stale visit": (1, values.stale_visit),
    "stale due date": (1, values.stale_due_date),
    "due in calendar days": (1, values.due_in_calendar_days),
    "due over holidays": (8, values.due_over_holidays),
    "unrecorded visit": (1, values.unrecorded_visit),
    "slipped visit": (1, values.slipped_visit),
    "an old row": (1, values.old_row),
    "exchanged visits": (2, rows.exchange("last_visit", "next_visit_due")),
    "exchanged numbers": (2, rows.exchange("child_id")),
    "exchanged birthdays": (2, rows.exchange("dob")),
    "exchanged supervisions": (2, rows.exchange("last_supervision")),
    "exchanged events": (2, rows.exchange("last_visit", "next_visit_due", "seen_alone", "last_supervision")),
    "exchanged names": (2, rows.exchanged_rows_but_names),
    "a column slipped down": (7, rows.shifted("last_supervision", -1)),
    "a column slipped up": (7, rows.shifted("last_visit", 1)),
    "filled down": (2, rows.filled_down),
    "a pasted block": (5, rows.pasted_block),
    "left out": (1, rows.left_out),
    "twice": (2, rows.twice),
    "an old copy above": (1, rows.old_copy_above),
    "another team's sheet": (1, rows.other_teams_sheet),
    "two localities": (1, rows.two_localities),
    "an unknown child": (1, rows.unknown_child),
    "an unknown twin": (1, rows.unknown_twin),
    "nickname": (1, values.one_value("name", values.nickname, "")),
    "surname first": (1, values.one_value("name", values.turned_name, "")),
    "loud": (
        1,
        values.one_value("name", lambda _, row: values.text_of(row, "name").upper().replace("-", " "), ""),
    ),
    "initials": (1, values.one_value("worker", values.initials, "")),
    "first name and letter": (1, values.one_value("worker", values.first_and_letter, "")),
    "no number": (1, values.one_value("child_id", lambda _, row: None, "")),
    "nothing on either side": (1, values.not_applicable),
}


@dataclass
class Found:
    """What became of one kind: `extra` are claims that are not true, `misplaced` rows of another child."""

    sites: int = 0
    true: int = 0
    found: int = 0
    cause_right: int = 0
    extra: list[tuple[str | None, str, str]] = field(default_factory=list)
    misplaced: int = 0


def a_world(night: duckdb.DuckDBPyConnection, right: list[Row], seed: int) -> values.World:
    """What the mistakes draw on: the county's past, its workers, its holidays.

    `night` has compared the rows that are `right`.
    """

    visits, supervisions = defaultdict(list), defaultdict(list)
    for person, plan_type, name, day, alone in night.execute(
        "select person_id, plan_type, field, event_date, seen_alone from reconciled.history order by turn"
    ).fetchall():
        if name == "last_visit":
            visits[person, plan_type].append((day, alone))
        elif name == "last_supervision":
            supervisions[person, plan_type].append(day)
    workers = defaultdict(list)
    for person, worker, team in night.execute(
        "select person_id, worker, team from reconciled.allocations where worker is not null order by turn"
    ).fetchall():
        workers[person].append((worker, team))
    families = defaultdict(list)
    for row in right:
        families[row.family].append(row)
    nights = night.execute("select as_at from staged.night").fetchall()
    holidays = night.execute(
        "select day from staged.calendar"
        " where not is_working_day and date_diff('day', date '1990-01-01', day) % 7 < 5"
    ).fetchall()
    return values.World(
        chance=Random(seed),  # noqa: S311 - the same county for a seed, not a secret
        as_at=nights[0][0],
        holidays={day for (day,) in holidays},
        visits=visits,
        supervisions=supervisions,
        workers=workers,
        families=families,
        every_worker=sorted({worker for held in workers.values() for worker, _ in held}),
        others=copy.deepcopy(right),
    )


def spoil(
    world: values.World, right: list[Row], sites: int
) -> tuple[dict[str, Found], dict[values.Truth, str]]:
    """Make each kind in `sites` places, none of them next to another, the kinds that need most rows first."""
    taken: set[int] = set()
    truths: dict[values.Truth, str] = {}
    counts: dict[str, Found] = defaultdict(Found)
    for kind, (width, mistake) in sorted(KINDS.items(), key=lambda one: -one[1][0]):
        starts = [
            start
            for start in range(len(right) - width)
            if not taken & set(range(start - 1, start + width + 1))
        ]
        world.chance.shuffle(starts)
        for start in starts:
            block = right[start : start + width]
            if counts[kind].sites == sites or taken & set(range(start - 1, start + width + 1)):
                continue
            kept = [(dict(row.values), row.team) for row in block]
            made = mistake(world, block)
            if made is None:
                for row, (old, team) in zip(block, kept, strict=True):
                    row.values, row.team = old, team
                continue
            taken |= set(range(start, start + width))
            counts[kind].sites += 1
            for row in (*block, *listed_rows(block)):
                row.kind = kind
            for truth in made:
                truths[truth] = kind
                counts[kind].true += 1
    return counts, truths


def count_found(
    night: duckdb.DuckDBPyConnection,
    right: list[Row],
    counts: dict[str, Found],
    truths: dict[values.Truth, str],
) -> None:
    """Add to `counts` what the night says of the rows."""
    staged = {row.number: row for row in listed_rows(right)}
    gone = {(row.person, row.plan_type): row for row in right if row.is_left_out}
    true = {(id(truth.row), truth.field, truth.kind): truth for truth in truths}
    for number, person, plan_type, name, kind, cause in night.execute(
        "select tracker_row_id, person_id, plan_type, field, kind, cause from reconciled.record_discrepancies"
    ).fetchall():
        row = gone.get((person, plan_type)) if number is None else staged[number]
        truth = true.get((id(row), name, kind))
        made = counts[row.kind if row else "untouched"]
        if truth is None:
            made.extra.append((name, kind, cause))
        else:
            made.found += 1
            made.cause_right += cause in truth.causes
    for number, person in night.execute(
        "select tracker_row_id, person_id from reconciled.matches"
    ).fetchall():
        row = staged[number]
        counts[row.kind].misplaced += (person or "") != row.person
