"""The localities' workbooks, staged: from delivered files to the six staged tables.

Belongs here: files that are refused, superseded, missing, or claimed by no rule.
Does not belong here: which rule is for which file (files.py), reading a workbook (workbooks.py), the
tables' shape (staged_tables.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

import duckdb

from assets.county import Locality, Place
from assets.landing import Delivery
from assets.locality.cells import RefusedError, Workbook
from assets.locality.files import renamed_files, rule_for
from assets.locality.layout import FileRule, Layout, LayoutError, load_layout
from assets.locality.reading import read_workbook
from assets.locality.remembered import recall, remember
from assets.locality.staged_tables import StagedWorkbook, write_staged
from assets.locality.teams import Teams
from assets.locality.unchanged import MONTHLY, mark_stale
from assets.locality.workbooks import LEFT_OUT, SheetCoverage, read_locality_workbook
from assets.markers import is_marker, marked_file


def stage_workbooks(
    connection: duckdb.DuckDBPyConnection, place: Place, deliveries: Iterable[Delivery], as_at: date
) -> None:
    """Write staged.workbooks, the tables of rows, values and figures, spreadsheet_coverage and ignored_cells.

    Whatever is wrong with one file or sheet is a row of these tables, and the others go on. What the night
    saw is remembered in the home folder, for the nights after it.

    Args:
        connection: the night's database.
        place: the county and its folders.
        deliveries: the night's deliveries; only those of source `workbook` are looked at.
        as_at: the night's date.
    """
    books = read_deliveries(place, deliveries, as_at)
    mark_stale(books, recall(place, as_at), as_at)
    write_staged(connection, books)
    remember(place, as_at, books)


def read_deliveries(place: Place, deliveries: Iterable[Delivery], as_at: date) -> list[StagedWorkbook]:
    """Read each delivered workbook under its locality's layout, and name declared ones that did not come."""
    delivered = [one for one in deliveries if one.source == "workbook" and one.locality]
    localities_of: dict[str, set[str]] = {}
    for one in delivered:
        localities_of.setdefault(one.source_file, set()).add(one.locality or "")
    shared = {file for file, names in localities_of.items() if len(names) > 1}
    staged: list[StagedWorkbook] = []
    for locality in place.county.localities:
        came = sorted(
            (one for one in delivered if one.locality == locality.name), key=lambda one: one.source_file
        )
        own = [one for one in came if not _is_marker(one)]
        try:
            layout = _layout_of(place, locality)
        except LayoutError as error:
            books = [_held_back(one, str(error)) for one in own] or [_nothing_came(locality, str(error))]
        else:
            books = _Reader(place, locality, layout, as_at).read(own, shared) or [_nothing_came(locality)]
        staged += [*books, *(_somebody_has_it_open(one, books) for one in came if _is_marker(one))]
    return staged


def _is_marker(one: Delivery) -> bool:
    return is_marker(PurePosixPath(one.source_file).name)


def _somebody_has_it_open(marker: Delivery, books: list[StagedWorkbook]) -> StagedWorkbook:
    """What stands for a marker that a workbook is open: a note, since the workbook itself is read or not."""
    about = marked_file(marker.source_file, (book.source_file for book in books))
    statuses = [book.status for book in books if book.source_file == about]
    reason = "a marker of a workbook that somebody has open, or had; no such workbook is beside it"
    if about:
        reason = f"somebody has {PurePosixPath(about).name!r} open"
        reason += ": what was last saved was read" if "read" in statuses else ""
    return StagedWorkbook(marker.locality or "", marker.source_file, "ignored", reason)


def _layout_of(place: Place, locality: Locality) -> Layout:
    layout = load_layout(place.layout_file(locality))
    if layout.locality not in (locality.name, *locality.also):
        raise LayoutError(f"its layout is that of {layout.locality}; name another one in county.yaml")
    return layout


def _nothing_came(locality: Locality, layout_fault: str | None = None) -> StagedWorkbook:
    """What stands for a locality of which there is no file, nor one that its layout says should be there."""
    reason = f"{layout_fault}; and {_EMPTY_FOLDER}" if layout_fault else _EMPTY_FOLDER
    return StagedWorkbook(locality.name, locality.folder, "missing", reason)


class _Reader:
    """Reads one locality's files; `claimed` holds what came under each rule of its layout, by its number."""

    def __init__(self, place: Place, locality: Locality, layout: Layout, as_at: date) -> None:
        self.place, self.locality, self.layout, self.as_at = place, locality, layout, as_at
        self.teams = Teams(place.county, locality, layout.teams)
        self.claimed: dict[int, list[StagedWorkbook]] = {}

    def read(self, delivered: list[Delivery], shared: set[str]) -> list[StagedWorkbook]:
        """A row for each file, and one for each declared file that is not there."""
        staged: list[StagedWorkbook] = []
        unnamed: dict[str, tuple[Delivery, Workbook]] = {}
        for one in delivered:
            rule = rule_for(one.source_file, self.locality, self.layout)
            opened = _opened(self.place, one, rule, shared)
            if isinstance(opened, StagedWorkbook):
                staged.append(self.claim(rule, opened))
            elif rule is None:
                unnamed[one.source_file] = (one, opened)
            else:
                staged.append(self.claim(rule, self.one(one, opened, rule)))
        staged += self.unnamed(unnamed)
        for number, rule in enumerate(self.layout.files):
            if number in self.claimed and not rule.several:
                _keep_newest(self.claimed[number])
        for rule in self.missing():
            if not rule.optional:
                name = f"{self.locality.folder}/{' or '.join(rule.match)}"
                reason = "no file of this name was delivered" if delivered else _EMPTY_FOLDER
                staged.append(StagedWorkbook(self.locality.name, name, "missing", reason))
        return sorted(staged, key=lambda book: (book.status == "missing", book.source_file))

    def missing(self) -> list[FileRule]:
        """The rules to read that no file came under."""
        rules = enumerate(self.layout.files)
        return [rule for number, rule in rules if number not in self.claimed and not rule.ignore]

    def claim(self, rule: FileRule | None, book: StagedWorkbook) -> StagedWorkbook:
        """Note under which rule a file came."""
        if rule:
            book.declared_as = " or ".join(rule.match)
            self.claimed.setdefault(self.layout.files.index(rule), []).append(book)
        return book

    def unnamed(self, files: dict[str, tuple[Delivery, Workbook]]) -> list[StagedWorkbook]:
        """The files whose names no pattern fits: read and asked about where one can only be a missing one."""
        opened = {name: workbook for name, (_, workbook) in files.items()}
        alone, unclear = renamed_files(opened, self.missing(), self.layout, self.teams)
        staged = []
        for name, (one, workbook) in files.items():
            rule = alone.get(name)
            if rule is None:
                looks = [f"{' or '.join(rule.match)!r}" for rule in unclear.get(name, [])]
                why = f"; it looks like the missing {' or '.join(looks)}: give it its name" if looks else ""
                staged.append(_unread(one, workbook, "not_declared", _NO_PATTERN + why))
                continue
            book = self.one(one, workbook, rule)
            told = f"not named as in the layout, read as {' or '.join(rule.match)!r}"
            book.reason = "; ".join([f"{told} by its sheets and headings: confirm it", book.reason or ""])
            described = book.reading.describes
            if book.status == "read" and described and self.as_at - described > MONTHLY:
                why = f"it looks like the missing {' or '.join(rule.match)!r}, but is about {described}"
                staged.append(_unread(one, workbook, "not_declared", f"{_NO_PATTERN}; {why}"))
                continue
            book.reason = book.reason.rstrip("; ")
            staged.append(self.claim(rule, book))
        return staged

    def one(self, one: Delivery, workbook: Workbook, rule: FileRule) -> StagedWorkbook:
        """One workbook under the rule of its file."""
        if rule.ignore:
            return _unread(one, workbook, "ignored", rule.ignore)
        name = PurePosixPath(one.source_file).stem
        reading = read_locality_workbook(
            workbook, rule, self.layout, self.teams, file_name=name, as_at=self.as_at
        )
        staged = _staged(one, "held_back" if reading.held_back else "read", reading.held_back)
        staged.reading = reading
        if staged.status == "read":
            gone = [
                f"sheet {sheet.sheet}: {sheet.reason}" for sheet in reading.sheets if sheet.status in _FAULTS
            ]
            asked = [reading.asked] if reading.asked else []
            staged.reason = "; ".join([*workbook.notes, *asked, *gone]) or None
        return staged


def _opened(
    place: Place, one: Delivery, rule: FileRule | None, shared: set[str]
) -> Workbook | StagedWorkbook:
    """The workbook's cells, or what is said of a file that cannot be opened."""
    if one.status != "landed" or one.landed_path is None:
        return _held_back(one, one.reason or "could not be copied; deliver it again")
    if one.source_file in shared:
        return _held_back(one, "two localities claim this file; give each a folder of its own in county.yaml")
    try:
        name = PurePosixPath(one.source_file).name
        return read_workbook(
            place.landed / one.landed_path, name=name, passwords=place.passwords(one.locality)
        )
    except RefusedError as refused:
        if rule is None:
            return _unopened(one, "not_declared", f"{_NO_PATTERN}; {refused.reason}")
        if rule.ignore:
            return _staged(one, "ignored", rule.ignore)
        return _held_back(one, f"{refused.reason}: {refused.advice}")


_FAULTS = ("missing", "held_back")
_EMPTY_FOLDER = (
    "its folder is not there or is empty: put its workbooks there, or name the right folder in county.yaml"
)
_NO_PATTERN = "no file pattern of the layout fits its name"


def _staged(one: Delivery, status: str, reason: str | None) -> StagedWorkbook:
    locality = one.locality or ""
    return StagedWorkbook(locality, one.source_file, status, reason, one.content_hash, one.delivered_at)


def _held_back(one: Delivery, reason: str) -> StagedWorkbook:
    return _unopened(one, "held_back", reason)


def _unopened(one: Delivery, status: str, reason: str) -> StagedWorkbook:
    """A workbook of which no cell was seen: its coverage is one row for the file."""
    staged = _staged(one, status, reason)
    staged.reading.sheets.append(SheetCoverage("", 0, 0, {}, status, reason))
    return staged


def _unread(one: Delivery, workbook: Workbook, status: str, reason: str) -> StagedWorkbook:
    """A workbook that was opened and not read: its cells are counted."""
    staged = _staged(one, status, reason)
    for sheet in workbook.sheets:
        cells = len(sheet.cells)
        ignored_by = {LEFT_OUT: cells} if status == "ignored" else {}
        staged.reading.sheets.append(SheetCoverage(sheet.name, cells, 0, ignored_by, status, reason))
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
            SheetCoverage(
                sheet.sheet, sheet.cells, 0, {"superseded workbook": sheet.cells}, "ignored", reason
            )
            for sheet in older.reading.sheets
        ]
