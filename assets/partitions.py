"""The nights: one partition a day, named by the as-at date."""

from __future__ import annotations

from datetime import date

import dagster as dg

from assets.faults import PlainError

# The first night that can be run; end_offset 1 makes tonight's own date a partition.
NIGHTS = dg.DailyPartitionsDefinition(start_date="2017-01-01", timezone="Europe/London", end_offset=1)


class NoSuchNightError(PlainError):
    """There is no night of this date."""


def look_for_night(as_at: date) -> None:
    """Refuse a date that is no partition of the schedule.

    Raises:
        NoSuchNightError: it lies before the first night, or after today.
    """
    if not NIGHTS.has_partition_key(as_at.isoformat()):
        raise NoSuchNightError(
            f"{as_at} cannot be run: a night lies between {NIGHTS.start:%Y-%m-%d} and today"
        )
