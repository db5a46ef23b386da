"""What the unit tests share: DuckDB at one thread."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import duckdb
import pytest


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
