"""What stands over the columns of a table, and which column answers to which name.

Belongs here: headings of one or several lines, groups over them, heading patterns of a layout.
Does not belong here: where on a sheet the headings are (tables.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from assets.locality.cells import Cell
from assets.locality.grid import Grid
from assets.locality.layout_tables import Header
from assets.locality.teams import Teams
from assets.locality.words import month_of, plain, plain_pattern


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column: `lines` from the top one down, and its words, groups first."""

    column: int
    lines: tuple[Cell | None, ...]
    words: tuple[str, ...]

    @property
    def cell(self) -> Cell:
        """The column's own heading, below its groups."""
        return next(cell for cell in reversed(self.lines) if cell)


@dataclass(frozen=True, slots=True)
class Answers:
    """Which columns answer to which name; `unclear` are names that several columns answer to equally well."""

    columns: dict[str, list[Heading]]
    unclear: dict[str, list[Heading]]


def headings_of(grid: Grid, bottom: int, header: Header) -> list[Heading]:
    """The headings whose lowest line is `bottom`, by column."""
    lines = range(bottom - header.lines + 1, bottom + 1)
    columns = sorted({cell.column for line in lines for cell in grid.row(line)})
    found: list[Heading] = []
    running: dict[int, Cell | None] = {}
    for column in columns:
        over = [grid.over(line, column) for line in lines]
        if header.groups_run_on:
            for index, line in enumerate(lines[:-1]):
                if over[index] is None and over[-1] is not None:
                    over[index] = running.get(line)
                running[line] = over[index]
        words = tuple(dict.fromkeys(plain(cell.text) for cell in over if cell))
        if words and _is_own(grid, bottom, column, over):
            found.append(Heading(column, tuple(over), words))
    return found


def _is_own(grid: Grid, bottom: int, column: int, over: list[Cell | None]) -> bool:
    """Whether a column has a heading of its own, not only a group's name reaching over it."""
    if over[-1]:
        span = grid.span(bottom, column)
        return span is None or span.first_column == column
    return any(cell and cell.column == column for cell in over)


def answers(wanted: dict[str, tuple[str, ...]], headings: list[Heading], teams: Teams) -> Answers:
    """Which headings answer to the names of `wanted`, whose values are heading patterns.

    A pattern with its group ('Visits / Last visit') beats one without; a heading answers to the names that it
    fits best.
    """
    fit = {
        heading.column: {name: how_well(heading, patterns, teams) for name, patterns in wanted.items()}
        for heading in headings
    }
    columns: dict[str, list[Heading]] = {}
    unclear: dict[str, list[Heading]] = {}
    for name, patterns in wanted.items():
        ranked = {
            heading.column: fit[heading.column][name]
            for heading in headings
            if fit[heading.column][name] and fit[heading.column][name] == max(fit[heading.column].values())
        }
        best = max(ranked.values(), default=0)
        chosen = [heading for heading in headings if ranked.get(heading.column) == best and best]
        if any("{n}" in pattern for pattern in patterns):
            columns[name] = sorted(chosen, key=lambda heading: _number(heading, patterns))
        elif len(chosen) == 1:
            columns[name] = chosen
        elif chosen:
            unclear[name] = chosen
    return Answers({name: found for name, found in columns.items() if found}, unclear)


def how_well(heading: Heading, patterns: tuple[str, ...], teams: Teams) -> int:
    """2 when a pattern gives the heading with its groups, 1 when it gives the column's own only, else 0."""
    return max((_fits(heading, pattern, teams) for pattern in patterns), default=0)


def _fits(heading: Heading, pattern: str, teams: Teams) -> int:
    parts = pattern.split(" / ")
    if len(parts) > 1:
        whole = len(parts) == len(heading.words) and all(
            plain_pattern(part).fullmatch(word) for part, word in zip(parts, heading.words, strict=True)
        )
        return 2 if whole else 0
    if pattern == "{month}":
        return int(any(cell and month_of(cell) for cell in heading.lines))
    if pattern == "{team}":
        return int(any(cell and teams.team_or_all(cell.text) for cell in heading.lines))
    return 1 if heading.words and plain_pattern(pattern).fullmatch(heading.words[-1]) else 0


def _number(heading: Heading, patterns: tuple[str, ...]) -> int:
    for pattern in patterns:
        found = plain_pattern(pattern).fullmatch(heading.words[-1])
        if found and found.groupdict().get("n"):
            return int(found["n"])
    return 0
