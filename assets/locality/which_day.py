"""Decides which day a written day is.

Belongs here: what is known of a column, whether a day exists, its century or year, days that stand for none.
Does not belong here: texts (date_text.py), what a whole cell comes to (dates.py).
Day before month, always: a day that is only possible month first is a question, and never swapped.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from assets.locality.date_text import Day
from assets.locality.readings import Reading, words

Purpose = Literal["event", "birth", "due", "review"]

_NEAR = timedelta(days=275)
"""What is due is not longer than this before the tracker it stands on."""
_AHEAD = timedelta(days=92)
"""What happened is not longer than this after the tracker, unless day and month may be swapped."""
_RECENT = timedelta(days=62)
"""A day is taken for a swapped one only where the other order lies this close before the tracker's month."""

_MOST_CANDIDATES = 14


class DateContext(NamedTuple):
    """What is known of a column before its dates are read.

    `as_at` and `period` (the first of the month a tracker is about) give a year to days typed without one.
    A year of two digits is the one between `window_first` and `window_last`. A date of four digits outside
    them is read all the same, and its note says so.
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
    """The context of a column of a workbook read as at a date.

    Births lie up to 26 years back and, for the unborn, nine months ahead; all else from 1995 to two years on.
    """
    if purpose == "birth":
        first, last = as_at - timedelta(days=26 * 366), as_at + timedelta(days=280)
    else:
        first, last = date(1995, 1, 1), as_at + timedelta(days=731)
    return DateContext(as_at, period, first, last, date_1904, purpose)


def of_day(day: Day, context: DateContext) -> Reading:
    """The reading of a day written with its year."""
    if len(day.year) == 2:
        return _two_digit_year(day, context)
    if len(day.year) != 4:
        return Reading("unreadable", note=f"no such date: a year of {len(day.year)} digits")
    year = int(day.year)
    value = exists(year, day.month, day.day)
    if value is None:
        return _impossible(day, year)
    if not (1900 <= year <= 2100 or _stands_for_no_end(value) or _stands_for_no_date(value)):
        return Reading("unreadable", note="no such date: a year out of reach")
    return judged(value, context, "four-digit year")


def _two_digit_year(day: Day, context: DateContext) -> Reading:
    """The century is the one that puts the date inside the window; where none does, it is a question."""
    values = [exists(century + int(day.year), day.month, day.day) for century in (1900, 2000)]
    days = [value for value in values if value]
    if not days:
        return _impossible(day, 2000 + int(day.year))
    inside = [value for value in days if context.window_first <= value <= context.window_last]
    if len(inside) == 1:
        return Reading("read", inside[0], f"two-digit year: {inside[0].year}")
    return ambiguous(inside or days, "two-digit year, either way out of the ordinary")


def exists(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _impossible(day: Day, year: int) -> Reading:
    swapped = exists(year, day.day, day.month)
    if swapped:
        return ambiguous([swapped], "only possible month first")
    return Reading("unreadable", note="no such date")


def judged(value: date, context: DateContext, rule: str) -> Reading:
    """The reading of a day that exists, found by `rule`, unless it stands for something else."""
    if context.window_first <= value <= context.window_last:
        return Reading("read", value, rule)
    if _stands_for_no_end(value):
        return Reading("nothing", note="a date that stands for no end")
    if _stands_for_no_date(value):
        return ambiguous([value], "a date that often stands for none")
    return Reading("read", value, f"{rule}; outside {context.window_first} to {context.window_last}")


def _stands_for_no_end(value: date) -> bool:
    return value.year == 9999 or value.isoformat() in words("stands_for_no_end")


def _stands_for_no_date(value: date) -> bool:
    # All of 1900 is small numbers in cells of a date format.
    return value.year == 1900 or value.isoformat() in words("stands_for_no_date")


def near(day: Day, known: date, purpose: Purpose) -> Day:
    """The day in the year it is known to stand in, or where that is far off, in the year before or after.

    '28 Dec' as a visit on an April tracker was last December. '4th November' stays in the tracker's year: day
    and month swapped it is 11 April, just then, and as typed it is told of as lying in the future.
    """
    value = exists(known.year, day.month, day.day)
    swapped = exists(known.year, day.day, day.month)
    may_be_swapped = swapped is not None and -_RECENT <= swapped - known < timedelta(days=31)
    if value and purpose == "event" and value - known > _AHEAD and not may_be_swapped:
        return day._replace(year=str(known.year - 1))
    if value and purpose != "event" and known - value > _NEAR:
        return day._replace(year=str(known.year + 1))
    return day._replace(year=str(known.year))


def ambiguous(days: list[date], reason: str) -> Reading:
    """A question, with its candidates as ISO dates after the note's colon."""
    candidates = ", ".join(day.isoformat() for day in list(dict.fromkeys(days))[:_MOST_CANDIDATES])
    return Reading("ambiguous", note=f"{reason}: {candidates}" if candidates else reason)
