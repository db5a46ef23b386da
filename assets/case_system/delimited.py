"""Reads a delimited text file into columns of text, and says what is wrong with the file.

Belongs here: bytes, encodings, delimiters, the header line, rows of the wrong length.
Does not belong here: types, codes, keys, DuckDB.
"""

from __future__ import annotations

import codecs
import csv
import functools
import io
import operator
from collections.abc import Collection
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

_DELIMITERS = ",;\t|"
_HEADER_LIMIT = 1 << 16
# Arrow refuses a record longer than a block; outcome texts run to some kilobytes, so this is ample.
_BLOCK = 1 << 24
_NUMBER = "number"


class DelimitedError(ValueError):
    """The file cannot be read as a table; the message says why, without any of its values."""


@dataclass(frozen=True, slots=True)
class TextTable:
    """What a file holds: columns by lower-case heading, source rows (the heading is row 1), faults.

    `records` is how many records another reader counts in the file, the heading and empty lines apart; none
    where it cannot tell. `ragged` has the row number and the number of values of each row left out for having
    too few or too many. `repeated` are headings that stand twice; their first column is the one taken.
    """

    columns: dict[str, pa.Array]
    source_rows: pa.ChunkedArray
    headings: list[str]
    records: int | None = None
    repeated: list[str] = field(default_factory=list)
    ragged: list[tuple[int, int]] = field(default_factory=list)
    foreign_bytes: int = 0
    encoding: str = "utf-8"


def read_delimited(content: bytes, wanted: Collection[str]) -> TextTable:
    """Read a file's text; nothing is converted, blanks are null.

    Args:
        content: the whole file: UTF-8 with or without a byte order mark, UTF-16 with one; a byte that is
            no UTF-8 is read as Windows-1252 and counted.
        wanted: the headings, in lower case, whose columns are taken.

    Raises:
        DelimitedError: nothing in it, none of the wanted headings, or quotes that never close.
    """
    text, encoding, foreign_bytes = _decode(content)
    if not text.strip():
        raise DelimitedError("it is empty; ask for the export again")
    delimiter, headings = _headings(text[:_HEADER_LIMIT], wanted)
    ragged: list[tuple[int, int]] = []
    table = _parse(text, delimiter, len(headings), ragged)
    if text.count('"') % 2 and any(
        "\n" in (last or "") for last in table.slice(table.num_rows - 1).to_pylist()[0].values()
    ):
        raise DelimitedError(
            "a quote is never closed and swallows the rows after it; ask for the export again"
        )
    left_out = {number for number, _ in ragged}
    total = table.num_rows + len(left_out)
    numbers = pa.array([number for number in range(1, total + 1) if number not in left_out], pa.int64())
    is_filled = functools.reduce(operator.or_, (pc.field(name).is_valid() for name in table.column_names))
    # The heading is the first row; a line with nothing in it is no record.
    table = table.append_column(_NUMBER, numbers).filter(is_filled).slice(1)
    return TextTable(
        columns={
            name: table.column(headings.index(name)).combine_chunks() for name in wanted if name in headings
        },
        source_rows=table.column(_NUMBER),
        headings=headings,
        records=_count(text, delimiter, len(headings)),
        repeated=sorted({name for name in headings if name and headings.count(name) > 1}),
        ragged=ragged,
        foreign_bytes=foreign_bytes,
        encoding=encoding,
    )


def _parse(text: str, delimiter: str, width: int, ragged: list[tuple[int, int]]) -> pa.Table:
    """All rows of the right length, the heading among them, as text; the others' places go to `ragged`."""

    def leave_out(row: arrow_csv.InvalidRow) -> str:
        ragged.append((row.number, row.actual_columns))
        return "skip"

    try:
        return arrow_csv.read_csv(
            io.BytesIO(text.encode("utf-8")),
            # Without names the heading is a row like the others, and rows count as in a spreadsheet.
            # Arrow knows a row's number only when it reads with one thread.
            read_options=arrow_csv.ReadOptions(
                autogenerate_column_names=True, use_threads=False, block_size=_BLOCK
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=leave_out,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={f"f{position}": pa.string() for position in range(width)},
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        # Arrow's own text quotes the line, which may hold a child's data.
        raise DelimitedError("its quotes or line ends cannot be followed; ask for the export again") from None


def _count(text: str, delimiter: str, width: int) -> int | None:
    """How many records Python's own reader finds after the heading: a count that Arrow had no part in."""
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return sum(any(row) or len(row) not in (0, width) for row in rows) - 1
    except csv.Error:
        return None


def _decode(content: bytes) -> tuple[str, str, int]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").replace("\0", ""), "utf-16", 0
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8").replace("\0", ""), "utf-8", 0
    except UnicodeDecodeError:
        pass
    # Byte by byte, so that a file of both encodings (a note pasted from Word) keeps what is UTF-8 in it.
    foreign = 0
    pieces: list[str] = []
    rest = memoryview(content)
    while rest:
        try:
            pieces.append(str(rest, "utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(str(rest[: error.start], "utf-8"))
            pieces.append(str(rest[error.start : error.end], "cp1252", errors="replace"))
            foreign += error.end - error.start
            rest = rest[error.end :]
    return "".join(pieces).replace("\0", ""), "utf-8", foreign


def _headings(text: str, wanted: Collection[str]) -> tuple[str, list[str]]:
    """The delimiter under which most wanted headings are found in the first line, and the line's headings."""
    best = (0, ",", [""])
    for delimiter in _DELIMITERS:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        headings = [heading.strip().lower() for heading in first]
        known = len(set(headings).intersection(wanted))
        if known > best[0]:
            best = (known, delimiter, headings)
    if best[0] == 0:
        raise DelimitedError("its first line has none of this table's columns; ask for the export again")
    return best[1], best[2]
