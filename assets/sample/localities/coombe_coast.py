"""Coombe Coast: three .csv files, a list for each kind of plan and the year's figures.

The lists: UTF-8 with commas, teams in section rows,
no column for seen alone. The figures: cp1252 with semicolons,
a line for each month and measure, teams across.
"""

from __future__ import annotations

from assets.sample.keeping import Book, Desk, Way
from assets.sample.pages import Page
from assets.sample.placing import Columns
from assets.sample.spellings import Habits

LISTS = {"CP": "Coast CP {:%d.%m.%Y}.csv", "CIN": "Coast CIN {:%d.%m.%Y}.csv"}
FIGURES = "Coast figures.csv"
ALWAYS = (
    ("child_id", "Ref"), ("surname_first", "Child"), ("dob", "Date of birth"), ("worker", "Social worker"),
    ("plan_start", "Plan began"), ("last_visit", "Last visit"), ("next_visit_due", "Next visit by"),
    ("last_supervision", "Last supervised"),
)  # fmt: skip
REVIEWS = (("last_review", "Last review"), ("next_review", "Next review"))
ASSESSED = (("assessment_start", "Assessment began"), ("assessment_completed", "Assessment completed"))
COLUMNS = {"CP": (*ALWAYS, *REVIEWS, *ASSESSED), "CIN": (*ALWAYS, *ASSESSED)}
WAY = Way(
    Habits(dates=("%d/%m/%Y", "%d/%m/%Y", "%d/%m/%Y", "{d} %b %Y", "%d-%b-%y"), id_prefix="CC/"),
    {kind: ("name", "team", *(name for name, _ in columns)) for kind, columns in COLUMNS.items()},
    dates_as_text=True,
)
MEASURES = {
    "open_cin_plans": "CIN plans",
    "open_cp_plans": "CP plans",
    "pct_assessments_45wd": "Assessments – 45 working days",
    "pct_cp_visits_in_timescale": "CP visits – 10 working days",
    "cp_not_visited_10wd": "CP not visited yet – over 10 working days",
    "pct_icpc_15wd": "ICPC – 15 working days",
    "pct_cp_reviews_in_timescale": "CP reviews – on time",
    "pct_seen_alone_last_cp_visit": "Seen alone – last CP visit",
    "pct_supervised_30d": "Supervision – 30 days",
    "average_caseload": "Average caseload",
    "pct_rereferrals_12m": "Re-referrals – 12 months",
}


def workbooks(desk: Desk) -> list[Book]:
    """Two lists and the figures."""
    files = {kind: desk.path(file.format(desk.describes)) for kind, file in LISTS.items()}
    lists = [Book(file, [_list(desk, kind, file)]) for kind, file in files.items()]
    figures = desk.path(FIGURES)
    return [*lists, Book(figures, [_figures(desk, figures)], encoding="cp1252", delimiter=";")]


def _list(desk: Desk, kind: str, file: str) -> Page:
    page, columns = Page(""), Columns(tuple(name for name, _ in COLUMNS[kind]))
    page.headings(1, tuple(heading for _, heading in COLUMNS[kind]))
    number = 2
    for team in desk.teams:
        page.put(number, 1, team.town)
        number = desk.place_all(page, number + 1, columns, desk.listed(team, kind), file)
    return page


def _figures(desk: Desk, file: str) -> Page:
    page, number = Page(""), 4
    page.titles("Coombe Coast – monthly figures")
    page.headings(3, ("Month", "Measure", *(desk.called(team) for team in desk.all_and_teams)))
    for month in desk.months:
        for indicator, measure in MEASURES.items():
            page.put(number, 1, f"{month:%b-%y}")
            page.put(number, 2, measure)
            for column, team in enumerate(desk.all_and_teams, 3):
                desk.figure(page, (number, column), file, (indicator, team, month), "text")
            number += 1
    return page
