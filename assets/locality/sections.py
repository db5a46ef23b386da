"""The team of a tracker's rows where section rows tell it.

Belongs here: which row is a section row, the team that holds below it and on into the next page's table.
Does not belong here: children (child_rows.py), a team told once for a whole table (body.py).
"""

from __future__ import annotations

import re

from assets.locality.body import Context, Said
from assets.locality.cells import Cell
from assets.locality.grid import USED, Grid
from assets.locality.row_signs import RowSigns
from assets.locality.tables import Block
from assets.locality.words import matches, month_of, plain

_BESIDE_A_NAME = re.compile(
    r"[\s,:-]*(?:\(\s*(?:\d+\s+(?:children|child|cases|plans)|cont(?:inued|'?d)?\.?)\s*\)"
    r"|[\s,:-]+cont(?:inued|'?d)?\.?)\s*$",
    re.IGNORECASE,
)
"""What says nothing of which team it is: '(3 children)', '(continued)'."""
_OF_A_PAGE = ("Page *", "Continued*", "Cont", "Contd", "Sheet {n}*", "As at *", "Position *", "Printed *")
_LIKE_A_TEAM = re.compile(r"\d|\bteam\b|\btim\b|\btaem\b", re.IGNORECASE)
_MOST_WORDS = 8
"""A text of more words is a remark."""


class Sections:
    """Holds the team that a block's section rows tell; `asked` says of which rows it cannot be told."""

    def __init__(self, grid: Grid, block: Block, context: Context, signs: RowSigns) -> None:
        self.grid, self.block, self.context, self.signs = grid, block, context, signs
        self.asked: list[str] = []
        self.team = Said(None)
        self.last_row_of_a_child = 0
        self.alike = self._known_rows()
        self.repeated = self._repeated()
        self._begin()

    def own(self, text: str) -> str | None:
        """The locality's team that a section row names, with at most a count of its children in brackets."""
        return self.context.teams.own(text) or self.context.teams.own(_BESIDE_A_NAME.sub("", text))

    def _known_rows(self) -> list[list[Cell]]:
        """The rows of the block that name a team."""
        found = []
        for row in self.grid.rows_between(self.block.bottom + 1, self.block.last_row):
            cells = self.grid.row(row, self.block.first_column, self.block.last_column)
            if cells and self.own(cells[0].text) and self._may_be_wide(cells):
                found.append(cells)
        return found

    def _repeated(self) -> set[str]:
        """Texts that stand alone under several known teams: a remark or a kind of plan, but no team.

        A team has one place in a list in which every other team has one.
        """
        named = {row[0].row: self.own(row[0].text) for row in self.alike}
        if len(named) > len(set(named.values())):
            return set()
        under: dict[str, set[str | None]] = {}
        team = None
        for row in self.grid.rows_between(self.block.bottom + 1, self.block.last_row):
            cells = self.grid.row(row, self.block.first_column, self.block.last_column)
            team = named.get(row, team)
            if team and len(cells) == 1 and row not in named and not _LIKE_A_TEAM.search(cells[0].text):
                under.setdefault(plain(cells[0].text), set()).add(team)
        return {text for text, teams in under.items() if len(teams) > 1}

    def _begin(self) -> None:
        """The team of the first rows: that of a title, else of the same table's rows above this heading."""
        above = self.block.above
        for cell in self.block.titles:
            if team := self.own(cell.text):
                self._hold(cell, team)
                return
        if above is None:
            return
        earlier: set[str] = set()
        while above:
            earlier |= {plain(cell.text) for cell in above.titles}
            above = above.above
        for cell in self.block.titles:
            of_the_page = plain(cell.text) in earlier or month_of(cell) or matches(cell.text, _OF_A_PAGE)
            if not of_the_page and self._is_worded_like_one(cell):
                self._hold(cell, None)
                return
        if (typed := self.block.above and self.block.above.section) is not None:
            self.team = Said(self.own(typed), typed)
            self.block.section = typed

    def _hold(self, cell: Cell, team: str | None) -> None:
        self.team = Said(team, cell.text.strip(), cell)
        self.block.section = cell.text.strip()
        if team:
            self.grid.mark([cell], USED)
        else:
            self.asked.append(f"row {cell.row} names no team: the children below it are read without")

    def take(self, cells: list[Cell]) -> bool:
        """Take a row as the team of the rows below, or as none when it stands like one and names none.

        A team's name with counts beside it is a section. So is any other single text, unless it stands under
        several teams; and a remark only where it stands right under a child and is unlike the table's section
        rows.
        """
        cell = cells[0]
        team = self.own(cell.text)
        if team:
            if not self._may_be_wide(cells):
                return False
        elif len(cells) > 1:
            columns = [other.column for other in cells]
            alike = any([other.column for other in row] == columns for row in self.alike)
            if not (alike and _LIKE_A_TEAM.search(cell.text) and self._may_be_wide(cells)):
                return False
        elif not any(letter.isalpha() for letter in cell.text) or plain(cell.text) in self.repeated:
            return False
        elif cell.row == self.last_row_of_a_child + 1 and not self._is_shaped_like_one(cell):
            self.last_row_of_a_child = cell.row
            return False
        self._hold(cell, team)
        return True

    def _may_be_wide(self, cells: list[Cell]) -> bool:
        """Whether what stands beside a team's name leaves it a section row: one cell, or no child's."""
        beside = [other for other in cells[1:] if other.column in self.signs.fields]
        return len(beside) < 2 or not self.signs.says_of_a_child(cells)

    def _is_shaped_like_one(self, cell: Cell) -> bool:
        """Whether a single text right under a child looks like the section rows of its table."""
        if self._is_merged(cell):
            return True
        rows = [row[0] for row in self.alike]
        if rows and (cell.column not in {one.column for one in rows} or all(map(self._is_merged, rows))):
            return False
        if not rows and cell.column > self.block.headings[0].column:
            return False
        later = [one for one in rows if self._row_above(one) > self.block.bottom]
        if later and all(self._row_above(one) < one.row - 1 for one in later):
            return False
        return self._is_worded_like_one(cell)

    def _is_worded_like_one(self, cell: Cell) -> bool:
        """Whether a text is short and begins as names do."""
        text = cell.text.strip()
        is_name = any(letter.isalpha() for letter in text) and not text[0].islower()
        return is_name and len(text.split()) <= _MOST_WORDS

    def _is_merged(self, cell: Cell) -> bool:
        span = self.grid.span(cell.row, cell.column)
        return bool(span and span.last_column > span.first_column)

    def _row_above(self, cell: Cell) -> int:
        """The nearest row above a cell that holds anything."""
        return max(self.grid.rows_between(1, cell.row - 1), default=0)
