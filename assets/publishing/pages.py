"""Writes the officers' pages of a release, from the release itself.

Belongs here: which pages there are, the tables of sql/pages that they show, what a release says in short.
Does not belong here: what a page says (pages_county.py, pages_locality.py, pages_lists.py,
pages_worklists.py, pages_reference.py), working anything out (sql/pages), how it looks (templates).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from assets.publishing.folders import NO_LOCALITY, locality_folders
from assets.publishing.pages_county import county_page
from assets.publishing.pages_lists import children_page, discrepancies_page, failures_page
from assets.publishing.pages_locality import locality_page
from assets.publishing.pages_reference import reference_pages
from assets.publishing.pages_rows import Row, Shown, rows_of
from assets.publishing.pages_worklists import worklist_rows
from assets.publishing.worklists import Worklist
from assets.warehouse import run_sql

__all__ = ["Row", "summary_rows", "write_pages"]

WORST = 5

_TABLES = (
    *("trust", "fields", "gaps", "kinds", "questions", "left_aside", "failing_rules", "figures"),
    *("gap_children", "trends", "lacking", "accuracy_nights", "discrepancies", "failures", "children"),
    *("worklists", "discrepancy_nights", "equivalences", "match_counts"),
)


def write_pages(work: duckdb.DuckDBPyConnection, page: Path, worklists: list[Worklist]) -> None:
    """Write a night's pages, and leave the tables they show in the schema `pages`.

    The county's page holds no child-level data; each locality's pages stand in a folder of their own, beside
    its worklists.

    Args:
        work: the night's database, with the schemas published and inspection made.
        page: the county's page; the others stand beside and below it.
        worklists: the worklists that were written beside the page.
    """
    shown = _shown(work, worklists)
    pages = _pages(work, shown)
    # A chart is drawn without Python's lock: while some pages wait for theirs, others are written.
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = dict(zip(pages, pool.map(lambda page_of: page_of(), pages.values()), strict=True))
    for name, html in {**made, **reference_pages(shown)}.items():
        target = page.parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8", newline="\n")


def summary_rows(work: duckdb.DuckDBPyConnection) -> dict[str, list[Any]]:
    """What release.json says in short, from the tables that `write_pages` left; dates as text.

    Returns:
        held_back: what was refused; lacking: what the extract lacks as a whole; questions: about the sheets;
        carried: the localities whose last good rows stand in; trust: a row a locality; worst_gaps: those
        figures furthest from the system.
    """
    carried = [row["locality"] for row in rows_of(work, "carried.held_localities") if row["is_carried"]]
    return {
        "held_back": rows_of(work, "carried.refusals"),
        "lacking": [row["said"] for row in rows_of(work, "pages.lacking")],
        "questions": rows_of(work, "pages.questions"),
        "carried": sorted(carried),
        "trust": rows_of(work, "pages.trust"),
        "worst_gaps": [
            {**row, "period": row["period"].isoformat()} for row in rows_of(work, "pages.gaps")[:WORST]
        ],
    }


def _shown(work: duckdb.DuckDBPyConnection, worklists: list[Worklist]) -> Shown:
    [night] = rows_of(work, "staged.night")
    work.execute("create schema if not exists pages")
    run_sql(work, *(f"pages/{name}.sql" for name in _TABLES))
    tables = {name: rows_of(work, f"pages.{name}") for name in _TABLES}
    files = {(one.locality, one.team): one.path for one in worklists}
    return Shown(
        night=night,
        tables={**tables, "worklists": worklist_rows(tables["worklists"], files)},
        definitions=rows_of(work, "published.indicator_definitions"),
        freshness=rows_of(work, "published.source_freshness"),
        refusals=rows_of(work, "carried.refusals"),
        held={row["locality"]: row["is_carried"] for row in rows_of(work, "carried.held_localities")},
    )


def _pages(work: duckdb.DuckDBPyConnection, shown: Shown) -> dict[str, Callable[[], str]]:
    """Each page's path below the county's, and what makes it."""
    folders = locality_folders(row["locality"] for row in shown.tables["trust"])
    pages: dict[str, Callable[[], str]] = {"index.html": partial(county_page, shown, folders)}
    for locality, folder in folders.items():
        own = shown.of(locality)
        accuracy = [row for row in rows_of(work, "published.data_accuracy") if row["locality"] == locality]
        audits = [row for row in rows_of(work, "published.audit_consistency") if row["locality"] == locality]
        bridge = [row for row in rows_of(work, "published.gap_bridge") if row["locality"] == locality]
        pages |= {
            f"{folder}/index.html": partial(locality_page, own, locality, accuracy, audits, bridge),
            f"{folder}/discrepancies.html": partial(discrepancies_page, own, locality),
            f"{folder}/failures.html": partial(failures_page, own, locality),
            f"{folder}/children.html": partial(children_page, own, locality),
        }
    nowhere = shown.of(None, known=set(folders))
    if nowhere.tables["failures"]:
        pages[f"{NO_LOCALITY}/failures.html"] = partial(failures_page, nowhere, None)
    return pages
