"""Writes the invented workbooks that benchmarks.reading reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

_FIRST = ("Amy", "Ben", "Chloe", "Dylan", "Ella", "Finn", "Grace", "Harri", "Isla", "Jack", "Zoë", "Seán")
_LAST = ("Smith", "Jones", "O'Neill", "Taylor", "Brown", "Evans", "Khan", "Lewis-Hall", "Walker", "Wright")
_NOTES = (
    "awaiting minutes",
    "visit re-booked",
    "parents away",
    "see core group minutes",
    "moved school",
)
Entry = str | float | None


def _columns(random: Random) -> list[tuple[str | None, Callable[[int], Entry]]]:
    """Thirty columns of a tracker: number format, and what stands in row n."""
    choose = random.choice

    def one_of(*texts: str) -> tuple[None, Callable[[int], Entry]]:
        return None, lambda _: choose(texts)

    def day(filled: float = 1.0) -> tuple[str, Callable[[int], Entry]]:
        return "dd/mm/yyyy", lambda _: random.randint(41_000, 43_600) if random.random() < filled else None

    workers = [f"{choose(_FIRST)} {choose(_LAST)} {number}" for number in range(150)]
    return [
        (None, lambda n: 100_000 + n),
        (None, lambda n: f"{choose(_LAST).upper()}, {choose(_FIRST)} {n % 9000}"),
        day(),
        one_of(*(f"Northern Team {number}" for number in range(12))),
        one_of(*workers),
        one_of("CP", "CIN"),
        day(),
        *(day(filled) for filled in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4)),
        one_of("Y", "N", "Yes", "n/a"),
        *(day() for _ in range(4)),
        *(day(0.9) for _ in range(2)),
        (None, lambda _: random.randint(0, 90)),
        ("0.0%", lambda _: random.random()),
        ("#,##0.00", lambda _: round(random.random() * 2000, 2)),
        (None, lambda n: f"{n % 120} High Street, {choose(_LAST)}ton"),
        (None, lambda n: f"{choose(_NOTES)} {n % 700}"),
        one_of("Red", "Amber", "Green"),
        one_of("Neglect", "Emotional abuse", "Physical abuse", "Sexual abuse"),
        one_of("None", "S20", "ICO", "N/A"),
        one_of("TBC", "-", "none", "3rd April"),
        (None, lambda _: f"{random.randint(1, 28)}/{random.randint(1, 12)}/19"),
    ]


def write_xlsx(path: Path, rows: int) -> int:
    """Write the .xlsx; the cells that are filled are counted."""
    columns = _columns(Random(1))  # noqa: S311 - the same every time
    cells = 0
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("CP")
        formats = [book.add_format({"num_format": code}) if code else None for code, _ in columns]
        sheet.merge_range(0, 0, 0, 5, "Child Protection")
        for row in range(1, rows + 1):
            for column, (_, entry) in enumerate(columns):
                value = entry(row)
                cells += value is not None
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is None:
                    sheet.write_blank(row, column, None, formats[column])
                else:
                    sheet.write_number(row, column, value, formats[column])
            if row % 500 == 0:
                sheet.set_row(row, None, None, {"hidden": True})
        for row in range(rows + 2, rows + 400, 2):
            sheet.merge_range(row, 3, row + 1, 3, "Northern Team 1")
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.autofilter(0, 0, rows, len(columns) - 1)
    return cells


def write_ods(path: Path, rows: int) -> int:
    """Write the .ods, of the same columns without the empty three; its cells are counted."""
    columns = [column for column in _columns(Random(1)) if column[0] != "0.0%"][:27]  # noqa: S311
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cells = 0
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        mime = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", mime)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
        with archive.open("content.xml", "w") as content:
            content.write(
                f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
                '<table:table table:name="CP">'.encode()
            )
            for row in range(1, rows + 1):
                written = [_ods_cell(code, entry(row)) for code, entry in columns]
                cells += len(written)
                content.write(f"<table:table-row>{''.join(written)}</table:table-row>".encode())
            content.write(b"</table:table></office:spreadsheet></office:body></office:document-content>")
    return cells


def _ods_cell(code: str | None, value: Entry) -> str:
    if value is None:
        value = "n/a"
    if isinstance(value, str):
        kind = 'string"'
    elif code == "dd/mm/yyyy":
        kind = f'date" office:date-value="20{10 + int(value) % 10}-0{1 + int(value) % 9}-1{int(value) % 10}"'
    else:
        kind = f'float" office:value="{value}"'
    shown = str(value).replace("&", "&amp;")
    return f'<table:table-cell office:value-type="{kind}><text:p>{shown}</text:p></table:table-cell>'
