"""`locality check` says what a night would read, and keeps nothing."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assets.county import Place, Team, load_place
from assets.partitions import NoSuchNightError, look_for_night
from assets.sample.county import write_sample
from pipelines.checking import check_lines
from pipelines.command import main

NIGHT = date(2026, 9, 1)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder / "county", children=300, seed=7)
    return folder / "county"


@pytest.fixture
def place(sample: Path, tmp_path: Path) -> Place:
    shutil.copytree(sample, tmp_path / "county")
    return load_place(tmp_path / "county" / "county.yaml", home=tmp_path / "home")


def test_what_would_be_read_is_told_file_by_file_and_nothing_is_kept(place: Place) -> None:
    lines, code = check_lines(place, NIGHT)
    assert code == 0, lines
    assert any(line.startswith("Extract: ") and line.endswith("in 21 of 21 tables") for line in lines)
    for locality in place.county.localities:
        assert locality.name in lines
    assert not place.home.exists()


@pytest.mark.parametrize(
    ("night", "said"),
    [
        (date(2026, 10, 15), "nights before this one: deliver the extract of this night"),
        (date(2026, 8, 1), "things after this night, which no figure counts"),
    ],
)
def test_an_extract_of_another_night_is_told_of(place: Place, night: date, said: str) -> None:
    lines, code = check_lines(place, night)
    assert code == 1
    assert any(said in line for line in lines)


def test_a_night_that_would_stop_is_told_of(place: Place) -> None:
    (place.data / "extract" / "ssd_person.csv").unlink()
    lines, code = check_lines(place, NIGHT)
    assert code == 2
    assert any(line.startswith("  The night would stop: ") and "ssd_person" in line for line in lines)


def test_a_workbook_that_cannot_be_read_is_told_of_with_its_reason(place: Place) -> None:
    [file] = (place.data / "localities").rglob("*.xls")
    file.write_bytes(b"")
    lines, code = check_lines(place, NIGHT)
    assert code == 1
    assert any(file.name in line and "held_back" in line and "empty" in line for line in lines)


def test_a_new_locality_without_layout_and_folder_is_told_of(place: Place) -> None:
    declared = place.county.localities[0].model_copy(
        update={"name": "New Vale", "folder": "localities/New Vale", "layout": "layouts/new.yaml"}
    )
    county = place.county.model_copy(update={"localities": (*place.county.localities, declared)})
    lines, code = check_lines(place.model_copy(update={"county": county}), NIGHT)
    assert code == 1
    [said] = [line for line in lines if line.startswith("  localities/New Vale: missing; ")]
    assert "new.yaml: no such layout" in said
    assert "its folder is not there or is empty" in said
    assert lines[lines.index(said) - 1] == "New Vale"


def test_a_cell_that_is_not_understood_is_printed_and_is_no_failure(place: Place) -> None:
    [file] = (place.data / "localities").rglob("*.xlsx")
    book = openpyxl.load_workbook(file)
    book["Scorecard"]["Z40"] = "who knows"
    book.save(file)
    lines, code = check_lines(place, NIGHT)
    assert any("not understood" in line for line in lines), lines
    assert code == 0


def test_a_value_that_cannot_be_read_is_printed_and_is_no_failure_but_a_column_of_them_is(
    place: Place,
) -> None:
    plans = place.data / "extract" / "ssd_cp_plans.csv"
    text = plans.read_text(encoding="utf-8")
    days = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
    plans.write_text(days.sub(r"\3/\2/\1", text, count=1), encoding="utf-8")
    lines, code = check_lines(place, NIGHT)
    assert any("it should be a date like 2019-04-30" in line for line in lines)
    assert code == 0
    plans.write_text(days.sub(r"\3/\2/\1", text), encoding="utf-8")
    lines, code = check_lines(place, NIGHT)
    assert any("each should be a date like 2019-04-30" in line for line in lines)
    assert code == 1


def test_a_role_and_a_team_that_the_extract_does_not_know_are_told_of(place: Place) -> None:
    first = place.county.localities[0]
    misspelt = first.model_copy(update={"teams": (Team(name="Thornwick Saveguarding"), *first.teams[1:])})
    county = place.county.model_copy(update={"localities": (misspelt, *place.county.localities[1:])})
    lines, code = check_lines(place.model_copy(update={"county": county}), NIGHT)
    assert code == 1
    assert any("declares 'Thornwick Saveguarding' as a team of Harrowdale" in line for line in lines)
    assert any("open plans in 'Thornwick Safeguarding'" in line for line in lines)
    county = place.county.model_copy(update={"allocated_role": "Allocated Worker"})
    lines, code = check_lines(place.model_copy(update={"county": county}), NIGHT)
    assert code == 1
    said = [line for line in lines if "no involvement has the role 'Allocated Worker'" in line]
    assert len(said) == 1
    assert "the most frequent are 'Allocated Social Worker' (" in said[0]


def test_a_critical_rule_that_would_stop_the_night_is_told_of(place: Place) -> None:
    people = place.data / "extract" / "ssd_person.csv"
    heading, first, *others = people.read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join([heading, first, first, *others]) + "\n", encoding="utf-8")
    lines, code = check_lines(place, NIGHT)
    assert code == 2
    assert any("The night would stop: the critical rule key_repeated of ssd_person" in line for line in lines)


@pytest.mark.parametrize(
    ("night", "is_one"), [("2016-12-31", False), ("2017-01-01", True), ("2999-01-01", False)]
)
def test_a_date_that_is_no_night_is_refused(night: str, is_one: bool) -> None:
    with nullcontext() if is_one else pytest.raises(NoSuchNightError, match="between 2017-01-01 and today"):
        look_for_night(date.fromisoformat(night))


@pytest.mark.parametrize("command", ["check", "nightly"])
def test_a_night_that_is_none_ends_both_commands_with_2(place: Place, command: str) -> None:
    assert main([command, "--county", str(place.county_file), "--as-at", "2999-01-01"]) == 2


def test_a_night_without_its_extract_is_the_last_attempt(place: Place) -> None:
    shutil.rmtree(place.data / "extract")
    place.published.mkdir(parents=True)
    before = {
        "run_id": "2026-08-31-1",
        "as_at": "2026-08-31",
        "pages": "p",
        "last_attempt": {"outcome": "published"},
    }
    pointer = place.published / "current.json"
    pointer.write_text(json.dumps(before), encoding="utf-8")
    assert main(["nightly", "--county", str(place.county_file), "--home", str(place.home)]) == 2
    now = json.loads(pointer.read_text(encoding="utf-8"))
    assert now["run_id"] == "2026-08-31-1"
    assert now["last_attempt"]["outcome"] == "not_published"
    assert "extract: no such folder" in now["last_attempt"]["reason"]
