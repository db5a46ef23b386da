"""Makes the README's pictures from the invented county, in docs/pictures.

    python -m benchmarks.screenshots [--to DIR]

Needs Chromium. The county is made anew in a temporary folder, so that the pictures show nobody.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from assets.county import load_place
from assets.publishing.pointer import read_pointer
from assets.sample.county import write_sample
from pipelines.night import run_night

# Picture, page (of the first locality with children behind a gap), what stands at its top, width and height.
_SHOTS = (
    ("county", "index.html", "body", 1180, 960),
    ("locality", "{locality}/index.html", "section.gap:has(td details)", 1180, 760),
    ("trends", "{locality}/index.html", "#trends", 1180, 660),
    ("discrepancies", "{locality}/discrepancies.html", "body", 1180, 820),
)


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description="Make the README's pictures.")
    parser.add_argument("--to", type=Path, default=Path("docs/pictures"))
    asked = parser.parse_args()
    chromium = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
    if chromium is None:
        raise SystemExit("no Chromium here: install Debian's package chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sample(folder / "county", 3000, 1)
        place = load_place(folder / "county" / "county.yaml", home=folder / "home")
        if place.county.as_at is None:
            raise SystemExit("the invented county names no night")
        run_night(place, place.county.as_at)
        pointer = read_pointer(place)
        if pointer is None:
            raise SystemExit("the night was not published")
        _shoot(chromium, (place.published / pointer["pages"]).parent, asked.to)


def _shoot(chromium: str, pages: Path, to: Path) -> None:
    locality = next(
        (
            page.parent.name
            for page in sorted(pages.glob("*/index.html"))
            if "<td><details>" in page.read_text("utf-8")
        ),
        next(page.parent.name for page in sorted(pages.glob("*/index.html"))),
    )
    to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for picture, page, top, width, height in _SHOTS:
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.goto((pages / page.format(locality=locality)).as_uri())
            tab.locator(top).first.evaluate("one => one.scrollIntoView()")
            tab.screenshot(path=to / f"{picture}.png")
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
