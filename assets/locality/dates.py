"""Decides which day a cell means: a date, one of several, or none.

Belongs here: cells of every kind, serial numbers, digits without separators, doubts, days without a year.
Does not belong here: what a text says (date_text.py), which day that is (which_day.py), whether it is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from assets.locality.cells import Cell
from assets.locality.date_text import Day, Said, parse
from assets.locality.readings import FREE_TEXT, Reading, no_value, not_stored
from assets.locality.serial_dates import serial_date, split_serial
from assets.locality.which_day import DateContext, ambiguous, context_for, exists, judged, near, of_day

__all__ = ["DateContext", "context_for", "read_date", "read_date_cell", "read_dates"]

_FIRST_SERIAL, _LAST_SERIAL = date(1954, 10, 3), date(2064, 4, 8)
"""Between these a number is believed to be a date: serials 20000 to 60000."""
_NO_DATE = {
    "serial": "stray number: not the serial of a date",
    "number": "stray number: not the serial of a date",
    "words": FREE_TEXT,
}
_QUESTIONS = {
    "period": "a month, a year or part of one, no day",
    "relative": "a day told from another, which is not stated",
}
_DOUBTS = {
    "week": "a week, not a day",
    "week_end": "a week, not a day",
    "range": "several days",
    "words": "words beside the date",
    "vague": "said to be about then",
    "decimal": "may be a number",
    "ordinal": "the day has the ending of another",
}


def read_date_cell(cell: Cell, context: DateContext) -> Reading:
    """The date of a cell of any kind; `read_date` says what comes back."""
    if cell.kind == "date" and isinstance(cell.value, date):
        value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return judged(value, context, "a date cell")
    return read_date(cell.text, cell.kind, cell.raw, context)


def read_date(text: str, kind: str, raw: str | None, context: DateContext) -> Reading:
    """The date that a cell shows.

    Args:
        text: what the cell shows.
        kind: the cell's kind (cells.py); of a date cell, `raw` is its serial or ISO date.
        raw: what the file stores, where known.
        context: what is known of the column.

    Returns:
        `read` with a date and the rule used; `ambiguous`, with the candidates after the note's colon;
        `unreadable`, whose note begins 'no such date' where a date was meant and is 'free_text' where words
        hold none.
    """
    if kind == "text":
        return _of_text(text, context)
    if kind not in ("number", "date"):
        return not_stored(kind) or Reading("unreadable", note=FREE_TEXT)
    stored = text if raw is None else raw
    try:
        number = float(stored)
    except ValueError:
        return _of_text(stored, context)
    return _of_number(number, context)


def read_dates(texts: Iterable[str], context: DateContext) -> list[Reading]:
    """The dates of a column of text, each distinct text read once."""
    column = list(texts)
    distinct = {text: _of_text(text, context) for text in set(column)}
    return [distinct[text] for text in column]


def _of_number(number: float, context: DateContext) -> Reading:
    """A number cell: a serial, or a date typed without separators, whose leading zero is lost."""
    if number.is_integer() and 1_000_000 <= number < 100_000_000:
        return _compact(f"{int(number):08d}", context)
    if number.is_integer() and 1900 <= number < 2100:
        return Reading("ambiguous", note=_QUESTIONS["period"])
    return _serial(number, context)


def _serial(number: float, context: DateContext) -> Reading:
    days, _ = split_serial(number) if abs(number) < 1e6 else (0, 0)
    value = serial_date(days, context.date_1904)
    if value is None or not _FIRST_SERIAL <= value <= _LAST_SERIAL:
        return Reading("unreadable", note=_NO_DATE["serial"])
    return judged(value, context, "serial number of 1904 dates" if context.date_1904 else "serial number")


@lru_cache(maxsize=100_000)
def _of_text(text: str, context: DateContext) -> Reading:
    said = parse(text)
    if said.form == "day":
        return _of_days(said, context)
    if said.form == "no_year":
        return _without_year(said, context)
    if nothing := no_value(text):
        return nothing
    if said.form == "serial":
        return _serial(float(said.digits), context)
    if said.form == "compact":
        return _compact(said.digits, context)
    if said.form == "mistyped":
        return Reading("unreadable", note=f"no such date: {said.repaired}")
    if said.form in _QUESTIONS:
        return Reading("ambiguous", note=_QUESTIONS[said.form])
    return Reading("unreadable", note=_NO_DATE[said.form])


def _of_days(said: Said, context: DateContext) -> Reading:
    """The one day meant, or the candidates."""
    if len(said.days) == 1 and not said.beside and not said.repaired and said.weekday is None:
        return of_day(said.days[0], context)
    readings = [of_day(day, context) for day in said.days]
    days = [reading.value for reading in readings if isinstance(reading.value, date)]
    only = readings[0]
    if len(readings) == 1 and not days:
        return only
    if said.beside:
        return ambiguous(_week(days, said.beside), _DOUBTS[said.beside])
    if said.weekday not in (None, days[0].weekday()):
        return ambiguous(days, f"the weekday typed is not that of the date, a {days[0]:%A}")
    return only._replace(note=_joined(only.note, said.repaired)) if said.repaired else only


def _week(days: list[date], beside: str) -> list[date]:
    if len(days) != 1 or beside not in ("week", "week_end"):
        return days
    first = days[0] - timedelta(days=6 if beside == "week_end" else 0)
    return [first + timedelta(days=after) for after in range(7)]


def _without_year(said: Said, context: DateContext) -> Reading:
    """A day without its year: settled only where the tracker's month or the as-at date is stated."""
    known = context.period or context.as_at
    if known is None or context.purpose == "birth":
        return Reading("ambiguous", note="no year")
    source = f"the tracker of {known:%B %Y}" if context.period else f"the as-at date {known}"
    settled = tuple(day if day.year else near(day, known, context.purpose) for day in said.days)
    reading = _of_days(said._replace(days=settled), context)
    if reading.state != "read":
        return reading
    return reading._replace(note=_joined(f"no year: {settled[0].year} from {source}", said.repaired))


def _compact(digits: str, context: DateContext) -> Reading:
    """Eight digits without separators, of which only one end can be a year; six are always a question."""
    if len(digits) == 8:
        year_first = digits[:2] in ("19", "20") and exists(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
        if year_first:
            return judged(year_first, context, "no separators, year first")
        reading = of_day(Day(int(digits[:2]), int(digits[2:4]), digits[4:]), context)
        return reading._replace(note=_joined(reading.note, "no separators"))
    orders = [(digits[:2], digits[4:]), (digits[4:], digits[:2])]
    readings = [of_day(Day(int(day), int(digits[2:4]), year), context) for day, year in orders]
    days = [reading.value for reading in readings if isinstance(reading.value, date)]
    if not days and digits[:2] in ("19", "20") and "01" <= digits[4:] <= "12":
        return Reading("ambiguous", note=_QUESTIONS["period"])
    return ambiguous(days, "six digits") if days else Reading("unreadable", note=_NO_DATE["number"])


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
