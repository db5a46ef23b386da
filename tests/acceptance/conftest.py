"""The golden county's night, run once as the command runs it, whichever of the tests' processes is first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from assets.county import Place, load_place
from assets.publishing.pointer import read_pointer
from assets.warehouse import connect
from pipelines.night import run_night
from tests.acceptance.golden_night import AS_AT, COUNTY


@pytest.fixture(scope="session")
def golden(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The golden county's folders after its night, nothing of which was held back; only to be read."""
    own = tmp_path_factory.getbasetemp()
    together = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    place = load_place(COUNTY, data=shared / "golden", home=together / "golden home")
    with FileLock(together / "golden night.lock"):
        if read_pointer(place) is None:
            ended = run_night(place, AS_AT)
            assert ended.code == 0, ended.lines
    return place


@pytest.fixture(scope="module")
def night(golden: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    """The database in which the night was built, with every stage's tables."""
    with connect(golden.work_file(AS_AT), read_only=True) as connection:
        yield connection
