"""Whether a column's dates passed through a machine that writes the month first.

Belongs here: suspecting a column as a whole, and what each of its dates would be then.
Does not belong here: reading one date (dates.py). Nothing is ever swapped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from assets.locality.cells import Cell
from assets.locality.readings import fold

_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|\d{2})")
_SHARE_TO_TWELVE = 12 / 30.4
"""Of the days of a month, those that may be a month's number."""
_CHANCE = 0.001
"""By chance a column may look so; above this it is not suspected."""
_ENOUGH_IMPOSSIBLE = 2
"""Dates that exist only month first, from which a column without a day-first one is suspected."""


class Column(NamedTuple):
    """What betrays a column: counts of its numeric dates, by what their two numbers can be."""

    cells_to_twelve: int = 0
    cells_beyond: int = 0
    texts_either: int = 0
    texts_day_first: int = 0
    texts_month_first: int = 0


def counted(cells: Iterable[Cell]) -> Column:
    """The numeric dates of a column: real date cells, and texts such as 13/04/2019."""
    counts = dict.fromkeys(Column._fields, 0)
    for cell in cells:
        if cell.kind == "date" and isinstance(cell.value, date):
            counts["cells_to_twelve" if cell.value.day <= 12 else "cells_beyond"] += 1
        elif cell.kind == "text" and (found := _NUMERIC.fullmatch(fold(cell.text).strip("' "))):
            first, second = int(found[1]), int(found[2])
            if first <= 12 and second <= 12:
                counts["texts_either"] += 1
            elif first <= 31 and second <= 12:
                counts["texts_day_first"] += 1
            elif first <= 12 and second <= 31:
                counts["texts_month_first"] += 1
    return Column(**counts)


def suspicion(column: Column) -> str | None:
    """Why a column is suspected to be month first, in words for the locality; None when it is not.

    Two signs, each against the whole column. A machine of the United States that opens day-first text makes
    dates of what it can read month first and leaves the rest as text: all date cells have days up to 12, and
    all texts have days beyond. And a column typed month first has dates that exist only so, and none that
    exist only day first.
    """
    if column.cells_to_twelve and column.texts_day_first:
        pure = not (column.cells_beyond or column.texts_either or column.texts_month_first)
        chance = _SHARE_TO_TWELVE**column.cells_to_twelve * (1 - _SHARE_TO_TWELVE) ** column.texts_day_first
        if pure and chance < _CHANCE:
            return (
                f"{column.cells_to_twelve} dates have days up to 12, {column.texts_day_first} with days"
                " beyond are left as text, as a machine with US dates does"
            )
    if column.texts_month_first >= _ENOUGH_IMPOSSIBLE and not (column.texts_day_first or column.cells_beyond):
        return f"{column.texts_month_first} dates exist only month first, and none only day first"
    return None


def if_month_first(cell: Cell, value: date) -> date | None:
    """The other day that a suspected date may be: of a date cell or a numeric text, with a day up to 12."""
    numeric = cell.kind == "date" or _NUMERIC.fullmatch(fold(cell.text).strip("' "))
    if not numeric or value.day > 12 or value.day == value.month:
        return None
    return date(value.year, value.day, value.month)
