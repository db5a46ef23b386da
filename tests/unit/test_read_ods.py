"""An .ods keeps what its cells show, their typed values, and what is repeated, merged or hidden."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from assets.locality.cells import Cell, RefusedError, Span, Workbook
from assets.locality.reading import read_workbook
from tests.unit.workbook_parts import ods_parts, zipped


@pytest.fixture(autouse=True, params=["", "<!-- read by the parser -->"], ids=["plain", "parser"])
def _each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test in both ways: rows taken out before the XML parser, and all by the parser."""
    monkeypatch.setitem(globals(), "BEFORE", request.param)


BEFORE = ""


def book(tmp_path: Path, tables: str, styles: str = "") -> Workbook:
    return read_workbook(zipped(tmp_path / "hand.ods", ods_parts(BEFORE + tables, styles=styles)))


def table(*rows: str, columns: str = "") -> str:
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="CP">{columns}{inside}</table:table>'


def cell(text: str = "", kind: str = "string", **attributes: str) -> str:
    given = " ".join(
        f'{name.replace("_", ":", 1).replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    return f'<table:table-cell office:value-type="{kind}" {given}><text:p>{text}</text:p></table:table-cell>'


def one(tmp_path: Path, written: str) -> Cell:
    (only,) = book(tmp_path, table(written)).sheets[0].cells
    return only


@pytest.mark.parametrize(
    ("written", "kind", "text", "value"),
    [
        (cell("Amy "), "text", "Amy", "Amy"),
        (cell("43,580", "float", office_value="43580"), "number", "43,580", 43580.0),
        (cell("77%", "percentage", office_value="0.774"), "number", "77%", 0.774),
        (cell("03.04.19", "date", office_date_value="2019-04-03"), "date", "03.04.19", date(2019, 4, 3)),
        (
            cell("3 Apr", "date", office_date_value="2019-04-03T10:30:00"),
            "date",
            "3 Apr",
            datetime.fromisoformat("2019-04-03T10:30"),
        ),
        (cell("10:30", "time", office_time_value="PT10H30M00S"), "date", "10:30", time(10, 30)),
        (cell("36:00", "time", office_time_value="PT36H00M00S"), "number", "36:00", 1.5),
        (cell("FALSE", "boolean", office_boolean_value="false"), "bool", "FALSE", False),
        (cell("#REF!", table_formula="of:=[.A1]", calcext_value_type="error"), "error", "#REF!", None),
        (cell("#N/A"), "text", "#N/A", "#N/A"),
        (cell("soon", "date", office_date_value="soon"), "text", "soon", "soon"),
    ],
)
def test_each_type_of_cell_is_kept_as_what_it_is(
    tmp_path: Path, written: str, kind: str, text: str, value: object
) -> None:
    read = one(tmp_path, written)
    assert (read.kind, read.text, read.value) == (kind, text, value)


def test_ids_keep_every_digit(tmp_path: Path) -> None:
    read = one(tmp_path, cell("123456789012345678", "float", office_value="123456789012345678"))
    assert (read.text, read.raw) == ("123456789012345678", "123456789012345678")


def test_entities_of_xml_itself_are_characters(tmp_path: Path) -> None:
    read = one(tmp_path, cell("O&apos;Neill &amp; Sons &lt;2", table_formula="of:=&quot;x&quot;"))
    assert (read.text, read.formula) == ("O'Neill & Sons <2", 'of:="x"')
    assert one(tmp_path, cell("a&#233;")).text == "aé"


def test_a_value_stored_without_its_text_is_not_lost(tmp_path: Path) -> None:
    written = '<table:table-cell office:value-type="float" office:value="0"/>'
    assert one(tmp_path, written).text == "0"


def test_a_formula_without_a_stored_result_is_not_an_empty_cell(tmp_path: Path) -> None:
    never = '<table:table-cell table:formula="of:=SUM([.B1:.B9])"/>'
    empty = '<table:table-cell table:formula="of:=T([.B1])" office:value-type="string"/>'
    read, shows_nothing = book(tmp_path, table(never + empty)).sheets[0].cells
    assert (shows_nothing.kind, shows_nothing.text, shows_nothing.formula) == ("text", "", "of:=T([.B1])")
    assert (read.kind, read.text, read.formula) == ("uncached", "of:=SUM([.B1:.B9])", "of:=SUM([.B1:.B9])")


def test_text_is_as_shown_and_what_stands_beside_the_cell_is_not_in_it(tmp_path: Path) -> None:
    written = (
        '<table:table-cell office:value-type="string">'
        "<office:annotation><text:p>ask Jo</text:p></office:annotation>"
        "<text:p>Smith,\n   <text:span>Amy</text:span><text:s text:c='2'/>Jo<text:tab/>x</text:p>"
        "<text:p>second\u00a0</text:p>"
        "<draw:frame><text:p>picture</text:p></draw:frame></table:table-cell>"
    )
    read = one(tmp_path, written)
    assert read.text == "Smith, Amy  Jo\tx\nsecond\u00a0"
    assert read.comment is not None
    assert read.comment.startswith("ask Jo")


def test_repeated_cells_and_rows_stand_where_they_are_shown(tmp_path: Path) -> None:
    rows = (
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="3"/>'
        f"{cell('x', table_number_columns_repeated='2')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
        f"<table:table-row>{cell('end')}</table:table-row>"
    )
    read = book(tmp_path, f'<table:table table:name="CP">{rows}</table:table>').sheets[0].cells
    assert [one.address for one in read] == ["D1", "E1", "D2", "E2", "A1048003"]


def test_a_few_bytes_that_stand_for_billions_of_cells_are_refused(tmp_path: Path) -> None:
    many = cell("x", table_number_columns_repeated="16000")
    row = f'<table:table-row table:number-rows-repeated="1000000">{many}</table:table-row>'
    with pytest.raises(RefusedError, match="too_many_cells"):
        book(tmp_path, f'<table:table table:name="CP">{row}</table:table>')


def test_a_merged_cell_has_its_content_in_the_first_cell_only(tmp_path: Path) -> None:
    covered = cell("under").replace("table:table-cell", "table:covered-table-cell")
    rows = [
        cell("Family", table_number_rows_spanned="2", table_number_columns_spanned="1") + cell("a"),
        covered + cell("b"),
    ]
    sheet = book(tmp_path, table(*rows)).sheets[0]
    assert {one.address: one.text for one in sheet.cells} == {"A1": "Family", "B1": "a", "B2": "b"}
    assert sheet.merged == [Span(1, 1, 2, 1)]


def test_what_is_hidden_is_read_and_said_to_be_hidden(tmp_path: Path) -> None:
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    hidden = '<table:table-column table:visibility="collapse"/>'
    columns = '<table:table-column table:number-columns-repeated="2"/>' + hidden
    rows = f'<table:table-row table:visibility="filter">{cell("a")}</table:table-row>'
    tables = f'<table:table table:name="CP" table:style-name="ta2">{columns}{rows}</table:table>'
    (sheet,) = book(tmp_path, tables, styles).sheets
    assert (sheet.visible, sheet.hidden_rows, sheet.hidden_columns) == (False, {1}, {3})
    assert [one.text for one in sheet.cells] == ["a"]


def test_a_stored_copy_of_another_file_is_no_sheet(tmp_path: Path) -> None:
    copy = f"<table:table table:name=\"'file:///x.ods'#S\"><table:table-source/><table:table-row>{cell('x')}</table:table-row></table:table>"
    workbook = book(tmp_path, table(cell("a")) + copy)
    assert [sheet.name for sheet in workbook.sheets] == ["CP"]
    assert workbook.notes == ["a stored copy of another file's sheet was left out"]


def test_entities_are_refused(tmp_path: Path) -> None:
    parts = ods_parts(table(cell("a")))
    parts["content.xml"] = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + str(
        parts["content.xml"]
    )
    with pytest.raises(RefusedError, match="dtd"):
        read_workbook(zipped(tmp_path / "entities.ods", parts))


def test_a_number_that_is_none_is_an_error_of_its_own_cell(tmp_path: Path) -> None:
    cell = one(tmp_path, '<table:table-cell office:value-type="float" office:value="1e400"/>')
    assert (cell.kind, cell.text, cell.value) == ("error", "1e400", None)
