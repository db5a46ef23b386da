"""Tells somebody when a night failed, or was published with failed checks; the last release says so too.

Belongs here: when an alert is sent, and its words: the job, the run's id and counts, nothing of a child.
Does not belong here: judging anything.

A run whose checks fail is still a successful run for Dagster; so there is an alert for each.
"""

# Dagster reads the annotations of a sensor's function: no `from __future__ import annotations` here.

import logging
import os
import smtplib
from datetime import date
from email.message import EmailMessage

import dagster as dg

from assets.faults import PlainError
from assets.publishing.releases import mark_stale
from assets.resources import CountyResource
from pipelines.jobs import nightly
from pipelines.night import why_failed

_SETTINGS = ("LOCALITY_ALERT_SERVER", "LOCALITY_ALERT_FROM", "LOCALITY_ALERT_TO")


@dg.run_failure_sensor(
    monitored_jobs=[nightly],
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=60,
    description="When a night published nothing: marks the last release as old, mails which steps failed.",
)
def night_failed(context: dg.RunFailureSensorContext, county: CountyResource) -> dg.SkipReason | None:
    """Nothing was published: say so, with the steps that failed. Their words stay in Dagster."""
    failures = context.get_step_failure_events()
    steps = sorted(event.step_key or "the run itself" for event in failures)
    night = context.dagster_run.tags.get("dagster/partition", "a night")
    _mark_last_release(county, night, why_failed(failures))
    return _send(
        f"{context.dagster_run.job_name} of {night}: nothing published",
        f"Failed: {', '.join(steps) or 'before its first step'}.\nRun {context.dagster_run.run_id}.",
    )


def _mark_last_release(county: CountyResource, night: str, reason: str) -> None:
    """As the command does; a county.yaml that cannot be read is what the step's own failure tells."""
    try:
        mark_stale(county.place(), date.fromisoformat(night), reason)
    except (PlainError, ValueError) as error:
        logging.getLogger(__name__).warning("the last release does not say so (%s)", type(error).__name__)


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    monitored_jobs=[nightly],
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=60,
    description="When a night was published with failed checks of severity ERROR: mails which, and counts.",
)
def night_has_failed_checks(context: dg.RunStatusSensorContext) -> dg.SkipReason | None:
    """A release was published and some checks of severity ERROR failed: say which, and in how many rows."""
    run = context.dagster_run
    failed = _failed_checks(context.instance, run.run_id)
    if not failed:
        return dg.SkipReason("every check of severity ERROR passed")
    night = run.tags.get("dagster/partition", "a night")
    lines = [f"{name}: {count:,} rows" for name, count in failed]
    return _send(
        f"{run.job_name} of {night}: published, {len(failed)} checks failed",
        "\n".join([*lines, f"Run {run.run_id}."]),
    )


def _failed_checks(instance: dg.DagsterInstance, run_id: str) -> list[tuple[str, int]]:
    records = instance.get_records_for_run(
        run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION, limit=None
    ).records
    failed = []
    for record in records:
        event = record.event_log_entry.dagster_event
        if event is None:
            continue
        check = event.asset_check_evaluation_data
        if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR:
            count = check.metadata.get("failed_rows")
            rows = count.value if isinstance(count, dg.IntMetadataValue) else None
            failed.append((f"{check.asset_key.to_user_string()} {check.check_name}", rows or 0))
    return sorted(failed)


def _send(subject: str, text: str) -> dg.SkipReason | None:
    """Send by e-mail where a server is set; otherwise the reason why not stands in the sensor's ticks."""
    settings = [os.environ.get(name, "") for name in _SETTINGS]
    missing = [name for name, value in zip(_SETTINGS, settings, strict=True) if not value]
    if missing:
        return dg.SkipReason(f"{subject}. Not sent: set {', '.join(missing)}")
    server, sender, receiver = settings
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, sender, receiver
    message.set_content(text)
    host, _, port = server.partition(":")
    with smtplib.SMTP(host, int(port or 25), timeout=30) as smtp:
        smtp.send_message(message)
    return None
