"""Takes the plain rows out of a worksheet's XML before the XML parser sees them.

Belongs here: the shape that Excel, openpyxl, xlsxwriter and LibreOffice write cells in, recognised exactly.
Whatever is not exactly of that shape goes to the parser, which reads it as well, five times slower. Does not
belong here: what a cell means.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from assets.locality.gate import MAX_CELL_CHARACTERS
from assets.locality.read_xml import CHUNK, feed

PlainCell = tuple[str, str, str, str, str]
"""Column letters, row digits, other attributes, stored value; where that is '', what `FORMULA` matches."""

FORMULA = re.compile(r"<f>([^<&\r]++)</f>(?:<v>([^<&\r]*+)</v>)?")
"""A plain formula, and its stored value: '' where it is empty, None where there is none."""

_WITH_FORMULAS = re.compile(
    r'<c r="([A-Z]++)([0-9]++)"([^</>]*+)(?:/>|><v>([^<&\r]*+)</v></c>'
    r"|>(<f>[^<&\r]++</f>(?:<v>[^<&\r]*+</v>)?)</c>)|(.++)",
    re.DOTALL,
)
_INLINE = re.compile(r' t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*+)</t></is></c>')
_ROW = re.compile(r'<row r="([0-9]{1,7})"([^<>]*)(?<!/)>')
_ROW_END = "</row>"
_LONGEST_ROW = 4_000_000
_NOT_UTF_8 = re.compile(rb"""^\s*<\?xml[^>]*encoding=["'](?!utf-8)""", re.IGNORECASE)

Take = Callable[[int, str, str], bool]


def feed_rows(parser: expat.XMLParserType, part: IO[bytes], take: Take) -> None:
    """Run a worksheet through the parser, except the cells of plain rows, which are offered to `take`.

    The parser still sees everything else, so it judges the rest of the document.
    Comments, CDATA and processing instructions could hide what looks like a row: from the first of them the
    parser gets everything.

    Args:
        parser: set up to read a worksheet.
        part: the worksheet.
        take: given a row's number, its digits and what the row holds; says no where that is not plain, and
            then the parser gets the row, as it does the beginning of one that may be hidden.
    """
    if hasattr(parser, "SetReparseDeferralEnabled"):
        parser.SetReparseDeferralEnabled(False)  # rows must be seen in order, not when the parser sees fit
    chunk = part.read(CHUNK)
    if is_not_utf_8(chunk):
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


def is_not_utf_8(start: bytes) -> bool:
    """Whether an XML part that begins so is in another encoding than UTF-8."""
    return start.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or _NOT_UTF_8.match(start[:200]) is not None


def _take_rows(parser: expat.XMLParserType, text: str, take: Take) -> str:
    """Deal with the whole rows in `text`; the rest of it is returned, unread."""
    at = 0
    while row := _ROW.search(text, at):
        body = row.end()
        end = text.find(_ROW_END, body)
        if end < 0:
            break
        digits, inside = row[1], text[body:end]
        # Of the row's own element the parser has to see only what hides it.
        is_shown = "hidden" not in row[2] and "ht=" not in row[2]
        before = row.start() if is_shown else body
        if before > at:
            parser.Parse(text[at:before], False)
        is_taken = take(int(digits), digits, inside)
        if not is_taken:
            parser.Parse(text[before:end], False)
        at = end + len(_ROW_END) if is_taken and is_shown else end
    return text[at:]


def plain_values(inside: str) -> list[str] | None:
    """The filled cells of a row that holds plain values only, as `A7" s="1"`, `43580` and so on; else None."""
    if "&" in inside or "\r" in inside or len(inside) > MAX_CELL_CHARACTERS:
        return None
    if "<is>" in inside:
        inside = _INLINE.sub(r' t="str"><v>\1</v></c>', inside)
    if not inside:
        return []
    blanks = inside.count("/>")
    end = inside.rfind("</v></c>")
    if not inside.startswith('<c r="'):
        return None
    if end < 0:
        return [] if inside.count("<") == blanks else None
    pieces = inside[len('<c r="') : end].replace('</v></c><c r="', "><v>").split("><v>")
    # Each value takes four (<c, <v>, </v> and </c>) and a blank one. So there is nothing else among them.
    if len(pieces) % 2 or inside.count("<") != 2 * len(pieces) + blanks:
        return None
    if blanks:
        pieces[::2] = [head.rpartition('/><c r="')[2] if "/>" in head else head for head in pieces[::2]]
    return pieces


def plain_cells(inside: str) -> list[PlainCell] | None:
    """A row's cells, plain formulas among them, when they are all it holds; else None."""
    cells = _WITH_FORMULAS.findall(inside)
    if cells and cells[-1][5]:
        return None
    return [cell[:5] for cell in cells]
