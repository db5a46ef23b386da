"""The long lists: discrepancies, failures, and the children behind the figures.

A list is described once, as columns of words, cells made of them, and filters; the template shows its first
rows and the script (templates/list.js) all of them. Columns are coded as a list of values and a place in it
for each row, so that a year's discrepancies are small and quick to filter.

Belongs here: which columns each list has, and which can be filtered, sorted and searched.
Does not belong here: what a row says (pages_list_rows.py), how a list looks or behaves (templates).
"""

from __future__ import annotations

from typing import Any

from assets.publishing.pages_list_rows import child_row, discrepancy_row, failure_row
from assets.publishing.pages_rows import Row, Shown
from assets.publishing.rendering import plural, render
from expectations.rules import load_contract_rules, load_rules

FIRST_ROWS = 100
# Columns of record numbers, in which a number is found whatever stands before it.
_NUMBERS = ("child", "number", "record")

_WHERE = {
    "label": "Where",
    "sort": "place",
    "parts": [
        {"column": "cell", "as": "strong"},
        {"column": "reference", "as": "copy"},
        {"column": "sheet", "before": "Sheet ", "typed": True},
        {"column": "file", "as": "small", "typed": True},
    ],
}


def discrepancies_page(shown: Shown, locality: str) -> str:
    """Every discrepancy of a locality."""
    rows = [discrepancy_row(row, shown.indicators) for row in shown.tables["discrepancies"]]
    cells = [
        _WHERE,
        {
            "label": "Child and team",
            "sort": "child",
            "parts": [
                {"column": "child", "as": "strong"},
                {"column": "number", "before": "In the sheet "},
                {"column": "team", "as": "small"},
            ],
        },
        {
            "label": "What",
            "sort": "kind",
            "parts": [
                {"column": "field", "as": "strong"},
                {"column": "kind", "to": "kind_href"},
                {"column": "gap", "to": "gap_href"},
                {"column": "severity", "as": "small"},
            ],
        },
        {
            "label": "The sheet says",
            "sort": "sheet_says",
            "parts": [{"column": "sheet_says", "typed": True}],
        },
        {
            "label": "The system says",
            "sort": "system_says",
            "parts": [{"column": "system_says", "typed": True}],
        },
        {
            "label": "Why we think so, and what to do",
            "sort": "cause",
            "is_wide": True,
            "parts": [{"column": "why", "typed": True}, {"column": "todo", "before": "To do: "}],
        },
        {
            "label": "Nights open",
            "sort": "nights",
            "parts": [{"column": "nights", "as": "number"}, {"column": "life", "as": "small"}],
        },
        {
            "label": "Who has it",
            "sort": "owner",
            "parts": [
                {"column": "owner", "typed": True},
                {"column": "response", "as": "small", "typed": True},
                {"column": "ended", "as": "small"},
            ],
        },
    ]
    filters = [
        *(("team", "Team"), ("field", "Field"), ("kind", "Kind"), ("cause", "Cause")),
        *(("severity", "Severity"), ("age", "Age"), ("standing", "Status"), ("owners", "Who has it")),
    ]
    return _page(
        shown,
        locality,
        title="Discrepancies",
        intro="Each is one place where a workbook and the case recording system disagree.",
        rows=rows,
        cells=cells,
        filters=filters,
        search=("Record number, cell or reference", ["child", "number", "cell", "reference", "id"]),
        given=["severity", "age"],
    )


def failures_page(shown: Shown, locality: str | None) -> str:
    """Every row that breaks a rule; of no declared locality where `locality` is None."""
    rules = {rule.id: rule for rule in (*load_contract_rules().values(), *load_rules())}
    rows = [failure_row(row, rules) for row in shown.tables["failures"]]
    cells = [
        {
            "label": "Rule",
            "sort": "rule",
            "parts": [{"column": "rule", "to": "rule_href"}, {"column": "severity", "as": "small"}],
        },
        {
            "label": "Child",
            "sort": "child",
            "parts": [{"column": "child", "as": "strong"}],
        },
        {
            "label": "Record",
            "sort": "record",
            "parts": [{"column": "record", "as": "strong"}, {"column": "table", "as": "small"}],
        },
        {
            "label": "What it says",
            "sort": "value",
            "parts": [{"column": "value", "typed": True}, {"column": "field", "as": "small"}],
        },
        _WHERE,
        {"label": "What to do", "is_wide": True, "parts": [{"column": "todo"}]},
        {"label": "Nights open", "sort": "nights", "parts": [{"column": "nights", "as": "number"}]},
    ]
    filters = [
        *(("rule", "Rule"), ("severity", "Severity"), ("table", "Table"), ("field", "Field"), ("age", "Age")),
    ]
    return _page(
        shown,
        locality,
        title="Rows that break a rule",
        intro="Each is a record or a tracker row that cannot be right as it stands, or that needs an answer.",
        rows=rows,
        cells=cells,
        filters=filters,
        search=("Record number, cell or reference", ["child", "record", "cell", "reference", "id"]),
        given=["severity", "age"],
    )


def children_page(shown: Shown, locality: str) -> str:
    """Who stands behind each figure of the newest month."""
    rows = [child_row(row, shown.indicators) for row in shown.tables["children"]]
    cells = [
        {"label": "Child", "sort": "child", "parts": [{"column": "child", "as": "strong"}]},
        {"label": "Indicator", "sort": "indicator", "parts": [{"column": "indicator"}]},
        {"label": "Team", "sort": "team", "parts": [{"column": "team"}]},
        {"label": "Whose count", "sort": "source", "parts": [{"column": "source"}]},
        {"label": "Does it count?", "sort": "counts", "parts": [{"column": "counts"}]},
        {"label": "Days", "sort": "days", "parts": [{"column": "days", "as": "number"}]},
        {
            "label": "Record or cell",
            "parts": [
                {"column": "record"},
                {"column": "cell", "as": "strong"},
                {"column": "reference", "as": "copy"},
                {"column": "sheet", "before": "Sheet "},
                {"column": "file", "as": "small"},
            ],
        },
    ]
    filters = [
        ("indicator", "Indicator"),
        ("team", "Team"),
        ("source", "Whose count"),
        ("counts", "Does it count?"),
    ]
    return _page(
        shown,
        locality,
        title="Children behind the figures",
        intro="Everybody eligible for a figure of the newest month, in the system and in the trackers.",
        rows=rows,
        cells=cells,
        filters=filters,
        search=("Record number or cell", ["child", "record", "cell", "reference"]),
        given=[],
    )


def columns_of(rows: list[Row], given: list[str]) -> dict[str, Row]:
    """Rows as columns, each a list of its values and for each row the place in it.

    Args:
        rows: all with the same names; values are text, whole numbers or None, or several texts to filter by.
        given: columns that sort as they first come, not by the alphabet.
    """
    coded: dict[str, Row] = {}
    for name in rows[0] if rows else ():
        places: dict[Any, int] = {}
        at = [places.setdefault(row[name], len(places)) for row in rows]
        coded[name] = {"values": list(places), "at": at} | ({"given": True} if name in given else {})
    return coded


def _page(
    shown: Shown,
    locality: str | None,
    *,
    title: str,
    intro: str,
    rows: list[Row],
    cells: list[Row],
    filters: list[tuple[str, str]],
    search: tuple[str, list[str]],
    given: list[str],
) -> str:
    data = {
        "count": len(rows),
        "page": FIRST_ROWS,
        "columns": columns_of(rows, given),
        "cells": cells,
        "filters": [{"column": column, "label": label} for column, label in filters],
        "search": {
            "label": search[0],
            "columns": search[1],
            "numbers": [name for name in search[1] if name in _NUMBERS],
        },
    }
    return render(
        "list.html",
        script="list.js",
        root="../",
        night=shown.night,
        locality=locality,
        title=title,
        intro=intro,
        said=plural(len(rows), "row"),
        cells=cells,
        first=rows[:FIRST_ROWS],
        count=len(rows),
        data=data,
        held=shown.held.get(locality or ""),
    )
