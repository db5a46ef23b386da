"""Marsh and Levels: one .xls (BIFF8) with a sheet for each team and one of figures.

The teams' sheets: sorted by worker, who is typed once and left blank below; the last four visits in columns
of their
own. The figures: measures across, months down, teams in section rows.
"""

from __future__ import annotations

from assets.sample.figures import ALL
from assets.sample.keeping import Book, Desk, Way
from assets.sample.pages import Page
from assets.sample.placing import VISIT, Columns, Placed
from assets.sample.records import Team
from assets.sample.spellings import Habits
from assets.sample.trackers import Row

FILE = "M&L teams {:%b %Y}.xls"
HEADINGS = (
    "Worker", "Surname", "Forename", "DoB", "Ref no", "Plan", "Start date", "Visit 1", "Visit 2", "Visit 3",
    "Visit 4",
    "Alone?", "Supervision", "Last RCPC", "Next RCPC", "SA from", "SA to",
)  # fmt: skip
FIELDS = (
    "worker", "surname", "forename", "dob", "child_id", "plan_type", "plan_start", VISIT, VISIT, VISIT, VISIT,
    "seen_alone", "last_supervision", "last_review", "next_review", "assessment_start",
    "assessment_completed",
)  # fmt: skip
WAY = Way(
    Habits(text_dates=0.1, dates=("%d.%m.%y", "%d.%m.%Y", "{d}/{m}/%y"), id_prefix="00", short_workers=0.0),
    dict.fromkeys(("CIN", "CP"), ("name", "last_visit", *FIELDS)),
)
MEASURES = {
    "open_cin_plans": "CIN",
    "open_cp_plans": "CP",
    "pct_assessments_45wd": "% SA in 45d",
    "pct_cp_visits_in_timescale": "% CP visited",
    "cp_not_visited_10wd": "CP never visited",
    "pct_icpc_15wd": "% ICPC in 15d",
    "pct_cp_reviews_in_timescale": "% RCPC in time",
    "pct_seen_alone_last_cp_visit": "% seen alone",
    "pct_supervised_30d": "% supervised",
    "average_caseload": "Average caseload",
    "pct_rereferrals_12m": "% re-referrals",
}
MONTHS = 6


def workbooks(desk: Desk) -> list[Book]:
    """The teams' sheets, then the figures."""
    file = desk.path(FILE.format(desk.describes))
    return [Book(file, [*(_team(desk, team, file) for team in desk.teams), _figures(desk, file)])]


def _by_worker(desk: Desk, team: Team) -> list[Row]:
    """A team's rows by worker; a copy stays below what it copies, which has the same worker."""
    return sorted(desk.listed(team), key=lambda row: str(row.values["worker"]).casefold())


def _team(desk: Desk, team: Team, file: str) -> Page:
    page, columns = Page(team.town, "{d}-%b-%y"), Columns(FIELDS)
    page.headings(1, HEADINGS)
    page.hidden_columns.add(columns.at("dob"))
    above: Placed | None = None
    for number, row in enumerate(_by_worker(desk, team), 2):
        placed = desk.place(page, number, columns, row, file)
        same = above is not None and above.row.values["worker"] == row.values["worker"]
        if same and not any(slip.field == "worker" for slip in row.slips):
            del page.entries[number, columns.at("worker")]
        above = placed
    return page


def _figures(desk: Desk, file: str) -> Page:
    page = Page("Figures", "{d}-%b-%y")
    page.headings(2, ("Month", *MEASURES.values()))
    number = 3
    for team in desk.all_and_teams:
        page.put(number, 1, "All teams" if team == ALL else desk.called(team), "title")
        for month in desk.months[-MONTHS:]:
            number += 1
            page.put(number, 1, month, "month")
            for column, indicator in enumerate(MEASURES, 2):
                desk.figure(page, (number, column), file, (indicator, team, month), "number")
        number += 2
    return page
