"""What the unit tests share: DuckDB at one thread, which parses a file of sql/ once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.county import Place
from tests.unit.small_county import a_small_county, clear
from tests.unit.working_tables import a_place


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """DuckDB works with one thread: on tables of a few rows its threads cost more than they do.

    The whole nights of the other parts of the suite run with as many as a night has.
    """
    connect = duckdb.connect

    @functools.wraps(connect)
    def with_one_thread(*arguments, **options):
        config = {"threads": "1", **(options.pop("config", None) or {})}
        return connect(*arguments, config=config, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", with_one_thread)
        yield


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """A text of SQL is parsed once for all tests: a statement knows no database until it is run."""
    parse = duckdb.DuckDBPyConnection.extract_statements
    known: dict[str, list[duckdb.Statement]] = {}

    def parse_once(connection: duckdb.DuckDBPyConnection, query: str) -> list[duckdb.Statement]:
        if query not in known:
            known[query] = parse(connection, query)
        return known[query]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb.DuckDBPyConnection, "extract_statements", parse_once)
        yield


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place(tmp_path)


@pytest.fixture(scope="module")
def one_night() -> duckdb.DuckDBPyConnection:
    return a_small_county()


@pytest.fixture
def night(one_night: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty night; it is emptied after the test, which is quicker than making another."""
    yield one_night
    clear(one_night)
