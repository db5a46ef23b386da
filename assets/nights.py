"""Which nights there are, for what need not wait for Dagster to be imported.

Belongs here: the first night, the county's time zone, whether a date is a night.
Does not belong here: Dagster's partitions of the same nights (partitions.py).
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from assets.faults import PlainError

FIRST_NIGHT = date(2017, 1, 1)
TIME_ZONE = "Europe/London"


class NoSuchNightError(PlainError):
    """There is no night of this date."""


def look_for_night(as_at: date) -> None:
    """Refuse a date that is no night.

    Raises:
        NoSuchNightError: it lies before the first night, or after today.
    """
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    if not FIRST_NIGHT <= as_at <= today:
        raise NoSuchNightError(f"{as_at} cannot be run: a night lies between {FIRST_NIGHT} and today")
