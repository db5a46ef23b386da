"""Drafts the layout of a table of figures.

Belongs here: where measures, teams and months stand, which measure is which indicator.
Does not belong here: tables of children (proposed_trackers.py), sheets and files (proposing.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher

from assets.locality.cells import Cell
from assets.locality.grid import Grid
from assets.locality.proposed_yaml import Draft, listed, quoted
from assets.locality.stand_ins import common_headings, common_measures, telling_words
from assets.locality.teams import Teams
from assets.locality.words import month_of, plain

_ROWS_LOOKED_AT = 40
_ENOUGH_INDICATORS = 2
_ENOUGH_LIKE = 0.35
"""Likeness of a measure to what managers call an indicator, from which it is offered."""


def propose_summary(grid: Grid, teams: Teams) -> Draft | None:
    """A drafted summary with its measures down and teams or months across; None where there is none."""
    rows = grid.rows[:_ROWS_LOOKED_AT]
    team_row = _row_of(grid, rows, lambda cell: teams.team_or_all(cell.text) is not None)
    month_row = _row_of(grid, rows, lambda cell: month_of(cell) is not None)
    if team_row is None and month_row is None:
        return None
    top = min(row for row in (team_row, month_row) if row)
    bottom = max(row for row in (team_row, month_row) if row)
    if bottom - top > 1:
        # Not one heading: teams across with a month elsewhere, or months across with the team down.
        bottom = top = team_row or bottom
        month_row = month_row if month_row == bottom else None
    measures = _measures(grid, bottom)
    # Without indicators it is some other table, and its first column may name children.
    if len(_indicators([cell.text for cell in measures])[0]) < _ENOUGH_INDICATORS:
        return None
    return _draft(grid, teams, (top, bottom), (team_row, month_row), measures)


def _row_of(grid: Grid, rows: list[int], is_one: Callable[[Cell], bool]) -> int | None:
    """The first row with two cells or more of a kind."""
    return next((row for row in rows if sum(is_one(cell) for cell in grid.row(row)) > 1), None)


def _measures(grid: Grid, bottom: int) -> list[Cell]:
    """The cells of the column of measures: the first of text beside numbers, below the heading."""
    rows = grid.rows_between(bottom + 1, grid.rows[-1])
    firsts = [
        cells[0]
        for row in rows
        if len(cells := grid.row(row)) > 1 and cells[0].kind == "text" and not month_of(cells[0])
    ]
    if not firsts:
        return []
    column = Counter(cell.column for cell in firsts).most_common(1)[0][0]
    return [cell for cell in firsts if cell.column == column]


def _draft(
    grid: Grid,
    teams: Teams,
    lines: tuple[int, int],
    across: tuple[int | None, int | None],
    measures: list[Cell],
) -> Draft:
    (top, bottom), (team_row, month_row) = lines, across
    draft = Draft("figures")
    depth = bottom - top + 1
    corner = grid.over(bottom, measures[0].column) or grid.over(top, measures[0].column)
    is_corner = bool(corner and month_of(corner))
    heading = "{month}" if is_corner else corner.text if corner else "Measure"
    beside = _team_column(grid, bottom, teams) if team_row is None else None
    anchors = [heading, *([beside.text] if beside else ["{team}"] if depth == 1 else [])]
    more = f", lines: {depth}" if depth > 1 else ""
    draft.keys.append(
        ("header", f"{{anchors: {listed(anchors)}{more}}}", f"the heading seems to be row {bottom}")
    )
    if team_row and _repeats(grid, team_row, teams):
        draft.keys.append(("side_by_side", "true", "the same teams stand twice across"))
    draft.keys.append(("measure", f"{{column: {quoted(heading)}}}", "the first column of text"))
    if team_row:
        draft.keys.append(("team", f"{{across: {team_row - top + 1}}}", f"teams in row {team_row}"))
    elif beside:
        draft.keys.append(("team", f"{{column: {quoted(beside.text)}}}", "teams down this column"))
    else:
        draft.keys.append(("team", "{always: All}", "no team was found: say where it stands"))
    draft.keys.append(_month(grid, top, month_row, is_corner, measures[0].column))
    known, ignored = _indicators([cell.text for cell in measures])
    draft.indicators = [(name, listed([text]), "the nearest name") for name, text in known.items()]
    if ignored:
        draft.keys.append(("ignore_measures", listed(ignored), "no indicator was guessed for these"))
    return draft


def _repeats(grid: Grid, row: int, teams: Teams) -> bool:
    named = [teams.team_or_all(cell.text) for cell in grid.row(row)]
    return max(Counter(one for one in named if one).values(), default=0) > 1


def _team_column(grid: Grid, bottom: int, teams: Teams) -> Cell | None:
    """The heading of a column in which most cells are teams."""
    for cell in grid.row(bottom):
        rows = grid.rows_between(bottom + 1, grid.rows[-1])
        below = [one for row in rows if (one := grid.cells.get((row, cell.column)))]
        named = sum(teams.team_or_all(one.text) is not None for one in below)
        if plain(cell.text) in common_headings("team") or (below and 2 * named > len(below)):
            return cell
    return None


def _month(grid: Grid, top: int, month_row: int | None, is_corner: bool, column: int) -> tuple[str, str, str]:
    if is_corner:
        return "month", "{corner: true}", "the month is the heading of the measures"
    if month_row:
        return "month", f"{{across: {month_row - top + 1}}}", f"months in row {month_row}"
    if any(month_of(cell) for row in grid.rows_between(1, top - 1) for cell in grid.row(row)):
        return "month", '{title: "{month}"}', "a line above the heading"
    return "month", '{file_name: "*{month}"}', "no month was found: say where it stands"


def _indicators(texts: list[str]) -> tuple[dict[str, str], list[str]]:
    """Each indicator with the measure most like it, each measure once; and the measures like none."""
    likeness = {
        (name, text): max(_likeness(text, known) for known in names)
        for name, names in common_measures().items()
        for text in dict.fromkeys(texts)
    }
    found: dict[str, str] = {}
    for (name, text), like in sorted(likeness.items(), key=lambda one: -one[1]):
        if like >= _ENOUGH_LIKE and name not in found and text not in found.values():
            found[name] = text
    return found, [text for text in dict.fromkeys(texts) if text not in found.values()]


def _likeness(text: str, known: str) -> float:
    own, other = telling_words(text), telling_words(known)
    shared = len(own & other) / max(len(own | other), 1)
    return (shared + SequenceMatcher(None, plain(text), known).ratio()) / 2
