"""Reads .xlsx and .xlsm workbooks.

Belongs here: the workbook's parts and what links them: sheets, shared strings, styles, comments.
Does not belong here: the cells of a sheet (read_xlsx_sheet).
"""

from __future__ import annotations

import zipfile

from assets.locality.batches import PassOn
from assets.locality.cells import Sheet, Span, Workbook
from assets.locality.gate import Source, refused
from assets.locality.number_formats import BUILT_IN, NumberShower
from assets.locality.read_xlsx_contents import ContentMaker
from assets.locality.read_xlsx_sheet import SheetReader, span_of
from assets.locality.read_xlsx_strings import read_strings, unescape
from assets.locality.read_xml import Parts, opened_parts


def read_xlsx(source: Source, pass_on: PassOn) -> Workbook:
    """Read every worksheet.

    Args:
        source: the file.
        pass_on: given each sheet's cells, in batches.

    Raises:
        RefusedError: the file's parts are damaged, too large or declare entities.
    """
    with zipfile.ZipFile(source) as archive, opened_parts(archive) as parts:
        return _read(parts, pass_on)


def _read(parts: Parts, pass_on: PassOn) -> Workbook:
    home = next(
        (target for kind, target in parts.related("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    links = parts.related(home)
    tree = parts.tree(home)
    properties = tree.find("workbookPr")
    date_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    workbook = Workbook(format="xlsx", sheets=[], date_1904=date_1904)
    strings = _shared_strings(parts, links)
    contents = ContentMaker(strings, _style_formats(parts, links), NumberShower(date_1904))
    for declared in tree.iterfind("sheets/sheet"):
        link = declared.get("id", "")
        if link not in links:
            raise refused("damaged")
        kind, part = links[link]
        if kind != "worksheet":
            workbook.notes.append(f"a sheet of the kind '{kind}' holds no cells and was left out")
            continue
        sheet = Sheet(
            name=declared.get("name", ""), cells=[], visible=declared.get("state", "visible") == "visible"
        )
        comments = _comments(parts, part)
        with parts.open(part) as opened:
            SheetReader(sheet, contents, comments, pass_on).read(opened)
        sheet.filtered = sheet.filtered or _table_filter(parts, part)
        if comments:
            workbook.notes.append(f"comments on empty cells, left out: {len(comments)}")
        workbook.sheets.append(sheet)
    return workbook


def _shared_strings(parts: Parts, links: dict[str, tuple[str, str]]) -> list[str]:
    part = next((target for kind, target in links.values() if kind == "sharedStrings"), None)
    if part is None:
        return []
    with parts.open(part) as opened:
        return read_strings(opened)


def _style_formats(parts: Parts, links: dict[str, tuple[str, str]]) -> list[str | None]:
    """The number format of each cell style, None for General."""
    part = next((target for kind, target in links.values() if kind == "styles"), None)
    if part is None:
        return [None]
    tree = parts.tree(part)
    codes = dict(BUILT_IN)
    for declared in tree.iterfind("numFmts/numFmt"):
        number = _whole(declared.get("numFmtId"))
        # What a file says of 14 and 22 is the writer's region; the number itself means the reader's.
        if number not in BUILT_IN:
            codes[number] = declared.get("formatCode", "General")
    wanted = [codes.get(_whole(style.get("numFmtId"))) for style in tree.iterfind("cellXfs/xf")]
    return [None if code in (None, "General") else code for code in wanted] or [None]


def _whole(number: str | None) -> int:
    """A number of a format; 0, General, where it is none."""
    return int(number) if number and number.isdecimal() else 0


def _table_filter(parts: Parts, part: str) -> Span | None:
    """The filter of the first of a sheet's tables that has one; a table lost costs no cell."""
    for kind, target in parts.related(part).values():
        declared = parts.tree(target).find("autoFilter") if kind == "table" and target in parts else None
        if declared is not None:
            return span_of(declared.get("ref", ""))
    return None


def _comments(parts: Parts, part: str) -> dict[tuple[int, int], str]:
    """A sheet's comments by row and column."""
    comments: dict[tuple[int, int], str] = {}
    for kind, target in parts.related(part).values():
        if kind == "comments":
            for one in parts.tree(target).iterfind("commentList/comment"):
                span = span_of(one.get("ref", ""))
                if span is not None:
                    text = "".join(piece.text or "" for piece in one.iterfind("text//t"))
                    comments[span.first_row, span.first_column] = unescape(text)
    return comments
