"""What is measured, as lists of named steps: each step is a file of sql/ that makes the table of its name.

Belongs here: which steps, in which order.
Does not belong here: any definition; those are in the SQL and in indicators.yaml.
"""

from __future__ import annotations

import duckdb

from assets.performance.catalogue import load_catalogue
from assets.warehouse import run_sql

SYSTEM_STEPS = (
    "indicators/unavailable_indicators.sql",
    "evidence/allocations.sql",
    "evidence/open_plans.sql",
    "evidence/visited_cp_plans.sql",
    "evidence/evidence_plans.sql",
    "evidence/evidence_cp_visits.sql",
    "evidence/evidence_supervisions.sql",
    "evidence/evidence_assessments.sql",
    "evidence/evidence_conferences.sql",
    "evidence/evidence_reviews.sql",
    "evidence/evidence_caseloads.sql",
    "evidence/evidence_referrals.sql",
    "evidence/system_evidence.sql",
)
TRACKER_STEPS = (
    "evidence/tracker_plans.sql",
    "evidence/tracker_evidence.sql",
    "evidence/evidence.sql",
    "indicators/indicator_cells.sql",
    "indicators/indicator_values.sql",
)
AUDIT_STEPS = ("indicators/audit_consistency.sql",)


def measure_system(connection: duckdb.DuckDBPyConnection) -> None:
    """Make measured.indicators and measured.system_evidence, from the staged extract alone."""
    load_catalogue(connection)
    run_sql(connection, *SYSTEM_STEPS)


def measure_trackers(connection: duckdb.DuckDBPyConnection) -> None:
    """Make measured.evidence and measured.indicator_values; after `measure_system`, and after matching.

    Reads the staged trackers and figures, and reconciled.matches for whose row each is.
    """
    run_sql(connection, *TRACKER_STEPS)


def measure_audits(connection: duckdb.DuckDBPyConnection) -> None:
    """Make measured.audit_consistency, from the staged audits."""
    run_sql(connection, *AUDIT_STEPS)
