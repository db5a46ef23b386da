"""What a tracker's row is, told by its cells before it is read: a total, a child, somebody who is not named.

Belongs here: which cells say something that is said of a child only. Does not belong here: section rows
(sections.py), what the cells of a child say (child_rows.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assets.locality.body import COMMON_TOTALS
from assets.locality.cells import Cell
from assets.locality.fields import DATES
from assets.locality.headings import Heading
from assets.locality.readings import Reading
from assets.locality.words import matches

_NAMES = ("name", "forename", "surname")
_OF_A_LIST = ("team", "plan_type")
"""Fields that are often filled in before there is a child."""
_COUNTED = (
    *("Tot", "Tot {n}", "Tot children", "Tot cases", "Tot for *", "Totals {n}"),
    *("Sum", "Sum {n}", "Sum of *", "Sum for *", "Count", "Count {n}", "Count of *", "Count for *"),
    *("Average", "Average *", "Avg", "Avg *", "Mean", "Mean {n}", "Mean of *", "Median", "Median {n}"),
    *("No of *", "No children*", "No cases*", "Nos *", "Number of *", "Number", "Number {n}", "# of *"),
    *("Overall", "Overall *", "All", "All {n}", "All children*", "All cases*", "All teams*"),
    *("%", "% *", "Percent", "Percent *", "Percentage", "Percentage *", "Per cent *"),
    *("Nifer", "Nifer *", "Cyfartaledd", "Cyfartaledd *", "Canran", "Canran *"),
)
"""How lines of counts begin, too. Some are names as well, so a row that says something of a child is none."""
_BARE_NUMBER = re.compile(r"[\d\s.,%+-]*\d[\d\s.,%+-]*")

Readers = Mapping[str, Callable[[Cell], Reading]]


class RowSigns:
    """Tells rows by the columns of one table and how each is read."""

    def __init__(self, columns: dict[str, list[Heading]], readers: Readers, totals: tuple[str, ...]) -> None:
        self.fields = {heading.column: name for name, found in columns.items() for heading in found}
        self.readers = readers
        self.totals = (*COMMON_TOTALS, *totals)
        self.naming = "name" if "name" in columns else "forename"

    def says_of_a_child(self, cells: list[Cell]) -> bool:
        """Whether a row has a date or a yes or no typed in its column, or a name in two parts."""
        if any(self.told(cell) and self.fields[cell.column] in (*DATES, "seen_alone") for cell in cells):
            return True
        parts = {self.fields.get(cell.column) for cell in cells if not is_bare_number(cell)}
        return {"surname", "forename"} <= parts

    def told(self, cell: Cell) -> bool:
        """Whether a typed cell of a known column holds what the column is for; a count is none of it."""
        name = self.fields.get(cell.column)
        if name is None or cell.formula or (name not in DATES and is_bare_number(cell)):
            return False
        return self.readers[name](cell).state in ("read", "ambiguous")

    def is_total(self, cells: list[Cell]) -> bool:
        """Whether a row is a line of counts: its first cells or its name say so, and nothing else a child."""
        leading = [*cells[:2], *(cell for cell in cells[2:] if self.fields.get(cell.column) in _NAMES)]
        said = matches(cells[0].text, _COUNTED) or any(
            matches(cell.text, (*self.totals, *_COUNTED)) for cell in leading[1:]
        )
        return said and not self.says_of_a_child(cells)

    def is_child(self, cells: list[Cell]) -> bool:
        """Whether a row names a child and says one typed thing more, or has an id and two things more."""
        filled = {self.fields[cell.column]: cell for cell in cells if cell.column in self.fields}
        name = filled.pop(self.naming, None)
        if name and (not is_bare_number(name) or self.says_of_a_child(cells)):
            return any(
                cell.column in self.fields and self.fields[cell.column] != self.naming and not cell.formula
                for cell in cells
            )
        if "child_id" not in filled:
            return False
        more = [cell for cell in cells if self.fields.get(cell.column) not in (None, "child_id", self.naming)]
        return sum(not is_bare_number(cell) or self.told(cell) for cell in more) > 1

    def is_somebody(self, cells: list[Cell]) -> bool:
        """Whether a row without name and number says two things that are said of a child."""
        filled = {self.fields.get(cell.column) for cell in cells}
        if filled & {"child_id", self.naming}:
            return False
        told = {self.fields[cell.column] for cell in cells if self.told(cell)} - set(_NAMES)
        return len(told) > 1 and bool(told - set(_OF_A_LIST))


def is_bare_number(cell: Cell) -> bool:
    """Whether a cell shows a number, a percentage or several, and nothing else."""
    return cell.kind in ("number", "text") and _BARE_NUMBER.fullmatch(cell.text.strip()) is not None
