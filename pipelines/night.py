"""One night from the command line: the nightly job, in this process, and what to say of it.

The command runs the very job that Dagster schedules, so that both give the same release.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import dagster as dg

from assets.county import Place
from assets.partitions import look_for_night
from assets.publishing.releases import mark_stale
from assets.publishing.summary import summarise, to_run_again
from assets.resources import CountyResource, one_at_a_time

# The steps say what they did themselves; Dagster's own log of a run is for its pages.
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a night ended: the exit code and the lines to print."""

    code: int
    lines: list[str]


def run_night(place: Place, as_at: date) -> Outcome:
    """Run the nightly job for one as-at date.

    Args:
        place: the county and its folders.
        as_at: the night; must be a partition of the job.

    Returns:
        0 and the summary when all was published; 1 when something was held back or the extract lacks
        something; 2 when nothing was.

    Raises:
        NoSuchNightError: the date is no night that can be run.
        WarehouseBusyError: another run is at work in the same home folder.
    """
    from pipelines.definitions import definitions

    look_for_night(as_at)
    county = CountyResource(county_file=str(place.county_file), data=str(place.data), home=str(place.home))
    with one_at_a_time(place, wait_seconds=5), _garbage_sought_seldom():
        job = definitions().resolve_job_def("nightly")
        with _forgetful_instance() as instance:
            result = job.execute_in_process(
                instance=instance,
                partition_key=as_at.isoformat(),
                resources={"county": county},
                run_config=_QUIET,
                raise_on_error=False,
            )
        if result.success:
            summary = summarise(place, as_at)
            again = to_run_again(place, as_at)
            lines = [*summary.lines, *([f"  {again}"] if again else [])]
            return Outcome(1 if summary.held_back or summary.lacking else 0, lines)
        reason = why_failed(result.all_events)
        mark_stale(place, as_at, reason)
        return Outcome(2, [f"nothing published for {as_at}: {reason}"])


@contextmanager
def _garbage_sought_seldom() -> Iterator[None]:
    """Python looks for circles of objects at every 700th new one, which takes a second of a night."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def _forgetful_instance() -> Iterator[dg.DagsterInstance]:
    """Dagster without a history of the run's steps.

    What it keeps in memory ends with the command, yet storing 600 events, and looking among them for each
    check and asset, would take 4 s of a night.
    """
    with dg.DagsterInstance.ephemeral() as instance:
        instance.should_store_event = _is_of_the_run
        instance.fetch_materializations = instance.fetch_observations = _no_records
        yield instance


def _is_of_the_run(event: dg.EventLogEntry) -> bool:
    return event.dagster_event is not None and event.dagster_event.is_job_event


def _no_records(
    records_filter: object, limit: int, cursor: str | None = None, ascending: bool = False
) -> dg.EventRecordsResult:
    del records_filter, limit, ascending
    return dg.EventRecordsResult(records=[], cursor=cursor or "", has_more=False)


def why_failed(events: Iterable[dg.DagsterEvent]) -> str:
    """The sentence of the first step that failed, or the kind of its fault: never a library's own words."""
    for event in events:
        if event.is_step_failure:
            failure = event.step_failure_data
            if failure.user_failure_data and failure.user_failure_data.description:
                return failure.user_failure_data.description
            return f"{event.step_key} failed" + (f" ({failure.error.cls_name})" if failure.error else "")
    return "the job failed before its first step"
