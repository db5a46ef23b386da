"""The golden county's pages name no child, are small, and list the children that the steps of a gap count."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from assets.county import Place

MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def pages(golden: Place) -> Path:
    pointer = json.loads((golden.published / "current.json").read_text(encoding="utf-8"))
    return (golden.published / pointer["pages"]).parent


def test_no_page_holds_the_name_of_a_child(night: duckdb.DuckDBPyConnection, pages: Path) -> None:
    children = night.table("staged.ssd_person").project("pers_forename, pers_surname").fetchall()
    names = {f"{forename} {surname}".casefold() for forename, surname in children}
    assert len(names) > 1000
    for page in pages.rglob("*.html"):
        text = page.read_text(encoding="utf-8").casefold()
        assert not [name for name in names if name in text], page.name


def test_a_localitys_pages_are_small(pages: Path) -> None:
    sizes = {
        folder.name: sum(page.stat().st_size for page in folder.rglob("*.html"))
        for folder in pages.iterdir()
        if folder.is_dir()
    }
    assert set(sizes) == {"northern", "exeter", "eastern-and-mid", "southern"}
    assert max(sizes.values()) < MOST_BYTES


def test_every_step_of_a_gap_lists_the_children_it_counts(night: duckdb.DuckDBPyConnection) -> None:
    query = """
        select count(*), count(*) filter (listed.children is distinct from steps.children)
        from published.gap_bridge as steps
        left join (
            select period, locality, team, indicator_id, component, cause, count(*) as children
            from pages.gap_children group by all
        ) as listed using (period, locality, team, indicator_id, component, cause)
        where steps.component <> 'arithmetic'
    """
    [(steps, wrong)] = night.execute(query).fetchall()
    assert steps > 300
    assert wrong == 0
