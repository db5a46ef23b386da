"""Fixtures that every part of the suite shares."""

import gc
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of samples and known truth beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: the acceptance part needs the golden county")
    return SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept-graph", action="store_true", help="write the asset graph as the agreed one")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The whole nights first: they take longest, and beside them the other process runs the golden one."""
    items.sort(key=lambda item: item.path.parent.name != "integration")


def pytest_collection_finish() -> None:
    """What is imported by now stays: looking for garbage among it takes a tenth of the unit tests' time."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    gc.unfreeze()
