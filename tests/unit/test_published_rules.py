"""What a release says of the rules: by locality, and of what could not be judged."""

from __future__ import annotations

from assets.county import Place
from tests.unit.published_rows import LOCKED, NEXT, NIGHT, made
from tests.unit.working_tables import Rows, publish, read

SPLIT: Rows = {
    "validated.results": [
        {"rule_id": rule, "suite": suite, "record_table": table, "checked": checked, "failed": failed}
        | {"passed": failed == 0, "severity": "error", "critical": False, "reason": reason}
        for rule, suite, table, checked, failed, reason in (
            ("8600", "practice", "ssd_person", 9, 3, None),
            ("8605", "practice", "ssd_person", None, None, "its SQL could not be run (BinderException)"),
            ("key_missing", "ssd_person", "ssd_person", 9, 1, None),
            ("key_missing", "ssd_department", "ssd_department", 4, 0, None),
            ("key_missing", "ssd_cp_plans", "ssd_cp_plans", 5, 2, None),
            ("table_missing", "staging", None, None, 1, None),
        )
    ],
    "validated.checked_rows": [
        {"record_table": table, "locality": locality, "checked": checked}
        for table, locality, checked in (
            ("ssd_person", "North", 5),
            ("ssd_person", "South", 3),
            ("ssd_person", None, 1),
            ("ssd_department", None, 4),
            ("ssd_cp_plans", "North", 5),
            ("ssd_cp_plans", "South", 0),
            ("ssd_cp_plans", None, 0),
        )
    ],
    "validated.failures": [
        {"failure_id": str(number), "rule_id": rule, "record_table": table, "locality": locality}
        for number, (rule, table, locality) in enumerate(
            (
                ("8600", "ssd_person", "North"),
                ("8600", "ssd_cp_plans", "North"),
                ("8600", "ssd_person", None),
                ("key_missing", "ssd_person", None),
                ("key_missing", "ssd_cp_plans", "North"),
                ("key_missing", "ssd_cp_plans", "North"),
                ("table_missing", "ssd_cp_visits", None),
            )
        )
    ],
}


def test_a_rule_of_the_extract_has_a_row_for_each_locality_that_add_up_to_the_county(place: Place) -> None:
    query = (
        "select rule_id, suite, locality, checked, failed, passed from published.validation_results"
        " order by rule_id, suite, locality nulls last"
    )
    assert made(place, SPLIT, query) == [
        ("8600", "practice", "North", 5, 2, False),
        ("8600", "practice", "South", 3, 0, True),
        ("8600", "practice", None, 1, 1, False),
        ("8605", "practice", None, None, None, False),
        ("key_missing", "ssd_cp_plans", "North", 5, 2, False),
        ("key_missing", "ssd_cp_plans", "South", 0, 0, True),
        ("key_missing", "ssd_department", None, 4, 0, True),
        ("key_missing", "ssd_person", "North", 5, 0, True),
        ("key_missing", "ssd_person", "South", 3, 0, True),
        ("key_missing", "ssd_person", None, 1, 1, False),
        ("table_missing", "staging", None, None, 1, False),
    ]


def test_a_rule_that_could_not_be_judged_says_why_and_counts_nothing(place: Place) -> None:
    query = "select checked, failed, passed, reason from published.validation_results where rule_id = '8605'"
    assert made(place, SPLIT, query) == [(None, None, False, "its SQL could not be run (BinderException)")]


def test_a_held_back_localitys_rules_of_the_extract_are_tonights(place: Place) -> None:
    publish(place, NIGHT, SPLIT)
    released = publish(place, NEXT, {**LOCKED, **SPLIT, "validated.failures": []})
    assert read(
        released,
        "select as_at, locality, failed from published.validation_results where rule_id = '8600' order by 2",
    ) == [(NEXT, "North", 0), (NEXT, "South", 0), (NEXT, None, 0)]
    assert read(released, "select count(*) from inspection.validation_failures") == [(0,)]
    assert read(released, "select distinct status from inspection.failure_lives") == [("gone",)]
