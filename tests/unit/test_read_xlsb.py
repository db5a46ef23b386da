"""An .xlsb keeps its cells, formats, merges and what is hidden; the records are written here byte by byte."""

from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from assets.locality.cells import RefusedError, Span
from assets.locality.reading import read_workbook
from tests.unit.workbook_parts import relationships, zipped


def record(kind: int, *body: bytes) -> bytes:
    """Type and length in groups of seven bits, the low group first."""
    data = b"".join(body)
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(data) & 0x7F | 0x80, len(data) >> 7]) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIH", number - 1, 0, 300), bytes([0, 0x10 if hidden else 0, 0]), bytes(4))


def cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    return record(kind, struct.pack("<II", column - 1, style), value)


def whole(number: int) -> bytes:
    """A whole number in the 30 bits of an RK."""
    return struct.pack("<i", number << 2 | 2)


SHEET = (
    record(60, struct.pack("<IIIIH", 1, 2, 0, 0, 1))
    + row(1)
    + cell(7, 1, struct.pack("<I", 0))
    + cell(6, 2, wide(" typed\u00a0"))
    + cell(1, 3, b"")
    + row(3, hidden=True)
    + cell(2, 1, whole(43580), style=1)
    + cell(2, 2, struct.pack("<i", 12345 << 2 | 3))
    + cell(5, 3, struct.pack("<d", 0.774), style=2)
    + cell(2, 4, struct.pack("<d", 0.5)[4:])
    + cell(3, 5, b"\x17")
    + cell(4, 6, b"\x01")
    + cell(9, 7, struct.pack("<d", 2.0) + b"\0\0" + b"parsed formula")
    + cell(11, 8, b"\x2a" + b"\0\0" + b"parsed formula")
    + record(176, struct.pack("<4I", 0, 1, 0, 0))
)
STYLES = (
    record(44, struct.pack("<H", 164), wide("dd\\.mm\\.yy"))
    + record(626) + record(47, struct.pack("<HH", 0xFFFF, 0), bytes(12)) + record(627)
    + record(617)
    + b"".join(record(47, struct.pack("<HH", 0, number), bytes(12)) for number in (0, 164, 9))
    + record(618)
)  # fmt: skip


def workbook(path: Path, sheet: bytes = SHEET) -> Path:
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(153, struct.pack("<I", 0))
        + record(156, struct.pack("<II", 0, 1), wide("r1"), wide("CP"))
        + record(156, struct.pack("<II", 1, 2), wide("r2"), wide("old")),
        "xl/_rels/workbook.bin.rels": relationships(
            ("r1", "worksheet", "worksheets/sheet1.bin"),
            ("r2", "worksheet", "worksheets/sheet2.bin"),
            ("r3", "styles", "styles.bin"),
            ("r4", "sharedStrings", "sharedStrings.bin"),
        ),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/worksheets/sheet2.bin": b"",
        "xl/styles.bin": STYLES,
        "xl/sharedStrings.bin": record(19, b"\0", wide("Team")),
    }
    return zipped(path, parts)


def test_each_type_of_cell_is_kept_as_what_it_is(tmp_path: Path) -> None:
    sheet, old = read_workbook(workbook(tmp_path / "tracker.xlsb")).sheets
    assert {one.address: (one.kind, one.text) for one in sheet.cells} == {
        "A1": ("text", "Team"),
        "B1": ("text", " typed\u00a0"),
        "A3": ("date", "25.04.19"),
        "B3": ("number", "123.45"),
        "C3": ("number", "77%"),
        "D3": ("number", "0.5"),
        "E3": ("error", "#REF!"),
        "F3": ("bool", "TRUE"),
        "G3": ("number", "2"),
        "H3": ("error", "#N/A"),
    }
    assert sheet.cells[2].value == date(2019, 4, 25)
    assert (sheet.name, sheet.visible, old.name, old.visible) == ("CP", True, "old", False)


def test_what_is_merged_and_hidden(tmp_path: Path) -> None:
    sheet = read_workbook(workbook(tmp_path / "tracker.xlsb")).sheets[0]
    assert sheet.merged == [Span(1, 1, 2, 1)]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {2, 3})


@pytest.mark.parametrize(
    "sheet",
    [SHEET[:-5], row(1) + cell(6, 1, struct.pack("<I", 9999)), row(1) + cell(7, 1, struct.pack("<I", 7))],
    ids=["cut short", "text longer than its record", "no such shared string"],
)
def test_broken_records_are_refused(tmp_path: Path, sheet: bytes) -> None:
    with pytest.raises(RefusedError, match="damaged"):
        read_workbook(workbook(tmp_path / "broken.xlsb", sheet))
