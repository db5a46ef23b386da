"""An answer holds for the two values that were answered to, and says so when one of them is another."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from assets.county import Place
from tests.unit.page_reader import Page
from tests.unit.working_tables import Rows, a_place, a_workbook, publish
from tests.unit.worklist_nights import MAY, an_answer, fill, holding, opened, publish_with_worklists, run

FIRST, SECOND, THIRD, FOURTH, FIFTH = MAY[:5]
ACCEPTED = an_answer("accepted", "Jo", "a court order", MAY[20])
TYPO, OTHER_TYPO = {"value_hash": "20/08"}, {"value_hash": "19/08"}


def answered(place: Place, answer: dict[str, object] = ACCEPTED) -> None:
    """Two nights: a typo, and its worklist put back."""
    fill(place, run(place, FIRST, holding("a", **TYPO)).file(), {"a": answer})
    assert run(place, SECOND, holding("a", **TYPO)).status("a")[0] == answer["Status"]


@pytest.mark.parametrize("status", ["accepted", "answered"])
def test_of_another_wrong_value_it_is_open_again_and_says_of_what_it_was(place: Place, status: str) -> None:
    answered(place, {**ACCEPTED, "Status": status})
    night = run(place, THIRD, holding("a", **OTHER_TYPO))
    assert night.status("a") == ("open", "Jo", "a court order")
    assert night.life("a")["accepted_until"] is None
    [row] = night.tables["inspection.discrepancies"]
    assert row["status_for_another_value"] == status
    [row] = opened(night.file())
    assert (row["Status"], row["Who"], row["Note"]) == ("open", "Jo", "a court order")
    assert f"It was {status} for another value, and is open again." in row["Why we think so"]
    released = publish_with_worklists(place, THIRD, holding("a", **OTHER_TYPO))
    page = Page(released.folder / "pages" / "north" / "discrepancies.html")
    assert f"It was {status} for another value" in page.html


def test_the_same_value_typed_another_way_in_a_row_that_moved_stays_accepted(place: Place) -> None:
    answered(place)
    moved = holding("a", **TYPO, spreadsheet_value="20 Aug 2026", cell="C9", row_number=9, cause="typo")
    night = run(place, THIRD, moved)
    assert night.status("a") == ("accepted", "Jo", "a court order")
    assert night.tables["inspection.discrepancies"][0]["status_for_another_value"] is None
    assert "another value" not in opened(night.file())[0]["Why we think so"]


def test_another_value_can_be_accepted_in_the_same_words(place: Place) -> None:
    answered(place)
    fill(place, run(place, THIRD, holding("a", **OTHER_TYPO)).file(), {"a": ACCEPTED})
    for night in (FOURTH, FIFTH):
        assert run(place, night, holding("a", **OTHER_TYPO)).status("a")[0] == "accepted"


def test_a_value_that_is_again_what_was_accepted_is_accepted(place: Place) -> None:
    answered(place)
    run(place, THIRD, holding("a", **OTHER_TYPO))
    assert run(place, FOURTH, holding("a", **TYPO)).status("a")[0] == "accepted"


def test_an_answer_is_to_the_value_its_worklist_showed_however_late_it_is_put_back(place: Place) -> None:
    given = run(place, FIRST, holding("a", **TYPO)).file()
    run(place, SECOND, holding("a", **OTHER_TYPO))
    returned = fill(place, given, {"a": ACCEPTED})
    assert run(place, THIRD, holding("a", **OTHER_TYPO)).status("a")[0] == "open"
    # Without the mark nobody knows: it is taken for an answer to the night before.
    book = openpyxl.load_workbook(returned)
    sheet = book.worksheets[0]
    [mark] = [cell.column for cell in sheet[4] if cell.value == "Mark"]
    sheet.cell(5, mark).value = None
    book.save(returned)
    assert run(place, THIRD, holding("a", **OTHER_TYPO)).status("a")[0] == "accepted"


def test_of_two_peoples_answers_each_says_whether_it_is_for_another_value(place: Place) -> None:
    given = run(place, FIRST, holding("a", **TYPO)).file()
    fill(place, given, {"a": ACCEPTED}, "jo.xlsx")
    fill(place, given, {"a": an_answer("answered", "Sam")}, "sam.xlsx")
    run(place, SECOND, holding("a", **TYPO))
    said = run(place, THIRD, holding("a", **OTHER_TYPO)).status("a")
    both = "Jo: accepted until 21 May 2019, for another value, a court order; "
    assert said == ("open", "Jo / Sam", both + "Sam: answered, for another value")


def test_a_value_that_nobody_knows_opens_nothing(place: Place) -> None:
    """As of nights kept before the values were, and of one that is run on a home of that time."""
    answered(place)
    for night in (FIRST, SECOND):
        kept = place.history / "discrepancies" / f"{night}.parquet"
        rows = pq.read_table(kept)
        pq.write_table(rows.drop_columns(["value_hash"]), kept)
    assert run(place, THIRD, holding("a", **OTHER_TYPO)).status("a")[0] == "accepted"
    assert run(place, FOURTH, holding("a")).status("a")[0] == "accepted"
    # The first value that is known is taken for the one that was answered to.
    assert run(place, FIFTH, holding("a", **TYPO)).status("a")[0] == "open"


def test_while_a_locality_is_held_back_nothing_opens_and_what_had_opened_stays_open(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    held: Rows = {"staged.workbooks": [a_workbook("North", SECOND, "held_back")]}
    answered(place)
    publish(place, SECOND, holding("a", **TYPO))
    assert run(place, THIRD, held).status("a")[0] == "accepted"
    assert run(place, FOURTH, holding("a", **OTHER_TYPO)).status("a")[0] == "open"
    assert run(place, FIFTH, held).status("a")[0] == "open"


def test_a_value_of_an_earlier_life_is_no_other_value(place: Place) -> None:
    run(place, FIRST, holding("a", **OTHER_TYPO))
    run(place, SECOND, {})
    fill(place, run(place, THIRD, holding("a", **TYPO)).file(), {"a": ACCEPTED})
    assert run(place, FOURTH, holding("a", **TYPO)).status("a")[0] == "accepted"


def test_an_answer_to_a_value_of_an_earlier_life_is_not_to_that_of_this_one(place: Place) -> None:
    given = run(place, FIRST, holding("a", **TYPO)).file()
    run(place, SECOND, {})
    run(place, THIRD, holding("a", **OTHER_TYPO))
    fill(place, given, {"a": ACCEPTED})
    assert run(place, FOURTH, holding("a", **OTHER_TYPO)).status("a")[0] == "back"
    assert run(place, FIFTH, holding("a", **TYPO)).status("a")[0] == "accepted"


def test_nights_run_again_and_in_any_order_open_the_same(tmp_path: Path) -> None:
    made = a_place(tmp_path / "made")
    came = fill(made, run(made, FIRST, holding("a", **TYPO)).file(), {"a": ACCEPTED})
    values = {FIRST: TYPO, SECOND: TYPO, THIRD: OTHER_TYPO, FOURTH: TYPO}

    def status(place: Place, night: date) -> str:
        folder = place.data / "worklists"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if night > FIRST:
            shutil.copy2(came, folder)
        return run(place, night, holding("a", **values[night])).status("a")[0]

    for number, order in enumerate([(FOURTH, THIRD, SECOND, FIRST), (THIRD, FIRST, FOURTH, SECOND)]):
        place = a_place(tmp_path / str(number))
        for night in order:
            status(place, night)
        said = {night: status(place, night) for night in order}
        assert said == {FIRST: "new", SECOND: "accepted", THIRD: "open", FOURTH: "accepted"}


def test_the_history_keeps_a_short_hash_of_the_values_and_neither_of_them(place: Place) -> None:
    run(place, FIRST, holding("a", **TYPO, spreadsheet_value="typed", system_value="held"))
    [row] = pq.read_table(place.history / "discrepancies" / f"{FIRST}.parquet").to_pylist()
    assert row["value_hash"] == "20/08"
    assert not {"typed", "held"} & set(row.values())
