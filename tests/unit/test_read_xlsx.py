"""An .xlsx keeps every cell, with what it shows and what it stores."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
import xlsxwriter

from assets.locality.cells import Cell, RefusedError, Sheet, Span
from assets.locality.reading import read_workbook
from tests.unit.workbook_parts import MAIN, xlsx_parts, zipped

STRINGS = "<si><t>Team</t></si><si><t xml:space='preserve'> two\u00a0</t></si>"


def only_sheet(path: Path) -> Sheet:
    (sheet,) = read_workbook(path).sheets
    return sheet


def cells_of(tmp_path: Path, rows: str, **parts: str) -> dict[str, Cell]:
    path = zipped(tmp_path / "hand.xlsx", xlsx_parts(rows, **parts))
    return {cell.address: cell for cell in only_sheet(path).cells}


def shown(cells: dict[str, Cell]) -> dict[str, tuple[str, str]]:
    return {address: (cell.kind, cell.text) for address, cell in cells.items()}


# Every row is read in both ways: taken out before the XML parser, and by the parser (a comment makes it so).
WAYS = pytest.mark.parametrize("before", ["", "<!-- read by the parser -->"], ids=["plain", "parser"])


@WAYS
def test_each_type_of_cell_is_kept_as_what_it_is(tmp_path: Path, before: str) -> None:
    rows = """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>18307</v></c>\
<c r="D2" s="1"><v>43580</v></c><c r="E2" s="2"><v>0.774</v></c><c r="F2" t="e"><v>#REF!</v></c>\
<c r="G2" t="b"><v>1</v></c><c r="H2" t="str"><v>N/A</v></c><c r="I2" s="1"/><c r="J2" t="s"/></row>"""
    cells = cells_of(tmp_path, rows, strings=STRINGS, before=before)
    assert shown(cells) == {
        "A2": ("text", "Team"),
        "B2": ("text", " two\u00a0"),
        "C2": ("number", "18307"),
        "D2": ("date", "25/04/2019"),
        "E2": ("number", "77%"),
        "F2": ("error", "#REF!"),
        "G2": ("bool", "TRUE"),
        "H2": ("text", "N/A"),
    }
    assert cells["D2"].value == date(2019, 4, 25)
    assert cells["D2"].raw == "43580"
    assert cells["D2"].number_format == "dd/mm/yyyy"
    assert cells["F2"].value is None


@WAYS
def test_a_formula_without_a_stored_result_is_not_an_empty_cell(tmp_path: Path, before: str) -> None:
    rows = """<row r="1"><c r="A1"><f>SUM(B1:B9)</f></c><c r="B1"><f>1+1</f><v></v></c>\
<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>IF(A1,"x","")</f><v></v></c>\
<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"""
    cells = cells_of(tmp_path, rows, before=before)
    assert shown(cells) == {
        "A1": ("uncached", "=SUM(B1:B9)"),
        "B1": ("uncached", "=1+1"),
        "C1": ("number", "2"),
        "D1": ("text", ""),
        "E1": ("error", "#DIV/0!"),
    }
    assert cells["D1"].formula == '=IF(A1,"x","")'
    assert {address: cell.formula for address, cell in cells.items()}["C1"] == "=1+1"


@WAYS
@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ('<c r="B1" t="s"><v>99</v></c>', "error", "99"),
        ('<c r="B1" t="s"><v>-1</v></c>', "error", "-1"),
        ('<c r="B1" t="s"><v>x</v></c>', "error", "x"),
        ('<c r="B1"><v>NaN</v></c>', "error", "NaN"),
        ('<c r="B1" s="2"><v>NaN</v></c>', "error", "NaN"),
        ('<c r="B1" s="1"><v>inf</v></c>', "error", "inf"),
        ('<c r="B1"><v>not a num</v></c>', "error", "not a num"),
        ('<c r="B1"><v>1e400</v></c>', "error", "1e400"),
        ('<c r="B1" s="1"><v>1e400</v></c>', "error", "1e400"),
        ('<c r="B1"><f>A1</f><v>1e400</v></c>', "error", "1e400"),
        ('<c r="B1" s="77"><v>5</v></c>', "number", "5"),
        ('<c r="B1" s="-1"><v>5</v></c>', "number", "5"),
        ('<c r="B1" s="red"><v>5</v></c>', "number", "5"),
        ('<c r="B1" t="d"><v>2019-04-25</v></c>', "date", "2019-04-25"),
        ('<c r="B1" t="d" s="1"><v>2019-04-25T00:00:00Z</v></c>', "date", "25/04/2019"),
        ('<c r="B1" t="d" s="1"><v>2019-02-30</v></c>', "text", "2019-02-30"),
        ('<c r="B1" t="d"><v>soon</v></c>', "text", "soon"),
        ('<c r="B1" t="zz"><v>5</v></c>', "text", "5"),
    ],
)
def test_one_odd_cell_costs_no_other(tmp_path: Path, before: str, cell: str, kind: str, text: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c>{cell}<c r="C1" t="s"><v>0</v></c></row>'
    cells = cells_of(tmp_path, rows, strings=STRINGS, before=before)
    assert shown(cells) == {"A1": ("number", "1"), "B1": (kind, text), "C1": ("text", "Team")}
    assert kind != "date" or cells["B1"].value == date(2019, 4, 25)


@WAYS
def test_ids_keep_every_digit(tmp_path: Path, before: str) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>123456789012345678</v></c><c r="B1"><v>1.2345678901234567E17</v></c></row>'
    )
    cells = cells_of(tmp_path, rows, before=before)
    assert cells["A1"].text == "123456789012345678"
    assert cells["B1"].raw == "1.2345678901234567E17"


@WAYS
def test_a_cell_in_another_row_than_it_stands_in_keeps_its_own_address(tmp_path: Path, before: str) -> None:
    rows = (
        '<row r="3"><c r="B3"><v>1</v></c><c r="A2"><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c></row>'
    )
    cells = cells_of(tmp_path, rows, before=before)
    assert [(address, cell.text) for address, cell in cells.items()] == [
        ("A2", "2"),
        ("B3", "1"),
        ("A4", "3"),
    ]


def a_row(row: int, random: Random) -> str:
    shapes = (
        '<c r="{0}" t="s"><v>{1}</v></c>',
        '<c r="{0}" s="1"><v>4{1}580</v></c>',
        '<c r="{0}" s="2"><v>0.{1}774</v></c>',
        '<c r="{0}"><v>-{1}</v></c>',
        '<c r="{0}" t="n" s="3"><v>1{1}.5</v></c>',
        '<c r="{0}" s="1"/>',
        '<c r="{0}" t="inlineStr"><is><t xml:space="preserve"> 5" a/>b {1}</t></is></c>',
        '<c r="{0}" t="inlineStr"><is><t></t></is></c>',
        '<c r="{0}" t="b"><v>{1}</v></c>',
        '<c r="{0}" t="e"><v>#N/A</v></c>',
        '<c r="{0}" t="str"><v>{1}</v></c>',
    )
    rare = (
        '<c r="{0}"><f>A1+{1}</f><v>{1}</v></c>',
        '<c r="{0}"><f>A1+{1}</f></c>',
        '<c r="{0}" t="str"><v>a &amp; b</v></c>',
        '<c r="{0}" t="s"><v></v></c>',
        '<c s="1" r="{0}"><v>{1}</v></c>',
        '<c r="{0}"><v>{1}</v><extLst><ext/></extLst></c>',
    )
    cells = "".join(
        random.choice(rare if random.random() < 0.03 else shapes).format(
            f"{letter}{row}", random.choice("01")
        )
        for letter in "ABCDEFGHIJ"
        if random.random() < 0.8
    )
    hidden = random.choice(("", "", ' spans="1:9"', ' hidden="1"', ' ht="0"'))
    return f'<row r="{row}"{hidden}>{cells}</row>'


def test_rows_taken_as_text_are_read_as_the_parser_reads_them(tmp_path: Path) -> None:
    random = Random(3)  # noqa: S311 - the same every time
    rows = "".join(a_row(row, random) for row in range(1, 600))
    plain, parsed = (
        only_sheet(zipped(tmp_path / f"{number}.xlsx", xlsx_parts(rows, strings=STRINGS, before=before)))
        for number, before in enumerate(("", "<!-- read by the parser -->"))
    )
    assert len(plain.cells) > 3000
    assert plain == parsed


def test_cells_without_addresses_stand_in_the_order_written(tmp_path: Path) -> None:
    cells = cells_of(tmp_path, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert {address: cell.text for address, cell in cells.items()} == {"A1": "1", "B1": "2", "A2": "3"}


def test_a_row_inside_a_comment_or_cdata_is_not_read(tmp_path: Path) -> None:
    rows = """<!--<row r="1"><c r="A1"><v>1</v></c></row>--><row r="2"><c r="A2" t="inlineStr">\
<is><t><![CDATA[<row r="9"><c r="A9"><v>9</v></c></row>]]></t></is></c></row>"""
    cells = cells_of(tmp_path, rows)
    assert shown(cells) == {"A2": ("text", '<row r="9"><c r="A9"><v>9</v></c></row>')}


def test_inline_rich_and_escaped_text_is_put_together_without_its_reading_aid(tmp_path: Path) -> None:
    rows = """<row r="1"><c r="A1" t="inlineStr"><is><r><t>Mary </t></r><r><t>Ann</t></r>\
<rPh><t>x</t></rPh></is></c>\
<c r="B1" t="s"><v>0</v></c><c r="C1" t="str"><v>a &amp; b</v></c></row>"""
    strings = "<si><r><t>line_x000D_</t></r><r><t>\nnext</t></r><rPh><t>y</t></rPh></si>"
    cells = cells_of(tmp_path, rows, strings=strings)
    assert [cell.text for cell in cells.values()] == ["Mary Ann", "line\r\nnext", "a & b"]


def test_a_shared_formula_is_given_as_it_stands_in_each_cell(tmp_path: Path) -> None:
    rows = """<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*$C$1+LOG10(2)&amp;"A1"</f>\
<v>1</v></c></row>\
<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>"""
    cells = cells_of(tmp_path, rows)
    assert cells["B2"].formula == '=A2*$C$1+LOG10(2)&"A1"'


def test_elements_with_a_prefix_are_read(tmp_path: Path) -> None:
    parts = xlsx_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="5"><x:c r="C5" s="3"><x:v>43580</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    (cell,) = only_sheet(zipped(tmp_path / "prefixed.xlsx", parts)).cells
    assert (cell.address, cell.text) == ("C5", "25.04.19")


def test_a_worksheet_in_utf_16_is_read(tmp_path: Path) -> None:
    parts = xlsx_parts('<row r="1"><c r="A1" t="str"><v>Zoë</v></c></row>')
    text = str(parts["xl/worksheets/sheet1.xml"]).replace("UTF-8", "UTF-16")
    parts["xl/worksheets/sheet1.xml"] = text.encode("utf-16")
    (cell,) = only_sheet(zipped(tmp_path / "wide.xlsx", parts)).cells
    assert cell.text == "Zoë"


def test_two_cells_at_far_corners_are_two_cells(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert list(cells_of(tmp_path, rows)) == ["A1", "XFD1048576"]


def test_dates_of_a_1904_workbook_are_right(tmp_path: Path) -> None:
    parts = xlsx_parts('<row r="1"><c r="A1" s="1"><v>42118</v></c></row>')
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        "<workbookPr/>", '<workbookPr date1904="1"/>'
    )
    workbook = read_workbook(zipped(tmp_path / "mac.xlsx", parts))
    assert workbook.date_1904
    assert workbook.sheets[0].cells[0].value == date(2019, 4, 25)


def test_parts_are_found_through_relationships_not_by_name(tmp_path: Path) -> None:
    parts = xlsx_parts('<row r="1"><c r="A1"><v>7</v></c></row>')
    parts["Data/One.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    links = str(parts["xl/_rels/workbook.xml.rels"])
    parts["xl/_rels/workbook.xml.rels"] = links.replace("worksheets/sheet1.xml", "/data/one.xml")
    assert [cell.text for cell in only_sheet(zipped(tmp_path / "moved.xlsx", parts)).cells] == ["7"]


def test_what_excel_knows_of_a_sheet_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("CP")
        sheet.merge_range("A1:C1", "Child Protection")
        sheet.write_row("A2", ["Name", "DOB", "Seen"])
        sheet.write_datetime(
            "B3", datetime.fromisoformat("2010-02-28"), book.add_format({"num_format": "d-mmm-yy"})
        )
        sheet.write_comment("B3", "checked")
        sheet.write_comment("D9", "on an empty cell")
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.autofilter("A2:C3")
        book.add_worksheet("old").hide()
    workbook = read_workbook(path)
    tracker, old = workbook.sheets
    assert tracker.merged == [Span(1, 1, 1, 3)]
    assert tracker.hidden_rows == {3}
    assert tracker.hidden_columns == {2}
    assert tracker.filtered == Span(2, 1, 3, 3)
    assert (tracker.visible, old.visible) == (True, False)
    assert {cell.address: cell.text for cell in tracker.cells} == {
        "A1": "Child Protection",
        "A2": "Name",
        "B2": "DOB",
        "C2": "Seen",
        "B3": "28-Feb-10",
    }
    assert tracker.cells[-1].comment == "checked"
    assert workbook.notes == ["comments on empty cells, left out: 1"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("<worksheet", '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet'), "dtd"),
        (("</worksheet>", ""), "damaged"),
        (('<c r="A1">', '<c r="A1" t="s">'), "damaged"),
        (('<c r="A1">', '<c r="1A">'), "damaged"),
    ],
)
def test_a_broken_worksheet_is_refused_and_its_content_not_repeated(
    tmp_path: Path, change: tuple[str, str], reason: str
) -> None:
    parts = xlsx_parts('<row r="1"><c r="A1"><v>5</v></c></row>')
    parts["xl/worksheets/sheet1.xml"] = str(parts["xl/worksheets/sheet1.xml"]).replace(*change)
    with pytest.raises(RefusedError) as caught:
        read_workbook(zipped(tmp_path / "broken.xlsx", parts))
    assert caught.value.reason == reason
    assert "five" not in str(caught.value)
    assert caught.value.__context__ is None or caught.value.__suppress_context__


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
def test_a_part_that_is_spoken_of_and_missing_is_damage_not_a_default(tmp_path: Path, part: str) -> None:
    parts = xlsx_parts('<row r="1"><c r="A1" s="1"><v>43580</v></c></row>')
    del parts[part]
    with pytest.raises(RefusedError, match="damaged"):
        read_workbook(zipped(tmp_path / "lacking.xlsx", parts))


@pytest.mark.parametrize("kind", ["inline", "shared"])
def test_a_cell_far_longer_than_excel_allows_is_refused(tmp_path: Path, kind: str) -> None:
    text = f"<t>{'x' * 2_000_000}</t>"
    inline = f'<row r="1"><c r="A1" t="inlineStr"><is>{text}</is></c></row>'
    parts = xlsx_parts(inline) if kind == "inline" else xlsx_parts("", strings=f"<si>{text}</si>")
    with pytest.raises(RefusedError, match="too_large"):
        read_workbook(zipped(tmp_path / "long.xlsx", parts))


def test_the_filter_of_an_excel_table_is_told_as_one_on_the_sheet_is(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("CP")
        sheet.add_table(
            "B2:C4", {"data": [["Amy", 1], ["Ben", 2]], "columns": [{"header": "Name"}, {"header": "ID"}]}
        )
        sheet.set_row(2, None, None, {"hidden": True})
    read = only_sheet(path)
    assert (read.filtered, read.hidden_rows) == (Span(2, 2, 4, 3), {3})
    assert [cell.text for cell in read.cells] == ["Name", "ID", "Amy", "1", "Ben", "2"]
