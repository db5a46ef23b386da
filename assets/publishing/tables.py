"""Makes the tables that are released, in the schemas published and inspection of the night's database.

Belongs here: the order in which they are made, and what they need beside the stages before.
Does not belong here: what a table says (sql/published, sql/inspection), copying them into a release.
"""

from __future__ import annotations

import duckdb

from assets.county import Place
from assets.publishing.answers import load_answers
from assets.publishing.carrying import load_carried
from assets.publishing.dictionary import publish_dictionary
from assets.publishing.lives import load_history
from assets.warehouse import run_sql

_FIGURES = (
    "published/reconciled_performance.sql",
    "published/indicator_values.sql",
    "published/gap_bridge.sql",
    "published/data_accuracy.sql",
    "published/data_accuracy_history.sql",
    "published/equivalence_counts.sql",
    "published/stale_results.sql",
    "published/validation_results.sql",
    "published/source_freshness.sql",
    "published/audit_consistency.sql",
    "published/indicator_definitions.sql",
)
_LIVES = ("inspection/observations.sql", "inspection/lives.sql", "inspection/value_spells.sql")
_ROWS = (
    "worklists/statements.sql",
    "worklists/standing_answers.sql",
    "worklists/responses.sql",
    "inspection/discrepancy_lives.sql",
    "inspection/discrepancies.sql",
    "inspection/validation_failures.sql",
    "inspection/failure_lives.sql",
    "inspection/tracker_rows.sql",
    "inspection/match_candidates.sql",
    "inspection/spreadsheet_coverage.sql",
    "inspection/ignored_cells.sql",
    "inspection/evidence.sql",
    "inspection/gap_children.sql",
    "published/discrepancy_counts.sql",
    "published/match_counts.sql",
)


def make_tables(connection: duckdb.DuckDBPyConnection, place: Place) -> list[str]:
    """Make every table of the data contract from what the stages before have made.

    Args:
        connection: the night's database, writable; staged.night says which night and release.
        place: the county and its folders (earlier releases and the history are read).

    Returns:
        The localities held back, whose last good rows are carried.
    """
    [(run_id, as_at)] = connection.execute("select run_id, as_at from staged.night").fetchall()
    held = load_carried(connection, place, as_at)
    load_history(connection, place, as_at)
    run_sql(connection, *_FIGURES, *_LIVES)
    load_answers(connection, place, as_at)
    run_sql(connection, *_ROWS)
    publish_dictionary(connection, run_id)
    return held
