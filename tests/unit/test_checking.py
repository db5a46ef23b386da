"""`locality check` says what a night would read, and keeps nothing."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assets.county import Place, load_place
from assets.sample.county import write_sample
from pipelines.checking import check_lines

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
