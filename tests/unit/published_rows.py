"""A good night's rows, the night after it with a workbook locked, and what a release makes of rows."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from assets.county import Place
from assets.publishing.tables import make_tables
from tests.unit.working_tables import MARCH, Rows, a_discrepancy, a_figure, a_night, a_value, a_workbook

NIGHT = date(2019, 5, 1)
NEXT = date(2019, 5, 2)

GOOD: Rows = {
    "measured.indicator_values": [a_value(48), a_value(47, "tracker"), a_value(20, locality="South")],
    "staged.figures": [a_figure(1, 40)],
    "reconciled.figures": [{"figure_id": 1, "agrees": False, "cause": "rounding"}],
    "reconciled.gap_bridge": [
        {"period": MARCH, "locality": "North", "team": "All", "indicator_id": "open_cp_plans", **step}
        for step in (
            {"step": 1, "component": "arithmetic", "cause": "rounding", "effect": -7.0},
            {
                "step": 2,
                "component": "missing_from_spreadsheet",
                "cause": "unknown",
                "children": 1,
                "effect": -1.0,
            },
        )
    ],
    "reconciled.gap_children": [
        {
            **{"period": MARCH, "locality": "North", "team": "All", "indicator_id": "open_cp_plans"},
            **{"kind": kind, "cause": "unknown", "person_id": person, "is_a_child": is_a_child},
        }
        for kind, person, is_a_child in (
            ("missing_from_spreadsheet", "1002", True),
            ("missing_from_spreadsheet", "1003", False),
            ("value_differs", "1004", True),
        )
    ],
    "staged.tracker_rows": [
        {"tracker_row_id": 1, "locality": "North", "source_file": "North.xlsx", "cell": "B4"}
    ],
    "reconciled.matches": [{"tracker_row_id": 1, "person_id": "1001", "match_method": "id"}],
    "reconciled.comparisons": [{"tracker_row_id": 1, "field": "team", "agrees": True}],
    "reconciled.equivalence_counts": [
        {"rule": "initials of the worker", "locality": "North", "field": "worker", "cells": 3},
        {"rule": "the same date", "cells": 0},
    ],
    "reconciled.discrepancies": [a_discrepancy("a"), a_discrepancy("s", "South")],
    "measured.evidence": [
        {
            "source": source,
            "period": MARCH,
            "indicator_id": "open_cp_plans",
            "locality": "North",
            "counts": True,
        }
        for source in ("case_system", "tracker")
    ],
    "validated.results": [
        {
            "rule_id": "r1",
            "suite": "workbooks",
            "locality": "North",
            "checked": 5,
            "failed": 1,
            "passed": False,
            "critical": False,
        },
        {"rule_id": "e1", "checked": 9, "failed": 1, "passed": False, "critical": False},
    ],
    "validated.failures": [
        {"failure_id": "f1", "rule_id": "r1", "locality": "North"},
        {"failure_id": "f2", "rule_id": "e1", "locality": "North"},
    ],
}
LOCKED: Rows = {
    "staged.workbooks": [
        a_workbook("North", NEXT, "held_back", describes=None, reason="it is locked: close it"),
        a_workbook("South", NEXT),
    ],
    "measured.indicator_values": [a_value(50), a_value(20, locality="South")],
    "reconciled.discrepancies": [
        a_discrepancy("m", kind="missing_from_spreadsheet", field=None),
        a_discrepancy("s", "South"),
    ],
    "validated.results": [
        {
            "rule_id": "r1",
            "suite": "workbooks",
            "locality": "North",
            "checked": 0,
            "failed": 0,
            "passed": True,
            "critical": False,
        },
        {"rule_id": "e1", "checked": 9, "failed": 0, "passed": True, "critical": False},
    ],
}


def made(place: Place, rows: Rows, query: str, as_at: date = NIGHT) -> list[tuple]:
    """What a query says of the tables made of these rows."""
    with closing(a_night(as_at, rows)) as connection:
        make_tables(connection, place)
        return connection.execute(query).fetchall()
