"""Writes pages as an .ods workbook, straight into its XML.

Belongs here: the parts of OpenDocument that a plain sheet needs. Does not belong here: what is on the pages.
odfpy builds a tree of every cell and is some twenty times slower.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from assets.sample.pages import Entry, Page

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in {
        "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
PERCENT = (
    '<number:number number:decimal-places="{0}" number:min-decimal-places="{0}"'
    ' number:min-integer-digits="1"/>'
)
STYLES = (
    '<number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
    "</number:date-style>"
    '<number:date-style style:name="N2"><number:month number:textual="true"/><number:text>-</number:text>'
    "<number:year/></number:date-style>"
    f'<number:percentage-style style:name="N3">{PERCENT.format(0)}<number:text>%</number:text>'
    "</number:percentage-style>"
    f'<number:percentage-style style:name="N4">{PERCENT.format(2)}<number:text>%</number:text>'
    "</number:percentage-style>"
    f'<number:number-style style:name="N5">{PERCENT.format(1)}</number:number-style>'
    + "".join(
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="{number}"/>'
        for name, number in {
            "date": "N1",
            "month": "N2",
            "percent": "N3",
            "fine_percent": "N4",
            "decimal": "N5",
        }.items()
    )
    + "".join(
        f'<style:style style:name="{name}" style:family="table-cell">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        for name in ("heading", "title")
    )
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _text(shown: str) -> str:
    """A paragraph; spaces that XML would run together are elements of their own."""
    parts = escape(shown).replace("  ", " <text:s/>")
    if parts.startswith(" "):
        parts = f"<text:s/>{parts[1:]}"
    if parts.endswith(" "):
        parts = f"{parts[:-1]}<text:s/>"
    return f"<text:p>{parts}</text:p>"


def _cell(entry: Entry | None, span: str) -> str:
    if entry is None:
        return f"<table:table-cell{span}/>"
    style = f' table:style-name="{entry.style}"' if entry.style else ""
    if isinstance(entry.value, date):
        kind = f'office:value-type="date" office:date-value="{entry.value.isoformat()}"'
    elif isinstance(entry.value, str):
        kind = 'office:value-type="string"'
    else:
        name = "percentage" if "percent" in entry.style else "float"
        kind = f'office:value-type="{name}" office:value="{entry.value!r}"'
    return f"<table:table-cell{style} {kind}{span}>{_text(entry.shown)}</table:table-cell>"


def _rows(page: Page) -> Iterator[str]:
    spans: dict[tuple[int, int], str] = {}
    covered: set[tuple[int, int]] = set()
    for first_row, first_column, last_row, last_column in page.merges:
        rows, columns = last_row - first_row + 1, last_column - first_column + 1
        spans[first_row, first_column] = (
            f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
        )
        covered.update(
            (row, column)
            for row in range(first_row, last_row + 1)
            for column in range(first_column, last_column + 1)
        )
        covered.discard((first_row, first_column))
    for number, row in enumerate(page.grid(), 1):
        cells = "".join(
            "<table:covered-table-cell/>"
            if (number, column) in covered
            else _cell(entry, spans.get((number, column), ""))
            for column, entry in enumerate(row, 1)
        )
        yield f"<table:table-row>{cells}</table:table-row>"


def _content(pages: list[Page]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<office:document-content{NAMESPACES} office:version="1.2">'
    yield f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>"
    for page in pages:
        yield f"<table:table table:name={quoteattr(page.name)}><table:table-column/>"
        yield from _rows(page)
        yield "</table:table>"
    yield "</office:spreadsheet></office:body></office:document-content>"


def write_ods(path: Path, pages: list[Page]) -> None:
    """Write pages as sheets, merges with them; members are dated 1980, so the file is always the same."""
    with ZipFile(path, "w") as archive:
        # OpenDocument asks for the type first and not compressed, so that the file can be told by its first
        # bytes.
        archive.writestr(ZipInfo("mimetype"), MIME, ZIP_STORED)
        archive.writestr(ZipInfo("content.xml"), "".join(_content(pages)).encode(), ZIP_DEFLATED)
        archive.writestr(ZipInfo("META-INF/manifest.xml"), MANIFEST, ZIP_DEFLATED)
