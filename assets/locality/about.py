"""What date or month a workbook says it is about.

Belongs here: the places a layout names, and the one month that titles and names agree on when those fail.
Does not belong here: months and dates inside a table (body.py), whether the workbook is old (unchanged.py).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from assets.locality.cells import Cell, Sheet, Workbook
from assets.locality.dates import context_for, read_date
from assets.locality.layout import Describes, FileRule
from assets.locality.titles import TOP_ROWS, short_rows, title_lines, top_cells
from assets.locality.words import read_month, take

_MOST_LINES_SAID = 8
_AHEAD = timedelta(days=62)
"""A workbook of the month after next is a slip: nobody keeps next month's children."""
LOOSE_DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?[ ./-]+(?:of )?(?:\d{1,2}|[A-Za-z]{3,9})[ ./,-]+\d{2,4}(?!\d)"
)
LOOSE_MONTH = re.compile(
    r"(?<![A-Za-z])[A-Za-z]{3,9}[ .,/'\u2019_-]*(?:\d{4}|\d{2})(?!\d)(?!-(?:0[1-9]|1[0-2])(?!\d))"
    r"|(?<!\d)(?:20)\d\d-\d\d(?![\d])"
)


class About(NamedTuple):
    """The date, or last day of the month, that a workbook is about.

    `asked` is what is to be confirmed about it, `fault` why it cannot be told; both None when it is sure, or
    when the layout does not say that the workbook tells it.
    """

    day: date | None = None
    asked: str | None = None
    fault: str | None = None


def told_about(workbook: Workbook, rule: FileRule, file_name: str, as_at: date) -> About:
    """What a workbook says it is about, by the first place of its layout to tell.

    Where none does, the file's name, its sheets' names and its lines of one cell are looked through: when all
    the months in them are one, it is taken and asked about.

    Args:
        workbook: its cells.
        rule: what the layout says of the file.
        file_name: without its ending.
        as_at: the night.
    """
    if not rule.describes:
        return About()
    day = next(
        (said for one in rule.describes if (said := _as_declared(workbook, one, file_name, as_at))), None
    )
    asked = None
    if day is None:
        day = _as_found(workbook, file_name, as_at)
        asked = (
            day and f"it is taken to be about {day:%B %Y}, which is not said as the layout has it: confirm it"
        )
    if day is None:
        places = ", ".join(_shown(one) for one in rule.describes)
        looked = _looked_at(workbook) if any(one.title for one in rule.describes) else ""
        return About(fault=f"what month it is about cannot be told: the layout looks for {places}{looked}")
    if day - as_at > _AHEAD:
        return About(
            fault=f"it says it is about {day:%B %Y}, long after the night of {as_at}: correct it there"
        )
    return About(day, asked)


def telling_title(sheet: Sheet, rule: FileRule, about: About, as_at: date) -> list[Cell]:
    """The cells of a sheet's title that says what the workbook is about, as the layout has it."""
    patterns = [one.title for one in rule.describes if one.title] if about.day else []
    for pattern in patterns:
        for text, cells in title_lines(sheet):
            if _said(text, pattern, as_at) == about.day:
                return cells
    return []


def _as_declared(workbook: Workbook, where: Describes, file_name: str, as_at: date) -> date | None:
    if where.file_name:
        texts, pattern = [file_name], where.file_name
    elif where.sheet_name:
        texts, pattern = [sheet.name for sheet in workbook.sheets], where.sheet_name
    else:
        lines = [line for sheet in workbook.sheets for line in title_lines(sheet)]
        lines.sort(key=lambda line: len(line[1]) > 1)
        texts, pattern = [text for text, _ in lines], where.title or ""
    return next((day for text in texts if (day := _said(text, pattern, as_at))), None)


def _said(text: str, pattern: str, as_at: date) -> date | None:
    said = take(text, pattern)
    return _day(said.get("date", ""), as_at) or _month_end(said.get("month", ""))


def _looked_at(workbook: Workbook) -> str:
    """The cells that may be titles, without what they say: it may name a child."""
    found = [
        f"{sheet.name + ' ' if sheet.name else ''}{' and '.join(cell.address for cell in row)}"
        for sheet in workbook.sheets
        for row in short_rows(top_cells(sheet), fewest=1)
    ]
    more = f" and {len(found) - _MOST_LINES_SAID} more lines" if len(found) > _MOST_LINES_SAID else ""
    where = (
        f", such as {', '.join(found[:_MOST_LINES_SAID])}{more}" if found else ", which hold no short line"
    )
    return f"; it looked at the first {TOP_ROWS} rows of each sheet{where}"


def _as_found(workbook: Workbook, file_name: str, as_at: date) -> date | None:
    """The one month that names and titles agree on; its last date, where they give any."""
    visible = [sheet for sheet in workbook.sheets if sheet.visible is not False]
    texts = [file_name, *(sheet.name for sheet in visible)]
    texts += [cell.text for sheet in visible for cell in titles(sheet)]
    days: set[date] = set()
    months: set[date] = set()
    for text in texts:
        days |= {day for typed in LOOSE_DATE.findall(text) if (day := _day(typed, as_at))}
        months |= {day for typed in LOOSE_MONTH.findall(text) if (day := _month_end(typed))}
    agreed = {(day.year, day.month) for day in days | months}
    return max(days or months) if len(agreed) == 1 else None


def _day(typed: str, as_at: date) -> date | None:
    value = read_date(typed, "text", None, context_for("event", as_at)).value if typed else None
    return value if isinstance(value, date) else None


def _month_end(typed: str) -> date | None:
    month = read_month(typed) if typed else None
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1) if month else None


def titles(sheet: Sheet) -> list[Cell]:
    """The lines of one cell near a sheet's top."""
    top = top_cells(sheet)
    rows = [cell.row for cell in top]
    return [cell for cell in top if rows.count(cell.row) == 1]


def _shown(where: Describes) -> str:
    return next(f"{name.replace('_', ' ')} {pattern!r}" for name, pattern in where if pattern)
