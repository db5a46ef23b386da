"""Every file of sql/ and every rule keeps to the SQL that sqlglot carries to Spark unchanged.

A file of sql/ says what it makes, too.

Belongs here: the lint, and a literal case of each thing it must catch.
Does not belong here: layout and spelling; sqlfluff looks after those.
"""

# ruff: noqa: S608 - the queries here are what the lint reads; none is run.

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

SQL_FOLDER = Path(__file__).parents[2] / "sql"
FILES = sorted(SQL_FOLDER.rglob("*.sql"))
RULES = sorted((SQL_FOLDER.parent / "expectations" / "rules").glob("*.sql"))

QUANTILE = "a quantile function"
WEEKDAY = "a day of the week (numbered otherwise elsewhere)"
CLOCK = "the clock (join staged.night)"
EDIT_DISTANCE = "an edit distance Spark lacks"
LONG_DIFFERENCE = "a date difference in months or years"

# What DuckDB can call and Spark cannot, or answers otherwise; and the clock, since a night run again must
# give the same tables.
BANNED_CALLS = {
    "quantile": QUANTILE,
    "quantile_cont": QUANTILE,
    "quantile_disc": QUANTILE,
    "percentile_cont": QUANTILE,
    "percentile_disc": QUANTILE,
    "approx_quantile": QUANTILE,
    "mad": QUANTILE,
    "dayofweek": WEEKDAY,
    "isodow": WEEKDAY,
    "weekday": WEEKDAY,
    "now": CLOCK,
    "age": CLOCK,
    "today": CLOCK,
    "get_current_timestamp": CLOCK,
    "transaction_timestamp": CLOCK,
    "damerau_levenshtein": EDIT_DISTANCE,
    "jaro_similarity": EDIT_DISTANCE,
    "jaro_winkler_similarity": EDIT_DISTANCE,
    "columns": "COLUMNS(...)",
}
CLOCKS = (exp.CurrentDate, exp.CurrentTime, exp.CurrentTimestamp, exp.Localtime, exp.Localtimestamp)
WEEKDAYS = {"dow", "isodow", "dayofweek", "weekday"}
UP_TO_A_WEEK = {"second", "minute", "hour", "day", "week"}


def faults(sql: str, table: str) -> list[str]:
    """What is wrong with one file's text; `table` is the table its name promises."""
    try:
        statements = [one for one in sqlglot.parse(sql, read="duckdb") if one is not None]
    except sqlglot.ParseError:
        return ["sqlglot cannot read it"]
    if len(statements) != 1:
        return [f"{len(statements)} statements, not one"]
    tree = statements[0]
    return [*_header(sql), *_reads(sql, tree), *_creates(tree, table), *_unportable(sql, tree)]


def rule_faults(sql: str) -> list[str]:
    """What is wrong with a rule's text: its header is YAML, and it is a SELECT that makes no table."""
    try:
        statements = sqlglot.parse(sql, read="duckdb")
    except sqlglot.ParseError:
        return ["sqlglot cannot read it"]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return ["not one SELECT"]
    return _unportable(sql, statements[0])


def _unportable(sql: str, tree: exp.Expr) -> list[str]:
    return [*_calls(sql), *_structure(tree), *_aliases_in_where(tree)]


def _header(sql: str) -> Iterator[str]:
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line)
    if not lines or re.match(r"-- (grain|reads):", lines[0]):
        yield "no sentence at its head that says what the table is"
    for part in ("grain", "reads"):
        if not any(re.match(rf"-- {part}: \S", line) for line in lines):
            yield f"no '-- {part}:' line at its head"


def _creates(tree: exp.Expr, table: str) -> Iterator[str]:
    """A table in a schema (unless temporary) and of the file's name, before which a prefix may stand."""
    makes = isinstance(tree, exp.Create) and tree.args.get("replace") and tree.args.get("kind") == "TABLE"
    if not makes or not isinstance(tree.this, exp.Table):
        yield "not one 'create or replace table schema.name as' of a query that sqlglot knows"
        return
    if not tree.this.db and tree.find(exp.TemporaryProperty) is None:
        yield "not one 'create or replace table schema.name as': the schema is missing"
    if not f"_{tree.this.name}".endswith(f"_{table}"):
        yield f"makes {tree.this.name}, not the table its name promises"


def _reads(sql: str, tree: exp.Expr) -> Iterator[str]:
    head = "".join(itertools.takewhile(lambda line: line.startswith("--"), sql.splitlines(keepends=True)))
    said = set(re.findall(r"[a-z_]+\.[a-z0-9_]+", head.partition("-- reads:")[2]))
    read = {f"{one.db}.{one.name}" for one in tree.find_all(exp.Table) if one.db and one is not tree.this}
    yield from (f"reads {table} and does not say so" for table in sorted(read - said))
    yield from (f"says it reads {table} and does not" for table in sorted(said - read))


def _calls(sql: str) -> Iterator[str]:
    tokens = sqlglot.tokenize(sql, read="duckdb")
    for token, after in itertools.pairwise(tokens):
        if after.text == "(" and token.text.lower() in BANNED_CALLS:
            yield f"line {token.line}: {BANNED_CALLS[token.text.lower()]}"


def _structure(tree: exp.Expr) -> Iterator[str]:
    for node in tree.walk():
        if isinstance(node, exp.Join):
            yield from _join(node)
        elif isinstance(node, exp.Pivot) and node.arg_key != "pivots":
            # `from t unpivot (...)` is standard; `unpivot t on ...` is DuckDB's statement.
            yield "a statement PIVOT or UNPIVOT"
        elif isinstance(node, exp.Table) and isinstance(node.this, exp.GenerateSeries):
            yield "FROM range() or generate_series() (join staged.calendar)"
        elif isinstance(node, exp.SetOperation) and node.args.get("by_name"):
            yield "UNION BY NAME"
        elif isinstance(node, CLOCKS):
            yield CLOCK
        else:
            yield from _dates(node)


def _join(join: exp.Join) -> Iterator[str]:
    if join.method == "ASOF":
        yield "an ASOF join"
    if not any(join.args.get(part) for part in ("kind", "side", "method", "on", "using")):
        yield "a comma join"


def _dates(node: exp.Expr) -> Iterator[str]:
    """Parts and differences of dates, whether sqlglot knows the function or only its name."""
    name = node.name.lower()
    first = node.expressions[0].name.lower() if node.expressions else ""
    if isinstance(node, exp.DateDiff) and node.text("unit").lower() not in UP_TO_A_WEEK:
        yield LONG_DIFFERENCE
    elif isinstance(node, exp.Extract) and name in WEEKDAYS:
        yield WEEKDAY
    elif not isinstance(node, exp.Anonymous):
        return
    elif name in ("date_part", "datepart") and first in WEEKDAYS:
        yield WEEKDAY
    elif name in ("date_sub", "datesub") and first not in UP_TO_A_WEEK:
        yield LONG_DIFFERENCE


def _aliases_in_where(tree: exp.Expr) -> Iterator[str]:
    """A name in WHERE that the same SELECT gives to an expression without a column of that name.

    `trim(name) as name ... where name <> ''` means the source's column in every dialect, and is let through.
    """
    for select in tree.find_all(exp.Select):
        where = select.args.get("where")
        made = {
            one.alias.lower()
            for one in select.expressions
            if isinstance(one, exp.Alias)
            and one.alias.lower() not in {column.name.lower() for column in one.find_all(exp.Column)}
        }
        if where is None:
            continue
        for column in where.find_all(exp.Column):
            own = column.find_ancestor(exp.Select) is select
            if own and not column.table and column.name.lower() in made:
                yield f"the SELECT's alias {column.name} in WHERE"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SQL_FOLDER).as_posix())
def test_a_file_of_sql_is_portable_and_says_what_it_makes(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), path.stem) == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_is_portable(path: Path) -> None:
    assert rule_faults(path.read_text(encoding="utf-8")) == []


def test_there_is_sql_to_lint() -> None:
    assert FILES
    assert RULES


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("/*\nseverity: error\n*/\nselect now() as a from s.t", "the clock"),
        ("select dayofweek(a) as d from s.t", "a day of the week"),
        ("create table s.u as select a from s.t", "not one SELECT"),
        ("select a from s.t; select b from s.t", "not one SELECT"),
        ("select from where", "cannot read"),
    ],
)
def test_a_rule_that_is_not_portable_is_caught(sql: str, fault: str) -> None:
    assert any(fault in found for found in rule_faults(sql))


SENTENCE, GRAIN, READS = "-- The things.\n", "-- grain: a thing\n", "-- reads: s.t\n"
HEAD = SENTENCE + GRAIN + READS
MAKE = "create or replace table s.things as "
FROM = "select a from s.t"


def portable_faults(query: str) -> list[str]:
    """The faults of a query in a file that is as it should be but for what it may not say that it reads."""
    return [fault for fault in faults(HEAD + MAKE + query, "things") if "reads" not in fault]


@pytest.mark.parametrize(
    "query",
    [
        "select a from s.t",
        "select t.a from s.t as t inner join s.u as u on t.a = u.a cross join s.night",
        "select a from s.t left join s.u using (a)",
        "select date_diff('day', a, b) as days, last_day(a) as last, median(c) as middle from s.t",
        "select a from s.t qualify row_number() over (partition by a order by b) = 1",
        "select trim(a) as a from s.t where a <> ''",
        "select b as a from s.t where t.a <> ''",
        "select a from (select lower(b) as a from s.t) as u where a <> ''",
        "select 'dayofweek(now)' as text from s.t -- current_date, unpivot",
        "select n from s.t unpivot (v for n in (a, b))",
        "select extract(month from a) as month, levenshtein(a, b) as letters from s.t",
    ],
)
def test_what_is_portable_passes(query: str) -> None:
    assert portable_faults(query) == []


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("select t.a from s.t asof join s.u on t.a >= u.a", "an ASOF join"),
        ("unpivot s.t on b, c into name n value v", "not one 'create"),
        ("pivot s.t on b using sum(c)", "not one 'create"),
        ("select * from (unpivot s.t on b into name n value v)", "a statement PIVOT or UNPIVOT"),
        ("select * from range(10)", "FROM range()"),
        ("select g.d from generate_series(1, 3) as g (d)", "FROM range()"),
        ("select quantile_cont(a, 0.5) as m from s.t", "a quantile"),
        ("select quantile(a, 0.5) as m from s.t", "a quantile"),
        ("select percentile_disc(0.5) within group (order by a) as m from s.t", "a quantile"),
        ("select mad(a) as m from s.t", "a quantile"),
        ("select approx_quantile(a, 0.5) as m from s.t", "a quantile"),
        ("select a from s.t union by name select a from s.u", "UNION BY NAME"),
        ("select a from s.t union all by name select a from s.u", "UNION BY NAME"),
        ("select columns(*) from s.t", "COLUMNS"),
        ("select columns('a.*') from s.t", "COLUMNS"),
        ("select lower(a) as b from s.t where b = 'x'", "alias b in WHERE"),
        ("select lower(a) as b from s.t where exists (select 1 from s.u) and b = 'x'", "alias b in WHERE"),
        ("select dayofweek(a) as d from s.t", "a day of the week"),
        ("select isodow(a) as d from s.t", "a day of the week"),
        ("select extract(isodow from a) as d from s.t", "a day of the week"),
        ("select date_part('dow', a) as d from s.t", "a day of the week"),
        ("select date_diff('month', a, b) as m from s.t", "months or years"),
        ("select datediff('year', a, b) as m from s.t", "months or years"),
        ("select date_sub('month', a, b) as m from s.t", "months or years"),
        ("select damerau_levenshtein(a, b) as n from s.t", "an edit distance"),
        ("select jaro_winkler_similarity(a, b) as n from s.t", "an edit distance"),
        ("select jaro_similarity(a, b) as n from s.t", "an edit distance"),
        ("select current_date as d from s.t", "the clock"),
        ("select current_timestamp as d from s.t", "the clock"),
        ("select now() as d from s.t", "the clock"),
        ("select age(a) as d from s.t", "the clock"),
        ("select today() as d from s.t", "the clock"),
        ("select localtimestamp as d from s.t", "the clock"),
        ("select t.a from s.t as t, s.u as u where t.a = u.a", "a comma join"),
        ("select t.a from s.t as t, unnest(t.b)", "a comma join"),
        ("with u as (select a from s.t, s.v) select a from u", "a comma join"),
        ("select a from s.t; select b from s.t", "2 statements"),
        ("select from where", "cannot read"),
    ],
)
def test_what_is_banned_is_caught(query: str, fault: str) -> None:
    assert any(fault in found for found in portable_faults(query))


@pytest.mark.parametrize(
    ("head", "statement", "fault"),
    [
        ("", MAKE + FROM, "no sentence"),
        (GRAIN + READS, MAKE + FROM, "no sentence"),
        (SENTENCE + READS, MAKE + FROM, "'-- grain:'"),
        (SENTENCE + GRAIN, MAKE + FROM, "'-- reads:'"),
        (HEAD, "create table s.things as " + FROM, "not one 'create or replace table"),
        (HEAD, "create or replace view s.things as " + FROM, "not one 'create or replace table"),
        (HEAD, "create or replace table things as " + FROM, "the schema is missing"),
        (HEAD, "create or replace table s.others as " + FROM, "makes others"),
        (HEAD, "create or replace temp table others as " + FROM, "makes others"),
        (HEAD, "create or replace table s.nothings as " + FROM, "makes nothings"),
        (HEAD, FROM, "not one 'create or replace table"),
        (HEAD, MAKE + "select t.a from s.t as t cross join s.u as u", "reads s.u and does not say so"),
        (HEAD + "-- s.u\n", MAKE + FROM, "says it reads s.u and does not"),
    ],
)
def test_a_file_that_does_not_say_what_it_is_is_caught(head: str, statement: str, fault: str) -> None:
    assert any(fault in found for found in faults(head + statement, "things"))


@pytest.mark.parametrize(
    ("head", "statement"),
    [
        (HEAD, MAKE + FROM),
        (HEAD, "create or replace temp table page_things as " + FROM),
        (HEAD, "create or replace table s.page_things as " + FROM),
        (SENTENCE + GRAIN + "-- reads: s.t,\n--   s.u\n", MAKE + "select t.a from s.t as t cross join s.u"),
        (HEAD, MAKE + "with t as (select a from s.t) select a from t"),
    ],
)
def test_a_file_that_says_what_it_is_passes(head: str, statement: str) -> None:
    assert faults(head + statement, "things") == []
