"""Landing what was delivered, and staging the case system's extract, as Dagster assets."""

from assets.case_system.night import prepare_night
from assets.case_system.staging import look_for_what_is_lacking, stage_extract
from assets.landing import land, record_deliveries
from assets.publishing.releases import next_run_id
from assets.resources import Night, night_step
from expectations.contracts import load_contracts

EXTRACT = {f"staged.{table}": contract.description for table, contract in load_contracts().items()}
FRAME = {
    "staged.night": "This night: its as-at date and the county's thresholds. One row.",
    "staged.calendar": "Every day, and the working days up to it, without England's bank holidays.",
    "staged.months": "The months measured, up to the last that ended before the as-at date.",
    "staged.teams": "The county's teams and their localities.",
    "staged.other_teams": "The teams that county.yaml says are of no locality.",
}
FINDINGS = {
    "staged.staging_findings": "What did not fit its contract while the extract was staged.",
    "staged.came_empty": "What came without a row or a value of all that figures rest on.",
    "staged.lacking": "The tables and columns that did not come, or not so that anything may rest on them.",
    "staged.teams_apart": "The teams that only county.yaml or only the extract names.",
    "staged.newest_event": "The newest day that the extract tells of, and what it tells of days after it.",
    "staged.other_night": "What shows that the extract is of another night.",
}


@night_step(
    tables={"landed.deliveries": "Each delivered file, kept under its content's hash."},
    kinds=["file"],
    afresh=True,
)
def landing(night: Night) -> None:
    """Land what the case system and the localities delivered."""
    record_deliveries(night.connection, land(night.place, night.as_at))


@night_step(tables=FRAME, after=["landed.deliveries"])
def framing(night: Night) -> None:
    """Set the night's date, thresholds, calendar, months and teams."""
    prepare_night(night.connection, night.place, night.as_at, next_run_id(night.place, night.as_at))


@night_step(tables={**EXTRACT, **FINDINGS}, after=["landed.deliveries", *FRAME], kinds=["csv", "duckdb"])
def staging_extract(night: Night) -> None:
    """Type the extract as its contracts say, and note what does not fit."""
    stage_extract(night.connection, night.place.landed, load_contracts())
    look_for_what_is_lacking(night.connection)
