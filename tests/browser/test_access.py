"""Every page is accessible, in light and dark, on paper and on a small screen, and its policy holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

PAGES = (
    *("index.html", "rules.html", "definitions.html", "dictionary.html", "no-locality/failures.html"),
    *("north/index.html", "north/discrepancies.html", "north/failures.html", "north/children.html"),
    "south/index.html",
)
# WCAG 2.2 AA and what axe's authors hold to be good practice beside it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# A list's rows are alike: axe takes a second for every ten of them.
FEWER = "#q=200"


def test_every_page_that_is_written_is_looked_at(pages: Path) -> None:
    written = {path.relative_to(pages).as_posix() for path in pages.rglob("*.html")}
    assert written - set(PAGES) == {
        f"south/{name}.html" for name in ("discrepancies", "failures", "children")
    }


def faults(page: Page, options: dict[str, object]) -> list[object]:
    """What axe finds on a page with everything on it unfolded: the rule, and some of what breaks it."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    # Without the many elements that each rule is content with, which take longer to tell than to look at.
    found = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, pages: Path, name: str) -> None:
    page.goto((pages / name).as_uri() + FEWER)
    assert faults(page, {"runOnly": {"type": "tag", "values": TAGS}}) == []


@pytest.mark.parametrize("name", ["index.html", "rules.html", "north/index.html", "north/discrepancies.html"])
def test_in_dark_mode_everything_still_stands_out(page: Page, pages: Path, name: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto((pages / name).as_uri() + FEWER)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 28)"
    assert faults(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_at_320_pixels(page: Page, pages: Path, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto((pages / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["index.html", "north/index.html", "north/discrepancies.html"])
def test_on_paper_there_is_ink_and_nothing_to_press(page: Page, pages: Path, name: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto((pages / name).as_uri())
    for pressed in ("nav", "td button", "#controls", "#pages"):
        assert not [one for one in page.locator(pressed).all() if one.is_visible()], pressed
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
    assert page.locator("tbody tr").first.is_visible()


@pytest.mark.parametrize("name", ["index.html", "north/index.html"])
def test_on_paper_everything_is_unfolded(page: Page, pages: Path, name: str) -> None:
    page.goto((pages / name).as_uri())
    folded = page.locator("details:not([open]) > :not(summary)")
    assert folded.count()
    assert not [one for one in folded.all() if one.is_visible()]
    page.emulate_media(media="print")
    assert [one for one in folded.all() if not one.is_visible()] == []


def test_on_paper_the_reason_has_room_beside_the_narrow_columns(page: Page, pages: Path) -> None:
    page.set_viewport_size({"width": 720, "height": 1000})
    page.emulate_media(media="print")
    page.goto((pages / "north/discrepancies.html").as_uri())
    share = "document.querySelector('td.wide').offsetWidth / document.getElementById('list').offsetWidth"
    assert page.evaluate(share) > 0.25
    assert page.evaluate("document.getElementById('list').offsetWidth") <= 720


def test_printed_from_dark_mode_the_charts_have_the_colours_of_paper(page: Page, pages: Path) -> None:
    page.goto((pages / "north/index.html").as_uri())
    colour = "getComputedStyle(document.querySelector('.gap svg [fill=\"#C4500B\"]')).fill"
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(colour) == "rgb(245, 138, 75)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(colour) == "rgb(196, 80, 11)"


@pytest.mark.parametrize("name", ["index.html", "north/index.html"])
def test_at_320_pixels_every_sign_of_a_chart_is_on_the_screen(page: Page, pages: Path, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto((pages / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    texts = page.evaluate(
        """[...document.querySelectorAll('svg text')].map(one => {
          const { left, right, height } = one.getBoundingClientRect();
          return [one.textContent, left, right, height];
        })"""
    )
    assert texts
    for text, left, right, height in texts:
        assert 0 <= left < right <= 320, text
        assert height >= 9, text


def test_the_policy_is_in_force(context: BrowserContext, pages: Path, tmp_path: Path) -> None:
    """The check of the check: a script that the policy does not name is refused, and the console says so."""
    text = (pages / "north/discrepancies.html").read_text(encoding="utf-8")
    changed = tmp_path / "changed.html"
    changed.write_text(
        text.replace("<body>", "<body><script>document.title = 'taken'</script>"), encoding="utf-8"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(changed.as_uri())
    assert page.title() == "Discrepancies: North"
    assert any("Content Security Policy" in one for one in said)
