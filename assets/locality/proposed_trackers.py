"""Drafts the layout of a table with a row for each child.

Belongs here: columns, how names and ids are written, where the team stands, what ends the table.
Does not belong here: finding the headings (proposed_headings.py), sheets and files (proposing.py).
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from assets.locality.body import COMMON_ENDS, COMMON_TOTALS, Context
from assets.locality.cells import Cell
from assets.locality.fields import field_reader, is_of_kind
from assets.locality.grid import Grid
from assets.locality.headings import Heading
from assets.locality.layout_tables import Column
from assets.locality.proposed_headings import FoundHeading, guess_fields
from assets.locality.proposed_names import left_open
from assets.locality.proposed_yaml import Draft, listed, quoted
from assets.locality.teams import Teams
from assets.locality.words import matches, plain

_ENOUGH_FIELDS = 4
_LOOKED_AT = 200
_ANY_NIGHT = date(2099, 12, 31)
"""A draft is made for no night: the kind of a value is asked, never the day it means."""
_ANCHORS = ("name", "surname", "forename", "child_id", "dob", "plan_start", "last_visit", "worker")
_WORDS_OF_ENDS = {
    "note",
    "notes",
    "key",
    "end",
    "legend",
    "source",
    "queries",
    "comments",
    "closed",
    "leavers",
}
"""A line below a table that has none of these is not quoted in a draft: it may name a child."""
_NUMBERED = re.compile(r"(.*?)\s*\d+\s*(.*)")


def propose_tracker(grid: Grid, found: FoundHeading, teams: Teams) -> Draft | None:
    """A drafted tracker; None where the headings do not look like children's.

    Args:
        grid: the sheet.
        found: where its headings seem to stand.
        teams: the names of the locality's teams; none where no county is given.
    """
    sheet = _Sheet(grid, found, teams)
    repeated = _repeated(found.headings)
    single = [one for one in found.headings if one not in repeated]
    fields, why = guess_fields(single, sheet.fits)
    if repeated and "last_visit" not in fields:
        fields["last_visit"], why["last_visit"] = repeated, "repeated columns, the last one filled counts"
    if "surname" in fields and "forename" not in fields and "name" in fields:
        fields["forename"], why["forename"] = fields.pop("name"), why.pop("name")
    if "surname" not in fields and "name" not in fields and "forename" in fields:
        fields["name"], why["name"] = fields.pop("forename"), why.pop("forename")
    named = "name" in fields or {"surname", "forename"} <= set(fields)
    if not named or len(fields) < _ENOUGH_FIELDS:
        return None
    draft = Draft("children", has_plan_type="plan_type" in fields)
    sure = [name for name in _ANCHORS if why.get(name) == "a common heading"] or [*fields]
    lines = f", lines: {found.lines}" if found.lines > 1 else ""
    lines += ", groups_run_on: true" if found.groups_run_on else ""
    draft.keys.append(
        (
            "header",
            f"{{anchors: [{', '.join(sure[:4])}]{lines}}}",
            f"the heading seems to be row {found.bottom}",
        )
    )
    if "team" not in fields:
        draft.keys.append(sheet.team())
    draft.columns = [(name, sheet.column(name, fields[name]), why[name]) for name in fields]
    known = [one for headings in fields.values() for one in headings]
    left = [sheet.shown(one) for one in found.headings if one not in known]
    if left:
        draft.keys.append(("ignore_columns", listed(left), "no field was guessed for these"))
    draft.keys += sheet.endings()
    return draft


def _repeated(headings: list[Heading]) -> list[Heading]:
    """Columns of visits that differ only in a number."""
    stems = {one.column: _NUMBERED.fullmatch(one.words[-1]) for one in headings}
    kinds = Counter(stem.groups() for stem in stems.values() if stem)
    if not kinds:
        return []
    common, times = kinds.most_common(1)[0]
    if times < 2 or "visit" not in " ".join(common):
        return []
    return [one for one in headings if (stem := stems[one.column]) and stem.groups() == common]


class _Sheet:
    """What the cells below a heading tell."""

    def __init__(self, grid: Grid, found: FoundHeading, teams: Teams) -> None:
        self.grid, self.found, self.teams = grid, found, teams
        self.context = Context(teams, _ANY_NIGHT, _ANY_NIGHT.replace(day=1), "")
        self.rows = grid.rows_between(found.bottom + 1, grid.rows[-1])
        self.words = Counter(one.words[-1] for one in found.headings)

    def below(self, heading: Heading) -> list[Cell]:
        """The cells under a heading."""
        cells = [cell for row in self.rows if (cell := self.grid.cells.get((row, heading.column)))]
        return cells[:_LOOKED_AT]

    def fits(self, name: str, heading: Heading) -> bool:
        """Whether most values under a heading are of a field's kind."""
        cells = self.below(heading)
        if name == "child_id":
            column = Column(headings=("",), prefixes=tuple(self.prefixes(cells)))
        else:
            column = Column(headings=("",))
        if name == "team" and not self.teams.all_own:
            return all(cell.kind == "text" for cell in cells)
        read = field_reader(name, column, self.context)
        return 2 * sum(is_of_kind(name, cell, read(cell)) for cell in cells) >= len(cells)

    def prefixes(self, cells: list[Cell]) -> list[str]:
        """What stands before the digits of ids."""
        found = (re.match(r"([A-Za-z]{1,6})[-_/: ]?\d", cell.text.strip()) for cell in cells)
        return [text for text, times in Counter(one[1].upper() for one in found if one).items() if times > 1]

    def shown(self, heading: Heading) -> str:
        """A heading as the layout must say it: with its group where its own words stand twice."""
        if self.words[heading.words[-1]] < 2:
            return heading.cell.text
        return " / ".join(dict.fromkeys(cell.text for cell in heading.lines if cell))

    def column(self, name: str, headings: list[Heading]) -> str:
        """A field's headings, and how its values are written."""
        first = headings[0]
        text = (
            _NUMBERED.sub(r"\1 {n} \2", first.cell.text).strip() if len(headings) > 1 else self.shown(first)
        )
        more = []
        cells = [cell.text for cell in self.below(first)]
        if name == "name" and 2 * sum("," in text for text in cells) > len(cells):
            more.append('written: "SURNAME, First"')
        elif name == "name":
            more.append("written: First Surname")
        elif name == "forename" and any("(" in text for text in cells):
            more.append("written: First (Surname)")
        elif name == "child_id" and (prefixes := self.prefixes(self.below(first))):
            more.append(f"prefixes: {listed(prefixes)}")
        elif name in ("surname", "worker") and self.is_filled_down(first):
            more.append("fill_down: true")
        return f"{{{', '.join([f'headings: {listed([text])}', *more])}}}" if more else listed([text])

    def is_filled_down(self, heading: Heading) -> bool:
        """Whether a column is left blank, and not merged, in many rows that others fill."""
        filled = [row for row in self.rows if len(self.grid.row(row)) > 2]
        blank = [row for row in filled if self.grid.down(row, heading.column) is None]
        return 5 * len(blank) > len(filled)

    def team(self) -> tuple[str, str, str]:
        """Where the team stands when it has no column."""
        single = [self.grid.row(row)[0].text for row in self.rows if len(self.grid.row(row)) == 1]
        sections = [text for text in single if self.teams.own(text)]
        if len(set(sections)) > 1:
            return "team", "{section_rows: true}", "teams stand in rows of their own"
        above = [
            cell.text for row in self.grid.rows if row < self.found.bottom for cell in self.grid.row(row)
        ]
        for where, texts in (("sheet_name", [self.grid.name]), ("title", above)):
            for text in texts:
                if pattern := _team_in(text, self.teams):
                    shown = quoted(left_open(pattern, self.teams))
                    return "team", f"{{{where}: {shown}}}", "the team stands in it"
        return "# team", "{section_rows: true}", "no team was found; say where it stands"

    def endings(self) -> list[tuple[str, str, str]]:
        """Words of totals that are not known already, and of the line that ends the table."""
        firsts = [(row, cells[0].text) for row in self.rows if (cells := self.grid.row(row))]
        totals = [
            text for _, text in firsts if "total" in plain(text).split() and not matches(text, COMMON_TOTALS)
        ]
        keys = (
            [("totals", listed([left_open(text, self.teams) for text in totals]), "rows of totals")]
            if totals
            else []
        )
        full = [row for row in self.rows if len(self.grid.row(row)) > 2]
        after = [
            text
            for row, text in firsts
            if row > max(full, default=0) and not matches(text, (*COMMON_ENDS, *totals))
        ]
        after = [text for text in after if set(plain(text).split()) & _WORDS_OF_ENDS]
        return (
            [
                *keys,
                (
                    "ends_at",
                    listed([left_open(text, self.teams) for text in after[:1]]),
                    "what is below it is no child",
                ),
            ]
            if after
            else keys
        )


def _team_in(text: str, teams: Teams) -> str | None:
    """A pattern with the team at its braces, when a text holds one of the locality's teams."""
    words = text.split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if teams.own(" ".join(words[start:end])):
                before, after = words[:start], words[end:]
                kept = [one for one in before if not one.isalnum()]
                opening = f"* {kept[-1]} " if kept and before[-1] == kept[-1] else ("* " if before else "")
                return f"{opening}{{team}}{' *' if after else ''}"
    return None
