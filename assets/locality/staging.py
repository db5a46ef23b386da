"""The localities' workbooks, staged: from delivered files to the five staged tables.

Belongs here: which rule of a layout is for which file, files that are refused, superseded or claimed by none.
Does not belong here: reading a workbook (workbooks.py), the tables' shape (staged_tables.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

import duckdb

from assets.county import Locality, Place
from assets.landing import Delivery
from assets.locality.cells import RefusedError, Workbook
from assets.locality.layout import FileRule, Layout, LayoutError, load_layout
from assets.locality.reading import read_workbook
from assets.locality.staged_tables import StagedWorkbook, write_staged
from assets.locality.teams import Teams
from assets.locality.words import matches
from assets.locality.workbooks import SheetCoverage, read_locality_workbook


def stage_workbooks(
    connection: duckdb.DuckDBPyConnection, place: Place, deliveries: Iterable[Delivery], as_at: date
) -> None:
    """Write staged.workbooks, tracker_rows, tracker_values, figures and spreadsheet_coverage.

    Whatever is wrong with one file or sheet is a row of these tables, and the others go on.

    Args:
        connection: the night's database.
        place: the county and its folders.
        deliveries: the night's deliveries; only those of source `workbook` are looked at.
        as_at: the night's date.
    """
    write_staged(connection, read_deliveries(place, deliveries, as_at))


def read_deliveries(place: Place, deliveries: Iterable[Delivery], as_at: date) -> list[StagedWorkbook]:
    """Read each delivered workbook under its locality's layout, and name declared ones that did not come."""
    delivered = [one for one in deliveries if one.source == "workbook" and one.locality]
    localities_of: dict[str, set[str]] = {}
    for one in delivered:
        localities_of.setdefault(one.source_file, set()).add(one.locality or "")
    staged: list[StagedWorkbook] = []
    for locality in place.county.localities:
        own = sorted(
            (one for one in delivered if one.locality == locality.name), key=lambda one: one.source_file
        )
        shared = {file for file, names in localities_of.items() if len(names) > 1}
        staged += _read_locality(place, locality, own, shared, as_at)
    return staged


def _read_locality(
    place: Place, locality: Locality, delivered: list[Delivery], shared: set[str], as_at: date
) -> list[StagedWorkbook]:
    try:
        layout = load_layout(place.layout_file(locality))
    except LayoutError as error:
        return [_held_back(one, locality, str(error)) for one in delivered]
    if layout.locality not in (locality.name, *locality.also):
        reason = f"its layout is that of {layout.locality}; name another one in county.yaml"
        return [_held_back(one, locality, reason) for one in delivered]
    teams = Teams(place.county, locality, layout.teams)
    staged: list[StagedWorkbook] = []
    claimed: dict[int, list[StagedWorkbook]] = {}
    for one in delivered:
        number, rule = _rule_for(one.source_file, locality, layout)
        workbook = _read_one(place, locality, one, rule, layout, teams, shared, as_at)
        staged.append(workbook)
        claimed.setdefault(number, []).append(workbook)
    for number, rule in enumerate(layout.files):
        if number not in claimed and not rule.optional and not rule.ignore:
            name = f"{locality.folder}/{' or '.join(rule.match)}"
            staged.append(
                StagedWorkbook(locality.name, name, "missing", "no file of this name was delivered")
            )
        elif number in claimed and not rule.several:
            _keep_newest(claimed[number])
    return staged


def _rule_for(source_file: str, locality: Locality, layout: Layout) -> tuple[int, FileRule | None]:
    """The first rule whose pattern fits a file's name or its path in the locality's folder, else -1."""
    path = PurePosixPath(source_file)
    inside = path.relative_to(locality.folder) if path.is_relative_to(locality.folder) else path
    for number, rule in enumerate(layout.files):
        for pattern in rule.match:
            names = (str(inside.with_suffix("")), str(inside)) if "/" in pattern else (path.stem, path.name)
            if any(matches(name, (pattern,), one_letter=True) for name in names):
                return number, rule
    return -1, None


def _read_one(
    place: Place,
    locality: Locality,
    one: Delivery,
    rule: FileRule | None,
    layout: Layout,
    teams: Teams,
    shared: set[str],
    as_at: date,
) -> StagedWorkbook:
    if one.status != "landed" or one.landed_path is None:
        return _held_back(one, locality, one.reason or "could not be copied; deliver it again")
    if one.source_file in shared:
        return _held_back(
            one, locality, "two localities claim this file; give each a folder of its own in county.yaml"
        )
    try:
        workbook = read_workbook(place.landed / one.landed_path, name=PurePosixPath(one.source_file).name)
    except RefusedError as refused:
        if rule is None:
            return _unopened(one, locality, "not_declared", f"{_NO_PATTERN}; {refused.reason}")
        if rule.ignore:
            return _staged(one, locality, "ignored", rule.ignore)
        return _held_back(one, locality, f"{refused.reason}: {refused.advice}")
    if rule is None:
        return _unread(one, locality, workbook, "not_declared", _NO_PATTERN)
    if rule.ignore:
        return _unread(one, locality, workbook, "ignored", rule.ignore)
    reading = read_locality_workbook(
        workbook, rule, layout, teams, file_name=PurePosixPath(one.source_file).stem, as_at=as_at
    )
    staged = _staged(one, locality, "held_back" if reading.held_back else "read", reading.held_back)
    staged.reading = reading
    if staged.status == "read":
        gone = [f"sheet {sheet.sheet}: {sheet.reason}" for sheet in reading.sheets if sheet.status in _FAULTS]
        staged.reason = "; ".join([*workbook.notes, *gone]) or None
    return staged


_FAULTS = ("missing", "held_back")
_NO_PATTERN = "no file pattern of the layout fits its name"


def _staged(one: Delivery, locality: Locality, status: str, reason: str | None) -> StagedWorkbook:
    return StagedWorkbook(locality.name, one.source_file, status, reason, one.content_hash, one.delivered_at)


def _held_back(one: Delivery, locality: Locality, reason: str) -> StagedWorkbook:
    return _unopened(one, locality, "held_back", reason)


def _unopened(one: Delivery, locality: Locality, status: str, reason: str) -> StagedWorkbook:
    """A workbook of which no cell was seen: its coverage is one row for the file."""
    staged = _staged(one, locality, status, reason)
    staged.reading.sheets.append(SheetCoverage("", 0, 0, 0, status, reason))
    return staged


def _unread(
    one: Delivery, locality: Locality, workbook: Workbook, status: str, reason: str
) -> StagedWorkbook:
    """A workbook that was opened and not read: its cells are counted."""
    staged = _staged(one, locality, status, reason)
    for sheet in workbook.sheets:
        cells = len(sheet.cells)
        ignored = cells if status == "ignored" else 0
        staged.reading.sheets.append(SheetCoverage(sheet.name, cells, 0, ignored, status, reason))
    return staged


def _keep_newest(workbooks: list[StagedWorkbook]) -> None:
    """Of several files under one pattern, keep the one about the latest date, else the latest delivered."""
    read = [one for one in workbooks if one.status == "read"]
    read.sort(
        key=lambda one: (one.reading.describes or date.min, str(one.delivered_at or ""), one.source_file)
    )
    for older in read[:-1]:
        reason = (
            f"superseded by {PurePosixPath(read[-1].source_file).name}, which the layout's pattern also fits"
        )
        older.status, older.reason = "superseded", reason
        older.reading.rows, older.reading.figures = [], []
        older.reading.sheets = [
            SheetCoverage(sheet.sheet, sheet.cells, 0, sheet.cells, "ignored", reason)
            for sheet in older.reading.sheets
        ]
