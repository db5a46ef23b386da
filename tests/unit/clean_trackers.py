"""Trackers without a mistake, made from what the case system says, for tests that then make mistakes in them.

Belongs here: the rows as they should be, and how they become staged tables.
Does not belong here: any mistake.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import duckdb
import pyarrow as pa

from assets.reconciliation.reconciling import compare, match
from assets.warehouse import load_rows

# A value of a row: a date, a text, nothing, or a pair of state and what is typed.
Value = date | str | tuple[str, str] | None

ROWS = pa.schema(
    [
        ("tracker_row_id", pa.int32()),
        ("locality", pa.string()),
        ("team", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("row_number", pa.int32()),
        ("cell", pa.string()),
        ("plan_type", pa.string()),
    ]
)
VALUES = pa.schema(
    [
        ("tracker_row_id", pa.int32()),
        ("field", pa.string()),
        ("cell", pa.string()),
        ("typed", pa.string()),
        ("state", pa.string()),
        ("text_value", pa.string()),
        ("date_value", pa.date32()),
        ("note", pa.string()),
    ]
)
FIGURES = pa.schema(
    [
        ("figure_id", pa.int32()),
        ("locality", pa.string()),
        ("team", pa.string()),
        ("period", pa.date32()),
        ("indicator_id", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("row_number", pa.int32()),
        ("cell", pa.string()),
        ("typed", pa.string()),
        ("state", pa.string()),
        ("value", pa.float64()),
        ("decimals", pa.int32()),
        ("stored", pa.float64()),
        ("note", pa.string()),
    ]
)


@dataclass
class Row:
    """A tracker row of a child; `values` by field, `number` is the place among all rows.

    `before` and `after` are rows too many; a row that `is_left_out` is not staged. `kind` is the
    mistake made in it.
    """

    person: str
    locality: str
    team: str
    plan_type: str
    family: str
    values: dict[str, Value] = field(default_factory=dict)
    number: int = 0
    before: list[Row] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)
    is_left_out: bool = False
    kind: str = "untouched"

    @property
    def sheet(self) -> tuple[str, str, str]:
        """Where the row stands: a sheet for each team and plan type."""
        return self.locality, self.team, self.plan_type


def right_rows(night: duckdb.DuckDBPyConnection) -> list[Row]:
    """A row for each open plan, sheet by sheet, families together; every value is the case system's.

    Args:
        night: a night with a staged extract; its trackers are emptied.
    """
    stage_rows(night, [])
    load_rows(night, "staged.figures", FIGURES, [])
    match(night)
    compare(night)
    subjects = night.execute(
        "select subjects.person_id, allocations.locality, allocations.team, subjects.plan_type,"
        " coalesce(min(families.family), '') as family"
        " from reconciled.subjects join reconciled.allocations using (person_id)"
        " left join reconciled.person_families as families using (person_id)"
        " join reconciled.person_keys as persons using (person_id)"
        " where allocations.turn = 1 and allocations.locality is not null"
        " group by all order by locality, team, plan_type, family, any_value(persons.dob), person_id"
    ).fetchall()
    rows = {(one[0], one[3]): Row(*one) for one in subjects}
    values = night.execute(
        "select person_id, plan_type, field, text_value, date_value from reconciled.system_values"
        " where field not in ('team', 'plan_type')"
    ).fetchall()
    for person, plan_type, name, text, day in values:
        if (person, plan_type) in rows:
            rows[person, plan_type].values[name] = day if text is None else text
    return list(rows.values())


def listed_rows(rows: list[Row]) -> list[Row]:
    """The rows as the trackers list them: with those too many, without those left out."""
    return [one for row in rows for one in (*row.before, *([] if row.is_left_out else [row]), *row.after)]


def stage_rows(night: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    """Number the rows as they stand and make staged.tracker_rows and staged.tracker_values of them."""
    staged_rows: list[tuple[object, ...]] = []
    values: list[tuple[object, ...]] = []
    for number, row in enumerate(listed_rows(rows), start=1):
        row.number = number
        name = f"{row.locality}/tracker.xlsx", f"{row.team} {row.plan_type}"
        staged_rows.append((number, row.locality, row.team, *name, number, f"B{number}", row.plan_type))
        for place, (one, value) in enumerate(row.values.items()):
            state, typed = value if isinstance(value, tuple) else ("read" if value else "blank", value)
            values.append(
                (
                    number,
                    one,
                    f"{'CDEFGHIJKLMNOPQRSTUVWXYZ'[place]}{number}",
                    typed.strftime("%d/%m/%Y") if isinstance(typed, date) else typed or "",
                    state,
                    typed if state == "read" and isinstance(typed, str) else None,
                    typed if isinstance(typed, date) else None,
                    None,
                )
            )
    load_rows(night, "staged.tracker_rows", ROWS, staged_rows)
    load_rows(night, "staged.tracker_values", VALUES, values)
