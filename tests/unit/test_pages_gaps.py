"""Figures that differ, of every month: three values, steps, a picture and a place that links can reach."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from assets.publishing import pages_gaps
from assets.publishing.charts import BLUE, GREY, ORANGE, Bar, waterfall
from assets.publishing.pages_gaps import explained_gaps, gap_anchor
from tests.unit.page_reader import Page
from tests.unit.working_tables import Rows, a_discrepancy, a_figure, a_place, a_value, publish

NIGHT = date(2019, 5, 1)
MARCH, FEBRUARY = date(2019, 3, 1), date(2019, 2, 1)


def bridge(period: date, component: str, cause: str, effect: float) -> dict[str, object]:
    of = {"period": period, "locality": "North", "team": "All", "indicator_id": "open_cp_plans"}
    return {**of, "step": 1, "component": component, "cause": cause, "effect": effect, "children": None}


def a_figure_that_differs(name: str, **more: object) -> dict[str, object]:
    figure = {"kind": "figure_differs", "field": "open_cp_plans", "sheet": "Summary", "team": "All"}
    return a_discrepancy(name, **{**figure, "person_id": None, **more})


ROWS: Rows = {
    "staged.teams": [{"locality": "North", "team": "N 1"}],
    "staged.figures": [
        a_figure(2, 40),
        a_figure(3, 44, period=FEBRUARY),
        a_figure(4, 9, team="N 1"),
        a_figure(5, 41, sheet=None, source_file="Again.csv"),
    ],
    "reconciled.figures": [
        {"figure_id": 2, "agrees": False, "cause": "rows_missed_by_formula"},
        {"figure_id": 3, "agrees": False, "cause": "rounding"},
        {"figure_id": 4, "agrees": True},
        {"figure_id": 5, "agrees": False, "cause": "unknown"},
    ],
    "reconciled.discrepancies": [
        a_figure_that_differs("march", cell="C2"),
        a_figure_that_differs("february", cell="C3"),
        a_figure_that_differs("march again", cell="C5", sheet=None, source_file="Again.csv"),
        a_figure_that_differs("agrees", cell="C4", team="N 1"),
        a_discrepancy("of a child", sheet="Summary", cell="C2", team="All"),
    ],
    "measured.indicator_values": [
        a_value(48),
        a_value(46, period=FEBRUARY),
        a_value(45, "tracker", period=FEBRUARY),
        a_value(9, team="N 1"),
    ],
    "reconciled.gap_bridge": [
        bridge(MARCH, "arithmetic", "rows_missed_by_formula", -8.0),
        bridge(FEBRUARY, "missing_from_spreadsheet", "not_yet_added", -1.0),
        bridge(FEBRUARY, "arithmetic", "rounding", -1.0),
    ],
    "validated.results": [
        {
            "rule_id": "tracker_visit_in_future",
            "severity": "error",
            "checked": 9,
            "failed": 2,
            "passed": False,
        }
    ],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(a_place(tmp_path_factory.mktemp("county")), NIGHT, ROWS).folder / "pages"


def test_a_figure_of_an_earlier_month_is_told_like_one_of_the_newest(folder: Path) -> None:
    page = Page(folder / "north" / "index.html")
    for said in (
        "Child protection plans, All teams, March 2019: typed 8 less than the system; all of it",
        "Child protection plans, All teams, February 2019: typed 2 less than the system; the largest part",
        "The system gives 46. The tracker's own rows give 45 (−1",
        "The tracker’s rows give 45 In the figure itself it looks rounded, to the nearest five or ten for "
        "instance, or cut off −1",
        "February 2019: 1 figure that differs",
    ):
        assert said in page.text.replace("&#39;", "'"), said
    assert {"gap-2019-03-open_cp_plans-All", "gap-2019-02-open_cp_plans-All"} <= set(page.ids)
    earlier = page.html[page.html.index('id="gap-2019-02-open_cp_plans-All"') :]
    assert "<svg" in earlier[: earlier.index("</section>")]


def test_each_figures_discrepancy_leads_to_its_own_gap_and_a_gap_to_its_discrepancy(folder: Path) -> None:
    page = Page(folder / "north" / "discrepancies.html")
    columns = json.loads(page.html.split('id="data">')[1].split("</script>")[0])["columns"]

    def listed(name: str) -> list[str | None]:
        return [columns[name]["values"][place] for place in columns[name]["at"]]

    march, february = (f"index.html#gap-2019-0{month}-open_cp_plans-All" for month in (3, 2))
    assert dict(zip(listed("id"), zip(listed("gap"), listed("gap_href"), strict=True), strict=True)) == {
        "march": ("Its gap, March 2019", march),
        "february": ("Its gap, February 2019", february),
        "march again": ("Its gap, March 2019", march),
        "agrees": (None, None),
        "of a child": (None, None),
    }
    links = Page(folder / "north" / "index.html").links
    assert [link for link in links if "#q=" in link] == [
        "discrepancies.html#q=march%20again",
        "discrepancies.html#q=february",
    ]


def test_a_figures_row_names_its_month(folder: Path) -> None:
    assert "N 1 March 2019 9" in Page(folder / "north" / "index.html").text


def test_a_broken_rule_is_told_in_words_beside_its_id(folder: Path) -> None:
    text = Page(folder / "index.html").text
    assert re.search(r"[A-Z][\w ]+\. Rule tracker_visit_in_future Error", text)


def a_row(team: str, period: date) -> dict[str, object]:
    figure = {"period": period, "team": team, "team_name": team, "indicator_id": "i", "indicator": "Plans"}
    values = {"system_value": 4.0, "tracker_value": None, "spreadsheet_value": 3.0, "difference": -1.0}
    return {**figure, **values, "unit": "plans", "status": "differs"}


def a_step(row: dict[str, object]) -> dict[str, object]:
    step = {"component": "arithmetic", "cause": "unknown", "effect": -1.0, "children": None}
    return {name: row[name] for name in ("period", "team", "indicator_id")} | step


def test_the_newest_months_are_drawn_where_too_many_figures_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_gaps, "GAPS_DRAWN", 1)
    figures = [a_row("A", FEBRUARY), a_row("A", MARCH)]
    told = explained_gaps(figures, [a_step(row) for row in figures], [])
    assert [(gap["period"], bool(gap["chart"]), len(gap["steps"])) for gap in told] == [
        (MARCH, True, 1),
        (FEBRUARY, False, 1),
    ]


def test_a_figure_without_steps_still_has_its_place() -> None:
    [gap] = explained_gaps([a_row("A", MARCH)], [], [])
    assert gap["title"] == "Plans, A, March 2019: typed 1 less than the system"
    assert not gap["chart"]


def test_an_anchor_has_no_sign_that_a_link_would_change() -> None:
    assert gap_anchor(a_row("Team 1 (Ñ)", MARCH)) == "gap-2019-03-i-Team-1-%28%C3%91%29"


def test_only_the_three_values_are_marked_as_values_and_a_step_of_nought_has_no_bar() -> None:
    svg = waterfall(
        [
            Bar("The system says", 4, 4, "4", is_value=True),
            Bar("Children <b>listed</b> twice", 4, 4, "0"),
            Bar("In the figure itself", 4, 3, "−1"),
            Bar("Back again", 3, 5, "+2"),
            Bar("Typed in the summary", 5, 5, "5", is_value=True),
        ]
    )
    assert [svg.count(f'fill="{colour}"') for colour in (GREY, ORANGE, BLUE)] == [2, 1, 1]
    assert all(f">{shown}<" in svg for shown in ("4", "0", "−1", "+2", "5"))
    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg
