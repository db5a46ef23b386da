"""Who is it, what differs and why, and the three-way bridge: the order in which the files of sql/ run.

Belongs here: the named steps of matching, comparing, comparing figures and bridging, each a list of SQL files.
Does not belong here: any rule. A rule of who a child is stands in sql/matching, of what agrees and why not in
sql/comparing, of how a figure's gap adds up in sql/bridge.
"""

from __future__ import annotations

import duckdb

from assets.warehouse import run_sql

MATCHING = (
    "matching/person_families.sql",
    "matching/person_ids.sql",
    "matching/text_keys.sql",
    "matching/person_keys.sql",
    "matching/row_keys.sql",
    "matching/allocations.sql",
    "matching/plans.sql",
    "matching/candidate_pairs.sql",
    "matching/candidate_levels.sql",
    "matching/match_rules.sql",
    "matching/match_candidates.sql",
    "matching/matches.sql",
)


def match(connection: duckdb.DuckDBPyConnection) -> None:
    """Say of every tracker row which child it is, by which rule: `reconciled.matches`.

    Args:
        connection: a night whose `staged` tables are filled.
    """
    run_sql(connection, *MATCHING)
