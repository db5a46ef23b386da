"""What every locality needs to keep its workbooks: its rows, its figures, and a note of where each one went.

Belongs here: the desk at which a locality's workbooks are made. Does not belong here: how any of them looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Literal

from assets.sample.days import days_later
from assets.sample.figures import ALL, Figure, Summary
from assets.sample.measures import COUNTS, PERCENTS
from assets.sample.pages import Entry, Page, cell_name
from assets.sample.placing import Columns, Placed, Placer
from assets.sample.records import Team
from assets.sample.row_mistakes import in_order
from assets.sample.spellings import Habits, Speller
from assets.sample.trackers import Row

# A percentage is a cell of 0.84 that shows 84%, the number 84, or the text '84%'.
Form = Literal["cell", "number", "text"]
NO_FIGURE = ("", "n/a", "-")


@dataclass(frozen=True, slots=True)
class Way:
    """A locality's own way: how it types, and which fields its trackers have for each kind of plan."""

    habits: Habits
    kept: dict[str, tuple[str, ...]]
    dates_as_text: bool = False


@dataclass(slots=True)
class PlacedFigure:
    """A figure on a sheet: its cell, what the cell shows, and what it should show."""

    figure: Figure
    locality: str
    file: str
    sheet: str
    number: int
    cell: str
    shown: str
    right: str


@dataclass(slots=True)
class Book:
    """A workbook to be written; the ending of `file` says how. The last two are for CSV."""

    file: str
    pages: list[Page]
    encoding: str = "utf-8-sig"
    delimiter: str = ","


@dataclass(slots=True)
class Desk:
    """One locality at its work."""

    locality: str
    folder: str
    teams: list[Team]
    rows: list[Row]
    summary: Summary
    months: list[date]
    as_at: date
    rng: Random
    way: Way
    placed: list[Placed] = field(default_factory=list)
    figures: list[PlacedFigure] = field(default_factory=list)
    _placer: Placer = field(init=False)

    def __post_init__(self) -> None:
        speller = Speller(self.rng, self.way.habits, self.as_at, self.teams)
        self._placer = Placer(speller, self.teams, dates_as_text=self.way.dates_as_text)

    def path(self, name: str) -> str:
        """A workbook's path below the county's data folder."""
        return f"{self.folder}/{name}"

    def listed(self, team: Team, kind: str | None = None) -> list[Row]:
        """A team's rows in order, of one kind of plan or both."""
        return in_order([row for row in self.rows if row.team is team and kind in (None, row.kind)], self.rng)

    def place(self, page: Page, number: int, columns: Columns, row: Row, file: str) -> Placed:
        """Type a row into line `number`."""
        placed = self._placer.place(page, number, columns, row, self.locality, file)
        self.placed.append(placed)
        return placed

    def place_all(self, page: Page, number: int, columns: Columns, rows: Iterable[Row], file: str) -> int:
        """Type rows one below another; gives the number of the next free line."""
        for row in rows:
            self.place(page, number, columns, row, file)
            number += 1
        return number

    def figure(
        self, page: Page, at: tuple[int, int], file: str, what: tuple[str, str, date], form: Form
    ) -> None:
        """Type the figure of an indicator, team (or `All`) and month into a cell."""
        figure = self.summary.figure(*what)
        if figure.right is None or figure.typed is None:
            page.put(*at, self.rng.choice(NO_FIGURE))
            return
        as_fraction = figure.cause == "percent_as_fraction"
        entry = figure_entry(page, figure.indicator, figure.typed, form, as_fraction=as_fraction)
        right = figure_entry(page, figure.indicator, figure.right, form)
        page.entries[at] = entry
        self.figures.append(
            PlacedFigure(
                figure, self.locality, file, page.name, at[0], cell_name(*at), entry.shown, right.shown
            )
        )

    @property
    def describes(self) -> date:
        """The day the lists describe: the last one before the extract."""
        return days_later(self.as_at, -1)

    @property
    def all_and_teams(self) -> list[str]:
        """`All`, then the teams' names."""
        return [ALL, *(team.name for team in self.teams)]

    def called(self, team: str) -> str:
        """A team's town; the locality's name for `All`."""
        return next((one.town for one in self.teams if one.name == team), self.locality)


def figure_entry(page: Page, indicator: str, value: float, form: Form, *, as_fraction: bool = False) -> Entry:
    """A figure as it is typed in one of the forms; `as_fraction` when 0.84 stands among percentages."""
    if indicator in COUNTS:
        return page.entry(int(value))
    if indicator not in PERCENTS:
        return page.entry(value, "decimal")
    if form == "cell":
        return page.entry(value / 100, "fine_percent" if as_fraction else "percent")
    if form == "number":
        return page.entry(value if as_fraction else int(value))
    return page.entry(f"{value:.2f}" if as_fraction else f"{value:.0f}%")
