"""Staging the localities' workbooks, as Dagster assets."""

from assets.landing import recall_deliveries
from assets.locality.staging import stage_workbooks
from assets.resources import Night, night_step

TABLES = {
    "staged.workbooks": "Each workbook declared or delivered: read, held back or missing, and why.",
    "staged.tracker_rows": "A tracker row that stands for a child, with the cell that names the child.",
    "staged.tracker_lines": "A tracker's row that stands for somebody, named or not.",
    "staged.tracker_values": "A tracker row's field: its cell, the text as typed, and what it says.",
    "staged.figures": "A figure that a manager typed: its cell, the text as typed, and the number.",
    "staged.spreadsheet_coverage": "The cells of a sheet: used, ignored by a rule, not understood.",
    "staged.ignored_cells": "The cells of a sheet that were ignored, by rule.",
}


@night_step(tables=TABLES, after=["landed.deliveries"], kinds=["excel", "duckdb"])
def staging_workbooks(night: Night) -> None:
    """Read the workbooks under their layouts, keeping each value's cell and its text as typed."""
    stage_workbooks(night.connection, night.place, recall_deliveries(night.connection), night.as_at)
