"""Reconciling, as Dagster assets: who is it, what differs and why, and the bridge of every gap."""

from assets.case_system.assets import EXTRACT, FRAME
from assets.reconciliation.reconciling import bridge, compare, compare_figures, match
from assets.resources import Night, night_step


@night_step(
    tables={"reconciled.matches": "The child of each tracker row, and the rule that says so."},
    after=[*FRAME, *EXTRACT, "staged.tracker_rows", "staged.tracker_values", "validated.results"],
)
def matching(night: Night) -> None:
    """Say which child each tracker row is; a tie is nobody."""
    match(night.connection)


@night_step(
    tables={
        "reconciled.system_values": "What the case system has for each field of a tracker.",
        "reconciled.comparisons": "Each tracker value that was compared, and the rule under which it agrees.",
        "reconciled.discrepancies": "Each place where a workbook and the system disagree, and its cause.",
        "reconciled.figures": "Each typed figure beside the system's and the tracker's, and its cause.",
    },
    after=["reconciled.matches", "measured.indicator_values", "staged.figures"],
)
def comparing(night: Night) -> None:
    """Compare row by row, field by field and figure by figure, and find each difference's cause."""
    compare(night.connection)
    compare_figures(night.connection)


@night_step(
    tables={"reconciled.gap_bridge": "The steps that add up to the gap of each figure."},
    after=["reconciled.discrepancies", "reconciled.figures", "measured.evidence"],
)
def bridging(night: Night) -> None:
    """Explain each figure's gap by steps that sum to it."""
    bridge(night.connection)
