"""Returned worklists as files: a spoilt one costs a line and no more; what can be read counts."""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assets.county import County, Place
from assets.landing import land
from tests.unit.working_tables import COUNTY
from tests.unit.worklist_nights import HEADER, MAY, an_answer, fill, holding, opened, run

FIRST, SECOND, THIRD = MAY[:3]


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def rename_a_heading(path: Path) -> None:
    change(path, lambda sheet: setattr(sheet.cell(HEADER, 11), "value", "State of play"))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def something_else(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7")


def change(path: Path, how: Callable[..., object]) -> None:
    book = openpyxl.load_workbook(path)
    how(book.worksheets[0])
    book.save(path)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (truncate, "The end of the file is missing"),
        (rename_a_heading, "no sheet has the headings 'Discrepancy id' and 'Status'"),
        (empty, "The file has no content"),
        (something_else, "The file is no spreadsheet"),
    ],
)
def test_a_broken_worklist_costs_nothing_but_a_line(
    place: Place, spoil: Callable[[Path], None], why: str
) -> None:
    night = run(place, FIRST, holding("a", "b"))
    fill(place, night.file(), {"a": an_answer("answered", "Jo", "fine")}, "good.xlsx")
    bad = fill(place, night.file(), {"b": an_answer("answered", "Jo", "lost")}, "North - N1 bad.xlsx")
    spoil(bad)
    night = run(place, SECOND, holding("a", "b"))
    assert night.status("a") == ("answered", "Jo", "fine")
    assert night.status("b") == ("open", None, None)
    [(_, _, reason), good] = night.read()
    assert why in reason
    assert good == ("good.xlsx", "read", "one answer in a returned worklist")
    [line] = [
        row
        for row in night.tables["inspection.spreadsheet_coverage"]
        if row["source_file"] == "worklists/North - N1 bad.xlsx"
    ]
    assert (line["status"], line["locality"]) == ("not_read", "North")
    assert {row["status"] for row in night.tables["published.source_freshness"]} == {"fresh", "missing"}


def test_cells_that_cannot_be_used_are_named_and_the_others_count(place: Place) -> None:
    night = run(place, FIRST, holding(*"abcd"))
    given = opened(night.file())
    places = {row["Discrepancy id"]: HEADER + number for number, row in enumerate(given, start=1)}
    returned = fill(
        place,
        night.file(),
        {
            "a": an_answer("acepted", "Jo"),
            "b": an_answer("accepted", "Jo", "a reason", "end of May"),
            "c": {**an_answer("answered", "Jo", "lost"), "Discrepancy id": "of another county"},
            "d": an_answer("answered", "Jo", "fine"),
        },
    )
    night = run(place, SECOND, holding(*"abcd"))
    assert [night.status(name)[0] for name in "abcd"] == ["open", "answered", "open", "answered"]
    assert night.status("c") == ("open", None, None)
    [(_, _, reason)] = night.read()
    assert f"K{places['a']}: is none of open, answered, accepted; taken as open" in reason
    assert f"L{places['b']}: is no date; write it as 31/12/2026" in reason
    assert f"K{places['c']}: the answer belongs to no discrepancy" in reason
    [line] = [
        row
        for row in night.tables["inspection.spreadsheet_coverage"]
        if row["source_file"] == f"worklists/{returned.name}"
    ]
    assert line["not_understood"] == 4
    assert line["cells"] == line["used"] + line["ignored"] + line["not_understood"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        (date(2019, 5, 20), "accepted"),
        ("20/05/2019", "accepted"),
        ("20 May 2019", "accepted"),
        ("2019-05-20", "accepted"),
        (43605, "accepted"),
        # A year must be typed: another night would understand another one.
        ("20 May", "answered"),
        ("soon", "answered"),
    ],
)
def test_an_end_date_is_read_however_it_is_typed(place: Place, typed: object, status: str) -> None:
    night = run(place, FIRST, holding("a"))
    fill(place, night.file(), {"a": {**an_answer("Accepted ", "Jo", "a reason"), "Accepted until": typed}})
    night = run(place, SECOND, holding("a"))
    assert night.status("a")[0] == status
    assert night.life("a")["accepted_until"] == (date(2019, 5, 20) if status == "accepted" else None)


def test_a_worklist_saved_as_csv_with_its_columns_moved_about_is_read(place: Place) -> None:
    night = run(place, FIRST, holding("a", "b"))
    rows = opened(night.file())
    path = place.data / "worklists" / "sub folder" / "list.csv"
    path.parent.mkdir(parents=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(
            stream, ["Note", "Discrepancy id", "status", "WHO", "Mark"], extrasaction="ignore"
        )
        writer.writeheader()
        for row in reversed(rows):
            mine = {"status": "answered", "WHO": "Jo", "Note": "-1 = +1, @home"}
            writer.writerow({**row, **(mine if row["Discrepancy id"] == "a" else {"status": "open"})})
    night = run(place, SECOND, holding("a", "b"))
    assert night.status("a") == ("answered", "Jo", "-1 = +1, @home")
    assert night.status("b") == ("open", None, None)


def test_without_its_hidden_mark_a_worklist_is_read_all_the_same(place: Place) -> None:
    night = run(place, FIRST, holding("a", "b"))
    returned = fill(place, night.file(), {"a": an_answer("answered", "Jo", "yes")})
    change(returned, lambda sheet: sheet.delete_cols(15))
    night = run(place, SECOND, holding("a", "b"))
    assert night.status("a") == ("answered", "Jo", "yes")
    assert night.status("b") == ("open", None, None)
    assert len(night.read()) == 1


def test_an_empty_worklist_put_back_says_nothing(place: Place) -> None:
    night = run(place, FIRST, holding("a"))
    shutil.copy(night.file(), place.data)
    fill(place, night.file(), {})
    night = run(place, SECOND, holding("a"))
    assert night.status("a") == ("open", None, None)
    assert night.read() == [("returned.xlsx", "read", "0 answers in a returned worklist")]


def test_a_returned_worklist_is_landed_once_and_as_nothing_else(place: Place) -> None:
    inside = place.model_copy(update={"county": COUNTY.model_copy(update={"worklists": "N/back"})})
    (place.data / "N" / "back").mkdir(parents=True)
    (place.data / "N" / "tracker.csv").write_text("Name\n")
    with zipfile.ZipFile(place.data / "N" / "back" / "list.xlsx", "w"):
        pass
    landed = [(one.source, one.locality, one.source_file, one.status) for one in land(inside, FIRST)]
    assert landed == [
        ("workbook", "North", "N/tracker.csv", "landed"),
        ("worklist", None, "N/back/list.xlsx", "landed"),
    ]


def test_the_folder_of_worklists_holds_no_other_source() -> None:
    said = COUNTY.model_dump()
    with pytest.raises(ValueError, match=r"worklists '\.' also holds 'extract'"):
        County.model_validate({**said, "worklists": "."})
    with pytest.raises(ValueError, match="worklists 'N' also holds 'N'"):
        County.model_validate({**said, "worklists": "N"})
