"""Wyvern Vale: two .ods files, one with both lists of children on a sheet, one with figures.

The lists: child protection above, children in need below, each with headings of its own; the team in a cell
merged
down its rows; no number in a fifth of the rows. The figures: the locality and its teams side by side.
"""

from __future__ import annotations

from assets.sample.keeping import Book, Desk, Way
from assets.sample.pages import Page
from assets.sample.placing import Columns
from assets.sample.spellings import Habits, dated

LIST, MONTHLY = "The Vale - children open.ods", "The Vale - monthly.ods"
HEADINGS = {
    "CP": (
        "Team", "Child", "Born", "No.", "SW", "CP since", "Last seen", "On own", "See by", "Supervised",
        "Last RCPC",
        "Next RCPC", "Assessment from", "Assessment to",
    ),
    "CIN": (
        "Team", "Child", "Born", "No.", "SW", "CIN since", "Last seen", "On own", "See by", "Supervised",
        "Assessment from", "Assessment to",
    ),
}  # fmt: skip
FIELDS = {
    "CP": (
        "team", "first_surname", "dob", "child_id", "worker", "plan_start", "last_visit", "seen_alone",
        "next_visit_due", "last_supervision", "last_review", "next_review", "assessment_start",
        "assessment_completed",
    ),
    "CIN": (
        "team", "first_surname", "dob", "child_id", "worker", "plan_start", "last_visit", "seen_alone",
        "next_visit_due", "last_supervision", "assessment_start", "assessment_completed",
    ),
}  # fmt: skip
TITLES = {"CP": "Child protection", "CIN": "Children in need"}
WAY = Way(
    Habits(text_dates=0.25, ids_missing=0.2, short_workers=0.35),
    {kind: ("name", *fields) for kind, fields in FIELDS.items()},
)
MEASURES = {
    "open_cin_plans": "How many CIN plans",
    "open_cp_plans": "How many CP plans",
    "pct_assessments_45wd": "Assessments done in 45 working days",
    "pct_cp_visits_in_timescale": "CP children visited in 10 working days",
    "cp_not_visited_10wd": "CP children waiting for a first visit",
    "pct_icpc_15wd": "Conferences within 15 working days",
    "pct_cp_reviews_in_timescale": "Reviews when due",
    "pct_seen_alone_last_cp_visit": "Seen on their own (CP)",
    "pct_supervised_30d": "Supervision in the last 30 days",
    "average_caseload": "Caseload",
    "pct_rereferrals_12m": "Referred again in 12 months",
}


def workbooks(desk: Desk) -> list[Book]:
    """The lists and the figures, a file each."""
    return [
        Book(desk.path(LIST), [_children(desk, desk.path(LIST))]),
        Book(desk.path(MONTHLY), [_monthly(desk, desk.path(MONTHLY))]),
    ]


def _children(desk: Desk, file: str) -> Page:
    page = Page("Open")
    page.titles(f"Wyvern Vale: children open at {dated('{d} %B %Y', desk.describes)}")
    number = 3
    for kind in ("CP", "CIN"):
        page.put(number, 1, TITLES[kind], "title")
        page.headings(number + 1, HEADINGS[kind])
        number += 2
        for team in desk.teams:
            number = _team_block(desk, page, number, kind, file, team.name)
        number += 2
    return page


def _team_block(desk: Desk, page: Page, number: int, kind: str, file: str, name: str) -> int:
    """A team's rows; the team stands in the first one's cell, merged down the block."""
    columns = Columns(FIELDS[kind])
    team = next(one for one in desk.teams if one.name == name)
    placed = [
        desk.place(page, line, columns, row, file) for line, row in enumerate(desk.listed(team, kind), number)
    ]
    for one in placed[1:]:
        del page.entries[one.number, 1]
        one.cells["team"] = placed[0].cells["team"]
    if placed:
        page.merge(number, 1, number + len(placed) - 1, 1)
    return number + len(placed)


def _monthly(desk: Desk, file: str) -> Page:
    page, months = Page("Monthly"), desk.months[-3:]
    page.titles("Wyvern Vale figures")
    for block, team in enumerate(desk.all_and_teams):
        first = 1 + block * (len(months) + 2)
        page.put(3, first, desk.called(team), "title")
        page.put(4, first, "Measure", "heading")
        for column, month in enumerate(months, first + 1):
            page.put(4, column, f"{month:%B %Y}", "heading")
        for number, (indicator, measure) in enumerate(MEASURES.items(), 5):
            page.put(number, first, measure)
            for column, month in enumerate(months, first + 1):
                desk.figure(page, (number, column), file, (indicator, team, month), "cell")
    return page
