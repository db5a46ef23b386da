"""Cells by the thousand, as readers gather them and as they travel from one process to another.

Belongs here: cells apart from their places, and the two put together. Does not belong here: any format.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, islice, repeat
from operator import add, itemgetter
from typing import NamedTuple, overload

from assets.locality.cells import Cell, Kind, Sheet, Value
from assets.locality.gate import MAX_CELLS, refused

Content = tuple[str, Value, Kind, str | None, str | None, str | None, str | None]
"""A cell but for its place: text, value, kind, raw, number format, formula, comment."""

MANY = 25_000
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


class Cells(Sequence[Cell]):
    """The cells of a sheet, kept in the batches they came in; each is made when it is looked at.

    A million cells kept as such take three times the memory.
    """

    def __init__(self) -> None:
        self._batches: list[Batch] = []
        self._ends: list[int] = []
        self._in_order = True

    def add(self, batch: Batch) -> None:
        """Add the cells that were read next; `ValueError` where the batch's parts are not of one length."""
        if not sum(batch.lengths) == len(batch.columns) == len(batch.contents):
            raise ValueError("the parts of a batch are not of one length")
        self._batches.append(batch)
        self._ends.append(len(self) + len(batch.contents))
        self._in_order = self._in_order and batch.in_order

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Cell]:
        return chain.from_iterable(map(_cells_of, self._sorted()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # pyright: ignore[reportAssignmentType] - as Python means it

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> list[Cell]: ...
    def __getitem__(self, index: int | slice) -> Cell | list[Cell]:
        if isinstance(index, slice):
            return list(self)[index]
        index = range(len(self))[index]
        number = bisect_right(self._ends, index)
        batch = self._sorted()[number]
        return next(islice(_cells_of(batch), index - self._ends[number] + len(batch.contents), None))

    def _sorted(self) -> list[Batch]:
        if not self._in_order:
            cells = sorted(chain.from_iterable(map(_cells_of, self._batches)), key=itemgetter(0, 1))
            self._batches, self._ends, self._in_order = [batched(cells)], [len(cells)], True
        return self._batches


def _cells_of(batch: Batch) -> Iterator[Cell]:
    # Without a loop of Python's own, which would take a third longer.
    places = zip(batch.row_of_each(), batch.columns, strict=True)
    return map(_new, repeat(Cell), map(add, places, batch.contents))  # pyright: ignore[reportArgumentType]


def batched(cells: Sequence[Cell]) -> Batch:
    """Cells of a sheet as a batch."""
    runs = [(row, sum(1 for _ in found)) for row, found in groupby(cells, key=itemgetter(0))]
    rows, lengths = zip(*runs, strict=True) if runs else ((), ())
    return Batch(rows, lengths, [cell[1] for cell in cells], [cell[2:] for cell in cells])


class Gatherer:
    """Gathers a sheet's cells row by row, and passes them on in batches.

    Args:
        sheet: whose cells they are.
        pass_on: given the cells, in batches.
        comments: by row and column, given to the cells there; those that were met are taken out.
    """

    def __init__(
        self, sheet: Sheet, pass_on: PassOn, comments: dict[tuple[int, int], str] | None = None
    ) -> None:
        self._sheet, self._pass_on, self._comments = sheet, pass_on, comments
        self._in_order, self._last_row = True, 0
        self._clear()

    def _clear(self) -> None:
        self._rows: list[int] = []
        self._lengths: list[int] = []
        self._placed = 0
        self.columns: list[int] = []
        self.contents: list[Content] = []
        """Columns and contents of the cells gathered; added to before `end_row` says which row is theirs."""

    def end_row(self, row: int) -> None:
        """Say which row the cells added since the last time stand in."""
        count = len(self.contents) - self._placed
        if count:
            self._rows.append(row)
            self._lengths.append(count)
            self._placed += count
            self._in_order = self._in_order and row >= self._last_row
            self._last_row = row
            if self._placed >= MANY:
                self.pass_batch()

    def repeat_row(self, row: int, times: int) -> None:
        """End a row that stands for several, from `row` on; too many of them are refused."""
        columns, contents = self.columns[self._placed :], self.contents[self._placed :]
        if len(contents) * times > MAX_CELLS:
            raise refused("too_many_cells")
        self.end_row(row)
        for number in range(row + 1, row + times) if contents else ():
            self.columns += columns
            self.contents += contents
            self.end_row(number)

    def pass_batch(self) -> None:
        """Pass on what was gathered since the last time."""
        batch = Batch(self._rows, self._lengths, self.columns, self.contents, self._in_order)
        if self._comments:
            for index, place in enumerate(zip(batch.row_of_each(), batch.columns, strict=True)):
                comment = self._comments.pop(place, None)
                if comment is not None:
                    self.contents[index] = (*self.contents[index][:-1], comment)
        self._clear()
        self._pass_on(self._sheet, batch)
