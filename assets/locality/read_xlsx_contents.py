"""Says what the stored value of an .xlsx cell is: text, number, date, truth or error, and what it shows.

Belongs here: the cell's t attribute and its style's number format. Does not belong here: where a cell stands,
how it is found in the XML.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from assets.locality.batches import Content
from assets.locality.gate import refused
from assets.locality.number_formats import NumberShower, show_general
from assets.locality.read_xlsx_strings import unescape
from assets.locality.serial_dates import to_serial

_REMEMBERED = 20_000
_REMEMBERED_TEXTS = 200_000


class Contents(dict[str, Content | None]):
    """What stored values are in cells of one type and number format: `contents[stored]`, None where empty.

    Results are remembered, because trackers repeat their names, dates and figures.
    """

    def __init__(self, kind: str, code: str | None, strings: Sequence[str], shower: NumberShower) -> None:
        super().__init__()
        self._kind, self._code, self._strings, self._calendar = kind, code, strings, shower.date_1904
        self._most = _REMEMBERED_TEXTS if kind == "s" else _REMEMBERED
        self._show = show_general if code is None else shower.of(code).show

    def __missing__(self, stored: str) -> Content | None:
        if len(self) > self._most:
            self.clear()
        content = self[stored] = self.make(stored, None)
        return content

    def make(self, stored: str | None, formula: str | None) -> Content | None:
        """The content of a cell, None where it is empty.

        Args:
            stored: the v element, None where there is none.
            formula: with its =.

        Raises:
            RefusedError: it is a shared string, and the workbook has none.
        """
        kind, code = self._kind, self._code
        # An empty string is a formula's result; an empty number is a formula that was never worked out.
        if stored is None or (not stored and kind != "str"):
            return (formula, None, "uncached", None, code, formula, None) if formula else None
        if kind == "n":
            return self._number(stored, formula)
        if kind == "d":
            return self._moment(stored, formula)
        if kind == "b":
            truth = stored in ("1", "true")
            return ("TRUE" if truth else "FALSE", truth, "bool", stored, None, formula, None)
        if kind == "e":
            return _error(stored, code=None, formula=formula)
        if kind == "s":
            if not self._strings:
                # Then it is no one cell that is odd: all text of the workbook is lost.
                raise refused("damaged")
            number = int(stored) if stored.isdecimal() else -1
            if not 0 <= number < len(self._strings):
                return _error(stored, code, formula)
            text = self._strings[number]
        else:
            text = unescape(stored)
        # A formula that shows nothing is a cell all the same.
        return (text, text, "text", text, None, formula, None) if text or formula else None

    def _number(self, stored: str, formula: str | None) -> Content:
        """A number; what is none, such as NaN or 1e400, is an error of this one cell."""
        try:
            text, value, shown = self._show(stored)
        except (ValueError, ArithmeticError):
            return _error(stored, self._code, formula)
        return (text, value, shown, stored, self._code, formula, None)

    def _moment(self, stored: str, formula: str | None) -> Content:
        """A date as ISO 8601 has it: as its format shows it, else, as where it is none, as stored."""
        try:
            moment = datetime.fromisoformat(stored.removesuffix("Z"))
            text, value, shown = self._show(repr(to_serial(moment, self._calendar)))
        except (ValueError, ArithmeticError):
            return (stored, stored, "text", stored, self._code, formula, None)
        if shown == "date":
            return (text, value, shown, stored, self._code, formula, None)
        plain = moment if moment.time() != time() else moment.date()
        return (stored, plain, "date", stored, self._code, formula, None)


def _error(stored: str, code: str | None, formula: str | None) -> Content:
    """A cell whose value is an error, or none that could be."""
    return (stored, None, "error", stored, code, formula, None)


class ContentMaker:
    """The contents of every type and style of a workbook's cells.

    Args:
        strings: the workbook's shared strings.
        formats: number format of each cell style, None for General; at least one.
        shower: shows numbers, in the workbook's date system.
    """

    def __init__(self, strings: Sequence[str], formats: Sequence[str | None], shower: NumberShower) -> None:
        self._strings, self._formats, self._shower = strings, formats, shower
        self._known: dict[tuple[str, str | None], Contents] = {}

    def of(self, kind: str, style: str | None) -> Contents:
        """The contents of cells with these t and s attributes."""
        number = int(style) if style and style.isdecimal() else 0
        # A style that the workbook does not have changes no value: it is General.
        code = self._formats[number] if number < len(self._formats) else None
        if (kind, code) not in self._known:
            self._known[kind, code] = Contents(kind, code, self._strings, self._shower)
        return self._known[kind, code]
