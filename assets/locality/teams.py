"""Which team of the county a workbook means.

Belongs here: every name a team or locality goes by. Does not belong here: where in a workbook the name
stands.
"""

from __future__ import annotations

from assets.county import County, Locality
from assets.locality.words import plain

ALL = "All"


class Teams:
    """The teams by their names: a locality's own first, then those of other localities' teams."""

    def __init__(self, county: County, locality: Locality, more: dict[str, str] | None = None) -> None:
        self.all_own = frozenset(team.name for team in locality.teams)
        self._own = _names(locality)
        for name, team in (more or {}).items():
            self._own[plain(name)] = self._own.get(plain(team), team)
        self._others: dict[str, str | None] = {}
        for other in county.localities:
            if other.name != locality.name:
                for name, team in _names(other).items():
                    # A name that two other localities use ('Team 1') tells nothing.
                    self._others[name] = None if name in self._others else team
        whole = [locality.name, *locality.also]
        self._whole = {
            plain(name) for name in (*whole, "Total", "All", "All teams", "Locality", "Locality total")
        }
        self._whole |= {plain(text) for name in whole for text in (f"{name} total", f"Total {name}")}

    def team(self, text: str) -> str | None:
        """The case system's name of the team that is meant; None when it is no team's name, or several'."""
        name = plain(text)
        return self._own.get(name) or self._others.get(name)

    def own(self, text: str) -> str | None:
        """The same, of this locality's teams only."""
        return self._own.get(plain(text))

    def named_in(self, text: str) -> str | None:
        """The one team of this locality that is named somewhere in a text."""
        words = f" {plain(text)} "
        found = {team for name, team in self._own.items() if f" {name} " in words}
        return found.pop() if len(found) == 1 else None

    def team_or_all(self, text: str, more: tuple[str, ...] = ()) -> str | None:
        """A team of this locality, or `All` where the locality as a whole is meant."""
        if plain(text) in self._whole or plain(text) in {plain(name) for name in more}:
            return ALL
        return self.own(text)


def _names(locality: Locality) -> dict[str, str]:
    found: dict[str, str] = {}
    for team in locality.teams:
        for name in (team.name, *team.also):
            found[plain(name)] = team.name
    return found
