"""Takes the plain rows out of a worksheet's XML before the XML parser sees them.

Belongs here: the shape that Excel, openpyxl and xlsxwriter write cells in, recognised exactly. Whatever is
not exactly of that shape goes to the parser, which reads it as well, four times slower. Does not belong here:
what a cell means.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from assets.locality.read_xml import CHUNK, feed

PlainCell = tuple[str, str, str, str, str]
"""Column letters, row digits, other attributes, stored value; where that is '', what `FORMULA` matches."""

FORMULA = re.compile(r"<f>([^<&\r]++)</f>(?:<v>([^<&\r]*+)</v>)?")
"""A plain formula, and its stored value: '' where it is empty, None where there is none."""

_PLAIN = re.compile(
    r'<c r="([A-Z]++)([0-9]++)"([^</>]*+)(?:/>|><v>([^<&\r]*+)</v></c>)|(.++)',
    re.DOTALL,
)
_WITH_FORMULAS = re.compile(
    r'<c r="([A-Z]++)([0-9]++)"([^</>]*+)(?:/>|><v>([^<&\r]*+)</v></c>'
    r"|>(<f>[^<&\r]++</f>(?:<v>[^<&\r]*+</v>)?)</c>)|(.++)",
    re.DOTALL,
)
_ROW = re.compile(r'<row r="([0-9]{1,7})"[^<>]*(?<!/)>')
_ROW_END = "</row>"
_LONGEST_ROW = 4_000_000
_NOT_UTF_8 = re.compile(rb"""^\s*<\?xml[^>]*encoding=["'](?!utf-8)""", re.IGNORECASE)

Take = Callable[[int, str, list[PlainCell]], bool]


def feed_rows(parser: expat.XMLParserType, part: IO[bytes], take: Take) -> None:
    """Run a worksheet through the parser, except the cells of plain rows, which are offered to `take`.

    The parser still sees every row's own element and everything else, so it judges the rest of the document.
    Comments, CDATA and processing instructions could hide what looks like a row: from the first of them the
    parser gets everything.

    Args:
        parser: set up to read a worksheet.
        part: the worksheet.
        take: given a row's number, its digits and its cells; says no where a cell is not what it
            seemed, and then the parser gets the row.
    """
    if hasattr(parser, "SetReparseDeferralEnabled"):
        parser.SetReparseDeferralEnabled(False)  # rows must be seen in order, not when the parser sees fit
    chunk = part.read(CHUNK)
    if chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or _NOT_UTF_8.match(chunk[:200]):
        parser.Parse(chunk, False)
        feed(parser, part)
        return
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    is_plain, pending, declaration = True, "", len("<?xml")
    while chunk:
        pending += decode(chunk)
        is_plain = is_plain and "<!" not in pending and pending.find("<?", declaration) < 0
        rest = _take_rows(parser, pending, take) if is_plain else pending
        if len(rest) < len(pending):
            declaration = 0  # it went to the parser, before the first row
        if not is_plain or len(rest) > _LONGEST_ROW:
            parser.Parse(rest, False)
            is_plain, rest = False, ""
        chunk, pending = part.read(CHUNK), rest
    parser.Parse(pending + decode(b"", final=True), True)


def _take_rows(parser: expat.XMLParserType, text: str, take: Take) -> str:
    """Deal with the whole rows in `text`; the rest of it is returned, unread."""
    at = 0
    while row := _ROW.search(text, at):
        body = row.end()
        end = text.find(_ROW_END, body)
        if end < 0:
            break
        parser.Parse(text[at:body], False)
        digits, inside = row[1], text[body:end]
        cells = _plain_cells(inside)
        if cells is None or not take(int(digits), digits, cells):
            parser.Parse(inside, False)
        at = end  # the row's end is parsed with what follows it
    return text[at:]


def _plain_cells(inside: str) -> list[PlainCell] | None:
    """A row's cells, when they are all it holds; None when something else is among them."""
    cells = _PLAIN.findall(inside)
    if not cells or not cells[-1][-1]:
        return cells
    cells = _WITH_FORMULAS.findall(inside)
    return [cell[:5] for cell in cells] if not cells[-1][5] else None
