"""Reads the worklists that officers filled in and put back.

Belongs here: finding the columns of a returned worklist, whatever became of the file around them, and saying
which of its cells cannot be used.
Does not belong here: which answers stand (sql/worklists), keeping them (lives.py), writing worklists, how
what was read is told (worklist_lines.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath

import duckdb
import pyarrow as pa

from assets.county import Place
from assets.landing import Delivery, recall_deliveries
from assets.locality.cells import Cell, RefusedError, Sheet, Workbook
from assets.locality.dates import DateContext, read_date_cell
from assets.locality.reading import read_workbook
from assets.publishing import worklist_form as form
from assets.publishing.earlier_answers import Known, recall_answers, too_late
from assets.publishing.worklist_form import Typed
from assets.publishing.worklist_lines import READ, Line, read_line, unread_line
from assets.warehouse import load_rows

ANSWERS = pa.schema(
    [
        ("as_at", pa.date32()),
        ("answer_id", pa.string()),
        ("discrepancy_id", pa.string()),
        ("status", pa.string()),
        ("who", pa.string()),
        ("note", pa.string()),
        ("until", pa.date32()),
        ("seen", pa.string()),
        ("source_file", pa.string()),
        ("content_hash", pa.string()),
        ("delivered_at", pa.timestamp("us")),
        ("sheet", pa.string()),
        ("row_number", pa.int32()),
    ]
)
_NEEDED = (form.DISCREPANCY, form.STATUS)
# No as-at date: the same text must mean the same day on every night that reads it, so a year must be typed.
_DAYS = DateContext(None, None, date(1995, 1, 1), date(2094, 12, 31), purpose="due")


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of a worklist that says something new; `seen` has the ids of the answers it was given with."""

    as_at: date
    answer_id: str
    discrepancy_id: str
    status: str
    who: str
    note: str
    until: date | None
    seen: str
    source_file: str
    content_hash: str | None
    delivered_at: datetime | None
    sheet: str
    row_number: int


@dataclass(slots=True)
class _SheetRead:
    """What came of one sheet; a fault is a cell and what is the matter, without anything that was typed."""

    answers: list[Answer] = field(default_factory=list)
    lists: set[tuple[str, str]] = field(default_factory=set)
    used: int = 0
    faults: list[tuple[str, str]] = field(default_factory=list)


def load_answers(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date) -> None:
    """Read tonight's returned worklists.

    Args:
        connection: the night's database, with landed.deliveries and history.observations, lives and
            past_answers.
        place: the county's folders.
        as_at: the night.

    Makes history.answered (a row of a worklist that says something new) and history.returned_worklists
    (what was read of each sheet, in the shape of inspection.spreadsheet_coverage). Whatever is wrong with a
    worklist is a reason there and costs nothing else.
    """
    known = recall_answers(connection, as_at)
    answers: list[Answer] = []
    read: list[Line] = []
    for one in recall_deliveries(connection):
        if one.source == "worklist":
            found, rows = _read_one(place, one, known, as_at)
            answers += found
            read += rows
    load_rows(connection, "history.answered", ANSWERS, [astuple(one) for one in answers])
    load_rows(connection, "history.returned_worklists", READ, read)


def _read_one(place: Place, one: Delivery, known: Known, as_at: date) -> tuple[list[Answer], list[Line]]:
    county = place.county
    if one.status != "landed" or one.landed_path is None:
        return [], [unread_line(county, one, one.reason or "it could not be copied; put it back again")]
    try:
        workbook = read_workbook(place.landed / one.landed_path, name=PurePosixPath(one.source_file).name)
    except RefusedError as refused:
        return [], [unread_line(county, one, f"{refused.reason}: {refused.advice}")]
    forms = [(sheet, top, columns) for sheet in workbook.sheets for top, columns in _headers(sheet)]
    if not forms:
        headings = " and ".join(f"'{name}'" for name in _NEEDED)
        reason = (
            f"no sheet has the headings {headings}; fill in the worklist as it was made, and put that back"
        )
        return [], [unread_line(county, one, reason, sum(len(sheet.cells) for sheet in workbook.sheets))]
    answers: list[Answer] = []
    read: list[Line] = []
    for sheet, top, columns in forms:
        said = _read_sheet(one, sheet, top, columns, _context(workbook), known, as_at)
        answers += said.answers
        read.append(read_line(county, one, sheet, said.lists, len(said.answers), said.used, said.faults))
    return answers, read


def _headers(sheet: Sheet) -> Iterator[tuple[int, dict[str, int]]]:
    """The first row that holds the headings needed, and the column of each heading in it."""
    headings = {name.casefold(): name for name in form.HEADINGS}
    rows: dict[int, dict[str, int]] = {}
    for cell in sheet.cells:
        name = headings.get(_tidy(cell.text).casefold())
        if name:
            rows.setdefault(cell.row, {}).setdefault(name, cell.column)
    for row in sorted(rows):
        if all(name in rows[row] for name in _NEEDED):
            yield row, rows[row]
            return


def _read_sheet(
    one: Delivery,
    sheet: Sheet,
    top: int,
    columns: dict[str, int],
    context: DateContext,
    known: Known,
    as_at: date,
) -> _SheetRead:
    said = _SheetRead()
    names = {column: name for name, column in columns.items()}
    rows: dict[int, dict[str, Cell]] = {}
    for cell in sheet.cells:
        if cell.row > top and cell.column in names:
            rows.setdefault(cell.row, {})[names[cell.column]] = cell
    for row, cells in sorted(rows.items()):
        text = {name: cell.text.strip() for name, cell in cells.items()}
        discrepancy_id = text.get(form.DISCREPANCY, "")
        given, seen = form.read_mark(text.get(form.MARK, ""))
        faults: list[tuple[str, str]] = []
        typed = _typed(cells, context, faults)
        if discrepancy_id in known.discrepancies:
            said.lists.add(known.discrepancies[discrepancy_id])
        filled = [cells[name] for name in form.FILLED_IN if name in cells]
        is_new = form.digest_typed(typed) != given
        if discrepancy_id not in known.discrepancies:
            if not (is_new and filled):
                continue
            why = "no discrepancy of this id was ever found here" if discrepancy_id else "the id is gone"
            said.faults.append((filled[0].address, f"the answer belongs to no discrepancy: {why}"))
            continue
        answer_id = form.digest_typed(typed, discrepancy_id, seen)
        if is_new:
            late = too_late(typed, discrepancy_id, answer_id, one.content_hash, known, as_at)
            faults += [(cells[name].address, why) for name, why in late if name in cells]
        said.faults += faults
        if not is_new:
            continue
        said.used += 1 + len(filled) - len(faults)
        place = (one.source_file, one.content_hash, one.delivered_at, sheet.name, row)
        said.answers.append(Answer(as_at, answer_id, discrepancy_id, *typed, seen, *place))
    return said


def _typed(cells: Mapping[str, Cell], context: DateContext, faults: list[tuple[str, str]]) -> Typed:
    """What a row's columns to fill in say; a cell that cannot be used is added to `faults`."""
    text = {name: cell.text.strip() for name, cell in cells.items()}
    status = text.get(form.STATUS, "").casefold() or "open"
    if status not in form.STATUSES:
        faults.append((cells[form.STATUS].address, f"is none of {', '.join(form.STATUSES)}; taken as open"))
        status = "open"
    until, cell = None, cells.get(form.UNTIL)
    if cell is not None and cell.text.strip():
        reading = read_date_cell(cell, context)
        until = reading.value if isinstance(reading.value, date) else None
        if until is None:
            faults.append((cell.address, "is no date; write it as 31/12/2026"))
    typed = Typed(status, _tidy(text.get(form.WHO, "")), text.get(form.NOTE, ""), until)
    if status == "accepted" and not (typed.note and until):
        faults.append(
            (cells[form.STATUS].address, "'accepted' needs a note and 'Accepted until'; taken as answered")
        )
    return typed


def _context(workbook: Workbook) -> DateContext:
    return _DAYS._replace(date_1904=workbook.date_1904)


def _tidy(text: str) -> str:
    return " ".join(text.split())
