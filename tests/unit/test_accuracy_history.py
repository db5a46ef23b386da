"""How much agreed is kept night by night, whatever the order in which nights are run."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date, timedelta

import duckdb

from assets.county import Place
from assets.publishing.lives import keep_observations
from assets.publishing.tables import make_tables
from assets.warehouse import run_sql
from tests.unit.working_tables import Rows, a_night, a_workbook, publish, read

FIRST, SECOND, THIRD = (date(2019, 5, day) for day in (1, 2, 3))
HISTORY = """
    select night, compared, agreeing
    from published.data_accuracy_history
    where team = 'All' and locality = 'North'
    order by night
"""


def comparing(*agrees: bool, **more: object) -> Rows:
    """A night on which these cells of a row of North's team N1 were compared."""
    return {
        "staged.tracker_rows": [{"tracker_row_id": 1, "locality": "North", "team": "N1"}],
        "reconciled.comparisons": [{"tracker_row_id": 1, "field": "dob", "agrees": one} for one in agrees],
        **more,
    }


def run(place: Place, night: date, rows: Rows) -> list[tuple]:
    """What a night says of those up to it; it is observed, and not released."""
    with closing(a_night(night, rows)) as connection:
        make_tables(connection, place)
        keep_observations(connection, place, night)
        return connection.execute(HISTORY).fetchall()


def test_a_release_says_how_much_agreed_on_each_night_by_team_and_field(place: Place) -> None:
    publish(place, FIRST, comparing(True, False))
    released = publish(place, SECOND, comparing(True, True))
    query = (
        "select as_at, night, locality, team, field, compared, agreeing, accuracy,"
        " round(accuracy_low, 2), round(accuracy_high, 2) from published.data_accuracy_history order by all"
    )
    # Of one in two and of two in two cells, Wilson's interval is 9.45 to 90.55 and 34.24 to 100.
    assert read(released, query) == [
        (SECOND, night, "North", team, "dob", 2, *said)
        for night, said in ((FIRST, (1, 50.0, 9.45, 90.55)), (SECOND, (2, 100.0, 34.24, 100.0)))
        for team in ("All", "N1")
    ]


def test_the_order_in_which_nights_are_run_does_not_matter(place: Place) -> None:
    nights = {FIRST: (True, False), SECOND: (True,), THIRD: (True, True, True)}
    first, second, third = (FIRST, 2, 1), (SECOND, 1, 1), (THIRD, 3, 3)
    assert run(place, FIRST, comparing(*nights[FIRST])) == [first]
    assert run(place, THIRD, comparing(*nights[THIRD])) == [first, third]
    assert run(place, SECOND, comparing(*nights[SECOND])) == [first, second]
    assert run(place, THIRD, comparing(*nights[THIRD])) == [first, second, third]


def test_a_night_run_again_takes_the_place_of_what_its_first_run_kept(place: Place) -> None:
    run(place, FIRST, comparing(True, False))
    run(place, FIRST, comparing(True))
    assert run(place, SECOND, {}) == [(FIRST, 1, 1)]
    run(place, FIRST, {})
    assert run(place, SECOND, {}) == []


def test_the_rows_that_stand_in_for_a_locality_are_of_their_own_night(place: Place) -> None:
    publish(place, FIRST, comparing(True, False))
    held: Rows = {"staged.workbooks": [a_workbook("North", SECOND, "held_back")]}
    released = publish(place, SECOND, held)
    assert read(released, "select count(*) from published.data_accuracy where team = 'All'") == [(1,)]
    assert read(released, HISTORY) == [(FIRST, 2, 1)]
    assert read(publish(place, THIRD, comparing(True)), HISTORY) == [(FIRST, 2, 1), (THIRD, 1, 1)]


def test_a_night_run_again_with_a_workbook_that_is_locked_by_then_keeps_what_it_compared(
    place: Place,
) -> None:
    publish(place, FIRST, comparing(True, False))
    publish(place, FIRST, {"staged.workbooks": [a_workbook("North", FIRST, "held_back")]})
    assert run(place, SECOND, {}) == [(FIRST, 2, 1)]


def test_a_night_outlives_its_release(place: Place) -> None:
    first = publish(place, FIRST, comparing(True, False))
    shutil.rmtree(first.folder)
    assert read(publish(place, SECOND, comparing(True)), HISTORY) == [(FIRST, 2, 1), (SECOND, 1, 1)]


def test_a_home_whose_releases_are_from_before_this_was_kept_begins_with_tonight(place: Place) -> None:
    publish(place, FIRST, comparing(True, False))
    shutil.rmtree(place.history / "accuracy")
    assert read(publish(place, SECOND, comparing(True)), HISTORY) == [(SECOND, 1, 1)]


def test_the_county_page_shows_the_last_thirty_nights() -> None:
    nights = [FIRST + timedelta(days=number) for number in range(40)]
    rows = [(night, locality, "All", 4, 3) for night in nights for locality in ("North", "South")]
    with duckdb.connect() as connection:
        connection.execute("create schema published; create schema pages")
        connection.execute(
            "create table published.data_accuracy_history"
            " (night date, locality varchar, team varchar, compared bigint, agreeing bigint)"
        )
        connection.executemany("insert into published.data_accuracy_history values (?, ?, ?, ?, ?)", rows)
        run_sql(connection, "pages/accuracy_nights.sql")
        shown = connection.execute("from pages.accuracy_nights").fetchall()
    assert shown == [(name, night, 4, 3, 75.0) for name in ("North", "South") for night in nights[10:]]
