"""The golden county's night up to its validation, and what was found in it.

Belongs here: staging the golden sources as they stand.
Does not belong here: seeding faults, explaining findings.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import duckdb

from assets.case_system.night import prepare_night
from assets.case_system.staging import stage_extract
from assets.checks import RULES_OF_THE_NIGHT
from assets.county import load_place
from assets.landing import land, record_deliveries
from assets.locality.staging import stage_workbooks
from assets.warehouse import connect
from expectations.contracts import load_contracts
from expectations.runner import run_validation

COUNTY = Path(__file__).parents[1] / "golden" / "county.yaml"
AS_AT = date(2019, 5, 1)


def validate_golden(shared: Path, home: Path) -> Path:
    """Stage and validate the golden county; returns the night's database."""
    place = load_place(COUNTY, data=shared / "golden", home=home)
    database = home / "night.duckdb"
    with connect(database) as connection:
        deliveries = land(place, AS_AT)
        record_deliveries(connection, deliveries)
        prepare_night(connection, place, AS_AT, "run")
        stage_extract(connection, place.landed, load_contracts())
        stage_workbooks(connection, place, deliveries, AS_AT)
        run_validation(connection, load_contracts(), RULES_OF_THE_NIGHT)
    return database


def findings(connection: duckdb.DuckDBPyConnection) -> Counter[tuple[str, str | None]]:
    """How often each rule and record stand in the failures."""
    rows = connection.table("validated.failures").project("rule_id, record_id").fetchall()
    return Counter((rule_id, record_id) for rule_id, record_id in rows)
