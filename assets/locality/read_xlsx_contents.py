"""Says what the stored value of an .xlsx cell is: text, number, date, truth or error, and what it shows.

Belongs here: the cell's t attribute and its style's number format. Does not belong here: where a cell stands,
how it is found in the XML.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assets.locality.batches import Content
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
        if self._kind == "n" and stored:
            text, value, shown = self._show(stored)
            content = (text, value, shown, stored, self._code, None, None)
        else:
            content = self.make(stored, None)
        self[stored] = content
        return content

    def make(self, stored: str | None, formula: str | None) -> Content | None:
        """The content of a cell, None where it is empty.

        Args:
            stored: the v element, None where there is none.
            formula: with its =.
        """
        kind, code = self._kind, self._code
        # An empty string is a formula's result; an empty number is a formula that was never worked out.
        if stored is None or (not stored and kind != "str"):
            return (formula, None, "uncached", None, code, formula, None) if formula else None
        if kind in ("n", "d"):
            number = _serial(stored, self._calendar) if kind == "d" else stored
            text, value, shown = self._show(number)
            return (text, value, shown, stored, code, formula, None)
        if kind == "b":
            truth = stored in ("1", "true")
            return ("TRUE" if truth else "FALSE", truth, "bool", stored, None, formula, None)
        if kind == "e":
            return (stored, None, "error", stored, None, formula, None)
        if kind == "s":
            number = int(stored)
            if number < 0:
                raise ValueError("no shared string")
            text = self._strings[number]
        else:
            text = unescape(stored)
        return (text, text, "text", text, None, formula, None) if text else None


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
        number = int(style or 0)
        code = self._formats[number] if number < len(self._formats) else None
        if (kind, code) not in self._known:
            self._known[kind, code] = Contents(kind, code, self._strings, self._shower)
        return self._known[kind, code]


def _serial(moment: str, date_1904: bool) -> str:
    return repr(to_serial(datetime.fromisoformat(moment.removesuffix("Z")), date_1904))
