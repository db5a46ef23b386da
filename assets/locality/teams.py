"""Which team of the county a workbook means.

Belongs here: every name a team or locality goes by, words of cases that are no team's. Does not belong here:
where in a workbook the name stands.
"""

from __future__ import annotations

from assets.county import County, Locality
from assets.locality.readings import words
from assets.locality.words import plain

ALL = "All"


class Teams:
    """The teams by their names: a locality's own first, then those of other localities' teams."""

    def __init__(self, county: County, locality: Locality, more: dict[str, str] | None = None) -> None:
        self.all_own = frozenset(team.name for team in locality.teams)
        self._own = _names(locality)
        for name, team in (more or {}).items():
            self._own[plain(name)] = self._own.get(plain(team), team)
        self._own_names = {*self._own, *map(plain, (locality.name, *locality.also))}
        self._elsewhere: set[str] = set()
        self._others: dict[str, str | None] = {}
        for other in county.localities:
            if other.name != locality.name:
                self._elsewhere |= {plain(name) for name in (other.name, *other.also)} | {*_names(other)}
                for name, team in _names(other).items():
                    # A name that two other localities use ('Team 1') tells nothing.
                    self._others[name] = None if name in self._others else team
        self.words = frozenset(word for name in (*self._own_names, *self._elsewhere) for word in name.split())
        """Every word of the names of the county's localities and teams."""
        whole = [locality.name, *locality.also]
        self._whole = {
            plain(name) for name in (*whole, "Total", "All", "All teams", "Locality", "Locality total")
        }
        self._whole |= {plain(text) for name in whole for text in (f"{name} total", f"Total {name}")}

    def team(self, text: str) -> str | None:
        """The case system's name of the team that is meant; None when it is no team's name, or several'."""
        return self.own(text) or self._others.get(plain(text))

    def own(self, text: str) -> str | None:
        """The same, of this locality's teams only; 'the Barnstaple team' is Barnstaple."""
        return self._own.get(plain(text)) or self._named_by(text)

    def _named_by(self, text: str) -> str | None:
        """The one team named by a text that says nothing but names and the words of a team."""
        team = self.named_in(text)
        if team is None:
            return None
        rest = f" {plain(text)} "
        # 'Lower Hill' may be a place of its own, so the locality's name says more than nothing.
        for name in sorted(self._own, key=len, reverse=True):
            rest = rest.replace(f" {name} ", "  ")
        return team if words("team_words") >= set(rest.split()) else None

    def named_in(self, text: str) -> str | None:
        """The one team of this locality that is named somewhere in a text, unless that may be no team's."""
        found = {team for name, team in self._own.items() if f" {name} " in f" {plain(text)} "}
        return found.pop() if len(found) == 1 and self.may_be_own(text) else None

    def may_be_own(self, text: str) -> bool:
        """Whether a text may name a team's open cases: no closed cases in it, nor another locality.

        'Shore Team 1' is not this locality's 'Team 1' where the county has a Shore.
        """
        bare = f" {plain(text)} "
        # A longer own name counts first, as 'Northern Mid' does where another locality is 'Mid'.
        for name in sorted(self._own_names, key=len, reverse=True):
            bare = bare.replace(f" {name} ", " ") if name not in self._elsewhere else bare
        is_elsewhere = any(f" {name} " in bare for name in self._elsewhere - self._own_names)
        return not is_elsewhere and not words("no_open_cases") & set(bare.split())

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
