from __future__ import annotations

from datetime import date

import pytest

from assets.locality.workbooks import WorkbookReading
from tests.unit.workbook_shapes import layout, read, sheet

TABLE = {
    "holds": "children",
    "header": {"anchors": ["name", "last_visit"]},
    "columns": {"name": "Name", "child_id": "ID", "last_visit": "Last visit"},
}


def read_column(visits: list[object]) -> WorkbookReading:
    children = [[f"Child {number}", number, visit] for number, visit in enumerate(visits, start=1)]
    return read(layout({"t": TABLE}), sheet("CP", [["Name", "ID", "Last visit"], *children]))


def notes(reading: WorkbookReading) -> list[str]:
    return [value.reading.note for row in reading.rows for value in row.values if value.field == "last_visit"]


SWAPPED: list[object] = [date(2019, month, 4) for month in range(1, 7)]
LEFT_AS_TEXT: list[object] = ["13/04/2019", "17/04/2019", "25/03/2019", "30/04/19"]


def test_dates_up_to_the_twelfth_beside_later_ones_left_as_text_betray_a_machine_with_us_dates() -> None:
    reading = read_column([*SWAPPED, *LEFT_AS_TEXT])
    assert reading.sheets[0].reason == (
        "the dates under 'Last visit' (C1) may be month first (6 dates have days up to 12, 4 with days beyond"
        " are left as text, as a machine with US dates does): they are read day first, confirm it"
    )
    values = [
        value.reading.value for row in reading.rows for value in row.values if value.field == "last_visit"
    ]
    assert values[:2] == [date(2019, 1, 4), date(2019, 2, 4)]
    assert notes(reading)[0] == "a date cell; may be month first: 2019-04-01"
    assert "month first" not in notes(reading)[-1]


def test_a_column_typed_month_first_is_suspected_and_its_values_are_never_swapped() -> None:
    reading = read_column(["4/13/2019", "3/28/2019", "4/2/2019", "3/3/2019"])
    assert "2 dates exist only month first, and none only day first" in str(reading.sheets[0].reason)
    assert [
        (value.reading.state, value.reading.value) for row in reading.rows for value in row.values[2:]
    ] == [
        ("ambiguous", None),
        ("ambiguous", None),
        ("read", date(2019, 2, 4)),
        ("read", date(2019, 3, 3)),
    ]
    assert notes(reading)[3] == "four-digit year"
    assert notes(reading)[2] == "four-digit year; may be month first: 2019-04-02"


@pytest.mark.parametrize(
    "visits",
    [
        [*SWAPPED, *LEFT_AS_TEXT, date(2019, 4, 15)],  # a date cell that no such machine can have made
        [*SWAPPED, *LEFT_AS_TEXT, "3/4/2019"],  # a text that it would have made a date of
        [*SWAPPED[:2], *LEFT_AS_TEXT[:1]],  # too few: chance
        SWAPPED,
        LEFT_AS_TEXT,
        ["4/13/2019", "3/28/2019", "13/4/2019"],  # slips, in a column that is day first
        ["4/13/2019", "4/2/2019"],  # one slip
        ["13th April 2019", "2019-04-28"],
    ],
)
def test_a_column_that_chance_or_slips_explain_is_not_suspected(visits: list[object]) -> None:
    reading = read_column(visits)
    assert reading.sheets[0].reason is None
    assert not any("month first:" in note and "may be" in note for note in notes(reading))
