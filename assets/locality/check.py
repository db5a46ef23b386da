"""What a night would read of the localities' workbooks, without a night.

Belongs here: looking at the files as they lie in their folders.
Does not belong here: printing, the extract, any table.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from assets.county import Place
from assets.landing import Delivery
from assets.locality.staging import read_deliveries


@dataclass(frozen=True, slots=True)
class WorkbookCheck:
    """A file (`sheet` None) or one of its sheets: what would be read, and what is missing or not understood.

    `status` and `reason` are those of staged.workbooks and staged.spreadsheet_coverage.
    """

    locality: str
    source_file: str
    sheet: str | None
    status: str
    children: int
    figures: int
    cells: int
    not_understood: int
    reason: str | None


def check_workbooks(place: Place, as_at: date) -> list[WorkbookCheck]:
    """A row for each file and one for each of its sheets, in the order of localities and files."""
    found: list[WorkbookCheck] = []
    for book in read_deliveries(place, _files(place), as_at):
        sheets = book.reading.sheets
        name = (book.locality, book.source_file)
        found.append(
            WorkbookCheck(
                *name,
                sheet=None,
                status=book.status,
                children=len(book.reading.rows),
                figures=len(book.reading.figures),
                cells=sum(sheet.cells for sheet in sheets),
                not_understood=sum(sheet.not_understood for sheet in sheets),
                reason=book.reason,
            )
        )
        found += [
            WorkbookCheck(
                *name,
                sheet=sheet.sheet,
                status=sheet.status,
                children=sum(row.sheet == sheet.sheet for row in book.reading.rows),
                figures=sum(figure.sheet == sheet.sheet for figure in book.reading.figures),
                cells=sheet.cells,
                not_understood=sheet.not_understood,
                reason=sheet.reason,
            )
            for sheet in sheets
        ]
    return found


def _files(place: Place) -> list[Delivery]:
    """The workbooks that would be delivered, read where they are."""
    return [
        Delivery(
            source="workbook",
            locality=locality.name,
            source_file=path.relative_to(place.data).as_posix(),
            content_hash=None,
            size=path.stat().st_size,
            delivered_at=datetime.fromtimestamp(int(path.stat().st_mtime), UTC).replace(tzinfo=None),
            landed_path=str(path),
            status="landed",
        )
        for locality in place.county.localities
        for path in sorted((place.data / locality.folder).rglob("*"))
        if path.is_file()
    ]
