"""A row is found by what an officer has at hand, and whatever was typed stays within the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.unit.working_tables import Rows, a_discrepancy, a_place
from tests.unit.worklist_nights import an_answer, fill, publish_with_worklists, run

NIGHT, NEXT = date(2019, 5, 1), date(2019, 5, 2)
ROWS: Rows = {
    "staged.tracker_rows": [
        {"tracker_row_id": 8, "locality": "North", "source_file": "North.xlsx", "sheet": "CP"}
        | {"row_number": 8, "cell": "A8"}
    ],
    "staged.tracker_values": [
        {"tracker_row_id": 8, "field": "child_id", "cell": "A8", "typed": "ECL-0072569"}
    ],
    "reconciled.discrepancies": [
        a_discrepancy("figure", sheet="Dashboard", cell="E4", row_number=4, person_id=None),
        a_discrepancy("quoted", sheet="Jo's list", cell="E5", row_number=5, person_id="555"),
        a_discrepancy("number", sheet="CP", cell="C7", row_number=7, person_id="19168"),
        a_discrepancy("typed", sheet="CP", cell="C8", row_number=8, person_id="72659"),
    ],
}


@pytest.fixture(scope="module")
def discrepancies(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = a_place(tmp_path_factory.mktemp("county"))
    given = run(place, NIGHT, ROWS).file()
    fill(place, given, {"number": an_answer("answered", "Bob", "x" * 32_760)}, "bob.xlsx")
    fill(place, given, {"number": an_answer("answered", "Ann", "short")}, "ann.xlsx")
    released = publish_with_worklists(place, NEXT, ROWS)
    return Path(released.folder / "pages" / "north" / "discrepancies.html").as_uri()


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("'Dashboard'!E4", "E4"),
        ("Dashboard!E4", "E4"),
        ("dashboard!e4 ", "E4"),
        ("'Jo''s list'!E5", "E5"),
        ("19168", "C7"),
        ("0019168", "C7"),
        ("ECL-0019168", "C7"),
        ("ECL 19168", "C7"),
        ("ECL-0072569", "C8"),
        ("0072569", "C8"),
        ("72659", "C8"),
        ("C8", "C8"),
    ],
)
def test_a_row_is_found_by_its_reference_and_by_its_number_however_typed(
    page: Page, discrepancies: str, typed: str, cell: str
) -> None:
    page.goto(discrepancies)
    page.get_by_label("Record number, cell or reference").fill(typed)
    expect(page.get_by_role("status")).to_have_text("1 of 4 rows; rows 1 to 1 are shown.")
    assert page.locator("#list tbody strong").first.inner_text() == cell


def test_each_of_two_people_finds_the_row_they_share(page: Page, discrepancies: str) -> None:
    page.goto(discrepancies)
    box = page.get_by_label("Who has it")
    assert box.locator("option").all_inner_texts() == ["All", "Ann", "Bob", "Nobody"]
    for name in ("Ann", "Bob"):
        box.select_option(name)
        expect(page.get_by_role("status")).to_have_text("1 of 4 rows; rows 1 to 1 are shown.")
    page.reload()
    assert box.input_value() == "Bob"


@pytest.mark.parametrize("width", [320, 1280])
def test_one_endless_word_widens_nothing_and_leaves_the_others_readable(
    page: Page, discrepancies: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(discrepancies)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.getElementById('list').offsetWidth") < 1400
    widths = page.evaluate("[...document.querySelectorAll('#list thead th')].map(one => one.offsetWidth)")
    assert min(widths) >= 80
