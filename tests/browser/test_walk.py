"""An officer's way through the pages: county, locality, a gap, its children, the cell; by mouse or keys."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect


def test_from_the_stable_page_to_the_cell_of_a_child_behind_a_gap(page: Page, published: Path) -> None:
    page.goto((published / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Some County: the night of 1 May 2019")
    page.get_by_role("region", name="Figures by locality").get_by_role("link", name="−8").click()
    expect(page).to_have_url(re.compile(r"north/index\.html#open_cp_plans$"))
    page.get_by_role("link", name="differs −8").click()
    gap = page.get_by_role("region", name=re.compile("typed 8 less than the system"))
    assert gap.get_by_role("rowheader", name="In the figure itself").is_visible()
    gap.get_by_text("1 child").click()
    gap.get_by_role("link", name="1006").click()
    expect(page.get_by_role("status")).to_have_text("1 of 252 rows; rows 1 to 1 are shown.")
    [row] = page.locator("#list tbody tr").all()
    assert "A9" in row.inner_text()
    assert "1006" in row.inner_text()
    assert "Add the child to the tracker" in row.inner_text()
    row.get_by_role("link", name="Missing from the spreadsheet").click()
    expect(page).to_have_url(re.compile(r"definitions\.html#kind-missing_from_spreadsheet$"))
    page.go_back()
    expect(page.get_by_role("status")).to_have_text("1 of 252 rows; rows 1 to 1 are shown.")


def test_a_link_to_the_gap_of_an_earlier_month_unfolds_it(page: Page, pages: Path) -> None:
    page.goto((pages / "north/index.html").as_uri())
    gap = page.get_by_role("region", name=re.compile("February 2019: typed 3 less than the system"))
    expect(gap).to_have_count(0)
    page.goto((pages / "north/index.html").as_uri() + "#gap-2019-02-open_cp_plans-All")
    expect(gap.get_by_role("heading")).to_be_in_viewport()
    assert gap.locator("svg").is_visible()


def test_a_figures_discrepancy_leads_to_its_gap_whatever_the_month_and_back(page: Page, pages: Path) -> None:
    page.goto((pages / "north/discrepancies.html").as_uri())
    page.get_by_label("Kind").select_option("Figure differs")
    page.locator("#list").get_by_role("link", name="Its gap, February 2019").click()
    gap = page.get_by_role("region", name=re.compile("February 2019: typed 3 less than the system"))
    expect(gap.get_by_role("heading")).to_be_in_viewport()
    gap.get_by_role("link", name=re.compile("^Who has it, and what to do")).click()
    expect(page.get_by_role("status")).to_have_text("1 of 252 rows; rows 1 to 1 are shown.")
    assert "C4" in page.locator("#list tbody").inner_text()


def test_a_number_on_the_countys_page_leads_to_its_rows(page: Page, pages: Path) -> None:
    page.goto((pages / "index.html").as_uri())
    differs = page.get_by_role("region", name="Discrepancies by kind and cause")
    differs.get_by_role("link", name="discrepancies of North: Cannot be read, Mistyped").click()
    expect(page.get_by_role("status")).to_have_text("83 of 252 rows; rows 1 to 83 are shown.")
    assert page.get_by_label("Cause").input_value() == "Mistyped"
    page.go_back()
    lists = page.get_by_role("region", name="Worklists to send")
    lists.get_by_role("link", name="discrepancies: North, Figures of the whole locality").click()
    expect(page.get_by_role("status")).to_have_text("1 of 252 rows; rows 1 to 1 are shown.")


def test_a_figure_leads_to_who_is_counted(page: Page, pages: Path) -> None:
    page.goto((pages / "north/index.html").as_uri())
    page.get_by_role("link", name="Children of Child protection plans, N1").click()
    expect(page.get_by_role("status")).to_have_text("3 rows; rows 1 to 3 are shown.")
    page.get_by_label("Whose count").select_option("Tracker")
    assert page.locator("#list tbody tr").count() == 1


def test_a_broken_rule_leads_to_what_it_says(page: Page, pages: Path) -> None:
    page.goto((pages / "north/failures.html").as_uri())
    page.locator("#list tbody a").first.click()
    expect(page).to_have_url(re.compile(r"rules\.html#rule-tracker_visit_in_future$"))


def test_filters_sorting_and_search_work_together(page: Page, pages: Path) -> None:
    page.goto((pages / "north/discrepancies.html").as_uri())
    status, rows = page.get_by_role("status"), page.locator("#list tbody tr")
    expect(status).to_have_text("252 rows; rows 1 to 100 are shown.")
    page.get_by_label("Team").select_option("N1")
    page.get_by_label("Severity").select_option("Query")
    expect(status).to_have_text("83 of 252 rows; rows 1 to 83 are shown.")
    page.get_by_role("button", name="Child and team").click()
    page.get_by_role("button", name="Child and team").click()
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Child and team")
    assert "2247" in rows.first.inner_text()
    page.get_by_label("Record number, cell or reference").fill("2244")
    expect(status).to_have_text("1 of 252 rows; rows 1 to 1 are shown.")
    page.reload()
    assert page.get_by_label("Team").input_value() == "N1"
    page.get_by_label("Record number, cell or reference").fill("nobody")
    expect(status).to_have_text("No row fits; there are 252 in all.")
    page.get_by_role("button", name="Show all").click()
    expect(status).to_have_text("252 rows; rows 1 to 100 are shown.")
    page.get_by_role("button", name="Rows after").click()
    expect(status).to_have_text("252 rows; rows 101 to 200 are shown.")


def test_on_paper_stand_all_the_rows_that_were_found(page: Page, pages: Path) -> None:
    page.goto((pages / "north/discrepancies.html").as_uri())
    status, rows = page.get_by_role("status"), page.locator("#list tbody tr")
    page.get_by_role("button", name="Rows after").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert status.inner_text() == "252 rows; rows 1 to 252 are printed."
    assert rows.count() == 252
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert status.inner_text() == "252 rows; rows 101 to 200 are shown."
    assert rows.count() == 100


def test_what_a_workbook_calls_a_sheet_stays_text_in_the_script_too(page: Page, pages: Path) -> None:
    page.goto((pages / "north/discrepancies.html").as_uri() + "#q=2007")
    assert "Sheet <img src=x onerror=alert(1)>" in page.locator("#list tbody").inner_text()
    assert page.locator("img").count() == 0


def test_the_cell_reference_is_copied(page: Page, pages: Path) -> None:
    page.goto((pages / "north/discrepancies.html").as_uri() + "#q=2008")
    page.get_by_role("button", name="Copy the cell reference 'CP'!C8").click()
    expect(page.get_by_role("status")).to_have_text("Copied 'CP'!C8")
    search = page.get_by_label("Record number, cell or reference")
    search.fill("")
    search.press("Control+V")
    assert search.input_value() == "'CP'!C8"


def press_until(page: Page, key: str, script: str, most: int = 60) -> None:
    """Press a key until the focused element fits; each element on the way must show that it has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate(f"(one => {script})(document.activeElement)"):
            return
    raise AssertionError(f"{key} did not lead to {script}")


def test_the_keyboard_alone_does_everything(page: Page, pages: Path) -> None:
    page.goto((pages / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    press_until(page, "Tab", "one.textContent === 'North'")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"north/index\.html$"))
    press_until(page, "Tab", "one.localName === 'summary' && one.textContent.startsWith('1 child')")
    page.keyboard.press("Enter")
    press_until(page, "Tab", "one.textContent === '1006'")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"discrepancies\.html#q=missing$"))
    press_until(page, "Tab", "one.name === 'q'")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page.get_by_role("status")).to_have_text("252 rows; rows 1 to 100 are shown.")
    press_until(page, "Tab", "one.name === 'team'")
    page.keyboard.type("N2")
    expect(page.get_by_role("status")).to_contain_text("83 of 252 rows")
    press_until(page, "Tab", "one.textContent === 'Nights open'")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Nights open")
    press_until(page, "Tab", "one.textContent === 'Copy'")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Copied 'CP'!C")


def test_without_scripts_the_first_rows_are_there_and_it_says_so(browser, pages: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "north/discrepancies.html").as_uri())
    assert page.locator("#list tbody tr").count() == 100
    assert "runs no scripts" in page.locator("main").inner_text()
    context.close()
