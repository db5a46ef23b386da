"""Harrowdale: one .xlsx with all open cases on a sheet, and a scorecard.

The list: groups above the headings that are not merged ('Last' stands under three of them), a team column, a
sub-total and a blank row after each team, hidden rows. The scorecard: teams in section rows, three months
across.
"""

from __future__ import annotations

from assets.sample.keeping import Book, Desk, Way
from assets.sample.pages import Page
from assets.sample.placing import Columns
from assets.sample.spellings import Habits

FILE = "Harrowdale caseload list - {:%B %Y}.xlsx"
GROUPS = (
    "Child", "", "", "Allocated to", "", "Plan", "", "Visits", "", "", "Supervision", "Review conferences",
    "",
    "Assessment", "", "Other",
)  # fmt: skip
HEADINGS = (
    "Ref", "Name", "D.O.B.", "Team", "Worker", "Type", "Began", "Last", "Seen alone", "Next due", "Last",
    "Last", "Next",
    "Began", "Finished", "Comments",
)  # fmt: skip
FIELDS = (
    "child_id", "first_surname", "dob", "team", "worker", "plan_type", "plan_start", "last_visit",
    "seen_alone",
    "next_visit_due", "last_supervision", "last_review", "next_review", "assessment_start",
    "assessment_completed",
)  # fmt: skip
WAY = Way(
    Habits(text_dates=0.15, without_year=0.1, id_prefix="HAR-0"),
    dict.fromkeys(("CIN", "CP"), ("name", *FIELDS)),
)
MEASURES = {
    "open_cin_plans": "Children in need plans",
    "open_cp_plans": "Child protection plans",
    "pct_assessments_45wd": "Assessments in 45 days",
    "pct_cp_visits_in_timescale": "CP visits in 10 days",
    "cp_not_visited_10wd": "CP plans without a visit after 10 days",
    "pct_icpc_15wd": "ICPC in 15 days",
    "pct_cp_reviews_in_timescale": "CP reviews in time",
    "pct_seen_alone_last_cp_visit": "Seen alone at last CP visit",
    "pct_supervised_30d": "Supervised in 30 days",
    "average_caseload": "Children per worker",
    "pct_rereferrals_12m": "Re-referred within 12 months",
}
HIDDEN_SHARE = 60


def workbooks(desk: Desk) -> list[Book]:
    """The list and the scorecard."""
    file = desk.path(FILE.format(desk.describes))
    return [Book(file, [_open_cases(desk, file), _scorecard(desk, file)])]


def _open_cases(desk: Desk, file: str) -> Page:
    page, columns = Page("Open cases"), Columns(FIELDS)
    page.titles("Harrowdale - open cases", f"Position as at {desk.describes:%d/%m/%Y}")
    page.merge(1, 1, 1, 5)
    page.headings(4, GROUPS)
    page.headings(5, HEADINGS)
    number, counted = 6, 0
    for team in desk.teams:
        rows = desk.listed(team)
        begun, number = number, desk.place_all(page, number, columns, rows, file)
        page.hidden_rows |= set(desk.rng.sample(range(begun, number), len(rows) // HIDDEN_SHARE))
        page.put(number, 1, f"Total {team.town}", "heading")
        page.put(number, 6, len(rows))
        counted, number = counted + len(rows), number + 2
    page.put(number, 1, "Grand total", "heading")
    page.put(number, 6, counted)
    page.put(number + 2, 1, "End of list")
    return page


def _scorecard(desk: Desk, file: str) -> Page:
    page, months = Page("Scorecard"), desk.months[-3:]
    page.titles("Harrowdale scorecard", "Counted on the last day of the month")
    page.put(4, 1, "Measure", "heading")
    for column, month in enumerate(months, 2):
        page.put(4, column, month, "month")
    number = 5
    for team in desk.all_and_teams:
        page.put(number, 1, desk.called(team), "title")
        for indicator, measure in MEASURES.items():
            number += 1
            page.put(number, 1, measure)
            for column, month in enumerate(months, 2):
                desk.figure(page, (number, column), file, (indicator, team, month), "cell")
        number += 2
    return page
