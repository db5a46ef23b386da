"""Puts tracker rows on a page in the columns of a locality, and remembers where each value went.

Belongs here: from a row's values to typed cells. Does not belong here: the order of rows, headings, file
formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assets.sample.pages import Entry, Page, cell_name
from assets.sample.records import Team
from assets.sample.spellings import Speller
from assets.sample.trackers import Row, Verbatim

VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Columns:
    """Fields from left to right. `first` is the first one's column.

    Beside a tracker's fields: `visit` (repeated: the last visits, oldest first), `surname_first` and
    `first_surname` (names in one column) and '' for a column of no field.
    """

    fields: tuple[str, ...]
    first: int = 1

    def at(self, field_name: str) -> int:
        """The column of a field."""
        return self.first + self.fields.index(field_name)

    @property
    def name(self) -> int:
        """The column that names the child."""
        return next(
            self.at(one) for one in ("first_surname", "surname_first", "forename") if one in self.fields
        )


@dataclass(slots=True)
class Placed:
    """A row on a sheet: its number, the cell that names the child, and cell and shown text by field."""

    row: Row
    locality: str
    file: str
    sheet: str
    number: int
    name_cell: str
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)


class Placer:
    """Types the rows of one locality."""

    def __init__(self, speller: Speller, teams: list[Team], *, dates_as_text: bool = False) -> None:
        self._speller, self._as_text = speller, dates_as_text
        self._teams = {team.name: team for team in teams}
        self._typed: dict[int, dict[str, str | date]] = {}

    def _type(self, row: Row) -> dict[str, str | date]:
        """Every field as it is typed; a copied row as the row that it copies."""
        if row.copy_of is not None and id(row.copy_of) in self._typed:
            return self._typed[id(row.copy_of)]
        speller, typed = self._speller, {}
        for name, value in row.values.items():
            typed[name] = (
                str(value) if isinstance(value, Verbatim)
                else speller.nothing() if value is None
                else speller.date(value, as_text=self._as_text) if isinstance(value, date)
                else value
            )  # fmt: skip
        values = row.values
        typed["surname"], typed["forename"] = (
            speller.name(str(values["surname"])),
            speller.name(str(values["forename"])),
        )
        typed["first_surname"] = speller.name(f"{values['forename']} {values['surname']}")
        typed["surname_first"] = f"{typed['surname']}, {typed['forename']}".replace(" ,", ",")
        slipped = {slip.field for slip in row.slips}
        named_otherwise = not slipped & {"name", "dob"} and not row.row_error
        typed["child_id"] = speller.child_id(
            str(values["child_id"]), always=bool("child_id" in slipped or not named_otherwise)
        )
        # A worker who is listed under a team that is not the worker's own is written in full.
        typed["worker"] = speller.worker(str(values["worker"]), row.team.name)
        typed["team"] = speller.team(self._teams[row.team.name])
        if isinstance(values["seen_alone"], str) and not isinstance(values["seen_alone"], Verbatim):
            typed["seen_alone"] = speller.yes_no(values["seen_alone"])
        self._typed[id(row)] = typed
        return typed

    def place(self, page: Page, number: int, columns: Columns, row: Row, locality: str, file: str) -> Placed:
        """Type a row into line `number` of a page."""
        typed = self._type(row)
        placed = Placed(row, locality, file, page.name, number, cell_name(number, columns.name))
        visits = columns.fields.count(VISIT)
        if visits:
            earlier = [
                self._speller.date(day, as_text=self._as_text) for day in row.earlier_visits[1 - visits :]
            ]
            last = [typed["last_visit"]] if row.values["last_visit"] else []
            for place, visit in enumerate((*earlier, *last) if last else ()):
                column = columns.at(VISIT) + place
                placed.cells["last_visit"] = self._put(page, number, column, visit)
        for offset, name in enumerate(columns.fields):
            if name and name != VISIT:
                placed.cells[name] = self._put(page, number, columns.first + offset, typed.get(name, ""))
        for part in ("first_surname", "surname_first"):
            if part in placed.cells:
                placed.cells["name"] = placed.cells[part]
        return placed

    def _put(self, page: Page, number: int, column: int, value: str | date) -> tuple[str, str]:
        entry: Entry | None = page.put(number, column, value)
        return cell_name(number, column), entry.shown if entry else ""
