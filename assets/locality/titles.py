"""What may be a title on a sheet: a cell, or the few cells of one row, such as a label and its date.

Belongs here: which cells those are, and what they say as one text. Does not belong here: what a title tells
(about.py, body.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from assets.locality.cells import Cell, Sheet

TOP_ROWS = 12
_MOST_CELLS = 4
"""A row of more cells is a heading or a child, and no label with what it labels."""


def top_cells(sheet: Sheet) -> list[Cell]:
    """The cells near a sheet's top."""
    return [cell for cell in sheet.cells if cell.row <= TOP_ROWS]


def title_lines(sheet: Sheet) -> Iterator[tuple[str, list[Cell]]]:
    """What may be a title near a sheet's top: each cell, then the cells of each short row as one text.

    A date that a cell holds is told as it looks, and as a date whatever its format.
    """
    top = top_cells(sheet)
    for cells in [*([cell] for cell in top), *short_rows(top, fewest=2)]:
        yield from ((text, cells) for text in as_one_text(cells))


def short_rows(cells: Iterable[Cell], fewest: int) -> list[list[Cell]]:
    """The rows of `fewest` to four filled cells."""
    filled = sorted((cell for cell in cells if cell.text.strip()), key=lambda cell: (cell.row, cell.column))
    rows = [list(row) for _, row in groupby(filled, key=lambda cell: cell.row)]
    return [row for row in rows if fewest <= len(row) <= _MOST_CELLS]


def as_one_text(cells: list[Cell]) -> list[str]:
    """The cells of a row joined by a space: as they look, and with each date that one holds as 2026-08-31."""
    looks = " ".join(cell.text.strip() for cell in cells)
    dated = " ".join(
        f"{cell.value:%Y-%m-%d}" if isinstance(cell.value, datetime | date) else cell.text.strip()
        for cell in cells
    )
    return [looks] if dated == looks else [looks, dated]
