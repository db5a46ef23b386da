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
from assets.locality.values import read_number
from assets.locality.words import month_of, plain

_ROWS_LOOKED_AT = 40
_ENOUGH_INDICATORS = 2
_ENOUGH_LIKE = 0.35
"""Likeness of a measure to what managers call an indicator, from which it is offered."""

Key = tuple[str, str, str]


def propose_summary(grid: Grid, teams: Teams) -> Draft | None:
    """A drafted summary: measures down or across, teams and months where they stand; None where none is."""
    rows = grid.rows[:_ROWS_LOOKED_AT]
    team_row = _row_of(grid, rows, lambda cell: teams.team_or_all(cell.text) is not None)
    month_row = _row_of(grid, rows, lambda cell: month_of(cell) is not None)
    across = [row for row in (team_row, month_row) if row]
    if not across:
        return _measures_across(grid, teams, rows)
    top, bottom = min(across), max(across)
    if bottom - top > 1:
        # Not one heading: one of them is the table's, the other a row of the table or a title.
        top = bottom = team_row or bottom
    figures = _Figures(grid, teams, top, bottom)
    measures = figures.measures()
    # Without indicators it is some other table, and its first column may name children.
    if len(_indicators([cell.text for cell in measures])[0]) < _ENOUGH_INDICATORS:
        return None
    beside = [one for cell in measures for one in grid.row(cell.row) if one.column > cell.column]
    if not figures.are_figures([one for one in beside if teams.team_or_all(one.text) is None]):
        return None
    return figures.draft(measures, team_row, month_row)


def _row_of(grid: Grid, rows: list[int], is_one: Callable[[Cell], bool]) -> int | None:
    """The first row with two cells or more of a kind."""
    return next((row for row in rows if sum(is_one(cell) for cell in grid.row(row)) > 1), None)


class _Figures:
    """A table of figures whose heading stands in the rows from `top` to `bottom`."""

    def __init__(self, grid: Grid, teams: Teams, top: int, bottom: int) -> None:
        self.grid, self.teams, self.top, self.bottom = grid, teams, top, bottom
        self.rows = grid.rows_between(bottom + 1, grid.rows[-1])

    def measures(self) -> list[Cell]:
        """The cells of the column of measures: the first of text that is no month, team or number."""
        found = [
            cell
            for row in self.rows
            if len(self.grid.row(row)) > 1
            and (cell := next((one for one in self.grid.row(row) if self.may_be_measure(one)), None))
        ]
        if not found:
            return []
        column = Counter(cell.column for cell in found).most_common(1)[0][0]
        return [cell for cell in found if cell.column == column]

    def may_be_measure(self, cell: Cell) -> bool:
        """Whether a cell is words, and neither a month nor a team."""
        words = cell.kind == "text" and sum(letter.isalpha() for letter in cell.text) > 1
        return words and not month_of(cell) and self.teams.team_or_all(cell.text) is None

    def are_figures(self, cells: list[Cell]) -> bool:
        """Whether most of some cells are numbers, or say that there is none."""
        read = [read_number(one.text, one.kind, one.value, one.number_format, "percent") for one in cells]
        return 2 * sum(one.state in ("read", "nothing") for one in read) > len(cells)

    def draft(self, measures: list[Cell], team_row: int | None, month_row: int | None) -> Draft:
        """The draft of a table with its measures down."""
        draft = Draft("figures")
        column = measures[0].column
        corner = self.grid.over(self.bottom, column) or self.grid.over(self.top, column)
        is_corner = bool(corner and month_of(corner))
        heading = "{month}" if is_corner else corner.text if corner else "Measure"
        side_by_side = bool(corner) and self.repeats(corner)
        # Of tables side by side, what stands above their headings is each one's title.
        top = self.bottom if side_by_side else self.top
        team = self.team(team_row, top)
        month = ("corner: true", "the heading of the measures") if is_corner else self.month(month_row, top)
        depth = self.bottom - top + 1
        anchors = [heading, *(["{team}"] if depth == 1 and team[0].startswith("across") else [])]
        lines = f", lines: {depth}" if depth > 1 else ""
        draft.keys.append(
            ("header", f"{{anchors: {listed(anchors)}{lines}}}", f"the heading seems to be row {self.bottom}")
        )
        if side_by_side:
            draft.keys.append(("side_by_side", "true", "the same heading stands several times across"))
        draft.keys.append(("measure", f"{{column: {quoted(heading)}}}", "the first column of words"))
        draft.keys += [("team", f"{{{team[0]}}}", team[1]), ("month", f"{{{month[0]}}}", month[1])]
        return _with_indicators(draft, measures)

    def repeats(self, corner: Cell) -> bool:
        """Whether the heading of the measures stands again in its row."""
        if month_of(corner):
            return False
        texts = [plain(cell.text) for row in (self.top, self.bottom) for cell in self.grid.row(row)]
        return texts.count(plain(corner.text)) > (1 if self.top != self.bottom else 2)

    def team(self, team_row: int | None, top: int) -> tuple[str, str]:
        """Where the team stands."""
        if team_row and team_row >= top:
            return f"across: {team_row - top + 1}", f"teams in row {team_row}"
        if team_row and team_row < top:
            return 'title: "{team}"', f"teams in row {team_row}, above each table"
        if beside := self.column_of(lambda cell: self.teams.team_or_all(cell.text) is not None, "team"):
            return f"column: {quoted(beside.text)}", "teams down this column"
        single = [cells[0].text for row in self.rows if len(cells := self.grid.row(row)) == 1]
        if any(self.teams.team_or_all(text) for text in single):
            return "section_rows: true", "teams stand in rows of their own"
        return "always: All", "no team was found: say where it stands"

    def month(self, month_row: int | None, top: int) -> tuple[str, str]:
        """Where the month stands."""
        if month_row and top <= month_row <= self.bottom:
            return f"across: {month_row - top + 1}", f"months in row {month_row}"
        if beside := self.column_of(lambda cell: month_of(cell) is not None, "month"):
            return f"column: {quoted(beside.text)}", "months down this column"
        above = [cell for row in self.grid.rows_between(1, top - 1) for cell in self.grid.row(row)]
        if any(month_of(cell) for cell in above):
            return 'title: "{month}"', "a line above the heading"
        return 'file_name: "*{month}"', "no month was found: say where it stands"

    def column_of(self, is_one: Callable[[Cell], bool], name: str) -> Cell | None:
        """The heading of a column in which most cells are of a kind, or that is commonly called so."""
        for cell in self.grid.row(self.bottom):
            below = [one for row in self.rows if (one := self.grid.cells.get((row, cell.column)))]
            most = below and 2 * sum(map(is_one, below)) > len(below)
            if most or (plain(cell.text) in common_headings(name) and not month_of(cell)):
                return cell
        return None


def _measures_across(grid: Grid, teams: Teams, rows: list[int]) -> Draft | None:
    """A drafted summary with its measures across, and months or teams down."""
    likely = {row: len(_indicators(_texts_over_figures(grid, teams, row))[0]) for row in rows}
    bottom = max(rows, key=lambda row: likely[row], default=None)
    if bottom is None or likely[bottom] <= _ENOUGH_INDICATORS:
        return None
    figures = _Figures(grid, teams, bottom, bottom)
    team, month = figures.team(None, bottom), figures.month(None, bottom)
    first = grid.row(bottom)[0]
    known = _indicators(_texts_over_figures(grid, teams, bottom))[0]
    anchors = [first.text, *list(known.values())[:2]]
    draft = Draft("figures")
    draft.keys = [
        ("header", f"{{anchors: {listed(anchors)}}}", f"the heading seems to be row {bottom}"),
        ("measure", "{across: 1}", f"measures in row {bottom}"),
        ("team", f"{{{team[0]}}}", team[1]),
        ("month", f"{{{month[0]}}}", month[1]),
    ]
    named = [part.partition(": ")[2] for part, _ in (team, month) if part.startswith("column: ")]
    return _with_indicators(draft, [cell for cell in grid.row(bottom) if quoted(cell.text) not in named])


def _texts_over_figures(grid: Grid, teams: Teams, row: int) -> list[str]:
    """The cells of a row below which stand mostly numbers: no heading over dates or words is a measure."""
    figures = _Figures(grid, teams, row, row)
    return [
        cell.text
        for cell in grid.row(row)
        if figures.are_figures(
            [one for below in figures.rows if (one := grid.cells.get((below, cell.column)))]
        )
    ]


def _with_indicators(draft: Draft, measures: list[Cell]) -> Draft:
    known, ignored = _indicators([cell.text for cell in measures])
    draft.indicators = [(name, listed([text]), "the nearest name") for name, text in known.items()]
    if ignored:
        draft.keys.append(("ignore_measures", listed(ignored), "no indicator was guessed for these"))
    return draft


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
