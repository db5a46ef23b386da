"""The tables of a layout: where a tracker's children and a summary's figures stand on a sheet.

Belongs here: what stands under `tables` in the YAML file (docs/layouts.md describes it), what cannot.
Does not belong here: files and sheets (layout.py), looking into a workbook.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from assets.declared import Declared

TRACKER_FIELDS = (
    "child_id",
    "name",
    "forename",
    "surname",
    "dob",
    "team",
    "worker",
    "plan_type",
    "plan_start",
    "last_visit",
    "seen_alone",
    "next_visit_due",
    "last_supervision",
    "last_review",
    "next_review",
    "assessment_start",
    "assessment_completed",
)


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str | int | float) else value


def _as_text(value: object) -> object:
    """YAML reads `Data: 2019` as a number; whoever wrote it meant the text."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Words = Annotated[tuple[Annotated[str, BeforeValidator(_as_text)], ...], BeforeValidator(_as_list)]


class Where(Declared):
    """Where a table says its team, its month or its measures: exactly one of these.

    `across` is a line of the heading, counted from 1 at the top; `column` the headings of a column;
    `section_rows` rows of their own inside the table; `title` a line above the heading; `corner` the heading
    of the column of measures; `sheet_name` and `file_name` patterns; `always` the thing itself.
    """

    across: int | None = None
    column: Words | None = None
    section_rows: bool = False
    title: str | None = None
    corner: bool = False
    sheet_name: str | None = None
    file_name: str | None = None
    always: str | None = None

    @model_validator(mode="after")
    def _one_only(self) -> Where:
        said = [name for name, value in self if value not in (None, False)]
        if len(said) != 1:
            raise ValueError(
                "say one of across, column, section_rows, title, corner, sheet_name, file_name, always"
            )
        return self


class Header(Declared):
    """The line or lines of headings, found by what stands in them.

    `anchors` are headings, or fields whose headings they stand for; the line with most of them is the
    heading, if it has `at_least` so many. With more than one line, the lower line holds the columns' own
    headings and the upper ones their groups; `groups_run_on` says that a group's name stands only over its
    first column, and the cells are not merged.
    """

    anchors: Words = ()
    at_least: Annotated[int, Field(ge=1)] | None = None
    lines: Annotated[int, Field(ge=1, le=3)] = 1
    groups_run_on: bool = False


class Column(Declared):
    """A column of a tracker. `{n}` in a heading marks a repeated one, of which the last one filled counts."""

    headings: Words
    written: Literal["First Surname", "Surname First", "SURNAME, First", "First (Surname)"] | None = None
    prefixes: Words = ()
    fill_down: bool = False

    @property
    def repeats(self) -> bool:
        """Whether there are several of this column, as in Visit 1, Visit 2."""
        return any("{n}" in heading for heading in self.headings)


def _as_column(value: object) -> object:
    return {"headings": value} if isinstance(value, str | int | float | list | tuple) else value


class _Table(Declared):
    """What all tables share: how one begins and ends, and which rows are neither children nor figures."""

    header: Header = Header()
    side_by_side: bool = False
    totals: Words = ()
    notes: Words = ()
    ends_at: Words = ()
    ends_after_blank_rows: Annotated[int, Field(ge=1)] | None = None
    ignore_columns: Words = ()


class Tracker(_Table):
    """A table with a row for each child."""

    holds: Literal["children"]
    columns: dict[str, Annotated[Column, BeforeValidator(_as_column)]]
    team: Where | None = None
    plan_type: Literal["CIN", "CP"] | None = None

    @model_validator(mode="after")
    def _can_be_read(self) -> Tracker:
        for field in self.columns:
            if field not in TRACKER_FIELDS:
                raise ValueError(f"column {field!r} is not one of {', '.join(TRACKER_FIELDS)}")
        if not {"name", "forename"} & set(self.columns):
            raise ValueError("no column names the child: declare name, or forename with surname")
        if "name" not in self.columns and "surname" not in self.columns:
            raise ValueError("forename needs a surname column, the child's or the family's; or declare name")
        if self.team and (self.team.across or self.team.corner or self.team.column):
            raise ValueError("team: declare a team column under columns; or say section_rows, title, ...")
        return self


class Summary(_Table):
    """A table of figures: each has an indicator, a team and a month, and it is said where each stands."""

    holds: Literal["figures"]
    measure: Where
    team: Where
    month: Where
    indicators: dict[str, Words]
    values: Words = ()
    ignore_measures: Words = ()
    all_teams: Words = ()
    ignore_teams: Words = ()
    percentages: Literal["as shown", "fractions"] = "as shown"

    @model_validator(mode="after")
    def _can_be_read(self) -> Summary:
        if self.month.corner and not self.measure.column:
            raise ValueError("month: corner is the measures' heading; declare measure: {column: ...}")
        if not (self.values or any(where.across for where in (self.measure, self.team, self.month))):
            raise ValueError("nothing stands across; declare values: the heading over the figures")
        for where in (self.measure, self.team, self.month):
            if where.across and where.across > self.header.lines:
                raise ValueError(
                    "across is a line of the heading, which has fewer: declare header: {lines: ...}"
                )
        if not self.header.anchors:
            raise ValueError("header: declare the anchors that its headings are known by")
        return self
