"""Takes the cells out of a plain row of a worksheet.

Belongs here: the shape that Excel, openpyxl, xlsxwriter and LibreOffice write cells in, recognised exactly.
Whatever is not exactly of that shape goes to the XML parser, which reads it as well, five times slower. Does
not belong here: what a cell means.
"""

from __future__ import annotations

import re

from assets.locality.gate import MAX_CELL_CHARACTERS

ROW = re.compile(r'<row r="([0-9]{1,7})"([^<>]*)(?<!/)>')
ROW_END = "</row>"
FORMULA = re.compile(r"<f>([^<&\r]++)</f>(?:<v>([^<&\r]*+)</v>)?")
"""A plain formula, and its stored value: '' where it is empty, None where there is none."""

_WITH_FORMULAS = re.compile(
    r'<c r="([A-Z]++)([0-9]++)"([^</>]*+)(?:/>|><v>([^<&\r]*+)</v></c>'
    r"|>(<f>[^<&\r]++</f>(?:<v>[^<&\r]*+</v>)?)</c>)|(.++)",
    re.DOTALL,
)
_INLINE = re.compile(r' t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*+)</t></is></c>')

PlainCell = tuple[str, str, str, str, str]
"""Column letters, row digits, other attributes, stored value; where that is '', what `FORMULA` matches."""


def may_be_hidden(row: re.Match[str]) -> bool:
    """Whether a row's own element says more than where it is."""
    return "hidden" in row[2] or "ht=" in row[2]


def plain_values(inside: str) -> list[str] | None:
    """The filled cells of a row of plain values only, as `A7" s="1"`, `43580` and so on; else None."""
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
