"""Who is it, what differs and why, and the three-way bridge: the order in which the files of sql/ run.

Belongs here: the named steps of matching, comparing, comparing figures and bridging, as lists of SQL files.
Does not belong here: any rule. Who a child is stands in sql/matching, what agrees and why not in
sql/comparing, how a figure's gap adds up in sql/bridge.
"""

from __future__ import annotations

import duckdb

from assets.reconciliation.nicknames import load_nicknames
from assets.warehouse import run_sql

MATCHING = (
    "matching/person_families.sql",
    "matching/person_ids.sql",
    "matching/text_keys.sql",
    "matching/person_keys.sql",
    "matching/forename_forms.sql",
    "matching/person_names.sql",
    "matching/row_keys.sql",
    "matching/allocations.sql",
    "matching/plans.sql",
    "matching/candidate_pairs.sql",
    "matching/candidate_levels.sql",
    "matching/match_rules.sql",
    "matching/match_candidates.sql",
    "matching/matches.sql",
)
COMPARING = (
    "comparing/limits.sql",
    "comparing/visit_limits.sql",
    "comparing/placed_rows.sql",
    "comparing/subjects.sql",
    "comparing/history.sql",
    "comparing/system_values.sql",
    "comparing/worker_forms.sql",
    "comparing/needed_columns.sql",
    "comparing/unanswered_claims.sql",
    "comparing/unanswered_rows.sql",
    "comparing/comparisons.sql",
    "comparing/equivalence_rules.sql",
    "comparing/equivalence_counts.sql",
    "comparing/cause_levels.sql",
    "comparing/comparable_values.sql",
    "comparing/copied_cells.sql",
    "comparing/neighbour_causes.sql",
    "comparing/date_causes.sql",
    "comparing/text_causes.sql",
    "comparing/due_dates.sql",
    "comparing/following_causes.sql",
    "comparing/field_causes.sql",
    "comparing/row_findings.sql",
    "comparing/missing_children.sql",
    "comparing/record_discrepancies.sql",
)
COMPARING_FIGURES = (
    "bridge/tracker_against_system.sql",
    "bridge/telling_fields.sql",
    "bridge/gap_children.sql",
    "bridge/record_effects.sql",
    "bridge/figures_beside.sql",
    "bridge/calendar_days.sql",
    "bridge/extra_denominators.sql",
    "bridge/rows_left_out.sql",
    "bridge/figures_of_others.sql",
    "bridge/figure_cause_levels.sql",
    "bridge/figure_hypotheses.sql",
    "bridge/fitting_hypotheses.sql",
    "bridge/figures.sql",
    "comparing/severities.sql",
    "comparing/discrepancies.sql",
)
BRIDGING = (
    "bridge/figure_steps.sql",
    "bridge/gap_bridge.sql",
)


def match(connection: duckdb.DuckDBPyConnection) -> None:
    """Say of every tracker row which child it is, and by which rule: `reconciled.matches`.

    Args:
        connection: a night whose `staged` tables are filled.
    """
    load_nicknames(connection)
    run_sql(connection, *MATCHING)


def compare(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold every matched row against the case system, and say why it differs: `reconciled.comparisons`.

    Args:
        connection: a night after `match`.
    """
    run_sql(connection, *COMPARING)


def compare_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Hold every typed figure against the case system's: `reconciled.figures`, `reconciled.discrepancies`.

    Args:
        connection: a night after `compare` and with its `measured` tables.
    """
    run_sql(connection, *COMPARING_FIGURES)


def bridge(connection: duckdb.DuckDBPyConnection) -> None:
    """Lay out the steps that add up to each figure's gap: `reconciled.gap_bridge`.

    Args:
        connection: a night after `compare_figures`.
    """
    run_sql(connection, *BRIDGING)
