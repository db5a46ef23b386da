"""A locality's page: its figures, their gaps and the children behind them, trends, accuracy.

Belongs here: which rows it shows, in which words and order. It holds record numbers and names nobody.
Does not belong here: working anything out (sql/pages), the gaps (pages_gaps.py), the lists (pages_lists.py).
"""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote, urlencode

from assets.publishing import charts
from assets.publishing.pages_county import in_sentences, verdict
from assets.publishing.pages_gaps import WITH_GAP, explained_gaps, gap_anchor
from assets.publishing.pages_rows import ALL, Row, Shown, kind_filters, listed, team_name
from assets.publishing.pages_worklists import in_short
from assets.publishing.rendering import month, plural, render, word, words

# With fewer months the moving range says little.
MONTHS_FOR_LIMITS = 7


def locality_page(
    shown: Shown,
    locality: str,
    accuracy: list[Row],
    audits: list[Row],
    bridge: list[Row],
) -> str:
    """The page as HTML.

    Args:
        shown: what concerns the locality.
        locality: its name.
        accuracy: its rows of published.data_accuracy.
        audits: its rows of published.audit_consistency.
        bridge: its rows of published.gap_bridge.
    """
    tables = shown.tables
    figures = [_figure(row) for row in tables["figures"]]
    newest = [row for row in figures if row["is_newest"]]
    its_row = {
        (row["gap_period"], row["team"], row["field"]): row["discrepancy_id"]
        for row in reversed(tables["discrepancies"])
    }
    gaps = [
        {**gap, "row": its_row.get((gap["period"], gap["team"], gap["indicator_id"]))}
        for gap in explained_gaps(figures, bridge, tables["gap_children"])
    ]
    with_gap = {gap["anchor"] for gap in gaps}
    by_month = [(period, list(own)) for period, own in groupby(gaps, key=lambda gap: gap["period"])]
    return render(
        "locality.html",
        root="../",
        night=shown.night,
        locality=locality,
        verdict=verdict(tables["trust"], shown.refusals, tables["lacking"]),
        lacking=tables["lacking"],
        held=shown.held.get(locality),
        is_held=locality in shown.held,
        is_read=any(row["rows_listed"] or row["figures_compared"] for row in tables["trust"]),
        refusals=shown.refusals,
        worklists=tables["worklists"],
        in_short=in_short(tables["worklists"]),
        newest=newest[0]["period"] if newest else None,
        figures=[{**row, "has_gap": row["anchor"] in with_gap} for row in newest],
        gaps=[gap for gap in gaps if gap["is_newest"]],
        earlier=[(period, own) for period, own in by_month if not own[0]["is_newest"]],
        undrawn=sum(not gap["chart"] for gap in gaps),
        trends=_trends(tables["trends"]),
        accuracy=_accuracy(accuracy),
        equivalences=tables["equivalences"],
        matches=tables["match_counts"],
        kinds=[_kind(row) for row in tables["kinds"]],
        failing_rules=in_sentences(tables["failing_rules"]),
        freshness=shown.freshness,
        questions=tables["questions"],
        left_aside=tables["left_aside"],
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
        "anchor": gap_anchor(row),
        "children_href": f"children.html#{filters}",
        "mark": said["mark"],
        "standing": said["name"],
        "reason": word(row["cause"], words()["causes"])
        if row["status"] in WITH_GAP and row["cause"]
        else None,
    }


def _trends(rows: list[Row]) -> Row:
    """Each indicator's months: the chart of all, a table, and which of them are out of the ordinary."""
    by_indicator = {name: list(own) for name, own in groupby(rows, key=lambda row: row["indicator"])}
    months = sorted({row["period"] for row in rows})
    table, unusual = [], []
    for indicator, own in by_indicator.items():
        has_limits = own[-1]["month_count"] >= MONTHS_FOR_LIMITS
        last = own[-1]
        signal = words()["signals"][last["signal"]] if has_limits else "too few months for limits"
        if has_limits and last["signal"] != "ordinary":
            unusual.append(indicator)
        said = f"{month(last['period'])} {signal}"
        drawn = [
            {
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
                "chart": charts.limits(drawn, months),
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
        "href": f"discrepancies.html#{kind_filters(row['kind'], row['cause'])}",
    }
