"""What is said of each returned worklist, in the shape of inspection.spreadsheet_coverage.

Belongs here: the line of a sheet that was read and of a worklist that was not, and what a page calls it.
Does not belong here: reading a worklist (answers.py). Nothing that was typed stands in a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import pyarrow as pa

from assets.county import County
from assets.landing import Delivery
from assets.locality.cells import Sheet

READ = pa.schema(
    [
        ("locality", pa.string()),
        ("source_file", pa.string()),
        ("sheet", pa.string()),
        ("cells", pa.int64()),
        ("used", pa.int64()),
        ("ignored", pa.int64()),
        ("not_understood", pa.int64()),
        ("status", pa.string()),
        ("reason", pa.string()),
        ("worklist", pa.string()),
    ]
)
_FAULTS_SAID = 10
_ALL = "All"

Line = tuple[object, ...]


def read_line(
    county: County,
    one: Delivery,
    sheet: Sheet,
    lists: set[tuple[str, str]],
    answers: int,
    used: int,
    faults: Sequence[tuple[str, str]],
) -> Line:
    """The line of a sheet that was read.

    Args:
        county: its declared localities and teams.
        one: the file.
        sheet: the sheet.
        lists: the locality and team of each discrepancy in it; an empty text where that is not known.
        answers: how many answers it holds.
        used: cells that were used.
        faults: a cell and what is the matter with it.
    """
    locality, team = _named(county, one.source_file)
    localities, teams = ({found[place] for found in lists} - {""} for place in (0, 1))
    locality = next(iter(localities)) if len(localities) == 1 else locality
    if len(teams) == 1 and teams <= {_ALL, *_teams(county)}:
        team = next(iter(teams))
    cells, wrong = len(sheet.cells), len({cell for cell, _ in faults})
    lines = [f"{cell}: {why}" for cell, why in faults[:_FAULTS_SAID]]
    if len(faults) > _FAULTS_SAID:
        lines.append(f"and {len(faults) - _FAULTS_SAID:,} more")
    said = "one answer" if answers == 1 else f"{answers:,} answers"
    reason = "; ".join([f"{said} in a returned worklist", *lines])
    used = min(used, cells - wrong)
    counts = (cells, used, cells - wrong - used, wrong)
    return (locality, one.source_file, sheet.name, *counts, "read", reason, _called(team))


def unread_line(county: County, one: Delivery, reason: str, cells: int = 0) -> Line:
    """The line of a worklist that could not be read, and why."""
    locality, team = _named(county, one.source_file)
    said = f"this worklist was not read, and its answers are as they were: {reason}"
    return (locality, one.source_file, None, cells, 0, 0, cells, "not_read", said, _called(team))


def _named(county: County, source_file: str) -> tuple[str | None, str | None]:
    """The locality and team whose names the file's name begins with, as the writer gave it."""
    stem = PurePosixPath(source_file).stem
    names = [one.name for one in county.localities if stem.startswith(f"{one.name} - ")]
    locality = max(names, key=len, default=None)
    teams = [name for name in (_ALL, *_teams(county)) if stem.startswith(f"{locality} - {name}")]
    return locality, max(teams, key=len, default=None)


def _called(team: str | None) -> str:
    """What a page calls the worklist: its own name may be anything, a child's too."""
    return f"a returned worklist ({team.replace('/', '-')})" if team else "a returned worklist"


def _teams(county: County) -> set[str]:
    return {team.name for locality in county.localities for team in locality.teams}
