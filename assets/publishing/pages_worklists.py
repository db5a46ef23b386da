"""The worklists on the pages: whose list to send, how long it is, and whether it gets shorter.

Belongs here: what is said of a list, what came and went, how many discrepancies there were night by night.
Does not belong here: counting (sql/pages), writing a list (worklists.py), the long lists (pages_lists.py).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from assets.publishing import charts
from assets.publishing.pages_rows import Row, list_name, team_name
from assets.publishing.rendering import day, plural

# As sql/worklists calls the list of the rows that no team has.
NO_TEAM = "No team"


def worklist_rows(rows: list[Row], files: dict[tuple[str, str], str]) -> list[Row]:
    """The rows of pages.worklists with each list's name and file.

    Args:
        rows: those rows.
        files: each list's file below the pages' folder, by locality and team; a list that has become empty
            has none.
    """
    return [
        {
            **row,
            "name": list_name(row["team"]),
            "filters": urlencode(
                {"team": team_name(None if row["team"] == NO_TEAM else row["team"])}, quote_via=quote
            ),
            "file": files.get((row["locality"], row["team"])),
        }
        for row in rows
    ]


def in_short(lists: list[Row]) -> str:
    """A locality's lists together: how many discrepancies, how many unanswered, how many more or fewer."""
    if not lists:
        return "no discrepancy"
    found, unanswered = (sum(row[name] for row in lists) for name in ("discrepancies", "unanswered"))
    said = plural(found, "discrepancy", "discrepancies")
    if found:
        said += f", {unanswered:,} not answered" if unanswered else ", all answered"
    return f"{said}; {moved}" if (moved := _moved(lists)) else said


def _moved(lists: list[Row]) -> str:
    before = lists[0]["night_before"]
    if before is None:
        return ""
    came, gone = (sum(row[name] for row in lists) for name in ("came", "gone"))
    return (
        f"{f'{came:,} came and {gone:,} went' if came or gone else 'none came or went'} since {day(before)}"
    )


def discrepancies_by_night(rows: list[Row]) -> dict[str, Any]:
    """The nights of pages.discrepancy_nights as a chart a locality, as rows, and in words."""
    nights = sorted({row["as_at"] for row in rows})
    by_locality: dict[str, dict[Any, int]] = {}
    for row in rows:
        by_locality.setdefault(row["locality"], {})[row["as_at"]] = row["discrepancies"]
    # From nought, so that half as many look like half.
    highest = max((row["discrepancies"] for row in rows), default=0)
    drawn, said = {}, []
    if len(nights) > 1 and highest:
        for locality, own in by_locality.items():
            first, last = own[nights[0]], own[nights[-1]]
            way = f"fell from {first:,} to" if last < first else f"rose from {first:,} to"
            said.append(f"{locality} {way if last != first else 'stayed at'} {last:,}")
            points = [{"night": night.isoformat(), "value": found} for night, found in own.items()]
            drawn[locality] = charts.nights(points, nights, [0, highest])
    return {"nights": nights, "rows": by_locality, "charts": drawn, "said": said}
