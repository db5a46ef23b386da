"""Cells by the thousand, as readers gather them and as they travel from one process to another.

Belongs here: cells apart from their places, and the two put together. Does not belong here: any format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import NamedTuple

from assets.locality.cells import Cell, Kind, Sheet, Value

Content = tuple[str, Value, Kind, str | None, str | None, str | None, str | None]
"""A cell but for its place: text, value, kind, raw, number format, formula, comment."""

MANY = 50_000
"""Cells of one batch, about."""

_new = tuple.__new__  # a third of the time of Cell(...), which matters for a million cells


class Batch(NamedTuple):
    """Cells, row after row: `lengths` says how many of them each of `rows` has.

    `in_order` says that no row, of this batch and those before, comes before an earlier one. Equal contents
    are mostly one object, so that a batch is small, and quickly pickled.
    """

    rows: Sequence[int]
    lengths: Sequence[int]
    columns: Sequence[int]
    contents: Sequence[Content]
    in_order: bool = True

    def row_of_each(self) -> Iterator[int]:
        """Each cell's row; those of one row share the number, which saves a tenth of the memory."""
        return chain.from_iterable(map(repeat, self.rows, self.lengths))


PassOn = Callable[[Sheet, Batch], None]
"""Is given a sheet and the cells that were read since the last time."""


def keep(sheet: Sheet, batch: Batch) -> None:
    """Put a batch's cells into their sheet."""
    sheet.cells += [
        _new(Cell, (row, column) + content)  # noqa: RUF005 - twice as fast
        for row, column, content in zip(batch.row_of_each(), batch.columns, batch.contents, strict=True)
    ]
    if not batch.in_order:
        sheet.cells.sort(key=lambda cell: (cell.row, cell.column))


def batched(cells: Sequence[Cell]) -> Batch:
    """Cells of a sheet as a batch."""
    runs = [(row, sum(1 for _ in found)) for row, found in groupby(cells, key=itemgetter(0))]
    rows, lengths = zip(*runs, strict=True) if runs else ((), ())
    return Batch(rows, lengths, [cell[1] for cell in cells], [cell[2:] for cell in cells])
