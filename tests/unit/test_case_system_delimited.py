"""What is read from the bytes of a delimited file, and what is said of one that is not as it should be."""

from __future__ import annotations

import pytest

from assets.case_system.delimited import DelimitedError, TextTable, read_delimited


def rows(table: TextTable) -> list[tuple[object, ...]]:
    columns = [table.columns[name].to_pylist() for name in ("a", "b") if name in table.columns]
    return list(zip(table.source_rows.to_pylist(), *columns, strict=True))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a,b\n1,2\n", [(2, "1", "2")]),
        (b"a,b\r\n1,2\r\n", [(2, "1", "2")]),
        (b"a,b\r1,2\r3,4", [(2, "1", "2"), (3, "3", "4")]),
        (b"\xef\xbb\xbfa,b\n1,2\n", [(2, "1", "2")]),
        ("a,b\n1,Zoë\n".encode(), [(2, "1", "Zoë")]),
        ("a,b\n1,Zoë\n".encode("utf-16"), [(2, "1", "Zoë")]),
        (b"A, B \n1,2\n", [(2, "1", "2")]),
        (b"b;a\n1;2\n", [(2, "2", "1")]),
        (b"a\tb\n1\t2\n", [(2, "1", "2")]),
        (b"a,b\n01,NULL\n", [(2, "01", "NULL")]),
        (b"a,b\n,\"\"\n1,\n", [(3, "1", None)]),
        (b"a,b\n1,2\n\n\n3,4\n\n", [(2, "1", "2"), (5, "3", "4")]),
        (b'a,b\n1,"x\ny, z"\n3,"say ""no"""\n', [(2, "1", "x\ny, z"), (3, "3", 'say "no"')]),
        (b"a,other,b\n1,9,2\n", [(2, "1", "2")]),
        (b"b,other\n1,2\n", [(2, "1")]),
        (b"a,b\n", []),
    ],
)  # fmt: skip
def test_rows_are_read_as_text_with_the_row_a_spreadsheet_counts(content: bytes, expected: list[object]):
    assert rows(read_delimited(content, ["a", "b"])) == expected


def test_a_row_of_the_wrong_length_is_left_out_and_told():
    table = read_delimited(b"a,b\n1,2\n3\n4,5,6\n7,8\n", ["a", "b"])
    assert rows(table) == [(2, "1", "2"), (5, "7", "8")]
    assert table.ragged == [(3, 1), (4, 3)]


def test_a_heading_that_stands_twice_gives_its_first_column_and_is_told():
    table = read_delimited(b"a,b,a,c,c\n1,2,3,4,5\n", ["a", "b"])
    assert rows(table) == [(2, "1", "2")]
    assert table.repeated == ["a", "c"]


def test_bytes_of_windows_1252_among_utf_8_are_read_each_as_what_it_is_and_counted():
    table = read_delimited(b"a,b\nZo\xeb,Zo\xc3\xab\n\x93x\x94,2\n", ["a", "b"])
    assert rows(table) == [(2, "Zoë", "Zoë"), (3, "\u201cx\u201d", "2")]
    assert table.foreign_bytes == 3


def test_a_utf_16_file_says_so():
    assert read_delimited("a,b\n1,2\n".encode("utf-16"), ["a"]).encoding == "utf-16"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf \n", "it is empty"),
        (b"x,y\n1,2\n", "none of this table's columns"),
        (b"PK\x03\x04\x14\x00\x06\x00binary\x00\xff\xfe", "none of this table's columns"),
        (b'a,b\n1,"Ann\n2,3\n4,5\n', "a quote is never closed"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason_and_none_of_its_values(content: bytes, says: str):
    with pytest.raises(DelimitedError) as refused:
        read_delimited(content, ["a", "b"])
    assert says in str(refused.value)
    assert "Ann" not in str(refused.value)


def test_a_record_longer_than_any_block_is_refused_with_a_reason():
    content = b"a,b\n1,2\n1," + b"x" * (1 << 25) + b"\n"
    with pytest.raises(DelimitedError, match="cannot be followed"):
        read_delimited(content, ["a", "b"])
