"""Takes the cells out of a plain row of an .ods table.

Belongs here: cells of one paragraph of text, and empty ones, recognised exactly; whatever else is in a row
makes it the XML parser's, which reads it as well, slower. Does not belong here: what a cell's value is.
"""

from __future__ import annotations

import re

from assets.locality.gate import MAX_CELL_CHARACTERS

ROW = re.compile(r"<table:table-row(?:\s[^<>]*)?(?<!/)>")
ROW_END = "</table:table-row>"

_CELL = re.compile(
    r"<table:(covered-)?table-cell((?: [^<>]*)?)"
    r"(?:(?<=/)>|><text:p>([^<]*+)</text:p></table:(?:covered-)?table-cell>)|(.++)",
    re.DOTALL,
)
_ATTRIBUTES = re.compile(r'(?: [\w:.-]+="[^"<>]*")* ?/?')
_ATTRIBUTE = re.compile(r' ([\w:.-]+)="([^"]*)"')
_NO_PLAIN_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")

PlainCell = tuple[str, str, str, str]
"""'covered-' or '', the attributes as written, the text, and ''."""


def plain_cells(inside: str) -> list[PlainCell] | None:
    """A row's cells, when they are all it holds and all of them plain; else None."""
    if "\r" in inside or len(inside) > MAX_CELL_CHARACTERS or _NO_PLAIN_ENTITY.search(inside):
        return None
    cells = _CELL.findall(inside)
    # The last of the four is whatever is no cell, from there to the end.
    return None if cells and cells[-1][3] else cells


def attributes_of(written: str) -> dict[str, str]:
    """A cell's attributes; `ValueError` where they are written otherwise than office programs do."""
    if not _ATTRIBUTES.fullmatch(written) or "\n" in written or "\t" in written:
        raise ValueError("no plain cell")
    return {name: resolved(value) for name, value in _ATTRIBUTE.findall(written)}


def resolved(text: str) -> str:
    """Text with XML's own five entities resolved."""
    if "&" not in text:
        return text
    for entity, character in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace(f"&{entity};", character)
    return text
