"""Which columns of a summary hold figures, and what stands over them.

Belongs here: teams, months and measures in the lines of a heading.
Does not belong here: the rows below (figures.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from assets.locality.cells import Cell
from assets.locality.headings import Heading, how_well
from assets.locality.layout_tables import Summary
from assets.locality.teams import Teams
from assets.locality.words import matches, month_of


def named_columns(table: Summary) -> tuple[str, ...]:
    """The headings of the columns in which measures, teams or months stand."""
    return tuple(
        pattern for where in (table.measure, table.team, table.month) for pattern in where.column or ()
    )


def figure_columns(table: Summary, headings: list[Heading], teams: Teams) -> list[Heading]:
    """The columns that hold figures: over them stands all that the layout says stands across."""
    tests: list[Callable[[Heading], object]] = []
    if line := table.team.across:
        tests.append(lambda heading: team_over(heading, line, table, teams))
    if upper := table.month.across:
        tests.append(lambda heading: month_over(heading, upper))
    if lower := table.measure.across:
        tests.append(lambda heading: indicator_over(heading, lower, table))
    if table.values:
        tests.append(lambda heading: how_well(heading, table.values, teams))
    named = named_columns(table)
    return [
        heading
        for heading in headings
        if all(test(heading) for test in tests) and not how_well(heading, named, teams)
    ]


def _line(heading: Heading, line: int) -> Cell | None:
    return heading.lines[line - 1] if line <= len(heading.lines) else None


def team_over(heading: Heading, line: int, table: Summary, teams: Teams) -> str | None:
    """The team, or `All`, in a line of a heading."""
    cell = _line(heading, line)
    return teams.team_or_all(cell.text, table.all_teams) if cell else None


def month_over(heading: Heading, line: int) -> date | None:
    """The month in a line of a heading."""
    cell = _line(heading, line)
    return month_of(cell) if cell else None


def indicator_over(heading: Heading, line: int, table: Summary) -> str | None:
    """The indicator in a line of a heading."""
    cell = _line(heading, line)
    return indicator_of(cell.text, table) if cell else None


def indicator_of(text: str, table: Summary) -> str | None:
    """The indicator that a measure's name stands for."""
    return next((name for name, patterns in table.indicators.items() if matches(text, patterns)), None)
