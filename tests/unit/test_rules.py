"""Each rule of practice against literal rows: some that break it, and some that come close and keep it.

The rules' SELECTs run on DuckDB as they stand; Great Expectations' part is in test_expectations.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
import yaml

from assets.publishing.dictionary import contract
from expectations.contracts import load_contracts
from expectations.rules import Rule, RuleError, load_contract_rules, load_rules
from expectations.runner import make_helpers
from tests.unit.rule_cases_census import CASES as CENSUS
from tests.unit.rule_cases_practice import CASES as PRACTICE
from tests.unit.rule_cases_release import CASES as RELEASE
from tests.unit.rule_rows import Rows, a_night_for_rules, empty_all, fill
from tests.unit.staged_rows import an_empty_night

CASES = CENSUS | PRACTICE | RELEASE

RULES = {rule.id: rule for rule in load_rules()}


@pytest.fixture(scope="module")
def one_night() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = a_night_for_rules()
    yield connection
    connection.close()


@pytest.fixture
def night(one_night: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    empty_all(one_night)
    return one_night


def failing(night: duckdb.DuckDBPyConnection, rule_id: str, rows: Rows) -> list[str | None]:
    fill(night, rows)
    found = night.sql(RULES[rule_id].sql).project("record_id").fetchall()
    return sorted((row[0] for row in found), key=str)


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_names_the_rows_that_break_it(rule_id: str, night: duckdb.DuckDBPyConnection):
    rows, records, _ = CASES[rule_id]
    assert failing(night, rule_id, rows) == records


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_leaves_rows_alone_that_keep_it(rule_id: str, night: duckdb.DuckDBPyConnection):
    assert failing(night, rule_id, CASES[rule_id][2]) == []


@pytest.mark.parametrize("rule_id", RULES)
def test_no_rule_finds_anything_in_an_empty_night(rule_id: str, night: duckdb.DuckDBPyConnection):
    assert failing(night, rule_id, []) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_gives_the_columns_of_a_failure(rule: Rule, night: duckdb.DuckDBPyConnection):
    columns = night.sql(rule.sql).columns
    own = {"workbooks": ["locality", "source_file", "sheet", "cell"], "release": ["locality"]}
    named = columns[1:] if columns[0] == "record_table" else columns
    assert named == ["record_id", "person_id", "column_name", "value", *own.get(rule.suite, [])]


@pytest.mark.parametrize(
    ("as_at", "year"),
    [
        (date(2019, 3, 30), (date(2017, 4, 1), date(2018, 3, 31))),
        # The extract of the reference date is the one that the return is made of.
        (date(2019, 3, 31), (date(2018, 4, 1), date(2019, 3, 31))),
        (date(2019, 4, 1), (date(2018, 4, 1), date(2019, 3, 31))),
    ],
)
def test_the_census_year_is_the_last_one_that_had_ended_by_the_night(as_at: date, year: tuple[date, date]):
    night = an_empty_night(as_at)
    make_helpers(night)
    assert night.table("validated.census_year").fetchall() == [year]


def test_a_rule_that_judges_by_the_census_year_says_so_where_the_page_shows_it():
    for rule in RULES.values():
        if rule.id[0].isdigit():
            assert ("validated.census_year" in rule.sql) == ("last census year" in rule.source)


def test_no_case_is_of_a_rule_that_is_gone():
    assert set(CASES) == set(RULES)


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


def test_the_rules_of_the_abuse_categories_know_the_codes_of_the_contract():
    plans = load_contracts()["ssd_cp_plans"]
    for column in plans.columns:
        codes = plans.codes_of(column)
        if column.codes_rule is not None:
            assert codes is not None
            assert ", ".join(f"'{code}'" for code in codes.values) in RULES[column.codes_rule].sql


def test_the_rule_of_totals_knows_every_indicator_that_is_a_count():
    catalogue = (Path(__file__).parents[2] / "assets" / "performance" / "indicators.yaml").read_text(
        encoding="utf-8"
    )
    counts = [one["indicator_id"] for one in yaml.safe_load(catalogue) if one["shape"] == "count"]
    assert ", ".join(f"'{one}'" for one in counts) in RULES["figure_total_not_sum"].sql


def test_a_rule_of_the_release_says_so_in_its_name_and_judges_a_released_table():
    for rule in RULES.values():
        is_of_release = rule.suite == "release"
        assert rule.id.startswith("release_") == is_of_release
        assert (rule.full_table in contract()) == is_of_release


def test_a_census_rule_is_a_query_where_its_number_says_so():
    for rule in RULES.values():
        if rule.id[0].isdigit():
            assert rule.severity == ("query" if rule.id.endswith("Q") else "error")
            assert f"rule {rule.id}" in rule.source
