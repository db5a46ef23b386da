"""The golden county's night, run once as the command runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from assets.county import Place, load_place
from assets.warehouse import connect
from pipelines.night import run_night
from tests.acceptance.golden_night import AS_AT, COUNTY


@pytest.fixture(scope="session")
def golden(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The golden county's folders after its night, nothing of which was held back."""
    place = load_place(COUNTY, data=shared / "golden", home=tmp_path_factory.mktemp("golden home"))
    ended = run_night(place, AS_AT)
    assert ended.code == 0, ended.lines
    return place


@pytest.fixture(scope="module")
def night(golden: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database in which the night was built, with every stage's tables."""
    with connect(golden.work_file(AS_AT), read_only=True) as connection:
        yield connection
