"""Reads .csv, .tsv and .txt tables.

Belongs here: the encoding, the delimiter and the quotes, told from the content; what was decided is in the
notes. Does not belong here: any type: every cell of a text file is text.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from assets.locality.cells import Cell, Sheet, Workbook
from assets.locality.gate import MAX_CELLS, Source, content, refused

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ";,\t|"
_NAMES = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
_SAMPLE_RECORDS = 200
_FEWEST_ALIKE = 2
_MARKDOWN = re.compile(r"^\|[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE)
"""The line below the heading of a table in Markdown."""
_MAX_FIELD = 1_000_000


def read_csv(source: Source, *, must_be_table: bool = False) -> Workbook:
    """Read a delimited text file; records count as rows from 1, blank lines among them.

    Args:
        source: the file.
        must_be_table: refuse text that is no plain table, as its name does not say that it is one: without a
            delimiter, or whose lines do not mostly have as many fields as one another.

    Raises:
        RefusedError: no encoding fits, or it is no table.
    """
    text, encoding = _decode(content(source))
    notes = [f"encoding {encoding}"]
    declared = text[:6].lower().startswith("sep=") and text[5:6] in ("\r", "\n")
    if declared:
        # Excel obeys this first line and does not show it, so its row 1 is the next line.
        delimiter, text = text[4], text[5:].removeprefix("\r").removeprefix("\n")
        notes.append("the first line names the delimiter and is not counted as a row")
    else:
        delimiter = _delimiter(text)
    if must_be_table and not _is_table(text, delimiter):
        raise refused("not_a_workbook")
    notes.append(f"delimiter {_NAMES.get(delimiter or '', delimiter) or 'none'}")
    if delimiter is None:
        records = [[line] for line in text.splitlines()]
    else:
        records = _records(text, delimiter, notes)
    cells = [
        Cell(row, column, field, field, "text", field)
        for row, record in enumerate(records, 1)
        for column, field in enumerate(record, 1)
        if field
    ]
    if len(cells) > MAX_CELLS:
        raise refused("too_many_cells")
    return Workbook(format="csv", sheets=[Sheet(name="", cells=cells)], notes=notes)


def _decode(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding), encoding
    even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
    if even or odd:
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        return _strictly(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1252"), "cp1252"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise refused("not_a_workbook") from None
    if "\0" in text:
        raise refused("not_a_workbook")
    return text


def _delimiter(text: str) -> str | None:
    """The delimiter that most records agree on a width for; the wider table where two do equally well."""
    best, best_score = None, (0, 0)
    for delimiter in _DELIMITERS:
        widths: Counter[int] = Counter()
        reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
        try:
            for record, _ in zip(reader, range(_SAMPLE_RECORDS), strict=False):
                widths[len(record)] += len(record) > 1
        except csv.Error:
            continue
        width, agreeing = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if agreeing and (agreeing, width) > best_score:
            best, best_score = delimiter, (agreeing, width)
    return best


def _is_table(text: str, delimiter: str | None) -> bool:
    """Whether most lines, and at least two, have the same number of fields, and are no Markdown."""
    if delimiter is None or _MARKDOWN.search(text[:200_000]):
        return False
    records = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    try:
        first = [record for record, _ in zip(records, range(_SAMPLE_RECORDS), strict=False) if record]
    except csv.Error:
        return False
    times = max(Counter(len(record) for record in first if len(record) > 1).values(), default=0)
    return times >= _FEWEST_ALIKE and 2 * times >= len(first)


def _records(text: str, delimiter: str, notes: list[str]) -> list[list[str]]:
    csv.field_size_limit(_MAX_FIELD)
    # One quote too many would swallow the rest of the file into one field; then quotes are taken as typed.
    quoting = csv.QUOTE_MINIMAL
    if text.count('"') % 2:
        quoting = csv.QUOTE_NONE
        notes.append("a quotation mark is not closed, so quotation marks were read as typed")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting))
    except csv.Error:
        raise refused("not_a_workbook") from None
