"""The harmless ways in which people type the same thing.

Belongs here: capitals, spaces, hyphens, initials, date formats, ticks: spellings that are no error.
Does not belong here: mistakes.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

from assets.sample.records import Team

NBSP = "\u00a0"
RECENT_DAYS = 25


@dataclass(frozen=True, slots=True)
class Habits:
    """How one locality types.

    `dates` are strftime patterns for dates that are typed as text (`{d}` and `{m}` are day and month without
    a
    nought, `{th}` the day with its ending), `text_dates` how often they are; `quirks` how often anything is
    untidy.
    """

    dates: tuple[str, ...] = ("%d/%m/%Y", "{d}/{m}/%y", "%d.%m.%Y", "{d} %b %Y", "%d-%b-%y")
    text_dates: float = 0.2
    without_year: float = 0.0
    yes: tuple[str, ...] = ("Y", "Yes", "y", "YES", "\u2713")
    no: tuple[str, ...] = ("N", "No", "n", "NO", "x")
    nothing: tuple[str, ...] = ("", "", "", "n/a", "-", "none", "TBC")
    quirks: float = 0.12
    short_workers: float = 0.2
    id_prefix: str = ""
    ids_missing: float = 0.0


class Speller:
    """Types values as one locality does. What it gives is text, or a date that the cell holds as a date."""

    def __init__(self, rng: Random, habits: Habits, as_at: date, teams: list[Team]) -> None:
        self._rng, self._habits, self._as_at = rng, habits, as_at
        self._short = {team.name: _short_forms(team) for team in teams}

    def _untidy(self, text: str) -> str:
        if self._rng.random() >= self._habits.quirks:
            return text
        return self._rng.choice((f"{text} ", f" {text}", f"{text}{NBSP}"))

    def date(self, day: date, *, as_text: bool = False) -> date | str:
        """A date, mostly as a date; as text in one of the locality's formats otherwise."""
        recent = 0 < (self._as_at - day).days <= RECENT_DAYS and day.year == self._as_at.year
        if recent and self._rng.random() < self._habits.without_year:
            return dated("{th} %B", day)
        if not as_text and self._rng.random() >= self._habits.text_dates:
            return day
        return self._untidy(dated(self._rng.choice(self._habits.dates), day))

    def nothing(self) -> str:
        """What stands where the system has nothing either."""
        return self._rng.choice(self._habits.nothing)

    def yes_no(self, code: str) -> str:
        """Seen alone, or not."""
        return self._rng.choice(self._habits.yes if code == "Y" else self._habits.no)

    def child_id(self, number: str, *, always: bool = False) -> str:
        """The id with the locality's prefix; empty as often as the locality has none, unless `always`."""
        if self._rng.random() < self._habits.ids_missing and not always:
            return ""
        return f"{self._habits.id_prefix}{number}"

    def name(self, text: str) -> str:
        """A name with capitals, hyphens, accents and spaces as they come."""
        if self._rng.random() < self._habits.quirks:
            text = self._rng.choice(
                (text.upper(), text.lower(), text.replace("-", " "), text.replace("'", ""), plain(text))
            )
        return self._untidy(text)

    def worker(self, name: str, team: str) -> str:
        """A worker's name, or a short form that means one worker of the team."""
        forms = self._short[team].get(name, ()) if team in self._short else ()
        if forms and self._rng.random() < self._habits.short_workers:
            return self._rng.choice(forms)
        return self._untidy(name)

    def team(self, team: Team) -> str:
        """The team's town, or its full name."""
        return self._untidy(self._rng.choice((team.town, team.town, team.town.upper(), team.name)))


def dated(pattern: str, day: date) -> str:
    """A date in a pattern of `Habits.dates`."""
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return day.strftime(pattern).format(d=day.day, m=day.month, th=f"{day.day}{ending}")


def plain(text: str) -> str:
    """Text without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def _short_forms(team: Team) -> dict[str, list[str]]:
    """Initials and 'First L' of each worker of a team, where nobody else of it has the same."""

    def forms(name: str) -> list[str]:
        first, last = name.split(" ", 1)
        return [f"{first[0]}{last[0]}", f"{first[0]}.{last[0]}.", f"{first} {last[0]}"]

    people = [worker.name for worker in [*team.workers, team.manager]]
    used = Counter(form for name in people for form in forms(name))
    return {name: [form for form in forms(name) if used[form] == 1] for name in people}
