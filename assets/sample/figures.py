"""The figures a manager types in a summary, right and wrong.

Belongs here: rounding, and for each cause a function from the true tallies to the wrong figure.
Does not belong here: where on a sheet a figure stands, how it is formatted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from assets.sample.days import months_later
from assets.sample.measures import COUNTS, PERCENTS, Measures, Tally, scaled
from assets.sample.records import Team

WRONG = 0.09
ALL = "All"
WRONG_DENOMINATORS = {
    "pct_assessments_45wd": "divided by assessments started or completed in the month",
    "pct_icpc_15wd": "S47 enquiries started in the month added to the denominator",
    "pct_cp_reviews_in_timescale": "reviews still to be held added to the denominator",
    "pct_seen_alone_last_cp_visit": "children not yet visited put in the denominator",
    "pct_supervised_30d": "divided by all allocated children",
    "average_caseload": "manager counted as a caseholder",
}
DAYS_COUNTED = ("pct_assessments_45wd", "pct_cp_visits_in_timescale", "cp_not_visited_10wd", "pct_icpc_15wd")
Wrong = tuple[float, str]


@dataclass(slots=True)
class Figure:
    """A figure of a team (or `All`) and month.

    `right` and `typed` are rounded, None where nothing is eligible. A fraction typed for a percentage is
    `typed` 0.84 with the cause `percent_as_fraction`.
    """

    indicator: str
    team: str
    month: date
    right: float | None
    typed: float | None
    cause: str = ""
    note: str = ""


def rounded(indicator: str, value: float | None) -> float | None:
    """As summaries round: averages to one decimal, all else to whole numbers, halves up."""
    if value is None:
        return None
    return (
        math.floor(value * 10 + 0.5 + 1e-9) / 10
        if indicator == "average_caseload"
        else math.floor(value + 0.5 + 1e-9)
    )


class Summary:
    """The figures of one locality."""

    def __init__(self, rng: Random, measures: Measures, teams: list[Team]) -> None:
        self._rng, self._measures, self._teams = rng, measures, teams
        self._turn = rng.sample(CAUSES, len(CAUSES))

    def _members(self, team: str) -> list[Team]:
        return [one for one in self._teams if team in (ALL, one.name)]

    def tally(self, indicator: str, team: str, month: date) -> Tally:
        """The true tallies behind a figure."""
        return self._measures.tally(month, self._members(team), indicator)

    def true(self, indicator: str, team: str, month: date) -> float | None:
        """The true figure, rounded."""
        one = self.tally(indicator, team, month)
        return rounded(indicator, scaled(indicator, one.counting, one.eligible))

    def figure(self, indicator: str, team: str, month: date) -> Figure:
        """A figure as typed: right, or now and then wrong, each cause in its turn."""
        right = self.true(indicator, team, month)
        figure = Figure(indicator, team, month, right, right)
        if right is None or self._rng.random() >= WRONG:
            return figure
        wrongs = {cause: made for cause in CAUSES if (made := MISTAKES[cause](self, figure)) is not None}
        for cause in list(self._turn):
            if cause in wrongs and self._is_plain(cause, right, wrongs):
                figure.typed, figure.note = wrongs[cause]
                figure.cause = cause
                self._turn.remove(cause)
                self._turn.append(cause)
                return figure
        return figure

    def _is_plain(self, cause: str, right: float, wrongs: dict[str, Wrong]) -> bool:
        """Whether the wrong figure is seen to be wrong, and no other slip would have given it."""
        value = wrongs[cause][0]
        if cause in ("typo", "unknown") and value % 5 == 0:
            return False
        others = [
            other[0] for name, other in wrongs.items() if name != cause and name not in ("typo", "unknown")
        ]
        return value != right and value >= 0 and value not in others

    def previous_month_copied(self, figure: Figure) -> Wrong | None:
        """Last month's figure."""
        before = months_later(figure.month, -1)
        if before not in self._measures.months:
            return None
        value = self.true(figure.indicator, figure.team, before)
        return None if value is None else (value, f"the figure of {before:%b-%y}")

    def calendar_days_counted(self, figure: Figure) -> Wrong | None:
        """Calendar days where the limit is in working days."""
        if figure.indicator not in DAYS_COUNTED:
            return None
        one = self.tally(figure.indicator, figure.team, figure.month)
        value = rounded(figure.indicator, scaled(figure.indicator, one.calendar, one.eligible))
        return None if value is None else (value, "")

    def wrong_denominator(self, figure: Figure) -> Wrong | None:
        """Others counted in the denominator who are not eligible."""
        if figure.indicator not in WRONG_DENOMINATORS:
            return None
        one = self.tally(figure.indicator, figure.team, figure.month)
        value = rounded(figure.indicator, scaled(figure.indicator, one.counting, one.eligible + one.extra))
        return None if value is None else (value, WRONG_DENOMINATORS[figure.indicator])

    def rows_missed_by_formula(self, figure: Figure) -> Wrong | None:
        """A sum that stops short: of the last team, or of a team's last rows."""
        if figure.team == ALL:
            one = self._measures.tally(figure.month, self._teams[:-1], figure.indicator)
            value = rounded(figure.indicator, scaled(figure.indicator, one.counting, one.eligible))
            return None if value is None else (value, "the formula leaves out the last team")
        if (
            figure.indicator not in ("open_cin_plans", "open_cp_plans")
            or not figure.right
            or figure.right < 10
        ):
            return None
        missed = math.ceil(figure.right * 0.18)
        return figure.right - missed, f"the formula leaves out the last {missed} rows"

    def digits_transposed(self, figure: Figure) -> Wrong | None:
        """48 for 84."""
        if figure.right is None or not 10 < figure.right < 100 or figure.indicator == "average_caseload":
            return None
        tens, ones = divmod(int(figure.right), 10)
        return None if ones in (0, tens) else (ones * 10 + tens, "")

    def percent_as_fraction(self, figure: Figure) -> Wrong | None:
        """0.84 among percentages."""
        if figure.indicator not in PERCENTS or figure.right is None or not 0 < figure.right < 100:
            return None
        return figure.right / 100, "a fraction where the others are percentages"

    def rounding(self, figure: Figure) -> Wrong | None:
        """Rounded to a rounder number, or cut off."""
        one = self.tally(figure.indicator, figure.team, figure.month)
        exact = scaled(figure.indicator, one.counting, one.eligible)
        if exact is None or figure.right is None or figure.indicator == "cp_not_visited_10wd":
            return None
        if figure.indicator in COUNTS:
            return (math.floor(exact / 10 + 0.5) * 10.0, "rounded to the nearest 10") if exact >= 20 else None
        if math.floor(exact) != figure.right:
            return float(math.floor(exact)), "cut off, not rounded"
        if figure.indicator == "average_caseload":
            return None
        return math.floor(exact / 5 + 0.5) * 5.0, "rounded to the nearest 5"

    def typo(self, figure: Figure) -> Wrong | None:
        """The key beside the right one."""
        if figure.right is None:
            return None
        step = self._rng.choice((-1, 1)) * (0.1 if figure.indicator == "average_caseload" else 1)
        value = round(figure.right + step, 1)
        return (value, "") if value <= 100 or figure.indicator not in PERCENTS else None

    def unknown(self, figure: Figure) -> Wrong | None:
        """A figure that nothing explains: too high, since one too low could have missed rows."""
        if figure.right is None:
            return None
        value = figure.right + self._rng.randint(3, 7)
        return (round(value, 1), "") if value <= 100 or figure.indicator not in PERCENTS else None


MISTAKES: dict[str, Callable[[Summary, Figure], Wrong | None]] = {
    "previous_month_copied": Summary.previous_month_copied,
    "calendar_days_counted": Summary.calendar_days_counted,
    "wrong_denominator": Summary.wrong_denominator,
    "rows_missed_by_formula": Summary.rows_missed_by_formula,
    "digits_transposed": Summary.digits_transposed,
    "percent_as_fraction": Summary.percent_as_fraction,
    "rounding": Summary.rounding,
    "typo": Summary.typo,
    "unknown": Summary.unknown,
}
CAUSES = tuple(MISTAKES)
