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
_SHORTEST_MONTH = timedelta(days=28)


def mark_stale(books: list[StagedWorkbook], nights: list[Night], as_at: date) -> None:
    """Mark the workbooks that are of an earlier month, with the reason.

    A workbook is stale when its content already came on an earlier night for an earlier month, or a month ago
    under another name, or more than a month ago, or when it says itself that it is about a day more than a
    month before the night. What it describes is then what it described first: a new name does not make it
    newer. The same file, read night after night of one month, is not stale.
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
        if named := _name_a_month_ago(book, nights, as_at):
            return f"unchanged since the night of {night}, when it was named {named!r}"
        if as_at - night > MONTHLY:
            return f"unchanged since the night of {night}"
    if described and as_at - described > MONTHLY:
        return f"it is about {described}, {(as_at - described).days} nights ago"
    return None


def _name_a_month_ago(book: StagedWorkbook, nights: list[Night], as_at: date) -> str | None:
    """What the content was called a month or more ago, where it has another name now."""
    paths = [
        before.source_file
        for night in nights
        if as_at - night.as_at >= _SHORTEST_MONTH
        for before in night.workbooks
        if (before.locality, before.content_hash) == (book.locality, book.content_hash)
    ]
    return None if not paths or book.source_file in paths else PurePosixPath(paths[0]).name


def _first_seen(book: StagedWorkbook, nights: list[Night]) -> tuple[date, SeenWorkbook] | None:
    for night in nights:
        for before in night.workbooks:
            if (before.locality, before.content_hash) == (book.locality, book.content_hash):
                return night.as_at, before
    return None


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
