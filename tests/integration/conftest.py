"""A county with a night behind it."""

from __future__ import annotations

import pytest

from assets.sample.county import write_sample
from tests.integration.nights import Folder


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A county with one good night published; tests that change something take a copy."""
    folder = tmp_path_factory.mktemp("a county with spaces")
    write_sample(folder / "county", children=300, seed=7)
    county = Folder(folder / "county", folder / "home")
    ended = county.run()
    assert ended.code == 0, ended.printed
    return county
