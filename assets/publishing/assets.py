"""Publishing, as Dagster assets: the contract's tables, and the release that holds them."""

import logging
import time
from datetime import date

import dagster as dg

from assets.case_system.night import prepare_night
from assets.checks import judge_release, stop_where_critical
from assets.partitions import NIGHTS
from assets.publishing.dictionary import contract, says
from assets.publishing.releases import next_run_id, release
from assets.publishing.summary import to_run_again
from assets.publishing.tables import make_tables
from assets.resources import CountyResource, Night, faults_in_one_line, night_step, one_at_a_time, table_key
from assets.warehouse import connect

_log = logging.getLogger(__name__)

TABLES = {table: says()[table] for table in contract()}


@night_step(
    tables=TABLES,
    after=[
        *("reconciled.gap_bridge", "reconciled.discrepancies", "measured.audit_consistency"),
        *("validated.failures", "staged.spreadsheet_coverage", "staged.ignored_cells"),
    ],
)
def publishing(night: Night) -> None:
    """Make the tables that BI tools and officers read."""
    # A part of a night that is run again is a release of its own, under the next number.
    prepare_night(night.connection, night.place, night.as_at, next_run_id(night.place, night.as_at))
    make_tables(night.connection, night.place)
    judge_release(night.connection)


@dg.asset(
    key=["released", "release"],
    description="One immutable folder: DuckDB file, Parquet files, the officers' page; then the pointer.",
    deps=[table_key(table) for table in TABLES],
    group_name="released",
    kinds={"duckdb", "parquet", "html"},
    owners=["team:performance"],
    partitions_def=NIGHTS,
    pool="night",
)
def releasing(context: dg.AssetExecutionContext, county: CountyResource) -> dg.MaterializeResult:
    """Write the release and switch to it in one step."""
    as_at = date.fromisoformat(context.partition_key)
    started = time.perf_counter()
    with faults_in_one_line("releasing"):
        place = county.place()
        with one_at_a_time(place):
            with connect(place.work_file(as_at)) as work:
                stop_where_critical(work)
            run_id = next_run_id(place, as_at)
            done = release(place, place.work_file(as_at), run_id, as_at)
            again = to_run_again(place, as_at)
    _log.info("%-11s release %s (%.1f s)", "released", run_id, time.perf_counter() - started)
    return dg.MaterializeResult(
        metadata={
            "run_id": run_id,
            "is_current": done.is_current,
            "held_back": dg.MetadataValue.text(", ".join(done.held_back) or "none"),
            "run_again": dg.MetadataValue.text(again or "none"),
            "dagster/row_count": sum(done.rows.values()),
        }
    )
