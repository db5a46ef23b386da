"""The county's page: how last night went, and how far each locality's figures can be trusted.

Belongs here: which rows it shows, in which words. It holds no child-level data.
Does not belong here: working anything out (sql/pages), how it looks (templates/county.html).
"""

from __future__ import annotations

from typing import Any

from assets.publishing import charts
from assets.publishing.folders import NO_LOCALITY
from assets.publishing.pages_rows import ALL, Row, Shown, kind_filters, listed
from assets.publishing.pages_worklists import discrepancies_by_night, in_short
from assets.publishing.rendering import change, measure, percent, render, word, words
from expectations.rules import load_contract_rules, load_rules


def county_page(shown: Shown, folders: dict[str, str]) -> str:
    """The page as HTML.

    Args:
        shown: all of the night.
        folders: each locality's folder, as `locality_folders` gives them.
    """
    tables = shown.tables
    unplaced = sum(row["locality"] not in folders for row in tables["failures"])
    return render(
        "county.html",
        root="",
        night=shown.night,
        verdict=verdict(tables["trust"], shown.refusals, tables["lacking"]),
        folders=folders,
        held=shown.held,
        trust=_with_change(tables["trust"], tables["accuracy_nights"]),
        worklists=tables["worklists"],
        in_short={
            name: in_short([row for row in tables["worklists"] if row["locality"] == name])
            for name in folders
        },
        by_night=discrepancies_by_night(tables["discrepancy_nights"]),
        grid=_grid(tables["figures"], list(folders)),
        newest=next((row["period"] for row in tables["figures"] if row["is_newest"]), None),
        trend=_trend(tables["accuracy_nights"]),
        fields=tables["fields"],
        kinds=_by_locality(tables["kinds"]),
        refusals=shown.refusals,
        lacking=tables["lacking"],
        questions=tables["questions"],
        failing_rules=by_rule(in_sentences(tables["failing_rules"])),
        freshness=shown.freshness,
        unplaced=unplaced,
        no_locality=NO_LOCALITY,
    )


def verdict(trust: list[Row], held_back: list[Row], lacking: list[Row]) -> str:
    """In one sentence or two: how the night went."""
    cells, same_cells = (sum(row[name] for row in trust) for name in ("cells_compared", "cells_agreeing"))
    figures, same = (sum(row[name] for row in trust) for name in ("figures_compared", "figures_agreeing"))
    said = (
        f"{same_cells:,} of {cells:,} tracker cells and {same:,} of {figures:,} typed figures agree "
        "with the case recording system"
    )
    names = sorted({one["locality"] for one in held_back})
    were = "was" if len(names) == 1 else "were"
    workbooks = f"{listed(names)} {were} held back" if names else "Every workbook was read"
    blank = " The extract lacks something tonight, and what rests on that is blank." if lacking else ""
    return f"{workbooks}; {said}.{blank}"


def in_sentences(rows: list[Row]) -> list[Row]:
    """The rows of pages.failing_rules, each with what its rule says; the id where no rule has it."""
    said = {rule.id: rule.sentence for rule in (*load_rules(), *load_contract_rules().values())}
    return [{**row, "sentence": said.get(row["rule_id"], row["rule_id"])} for row in rows]


def by_rule(rows: list[Row]) -> list[Row]:
    """One row for each rule, with its `places`: where rows break it, most first; None is the extract."""
    by_place: dict[tuple[str, str | None], dict[str | None, list[Row]]] = {}
    for row in rows:
        # What could not be judged stands apart from what is broken.
        places = by_place.setdefault((row["rule_id"], row["reason"]), {})
        places.setdefault(row["locality"], []).append(row)
    found = []
    for places in by_place.values():
        own = [_added(one) for one in places.values()]
        own.sort(key=lambda row: -(row["failed"] or 0))
        found.append({**_added(own), "places": own})
    return sorted(found, key=lambda row: (row["severity"], -(row["failed"] or 0)))


def _added(rows: list[Row]) -> Row:
    """The first of the rows with the counts of all; no count where none has one."""
    counts = {name: [row[name] for row in rows if row[name] is not None] for name in ("checked", "failed")}
    return {**rows[0], **{name: sum(own) if own else None for name, own in counts.items()}}


def _grid(figures: list[Row], localities: list[str]) -> list[Row]:
    """A row for each indicator that any locality types: what stands in each locality, in the newest month."""
    found: dict[str, Row] = {}
    for row in figures:
        if not row["is_newest"] or row["locality"] not in localities:
            continue
        line = found.setdefault(
            row["indicator_id"],
            {"indicator_id": row["indicator_id"], "indicator": row["indicator"], "cells": {}},
        )
        cell = line["cells"].setdefault(row["locality"], {"figure": None, "teams": 0, "differ": 0})
        if row["team"] == ALL:
            cell["figure"] = _figure(row)
        elif row["spreadsheet_value"] is not None:
            cell["teams"] += 1
            cell["differ"] += row["status"] == "differs"
    typed = (line for line in found.values() if any(_is_typed(one) for one in line["cells"].values()))
    return sorted(typed, key=lambda line: line["indicator"])


def _is_typed(cell: Row) -> bool:
    return bool(cell["teams"]) or (cell["figure"] or {}).get("status") not in (None, "no_spreadsheet_figure")


def _figure(row: Row) -> Row:
    said = words()["figures"][row["status"]]
    unit = row["unit"]
    short = said["name"]
    if row["status"] == "differs":
        short = change(row["difference"], unit)
    detail = f"typed {measure(row['spreadsheet_value'], unit)}, system {measure(row['system_value'], unit)}"
    if row["status"] == "no_spreadsheet_figure":
        detail = f"system {measure(row['system_value'], unit)}"
    return {"status": row["status"], "mark": said["mark"], "short": short, "detail": detail}


def _with_change(trust: list[Row], nights: list[Row]) -> list[Row]:
    """The rows of trust with how much more or less agreed than on the last night before that was read."""
    told = []
    for row in trust:
        own = [night for night in nights if night["locality"] == row["locality"]]
        change_in_points = own[-1]["accuracy"] - own[-2]["accuracy"] if len(own) > 1 else None
        told.append({**row, "change": change_in_points, "before": own[-2]["as_at"] if len(own) > 1 else None})
    return told


def _trend(nights: list[Row]) -> dict[str, Any]:
    """The nights that can be compared, as a chart and as rows; no chart of a single night."""
    dates = sorted({row["as_at"] for row in nights})
    by_locality: dict[str, dict[Any, Row]] = {}
    for row in nights:
        by_locality.setdefault(row["locality"], {})[row["as_at"]] = row
    moved = []
    for locality, own in by_locality.items():
        first, last = min(own), max(own)
        if first != last:
            before, after = own[first]["accuracy"], own[last]["accuracy"]
            way = "rose from" if after > before else "fell from" if after < before else "stayed at"
            moved.append(
                f"{locality} {way} {percent(before)}%" + (f" to {percent(after)}%" if after != before else "")
            )
    values = [row["accuracy"] for row in nights if row["accuracy"] is not None]
    drawn = {}
    if len(dates) > 1 and values:
        for locality, own in by_locality.items():
            rows = [
                {"night": night.isoformat(), "value": row["accuracy"]}
                for night, row in sorted(own.items())
                if row["accuracy"] is not None
            ]
            drawn[locality] = charts.nights(rows, dates, values)
    return {"nights": dates, "rows": by_locality, "charts": drawn, "said": moved}


def _by_locality(kinds: list[Row]) -> list[Row]:
    """A row for each kind and cause, with its number in each locality."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in kinds:
        found.setdefault((row["kind"], row["cause"]), {})[row["locality"]] = row["discrepancies"]
    return [
        {
            "kind": kind,
            "kind_name": word(kind, words()["kinds"]),
            "cause_name": word(cause, words()["cause_names"]),
            "filters": kind_filters(kind, cause),
            "numbers": numbers,
            "all": sum(numbers.values()),
        }
        for (kind, cause), numbers in found.items()
    ]
