"""Working days, months and the other arithmetic of dates.

Belongs here: England's working days from the `holidays` library, and months. Worked out apart from sql/, so
that
the sample's truth does not repeat a fault of the measures it checks.
Does not belong here: what any date means.
"""

from __future__ import annotations

import calendar
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


class WorkingDays:
    """England's working days between two dates; both far enough from any date that is asked about."""

    def __init__(self, first: date, last: date) -> None:
        closed = holidays.country_holidays("GB", subdiv="ENG", years=range(first.year, last.year + 1))
        self._first = first.toordinal()
        self._days: list[date] = []
        self._count: list[int] = []
        for ordinal in range(self._first, last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            if day.weekday() < SATURDAY and day not in closed:
                self._days.append(day)
            self._count.append(len(self._days))

    def between(self, begin: date, end: date) -> int:
        """Working days after `begin` up to and including `end` (golden README, 'Indicators')."""
        return self._count[end.toordinal() - self._first] - self._count[begin.toordinal() - self._first]

    def add(self, day: date, working_days: int) -> date:
        """The working day that is `working_days` after `day`; 0 gives `day` or the working day before it."""
        return self._days[self._count[day.toordinal() - self._first] + working_days - 1]

    def on_or_after(self, day: date) -> date:
        """`day`, or the next working day where it is none."""
        return self._days[bisect_left(self._days, day)]


@cache
def month_end(day: date) -> date:
    """The last day of the month that `day` is in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date:
    """The same day of the month some months on (or, negative, before), or that month's last day."""
    month = day.year * 12 + day.month - 1 + months
    first = date(month // 12, month % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from the one that holds `first` to the one that holds `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [months_later(first.replace(day=1), number) for number in range(count)]


def days_later(day: date, days: int) -> date:
    """`days` calendar days after `day`."""
    return day + timedelta(days=days)
