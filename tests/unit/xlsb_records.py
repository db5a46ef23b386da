"""An .xlsb written byte by byte: no library writes one."""

from __future__ import annotations

import struct
from pathlib import Path

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


def workbook(path: Path, sheet: bytes = SHEET, *, date_1904: bool = False) -> Path:
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": record(153, struct.pack("<I", date_1904))
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
