"""What every later stage asks the night: its date, thresholds, calendar, months and teams.

Belongs here: staged.night, staged.calendar, staged.months, staged.teams and staged.other_teams, from
county.yaml and the date.
Does not belong here: anything that the extract or a workbook says.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pyarrow as pa

from assets.county import CountyError, Place
from assets.performance.calendar import load_calendar
from assets.warehouse import load_rows, run_sql

THRESHOLDS = (
    "assessment_working_days",
    "icpc_working_days",
    "cp_visit_working_days",
    "cin_visit_working_days",
    "cp_first_visit_working_days",
    "supervision_days",
    "rereferral_months",
)
NIGHT = pa.schema(
    [
        pa.field("run_id", pa.string()),
        pa.field("authority", pa.string()),
        pa.field("as_at", pa.date32()),
        pa.field("first_month", pa.date32()),
        pa.field("allocated_role", pa.string()),
        *(pa.field(name, pa.int32()) for name in THRESHOLDS),
    ]
)
TEAMS = pa.schema([pa.field("locality", pa.string()), pa.field("team", pa.string())])
OTHER_TEAMS = pa.schema([pa.field("team", pa.string())])


def prepare_night(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date, run_id: str) -> None:
    """Make the tables that carry the night's parameters, which every later stage joins.

    Args:
        connection: the night's database, writable.
        place: the county.
        as_at: the date the extract describes.
        run_id: the release this night will be.

    Raises:
        CountyError: county.yaml measures nothing as early as this night.
    """
    county = place.county
    if why := county.why_not_measured(as_at):
        raise CountyError(f"{place.county_file.name}: {why}")
    limits = tuple(getattr(county.thresholds, name) for name in THRESHOLDS)
    night = (run_id, county.authority, as_at, county.first_month, county.allocated_role, *limits)
    load_rows(connection, "staged.night", NIGHT, [night])
    teams = [(locality.name, team.name) for locality in county.localities for team in locality.teams]
    load_rows(connection, "staged.teams", TEAMS, list(teams))
    load_rows(connection, "staged.other_teams", OTHER_TEAMS, [(team,) for team in county.other_teams])
    load_calendar(connection, as_at)
    run_sql(connection, "staging/months.sql")
