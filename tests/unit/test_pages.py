"""The officers' pages: what each says, that the county's names no child, that links lead somewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from assets.checks import _result, checks_of_the_night, checks_of_the_release
from assets.county import Place
from assets.publishing.releases import ReleaseResult
from tests.unit.page_reader import Page
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
MARCH = date(2019, 3, 1)
FIGURE = {"period": MARCH, "locality": "North", "indicator_id": "open_cp_plans"}
NASTY = "<img src=x onerror=alert(1)>"
CLOSING = "</script><script>alert(1)</script>"
ROWS: Rows = {
    "staged.workbooks": [
        a_workbook("North", NIGHT),
        a_workbook("South", NIGHT, "held_back", reason="it is locked: close it, then run again"),
    ],
    "staged.tracker_rows": [
        {"tracker_row_id": 1, "locality": "North", "team": "N1", "source_file": "North.xlsx"}
        | {"sheet": "CP", "row_number": 4, "cell": "A4"}
    ],
    "reconciled.matches": [{"tracker_row_id": 1, "person_id": "PERSON-1001"}],
    "reconciled.comparisons": [{"tracker_row_id": 1, "field": "dob", "agrees": True}],
    "staged.figures": [a_figure(2, 40)],
    "reconciled.figures": [{"figure_id": 2, "agrees": False, "cause": "rows_missed_by_formula"}],
    "measured.indicator_values": [a_value(48), a_value(47, "tracker")],
    "measured.evidence": [
        {**FIGURE, "team": "N1", "counts": True, "source": source, "person_id": child, "record_id": record}
        for source, child, record in (
            ("case_system", "PERSON-1001", "P1"),
            ("case_system", "PERSON-1002", "P2"),
            ("tracker", "PERSON-1001", "North.xlsx!CP!A4"),
        )
    ],
    "reconciled.gap_bridge": [
        {**FIGURE, "team": "All", "step": step, "component": component, "cause": cause, "effect": effect}
        for step, component, cause, effect in (
            (1, "arithmetic", "rows_missed_by_formula", -7.0),
            (2, "missing_from_spreadsheet", "not_yet_added", -1.0),
        )
    ],
    "reconciled.gap_children": [
        {**FIGURE, "team": "All", "kind": "missing_from_spreadsheet", "cause": "not_yet_added"}
        | {"person_id": "PERSON-1002", "discrepancy_id": "m", "is_a_child": True}
    ],
    "reconciled.equivalence_counts": [
        {
            "rule": "initials of the worker",
            "sentence": "The initials of the right worker.",
            "locality": "North",
        }
        | {"field": field, "cells": cells}
        for field, cells in (("worker", 1200), ("team", 34))
    ],
    "reconciled.discrepancies": [
        a_discrepancy("a-reference", person_id="PERSON-1001", sheet=NASTY),
        a_discrepancy("b-reference", person_id=CLOSING, sheet="=cmd()", severity="query"),
        a_discrepancy("w", field="worker", spreadsheet_value="Jo Bloggs", system_value="Al O'Bloggs-Brown"),
        a_discrepancy("u", kind="unreadable_value", cause="free_text", spreadsheet_value="ask his aunt May"),
        a_discrepancy("v", kind="unreadable_value", cause="typo", spreadsheet_value="31st April"),
        a_discrepancy("figure", kind="figure_differs", field="open_cp_plans", cause="rounding"),
        a_discrepancy("m", kind="missing_from_spreadsheet", cause="not_yet_added", person_id="PERSON-1002"),
    ],
    "staged.spreadsheet_coverage": [
        {"locality": "North", "source_file": "North.xlsx", "sheet": "CP", "cells": 90, "used": 80}
        | {"ignored": 7, "not_understood": 3, "status": "read", "reason": "what are A1, B2, C3?"}
    ],
    "staged.ignored_cells": [
        {"locality": "North", "source_file": "North.xlsx", "sheet": "CP", "rule": rule, "cells": cells}
        for rule, cells in (("heading", 5), ("total", 2))
    ],
    "validated.results": [
        {"critical": False, "severity": "error", "passed": False, **rule}
        for rule in (
            {"rule_id": "tracker_visit_in_future", "checked": 9, "failed": 2},
            {"rule_id": "8600", "suite": "practice", "reason": "its SQL could not be run (BinderException)"},
            {"rule_id": "key_missing", "suite": "ssd_cp_visits"}
            | {"reason": "it could not be judged (ValueError)"},
            {"rule_id": "key_missing", "suite": "ssd_person", "checked": 7, "failed": 1},
        )
    ],
    "validated.failures": [
        {"failure_id": "f1", "rule_id": "tracker_visit_in_future", "severity": "error", "locality": "North"}
        | {"person_id": "PERSON-1003", "record_table": "tracker_rows", "column_name": "last_visit"}
        | {"value": "04/11/2019", "source_file": "North.xlsx", "sheet": "CP", "cell": "L4"},
        {"failure_id": "f2", "rule_id": "key_missing", "severity": "error", "record_table": "ssd_person"}
        | {"person_id": "PERSON-1004"},
    ],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return a_place(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def released(place: Place) -> ReleaseResult:
    return publish(place, NIGHT, ROWS)


@pytest.fixture(scope="module")
def pages(released: ReleaseResult) -> dict[str, Page]:
    folder = released.folder / "pages"
    return {path.relative_to(folder).as_posix(): Page(path) for path in folder.rglob("*.html")}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("index.html", "South was held back; 1 of 1 tracker cells and 0 of 1 typed figures agree"),
        ("index.html", "the night of 1 May 2019"),
        ("index.html", "100.0% 1 of 1"),
        ("index.html", "≠ −8 typed 40, system 48"),
        ("index.html", "This is the first night: a trend needs two"),
        ("index.html", "it is locked: close it, then run again"),
        ("index.html", "what are A1, B2, C3?"),
        ("north/index.html", "North.xlsx, sheet CP total 2"),
        ("index.html", "1 row that breaks a rule belongs to no locality"),
        ("index.html", "held back"),
        ("north/index.html", "typed 8 less than the system; the largest part: in the figure itself"),
        ("north/index.html", "The system gives 48. The tracker's own rows give 47 (−1"),
        ("north/index.html", "the formula seems to leave out rows −7"),
        ("north/index.html", "PERSON-1002"),
        ("north/index.html", "North.xlsx, sheet Summary, cell C2"),
        ("north/index.html", "too few months for limits"),
        ("north/index.html", "The initials of the right worker. 1,234"),
        ("north/discrepancies.html", "3rd April"),
        ("north/discrepancies.html", "2019-04-12"),
        ("north/discrepancies.html", "an earlier visit"),
        ("north/discrepancies.html", "See which is right: correct the cell, or have the system corrected."),
        ("north/discrepancies.html", "31st April"),
        ("north/discrepancies.html", "words: open the cell to read them"),
        ("north/discrepancies.html", "J B"),
        ("north/failures.html", "PERSON-1003"),
        ("north/failures.html", "04/11/2019"),
        ("north/children.html", "PERSON-1002 Child protection plans N1 Case system Counts"),
        ("no-locality/failures.html", "PERSON-1004"),
        ("rules.html", "A record has no number."),
        ("rules.html", "not judged: its SQL could not be run (BinderException)"),
        ("rules.html", "not judged: in ssd_cp_visits it could not be judged (ValueError); elsewhere 1"),
        ("dictionary.html", "cppv_cp_visit_date DATE Day of the visit."),
        ("definitions.html", "Plans open."),
        ("dictionary.html", "The release; the same in every row of a release."),
    ],
)
def test_a_page_says(pages: dict[str, Page], name: str, said: str) -> None:
    assert said in re.sub(r"\s+", " ", pages[name].text.replace("’", "'").replace("&#39;", "'"))


def test_every_check_of_dagster_leads_to_a_place_on_the_page_of_the_rules(pages: dict[str, Page]) -> None:
    specs = [*checks_of_the_night.check_specs, *checks_of_the_release.check_specs]
    for spec in specs:
        link = _result(spec.name, "staged.ssd_person", None, Path("/rules.html")).metadata["rules"].value
        _, _, anchor = str(link).partition("#")
        assert not anchor or unquote(anchor) in pages["rules.html"].ids, spec.name


def test_the_countys_pages_hold_no_childs_record(pages: dict[str, Page]) -> None:
    county = [page for name, page in pages.items() if "/" not in name]
    assert len(county) == 4
    for page in county:
        assert "PERSON-" not in page.html
        assert "a-reference" not in page.html


@pytest.mark.parametrize("kept_back", ["Bloggs", "Al O", "aunt", "May\\b(?! 2019)"])
def test_no_page_names_anybody_or_repeats_free_text(pages: dict[str, Page], kept_back: str) -> None:
    for name, page in pages.items():
        assert not re.search(kept_back, page.html), name


def test_a_localitys_records_stand_in_its_own_folder_only(pages: dict[str, Page]) -> None:
    assert "PERSON-1001" in pages["north/discrepancies.html"].html
    assert all(
        "PERSON-1001" not in page.html for name, page in pages.items() if not name.startswith("north/")
    )


def test_what_a_workbook_calls_things_is_shown_as_text(pages: dict[str, Page]) -> None:
    page = pages["north/discrepancies.html"]
    assert f"Sheet {NASTY}" in page.text
    assert "Sheet =cmd()" in page.text
    assert CLOSING in page.text
    for one in pages.values():
        assert not one.all("img", "iframe", "form", "object", "embed")
        assert [script.get("type") for script in one.all("script")] in ([], ["application/json", None])
        assert "onerror" not in re.sub(r"(&lt;|\\u003c)img.*?(&gt;|\\u003e)", "", one.html)


def test_the_data_of_a_list_cannot_end_its_script(pages: dict[str, Page]) -> None:
    [text] = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', pages["north/discrepancies.html"].html
    )
    data = json.loads(text)
    assert "<" not in text
    assert data["count"] == 7
    child = data["columns"]["child"]
    assert CLOSING in [child["values"][place] for place in child["at"]]


def test_a_page_asks_nothing_of_the_network(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert not page.all("link"), name
        for tag, attributes in page.tags:
            assert not {"src", "style", "srcset", "action"} & attributes.keys(), (name, tag)
            assert not [one for one in attributes if one.startswith("on")], (name, tag)
        assert not [link for link in page.links if ":" in link.partition("#")[0] or link.startswith("/")], (
            name
        )


def test_every_link_leads_to_a_file_and_a_place_on_it(
    released: ReleaseResult, pages: dict[str, Page]
) -> None:
    for name, page in pages.items():
        for link in page.links:
            target, _, place_on_page = link.partition("#")
            other = (Path(name).parent / unquote(target)) if target else Path(name)
            parts: list[str] = []
            for part in other.parts:
                if part == "..":
                    parts.pop()
                else:
                    parts.append(part)
            if target.endswith(".xlsx"):
                assert (released.folder / "pages" / Path(*parts)).is_file(), link
                continue
            found = pages["/".join(parts)]
            if place_on_page and "data" not in found.ids:
                assert unquote(place_on_page) in found.ids, (name, link)


def test_the_policy_lets_a_pages_own_style_and_script_apply_and_nothing_else(pages: dict[str, Page]) -> None:
    for page in pages.values():
        [policy] = [one["content"] for one in page.all("meta") if "http-equiv" in one]
        [style] = re.findall(r"<style>(.*?)</style>", page.html, re.DOTALL)
        scripts = re.findall(r"<script>(.*?)</script>", page.html, re.DOTALL)
        runs = f" script-src 'sha256-{_digest(scripts[0])}';" if scripts else ""
        loads = f"default-src 'none';{runs} style-src 'sha256-{_digest(style)}';"
        assert policy == f"{loads} base-uri 'none'; form-action 'none'"
        assert "url(" not in style
        assert "@import" not in style


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_a_page_has_what_assistive_technology_needs(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.all("html") == [{"lang": "en-GB"}], name
        assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1, name
        assert len(page.all("caption")) == len(page.all("table")), name
        assert all(cell.get("scope") in ("col", "row", "rowgroup") for cell in page.all("th")), name
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), name
        assert len(page.ids) == len(set(page.ids)), name
        assert page.all("a")[0] == {"class": "skip", "href": "#main"}, name
        regions = [one["aria-label"] for one in page.all("div") if one.get("role") == "region"]
        assert len(regions) == len(set(regions)), name
        assert len(page.all("svg")) <= len(page.all("figcaption")), name


def test_an_old_figures_gap_begins_with_how_far_the_system_has_moved(tmp_path: Path) -> None:
    place = a_place(tmp_path)
    step = {**FIGURE, "team": "All", "step": 1, "component": "missing_from_spreadsheet"}
    rows: Rows = {
        "staged.figures": [a_figure(2, 47)],
        "reconciled.figures": [{"figure_id": 2, "agrees": False}],
        "measured.indicator_values": [a_value(48), a_value(47, "tracker")],
        "reconciled.gap_bridge": [{**step, "cause": "not_yet_added", "children": 1, "effect": -1.0}],
    }
    publish(place, NIGHT, rows)
    later: Rows = {
        "staged.workbooks": [a_workbook("North", NIGHT, "held_back"), a_workbook("South", NIGHT)],
        "measured.indicator_values": [a_value(50)],
    }
    released = publish(place, NIGHT + timedelta(days=1), later)
    text = Page(released.folder / "pages" / "north" / "index.html").text
    steps = (
        ("The system says", "50"),
        ("Since it was read the system has moved on since the figure was last read", "−2"),
        ("Children missing from the tracker the plan is new and may not have been added yet", "−1 1 child"),
        ("The tracker’s rows give", "47"),
        ("Typed in the summary", "47"),
    )
    places = [text.index(f"{label} {shown}") for label, shown in steps]
    assert places == sorted(places)
    assert "North was held back tonight" in text


def test_a_long_list_shows_its_first_rows_and_holds_all(tmp_path: Path) -> None:
    rows: Rows = {
        "reconciled.discrepancies": [a_discrepancy(f"d{number}", row_number=number) for number in range(250)]
    }
    released = publish(a_place(tmp_path), NIGHT, rows)
    page = Page(released.folder / "pages" / "north" / "discrepancies.html")
    assert "250 rows; the first 100 are shown." in page.text
    assert "The first 100 of 250 are shown" in page.text
    assert page.html.count("<tr>") == 101
    assert '"count":250' in page.html


def test_the_stable_page_leads_to_the_newest_release(place: Place, released: ReleaseResult) -> None:
    leading = Page(place.published / "index.html")
    target = f"runs/{released.run_id}/pages/index.html"
    assert leading.links == [target]
    assert {"http-equiv": "refresh", "content": f"0; url={target}"} in leading.all("meta")


def test_a_localitys_page_lists_the_worklists_beside_it(
    released: ReleaseResult, pages: dict[str, Page]
) -> None:
    there = sorted(one.name for one in (released.folder / "pages/north/worklists").glob("*.xlsx"))
    listed = [unquote(link) for link in pages["north/index.html"].links if link.startswith("worklists/")]
    assert listed == [f"worklists/{name}" for name in there]
