"""A locality's page: its figures, their gaps and the children behind them, trends, accuracy.

Belongs here: which rows it shows, in which words and order. It holds record numbers and names nobody.
Does not belong here: working anything out (sql/pages), drawing (charts.py), the lists (pages_lists.py).
"""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from assets.publishing import charts
from assets.publishing.pages_county import verdict
from assets.publishing.pages_rows import ALL, Row, Shown, listed, team_name
from assets.publishing.rendering import change, measure, month, plural, render, signed, word, words

# A locality whose every figure differs is not drawn figure by figure: the tables have all the steps.
GAPS_DRAWN = 30
# With fewer months the moving range says little.
MONTHS_FOR_LIMITS = 7
_WITH_GAP = ("differs", "stale_source")


def locality_page(
    shown: Shown,
    locality: str,
    worklists: list[str],
    accuracy: list[Row],
    audits: list[Row],
    bridge: list[Row],
) -> str:
    """The page as HTML.

    Args:
        shown: what concerns the locality.
        locality: its name.
        worklists: the files in its folder of worklists.
        accuracy: its rows of published.data_accuracy.
        audits: its rows of published.audit_consistency.
        bridge: its rows of published.gap_bridge.
    """
    tables = shown.tables
    figures = [_figure(row) for row in tables["figures"]]
    newest = [row for row in figures if row["is_newest"]]
    gaps = _gaps(newest, bridge, tables["gap_children"])
    with_gap = {gap["anchor"] for gap in gaps}
    return render(
        "locality.html",
        root="../",
        night=shown.night,
        locality=locality,
        verdict=verdict(tables["trust"], shown.refusals),
        held=shown.held.get(locality),
        is_held=locality in shown.held,
        refusals=shown.refusals,
        worklists=[
            {"name": name.removesuffix(".xlsx"), "href": f"worklists/{quote(name)}"} for name in worklists
        ],
        newest=newest[0]["period"] if newest else None,
        figures=[{**row, "has_gap": row["anchor"] in with_gap} for row in newest],
        gaps=gaps,
        earlier=_earlier(figures, bridge),
        trends=_trends(tables["trends"]),
        accuracy=_accuracy(accuracy),
        kinds=[_kind(row) for row in tables["kinds"]],
        failing_rules=tables["failing_rules"],
        freshness=shown.freshness,
        questions=tables["questions"],
        audits=audits,
    )


def _figure(row: Row) -> Row:
    team = team_name(row["team"])
    wanted = {"indicator": row["indicator"]} | ({} if row["team"] == ALL else {"team": team})
    filters = urlencode(wanted, quote_via=quote)
    said = words()["figures"][row["status"]]
    return {
        **row,
        "team_name": team,
        "anchor": f"gap-{row['indicator_id']}-{quote(row['team'].replace(' ', '-'))}",
        "children_href": f"children.html#{filters}",
        "mark": said["mark"],
        "standing": said["name"],
        "reason": word(row["cause"], words()["causes"])
        if row["status"] in _WITH_GAP and row["cause"]
        else None,
    }


def _gaps(figures: list[Row], bridge: list[Row], children: list[Row]) -> list[Row]:
    """The figures of the newest month that differ, each with the steps from the system's value to it."""
    steps = {key: list(rows) for key, rows in groupby(sorted(bridge, key=_key), key=_key)}
    own = {key: list(rows) for key, rows in groupby(sorted(children, key=_key), key=_key)}
    found = []
    for row in figures:
        parts = steps.get(_key(row), [])
        if row["status"] not in _WITH_GAP or not row["difference"] or not parts:
            continue
        told = [_step(part, own.get(_key(row), []), row["unit"]) for part in parts]
        drawn = len(found) < GAPS_DRAWN
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
    is_record = part["component"] != "arithmetic"
    label = word(part["component"], words()["steps"])
    if part["component"] == "arithmetic" and part["cause"] == "stale_value":
        reason = "the system has moved on since the figure was last read"
    else:
        reason = word(part["cause"], words()["causes"])
    mine = [one for one in children if (one["component"], one["cause"]) == (part["component"], part["cause"])]
    return {
        "label": label,
        "reason": reason,
        "is_record": is_record,
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
    largest = max(steps, key=lambda step: abs(step["effect"]))
    size = change(abs(row["difference"]), row["unit"]).lstrip("+")
    why = largest["reason"] if largest["reason"] != words()["causes"]["unknown"] else "cause not known"
    share = "all of it" if len(steps) == 1 else "the largest part"
    what = f"{row['indicator']}, {row['team_name']}: typed {size} {way} than the system"
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
    records = [step for step in steps if step["is_record"]]
    own = [step for step in steps if not step["is_record"]]
    bars = [_value_bar("The system says", row["system_value"], unit)]
    at = row["system_value"]
    bars += _step_bars(records, at)
    at += sum(step["effect"] for step in records)
    if row["tracker_value"] is not None:
        bars.append(_value_bar("The tracker's rows give", at, unit))
    bars += _step_bars(own, at)
    bars.append(_value_bar("Typed in the summary", row["spreadsheet_value"], unit))
    is_whole = unit != "%" and all(float(bar.end).is_integer() for bar in bars)
    return charts.waterfall(bars, "%" if unit == "%" else unit, is_whole)


def _value_bar(label: str, value: float, unit: str) -> charts.Bar:
    return charts.Bar(label, value, value, measure(value, unit))


def _step_bars(steps: list[Row], start: float) -> list[charts.Bar]:
    ends = list(accumulate((step["effect"] for step in steps), initial=start))
    return [
        charts.Bar(f"{step['label']}: {step['reason']}", before, after, signed(step["effect"]))
        for step, before, after in zip(steps, ends, ends[1:], strict=False)
    ]


def _earlier(figures: list[Row], bridge: list[Row]) -> list[Row]:
    """The months before whose figures differ, with the steps in words."""
    steps: dict[tuple[Any, ...], list[Row]] = {}
    for part in bridge:
        steps.setdefault(_key(part), []).append(part)
    rows = [
        row for row in figures if not row["is_newest"] and row["status"] in _WITH_GAP and row["difference"]
    ]
    return [
        {**row, "steps": [_step(part, [], row["unit"]) for part in steps.get(_key(row), [])]} for row in rows
    ]


def _trends(rows: list[Row]) -> Row:
    """Each indicator's months: the chart of all, a table, and which of them are out of the ordinary."""
    by_indicator = {name: list(own) for name, own in groupby(rows, key=lambda row: row["indicator"])}
    months = sorted({row["period"] for row in rows})
    drawn, table, unusual = [], [], []
    for indicator, own in by_indicator.items():
        has_limits = own[-1]["month_count"] >= MONTHS_FOR_LIMITS
        last = own[-1]
        signal = words()["signals"][last["signal"]] if has_limits else "too few months for limits"
        if has_limits and last["signal"] != "ordinary":
            unusual.append(indicator)
        said = f"{month(last['period'])} {signal}"
        drawn += [
            {
                "panel": f"{indicator}: {said}",
                "period": row["period"].isoformat(),
                "value": row["value"],
                "mean": row["mean"] if has_limits else None,
                "lower": row["lower_limit"] if has_limits else None,
                "upper": row["upper_limit"] if has_limits else None,
                "unusual": "yes" if has_limits and row["signal"] != "ordinary" else "no",
            }
            for row in own
        ]
        table.append(
            {
                "indicator": indicator,
                "indicator_id": last["indicator_id"],
                "unit": last["unit"],
                "said": said,
                "mean": last["mean"] if has_limits else None,
                "lower": last["lower_limit"] if has_limits else None,
                "upper": last["upper_limit"] if has_limits else None,
                "values": {row["period"]: row["value"] for row in own},
            }
        )
    title = "Nothing is out of the ordinary in the newest month"
    if unusual:
        verb = "is" if len(unusual) == 1 else "are"
        title = f"{len(unusual)} of {plural(len(by_indicator), 'indicator')} {verb} out of the ordinary: "
        title += listed(unusual)
    return {
        "title": title,
        "months": months,
        "table": table,
        "chart": charts.limits(drawn) if drawn else Markup(""),
    }


def _accuracy(rows: list[Row]) -> Row:
    """Fields down, teams across; the field that agrees least first."""
    teams = sorted({row["team"] for row in rows if row["team"] != ALL})
    cells: dict[str, dict[str, Row]] = {}
    for row in rows:
        cells.setdefault(row["field"], {})[row["team"]] = row
    worst = sorted(cells.items(), key=lambda one: (one[1].get(ALL, {}).get("accuracy", 0), one[0]))
    return {"teams": teams, "fields": [{"field": field, "cells": by_team} for field, by_team in worst]}


def _kind(row: Row) -> Row:
    kind, cause = word(row["kind"], words()["kinds"]), word(row["cause"], words()["cause_names"])
    return {
        **row,
        "kind_name": kind,
        "cause_name": cause,
        "href": "discrepancies.html#" + urlencode({"kind": kind, "cause": cause}, quote_via=quote),
    }
