"""The officer's page in a real browser: it opens from a folder, styled, and its policy refuses nothing of it.

Skipped, with a message, where no Chromium is installed; what needs no browser is in tests/unit/test_pages.py.
"""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.unit.working_tables import Rows, a_discrepancy, a_place, a_value, publish

NAMES = ("chromium", "chromium-browser", "google-chrome")
ROWS: Rows = {
    "measured.indicator_values": [a_value(48)],
    "reconciled.discrepancies": [a_discrepancy(f"d{number}", sheet="<img src=x>") for number in range(50)],
}


@pytest.fixture(scope="module")
def browser() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here: the page was not opened in a browser; install it to try that too")
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = a_place(tmp_path_factory.mktemp("county"))
    publish(place, date(2019, 5, 1), ROWS)
    return place.published


def opened(browser: str, page: Path, profile: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"),
            *("--disable-background-networking", f"--user-data-dir={profile}", *options, page.as_uri()),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )


def test_the_stable_page_leads_to_the_night_without_a_server(
    browser: str, published: Path, tmp_path: Path
) -> None:
    seen = opened(browser, published / "index.html", tmp_path, "--virtual-time-budget=5000", "--dump-dom")
    assert "Some County: the night of 1 May 2019" in seen.stdout
    assert "&lt;img src=x&gt;" in seen.stdout


def test_the_policy_refuses_nothing_of_the_page_and_the_style_applies(
    browser: str, published: Path, tmp_path: Path
) -> None:
    [page] = published.glob("runs/*/pages/index.html")
    pictures = {}
    for name, file in (("styled", page), ("plain", tmp_path / "plain.html")):
        if name == "plain":
            file.write_text(page.read_text(encoding="utf-8").replace("sha256-", "sha256-0"), encoding="utf-8")
        picture = tmp_path / f"{name}.png"
        seen = opened(browser, file, tmp_path / name, "--window-size=320,800", f"--screenshot={picture}")
        pictures[name] = picture.read_bytes()
        assert ("Content Security Policy" in seen.stderr) == (name == "plain")
    assert pictures["styled"] != pictures["plain"]
