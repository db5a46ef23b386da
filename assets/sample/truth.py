"""Writes what is true of the sample: its mistakes, the child of every row, and every figure.

Belongs here: the four files of truth/, in the golden county's columns and meaning (its README, 'truth').
Does not belong here: making mistakes or figures.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from assets.sample.figures import ALL, rounded
from assets.sample.keeping import Desk, PlacedFigure
from assets.sample.measures import COUNTS, INDICATORS, Measures, scaled
from assets.sample.placing import Placed
from assets.sample.records import Records
from assets.sample.trackers import Absence, Slip

ERROR_COLUMNS = (
    "error_id", "locality", "file", "sheet", "cell", "row", "person_id", "family", "field", "kind", "cause",
    "spreadsheet_value", "system_value", "note",
)  # fmt: skip
ROW_COLUMNS = ("file", "sheet", "row", "person_id", "family", "plan_type", "row_error", "field_errors")
FIGURE_COLUMNS = ("month", "locality", "team", "indicator", "numerator", "denominator", "value", "shown")
EVENT_COLUMNS = ("event", "person_id", "date", "recorded_on", "seen_alone")
ROW_FIELDS = {"wrong_locality": "locality", "not_open_in_system": "plan_type"}
Line = tuple[object, ...]


def _write(path: Path, columns: tuple[str, ...], lines: Iterable[Line]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)


def _row_error(one: Placed) -> Line:
    row = one.row
    values = {"wrong_locality": one.locality, "not_open_in_system": row.kind}
    shown = values.get(row.row_error) or one.cells.get("name", one.cells.get("forename", ("", "")))[1].strip()
    if row.row_error not in values and "name" not in one.cells:
        shown = f"{shown} {one.cells['surname'][1].strip()}"
    return (
        one.locality, one.file, one.sheet, one.name_cell, one.number, row.person_id,
        row.child.family.case_number,
        ROW_FIELDS.get(row.row_error, ""), row.row_error, row.row_cause, shown, row.row_value, row.row_note,
    )  # fmt: skip


def _field_error(one: Placed, slip: Slip) -> Line:
    cells = one.cells
    cell, shown = cells.get(slip.field) or cells.get(slip.part) or ("", "")
    if slip.field == "team" and not cell:
        shown = one.row.team.name
    return (
        one.locality, one.file, one.sheet, cell, one.number, one.row.person_id,
        one.row.child.family.case_number,
        slip.field, slip.kind, slip.cause, shown, slip.system_value, slip.note,
    )  # fmt: skip


def _row(one: Placed) -> Line:
    row, family = one.row, one.row.child.family.case_number
    return one.file, one.sheet, one.number, row.person_id, family, row.kind, row.row_error, len(row.slips)


def _absence(desk: Desk, absence: Absence) -> Line:
    """Where the row should stand: on the sheet that has the others of its kind and team."""
    place = next(
        (one for one in desk.placed if one.row.team is absence.team and one.row.kind == absence.plan.kind),
        next((one for one in desk.placed if one.row.kind == absence.plan.kind), None),
    )
    expected = f"{absence.plan.kind} plan from {absence.plan.start}, {absence.team.name}"
    return (
        desk.locality, place.file if place else "", place.sheet if place else "", "", "",
        absence.child.person_id,
        absence.child.family.case_number, "", "missing_from_spreadsheet", absence.cause, "", expected,
        absence.note,
    )  # fmt: skip


def _figure_error(one: PlacedFigure) -> Line:
    figure = one.figure
    note = f"month={figure.month:%Y-%m}; team={figure.team}" + (f"; {figure.note}" if figure.note else "")
    return (
        one.locality, one.file, one.sheet, one.cell, one.number, "", "", figure.indicator, "figure_differs",
        figure.cause, one.shown, one.right, note,
    )  # fmt: skip


def _errors(desks: list[Desk], absences: list[Absence]) -> Iterable[Line]:
    for desk in desks:
        for absence in absences:
            if absence.team.locality == desk.locality:
                yield _absence(desk, absence)
        for one in desk.placed:
            if one.row.row_error:
                yield _row_error(one)
            for slip in one.row.slips:
                yield _field_error(one, slip)
        for figure in desk.figures:
            if figure.figure.cause:
                yield _figure_error(figure)


def _system_figures(desks: list[Desk], measures: Measures) -> Iterable[Line]:
    for month in measures.months:
        for desk in desks:
            for name in desk.all_and_teams:
                teams = [team for team in desk.teams if name in (ALL, team.name)]
                for indicator in INDICATORS:
                    one = measures.tally(month, teams, indicator)
                    exact = scaled(indicator, one.counting, one.eligible)
                    shown = rounded(indicator, exact)
                    fraction = indicator.startswith("pct_")
                    yield (
                        f"{month:%Y-%m}", desk.locality, name, indicator, one.counting,
                        "" if indicator in COUNTS else one.eligible,
                        "" if exact is None else round(exact / 100 if fraction else exact, 6),
                        "" if shown is None else f"{shown:.{1 if indicator == 'average_caseload' else 0}f}",
                    )  # fmt: skip


def _unrecorded(records: Records) -> Iterable[Line]:
    for plan in records.plans:
        if (late := plan.late_visit) and plan.end is None:
            yield (
                f"{plan.kind.lower()}_visit",
                plan.child.person_id,
                late.on,
                late.recorded_on,
                late.seen_alone,
            )
    for child in records.children:
        if child.unrecorded_conference:
            yield "initial_cp_conference", child.person_id, child.unrecorded_conference, "", ""


def write_truth(
    folder: Path, desks: list[Desk], absences: list[Absence], measures: Measures, records: Records
) -> None:
    """Write errors.csv, rows.csv, system_figures.csv and unrecorded_events.csv into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    errors = ((f"E{number:04d}", *line) for number, line in enumerate(_errors(desks, absences), 1))
    _write(folder / "errors.csv", ERROR_COLUMNS, errors)
    _write(folder / "rows.csv", ROW_COLUMNS, (_row(one) for desk in desks for one in desk.placed))
    _write(folder / "system_figures.csv", FIGURE_COLUMNS, _system_figures(desks, measures))
    _write(folder / "unrecorded_events.csv", EVENT_COLUMNS, _unrecorded(records))
