"""The case system's evidence: who is eligible, who counts, and how dirty extracts are met.

The month is April 2019: it ends on Tuesday the 30th, and Easter takes the 19th and the 22nd, so that Friday
the 12th is ten working days before its end.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from assets.county import Thresholds
from tests.unit.evidence_rows import APRIL, PLAN_START, allocate, evidence, plan_cin, plan_cp, visit
from tests.unit.staged_rows import an_empty_night, put

MARCH = date(2019, 3, 1)
LAST_DAY = date(2019, 4, 30)


@pytest.mark.parametrize(
    ("start", "end", "is_open"),
    [
        (PLAN_START, None, True),
        (LAST_DAY, None, True),
        (date(2019, 5, 1), None, False),
        (PLAN_START, LAST_DAY, False),
        (PLAN_START, date(2019, 5, 1), True),
        (PLAN_START, date(2019, 1, 2), False),
        (None, None, False),
    ],
)
def test_a_plan_is_open_on_the_day_it_begins_and_not_on_the_day_it_ends(
    night: duckdb.DuckDBPyConnection, start: date | None, end: date | None, is_open: bool
) -> None:
    allocate(night)
    plan_cp(night, start=start, end=end)
    assert len(evidence(night, "open_cp_plans")) == is_open


def test_open_plans_of_both_kinds_count_and_say_how_long_they_have_run(
    night: duckdb.DuckDBPyConnection,
) -> None:
    allocate(night)
    plan_cp(night, start=date(2019, 4, 1))
    plan_cin(night, start=date(2019, 4, 30))
    assert evidence(night, "open_cp_plans") == [("CP1", True, 29)]
    assert evidence(night, "open_cin_plans") == [("CIN1", True, 0)]


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([date(2019, 4, 12)], (True, 10)),
        ([date(2019, 4, 11)], (False, 11)),
        ([date(2019, 4, 11), date(2019, 4, 30)], (True, 0)),
        ([date(2019, 5, 1)], (False, None)),
        ([], (False, None)),
        ([date(1919, 4, 12)], (False, None)),
    ],
)
def test_a_cp_visit_is_in_timescale_up_to_ten_working_days_before_the_month_ends(
    night: duckdb.DuckDBPyConnection, visits: list[date], expected: tuple[bool, int | None]
) -> None:
    allocate(night)
    plan_cp(night)
    for number, day in enumerate(visits):
        visit(night, day, record=f"V{number}")
    assert evidence(night, "pct_cp_visits_in_timescale", "counts, days") == [expected]


def test_the_countys_own_threshold_holds() -> None:
    night = an_empty_night(thresholds=Thresholds(cp_visit_working_days=11))
    allocate(night)
    plan_cp(night)
    visit(night, date(2019, 4, 11))
    assert evidence(night, "pct_cp_visits_in_timescale") == [("CP1", True, 11)]


def test_a_visit_on_another_plan_or_on_none_is_no_visit_on_this_one(night: duckdb.DuckDBPyConnection) -> None:
    allocate(night)
    plan_cp(night)
    visit(night, date(2019, 4, 29), plan="CP0", record="V1")
    visit(night, date(2019, 4, 29), plan=None, record="V2")
    assert evidence(night, "cp_not_visited_10wd", "counts") == [(True,)]
    assert evidence(night, "pct_seen_alone_last_cp_visit") == []


@pytest.mark.parametrize(
    ("start", "visits", "expected"),
    [
        (date(2019, 4, 12), [], []),
        (date(2019, 4, 11), [], [(True, 11)]),
        (date(2019, 4, 11), [date(2019, 4, 30)], [(False, 11)]),
        (date(2019, 4, 11), [date(2019, 5, 2)], [(True, 11)]),
        (date(1985, 1, 1), [], [(True, None)]),
    ],
)
def test_a_plan_over_ten_working_days_old_must_have_been_visited(
    night: duckdb.DuckDBPyConnection, start: date, visits: list[date], expected: list[tuple[bool, int | None]]
) -> None:
    allocate(night)
    plan_cp(night, start=start)
    for day in visits:
        visit(night, day)
    assert evidence(night, "cp_not_visited_10wd", "counts, days") == expected


@pytest.mark.parametrize(
    ("visits", "expected"),
    [
        ([(date(2019, 4, 3), "N"), (date(2019, 4, 17), "Y")], [(True,)]),
        ([(date(2019, 4, 3), "Y"), (date(2019, 4, 17), "N")], [(False,)]),
        ([(date(2019, 4, 3), "Y"), (date(2019, 4, 17), None)], [(None,)]),
        ([(date(2019, 4, 17), "Y"), (date(2019, 4, 17), "N")], [(False,)]),
        ([(date(2019, 5, 2), "Y")], []),
        ([], []),
    ],
)
def test_seen_alone_is_what_the_last_visit_says_and_a_blank_is_never_a_no(
    night: duckdb.DuckDBPyConnection,
    visits: list[tuple[date, str | None]],
    expected: list[tuple[bool | None]],
) -> None:
    allocate(night)
    plan_cp(night)
    for number, (day, alone) in enumerate(visits):
        visit(night, day, alone, record=f"V{number}")
    assert evidence(night, "pct_seen_alone_last_cp_visit", "counts") == expected


@pytest.mark.parametrize(
    ("start", "visits", "expected"),
    [
        (date(2019, 4, 1), [date(2019, 4, 15)], [(False, 10)]),
        (date(2019, 4, 1), [date(2019, 4, 16), date(2019, 4, 17)], [(True, 11)]),
        (date(2019, 4, 1), [date(2019, 4, 1)], [(False, 0)]),
        (date(2019, 4, 1), [date(2019, 3, 29)], [(True, None)]),
        (date(2019, 4, 1), [], [(True, None)]),
        (date(2019, 4, 12), [], []),
    ],
)
def test_the_first_visit_is_late_after_ten_working_days(
    night: duckdb.DuckDBPyConnection, start: date, visits: list[date], expected: list[tuple[bool, int | None]]
) -> None:
    allocate(night)
    plan_cp(night, start=start)
    for number, day in enumerate(visits):
        visit(night, day, record=f"V{number}")
    assert evidence(night, "cp_first_visit_late", "counts, days") == expected


@pytest.mark.parametrize(
    ("start", "completed", "expected"),
    [
        (date(2019, 2, 11), date(2019, 4, 15), [("A1", True, 45)]),
        (date(2019, 2, 11), date(2019, 4, 16), [("A1", False, 46)]),
        (date(2019, 4, 15), date(2019, 4, 15), [("A1", True, 0)]),
        (date(2019, 4, 16), date(2019, 4, 15), [("A1", None, None)]),
        (None, date(2019, 4, 15), [("A1", None, None)]),
        (date(1919, 2, 11), date(2019, 4, 15), [("A1", False, None)]),
        (date(2019, 2, 11), date(2019, 3, 31), []),
        (date(2019, 2, 11), None, []),
    ],
)
def test_an_assessment_is_timed_from_start_to_completion(
    night: duckdb.DuckDBPyConnection,
    start: date | None,
    completed: date | None,
    expected: list[tuple[object, ...]],
) -> None:
    put(
        night,
        "staged.ssd_cin_assessments",
        cina_assessment_id="A1",
        cina_person_id="1",
        cina_assessment_start_date=start,
        cina_assessment_auth_date=completed,
        cina_assessment_team="S1",
    )
    assert evidence(night, "pct_assessments_45wd") == expected


@pytest.mark.parametrize(
    ("enquiry", "held", "expected"),
    [
        ("E1", date(2019, 4, 24), (True, 15)),
        ("E1", date(2019, 4, 25), (False, 16)),
        ("E1", date(2019, 4, 1), (True, 0)),
        (None, date(2019, 4, 24), (None, None)),
        ("not delivered", date(2019, 4, 24), (None, None)),
        ("begun later", date(2019, 4, 24), (None, None)),
    ],
)
def test_a_conference_is_timed_from_its_enquirys_start(
    night: duckdb.DuckDBPyConnection,
    enquiry: str | None,
    held: date,
    expected: tuple[bool | None, int | None],
) -> None:
    for key, start in (("E1", date(2019, 4, 1)), ("begun later", date(2019, 4, 25))):
        put(night, "staged.ssd_s47_enquiry", s47e_s47_enquiry_id=key, s47e_s47_start_date=start)
    put(
        night,
        "staged.ssd_initial_cp_conference",
        icpc_icpc_id="J1",
        icpc_s47_enquiry_id=enquiry,
        icpc_person_id="1",
        icpc_icpc_date=held,
        icpc_icpc_team="N2",
    )
    assert evidence(night, "pct_icpc_15wd", "counts, days") == [expected]


def review(night: duckdb.DuckDBPyConnection, due: date | None, held: date | None) -> None:
    put(
        night,
        "staged.ssd_cp_reviews",
        cppr_cp_review_id="R1",
        cppr_person_id="1",
        cppr_cp_review_due=due,
        cppr_cp_review_date=held,
    )


@pytest.mark.parametrize(
    ("due", "held", "expected"),
    [
        (date(2019, 4, 10), date(2019, 4, 10), [(True, 0)]),
        (date(2019, 4, 10), date(2019, 4, 11), [(False, 1)]),
        (date(2019, 4, 10), date(2019, 4, 1), [(True, -9)]),
        (None, date(2019, 4, 10), [(None, None)]),
        (date(2019, 4, 10), None, []),
        (date(2019, 4, 10), date(2019, 5, 1), []),
    ],
)
def test_a_review_is_in_timescale_on_or_before_the_day_it_is_due(
    night: duckdb.DuckDBPyConnection,
    due: date | None,
    held: date | None,
    expected: list[tuple[bool | None, int | None]],
) -> None:
    allocate(night)
    review(night, due, held)
    assert evidence(night, "pct_cp_reviews_in_timescale", "counts, days") == expected


@pytest.mark.parametrize(
    ("held", "team"),
    [
        (date(2019, 4, 9), "N1"),
        (date(2019, 4, 10), "S1"),
        (date(2019, 4, 24), "S1"),
        (date(2019, 4, 25), None),
    ],
)
def test_a_review_is_the_team_of_its_day_even_of_the_last_day_of_the_work(
    night: duckdb.DuckDBPyConnection, held: date, team: str | None
) -> None:
    allocate(night, team="N1", start=date(2019, 1, 1), end=date(2019, 4, 10))
    allocate(night, team="S1", start=date(2019, 4, 10), end=date(2019, 4, 24))
    review(night, held, held)
    assert evidence(night, "pct_cp_reviews_in_timescale", "team") == [(team,)]


@pytest.mark.parametrize(
    ("supervised", "kind", "expected"),
    [
        (date(2019, 3, 31), "case", (True, 30)),
        (date(2019, 3, 30), "case", (False, 31)),
        (date(2019, 4, 30), "Case ", (True, 0)),
        (date(2019, 5, 1), "case", (False, None)),
        (date(2019, 4, 29), "personal", (False, None)),
    ],
)
def test_a_child_is_supervised_within_thirty_days_up_to_the_months_end(
    night: duckdb.DuckDBPyConnection, supervised: date, kind: str, expected: tuple[bool, int | None]
) -> None:
    allocate(night)
    plan_cin(night)
    put(
        night,
        "staged.local_supervisions",
        person_id="1",
        supervision_date=supervised,
        supervision_type=kind,
    )
    assert evidence(night, "pct_supervised_30d", "counts, days") == [expected]


def test_a_child_with_two_plans_is_one_child_to_supervise(night: duckdb.DuckDBPyConnection) -> None:
    allocate(night)
    plan_cin(night)
    plan_cp(night)
    assert evidence(night, "pct_supervised_30d", "person_id, counts") == [("1", False)]


def test_a_caseload_is_the_children_of_a_worker_and_names_the_worker(
    night: duckdb.DuckDBPyConnection,
) -> None:
    allocate(night, person="1", worker="W1")
    allocate(night, person="2", worker="W1")
    allocate(night, person="3", worker=None)
    allocate(night, person="4", worker="W2", end=LAST_DAY)
    allocate(night, person="5", worker="W3", role="Family Support Worker")
    rows = evidence(night, "average_caseload", "person_id, record_id, counts")
    assert rows == [("1", "W1", True), ("2", "W1", True), ("3", None, False)]


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (date(2018, 4, 10), (True, 365)),
        (date(2018, 4, 9), (False, 366)),
        (date(2019, 4, 9), (True, 1)),
        (date(2019, 4, 10), (False, None)),
        (date(2019, 4, 11), (False, None)),
    ],
)
def test_a_rereferral_follows_another_within_twelve_months_to_the_day(
    night: duckdb.DuckDBPyConnection, earlier: date, expected: tuple[bool, int | None]
) -> None:
    for record, person, day in (
        ("R1", "1", date(2019, 4, 10)),
        ("R0", "1", earlier),
        ("R2", "2", date(2019, 4, 5)),
    ):
        put(
            night,
            "staged.ssd_cin_episodes",
            cine_referral_id=record,
            cine_person_id=person,
            cine_referral_date=day,
            cine_referral_team="N1",
        )
    rows = {record: (counts, days) for record, counts, days in evidence(night, "pct_rereferrals_12m")}
    assert rows["R1"] == expected
    assert rows["R2"] == (False, None)


def test_a_referral_of_nobody_cannot_say_whether_it_is_the_second(night: duckdb.DuckDBPyConnection) -> None:
    for record in ("R1", "R2"):
        put(
            night,
            "staged.ssd_cin_episodes",
            cine_referral_id=record,
            cine_referral_date=date(2019, 4, 10),
            cine_referral_team="N1",
        )
    assert evidence(night, "pct_rereferrals_12m") == [("R1", None, None), ("R2", None, None)]


def test_the_month_asks_for_the_team_of_its_own_last_day(night: duckdb.DuckDBPyConnection) -> None:
    allocate(night, team="N1", end=date(2019, 4, 5))
    allocate(night, team="S1", start=date(2019, 4, 5))
    plan_cp(night)
    assert evidence(night, "open_cp_plans", "locality, team", MARCH) == [("North", "N1")]
    assert evidence(night, "open_cp_plans", "locality, team", APRIL) == [("South", "S1")]
