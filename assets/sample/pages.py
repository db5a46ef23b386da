"""A sheet as it is laid out, before any format: entries at places, merges, what is hidden.

Belongs here: the grid. Does not belong here: what is on it, how a file format stores it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from assets.locality.cells import address
from assets.sample.spellings import dated

Style = Literal["", "heading", "title", "date", "month", "percent", "fine_percent", "decimal"]


class Entry(NamedTuple):
    """What a cell holds, what it shows, and how it is formatted."""

    value: str | int | float | date
    shown: str
    style: Style = ""


@dataclass(slots=True)
class Page:
    """A sheet; rows and columns count from 1. `date_format` is how date cells show, as in `Habits.dates`."""

    name: str
    date_format: str = "%d/%m/%Y"
    entries: dict[tuple[int, int], Entry] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(
        self, row: int, column: int, value: str | int | float | date | None, style: Style = ""
    ) -> Entry | None:
        """Fill a cell; an empty text leaves it empty."""
        if value is None or value == "":
            return None
        entry = self.entry(value, style)
        self.entries[row, column] = entry
        return entry

    def entry(self, value: str | int | float | date, style: Style = "") -> Entry:
        """A value with what its cell shows."""
        if isinstance(value, date):
            shape = "%b-%y" if style == "month" else self.date_format
            return Entry(value, dated(shape, value), style or "date")
        if style in ("percent", "fine_percent"):
            return Entry(value, f"{float(value) * 100:.{0 if style == 'percent' else 2}f}%", style)
        return Entry(value, f"{value:.1f}" if style == "decimal" else str(value), style)

    def titles(self, *lines: str) -> int:
        """Lines at the top, the first as a title; gives the number of the next free row."""
        for number, line in enumerate(lines, 1):
            self.put(number, 1, line, "title" if number == 1 else "")
        return len(lines) + 1

    def headings(self, row: int, headings: tuple[str, ...], column: int = 1) -> None:
        """A line of headings."""
        for number, heading in enumerate(headings):
            self.put(row, column + number, heading, "heading")

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Merge a range of more than one cell."""
        if (first_row, first_column) != (last_row, last_column):
            self.merges.append((first_row, first_column, last_row, last_column))

    def grid(self) -> list[list[Entry | None]]:
        """All rows up to the last that is filled."""
        height = max((row for row, _ in self.entries), default=0)
        width = max((column for _, column in self.entries), default=0)
        rows: list[list[Entry | None]] = [[None] * width for _ in range(height)]
        for (row, column), entry in self.entries.items():
            rows[row - 1][column - 1] = entry
        return rows


def cell_name(row: int, column: int) -> str:
    """The cell in A1 form."""
    return address(row, column)
