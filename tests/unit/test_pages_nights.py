"""What the leading pages say of a night: that all agrees, what is lacking, what was not read, and trends."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from assets.publishing.summary import summarise
from tests.unit.page_reader import Page
from tests.unit.working_tables import (
    Rows,
    a_place,
    a_workbook,
    publish,
)

NIGHT = date(2019, 5, 1)
MARCH = date(2019, 3, 1)


def test_a_night_on_which_all_agrees_says_so(tmp_path: Path) -> None:
    released = publish(a_place(tmp_path), NIGHT, {"staged.teams": [{"locality": "North", "team": "N1"}]})
    folder = released.folder / "pages"
    for name, said in (
        ("index.html", "Every workbook was read"),
        ("index.html", "No discrepancy was found"),
        ("index.html", "No workbook was refused"),
        ("index.html", "Every cell was read or left aside by a named rule"),
        ("index.html", "No rule is broken"),
        ("north/index.html", "No typed figure of the newest month differs"),
        ("north/discrepancies.html", "0 rows"),
    ):
        assert said in Page(folder / name).text, name


def test_what_the_extract_lacks_is_on_every_leading_page_and_in_the_summary(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    message = "ssd_cp_visits.csv was not delivered"
    missing = {"record_table": "ssd_cp_visits", "said": message}
    late = {"said": "the extract tells of nothing after 2019-04-01"}
    rows: Rows = {
        "staged.teams": [{"locality": "North", "team": "N1"}],
        "staged.lacking": [missing],
        "staged.other_night": [late],
    }
    released = publish(place, NIGHT, rows)
    texts = [Page(released.folder / "pages" / page).text for page in ("index.html", "north/index.html")]
    summary = summarise(place)
    assert summary.lacking == [message, late["said"]]
    for text in texts:
        assert "The extract lacks something tonight, and what rests on that is blank." in text
    for said in summary.lacking:
        assert all(said in text for text in texts)
        assert f"  {said}" in summary.lines


def test_a_locality_of_which_nothing_was_read_is_not_said_to_be_read_in_part(tmp_path: Path) -> None:
    gone = a_workbook("North", NIGHT, "missing", describes=None, delivered_at=None, reason="no layout")
    rows: Rows = {"staged.teams": [{"locality": "North", "team": "N1"}], "staged.workbooks": [gone]}
    folder = publish(a_place(tmp_path), NIGHT, rows).folder / "pages"
    county, locality = (Page(folder / page).text for page in ("index.html", "north/index.html"))
    assert "nothing of it was read" in county
    assert "read in part" not in county
    assert "Nothing of North could be read tonight" in locality


def test_accuracy_has_a_trend_over_the_nights_that_were_read(tmp_path: Path) -> None:
    place = a_place(tmp_path)

    def night(as_at: date, agreeing: int, status: str = "read") -> Page:
        rows: Rows = {
            "staged.workbooks": [a_workbook("North", as_at, status), a_workbook("South", as_at)],
            "staged.tracker_rows": [{"tracker_row_id": 1, "locality": "North", "team": "N1"}],
            "reconciled.comparisons": [
                {"tracker_row_id": 1, "field": f"field {number}", "agrees": number < agreeing}
                for number in range(4)
            ],
        }
        return Page(publish(place, as_at, rows).folder / "pages" / "index.html")

    night(NIGHT, 2)
    night(NIGHT, 1)
    night(NIGHT + timedelta(days=1), 4, "held_back")
    page = night(NIGHT + timedelta(days=2), 3)
    assert "North rose from 25.0% to 75.0%" in page.text
    assert "+50 points" in page.text
    assert len(page.all("svg")) == 1
    assert "2 May 2019" not in page.text
