from __future__ import annotations

import pytest

from assets.locality.cells import Sheet
from assets.locality.grid import USED, Grid
from assets.locality.layout import Layout
from assets.locality.tables import find_blocks
from tests.unit.workbook_shapes import TEAMS, layout, sheet

TRACKER = {
    "holds": "children",
    "header": {"anchors": ["name", "dob"]},
    "columns": {
        "name": ["Name", "Child / Name"],
        "dob": "DOB",
        "last_visit": ["Visits / Last", "Last visit"],
    },
}


def found(layout_: Layout, one: Sheet) -> list[tuple[str, int, int, int]]:
    """Name, last line of the heading, last row and first column of each table."""
    blocks = find_blocks(Grid(one), dict(layout_.tables), TEAMS)
    return [(block.name, block.bottom, block.last_row, block.first_column) for block in blocks]


HEADING = ["Name", "DOB", "Last visit"]
CHILD = ["Ann Lee", "1/2/2010", "1/4/2019"]


@pytest.mark.parametrize("above", [[], [["Title"]], [["Title"], [], ["More"], []], [["a", "b", "c"]]])
def test_the_heading_is_found_wherever_it_has_moved(above: list[list[object]]) -> None:
    one = sheet("CP", [*above, HEADING, CHILD])
    assert found(layout({"t": TRACKER}), one) == [("t", len(above) + 1, len(above) + 2, 1)]


def test_a_heading_in_other_capitals_and_another_order_is_the_heading() -> None:
    assert found(layout({"t": TRACKER}), sheet("CP", [["LAST VISIT", " dob", "NAME "], CHILD]))


def test_without_enough_anchors_there_is_no_table() -> None:
    assert found(layout({"t": TRACKER}), sheet("CP", [["Name", "Reared", "Last visit"], CHILD])) == []


def test_an_anchor_of_other_words_that_commonly_mean_the_same_finds_the_table() -> None:
    assert found(layout({"t": TRACKER}), sheet("CP", [["Name", "Born", "Last visit"], CHILD])) == [
        ("t", 1, 2, 1)
    ]


def test_the_same_heading_further_down_begins_the_table_again() -> None:
    one = sheet("CP", [HEADING, CHILD, [], ["Team 2"], HEADING, CHILD])
    assert found(layout({"t": TRACKER}), one) == [("t", 1, 3, 1), ("t", 5, 6, 1)]


def test_a_table_ends_above_the_title_of_the_next() -> None:
    one = sheet("CP", [HEADING, CHILD, ["Team 2"], HEADING, CHILD])
    assert [last for _, _, last, _ in found(layout({"t": TRACKER}), one)] == [2, 5]


def test_side_by_side_each_table_begins_at_its_first_anchor() -> None:
    table = TRACKER | {"side_by_side": True}
    one = sheet("CP", [[*HEADING, None, *HEADING], [*CHILD, None, *CHILD]])
    assert found(layout({"t": table}), one) == [("t", 1, 2, 1), ("t", 1, 2, 5)]


def test_two_tables_of_other_headings_stand_side_by_side() -> None:
    other = {
        "holds": "children",
        "header": {"anchors": ["child_id", "name"]},
        "columns": {"name": "Pupil", "child_id": "No"},
    }
    two = layout({"t": TRACKER, "u": other}, [{"table": ["t", "u"]}])
    one = sheet("CP", [[*HEADING, "New", "Pupil", "No"], [*CHILD, None, "Bo", 7]])
    blocks = find_blocks(Grid(one), dict(two.tables), TEAMS)
    assert [(block.name, [heading.column for heading in block.headings]) for block in blocks] == [
        ("t", [1, 2, 3, 4]),
        ("u", [5, 6]),
    ]


def test_of_two_lines_the_lower_one_is_the_columns_own() -> None:
    table = TRACKER | {"header": {"anchors": ["name", "dob"], "lines": 2}}
    rows = [["Child", None, "Visits", None], ["Name", "DOB", "Last", "Next"], CHILD]
    blocks = find_blocks(
        Grid(sheet("CP", rows, [(1, 1, 1, 2), (1, 3, 1, 4)])), dict(layout({"t": table}).tables), TEAMS
    )
    assert [heading.words for heading in blocks[0].headings] == [
        ("child", "name"),
        ("child", "dob"),
        ("visits", "last"),
        ("visits", "next"),
    ]


def test_a_heading_merged_over_both_lines_has_no_group() -> None:
    table = TRACKER | {"header": {"anchors": ["name", "dob"], "lines": 2}}
    rows = [["Child", None, "SW"], ["Name", "DOB", None], CHILD]
    blocks = find_blocks(
        Grid(sheet("CP", rows, [(1, 1, 1, 2), (1, 3, 2, 3)])), dict(layout({"t": table}).tables), TEAMS
    )
    assert [heading.words for heading in blocks[0].headings] == [("child", "name"), ("child", "dob"), ("sw",)]


def test_groups_that_are_not_merged_run_on_where_the_layout_says_so() -> None:
    header = {"anchors": ["name", "dob"], "lines": 2, "groups_run_on": True}
    rows = [["Child", None, "Visits", None], ["Name", "DOB", "Last", "Next"], CHILD]
    blocks = find_blocks(
        Grid(sheet("CP", rows)), dict(layout({"t": TRACKER | {"header": header}}).tables), TEAMS
    )
    assert [heading.words[0] for heading in blocks[0].headings] == ["child", "child", "visits", "visits"]


def test_a_merge_to_the_end_of_the_sheet_covers_only_what_is_filled() -> None:
    grid = Grid(sheet("CP", [["Family", "Child"], ["Lee", "Ann"], [None, "Bo"]], [(2, 1, 1_048_576, 1)]))
    family = grid.down(3, 1)
    assert family is not None
    assert family.address == "A2"
    assert grid.down(1_000_000, 1) is None


def test_a_cell_that_is_used_stays_used_and_spaces_are_ignored() -> None:
    grid = Grid(sheet("CP", [["Name", "  "], ["Ann", "x"]]))
    grid.mark([grid.cells[1, 1]], USED)
    grid.mark([grid.cells[1, 1]], "title")
    assert grid.account() == {"used": 1, "spaces only": 1, "": 2}
