"""Turns the serial numbers that workbooks keep dates as into dates.

Belongs here: the two epochs, and Excel's leap-year fault. Does not belong here: how a date is shown.
"""

from __future__ import annotations

from datetime import date, datetime, time

SECONDS_A_DAY = 86_400
# Day 0 of each calendar. Excel believes 1900 was a leap year, so from serial 61 its day 0 is a day earlier.
_EPOCH_1900 = date(1899, 12, 30).toordinal()
_EPOCH_1904 = date(1904, 1, 1).toordinal()
_LAST = date(9999, 12, 31).toordinal()
FALSE_LEAP_DAY = 60
"""Serial 60 of the 1900 calendar shows as 29 February 1900, which never was."""


def split_serial(serial: float) -> tuple[int, int]:
    """A serial as whole days and seconds of the day, rounded to the second as Excel shows it."""
    days, seconds = divmod(round(serial * SECONDS_A_DAY), SECONDS_A_DAY)
    return days, seconds


def serial_date(days: int, date_1904: bool) -> date | None:
    """The date of a serial's whole days; None where there is none (below 1, 60 of 1900, after 9999)."""
    if date_1904:
        ordinal = _EPOCH_1904 + days
        return date.fromordinal(ordinal) if days >= 0 and ordinal <= _LAST else None
    ordinal = _EPOCH_1900 + days + (days < FALSE_LEAP_DAY)
    return date.fromordinal(ordinal) if days > 0 and days != FALSE_LEAP_DAY and ordinal <= _LAST else None


def serial_time(seconds: int) -> time:
    """The time of day after `seconds` of it."""
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def to_serial(moment: date | datetime, date_1904: bool) -> float:
    """The serial of a date on or after 1 March 1900."""
    days = moment.toordinal() - (_EPOCH_1904 if date_1904 else _EPOCH_1900)
    if isinstance(moment, datetime):
        return days + (moment.hour * 3600 + moment.minute * 60 + moment.second) / SECONDS_A_DAY
    return float(days)
