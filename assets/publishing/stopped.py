"""The page of a night that a critical rule stopped: which rules are broken, and what to do.

Belongs here: writing it, clearing it away when the night goes on after all. It holds counts and no child.
Does not belong here: what stops a night (assets/checks.py), saying so of the last release (pointer.py).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from assets.county import Place
from assets.publishing.pages_rows import rows_of
from assets.publishing.rendering import render
from expectations.rules import load_contract_rules, load_rules


def stopped_page(place: Place, as_at: date) -> Path:
    """Where the page of this night is, if it was stopped."""
    return place.published / "stopped" / f"{as_at.isoformat()}.html"


def write_stopped_page(connection: duckdb.DuckDBPyConnection, place: Place, as_at: date) -> None:
    """Write the page from `validated.results` and `validated.stopping`.

    Args:
        connection: the night's database, judged.
        place: the county's folders.
        as_at: the night.
    """
    says = {**load_contract_rules(), **{rule.id: rule for rule in load_rules()}}
    stopping = {(row["rule_id"], row["suite"]) for row in rows_of(connection, "validated.stopping")}
    broken = [
        {**row, "rule": says[row["rule_id"]], "stops": (row["rule_id"], row["suite"]) in stopping}
        for row in rows_of(connection, "validated.results")
        if not row["passed"]
    ]
    broken.sort(key=lambda row: (not row["stops"], row["severity"], row["rule_id"], row["locality"] or ""))
    page = stopped_page(place, as_at)
    page.parent.mkdir(parents=True, exist_ok=True)
    text = render("stopped.html", as_at=as_at, broken=broken, database=place.work_file(as_at).name)
    page.write_text(text, encoding="utf-8", newline="\n")
