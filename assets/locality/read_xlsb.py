"""Reads .xlsb workbooks: the parts of an .xlsx, in binary records ([MS-XLSB] 2.1.4 and 2.4).

Belongs here: the records that hold cells, strings, formats, merges and what is hidden. Does not belong here:
formulas, which are stored as tokens and not as text, and comments. No library gives errors, formats, merges
and hidden rows of this format.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from assets.locality.cells import Cell, Sheet, Span, Workbook
from assets.locality.gate import MAX_CELLS, Source, refused
from assets.locality.number_formats import BUILT_IN, NumberShower
from assets.locality.read_xml import Parts, opened_parts

_ROW, _COLUMNS, _MERGE, _FILTER = 0, 60, 176, 161
_SHEET, _PROPERTIES, _STRING, _FORMAT, _STYLE = 156, 153, 19, 44, 47
_STYLES_BEGIN, _STYLES_END = 617, 618
# Formula cells hold their result as the plain cells do; the short forms leave the column out.
_CELL_KINDS = {
    2: "rk", 3: "error", 4: "bool", 5: "real", 6: "text", 7: "shared", 8: "text", 9: "real", 10: "bool",
    11: "error", 13: "rk", 14: "error", 15: "bool", 16: "real", 17: "text", 18: "shared", 62: "rich",
}  # fmt: skip
_SHORT = range(12, 19)
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_MAX_COLUMNS = 16_384


def read_xlsb(source: Source) -> Workbook:
    """Read every worksheet.

    Raises:
        RefusedError: the file's parts are damaged or too large.
    """
    with zipfile.ZipFile(source) as archive, opened_parts(archive) as parts:
        try:
            return _read(parts)
        except (struct.error, IndexError):
            raise refused("damaged") from None


def _read(parts: Parts) -> Workbook:
    home = "xl/workbook.bin"
    links = parts.related(home)
    workbook = Workbook(format="xlsb", sheets=[])
    declared: list[tuple[str, str, bool]] = []
    for kind, body in _records(parts, home):
        if kind == _PROPERTIES:
            workbook.date_1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            link, at = _wide_string(body, 8)
            declared.append((link, _wide_string(body, at)[0], body[:4] == b"\0\0\0\0"))
    strings = [
        _wide_string(body, 1)[0] for kind, body in _linked(parts, links, "sharedStrings") if kind == _STRING
    ]
    formats = _formats(parts, links)
    shower = NumberShower(workbook.date_1904)
    for link, name, visible in declared:
        if link not in links:
            raise refused("damaged")
        kind, part = links[link]
        if kind == "worksheet":
            sheet = Sheet(name, [], visible, hidden_rows=set(), hidden_columns=set())
            _read_sheet(_records(parts, part), sheet, strings, formats, shower)
            workbook.sheets.append(sheet)
        else:
            workbook.notes.append(f"a sheet of the kind '{kind}' holds no cells and was left out")
    return workbook


def _records(parts: Parts, name: str) -> Iterator[tuple[int, bytes]]:
    """A part's records: a type and a length in groups of seven bits, then the body."""
    data = parts.content(name)
    at = 0
    while at < len(data):
        kind, at = _seven_bits(data, at, 2)
        size, at = _seven_bits(data, at, 4)
        if at + size > len(data):
            raise refused("damaged")
        yield kind, data[at : at + size]
        at += size


def _seven_bits(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for group in range(most):
        number |= (data[at + group] & 0x7F) << (7 * group)
        if data[at + group] < 0x80:
            return number, at + group + 1
    return number, at + most


def _linked(parts: Parts, links: dict[str, tuple[str, str]], wanted: str) -> Iterator[tuple[int, bytes]]:
    for kind, part in links.values():
        if kind == wanted:
            yield from _records(parts, part)


def _wide_string(body: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", body, at)[0]
    if length == 0xFFFFFFFF:  # a missing string
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(body):
        raise refused("damaged")
    return body[at + 4 : end].decode("utf-16-le", "surrogatepass"), end


def _formats(parts: Parts, links: dict[str, tuple[str, str]]) -> list[str | None]:
    """The number format of each cell style, None for General."""
    codes: dict[int, str] = dict(BUILT_IN)
    wanted: list[str | None] = []
    inside = False
    for kind, body in _linked(parts, links, "styles"):
        if kind in (_STYLES_BEGIN, _STYLES_END):
            inside = kind == _STYLES_BEGIN
        elif kind == _FORMAT:
            codes.setdefault(struct.unpack_from("<H", body)[0], _wide_string(body, 2)[0])
        elif kind == _STYLE and inside:
            code = codes.get(struct.unpack_from("<H", body, 2)[0])
            wanted.append(None if code == "General" else code)
    return wanted


def _read_sheet(
    records: Iterator[tuple[int, bytes]],
    sheet: Sheet,
    strings: list[str],
    formats: list[str | None],
    shower: NumberShower,
) -> None:
    row = column = 0
    cells: list[Cell] = []
    sheet.cells = cells
    for kind, body in records:
        if kind == _ROW:
            row, column = struct.unpack_from("<I", body)[0] + 1, 0
            if body[11] & 0x10 and sheet.hidden_rows is not None:
                sheet.hidden_rows.add(row)
        elif kind in _CELL_KINDS or kind in (1, 12):
            is_short = kind in _SHORT
            column = column + 1 if is_short else struct.unpack_from("<I", body)[0] + 1
            value = body[4 if is_short else 8 :]
            style = int.from_bytes(body[0:3] if is_short else body[4:7], "little")
            code = formats[style] if style < len(formats) else None
            cell = _cell((row, column), _CELL_KINDS.get(kind, ""), value, code, strings, shower)
            if cell is not None and cell.text:
                cells.append(cell)
                if len(cells) > MAX_CELLS:
                    raise refused("too_many_cells")
        elif kind in (_MERGE, _FILTER):
            top, bottom, left, right = (n + 1 for n in struct.unpack_from("<4I", body))
            if kind == _MERGE:
                sheet.merged.append(Span(top, left, bottom, right))
            else:
                sheet.filtered = Span(top, left, bottom, right)
        elif kind == _COLUMNS and body[16] & 1 and sheet.hidden_columns is not None:
            first, last = struct.unpack_from("<2I", body)
            sheet.hidden_columns.update(range(first + 1, min(last + 1, _MAX_COLUMNS) + 1))


def _cell(
    place: tuple[int, int],
    kind: str,
    value: bytes,
    code: str | None,
    strings: list[str],
    shower: NumberShower,
) -> Cell | None:
    if kind in ("rk", "real"):
        number = _rk(value) if kind == "rk" else struct.unpack_from("<d", value)[0]
        raw = repr(number).removesuffix(".0")
        try:
            text, typed, shown = shower.show(raw, code)
        except (ValueError, ArithmeticError):
            return Cell(*place, raw, None, "error", raw, code)
        return Cell(*place, text, typed, shown, raw, code)
    if kind == "error":
        text = _ERRORS.get(value[0], "#ERROR!")
        return Cell(*place, text, None, "error", text)
    if kind == "bool":
        return Cell(*place, "TRUE" if value[0] else "FALSE", bool(value[0]), "bool", str(value[0]))
    if kind == "shared":
        index: int = struct.unpack_from("<I", value)[0]
        if index >= len(strings):
            return Cell(*place, str(index), None, "error", str(index))
        text = strings[index]
    elif kind in ("text", "rich"):
        text = _wide_string(value, 1 if kind == "rich" else 0)[0]
    else:
        return None
    return Cell(*place, text, text, "text", text)


def _rk(value: bytes) -> float:
    """A number in 30 bits ([MS-XLSB] 2.5.122): whole, or the top of a float; perhaps to be divided by 100."""
    packed = struct.unpack_from("<I", value)[0]
    if packed & 2:
        number = float(struct.unpack_from("<i", value)[0] >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return number / 100 if packed & 1 else number
