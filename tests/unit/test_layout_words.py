from __future__ import annotations

from datetime import date, datetime

import pytest

from assets.locality.cells import Cell
from assets.locality.teams import Teams
from assets.locality.words import matches, month_of, plain, read_month, take
from tests.unit.workbook_shapes import COUNTY, TEAMS


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Seen alone?", "seen alone"),
        ("  Last\nvisit ", "last visit"),
        ("C&F in 45 days", "c and f in 45 days"),
        ("% CP visits – 10+ days", "% cp visits 10+ days"),
        ("Née", "nee"),
        ("Alone_Y/N", "alone y n"),
    ],
)
def test_headings_are_compared_without_signs_capitals_and_accents(text: str, folded: str) -> None:
    assert plain(text) == folded


@pytest.mark.parametrize(
    ("text", "pattern", "fits"),
    [
        ("E&M tracker", "E and M tracker*", True),
        ("CP April 19", "CP *", True),
        ("CPD log", "CP *", False),
        ("Fiona - Team 1", "* - Team *", True),
        ("CP 2019", "CP ????", True),
        ("CP 19", "CP ????", False),
        ("Visit 12", "Visit {n}", True),
        ("Visit due", "Visit {n}", False),
        ("", "*", True),
        ("Northern total", "* total", True),
        ("Totally", "Total", False),
        ("% SAs in 45 days", "% SAs*", True),
        ("CP visits (10 WD)", "CP visits (* WD)", True),
    ],
)
def test_names_fit_patterns_as_a_whole(text: str, pattern: str, fits: bool) -> None:
    assert matches(text, (pattern,), one_letter=True) is fits


@pytest.mark.parametrize(
    ("text", "pattern", "taken"),
    [
        ("Position at 30 April 2019. Update weekly", "Position at {date}*", {"date": "30 April 2019"}),
        ("CP children as at 30.04.19", "* as at {date}", {"date": "30.04.19"}),
        ("Tracker - April 2019", "*- {month}", {"month": "April 2019"}),
        ("Exeter teams 0419", "Exeter teams {month}", {"month": "0419"}),
        ("Fiona - Team 1", "* - {team}", {"team": "Team 1"}),
        ("Fiona", "* - {team}", {}),
        ("TEAM:  Upper", "Team: {team}", {"team": "Upper"}),
    ],
)
def test_what_stands_at_the_braces_is_taken(text: str, pattern: str, taken: dict[str, str]) -> None:
    assert take(text, pattern) == taken


@pytest.mark.parametrize(
    "text",
    [
        "Apr-19",
        "April 2019",
        "2019 April",
        "2019-Apr",
        "apr 19",
        "04/2019",
        "4.2019",
        "2019-04",
        "0419",
        "30/04/19",
    ],
)
def test_a_month_is_read_however_it_is_written(text: str) -> None:
    assert read_month(text) == date(2019, 4, 1)


@pytest.mark.parametrize("text", ["", "Team 19", "1319", "00/2019", "19", "April"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert read_month(text) is None


def test_a_date_cell_is_the_month_it_lies_in() -> None:
    assert month_of(Cell(1, 1, "Apr-19", datetime(2019, 4, 30), "date")) == date(2019, 4, 1)  # noqa: DTZ001
    assert month_of(Cell(1, 1, "0419", 419.0, "number")) is None


def test_a_team_goes_by_all_its_names_and_its_own_locality_comes_first() -> None:
    assert TEAMS.team("UPPER") == "Hill Team 1"
    assert TEAMS.team("Team 1") == "Hill Team 1"
    assert TEAMS.team("Harbour") == "Shore Team 1"
    assert TEAMS.own("Harbour") is None
    assert TEAMS.team("Team 9") is None


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Upper team", "Hill Team 1"),
        ("the Lower Team", "Hill Team 2"),
        ("Upper (Team 1)", "Hill Team 1"),
        ("Team 2 - Lower", "Hill Team 2"),
        ("Upper's team", "Hill Team 1"),
        ("Upper Team 2", None),
        ("Upper and Lower", None),
        ("Team 1 and 2", None),
        ("Upper total", None),
        ("Upper Road", None),
        ("Upper Hill", None),
        ("Shore Team 1", "Shore Team 1"),
        ("Shore team", None),
        ("closed Upper team", None),
        ("Hill team", None),
        ("team", None),
    ],
)
def test_a_team_is_known_by_its_names_among_words_that_say_nothing_more(text: str, team: str | None) -> None:
    assert TEAMS.team(text) == team


def test_the_locality_is_all_its_teams() -> None:
    for text in ("Hill", "hill and dale", "Hill total", "Total", "All teams"):
        assert TEAMS.team_or_all(text) == "All"
    assert TEAMS.team_or_all("Hill grand sum") is None
    assert TEAMS.team_or_all("Hill grand sum", ("Hill grand sum",)) == "All"


def test_a_layout_may_add_the_names_of_managers() -> None:
    teams = Teams(COUNTY, COUNTY.localities[0], {"Fiona": "Hill Team 2", "Teresa": "Upper"})
    assert (teams.team("Fiona"), teams.team("teresa")) == ("Hill Team 2", "Hill Team 1")
