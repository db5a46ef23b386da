"""A draft made from each golden workbook, unconfirmed, beside the layout that a person wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assets.county import load_place
from assets.locality.files import rule_for
from assets.locality.layout import load_layout, parse_layout
from assets.locality.proposing import propose
from assets.locality.reading import read_workbook
from assets.locality.teams import Teams
from assets.locality.workbooks import WorkbookReading, read_locality_workbook
from tests.acceptance.golden_night import COUNTY

FILES = [
    ("Northern", "Northern CP and CIN Tracker - April 2019.xlsx"),
    ("Exeter", "Exeter teams 0419.xlsx"),
    ("Eastern and Mid", "E&M tracker.xls"),
    ("Eastern and Mid", "E&M monthly figures.csv"),
    ("Southern", "South trackers/CP April 19.ods"),
    ("Southern", "South trackers/CIN April 19.xlsx"),
    ("Southern", "South performance summary.xlsx"),
]


def tracker_cells(reading: WorkbookReading) -> set[tuple[object, ...]]:
    """Every filled cell that was read, as what."""
    return {
        (row.sheet, value.cell, value.field, value.reading.state, value.reading.value)
        for row in reading.rows
        for value in row.values
        if value.typed and value.cell
    }


def figure_cells(reading: WorkbookReading) -> set[tuple[object, ...]]:
    return {
        (one.sheet, one.cell, one.indicator_id, one.team, one.period, one.figure) for one in reading.figures
    }


@pytest.mark.parametrize(("name", "file"), FILES, ids=[file for _, file in FILES])
def test_a_draft_reads_at_least_nine_cells_of_ten_and_none_as_another_field(
    shared: Path, name: str, file: str
) -> None:
    place = load_place(COUNTY)
    locality = next(one for one in place.county.localities if one.name == name)
    path = shared / "golden" / locality.folder / file
    workbook = read_workbook(path)
    written = load_layout(place.layout_file(locality))
    drafted = parse_layout(
        yaml.safe_load(propose(workbook, path.stem, name, place.county, locality)), "draft.yaml"
    )
    as_at = place.county.as_at
    assert as_at is not None

    def read_under(layout, rule) -> WorkbookReading:
        teams = Teams(place.county, locality, layout.teams)
        return read_locality_workbook(workbook, rule, layout, teams, file_name=path.stem, as_at=as_at)

    rule = rule_for(path.name, locality, written)
    assert rule is not None
    right, draft = read_under(written, rule), read_under(drafted, drafted.files[0])
    assert draft.describes == right.describes
    for cells in (tracker_cells, figure_cells):
        assert len(cells(draft) & cells(right)) >= 0.9 * len(cells(right)), drafted
        assert len(cells(draft) - cells(right)) <= 0.01 * len(cells(right)), sorted(
            map(str, cells(draft) - cells(right))
        )[:5]
