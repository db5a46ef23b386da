"""Literal rows for the rules' cases: one builder a record, named as the sector names it.

Belongs here: the night the rules are run on, and its tables; short ways of writing a row.
Does not belong here: which rows break or keep a rule (rule_cases_*.py).
"""

from __future__ import annotations

from datetime import date

import duckdb

from assets.publishing.dictionary import arrow_schema, contract
from expectations.runner import make_helpers
from tests.unit.staged_rows import an_empty_night, empty, put

Row = tuple[str, dict[str, object]]
Rows = list[Row]
# What breaks a rule, the records it must name, what keeps it.
Cases = dict[str, tuple[Rows, list[str | None], Rows]]

# What the rules of a release read beside the released tables.
_OTHERS = {
    "measured.indicators": "indicator_id varchar, unit varchar, shape varchar",
    "reconciled.figures": "figure_id int",
    "carried.held_localities": "locality varchar",
    "staged.row_counts": "record_table varchar, landed bigint, refused bigint, staged bigint",
}


def a_night_for_rules() -> duckdb.DuckDBPyConnection:
    """The night of 1 May 2019 in memory, with every table that a rule reads, empty."""
    night = an_empty_night()
    night.execute("create schema carried")
    for table, columns in _OTHERS.items():
        night.execute(f"create table {table} ({columns})")
    for table in contract():
        night.from_arrow(arrow_schema(table).empty_table()).create(table)
    make_helpers(night)
    return night


def empty_all(night: duckdb.DuckDBPyConnection) -> None:
    """Take every row out again."""
    empty(night, *_OTHERS, *contract())


def fill(night: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Put the rows into their tables, and make what rules read that is made of them."""
    for table, values in rows:
        put(night, table if "." in table else f"staged.{table}", **values)
    make_helpers(night)


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def referral(number: str = "R1", child: str = "1", on: str = "2019-01-10", **more: object) -> Row:
    return "ssd_cin_episodes", {
        "cine_referral_id": number, "cine_person_id": child, "cine_referral_date": day(on), **more,
    }  # fmt: skip


def assessment(number: str, start: str, signed: str | None = None, **more: object) -> Row:
    return "ssd_cin_assessments", {
        "cina_assessment_id": number, "cina_person_id": "1", "cina_referral_id": "R1",
        "cina_assessment_start_date": day(start), "cina_assessment_auth_date": day(signed), **more,
    }  # fmt: skip


def enquiry(number: str, start: str | None, **more: object) -> Row:
    return "ssd_s47_enquiry", {
        "s47e_s47_enquiry_id": number, "s47e_person_id": "1", "s47e_referral_id": "R1",
        "s47e_s47_start_date": day(start), **more,
    }  # fmt: skip


def conference(number: str, on: str, **more: object) -> Row:
    return "ssd_initial_cp_conference", {
        "icpc_icpc_id": number, "icpc_person_id": "1", "icpc_icpc_date": day(on),
        # Unless it names its enquiry it belongs to the referral.
        "icpc_referral_id": None if "icpc_s47_enquiry_id" in more else "R1", **more,
    }  # fmt: skip


def cp(number: str, start: str | None, end: str | None = None, child: str = "1", **more: object) -> Row:
    return "ssd_cp_plans", {
        "cppl_cp_plan_id": number, "cppl_person_id": child, "cppl_cp_plan_start_date": day(start),
        "cppl_referral_id": "R1",
        "cppl_cp_plan_initial_category": "NEG", "cppl_cp_plan_latest_category": "NEG",
        "cppl_cp_plan_end_date": day(end), **more,
    }  # fmt: skip


def cin(number: str, start: str, end: str | None = None, child: str = "1", **more: object) -> Row:
    return "ssd_cin_plans", {
        "cinp_cin_plan_id": number, "cinp_person_id": child, "cinp_cin_plan_start_date": day(start),
        "cinp_cin_plan_end_date": day(end), "cinp_referral_id": "R1", **more,
    }  # fmt: skip


def visit(plan: str, on: str) -> Row:
    return "ssd_cp_visits", {"cppv_cp_plan_id": plan, "cppv_cp_visit_date": day(on)}


def review(number: str, on: str) -> Row:
    return "ssd_cp_reviews", {
        "cppr_cp_review_id": number, "cppr_cp_plan_id": "P1", "cppr_cp_review_date": day(on),
    }  # fmt: skip


def allocated(
    child: str, end: str | None = None, role: str = "Allocated Social Worker", worker: str | None = "W1"
) -> Row:
    return "ssd_involvements", {
        "invo_person_id": child, "invo_professional_role_id": role, "invo_professional_id": worker,
        "invo_involvement_start_date": day("2018-01-01"), "invo_involvement_end_date": day(end),
    }  # fmt: skip


def supervised(child: str, on: str, kind: str = "case") -> Row:
    return "local_supervisions", {
        "person_id": child, "supervision_date": day(on), "supervision_type": kind,
    }  # fmt: skip


def tracker_row(number: int, locality: str = "North") -> Row:
    return "tracker_rows", {"tracker_row_id": number, "locality": locality, "source_file": "N/t.xlsx"}


def typed(number: int, field: str, cell: str, **more: object) -> Row:
    return "tracker_values", {
        "tracker_row_id": number, "field": field, "cell": cell, "state": "read", **more,
    }  # fmt: skip


def person(number: str, **more: object) -> Row:
    return "ssd_person", {"pers_person_id": number, **more}


def linked(child: str, number: str) -> Row:
    return "ssd_linked_identifiers", {
        "link_person_id": child, "link_identifier_type": "Case Number", "link_identifier_value": number,
    }  # fmt: skip


def died(on: str) -> Row:
    return person("1", pers_dob=day("2010-01-01"), pers_death_date=day(on))


def factors(assessment: str, json: str) -> Row:
    return "ssd_assessment_factors", {"cinf_assessment_id": assessment, "cinf_assessment_factors_json": json}


def cin_visit(on: str, child: str = "1") -> Row:
    return "ssd_cin_visits", {"cinv_person_id": child, "cinv_cin_visit_date": day(on)}


def figure(number: int, value: float, team: str = "All", **more: object) -> Row:
    return "figures", {
        "figure_id": number, "locality": "North", "team": team, "period": day("2019-04-01"),
        "indicator_id": "open_cp_plans", "source_file": "N/f.xlsx", "sheet": "S", "cell": f"B{number}",
        "typed": str(value), "value": value, **more,
    }  # fmt: skip


_FIGURE = {
    "run_id": "run", "as_at": date(2019, 5, 1), "period": date(2019, 4, 1), "locality": "North",
    "team": "All", "indicator_id": "n",
}  # fmt: skip


def indicator(number: str, shape: str = "count", unit: str = "plans") -> Row:
    return "measured.indicators", {"indicator_id": number, "shape": shape, "unit": unit}


def value(**more: object) -> Row:
    return "published.indicator_values", {**_FIGURE, "source": "case_system", **more}


def evidence(**more: object) -> Row:
    return "inspection.evidence", {**_FIGURE, "source": "case_system", "counts": True, **more}


def compared(**more: object) -> Row:
    return "published.reconciled_performance", {**_FIGURE, "status": "differs", **more}


def step(number: int, effect: float) -> Row:
    return "published.gap_bridge", {**_FIGURE, "step": number, "effect": effect}


def matched(row: int) -> Row:
    return "reconciled.matches", {"tracker_row_id": row, "match_method": "none"}


def released_row() -> Row:
    return "inspection.tracker_rows", {
        "run_id": "run", "as_at": date(2019, 5, 1), "locality": "North", "source_file": "N/t.xlsx",
        "match_method": "none",
    }  # fmt: skip


def sheet(used: int) -> Row:
    return "inspection.spreadsheet_coverage", {
        "locality": "North", "source_file": "N/t.xlsx", "sheet": "S", "cells": 10, "used": used,
        "ignored": 3, "not_understood": 1,
    }  # fmt: skip


def ignored(rule: str, cells: int) -> Row:
    return "inspection.ignored_cells", {
        "locality": "North", "source_file": "N/t.xlsx", "sheet": "S", "rule": rule, "cells": cells,
    }  # fmt: skip


def rows_of(table: str, landed: int | None, staged: int, refused: int = 0) -> Row:
    return "staged.row_counts", {
        "record_table": table, "landed": landed, "refused": refused, "staged": staged,
    }  # fmt: skip
