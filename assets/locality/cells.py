"""What every reader gives, whatever the file's format: a workbook of sheets of cells.

Belongs here: the shape of a cell, addresses. Does not belong here: any format, any meaning of a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from typing import Literal, NamedTuple

Kind = Literal["text", "number", "date", "bool", "error", "uncached"]
Value = str | float | bool | date | datetime | time | None


class Cell(NamedTuple):
    """One cell that is not empty.

    `row` and `column` count from 1. `text` is what the cell shows (a date or percentage in its number
    format), `raw` what the file stores (a date's serial number, an ODS office:value). `value` is typed:
    str, float, bool, date or datetime; None for an error or for a formula whose result is not stored
    (`uncached`). What a format cannot give is None.
    """

    row: int
    column: int
    text: str
    value: Value
    kind: Kind
    raw: str | None = None
    number_format: str | None = None
    formula: str | None = None
    comment: str | None = None

    @property
    def address(self) -> str:
        """The cell in A1 form."""
        return address(self.row, self.column)


class Span(NamedTuple):
    """A merged range, all four counted from 1 and inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """A sheet's non-empty cells in row order, and what it says of rows, columns and merges.

    A CSV has one sheet, named ''. `hidden_*` are None where the format cannot tell;
    `filtered` is the range that a filter stands on.
    """

    name: str
    cells: Sequence[Cell]
    visible: bool | None = True
    merged: list[Span] = field(default_factory=list)
    hidden_rows: set[int] | None = None
    hidden_columns: set[int] | None = None
    filtered: Span | None = None


@dataclass(slots=True)
class Workbook:
    """A workbook as read. `notes` say what was odd and still readable, such as an encoding guessed."""

    format: str
    sheets: list[Sheet]
    date_1904: bool = False
    notes: list[str] = field(default_factory=list)


class RefusedError(Exception):
    """A file that is not read.

    `reason` is a short name of why, `advice` one sentence of what to do; neither holds any content.
    """

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason}: {advice}")
        self.reason = reason
        self.advice = advice


@cache
def column_letters(column: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """A cell in A1 form, from a row and a column counted from 1."""
    return f"{column_letters(column)}{row}"
