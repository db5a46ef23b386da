"""Measuring, as Dagster assets: evidence first, then counts of it."""

from assets.case_system.assets import EXTRACT, FRAME
from assets.performance.measuring import measure_audits, measure_system, measure_trackers
from assets.resources import Night, night_step

SYSTEM = {
    "measured.indicators": "The catalogue: each indicator's name, unit and official definition.",
    "measured.system_evidence": "A child, plan or event that an indicator looks at, from the case system.",
}
TRACKER = {
    "measured.evidence": "All evidence: the case system's, and what the managers' own tracker rows say.",
    "measured.indicator_values": "Each indicator by month, locality and team, counted from its evidence.",
}


@night_step(tables=SYSTEM, after=[*FRAME, *EXTRACT, "validated.results"])
def measuring_system(night: Night) -> None:
    """Gather the case system's evidence for every indicator and month."""
    measure_system(night.connection)


@night_step(tables=TRACKER, after=[*SYSTEM, "reconciled.matches"])
def measuring_trackers(night: Night) -> None:
    """Gather the trackers' evidence and count every indicator."""
    measure_trackers(night.connection)


@night_step(
    tables={"measured.audit_consistency": "How far auditors and moderators grade alike, by locality."},
    after=["staged.local_audits", "staged.night", "staged.teams", "validated.results"],
)
def measuring_audits(night: Night) -> None:
    """Compare audit grades with their moderation."""
    measure_audits(night.connection)
