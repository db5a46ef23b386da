"""Reads and moves references in A1 form.

Belongs here: column letters as numbers, moving a formula as filling down does.
Does not belong here: working a formula out.
"""

from __future__ import annotations

import re

from assets.locality.cells import column_letters

# Quoted text and quoted sheet names are passed over; a name, a function or a longer word is no reference.
_PART = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\])|(?<![A-Za-z0-9_.\\])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])"""
)


class ColumnNumbers(dict[str, int]):
    """Column numbers by letters, worked out once each: A is 1, AA is 27."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        self[letters] = number
        return number


_COLUMNS = ColumnNumbers()


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula moved by so many rows and columns; a reference moved off the sheet becomes #REF!."""

    def move(found: re.Match[str]) -> str:
        passed_over, fixed_column, letters, fixed_row, digits = found.groups()
        if passed_over is not None:
            return passed_over
        column = _COLUMNS[letters] + (0 if fixed_column else columns)
        row = int(digits) + (0 if fixed_row else rows)
        if not (1 <= column <= 16_384 and 1 <= row <= 1_048_576):
            return "#REF!"
        return f"{fixed_column}{column_letters(column)}{fixed_row}{row}"

    return _PART.sub(move, formula)
