"""Whether a workbook is old: the same content as an earlier month's, or still about one.

Belongs here: saying so of workbooks that were read.
Does not belong here: what was seen before (remembered.py), what is done about it (the published tables).
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import PurePosixPath

from assets.locality.remembered import Night, SeenWorkbook
from assets.locality.staged_tables import StagedWorkbook

MONTHLY = timedelta(days=31)
"""A workbook is kept by the month: what is older than this is stale."""


def mark_stale(books: list[StagedWorkbook], nights: list[Night], as_at: date) -> None:
    """Mark the workbooks that are of an earlier month, with the reason.

    A workbook is stale when its content already came on an earlier night for an earlier month, or more than a
    month ago, or when it says itself that it is about a day more than a month before the night. What it
    describes is then what it described first: a new name does not make it newer.
    """
    for book in books:
        if book.status == "read" and (why := _why(book, nights, as_at)):
            book.is_stale = True
            book.reason = "; ".join([f"stale: {why}", *([book.reason] if book.reason else [])])


def _why(book: StagedWorkbook, nights: list[Night], as_at: date) -> str | None:
    first = _first_seen(book, nights)
    described = book.reading.describes
    if first:
        night, before = first
        if before.describes and described and _month(before.describes) < _month(described):
            book.reading.describes = before.describes
            name = PurePosixPath(before.source_file).name
            return f"unchanged since the night of {night}, as {name!r} about {before.describes:%B %Y}"
        if as_at - night > MONTHLY:
            return f"unchanged since the night of {night}"
    if described and as_at - described > MONTHLY:
        return f"it is about {described}, {(as_at - described).days} nights ago"
    return None


def _first_seen(book: StagedWorkbook, nights: list[Night]) -> tuple[date, SeenWorkbook] | None:
    for night in nights:
        for before in night.workbooks:
            if (before.locality, before.content_hash) == (book.locality, book.content_hash):
                return night.as_at, before
    return None


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
