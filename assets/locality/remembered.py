"""What the nights before saw of the workbooks: their content, their month, their sheets, headings and teams.

Belongs here: keeping that below the home folder's `history/layouts`, one small file a night, and reading it.
Does not belong here: what has changed since (drift.py), whether a workbook is old (unchanged.py), any value.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from assets.county import Place
from assets.landing import replace_text
from assets.locality.staged_tables import StagedWorkbook

_LOOK_BACK = timedelta(days=400)
"""Nights further back tell nothing about this month's workbooks."""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SeenTable(_Kept):
    """A table where it stood: the last row of its heading, headings by cell, and which was read as what."""

    table: str
    row: int
    headings: dict[str, str]
    read_as: dict[str, str]


class SeenSheet(_Kept):
    """A sheet: whether it was read, and how many children of each team ('' for none) stood on it."""

    sheet: str
    status: str
    figures: int
    teams: dict[str, int]
    tables: tuple[SeenTable, ...]


class SeenWorkbook(_Kept):
    """A workbook; `declared_as` is the pattern of the layout that it came under."""

    locality: str
    source_file: str
    declared_as: str
    content_hash: str | None
    describes: date | None
    sheets: tuple[SeenSheet, ...]


class Night(NamedTuple):
    """What one night saw."""

    as_at: date
    workbooks: tuple[SeenWorkbook, ...]


def seen(book: StagedWorkbook) -> SeenWorkbook:
    """What is worth remembering of a workbook that was read."""
    reading = book.reading
    return SeenWorkbook(
        locality=book.locality,
        source_file=book.source_file,
        declared_as=book.declared_as or "",
        content_hash=book.content_hash,
        describes=reading.describes,
        sheets=tuple(
            SeenSheet(
                sheet=sheet.sheet,
                status=sheet.status,
                figures=sum(one.sheet == sheet.sheet for one in reading.figures),
                teams=Counter(row.team or "" for row in reading.rows if row.sheet == sheet.sheet),
                tables=tuple(
                    SeenTable(table=one.table, row=one.row, headings=one.headings, read_as=one.read_as)
                    for one in reading.outlines
                    if one.sheet == sheet.sheet
                ),
            )
            for sheet in reading.sheets
            if sheet.status in ("read", "not_declared", "ignored")
        ),
    )


def remember(place: Place, as_at: date, books: Iterable[StagedWorkbook]) -> None:
    """Keep what a night saw, in place of what an earlier run of the same night kept."""
    rows: list[dict[str, Any]] = [
        seen(book).model_dump(mode="json") for book in books if book.status == "read"
    ]
    folder = place.history / "layouts"
    folder.mkdir(parents=True, exist_ok=True)
    replace_text(folder / f"{as_at.isoformat()}.json", json.dumps(rows, indent=1, ensure_ascii=False))


def recall(place: Place, as_at: date) -> list[Night]:
    """What the nights before `as_at` saw, oldest first; a file that cannot be read is as if it were not."""
    nights = []
    for path in sorted((place.history / "layouts").glob("*.json")):
        try:
            night = date.fromisoformat(path.stem)
            if as_at - _LOOK_BACK <= night < as_at:
                rows = json.loads(path.read_text(encoding="utf-8"))
                nights.append(Night(night, tuple(SeenWorkbook.model_validate(row) for row in rows)))
        except (ValueError, ValidationError):
            # Nothing is judged by it: without it a change of layout is only said later.
            continue
    return nights


def last_month(nights: list[Night], as_at: date) -> Night | None:
    """The newest night of an earlier month; where there is none, the newest before `as_at`."""
    earlier = [night for night in nights if night.as_at < as_at.replace(day=1)]
    return (earlier or nights or [None])[-1]
