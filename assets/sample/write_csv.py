"""Writes a page as CSV: every cell as it shows, hidden rows and merges lost.

Belongs here: CSV alone. Does not belong here: what is on the page.
"""

from __future__ import annotations

import csv
from pathlib import Path

from assets.sample.pages import Page


def write_csv(path: Path, page: Page, encoding: str, delimiter: str) -> None:
    """Write one page; lines end as Excel ends them."""
    with path.open("w", encoding=encoding, newline="") as handle:
        writer = csv.writer(handle, delimiter=delimiter, lineterminator="\r\n")
        writer.writerows([entry.shown if entry else "" for entry in row] for row in page.grid())
