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


def plain_values(inside: str, row_end: str) -> tuple[list[str], list[str]] | None:
    """The filled cells of a row of plain values only; else None.

    Args:
        inside: what the row holds.
        row_end: how its cells' references end, `7"`.

    Returns:
        How each cell begins, without the row's number, which makes it the same in every row (`A" s="1"`), and
        what it stores. Whether it does begin so is for the caller to see.
    """
    if "&" in inside or "\r" in inside or len(inside) > MAX_CELL_CHARACTERS:
        return None
    if "<is>" in inside:
        inside = _INLINE.sub(r' t="str"><v>\1</v></c>', inside)
    is_once_a_cell = inside.count(row_end) == inside.count('<c r="')
    if is_once_a_cell:
        inside = inside.replace(row_end, '"')
    blanks = inside.count("/>")
    end = inside.rfind("</v></c>")
    if not inside.startswith('<c r="') or end < 0:
        return ([], []) if inside.count("<") == blanks else None
    pieces = inside[len('<c r="') : end].replace('</v></c><c r="', "><v>").split("><v>")
    # Each value takes four (<c, <v>, </v> and </c>) and a blank one. So there is nothing else among them.
    if len(pieces) % 2 or inside.count("<") != 2 * len(pieces) + blanks:
        return None
    heads = pieces[::2]
    if blanks:
        heads = [head.rpartition('/><c r="')[2] if "/>" in head else head for head in heads]
    if not is_once_a_cell:
        heads = [head.replace(row_end, '"', 1) for head in heads]
    return heads, pieces[1::2]


def plain_cells(inside: str) -> list[PlainCell] | None:
    """A row's cells, plain formulas among them, when they are all it holds; else None."""
    cells = _WITH_FORMULAS.findall(inside)
    if cells and cells[-1][5]:
        return None
    return [cell[:5] for cell in cells]
