"""What the pages show of answers and of returned worklists, whatever people typed or called their files."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import openpyxl

from assets.county import Place
from assets.publishing.pages_list_rows import discrepancy_row
from tests.unit.page_reader import Page
from tests.unit.working_tables import Rows, a_discrepancy, a_place
from tests.unit.worklist_nights import MAY, an_answer, fill, holding, publish_with_worklists, run

FIRST, SECOND, THIRD = MAY[:3]
NAMED = "Ellie Smith dob 1.1.10"


def page_of(place: Place, as_at: date, rows: Rows, name: str = "north/discrepancies.html") -> Page:
    return Page(publish_with_worklists(place, as_at, rows).folder / "pages" / name)


def listed(page: Page, column: str) -> list[object]:
    [text] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page.html)
    found = json.loads(text)["columns"][column]
    return [found["values"][place] for place in found["at"]]


def test_an_acceptance_is_shown_with_its_end_date_and_then_as_ended(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    given = run(place, FIRST, holding("a")).file()
    fill(place, given, {"a": an_answer("accepted", "Jo", "a court order", SECOND)})
    assert "Accepted until 2 May 2019" in page_of(place, SECOND, holding("a")).text
    page = page_of(place, THIRD, holding("a"))
    assert "Accepted until" not in page.text
    assert "Its acceptance ended on 2 May 2019" in page.text


def test_what_is_answered_can_be_told_from_what_still_waits(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    given = run(place, FIRST, holding("a", "b", "c")).file()
    fill(place, given, {"a": an_answer("answered", "Jo", "x"), "b": an_answer("accepted", "Jo", "y", THIRD)})
    page = page_of(place, SECOND, holding("a", "b", "c", "d"))
    standing = dict(zip(listed(page, "id"), listed(page, "standing"), strict=True))
    assert standing == {"a": "Answered", "b": "Accepted", "c": "Open", "d": "New tonight"}
    [text] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page.html)
    assert {"column": "standing", "label": "Status"} in json.loads(text)["filters"]


def test_whoever_shares_a_row_is_offered_alone(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    given = run(place, FIRST, holding("a", "b")).file()
    fill(place, given, {"a": an_answer("answered", "Bob", "x")}, "bob.xlsx")
    fill(place, given, {"a": an_answer("answered", "Ann", "y")}, "ann.xlsx")
    page = page_of(place, SECOND, holding("a", "b"))
    assert sorted(map(str, listed(page, "owners"))) == ["['Ann', 'Bob']", "['Nobody']"]
    assert "Ann: answered, y; Bob: answered, x" in page.text


def test_a_row_has_the_number_as_its_sheet_has_it_and_no_words_in_its_place(tmp_path: Path) -> None:
    rows: Rows = {
        "staged.tracker_rows": [
            {"tracker_row_id": number, "locality": "North", "source_file": "North.xlsx", "sheet": "CP"}
            | {"row_number": number, "cell": f"A{number}"}
            for number in (4, 5, 6)
        ],
        "staged.tracker_values": [
            {"tracker_row_id": number, "field": "child_id", "cell": f"A{number}", "typed": typed}
            for number, typed in ((4, "ECL-0019168"), (5, "ask aunt May"), (6, "1006"))
        ],
        "reconciled.discrepancies": [
            a_discrepancy("a", row_number=4, person_id="19168"),
            a_discrepancy("b", row_number=5, person_id=None),
            a_discrepancy("c", row_number=6, person_id="1006"),
        ],
    }
    page = page_of(a_place(tmp_path), FIRST, rows)
    assert listed(page, "number") == ["ECL-0019168", None, None]
    assert "In the sheet ECL-0019168" in page.text


def test_typed_text_may_break_anywhere(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    fill(place, run(place, FIRST, holding("a")).file(), {"a": an_answer("answered", "Jo", "x" * 32_760)})
    page = page_of(place, SECOND, holding("a"))
    assert f'<div class="typed"><small>{"x" * 32_760}</small></div>' in page.html
    assert re.search(r"#list \.typed \{[^}]*overflow-wrap: anywhere", page.html)


def test_no_page_shows_what_a_returned_worklist_or_its_sheet_is_called(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    night = run(place, FIRST, holding("a", "b"))
    spoilt = {"a": an_answer("acepted", "Jo"), "b": an_answer("answered", "Jo", "fine")}
    book = openpyxl.load_workbook(fill(place, night.file(), spoilt))
    book.worksheets[0].title = NAMED
    (place.data / "worklists" / "returned.xlsx").unlink()
    book.save(place.data / "worklists" / f"{NAMED}.xlsx")
    (place.data / "worklists" / f"{NAMED} 2.xlsx").write_bytes(b"%PDF-1.7")
    (place.data / "worklists" / f"North - N1 {NAMED}.xlsx").write_bytes(b"%PDF-1.7")
    released = publish_with_worklists(place, SECOND, holding("a", "b"))
    said = {path.name: path.read_text() for path in released.folder.glob("pages/**/*.html")}
    said["release.json"] = (released.folder / "release.json").read_text()
    assert [name for name, text in said.items() if "Ellie" in text] == []
    county = Page(released.folder / "pages" / "index.html").text
    assert "North a returned worklist (N1)" in county
    assert "– a returned worklist 0" in county
    assert "is none of open, answered, accepted" in county


def test_a_worklist_of_which_all_was_used_is_no_question(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    night = run(place, FIRST, holding("a", "b"))
    fill(place, night.file(), {"a": an_answer("answered", "Jo", "x"), "b": an_answer("answered", "Jo", "y")})
    county = page_of(place, SECOND, holding("a", "b"), "index.html").text
    assert "answers in a returned worklist" not in county
    assert "Every cell was read or left aside by a named rule" in county


def test_a_single_name_with_a_stroke_is_found_by_either_half() -> None:
    names = ("discrepancy_id", "place", "source_file", "sheet", "cell", "person_id", "typed_number", "team")
    more = ("field", "severity", "spreadsheet_value", "system_value", "explanation", "nights_open", "status")
    last = (
        "response",
        "accepted_until",
        "acceptance_ended",
        "status_for_another_value",
        "gap_period",
    )
    row = dict.fromkeys((*names, *more, *last))
    row |= {"kind": "value_differs", "cause": "typo", "assigned_to": "Bob / Ann"}
    assert discrepancy_row(row, {})["owners"] == ("Bob", "Ann")
