"""Each rule of practice against literal rows: some that break it, and some that come close and keep it.

The rules' SELECTs run on DuckDB as they stand; Great Expectations' part is in test_expectations.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.rules import RuleError, load_contract_rules, load_rules
from tests.unit.staged_rows import an_empty_night, empty, put

Rows = list[tuple[str, dict[str, object]]]


def day(text: str) -> date:
    return date.fromisoformat(text)


def referral(
    number: str = "R1", child: str = "1", on: str = "2019-01-10", **more: object
) -> tuple[str, dict]:
    return "ssd_cin_episodes", {
        "cine_referral_id": number, "cine_person_id": child, "cine_referral_date": day(on), **more,
    }  # fmt: skip


def assessment(number: str, start: str, signed: str | None = None, **more: object) -> tuple[str, dict]:
    return "ssd_cin_assessments", {
        "cina_assessment_id": number, "cina_person_id": "1", "cina_referral_id": "R1",
        "cina_assessment_start_date": day(start), "cina_assessment_auth_date": signed and day(signed), **more,
    }  # fmt: skip


def enquiry(number: str, start: str) -> tuple[str, dict]:
    return "ssd_s47_enquiry", {
        "s47e_s47_enquiry_id": number, "s47e_person_id": "1", "s47e_referral_id": "R1",
        "s47e_s47_start_date": day(start),
    }  # fmt: skip


def conference(number: str, on: str) -> tuple[str, dict]:
    return "ssd_initial_cp_conference", {"icpc_icpc_id": number, "icpc_icpc_date": day(on)}


def cp(number: str, start: str, end: str | None = None, child: str = "1", **more: object) -> tuple[str, dict]:
    return "ssd_cp_plans", {
        "cppl_cp_plan_id": number, "cppl_person_id": child, "cppl_cp_plan_start_date": day(start),
        "cppl_cp_plan_end_date": end and day(end), **more,
    }  # fmt: skip


def cin(number: str, start: str, end: str | None = None, child: str = "1") -> tuple[str, dict]:
    return "ssd_cin_plans", {
        "cinp_cin_plan_id": number, "cinp_person_id": child, "cinp_cin_plan_start_date": day(start),
        "cinp_cin_plan_end_date": end and day(end),
    }  # fmt: skip


def visit(plan: str, on: str) -> tuple[str, dict]:
    return "ssd_cp_visits", {"cppv_cp_plan_id": plan, "cppv_cp_visit_date": day(on)}


def review(number: str, on: str) -> tuple[str, dict]:
    return "ssd_cp_reviews", {
        "cppr_cp_review_id": number, "cppr_cp_plan_id": "P1", "cppr_cp_review_date": day(on),
    }  # fmt: skip


def allocated(child: str, end: str | None = None, role: str = "Allocated Social Worker") -> tuple[str, dict]:
    return "ssd_involvements", {
        "invo_person_id": child, "invo_professional_role_id": role,
        "invo_involvement_start_date": day("2018-01-01"), "invo_involvement_end_date": end and day(end),
    }  # fmt: skip


def supervised(child: str, on: str, kind: str = "case") -> tuple[str, dict]:
    return "local_supervisions", {
        "person_id": child, "supervision_date": day(on), "supervision_type": kind,
    }  # fmt: skip


def tracker_row(number: int, locality: str = "North") -> tuple[str, dict]:
    return "tracker_rows", {"tracker_row_id": number, "locality": locality, "source_file": "N/t.xlsx"}


def typed(number: int, field: str, cell: str, **more: object) -> tuple[str, dict]:
    return "tracker_values", {
        "tracker_row_id": number, "field": field, "cell": cell, "state": "read", **more,
    }  # fmt: skip


# The night is 1 May 2019. Rows that break a rule, and the record (or cell) it must name.
BREAKS: dict[str, tuple[Rows, list[str | None]]] = {
    "1103": ([referral(), assessment("A1", "2019-01-09")], ["A1"]),
    "1105": ([referral(), cp("P1", "2019-01-09", cppl_referral_id="R1")], ["P1"]),
    "2889": ([referral(), enquiry("E1", "2019-01-09")], ["E1"]),
    "4001": ([cin("C1", "2019-01-10"), cp("P1", "2019-02-01")], ["C1"]),
    "4004": ([cin("C1", "2018-01-10"), cin("C2", "2019-01-10")], ["C1", "C2"]),
    "4011": ([cin("C1", "2019-01-10", "2019-01-09")], ["C1"]),
    "4014": ([cin("C1", "2018-01-10", "2018-06-02"), cin("C2", "2018-06-01")], ["C2"]),
    "8608": ([assessment("A1", "2019-01-10", "2019-01-09")], ["A1"]),
    "8630": ([referral(cine_close_date=day("2019-01-09"))], ["R1"]),
    "8805": ([referral(cine_close_date=day("2019-02-09"))], ["R1"]),
    "8810": ([referral(cine_close_reason="RC7")], ["R1"]),
    "8840": ([cp("P1", "2019-01-10", "2019-01-10")], ["P1"]),
    "8841": ([cp("P1", "2019-01-10"), review("V1", "2019-01-10")], ["V1"]),
    "8867": ([referral(cine_close_date=day("2019-03-01")), assessment("A1", "2019-01-11")], ["A1"]),
    "8875": ([conference("J1", "2019-04-27"), conference("J2", "2019-04-28")], ["J1", "J2"]),
    "8896": ([assessment("A1", "2019-04-01"), assessment("A2", "2019-04-02")], ["A1", "A2"]),
    "8925": ([cp("P1", "2019-01-10", "2019-01-09")], ["P1"]),
    "8935": ([cp("P1", "2019-01-10"), cp("P2", "2019-02-10")], ["P1", "P2"]),
    "8940": ([cp("P1", "2018-01-10", "2018-06-02"), cp("P2", "2018-06-01", "2018-12-01")], ["P2"]),
    "cp_child_not_visited_4_weeks": ([cp("P1", "2019-01-10"), visit("P1", "2019-04-02")], ["P1"]),
    # Eleven working days: Good Friday and Easter Monday are none.
    "cp_plan_never_visited": ([cp("P1", "2019-04-12"), visit("P9", "2019-04-12")], ["P1"]),
    "no_allocated_worker": (
        [cin("C1", "2019-01-10"), cp("P2", "2019-01-10", child="2"), allocated("1", "2019-04-30"),
         allocated("2", role="Family support worker")],
        ["1", "2"],
    ),
    "no_supervision_60_days": (
        [cin("C1", "2019-01-10"), supervised("1", "2019-03-01"), supervised("1", "2019-04-01", "personal"),
         cin("C2", "2019-01-10", child="2")],
        ["1", "2"],
    ),
    "assessment_open_past_45wd": ([assessment("A1", "2019-02-22")], ["A1"]),
    "plans_without_children": ([cin("C1", "2019-01-10"), cp("P1", "2019-01-10", child="2")], [None]),
    "tracker_visit_in_future": (
        [tracker_row(1), typed(1, "last_visit", "F9", date_value=day("2019-05-02")),
         typed(1, "child_id", "A9", text_value="71")],
        ["71"],
    ),
    "tracker_born_after_plan": (
        [tracker_row(1), typed(1, "dob", "C9", date_value=day("2019-01-11")),
         typed(1, "plan_start", "D9", date_value=day("2019-01-10"))],
        [None],
    ),
    "tracker_child_twice": (
        [tracker_row(1), tracker_row(2), typed(1, "child_id", "A9", text_value="71"),
         typed(2, "child_id", "A10", text_value="71")],
        ["71", "71"],
    ),
    "tracker_id_unusable": (
        [tracker_row(1), tracker_row(2), typed(1, "child_id", "A9", text_value="see file"),
         typed(2, "child_id", "A10", state="unreadable")],
        [None, None],
    ),
    "tracker_rows_nameless": (
        [tracker_row(1), tracker_row(2), tracker_row(3), typed(1, "name", "B9", text_value="Ann Lee")], [None]
    ),
}  # fmt: skip

# Rows that come close and keep the rule.
KEEPS: dict[str, Rows] = {
    "1103": [referral(), assessment("A1", "2019-01-10")],
    "1105": [referral(), cp("P1", "2019-01-10", cppl_referral_id="R1")],
    "2889": [referral(), enquiry("E1", "2019-01-10")],
    # The plan is stepped up on the day the other begins.
    "4001": [cin("C1", "2018-01-10", "2019-02-01"), cp("P1", "2019-02-01")],
    "4004": [
        cin("C1", "2018-01-10", "2018-06-01"), cin("C2", "2019-01-10"), cin("C3", "2019-01-10", child="2"),
    ],
    "4011": [cin("C1", "2019-01-10", "2019-01-10"), cin("C2", "2019-01-10")],
    "4014": [cin("C1", "2018-01-10", "2018-06-01"), cin("C2", "2018-06-01"), cin("C3", "2018-07-01")],
    "8608": [assessment("A1", "2019-01-10", "2019-01-10"), assessment("A2", "2019-01-10")],
    "8630": [referral(cine_close_date=day("2019-01-10"))],
    "8805": [referral(cine_close_date=day("2019-02-09"), cine_close_reason="RC7"), referral("R2")],
    "8810": [referral(cine_close_date=day("2019-02-09"), cine_close_reason="RC7"), referral("R2")],
    "8840": [cp("P1", "2019-01-10", "2019-01-11"), cp("P2", "2019-01-10")],
    "8841": [cp("P1", "2019-01-10"), review("V1", "2019-01-11")],
    "8867": [referral(), assessment("A1", "2019-01-11")],
    "8875": [conference("J1", "2019-04-26"), conference("J2", "2019-04-29")],
    "8896": [assessment("A1", "2019-04-01", "2019-04-02"), assessment("A2", "2019-04-02")],
    "8925": [cp("P1", "2019-01-10", "2019-01-10"), cp("P2", "2019-01-10")],
    "8935": [cp("P1", "2018-01-10", "2018-06-01"), cp("P2", "2019-02-10"), cp("P3", "2019-02-10", child="2")],
    "8940": [cp("P1", "2018-01-10", "2018-06-01"), cp("P2", "2018-06-01"), cp("P3", "2018-05-01", child="2")],
    "cp_child_not_visited_4_weeks": [
        cp("P1", "2019-01-10"), visit("P1", "2019-01-11"), visit("P1", "2019-04-03"),
        cp("P2", "2018-01-10", "2019-04-30"), visit("P2", "2018-01-11"), cp("P3", "2019-01-10"),
    ],
    "cp_plan_never_visited": [
        cp("P1", "2019-04-15"), cp("P2", "2019-01-10"), visit("P2", "2019-01-11"),
        cp("P3", "2018-01-10", "2018-02-10"),
    ],
    "no_allocated_worker": [
        cin("C1", "2019-01-10"), allocated("1"), cin("C2", "2018-01-10", "2018-06-01", child="2"),
        cp("P3", "2019-01-10", child="3"), allocated("3", role="ALLOCATED SOCIAL WORKER"),
    ],
    "no_supervision_60_days": [
        cin("C1", "2019-01-10"), supervised("1", "2019-03-02"), cin("C2", "2019-03-02", child="2"),
    ],
    "assessment_open_past_45wd": [
        assessment("A1", "2019-02-25"), assessment("A2", "2018-01-10", "2018-06-10"),
    ],
    "plans_without_children": [
        cin("C1", "2019-01-10"), cp("P1", "2019-01-10", child="2"), ("ssd_person", {"pers_person_id": "2"}),
    ],
    "tracker_visit_in_future": [
        tracker_row(1), typed(1, "last_visit", "F9", date_value=day("2019-05-01")),
        typed(1, "next_visit_due", "G9", date_value=day("2019-05-20")),
    ],
    "tracker_born_after_plan": [
        tracker_row(1), typed(1, "dob", "C9", date_value=day("2019-01-10")),
        typed(1, "plan_start", "D9", date_value=day("2019-01-10")),
    ],
    # The same number in two localities is another matter: a child in transfer.
    "tracker_child_twice": [
        tracker_row(1), tracker_row(2, "South"), typed(1, "child_id", "A9", text_value="71"),
        typed(2, "child_id", "A9", text_value="71"),
    ],
    "tracker_id_unusable": [
        tracker_row(1), typed(1, "child_id", "A9", text_value="71"),
        typed(1, "child_id", "A10", state="blank"),
    ],
    "tracker_rows_nameless": [
        tracker_row(1), tracker_row(2), typed(1, "child_id", "A9", text_value="71"),
    ],
}  # fmt: skip

RULES = {rule.id: rule for rule in load_rules()}


@pytest.fixture(scope="module")
def one_night() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = an_empty_night()
    yield connection
    connection.close()


@pytest.fixture
def night(one_night: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    empty(one_night)
    return one_night


def failing(night: duckdb.DuckDBPyConnection, rule_id: str, rows: Rows) -> list[str | None]:
    for table, values in rows:
        put(night, f"staged.{table}", **values)
    found = night.execute(RULES[rule_id].sql).fetchall()
    return sorted((row[0] for row in found), key=str)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_names_the_rows_that_break_it(rule_id: str, night: duckdb.DuckDBPyConnection):
    rows, records = BREAKS[rule_id]
    assert failing(night, rule_id, rows) == records


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_leaves_rows_alone_that_keep_it(rule_id: str, night: duckdb.DuckDBPyConnection):
    assert failing(night, rule_id, KEEPS[rule_id]) == []


@pytest.mark.parametrize("rule_id", RULES)
def test_no_rule_finds_anything_in_an_empty_night(rule_id: str, night: duckdb.DuckDBPyConnection):
    assert failing(night, rule_id, []) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_gives_the_columns_of_a_failure(rule, night: duckdb.DuckDBPyConnection):
    columns = night.sql(rule.sql).columns
    own = ["locality", "source_file", "sheet", "cell"] if rule.suite == "workbooks" else []
    assert columns == ["record_id", "person_id", "column_name", "value", *own]


def test_no_case_is_of_a_rule_that_is_gone():
    assert set(BREAKS) == set(KEEPS) == set(RULES)


def test_a_rules_own_id_is_no_other_rules():
    assert not set(RULES) & set(load_contract_rules())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("select 1", "x.sql: does not begin with a header"),
        ("/*\nseverity: error\n*/ select 1", "x.sql: table: Field required"),
        ("/*\nseverity: dire\ntable: t\nsentence: s\ntodo: t\nsource: s\n*/ select 1", "x.sql: severity:"),
        ("/*\na: [\n*/ select 1", "x.sql: its header is not readable as YAML"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(text: str, says: str, tmp_path: Path):
    (tmp_path / "x.sql").write_text(text)
    with pytest.raises(RuleError) as refused:
        load_rules(tmp_path)
    assert str(refused.value).startswith(says)
