"""A county whose locality Hill delivers CSV trackers, and what staging makes of them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import yaml

from assets.county import Place
from assets.landing import land
from assets.locality.staging import stage_workbooks
from tests.unit.workbook_shapes import AS_AT, COUNTY

LAYOUT = {
    "locality": "Hill",
    "files": [
        {
            "match": "Tracker*",
            "describes": [{"file_name": "Tracker {month}"}],
            "sheets": [{"table": "tracker", "plan_type": "CP"}],
        },
        {"match": "figures/*", "optional": True, "sheets": [{"table": "figures"}]},
        {"match": "*.txt", "ignore": "a reminder"},
    ],
    "tables": {
        "tracker": {
            "holds": "children",
            "header": {"anchors": ["name", "child_id"]},
            "columns": {"name": "Name", "child_id": "ID", "last_visit": "Visit {n}", "team": "Team"},
        },
        "figures": {
            "holds": "figures",
            "header": {"anchors": ["Measure"]},
            "measure": {"column": "Measure"},
            "team": {"across": 1},
            "month": {"always": "April 2019"},
            "indicators": {"open_cp_plans": "CP plans"},
        },
    },
}
TRACKER = (
    "Name,ID,Visit 1,Visit 2,Team\nAnn Lee,0101,1/4/19,2/4/19,Upper\nBo Ray,102,32/4/19,,Moon\nTotal,2\n"
)


def a_place_of_workbooks(tmp_path: Path) -> Place:
    """The layouts of Hill and Shore, and empty folders for what they deliver."""
    for name in ("Hill/figures", "Shore"):
        (tmp_path / "data" / "localities" / name).mkdir(parents=True)
    (tmp_path / "hill.yaml").write_text(yaml.safe_dump(LAYOUT), encoding="utf-8")
    (tmp_path / "shore.yaml").write_text(yaml.safe_dump(LAYOUT | {"locality": "Shore"}), encoding="utf-8")
    return Place(
        county=COUNTY,
        county_file=tmp_path / "county.yaml",
        data=tmp_path / "data",
        home=tmp_path / "home",
    )


def deliver(place: Place, name: str, text: str) -> None:
    path = place.data / "localities" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def stage(place: Place, database: duckdb.DuckDBPyConnection) -> None:
    stage_workbooks(database, place, land(place, AS_AT), AS_AT)


def books(database: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    return database.execute(
        "select source_file, status, reason from staged.workbooks"
        " where locality = 'Hill' order by source_file"
    ).fetchall()
