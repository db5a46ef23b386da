"""A text table keeps every field as typed, in whatever encoding and with whatever delimiter it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.locality.cells import RefusedError, Workbook
from assets.locality.reading import read_workbook


def read(tmp_path: Path, data: bytes, name: str = "figures.csv") -> Workbook:
    path = tmp_path / "0123abcd"
    path.write_bytes(data)
    return read_workbook(path, name=name)


def fields(workbook: Workbook) -> dict[str, str]:
    (sheet,) = workbook.sheets
    return {cell.address: cell.text for cell in sheet.cells}


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, named: str) -> None:
    workbook = read(tmp_path, "Team,Worker\nExeter,Zoë – ‘Z’\n".encode(encoding))
    assert fields(workbook) == {"A1": "Team", "B1": "Worker", "A2": "Exeter", "B2": "Zoë – ‘Z’"}
    assert workbook.notes == [f"encoding {named}", "delimiter comma"]


@pytest.mark.parametrize(("sign", "named"), [(";", "semicolon"), (",", "comma"), ("\t", "tab"), ("|", "bar")])
def test_delimiters(tmp_path: Path, sign: str, named: str) -> None:
    lines = [
        "Figures for Hill; Dale, and | the Moor",
        "",
        "Measure{}Apr-18{}May-18",
        "Open, all{}100{}107",
        "CP{}51{}49",
    ]
    workbook = read(tmp_path, "\r\n".join(lines).replace("{}", sign).encode())
    assert workbook.notes[1] == f"delimiter {named}"
    assert {"A3", "B3", "C3", "B5", "C5"} <= set(fields(workbook))


def test_records_count_as_rows_blank_lines_among_them(tmp_path: Path) -> None:
    data = b'Title\n\n,\nName,Note\n"Smith, Amy","two\nlines ""here"""\nLast, x \n'
    assert fields(read(tmp_path, data)) == {
        "A1": "Title",
        "A4": "Name",
        "B4": "Note",
        "A5": "Smith, Amy",
        "B5": 'two\nlines "here"',
        "A6": "Last",
        "B6": " x ",
    }


def test_every_field_is_text(tmp_path: Path) -> None:
    workbook = read(tmp_path, b"id,date,n\n007,03/04/2019,N/A\n")
    assert {(cell.kind, cell.value == cell.text) for cell in workbook.sheets[0].cells} == {("text", True)}
    assert workbook.sheets[0].name == ""


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    workbook = read(tmp_path, b'Name,Note\nAmy,"see file\nBen,ok\n')
    assert fields(workbook)["B2"] == '"see file'
    assert fields(workbook)["A3"] == "Ben"
    assert "a quotation mark is not closed, so quotation marks were read as typed" in workbook.notes


def test_the_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    assert fields(read(tmp_path, b"sep=|\r\na|b,c\r\n")) == {"A1": "a", "B1": "b,c"}


def test_text_without_a_delimiter_is_a_column_when_its_name_says_so(tmp_path: Path) -> None:
    assert fields(read(tmp_path, b"one\n\ntwo\n")) == {"A1": "one", "A3": "two"}
    with pytest.raises(RefusedError, match="not_a_workbook"):
        read(tmp_path, b"one\n\ntwo\n", name="tracker.xlsx")


def test_a_table_saved_under_a_workbooks_name_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\n1,2\n", name="tracker.xls").format == "csv"


@pytest.mark.parametrize("data", [b"a,b\n\x81\x8d,1\n", b"a,b\n\x00\x01\x02\n"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(RefusedError, match="not_a_workbook"):
        read(tmp_path, data)
