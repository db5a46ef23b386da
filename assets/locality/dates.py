"""Decides which day a cell means: a date, one of several, or none.

Belongs here: whether the day exists, centuries, the year a tracker gives, days that stand for something else, serial numbers.
Does not belong here: how dates are written (date_text.py), whether the day is right (reconciliation).
Day before month, always: a date that is only possible as month first is a question, never swapped.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from assets.locality.cells import Cell
from assets.locality.date_text import Day, Said, parse
from assets.locality.readings import FREE_TEXT, Reading, no_value, not_stored, words
from assets.locality.serial_dates import serial_date, split_serial

Purpose = Literal["event", "birth", "due", "review"]

SERIALS = range(20_000, 60_001)
"""Numbers believed to be days since 1900 where nothing says so: 1954 to 2064 (facts/spreadsheets.md, section 4)."""
_NEAR = timedelta(days=275)
"""A day typed without its year lies within nine months of its tracker; else it is the year before, or for what is due the one after."""


class DateContext(NamedTuple):
    """What is known of a column before its dates are read.

    `as_at` and `period` (the first of the month a tracker is about) give a year to dates typed without one. A year of two
    digits is the one that lies from `window_first` to `window_last`; a date of four digits outside is read, and its note says so.
    """

    as_at: date | None
    period: date | None
    window_first: date
    window_last: date
    date_1904: bool = False
    purpose: Purpose = "event"


def context_for(
    purpose: Purpose, as_at: date, period: date | None = None, *, date_1904: bool = False
) -> DateContext:
    """The context of a column of a tracker read as at a date.

    Births lie up to 26 years back and, for the unborn, nine months ahead; all else from 1995 to two years ahead.
    """
    first, ahead = (
        (as_at - timedelta(days=26 * 366), timedelta(days=280))
        if purpose == "birth"
        else (date(1995, 1, 1), timedelta(days=731))
    )
    return DateContext(as_at, period, first, as_at + ahead, date_1904, purpose)


def read_date_cell(cell: Cell, context: DateContext) -> Reading:
    """The date of a cell of any kind."""
    if cell.kind == "date" and isinstance(cell.value, date):
        value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return _judged(value, context, "a date cell")
    return read_date(cell.text, cell.kind, cell.raw, context)


def read_date(text: str, kind: str, raw: str | None, context: DateContext) -> Reading:
    """The date that a cell shows.

    Args:
        text: what the cell shows.
        kind: the cell's kind (cells.py); of a date cell, `raw` is its serial or ISO date.
        raw: what the file stores, where known.
        context: what is known of the column.

    Returns:
        `read` with a date and the rule used; `ambiguous` with the candidates; `unreadable`, the note beginning
        'no such date' where the day does not exist and being 'free_text' where words hold no date.
    """
    if kind in ("number", "date"):
        stored = raw if raw is not None else text
        return _of_number(stored, context) if _is_number(stored) else _of_text(stored, context)
    if kind == "text":
        return _of_text(text, context)
    return not_stored(kind) or Reading("unreadable", note=FREE_TEXT)


def read_dates(texts: Iterable[str], context: DateContext) -> list[Reading]:
    """The dates of a column of text, each distinct text read once."""
    column = list(texts)
    distinct = {text: _of_text(text, context) for text in set(column)}
    return [distinct[text] for text in column]


def _is_number(stored: str) -> bool:
    try:
        float(stored)
    except ValueError:
        return False
    return True


def _of_number(stored: str, context: DateContext) -> Reading:
    """A number cell: a serial, or a date typed without separators."""
    number = float(stored)
    if number.is_integer() and 1_000_000 <= number < 100_000_000:
        return _compact(f"{int(number):08d}", context)
    if 1900 <= number < 2100 and number.is_integer():
        return Reading("ambiguous", note="a year, no day")
    return _serial(number, context) or Reading("unreadable", note="stray number: not the serial of a date")


def _serial(number: float, context: DateContext) -> Reading | None:
    if not 0 <= number < SERIALS.stop * 2:
        return None
    days, _ = split_serial(number)
    value = serial_date(days, context.date_1904)
    if value is None or not date(1954, 10, 3) <= value <= date(2064, 4, 8):
        return None
    return _judged(value, context, "serial number, 1904 dates" if context.date_1904 else "serial number")


@lru_cache(maxsize=100_000)
def _of_text(text: str, context: DateContext) -> Reading:
    nothing = no_value(text)
    if nothing:
        return nothing
    said = parse(text)
    if said.form == "day":
        return _days(said, context)
    if said.form == "no_year":
        return _no_year(said, context)
    if said.form == "serial":
        return _serial(float(said.digits), context) or Reading("unreadable", note="stray number")
    if said.form == "compact":
        return _compact(said.digits, context)
    if said.form == "period":
        return Reading("ambiguous", note="a month, a year or part of one, no day")
    if said.form == "relative":
        return Reading("ambiguous", note="a day told from another, not stated")
    if said.form == "number":
        return Reading("unreadable", note="stray number: not the serial of a date")
    if said.form == "mistyped":
        return Reading("unreadable", note=f"no such date: {said.repaired}")
    return Reading("unreadable", note=FREE_TEXT)


def _exists(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(said: Said, context: DateContext) -> Reading:
    """Full dates: the one meant, or the candidates."""
    readings = [_full_date(day, context) for day in said.days]
    if len(readings) == 1 and not said.beside:
        reading = readings[0]
        value = reading.value
        if isinstance(value, date) and said.weekday not in (None, value.weekday()):
            return _ambiguous([value], f"the weekday typed is not that of the date, a {value:%A}")
        return reading._replace(note=_joined(reading.note, said.repaired))
    if len(readings) == 1 and readings[0].state != "read":
        return readings[0]
    days = [reading.value for reading in readings if isinstance(reading.value, date)]
    if said.beside == "week" and len(days) == 1:
        return _ambiguous(days, "a week, not a day")
    return _ambiguous(days, "several dates" if len(days) > 1 else "words beside the date")


def _full_date(day: Day, context: DateContext) -> Reading:
    if len(day.year) == 2:
        return _two_digits(day, context)
    if len(day.year) != 4:
        return Reading("unreadable", note=f"no such date: a year of {len(day.year)} digits")
    year = int(day.year)
    value = _exists(year, day.month, day.day)
    if value is None:
        return _impossible(day, year)
    if not 1900 <= year <= 2100 and value.isoformat() not in words("stands_for_no_date") | words(
        "stands_for_no_end"
    ):
        return Reading("unreadable", note="no such date: not a year of anyone living")
    return _judged(value, context, "day first")


def _two_digits(day: Day, context: DateContext) -> Reading:
    """The century is the one that puts the date inside the window; if none does, it is a question."""
    values = [_exists(century + int(day.year), day.month, day.day) for century in (1900, 2000)]
    days = [value for value in values if value]
    if not days:
        return _impossible(day, 2000 + int(day.year))
    inside = [value for value in days if context.window_first <= value <= context.window_last]
    if len(inside) == 1:
        return Reading("read", inside[0], f"two-digit year: {inside[0].year}")
    return _ambiguous(inside or days, "two-digit year, outside what is likely")


def _impossible(day: Day, year: int) -> Reading:
    swapped = _exists(year, day.day, day.month)
    if swapped:
        return _ambiguous([swapped], "only possible month first")
    return Reading("unreadable", note="no such date")


def _judged(value: date, context: DateContext, rule: str) -> Reading:
    """A date that exists, unless it stands for something else."""
    if context.window_first <= value <= context.window_last:
        return Reading("read", value, rule)
    if value.isoformat() in words("stands_for_no_end") or value.year == 9999:
        return Reading("nothing", note="a date that stands for no end")
    if value.isoformat() in words("stands_for_no_date"):
        return _ambiguous([value], "a date that often stands for none")
    return Reading("read", value, f"{rule}; outside {context.window_first} to {context.window_last}")


def _no_year(said: Said, context: DateContext) -> Reading:
    """A day without its year, settled only by a tracker whose month or as-at date is stated."""
    known = context.period or context.as_at
    day = said.days[0]
    if known is None or said.beside or said.digits or context.purpose == "birth":
        return Reading("ambiguous", note="no year")
    value = _exists(known.year, day.month, day.day)
    if value and value - known > _NEAR and context.purpose == "event":
        value = _exists(known.year - 1, day.month, day.day)
    elif value and known - value > _NEAR and context.purpose != "event":
        value = _exists(known.year + 1, day.month, day.day)
    if value is None:
        return Reading("unreadable", note=f"no such date in {known.year}, the year of the tracker")
    if said.weekday not in (None, value.weekday()):
        return _ambiguous([value], f"no year, and the weekday is not that of {value.year}")
    source = f"the tracker of {known:%B %Y}" if context.period else f"the as-at date {known}"
    return Reading("read", value, _joined(f"no year: {value.year} from {source}", said.repaired))


def _compact(digits: str, context: DateContext) -> Reading:
    """Six or eight digits without separators."""
    if len(digits) == 8:
        if value := _exists(int(digits[:4]), int(digits[4:6]), int(digits[6:])):
            if 1900 <= value.year <= 2100:
                return _judged(value, context, "year, month, day without separators")
        day = Day(int(digits[:2]), int(digits[2:4]), digits[4:])
        reading = _full_date(day, context)
        return reading._replace(note=_joined(reading.note, "no separators"))
    readings = [
        _full_date(Day(int(digits[a : a + 2]), int(digits[2:4]), digits[b : b + 2]), context)
        for a, b in ((0, 4), (4, 0))
    ]
    days = [reading.value for reading in readings if isinstance(reading.value, date)]
    return _ambiguous(days, "six digits") if days else Reading("unreadable", note="stray number")


def _ambiguous(days: list[date], reason: str) -> Reading:
    candidates = ", ".join(day.isoformat() for day in dict.fromkeys(days))
    return Reading("ambiguous", note=f"{reason}: {candidates}" if candidates else reason)


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
