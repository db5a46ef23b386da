"""The officer's page: what it says, that it names nobody, asks nothing of the network, and is accessible."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from assets.county import Place
from assets.publishing import pages
from assets.publishing.pages import listed, words
from assets.publishing.releases import ReleaseResult
from assets.publishing.rendering import figure, percent, signed
from tests.unit.working_tables import (
    Rows,
    a_discrepancy,
    a_figure,
    a_place,
    a_value,
    a_workbook,
    publish,
)

NIGHT = date(2019, 5, 1)
NASTY = "<img src=x onerror=alert(1)>"
ROWS: Rows = {
    "staged.workbooks": [
        a_workbook("North", NIGHT),
        a_workbook("South", NIGHT, "held_back", reason="it is locked: close it, then run again"),
    ],
    "staged.tracker_rows": [{"tracker_row_id": 1, "locality": "North", "team": "N1"}],
    "reconciled.matches": [{"tracker_row_id": 1, "person_id": "PERSON-1001"}],
    "reconciled.comparisons": [{"tracker_row_id": 1, "field": "dob", "agrees": True}],
    "staged.figures": [a_figure(2, 40)],
    "reconciled.figures": [{"figure_id": 2, "agrees": False, "cause": "rows_missed_by_formula"}],
    "measured.indicator_values": [a_value(48), a_value(47, "tracker")],
    "reconciled.discrepancies": [
        a_discrepancy("a-reference", person_id="PERSON-1001", sheet=NASTY),
        a_discrepancy("w", field="worker", spreadsheet_value="Jo Bloggs", system_value="Al Bloggs"),
        a_discrepancy("u", kind="unreadable_value", cause="free_text", spreadsheet_value="ask his aunt"),
        a_discrepancy("figure", kind="figure_differs", field="open_cp_plans", cause="rounding"),
    ],
    "staged.spreadsheet_coverage": [
        {"locality": "North", "source_file": "North.xlsx", "sheet": "CP", "cells": 90, "used": 80}
        | {"ignored": 7, "not_understood": 3, "status": "read", "reason": "what are A1, B2, C3?"}
    ],
    "validated.results": [
        {"rule_id": "visit_in_future", "severity": "error", "checked": 9, "failed": 2, "passed": False}
        | {"critical": False}
    ],
}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return a_place(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def released(place: Place) -> ReleaseResult:
    return publish(place, NIGHT, ROWS)


@pytest.fixture(scope="module")
def html(released: ReleaseResult) -> str:
    return (released.folder / "pages" / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.mark.parametrize(
    "said",
    [
        "South was held back; 1 of 1 tracker cells and 0 of 1 typed figures agree",
        "100.0 % (1 of 1)",
        "1 typed figure differs",
        "Child protection plans",
        "March 2019",
        "the formula seems to leave out rows",
        "North.xlsx, sheet Summary, cell C2",
        "−8",
        "Value differs",
        "3rd April",
        "2019-04-12",
        "an earlier visit",
        "it is locked: close it, then run again",
        "what are A1, B2, C3?",
        "visit_in_future",
        "the night of 1 May 2019",
        "held back",
        "a-reference",
    ],
)
def test_the_page_says(page: Page, said: str) -> None:
    assert said in re.sub(r"\s+", " ", page.text)


@pytest.mark.parametrize("kept_back", ["PERSON-1001", "Jo Bloggs", "Al Bloggs", "ask his aunt"])
def test_the_page_names_nobody_and_repeats_no_free_text(html: str, kept_back: str) -> None:
    assert kept_back not in html


def test_what_a_workbook_calls_things_is_shown_as_text(html: str, page: Page) -> None:
    assert NASTY in page.text
    assert not page.all("img", "script", "iframe", "form")
    assert "onerror" not in re.sub(r"&lt;img.*?&gt;", "", html)


def test_the_page_asks_nothing_of_the_network(page: Page) -> None:
    assert not page.all("link", "script", "img")
    for _, attributes in page.tags:
        assert "src" not in attributes
        assert "style" not in attributes
    assert all((link["href"] or "").startswith("#") for link in page.all("a"))


def test_the_policy_lets_the_pages_own_style_apply_and_nothing_else(html: str, page: Page) -> None:
    [policy] = [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_has_what_assistive_technology_needs(html: str, page: Page) -> None:
    assert page.all("html") == [{"lang": "en-GB"}]
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(cell.get("scope") in ("col", "row") for cell in page.all("th"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"] for link in page.all("a")} <= {f"#{one}" for one in ids}
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    names = [region["aria-label"] for region in page.all("div") if region.get("role") == "region"]
    assert len(names) == len(set(names)) == len(page.all("table"))


def test_a_long_list_is_cut_and_says_how_many_more_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PLACES_SHOWN", 2)
    monkeypatch.setattr(pages, "FIGURES_SHOWN", 1)
    rows: Rows = {
        "reconciled.discrepancies": [a_discrepancy(f"d{number}", row_number=number) for number in range(5)],
        "staged.figures": [a_figure(1, 40, team="N1"), a_figure(2, 47)],
        "reconciled.figures": [{"figure_id": 1, "agrees": False}, {"figure_id": 2, "agrees": False}],
        "measured.indicator_values": [a_value(48), a_value(48, team="N1")],
    }
    released = publish(a_place(tmp_path), NIGHT, rows)
    text = Page((released.folder / "pages" / "index.html").read_text(encoding="utf-8")).text
    assert "5 discrepancies in tracker rows; the first 2 are shown, 3 more are in" in text
    assert ("d0" in text, "d1" in text, "d2" in text) == (True, True, False)
    assert "2 typed figures differ; the 1 with the largest gaps are shown" in text
    assert "cell C1" in text
    assert "cell C2" not in text


def test_a_night_on_which_all_agrees_says_so(tmp_path: Path) -> None:
    released = publish(a_place(tmp_path), NIGHT)
    text = Page((released.folder / "pages" / "index.html").read_text(encoding="utf-8")).text
    for said in (
        "Every workbook was read",
        "No typed figure differs",
        "No discrepancy was found",
        "Nothing was refused",
        "Every cell was read or left aside by a named rule",
        "No rule is broken",
    ):
        assert said in text


def test_the_stable_page_leads_to_the_newest_release(place: Place, released: ReleaseResult) -> None:
    leading = Page((place.published / "index.html").read_text(encoding="utf-8"))
    target = f"runs/{released.run_id}/pages/index.html"
    assert [link["href"] for link in leading.all("a")] == [target]
    assert {"http-equiv": "refresh", "content": f"0; url={target}"} in leading.all("meta")


KINDS = """
    missing_from_spreadsheet missing_from_system not_open_in_system value_differs duplicate_row
    wrong_locality unreadable_value figure_differs
"""
CAUSES = """
    day_month_swapped wrong_year digits_transposed typo stale_value not_recorded_in_system
    closed_case_left_on not_yet_added transferred copied_row free_text calendar_days_counted
    wrong_denominator rows_missed_by_formula previous_month_copied rounding percent_as_fraction unknown
"""


def test_every_kind_and_cause_has_its_words() -> None:
    assert set(words()["kinds"]) == set(KINDS.split())
    assert set(words()["causes"]) == set(CAUSES.split())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0, "0"),
        (48.0, "48"),
        (33.333, "33.3"),
        (0.172, "0.17"),
        (0.996, "1"),
        (1234.5, "1,234.5"),
    ],
)
def test_a_value_is_written_short(value: float | None, shown: str) -> None:
    assert figure(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(-8, "−8"), (8, "+8"), (0, "0"), (None, "–")])
def test_a_difference_has_its_sign(value: float | None, shown: str) -> None:
    assert signed(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(99.98, "99.9"), (100, "100.0"), (0, "0.0")])
def test_what_is_not_all_is_not_shown_as_all(value: float, shown: str) -> None:
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("names", "said"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_localities_are_listed_as_people_do(names: list[str], said: str) -> None:
    assert listed(names) == said
