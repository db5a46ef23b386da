"""The catalogue, the values that are counted from evidence, and the consistency of audits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from assets.county import Thresholds
from assets.performance.catalogue import Indicator, load_catalogue, read_catalogue
from assets.performance.measuring import measure_audits, measure_system, measure_trackers
from assets.warehouse import run_sql
from expectations.contracts import load_contracts
from tests.unit.staged_rows import an_empty_night, empty, put

MARCH, APRIL = date(2019, 3, 1), date(2019, 4, 1)
TRACKED = {
    "open_cin_plans",
    "open_cp_plans",
    "pct_cp_visits_in_timescale",
    "cp_not_visited_10wd",
    "pct_seen_alone_last_cp_visit",
    "pct_supervised_30d",
}
EVIDENCE = (
    "source varchar, period date, indicator_id varchar, locality varchar, team varchar,"
    " person_id varchar, record_id varchar, counts boolean, days int"
)


@pytest.fixture(scope="module")
def catalogued() -> duckdb.DuckDBPyConnection:
    connection = an_empty_night()
    load_catalogue(connection)
    run_sql(connection, "indicators/unavailable_indicators.sql")
    connection.execute(f"create table measured.evidence ({EVIDENCE})")
    return connection


@pytest.fixture
def night(catalogued: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A night whose indicators are catalogued and whose evidence the test puts in; it is emptied after it."""
    yield catalogued
    empty(catalogued)
    catalogued.execute("delete from measured.evidence")
    run_sql(catalogued, "indicators/unavailable_indicators.sql")


def see(
    night: duckdb.DuckDBPyConnection,
    indicator: str,
    *counts: bool | None,
    team: str | None = "N1",
    locality: str = "North",
    source: str = "case_system",
    record: str | None = None,
) -> None:
    for number, counted in enumerate(counts):
        put(
            night,
            "measured.evidence",
            source=source,
            period=APRIL,
            indicator_id=indicator,
            locality=locality,
            team=team,
            record_id=record or f"{team}{number}",
            counts=counted,
        )


def value(
    night: duckdb.DuckDBPyConnection,
    indicator: str,
    team: str = "All",
    locality: str = "North",
    source: str = "case_system",
    period: date = APRIL,
) -> list[tuple[float | None, float | None, float | None]]:
    run_sql(night, "indicators/indicator_cells.sql", "indicators/indicator_values.sql")
    rows = night.execute(
        "select numerator, denominator, value from measured.indicator_values"
        " where indicator_id = ? and team = ? and locality = ? and source = ? and period = ?",
        [indicator, team, locality, source, period],
    )
    return rows.fetchall()


def test_the_catalogue_has_the_twelve_indicators_and_says_which_a_tracker_can_answer() -> None:
    catalogue = read_catalogue()
    assert len({one.indicator_id for one in catalogue}) == len(catalogue) == 12
    assert {one.indicator_id for one in catalogue if one.tracker} == TRACKED


@pytest.mark.parametrize("indicator", read_catalogue(), ids=lambda one: one.indicator_id)
def test_an_indicator_reads_columns_that_the_contracts_have(indicator: Indicator) -> None:
    contracts = load_contracts()
    for table, columns in indicator.reads.items():
        assert set(columns) <= {column.name for column in contracts[table].columns}


def test_definitions_are_worded_with_the_countys_own_thresholds() -> None:
    night = an_empty_night(thresholds=Thresholds(icpc_working_days=20, rereferral_months=6))
    load_catalogue(night)
    rows = night.execute("select indicator_id, name || ' ' || definition from measured.indicators")
    worded = dict(rows.fetchall())
    assert "20 working days" in worded["pct_icpc_15wd"]
    assert "6 months" in worded["pct_rereferrals_12m"]
    assert not [text for text in worded.values() if "{" in text or "}" in text]


def test_a_count_is_the_rows_that_count(night: duckdb.DuckDBPyConnection) -> None:
    see(night, "cp_not_visited_10wd", True, True, False, None)
    see(night, "cp_not_visited_10wd", True, team="N2")
    assert value(night, "cp_not_visited_10wd") == [(3, None, 3)]
    assert value(night, "cp_not_visited_10wd", team="N1") == [(2, None, 2)]


def test_a_percent_is_of_the_rows_that_can_say(night: duckdb.DuckDBPyConnection) -> None:
    see(night, "pct_icpc_15wd", True, True, False, None)
    assert value(night, "pct_icpc_15wd") == [(2, 3, 100 * 2 / 3)]


def test_an_average_is_of_the_distinct_records_that_count(night: duckdb.DuckDBPyConnection) -> None:
    see(night, "average_caseload", True, True, True, record="W1")
    see(night, "average_caseload", True, True, record="W2")
    see(night, "average_caseload", False)
    see(night, "average_caseload", True, team="N2", record="W1")
    assert value(night, "average_caseload", team="N1") == [(5, 2, 2.5)]
    assert value(night, "average_caseload") == [(6, 2, 3)]


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("open_cp_plans", (0, None, 0)),
        ("pct_icpc_15wd", (0, 0, None)),
        ("average_caseload", (0, 0, None)),
    ],
)
def test_where_nothing_was_eligible_there_is_a_row_all_the_same(
    night: duckdb.DuckDBPyConnection, indicator: str, expected: tuple[float | None, ...]
) -> None:
    assert value(night, indicator, team="N2") == [expected]


def test_every_month_place_and_indicator_has_one_row(night: duckdb.DuckDBPyConnection) -> None:
    value(night, "open_cp_plans")
    rows = night.execute(
        "select count(*), count(distinct (period, locality, team, indicator_id))"
        " from measured.indicator_values"
    )
    months, places, indicators = 2, 3 + 2, 12
    assert rows.fetchall() == [(months * places * indicators,) * 2]


def test_a_row_of_no_declared_team_counts_for_its_locality_only(night: duckdb.DuckDBPyConnection) -> None:
    see(night, "open_cp_plans", True, team=None)
    see(night, "open_cp_plans", True, True, team="N1")
    assert value(night, "open_cp_plans") == [(3, None, 3)]
    assert value(night, "open_cp_plans", team="N1") == [(2, None, 2)]


def test_what_has_no_locality_is_shown_and_is_in_no_localitys_figure(
    night: duckdb.DuckDBPyConnection,
) -> None:
    assert value(night, "open_cp_plans", locality="Not known") == []
    see(night, "open_cp_plans", True, locality="Not known", team="Adoption")
    assert value(night, "open_cp_plans", locality="Not known") == [(1, None, 1)]
    assert value(night, "open_cp_plans") == [(0, None, 0)]


def test_an_indicator_whose_table_did_not_come_has_no_value_not_even_nought(
    night: duckdb.DuckDBPyConnection,
) -> None:
    put(night, "staged.lacking", record_table="ssd_cp_visits")
    run_sql(night, "indicators/unavailable_indicators.sql")
    assert value(night, "cp_not_visited_10wd") == [(None, None, None)]
    assert value(night, "pct_cp_visits_in_timescale") == [(None, None, None)]
    assert value(night, "open_cp_plans") == [(0, None, 0)]


def test_a_team_that_the_extract_never_names_is_unknown_and_so_is_its_locality(
    night: duckdb.DuckDBPyConnection,
) -> None:
    see(night, "open_cp_plans", True)
    put(night, "staged.teams_apart", locality="North", team="N2")
    put(night, "staged.teams_apart", team="S1", open_plans=3)
    assert value(night, "open_cp_plans", team="N2") == [(None, None, None)]
    assert value(night, "open_cp_plans") == [(None, None, None)]
    assert value(night, "open_cp_plans", team="N1") == [(1, None, 1)]
    assert value(night, "open_cp_plans", locality="South", team="S1") == [(0, None, 0)]
    see(night, "open_cp_plans", True, source="tracker")
    assert value(night, "open_cp_plans", source="tracker") == [(1, None, 1)]


def test_trackers_have_values_for_the_localities_that_keep_them(night: duckdb.DuckDBPyConnection) -> None:
    see(night, "open_cp_plans", True, True, source="tracker")
    assert value(night, "open_cp_plans", source="tracker") == [(2, None, 2)]
    assert value(night, "open_cp_plans", team="N2", source="tracker") == [(0, None, 0)]
    assert value(night, "open_cp_plans", locality="South", source="tracker") == []
    assert value(night, "open_cp_plans", source="tracker", period=MARCH) == []


def test_an_empty_extract_and_no_workbooks_make_every_table() -> None:
    night = an_empty_night()
    measure_system(night)
    measure_trackers(night)
    measure_audits(night)
    sources = night.execute("select distinct source from measured.indicator_values").fetchall()
    assert sources == [("case_system",)]


def audit(
    night: duckdb.DuckDBPyConnection, grade: str, moderated: str | None = None, locality: str = "North"
) -> None:
    put(
        night,
        "staged.local_audits",
        locality=locality,
        audit_grade=grade,
        moderated_grade=moderated,
    )


def consistency(night: duckdb.DuckDBPyConnection, locality: str = "North") -> tuple[object, ...]:
    measure_audits(night)
    rows = night.execute(
        "select audits, moderated, agreed, graded_higher, graded_lower, weighted_kappa"
        " from measured.audit_consistency where locality = ?",
        [locality],
    )
    return rows.fetchall()[0]


def test_audits_are_compared_with_their_moderation() -> None:
    night = an_empty_night()
    audit(night, "Outstanding", "Good")
    audit(night, "Good", "Requires improvement")
    audit(night, "Inadequate", "requires improvement to be good ")
    audit(night, "Good", "Good")
    audit(night, "Good")
    audit(night, "Good", "Not bad")
    audited = consistency(night)
    # Steps 1-2, 2-3, 4-3, 2-2. Apart: (1 + 1 + 1 + 0) / 4. By chance, each of 1 2 4 2 against each of
    # 2 3 3 2: (1+2+2+1 + 0+1+1+0 + 2+1+1+2 + 0+1+1+0) / 16 = 1. Kappa: 1 - 0.75.
    assert audited[:5] == (6, 4, 1, 2, 1)
    assert audited[5] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([("Good", "Good"), ("Inadequate", "Inadequate")], 1.0),
        ([("Good", "Inadequate"), ("Inadequate", "Good")], -1.0),
        ([("Good", "Good"), ("Good", "Good")], None),
        ([], None),
    ],
)
def test_kappa_is_one_for_full_agreement_and_nothing_where_there_is_nothing_to_weigh(
    pairs: list[tuple[str, str]], kappa: float | None
) -> None:
    night = an_empty_night()
    for grade, moderated in pairs:
        audit(night, grade, moderated)
    assert consistency(night)[5] == kappa


def test_a_grade_two_steps_out_is_twice_as_wrong_as_one_step_out() -> None:
    # Of 25 pairs by chance, 29 grades apart when one audit is a step out, 32 when it is two.
    kappas = []
    for moderated in ("Good", "Requires improvement", "Inadequate"):
        night = an_empty_night()
        for grade in ("Outstanding", "Good", "Requires improvement", "Inadequate"):
            audit(night, grade, grade)
        audit(night, "Good", moderated)
        kappas.append(consistency(night)[5])
    assert kappas == [pytest.approx(one) for one in (1, 1 - 5 / 29, 1 - 10 / 32)]


def test_an_audit_of_an_undeclared_locality_is_seen_under_not_known() -> None:
    night = an_empty_night()
    audit(night, "Good", "Good", locality="Elsewhere")
    assert consistency(night, "Not known")[:3] == (1, 1, 1)
    assert consistency(night, "South") == (0, 0, 0, 0, 0, None)
