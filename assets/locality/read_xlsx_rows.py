"""Takes the plain rows out of a worksheet's XML before the XML parser sees them.

Belongs here: the shape that Excel, openpyxl and xlsxwriter write cells in, recognised exactly.
Does not belong here: what a cell means. Whatever is not exactly of that shape goes to the parser, which reads it as well,
three times slower.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from assets.locality.read_xml import CHUNK, feed

PlainCell = tuple[str, str, str, str, str, str, str, str]
"""Column letters, row digits, style, type, formula, stored value, an empty value's element, what is no plain cell."""

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]+)")?(?: t="(s|n|str|b|e)")?(?:/>|>'
    r"(?:<f>([^<&\r]+)</f>)?(?:<v>([^<&\r]+)</v>|(<v></v>|<v/>))?</c>)|(.+)",
    re.DOTALL,
)
_ROW = re.compile(r'(<row r="([0-9]{1,7})"[^<>]*(?<!/)>)(.*?)(</row>)', re.DOTALL)
_NOT_UTF_8 = re.compile(rb"""^\s*<\?xml[^>]*encoding=["'](?!utf-8)""", re.IGNORECASE)

_LONGEST_ROW = 4_000_000


def feed_rows(
    parser: expat.XMLParserType, part: IO[bytes], take: Callable[[int, list[PlainCell]], None]
) -> None:
    """Run a worksheet through the parser, except the cells of plain rows, which go to `take` with their row's number.

    The parser still sees every row's own element and everything else, so it judges the rest of the document. Comments, CDATA
    and processing instructions could hide what looks like a row, so after the first of them the parser gets everything.
    """
    if hasattr(parser, "SetReparseDeferralEnabled"):
        parser.SetReparseDeferralEnabled(False)  # rows must be seen in order, not when the parser sees fit
    chunk = part.read(CHUNK)
    if chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or _NOT_UTF_8.match(chunk[:200]):
        parser.Parse(chunk, False)
        feed(parser, part)
        return
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    declaration = len("<?xml")
    is_plain, pending = True, ""
    while chunk:
        pending += decode(chunk)
        is_plain = is_plain and "<!" not in pending and pending.find("<?", declaration) < 0
        pending = _take_rows(parser, pending, take) if is_plain else pending
        if not is_plain or len(pending) > _LONGEST_ROW:
            parser.Parse(pending, False)
            is_plain, pending = False, ""
        chunk, declaration = part.read(CHUNK), 0
    parser.Parse(pending + decode(b"", final=True), True)


def _take_rows(
    parser: expat.XMLParserType, text: str, take: Callable[[int, list[PlainCell]], None]
) -> str:
    """Deal with the whole rows in `text`; the rest of it is returned, unread."""
    at = 0
    for row in _ROW.finditer(text):
        if row.start() > at:
            parser.Parse(text[at : row.start()], False)
        opening, number, body, closing = row.groups()
        parser.Parse(opening, False)
        cells = _CELL.findall(body)
        if all(cell[1] == number and not cell[7] for cell in cells):
            take(int(number), cells)
        else:
            parser.Parse(body, False)
        parser.Parse(closing, False)
        at = row.end()
    return text[at:]
