"""How numbers, names and codes are written on the pages, and what a locality's folder is called."""

from __future__ import annotations

import pytest

from assets.publishing.folders import locality_folders
from assets.publishing.pages_lists import columns_of
from assets.publishing.pages_rows import listed, reference, shortened
from assets.publishing.rendering import (
    change,
    figure,
    inline_json,
    measure,
    percent,
    plural,
    signed,
    word,
    words,
)

KINDS = """
    missing_from_spreadsheet missing_from_system not_open_in_system value_differs duplicate_row
    wrong_locality unreadable_value figure_differs
"""
CAUSES = """
    day_month_swapped wrong_year digits_transposed typo stale_value not_recorded_in_system
    closed_case_left_on not_yet_added transferred copied_row free_text calendar_days_counted
    wrong_denominator rows_missed_by_formula previous_month_copied rounding percent_as_fraction unknown
"""


def test_every_kind_and_cause_has_its_words() -> None:
    said = words()
    assert set(said["kinds"]) == set(KINDS.split())
    assert set(said["causes"]) == set(said["cause_names"]) == set(CAUSES.split())
    assert set(said["steps"]) == {"arithmetic", *KINDS.split()} - {"figure_differs"}
    assert all(kind["todo"] and kind["meaning"] for kind in said["kinds"].values())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *((None, "–"), (0, "0"), (48.0, "48"), (100, "100"), (33.333, "33.3")),
        *((0.172, "0.17"), (0.996, "1"), (1234.5, "1,234.5"), (1000, "1,000")),
    ],
)
def test_a_value_is_written_short(value: float | None, shown: str) -> None:
    assert figure(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(-8, "−8"), (8, "+8"), (0, "0"), (None, "–")])
def test_a_difference_has_its_sign(value: float | None, shown: str) -> None:
    assert signed(value) == shown


def test_a_value_has_its_indicators_unit() -> None:
    assert [measure(84.25, "%"), measure(84, "plans"), measure(None, "%")] == ["84.2%", "84", "–"]
    assert [change(-3, "%"), change(2, "plans"), change(None, "%")] == ["−3 points", "+2", "–"]
    assert [plural(1, "child", "children"), plural(2, "child", "children")] == ["1 child", "2 children"]


@pytest.mark.parametrize(("value", "shown"), [(99.98, "99.9"), (100, "100.0"), (0, "0.0")])
def test_what_is_not_all_is_not_shown_as_all(value: float, shown: str) -> None:
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("names", "said"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_localities_are_listed_as_people_do(names: list[str], said: str) -> None:
    assert listed(names) == said


def test_a_code_without_words_is_shown_itself() -> None:
    assert [word("new_code", {}), word(None, {}), word("a", {"a": {"name": "A name"}})] == [
        "new_code",
        "–",
        "A name",
    ]


@pytest.mark.parametrize(
    ("sheet", "cell", "goes_to"),
    [
        *(("CP", "C4", "'CP'!C4"), ("Fiona's", "C4", "'Fiona''s'!C4"), (None, "C4", "C4")),
        *(("", "C4", "C4"), ("=cmd()", "A1", "'=cmd()'!A1"), ("CP", None, None)),
    ],
)
def test_a_cells_reference_is_what_a_name_box_takes(
    sheet: str | None, cell: str | None, goes_to: str | None
) -> None:
    assert reference(sheet, cell) == goes_to


def test_folders_are_plain_and_never_shared() -> None:
    names = ["Eastern & Mid", "eastern and mid", "Zoë’s", "No locality", "???"]
    assert locality_folders(names) == {
        "???": "unnamed",
        "Eastern & Mid": "eastern-and-mid",
        "No locality": "no-locality-2",
        "Zoë’s": "zoes",
        "eastern and mid": "eastern-and-mid-2",
    }


@pytest.mark.parametrize(
    ("files", "short"),
    [
        ({"a/b/c.xlsx", "a/b/d/e.csv"}, {"c.xlsx", "d/e.csv"}),
        *(({"a/b/c.xlsx"}, {"c.xlsx"}), ({"c.xlsx", "x/d.xlsx"}, {"c.xlsx", "x/d.xlsx"})),
        *(({"ab/c", "abc/d"}, {"ab/c", "abc/d"}), (set(), set())),
    ],
)
def test_a_files_path_is_shown_without_the_folder_of_them_all(files: set[str], short: set[str]) -> None:
    assert set(shortened(files).values()) == short


def test_columns_are_values_and_a_place_in_them_for_each_row() -> None:
    rows = [{"team": "B", "nights": 1}, {"team": "A", "nights": None}, {"team": "B", "nights": 1}]
    assert columns_of(rows, ["nights"]) == {
        "team": {"values": ["B", "A"], "at": [0, 1, 0]},
        "nights": {"values": [1, None], "at": [0, 1, 0], "given": True},
    }


def test_json_in_a_page_holds_nothing_that_could_end_it() -> None:
    assert inline_json({"a": "</script>&<!--"}) == '{"a":"\\u003c/script\\u003e\\u0026\\u003c!--"}'
