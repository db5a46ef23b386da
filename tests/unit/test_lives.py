"""A discrepancy's life follows from what every night saw, whatever the order in which nights are run."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assets.county import Place
from assets.publishing.lives import keep_observations
from assets.publishing.tables import make_tables
from tests.unit.working_tables import Rows, a_discrepancy, a_night, a_place, a_workbook, publish, read

FIRST, SECOND, THIRD = (date(2019, 5, day) for day in (1, 2, 3))
LIVES = """
    select discrepancy_id, first_seen, last_seen, nights_open, status
    from inspection.discrepancies
    order by discrepancy_id
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place(tmp_path)


def with_(*names: str) -> Rows:
    """A night that holds these discrepancies, and failures of the same names."""
    return {
        "reconciled.discrepancies": [a_discrepancy(name) for name in names],
        "validated.failures": [{"failure_id": name, "rule_id": "r"} for name in names],
    }


def run(place: Place, night: date, rows: Rows, query: str = LIVES) -> list[tuple]:
    """What a night says of lives; it is observed, and not released."""
    with closing(a_night(night, rows)) as connection:
        make_tables(connection, place)
        keep_observations(connection, place, night)
        return connection.execute(query).fetchall()


def test_a_discrepancy_is_new_then_open_and_back_after_it_had_gone(place: Place) -> None:
    assert run(place, FIRST, with_("a", "b")) == [
        ("a", FIRST, FIRST, 0, "new"),
        ("b", FIRST, FIRST, 0, "new"),
    ]
    assert run(place, SECOND, with_("a")) == [("a", FIRST, SECOND, 1, "open")]
    assert run(place, THIRD, with_("a", "b", "c")) == [
        ("a", FIRST, THIRD, 2, "open"),
        ("b", FIRST, THIRD, 0, "back"),
        ("c", THIRD, THIRD, 0, "new"),
    ]


def test_what_has_gone_is_no_discrepancy_and_its_life_says_what_it_was(place: Place) -> None:
    run(place, FIRST, with_("a"))
    run(place, SECOND, with_("a", "b"))
    assert run(place, THIRD, with_("b")) == [("b", SECOND, THIRD, 1, "open")]
    query = (
        "select discrepancy_id, locality, team, person_id, field, kind,"
        " first_seen, last_seen, nights_open, status"
        " from inspection.discrepancy_lives order by discrepancy_id"
    )
    about = ("North", "N1", "1001", "last_visit", "value_differs")
    assert run(place, THIRD, with_("b"), query) == [
        ("a", *about, FIRST, SECOND, 1, "gone"),
        ("b", *about, SECOND, THIRD, 1, "open"),
    ]


def test_nights_kept_before_they_said_what_a_discrepancy_was_about_still_count(place: Place) -> None:
    run(place, FIRST, with_("a"))
    kept = place.history / "discrepancies" / f"{FIRST}.parquet"
    pq.write_table(pq.read_table(kept).select(["as_at", "claim", "claim_id", "is_seen"]), kept)
    assert run(place, SECOND, with_("a")) == [("a", FIRST, SECOND, 1, "open")]


@pytest.mark.parametrize(
    "unanswered",
    [
        {"reconciled.unanswered_claims": [{"claim": "last_visit", "plan_type": "CP"}]},
        {"reconciled.unanswered_claims": [{"claim": "value_differs", "plan_type": "CP"}]},
        {"measured.unavailable_indicators": [{"indicator_id": "last_visit"}]},
    ],
)
def test_what_tonights_extract_cannot_answer_is_held_unseen_and_has_not_gone(
    place: Place, unanswered: Rows
) -> None:
    run(place, FIRST, with_("a", "b"))
    query = (
        "select discrepancy_id, last_seen, nights_open, status from inspection.discrepancy_lives order by 1"
    )
    assert run(place, SECOND, {**with_("b"), **unanswered}, query) == [
        ("a", FIRST, 1, "open"),
        ("b", SECOND, 1, "open"),
    ]
    assert run(place, THIRD, with_("a"), query) == [("a", THIRD, 2, "open"), ("b", SECOND, 1, "gone")]


def test_a_failure_of_a_rule_that_could_not_be_judged_has_not_gone(place: Place) -> None:
    run(place, FIRST, with_("a"))
    unjudged = {"validated.results": [{"rule_id": "r", "checked": None, "failed": None, "passed": False}]}
    assert run(place, SECOND, unjudged, FAILURES) == [("a", FIRST, FIRST, 1, "open")]
    assert run(place, THIRD, {}, FAILURES) == [("a", FIRST, FIRST, 1, "gone")]


def test_a_failure_has_a_life_too(place: Place) -> None:
    run(place, FIRST, with_("a"))
    query = "select failure_id, first_seen, nights_open from inspection.validation_failures order by 1"
    assert run(place, THIRD, with_("a", "b"), query) == [("a", FIRST, 2), ("b", THIRD, 0)]


FAILURES = """
    select failure_id, first_seen, last_seen, nights_open, status
    from inspection.failure_lives
    order by failure_id
"""


def test_a_failures_life_is_new_open_gone_and_back(place: Place) -> None:
    fourth = date(2019, 5, 4)
    assert run(place, FIRST, with_("a"), FAILURES) == [("a", FIRST, FIRST, 0, "new")]
    assert run(place, SECOND, with_("a", "b"), FAILURES) == [
        ("a", FIRST, SECOND, 1, "open"),
        ("b", SECOND, SECOND, 0, "new"),
    ]
    assert run(place, THIRD, with_("b"), FAILURES) == [
        ("a", FIRST, SECOND, 1, "gone"),
        ("b", SECOND, THIRD, 1, "open"),
    ]
    assert run(place, fourth, with_("a", "b"), FAILURES) == [
        ("a", FIRST, fourth, 0, "back"),
        ("b", SECOND, fourth, 2, "open"),
    ]


def test_a_failure_that_has_gone_still_says_whose_it_was(place: Place) -> None:
    failure = {"failure_id": "a", "rule_id": "8600", "locality": "North", "record_table": "ssd_cin_episodes"}
    about = {"record_id": "R1", "person_id": "1001", "column_name": "cine_referral_date"}
    run(place, FIRST, {"validated.failures": [failure | about]})
    query = (
        "select rule_id, locality, record_table, record_id, person_id, column_name, status"
        " from inspection.failure_lives"
    )
    assert run(place, SECOND, {}, query) == [
        ("8600", "North", "ssd_cin_episodes", "R1", "1001", "cine_referral_date", "gone")
    ]


def test_nights_that_were_not_run_do_not_end_a_life(place: Place) -> None:
    run(place, FIRST, with_("a"))
    assert run(place, THIRD, with_("a")) == [("a", FIRST, THIRD, 2, "open")]


def test_a_night_that_saw_nothing_at_all_ends_every_life(place: Place) -> None:
    run(place, FIRST, with_("a"))
    run(place, SECOND, {})
    assert run(place, THIRD, with_("a")) == [("a", FIRST, THIRD, 0, "back")]


def test_the_order_in_which_nights_are_run_does_not_matter(tmp_path: Path) -> None:
    nights = {FIRST: with_("a", "b"), SECOND: with_("b"), THIRD: with_("a", "b")}
    failures = {
        FIRST: [("a", FIRST, FIRST, 0, "new"), ("b", FIRST, FIRST, 0, "new")],
        SECOND: [("a", FIRST, FIRST, 0, "gone"), ("b", FIRST, SECOND, 1, "open")],
        THIRD: [("a", FIRST, THIRD, 0, "back"), ("b", FIRST, THIRD, 2, "open")],
    }
    for number, order in enumerate(((THIRD, FIRST, SECOND), (SECOND, THIRD, FIRST))):
        place = a_place(tmp_path / str(number))
        for night in order:
            run(place, night, nights[night])
        said = {night: run(place, night, nights[night]) for night in order}
        assert said == {
            FIRST: [("a", FIRST, FIRST, 0, "new"), ("b", FIRST, FIRST, 0, "new")],
            SECOND: [("b", FIRST, SECOND, 1, "open")],
            THIRD: [("a", FIRST, THIRD, 0, "back"), ("b", FIRST, THIRD, 2, "open")],
        }
        assert {night: run(place, night, nights[night], FAILURES) for night in order} == failures


def test_a_night_run_again_forgets_what_its_first_run_saw(place: Place) -> None:
    run(place, FIRST, with_("a"))
    run(place, FIRST, {})
    assert run(place, SECOND, with_("a")) == [("a", SECOND, SECOND, 0, "new")]


def test_while_a_locality_is_held_back_its_discrepancies_stay_open_unseen(place: Place) -> None:
    publish(place, FIRST, with_("a"))
    held: Rows = {"staged.workbooks": [a_workbook("North", SECOND, "held_back")]}
    assert read(publish(place, SECOND, held), LIVES) == [("a", FIRST, FIRST, 1, "open")]
    assert read(publish(place, THIRD, with_("a")), LIVES) == [("a", FIRST, THIRD, 2, "open")]


def test_a_stray_file_in_the_history_is_left_alone(place: Place) -> None:
    run(place, FIRST, with_("a"))
    stray = place.history / "discrepancies" / "copy of 2019-05-01.parquet"
    stray.write_text("no parquet")
    assert run(place, SECOND, with_("a")) == [("a", FIRST, SECOND, 1, "open")]
    assert stray.is_file()
