"""The golden county's pages name no child, are small, and list the children that the steps of a gap count."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from assets.case_system.night import prepare_night
from assets.case_system.staging import stage_extract
from assets.county import load_place
from assets.landing import land, record_deliveries
from assets.locality.staging import stage_workbooks
from assets.performance.measuring import measure_audits, measure_system, measure_trackers
from assets.publishing.pages import write_pages
from assets.publishing.tables import make_tables
from assets.reconciliation.reconciling import bridge, compare, compare_figures, match
from assets.warehouse import connect
from expectations.contracts import load_contracts
from tests.unit.working_tables import working_tables

COUNTY = Path(__file__).parents[1] / "golden" / "county.yaml"
AS_AT = date(2019, 5, 1)
MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def home(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the golden night's database and its pages; no rule has been judged in it."""
    home = tmp_path_factory.mktemp("home")
    place = load_place(COUNTY, data=shared / "golden", home=home)
    with connect(home / "night.duckdb") as connection:
        deliveries = land(place, AS_AT)
        record_deliveries(connection, deliveries)
        prepare_night(connection, place, AS_AT, "run")
        stage_extract(connection, place.landed, load_contracts())
        stage_workbooks(connection, place, deliveries, AS_AT)
        for table in ("validated.results", "validated.failures"):
            columns = ", ".join(f"{name} {kind}" for name, kind in working_tables()[table].items())
            connection.execute(f"create table {table} ({columns})")
        match(connection)
        measure_system(connection)
        measure_trackers(connection)
        measure_audits(connection)
        compare(connection)
        compare_figures(connection)
        bridge(connection)
        make_tables(connection, place)
        write_pages(connection, home / "pages" / "index.html", place)
    return home


def test_no_page_holds_the_name_of_a_child(home: Path) -> None:
    with duckdb.connect(str(home / "night.duckdb"), read_only=True) as connection:
        names = {
            f"{forename} {surname}".casefold()
            for forename, surname in connection.execute(
                "select pers_forename, pers_surname from staged.ssd_person"
            ).fetchall()
        }
    assert len(names) > 1000
    for page in (home / "pages").rglob("*.html"):
        text = page.read_text(encoding="utf-8").casefold()
        assert not [name for name in names if name in text], page.name


def test_a_localitys_pages_are_small(home: Path) -> None:
    sizes = {
        folder.name: sum(page.stat().st_size for page in folder.rglob("*.html"))
        for folder in (home / "pages").iterdir()
        if folder.is_dir()
    }
    assert set(sizes) == {"northern", "exeter", "eastern-and-mid", "southern"}
    assert max(sizes.values()) < MOST_BYTES


def test_every_step_of_a_gap_lists_the_children_it_counts(home: Path) -> None:
    query = """
        select count(*), count(*) filter (listed.children is distinct from steps.children)
        from published.gap_bridge as steps
        left join (
            select period, locality, team, indicator_id, component, cause, count(*) as children
            from pages.gap_children group by all
        ) as listed using (period, locality, team, indicator_id, component, cause)
        where steps.component <> 'arithmetic'
    """
    with duckdb.connect(str(home / "night.duckdb"), read_only=True) as connection:
        [(steps, wrong)] = connection.execute(query).fetchall()
    assert steps > 300
    assert wrong == 0
