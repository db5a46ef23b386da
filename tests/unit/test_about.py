from __future__ import annotations

from datetime import date

import pytest

from assets.locality.about import About, told_about
from assets.locality.cells import Workbook
from assets.locality.layout import FileRule
from tests.unit.workbook_shapes import AS_AT, sheet

RULE = FileRule.model_validate(
    {
        "match": "*",
        "sheets": [{"ignore": "not read here"}],
        "describes": [{"title": "Position at {date}*"}, {"file_name": "Tracker {month}"}],
    }
)
HEADING = ["Name", "ID", "DOB"]


def about(title: str, file_name: str, sheet_name: str = "CP", rule: FileRule = RULE) -> About:
    workbook = Workbook("xlsx", [sheet(sheet_name, [[title], HEADING, ["Ann Lee", 101, "1/2/2010"]])])
    return told_about(workbook, rule, file_name, AS_AT)


def test_the_first_place_of_the_layout_that_tells_counts() -> None:
    assert about("Position at 28th April 2019 (draft)", "Tracker March 2019") == About(date(2019, 4, 28))
    assert about("Our children", "Tracker April 2019") == About(date(2019, 4, 30))


@pytest.mark.parametrize(
    ("title", "file_name", "sheet_name", "day"),
    [
        ("Children as of 28 April 2019", "Copy of tracker", "CP", date(2019, 4, 28)),
        ("Our children", "Apr-19 CP children final", "CP", date(2019, 4, 30)),
        ("Our children", "CP children", "April 2019", date(2019, 4, 30)),
        ("Our children", "CP tracker 2019-04", "CP", date(2019, 4, 30)),
        ("April 2019 return", "CP children 30.04.2019", "CP Apr 19", date(2019, 4, 30)),
    ],
)
def test_where_the_layouts_places_fail_the_one_month_all_names_agree_on_is_asked_about(
    title: str, file_name: str, sheet_name: str, day: date
) -> None:
    said = about(title, file_name, sheet_name)
    assert (said.day, said.fault) == (day, None)
    assert said.asked == (
        "it is taken to be about April 2019, which is not said as the layout has it: confirm it"
    )


@pytest.mark.parametrize(
    ("title", "file_name"),
    [("Our children", "CP children"), ("March 2019", "CP April 2019"), ("Team 12 of 20", "CP v2")],
)
def test_a_workbook_whose_month_cannot_be_told_says_where_it_was_looked_for(
    title: str, file_name: str
) -> None:
    assert about(title, file_name).fault == (
        "what month it is about cannot be told: the layout looks for title 'Position at {date}*',"
        " file name 'Tracker {month}'; it looked at the first 12 rows of each sheet, such as CP A1,"
        " CP A2 and B2 and C2, CP A3 and B3 and C3"
    )


def test_a_month_far_ahead_is_a_slip() -> None:
    assert about("Position at 30/04/2091", "x").fault == (
        "it says it is about April 2091, long after the night of 2019-05-01: correct it there"
    )


def test_a_layout_that_does_not_say_where_the_month_stands_asks_nothing() -> None:
    rule = RULE.model_copy(update={"describes": ()})
    assert about("March 2019", "CP April 2019", rule=rule) == About()
