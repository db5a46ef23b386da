from __future__ import annotations

from pathlib import Path

import pytest

from assets.locality.layout import LayoutError, load_layout, parse_layout

GOLDEN = Path(__file__).parent.parent / "golden" / "layouts"
TRACKER = {"holds": "children", "columns": {"name": "Name", "dob": "DOB"}}
SUMMARY = {
    "holds": "figures",
    "header": {"anchors": ["Measure"]},
    "measure": {"column": "Measure"},
    "team": {"across": 1},
    "month": {"title": "{month}"},
    "indicators": {"open_cp_plans": "CP plans"},
}


def a_layout(tables: dict[str, object], sheets: object = None) -> dict[str, object]:
    rules = sheets or [{"table": next(iter(tables))}]
    return {"locality": "Hill", "files": [{"match": "*", "sheets": rules}], "tables": tables}


@pytest.mark.parametrize("name", ["northern", "exeter", "eastern_and_mid", "southern"])
def test_the_golden_layouts_are_layouts(name: str) -> None:
    layout = load_layout(GOLDEN / f"{name}.yaml")
    assert layout.confirmed is not None
    assert any(table.holds == "figures" for table in layout.tables.values())


def test_a_column_may_be_a_text_a_list_or_more() -> None:
    columns = {"name": "Name", "dob": ["DOB", "Born"], "child_id": {"headings": "ID", "prefixes": "ECL"}}
    table = parse_layout(a_layout({"t": {"holds": "children", "columns": columns}}), "x").tables["t"]
    assert table.holds == "children"
    assert table.columns["name"].headings == ("Name",)
    assert table.columns["dob"].headings == ("DOB", "Born")
    assert table.columns["child_id"].prefixes == ("ECL",)


def test_a_heading_that_yaml_reads_as_a_number_is_its_text() -> None:
    table = {"holds": "children", "columns": {"name": "Name", "last_visit": [2019]}}
    read = parse_layout(a_layout({"t": table}), "x").tables["t"]
    assert read.holds == "children"
    assert read.columns["last_visit"].headings == ("2019",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"columns": {"name": "Name", "shoe_size": "Shoe"}}, "'shoe_size' is not one of child_id"),
        ({"columns": {"dob": "DOB"}}, "no column names the child"),
        ({"columns": {"forename": "First"}}, "forename needs a surname column"),
        ({"team": {"column": "Team"}}, "declare a team column under columns"),
        ({"team": {"title": "{team}", "sheet_name": "{team}"}}, "say one of across"),
        ({"team": {}}, "say one of across"),
        (
            {"heading": 3},
            "there is no key 'heading' here; did you mean 'header'? Known are header, side_by_side",
        ),
    ],
)
def test_a_tracker_that_cannot_be_is_refused_with_its_place(change: dict[str, object], message: str) -> None:
    with pytest.raises(LayoutError, match=r"^hill\.yaml: tables > t") as raised:
        parse_layout(a_layout({"t": TRACKER | change}), "hill.yaml")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"header": {}}, "declare the anchors"),
        ({"month": {"across": 2}}, "across is a line of the heading, which has fewer"),
        ({"team": {"always": "All"}}, "nothing stands across; declare values"),
        ({"measure": {"always": "CP plans"}, "month": {"corner": True}}, "corner is the measures' heading"),
    ],
)
def test_a_summary_that_cannot_be_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(LayoutError) as raised:
        parse_layout(a_layout({"t": SUMMARY | change}), "hill.yaml")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ([{"match": "CP", "table": "other"}], "no table 'other' under tables"),
        ([{"match": "CP"}], "say table: (what to read) or ignore: (why not)"),
        ([{"match": "CP", "table": "t", "ignore": "old"}], "say table: (what to read) or ignore: (why not)"),
    ],
)
def test_a_sheet_is_read_by_a_declared_table_or_ignored(sheets: object, message: str) -> None:
    with pytest.raises(LayoutError) as raised:
        parse_layout(a_layout({"t": TRACKER}, sheets), "hill.yaml")
    assert message in str(raised.value)


def test_what_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "hill.yaml").write_text("locality: Hill\nfiles: [\n", encoding="utf-8")
    with pytest.raises(LayoutError, match=r"hill\.yaml, line 3: not readable as YAML"):
        load_layout(tmp_path / "hill.yaml")


def test_a_layout_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"hill\.yaml: no such layout"):
        load_layout(tmp_path / "hill.yaml")
