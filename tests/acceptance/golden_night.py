"""Which night of the golden county the tests look at, and what was found in it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import duckdb

COUNTY = Path(__file__).parents[1] / "golden" / "county.yaml"
AS_AT = date(2019, 5, 1)


def findings(connection: duckdb.DuckDBPyConnection) -> Counter[tuple[str, str | None]]:
    """How often each rule and record stand in the failures."""
    rows = connection.table("validated.failures").project("rule_id, record_id").fetchall()
    return Counter((rule_id, record_id) for rule_id, record_id in rows)
