"""A rule stands once on the county's page, with the localities whose rows break it."""

from __future__ import annotations

from typing import Any

from assets.publishing.pages_county import by_rule


def a_result(rule: str, locality: str | None, failed: int | None, **more: object) -> dict[str, Any]:
    return {"rule_id": rule, "severity": "error", "locality": locality, "failed": failed} | {
        "checked": None if failed is None else 10,
        "reason": None,
        **more,
    }


def test_a_rule_that_two_localities_break_is_one_row_with_the_sum_of_both() -> None:
    [row] = by_rule([a_result("late", "North", 2), a_result("late", "South", 5)])
    assert (row["rule_id"], row["failed"], row["checked"]) == ("late", 7, 20)
    assert [(one["locality"], one["failed"], one["checked"]) for one in row["places"]] == [
        ("South", 5, 10),
        ("North", 2, 10),
    ]


def test_what_could_not_be_judged_stands_apart_without_a_count() -> None:
    rows = [
        a_result("key_missing", None, 1, suite="ssd_person"),
        a_result("key_missing", None, 3, suite="ssd_cp_plans"),
        a_result("key_missing", None, None, suite="ssd_cp_visits", reason="it could not be judged"),
    ]
    broken, unjudged = by_rule(rows)
    assert (broken["failed"], len(broken["places"]), broken["reason"]) == (4, 1, None)
    assert (unjudged["failed"], unjudged["checked"]) == (None, None)
    assert unjudged["reason"] == "it could not be judged"


def test_the_graver_rules_come_first_and_of_these_the_one_that_most_rows_break() -> None:
    rows = [
        a_result("few", "North", 4),
        a_result("many", "North", 3),
        a_result("many", "South", 3),
        a_result("asked", "North", 9, severity="query"),
    ]
    assert [row["rule_id"] for row in by_rule(rows)] == ["many", "few", "asked"]
