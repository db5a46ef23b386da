"""The gaps of a locality's figures: each as a title, a summary, a picture and steps with their children.

Belongs here: how a gap is told and drawn, from the system's value to the typed one.
Does not belong here: working out a step or its children (sql/bridge, sql/pages), how a bar looks (charts.py).
"""

from __future__ import annotations

from itertools import accumulate, groupby, pairwise
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from assets.publishing import charts
from assets.publishing.pages_rows import Row
from assets.publishing.rendering import change, measure, month, signed, word, words

# A picture takes 5 ms and 4 kB; where more figures differ, the older ones have their steps as a table alone.
GAPS_DRAWN = 150
WITH_GAP = ("differs", "stale_source")


def gap_anchor(row: Row) -> str:
    """Where a gap stands on its locality's page; `row` has period, indicator_id and team."""
    team = quote(row["team"].replace(" ", "-"))
    return f"gap-{row['period']:%Y-%m}-{row['indicator_id']}-{team}"


def explained_gaps(figures: list[Row], bridge: list[Row], children: list[Row]) -> list[Row]:
    """The figures that differ, the newest month's first, each with the steps from the system's value."""
    steps = {key: list(rows) for key, rows in groupby(sorted(bridge, key=_key), key=_key)}
    own = {key: list(rows) for key, rows in groupby(sorted(children, key=_key), key=_key)}
    differing = [row for row in figures if row["status"] in WITH_GAP and row["difference"]]
    found = []
    for row in sorted(differing, key=lambda row: row["period"], reverse=True):
        told = [_step(part, own.get(_key(row), []), row["unit"]) for part in steps.get(_key(row), [])]
        # How far the system has moved on comes first: what follows starts from what it said then.
        told.sort(key=lambda step: not step["is_move"])
        drawn = told and len(found) < GAPS_DRAWN
        found.append(
            {
                **row,
                "title": _title(row, told),
                "said": _said(row),
                "steps": told,
                "chart": _waterfall(row, told) if drawn else Markup(""),
            }
        )
    return found


def _key(row: Row) -> tuple[Any, ...]:
    return row["period"], row["team"], row["indicator_id"]


def _step(part: Row, children: list[Row], unit: str) -> Row:
    is_move = part["component"] == "arithmetic" and part["cause"] == "stale_value"
    label = "Since it was read" if is_move else word(part["component"], words()["steps"])
    if is_move:
        reason = "the system has moved on since the figure was last read"
    else:
        reason = word(part["cause"], words()["causes"])
    mine = [one for one in children if (one["component"], one["cause"]) == (part["component"], part["cause"])]
    return {
        "label": label,
        "reason": reason,
        "is_move": is_move,
        "is_before_tracker": is_move or part["component"] != "arithmetic",
        "effect": part["effect"],
        "shown": change(part["effect"], unit),
        "children": len(mine) if part["children"] is None else part["children"],
        "list": [
            {
                **one,
                "href": f"discrepancies.html#q={quote(one['discrepancy_id'])}"
                if one["discrepancy_id"]
                else None,
            }
            for one in mine
        ],
    }


def _title(row: Row, steps: list[Row]) -> str:
    """What the picture is to say, in one line."""
    way = "more" if row["difference"] > 0 else "less"
    size = change(abs(row["difference"]), row["unit"]).lstrip("+")
    what = f"{row['indicator']}, {row['team_name']}, {month(row['period'])}"
    what += f": typed {size} {way} than the system"
    if not steps:
        return what
    largest = max(steps, key=lambda step: abs(step["effect"]))
    why = largest["reason"] if largest["reason"] != words()["causes"]["unknown"] else "cause not known"
    share = "all of it" if len(steps) == 1 else "the largest part"
    return f"{what}; {share}: {largest['label'].lower()} ({why})"


def _said(row: Row) -> str:
    unit = row["unit"]
    typed, system = measure(row["spreadsheet_value"], unit), measure(row["system_value"], unit)
    if row["tracker_value"] is None:
        return (
            f"The system gives {system}, the figure typed is {typed}. The trackers cannot say it for "
            "this month, so all of the gap stands in the figure itself."
        )
    tracker = measure(row["tracker_value"], unit)
    records = change(row["tracker_value"] - row["system_value"], unit)
    own = change(row["spreadsheet_value"] - row["tracker_value"], unit)
    return (
        f"The system gives {system}. The tracker's own rows give {tracker} ({records}: the children behind "
        f"the steps). The figure typed is {typed} ({own}: in the figure itself). "
        f"Together: {change(row['difference'], unit)}."
    )


def _waterfall(row: Row, steps: list[Row]) -> Markup:
    unit = row["unit"]
    records = [step for step in steps if step["is_before_tracker"]]
    own = [step for step in steps if not step["is_before_tracker"]]
    bars = [_value_bar("The system says", row["system_value"], unit)]
    at = row["system_value"]
    bars += _step_bars(records, at)
    at += sum(step["effect"] for step in records)
    if row["tracker_value"] is not None:
        bars.append(_value_bar("The tracker's rows give", at, unit))
    bars += _step_bars(own, at)
    bars.append(_value_bar("Typed in the summary", row["spreadsheet_value"], unit))
    return charts.waterfall(bars)


def _value_bar(label: str, value: float, unit: str) -> charts.Bar:
    return charts.Bar(label, value, value, measure(value, unit), is_value=True)


def _step_bars(steps: list[Row], start: float) -> list[charts.Bar]:
    ends = list(accumulate((step["effect"] for step in steps), initial=start))
    return [
        charts.Bar(f"{step['label']}: {step['reason']}", before, after, signed(step["effect"]))
        for step, (before, after) in zip(steps, pairwise(ends), strict=True)
    ]
