"""What validation finds in the untouched golden county, each with the reason why it is there."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.acceptance.golden_night import findings

EXPLAINED = {
    "2889": (80, "The invented county dates an enquiry back from its conference; where that was late the "
                 "enquiry falls up to 18 days before the referral. Every one of them led to a conference."),
    "assessment_open_past_45wd": (20, "Assessments that are truly overdue: begun on or before 22 February, "
                                      "47 working days earlier or more, and not signed off."),
    "cp_child_not_visited_4_weeks": (7, "Open plans whose last recorded visit is more than 28 days old."),
    "cp_plan_never_visited": (9, "Open plans older than ten working days without a recorded visit; they are "
                                 "the indicators' cp_not_visited_10wd of that day."),
    "cin_child_not_visited_4_weeks": (142, "96 were last visited over 20 working days ago; for the other 46 "
                                           "Easter makes 20 working days longer than four weeks."),
    "cin_plan_never_visited": (4, "Open plans older than 20 working days without a recorded visit."),
    "no_supervision_60_days": (29, "The last case supervision about each of them was held in February."),
    "figure_total_not_sum": (30, "A figure of the locality or of one of its teams is wrong by the truth."),
    "tracker_child_twice": (16, "The 8 copied rows of the truth, each with the row that it repeats."),
    "tracker_visit_in_future": (3, "The 3 last visits of which day and month are swapped into the future."),
}  # fmt: skip


@pytest.fixture(scope="module")
def errors(shared: Path) -> list[dict[str, str]]:
    with (shared / "golden" / "truth" / "errors.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_only_what_is_explained_is_found(night: duckdb.DuckDBPyConnection) -> None:
    counts = Counter()
    for (rule_id, _), times in findings(night).items():
        counts[rule_id] += times
    assert counts == {rule_id: count for rule_id, (count, _) in EXPLAINED.items()}


def test_every_rule_was_judged(night: duckdb.DuckDBPyConnection) -> None:
    unjudged = night.execute(
        "select rule_id, reason from validated.results where reason is not null or failed is null"
    ).fetchall()
    assert unjudged == []


def test_every_enquiry_before_its_referral_led_to_a_conference_and_is_a_few_days_early(
    night: duckdb.DuckDBPyConnection,
) -> None:
    early = night.execute(
        """
        select
            date_diff('day', enquiry.s47e_s47_start_date, referral.cine_referral_date) as days,
            conference.icpc_icpc_date >= referral.cine_referral_date as is_after
        from validated.failures as failure
        inner join staged.ssd_s47_enquiry as enquiry on failure.record_id = enquiry.s47e_s47_enquiry_id
        inner join staged.ssd_cin_episodes as referral on enquiry.s47e_referral_id = referral.cine_referral_id
        inner join staged.ssd_initial_cp_conference as conference
            on enquiry.s47e_s47_enquiry_id = conference.icpc_s47_enquiry_id
        where failure.rule_id = '2889'
        """
    ).fetchall()
    assert len(early) == 80
    assert all(1 <= days <= 18 and is_after for days, is_after in early)


def test_every_overdue_assessment_is_older_than_45_working_days(night: duckdb.DuckDBPyConnection) -> None:
    starts = night.execute(
        "select cast(value as date) from validated.failures where rule_id = 'assessment_open_past_45wd'"
    ).fetchall()
    assert max(starts) <= (date(2019, 2, 22),)


def test_plans_never_visited_are_those_of_the_true_figure(
    night: duckdb.DuckDBPyConnection, shared: Path
) -> None:
    with (shared / "golden" / "truth" / "system_figures.csv").open(encoding="utf-8", newline="") as file:
        true = sum(
            float(row["value"])
            for row in csv.DictReader(file)
            if row["indicator"] == "cp_not_visited_10wd"
            and row["month"].startswith("2019-04")
            and row["team"] == "All"
        )
    assert true == EXPLAINED["cp_plan_never_visited"][0] == len(_cells(night, "cp_plan_never_visited"))


def test_children_in_need_not_visited_for_four_weeks_are_late_or_it_was_easter(
    night: duckdb.DuckDBPyConnection,
) -> None:
    late = night.execute(
        """
        select tonight.working_days - visited.working_days > 20
        from validated.failures as failure
        inner join staged.calendar as visited on cast(failure.value as date) = visited.day
        cross join staged.night as night
        inner join staged.calendar as tonight on night.as_at = tonight.day
        where failure.rule_id = 'cin_child_not_visited_4_weeks'
        """
    ).fetchall()
    assert Counter(late) == {(True,): 96, (False,): 46}


def test_every_child_not_supervised_was_last_supervised_in_february(night: duckdb.DuckDBPyConnection) -> None:
    rows = night.execute("select value from validated.failures where rule_id = 'no_supervision_60_days'")
    assert {value[:7] for (value,) in rows.fetchall()} == {"2019-02"}


def test_every_total_that_is_not_the_sum_has_a_wrong_figure_in_it(
    night: duckdb.DuckDBPyConnection, errors: list[dict[str, str]]
) -> None:
    wrong = {
        (error["locality"], error["field"], error["note"].split("month=")[1][:7])
        for error in errors
        if error["kind"] == "figure_differs"
    }
    totals = night.execute(
        """
        select failure.locality, failure.column_name, strftime(figure.period, '%Y-%m')
        from validated.failures as failure
        inner join staged.figures as figure
            on failure.source_file = figure.source_file
            and failure.sheet is not distinct from figure.sheet
            and failure.cell = figure.cell
        where failure.rule_id = 'figure_total_not_sum'
        """
    ).fetchall()
    assert len(totals) == 30
    assert set(totals) <= wrong


def test_every_row_that_is_copied_is_found(
    night: duckdb.DuckDBPyConnection, errors: list[dict[str, str]]
) -> None:
    copied = {
        (error["file"], error["sheet"], int(error["row"]))
        for error in errors
        if error["kind"] == "duplicate_row"
    }
    found = {
        (file, sheet or "", int("".join(filter(str.isdigit, cell))))
        for file, sheet, cell in _cells(night, "tracker_child_twice")
    }
    assert len(copied) == 8
    assert copied <= found


def test_every_visit_in_the_future_is_a_swapped_date(
    night: duckdb.DuckDBPyConnection, errors: list[dict[str, str]]
) -> None:
    swapped = {
        (error["file"], error["sheet"], error["cell"])
        for error in errors
        if error["field"] == "last_visit" and error["cause"] == "day_month_swapped"
    }
    assert set(_cells(night, "tracker_visit_in_future")) <= swapped


def _cells(night: duckdb.DuckDBPyConnection, rule_id: str) -> list[tuple[str, str, str]]:
    failures = night.table("validated.failures").filter(duckdb.ColumnExpression("rule_id") == rule_id)
    return failures.project("source_file, sheet, cell").fetchall()
