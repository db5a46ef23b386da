"""A sheet by row and column: what stands where, what merged cells cover, and what became of each cell.

Belongs here: looking cells up, keeping account of them. Does not belong here: what any of them means.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from assets.locality.cells import Cell, Sheet, Span

USED = "used"
_LARGEST_MERGE = 100_000
"""Cells; a merge over more is no heading and no family, and following it would cost memory without end."""


class Grid:
    """A sheet's cells. A cell of spaces only, or a formula that shows nothing, is blank, and ignored."""

    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self.cells: dict[tuple[int, int], Cell] = {}
        self.became: dict[tuple[int, int], str] = {}
        self._rows: dict[int, list[Cell]] = {}
        for cell in sheet.cells:
            if cell.text.strip() or cell.kind in ("error", "uncached"):
                self.cells[cell.row, cell.column] = cell
                self._rows.setdefault(cell.row, []).append(cell)
            else:
                shows_nothing = not cell.text or cell.formula
                rule = "formula that shows nothing" if shows_nothing else "spaces only"
                self.became[cell.row, cell.column] = rule
        for cells in self._rows.values():
            cells.sort(key=lambda cell: cell.column)
        self.rows = sorted(self._rows)
        self.size = len(sheet.cells)
        self._spans = self._merged(sheet.merged)

    def _merged(self, spans: list[Span]) -> dict[tuple[int, int], Span]:
        """The merge over each cell of rows and columns in use; a merge may run to the sheet's end."""
        columns = sorted({cell.column for cell in self.cells.values()})
        found: dict[tuple[int, int], Span] = {}
        for span in spans:
            if (span.first_row, span.first_column) not in self.cells:
                continue
            rows = self.rows[bisect_left(self.rows, span.first_row) : bisect_right(self.rows, span.last_row)]
            over = columns[bisect_left(columns, span.first_column) : bisect_right(columns, span.last_column)]
            if len(rows) * len(over) <= _LARGEST_MERGE:
                found.update({(row, column): span for row in rows for column in over})
        return found

    def row(self, row: int, first: int = 1, last: int | None = None) -> list[Cell]:
        """The filled cells of a row, from column `first` to `last`."""
        cells = self._rows.get(row, [])
        if cells and first <= cells[0].column and (last is None or cells[-1].column <= last):
            return cells
        return [cell for cell in cells if cell.column >= first and (last is None or cell.column <= last)]

    def rows_between(self, first: int, last: int) -> list[int]:
        """The rows from `first` to `last` that hold anything."""
        return self.rows[bisect_left(self.rows, first) : bisect_right(self.rows, last)]

    def span(self, row: int, column: int) -> Span | None:
        """The merge that covers a cell."""
        return self._spans.get((row, column))

    def down(self, row: int, column: int) -> Cell | None:
        """What a cell of a table says: itself, or the merged cell above that reaches down over it."""
        if cell := self.cells.get((row, column)):
            return cell
        span = self._spans.get((row, column))
        if span and span.first_column == column:
            return self.cells[span.first_row, span.first_column]
        return None

    def over(self, row: int, column: int) -> Cell | None:
        """What stands over a column in a line of headings: the cell, or the merged cell that covers it."""
        if cell := self.cells.get((row, column)):
            return cell
        span = self._spans.get((row, column))
        return self.cells[span.first_row, span.first_column] if span else None

    def mark(self, cells: Iterable[Cell], rule: str) -> None:
        """Say what became of cells; the first word counts, except that what is used is used."""
        for cell in cells:
            place = (cell.row, cell.column)
            if rule == USED or place not in self.became:
                self.became[place] = rule

    def is_understood(self, cell: Cell) -> bool:
        """Whether something was said of a cell."""
        return (cell.row, cell.column) in self.became

    def account(self) -> Counter[str]:
        """Cells by what became of them; those of which nothing was said are under ''."""
        said = Counter(self.became.values())
        said[""] = self.size - sum(said.values())
        return said

    def not_understood(self) -> list[Cell]:
        """The cells of which nothing was said, in the order of rows."""
        return [
            cell for row in self.rows for cell in self._rows[row] if (row, cell.column) not in self.became
        ]
