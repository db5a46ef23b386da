"""A browser, and a published night to look at in it.

Where no Chromium is installed these tests are skipped and say so; what needs no browser is in
tests/unit/test_pages*.py.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.unit.working_tables import Rows, a_discrepancy, a_figure, a_place, a_value, a_workbook, publish

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without these a closed network is asked for updates at every start.
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
NIGHT = date(2019, 5, 1)
FEBRUARY, MARCH = date(2019, 2, 1), date(2019, 3, 1)
FIGURE = {"period": MARCH, "locality": "North", "indicator_id": "open_cp_plans"}
KINDS = ("value_differs", "unreadable_value", "wrong_locality")
CAUSES = ("day_month_swapped", "typo", "stale_value")


def tracker_row(number: int, team: str) -> dict[str, object]:
    return {
        **{"tracker_row_id": number, "locality": "North", "team": team, "source_file": "North.xlsx"},
        **{"sheet": "CP", "row_number": number, "cell": f"A{number}"},
    }


def evidence(source: str, child: str, record: str) -> dict[str, object]:
    return {**FIGURE, "team": "N1", "counts": True, "source": source, "person_id": child, "record_id": record}


ROWS: Rows = {
    "staged.teams": [{"locality": "North", "team": "N1"}, {"locality": "South", "team": "S1"}],
    "staged.workbooks": [
        a_workbook("North", NIGHT),
        a_workbook("South", NIGHT, "held_back", reason="it is locked: close it"),
    ],
    "staged.tracker_rows": [tracker_row(4, "N1"), tracker_row(5, "N2")],
    "reconciled.matches": [
        {"tracker_row_id": 4, "person_id": "1004"},
        {"tracker_row_id": 5, "person_id": "1005"},
    ],
    "reconciled.comparisons": [
        {"tracker_row_id": row, "field": field, "agrees": row == 4 or field == "dob"}
        for row in (4, 5)
        for field in ("dob", "last_visit")
    ],
    "staged.figures": [
        a_figure(2, 40),
        a_figure(3, 20, team="N1"),
        a_figure(4, 38, period=FEBRUARY),
    ],
    "reconciled.figures": [
        {"figure_id": 2, "agrees": False, "cause": "rows_missed_by_formula"},
        {"figure_id": 3, "agrees": True},
        {"figure_id": 4, "agrees": False, "cause": "rounding"},
    ],
    "measured.indicator_values": [
        a_value(47, "tracker"),
        a_value(20, team="N1"),
        *(
            a_value(40 + month % 3 + 5 * (month == 12), period=date(2018 + month // 12, month % 12 + 1, 1))
            for month in range(3, 14)
        ),
        a_value(48),
    ],
    "measured.evidence": [
        evidence("case_system", "1004", "P1"),
        evidence("case_system", "1006", "P2"),
        evidence("tracker", "1004", "North.xlsx!CP!A4"),
    ],
    "reconciled.gap_bridge": [
        {**FIGURE, "period": period, "team": "All", "step": step, "component": component, "cause": cause}
        | {"effect": effect, "children": children}
        for period, step, component, cause, effect, children in (
            (MARCH, 1, "arithmetic", "rows_missed_by_formula", -7.0, None),
            (MARCH, 2, "missing_from_spreadsheet", "not_yet_added", -1.0, 1),
            (FEBRUARY, 1, "arithmetic", "rounding", -3.0, None),
        )
    ],
    "reconciled.gap_children": [
        {**FIGURE, "team": "All", "kind": "missing_from_spreadsheet", "cause": "not_yet_added"}
        | {"person_id": "1006", "discrepancy_id": "missing", "cell": "A9", "is_a_child": True}
    ],
    "reconciled.discrepancies": [
        a_discrepancy(
            "missing", kind="missing_from_spreadsheet", cause="not_yet_added", person_id="1006", cell="A9"
        ),
        a_discrepancy(
            "figure", kind="figure_differs", field="open_cp_plans", team="All", sheet="Summary", cell="C4"
        )
        | {"person_id": None},
        *(
            a_discrepancy(
                f"d{number}",
                person_id=str(2000 + number),
                row_number=number,
                cell=f"C{number}",
                team=f"N{number % 3}",
                kind=KINDS[number % len(KINDS)],
                cause=CAUSES[number % len(CAUSES)],
                severity=("error", "query", "info")[number % 3],
                sheet="<img src=x onerror=alert(1)>" if number == 7 else "CP",
            )
            for number in range(250)
        ),
    ],
    "staged.spreadsheet_coverage": [
        {"locality": "North", "source_file": "North.xlsx", "sheet": "CP", "cells": 90, "used": 80}
        | {"ignored": 7, "not_understood": 3, "status": "read", "reason": "what are A1, B2, C3?"}
    ],
    "validated.results": [
        {"rule_id": "tracker_visit_in_future", "severity": "error", "checked": 9, "failed": 1}
        | {"passed": False, "critical": False}
    ],
    "validated.failures": [
        {"failure_id": "f1", "rule_id": "tracker_visit_in_future", "severity": "error", "locality": "North"}
        | {"person_id": "1004", "record_table": "tracker_rows", "column_name": "last_visit"}
        | {"value": "04/11/2019", "source_file": "North.xlsx", "sheet": "CP", "cell": "L4"},
        {"failure_id": "f2", "rule_id": "key_missing", "severity": "error", "record_table": "ssd_person"},
    ],
}


# Not for the session: Playwright's event loop counts as running until it is closed, and would for whatever
# other tests come after these in the same process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here: no page was opened in a browser; install Chromium to try that too")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder after two nights; the second is the one that the tests look at."""
    place = a_place(tmp_path_factory.mktemp("county with a space"))
    before = {name: rows for name, rows in ROWS.items() if name != "staged.workbooks"}
    publish(place, NIGHT - timedelta(days=1), before)
    publish(place, NIGHT, ROWS)
    return place.published


@pytest.fixture(scope="session")
def pages(published: Path) -> Path:
    """The folder of the newest release's pages."""
    return published / "runs" / f"{NIGHT.isoformat()}-1" / "pages"


# A page keeps nothing in a browser: the tests of a module are as one visitor's tabs.
@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor without a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which a fault, a refusal of the policy or a request beyond the folder fails the test."""
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    yield page
    page.close()
    assert said == []
