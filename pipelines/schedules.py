"""When the night runs. The only place that reads the clock."""

from zoneinfo import ZoneInfo

import dagster as dg

from pipelines.jobs import nightly

_LONDON = ZoneInfo("Europe/London")


# Not between 01:00 and 02:00, an hour that London has twice in October and not at all in March.
@dg.schedule(
    job=nightly,
    cron_schedule="30 5 * * *",
    execution_timezone="Europe/London",
    description="Runs the night whose as-at date is today, at half past five in the morning, London time.",
)
def nightly_at_half_past_five(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Tonight's as-at date is the London date on which the schedule fires."""
    as_at = context.scheduled_execution_time.astimezone(_LONDON).date().isoformat()
    return dg.RunRequest(run_key=as_at, partition_key=as_at)
