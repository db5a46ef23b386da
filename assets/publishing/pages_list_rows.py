"""What a row of the long lists says, column by column, in words.

Belongs here: a discrepancy, a failure, a child behind a figure, each as an officer reads it.
Does not belong here: which rows there are (sql/pages), which columns are shown or filtered (pages_lists.py).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from assets.publishing.pages_gaps import gap_anchor
from assets.publishing.pages_rows import Row, reference, team_name
from assets.publishing.rendering import day, month, word, words

_AGES = ((0, "New tonight"), (7, "1 to 7 nights"), (30, "8 to 30 nights"))
_OLD = "Over 30 nights"
_NOBODY = "Nobody"
_EXTRACT = "The extract"


def discrepancy_row(row: Row, indicators: dict[str, str]) -> Row:
    """A row of pages.discrepancies; `indicators` are names by id."""
    kind = words()["kinds"].get(row["kind"], {})
    field = row["field"]
    name = indicators.get(field) or word(field, words()["fields"]) if field else "whole row"
    return {
        "id": row["discrepancy_id"],
        "place": row["place"],
        "file": row["source_file"],
        "sheet": row["sheet"] or None,
        "cell": row["cell"],
        "reference": reference(row["sheet"], row["cell"]),
        "child": row["person_id"],
        "number": row["typed_number"],
        "team": team_name(row["team"]),
        "field": name[:1].upper() + name[1:],
        "kind": word(row["kind"], words()["kinds"]),
        "kind_href": f"../definitions.html#kind-{quote(row['kind'])}",
        "gap": f"Its gap, {month(row['gap_period'])}" if row["gap_period"] else None,
        "gap_href": f"index.html#{_gap_anchor(row)}" if row["gap_period"] else None,
        "cause": word(row["cause"], words()["cause_names"]),
        "severity": word(row["severity"], words()["severities"]),
        "sheet_says": row["spreadsheet_value"],
        "system_says": row["system_value"],
        "why": row["explanation"] or word(row["cause"], words()["causes"]).capitalize() + ".",
        "todo": kind.get("todo"),
        "nights": row["nights_open"],
        "age": _age(row["nights_open"]),
        "life": _life(row),
        "standing": word(row["status"], words()["lives"]) if row["status"] else None,
        "ended": _ended(row),
        "owner": row["assigned_to"] or _NOBODY,
        # Each of several, so that whoever shares a row finds it.
        "owners": tuple(dict.fromkeys((row["assigned_to"] or _NOBODY).split(" / "))),
        "response": row["response"],
    }


def failure_row(row: Row, rules: dict[str, Any]) -> Row:
    """A row of pages.failures; `rules` are those of expectations.rules by id."""
    rule = rules.get(row["rule_id"])
    return {
        "id": row["failure_id"],
        "place": row["place"],
        "rule": rule.sentence if rule else row["rule_id"],
        "rule_href": f"../rules.html#rule-{quote(row['rule_id'])}",
        "severity": word(row["severity"], words()["severities"]),
        "child": row["person_id"],
        "record": row["record_id"],
        "table": row["record_table"],
        "field": row["column_name"],
        "value": row["value"],
        "file": row["source_file"] or _EXTRACT,
        "sheet": row["sheet"] or None,
        "cell": row["cell"],
        "reference": reference(row["sheet"], row["cell"]),
        "todo": rule.todo if rule else None,
        "nights": row["nights_open"],
        "age": _age(row["nights_open"]),
    }


def child_row(row: Row, indicators: dict[str, str]) -> Row:
    """A row of pages.children; `indicators` are names by id."""
    return {
        "indicator": word(row["indicator_id"], indicators),
        "team": team_name(row["team"]),
        "source": word(row["source"], words()["sources"]),
        "child": row["person_id"],
        "record": row["record_id"],
        "file": row["source_file"],
        "sheet": row["sheet"] or None,
        "cell": row["cell"],
        "reference": reference(row["sheet"], row["cell"]),
        "counts": {True: "Counts", False: "Does not count", None: "Cannot say"}[row["counts"]],
        "days": row["days"],
    }


def _gap_anchor(row: Row) -> str:
    return gap_anchor({"period": row["gap_period"], "indicator_id": row["field"], "team": row["team"]})


def _life(row: Row) -> str | None:
    if row["status"] == "accepted" and row["accepted_until"]:
        return f"Accepted until {day(row['accepted_until'])}"
    return word(row["status"], words()["lives"]) if row["status"] else None


def _ended(row: Row) -> str | None:
    said = []
    if row["acceptance_ended"]:
        said.append(f"Its acceptance ended on {day(row['acceptance_ended'])}")
    if row["status_for_another_value"]:
        said.append(f"It was {row['status_for_another_value']} for another value")
    return ". ".join(said) or None


def _age(nights: int | None) -> str:
    return next((name for most, name in _AGES if (nights or 0) <= most), _OLD)
