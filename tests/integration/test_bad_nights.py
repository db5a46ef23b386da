"""Whole nights on bad input: what it costs, and the one line that says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from tests.integration.nights import Folder


def test_without_a_county_yaml_nothing_runs_and_one_line_says_why(tmp_path: Path) -> None:
    ended = Folder(tmp_path / "nowhere", tmp_path / "home").run()
    assert ended.code == 2
    assert "county.yaml: no such file; name your county.yaml with --county" in ended.printed
    assert ended.printed.count("\n") == 1


def test_a_county_yaml_with_a_slip_is_named_with_its_place(published: Folder, tmp_path: Path) -> None:
    county = published.copy_to(tmp_path)
    path = county.county / "county.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("first_month:", "frist_month:"), encoding="utf-8"
    )
    ended = county.run()
    assert ended.code == 2
    assert "frist_month" in ended.printed


def test_an_extract_without_its_children_publishes_nothing_and_the_last_release_says_so(
    published: Folder, tmp_path: Path
) -> None:
    county = published.copy_to(tmp_path)
    before = county.pointer["run_id"]
    (county.county / "extract" / "ssd_person.csv").unlink()
    ended = county.run()
    assert ended.code == 2
    assert "ssd_person" in ended.printed.splitlines()[-1]
    assert county.pointer["run_id"] == before
    assert county.pointer["last_attempt"]["outcome"] == "not_published"


def test_a_table_that_is_not_delivered_is_a_finding_and_blanks_only_what_rests_on_it(
    published: Folder, tmp_path: Path
) -> None:
    county = published.copy_to(tmp_path)
    (county.county / "extract" / "ssd_cp_visits.csv").unlink()
    assert county.run().code in (0, 1)
    found = county.query(
        "select rule_id, record_table from inspection.validation_failures where rule_id = 'table_missing'"
    )
    assert found == [("table_missing", "ssd_cp_visits")]
    values = dict(
        county.query(
            "select indicator_id, count(value) from published.indicator_values"
            " where source = 'case_system' group by all"
        )
    )
    assert values["pct_cp_visits_in_timescale"] == 0
    assert values["open_cp_plans"] > 0


def test_a_column_that_is_gone_is_a_finding(published: Folder, tmp_path: Path) -> None:
    county = published.copy_to(tmp_path)
    path = county.county / "extract" / "ssd_cin_plans.csv"
    lines = [line.rsplit(",", 1)[0] for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert county.run().code in (0, 1)
    found = county.query(
        "select record_table, column_name from inspection.validation_failures"
        " where rule_id = 'column_missing'"
    )
    assert found == [("ssd_cin_plans", "cinp_cin_plan_worker_id")]


def _workbook(county: Folder, suffix: str) -> Path:
    return sorted((county.county / "localities").rglob(f"*{suffix}"))[0]


def _held_back(county: Folder, file: Path, why: str) -> None:
    """The county is published without this file's locality, whose last good figures stay, marked stale."""
    before = dict(county.query("select locality, count(*) from inspection.tracker_rows group by all"))
    ended = county.run("--as-at", "2026-09-02")
    assert ended.code == 1, ended.printed
    assert why in ended.printed
    name = file.relative_to(county.county).as_posix()
    [(locality, status)] = county.query(
        f"select locality, status from published.source_freshness where source = '{name}'"  # noqa: S608
    )
    assert status in ("held_back", "missing", "stale")
    stale = county.query(
        "select distinct locality from published.reconciled_performance where status = 'stale_source'"
    )
    assert stale == [(locality,)]
    assert dict(county.query("select locality, count(*) from inspection.tracker_rows group by all")) == before


def test_a_workbook_of_no_bytes_holds_back_its_locality_only(published: Folder, tmp_path: Path) -> None:
    county = published.copy_to(tmp_path)
    file = _workbook(county, ".xlsx")
    file.write_bytes(b"")
    _held_back(county, file, "empty")


def test_a_workbook_with_a_password_holds_back_its_locality_only(
    published: Folder, tmp_path: Path, shared: Path
) -> None:
    county = published.copy_to(tmp_path)
    file = _workbook(county, ".xlsx")
    shutil.copy(shared / "samples" / "messy" / "tafia__pass_protected.xlsx", file)
    _held_back(county, file, "password")


def test_a_sheet_of_another_name_is_read_when_it_is_surely_the_missing_one_and_asked_about(
    published: Folder, tmp_path: Path
) -> None:
    import openpyxl

    county = published.copy_to(tmp_path)
    file = _workbook(county, ".xlsx")
    before = county.query("select count(*) from inspection.tracker_rows")
    book = openpyxl.load_workbook(file)
    book.worksheets[0].title = "A sheet of another name"
    book.save(file)
    assert county.run().code == 0
    assert county.query("select count(*) from inspection.tracker_rows") == before
    asked = county.query(
        "select reason from inspection.spreadsheet_coverage where sheet = 'A sheet of another name'"
    )
    assert len(asked) == 1
    assert asked[0][0]


def test_a_sheet_that_is_gone_holds_back_its_locality_only(published: Folder, tmp_path: Path) -> None:
    import openpyxl

    county = published.copy_to(tmp_path)
    file = _workbook(county, ".xlsx")
    book = openpyxl.load_workbook(file)
    book.remove(book.worksheets[0])
    book.save(file)
    _held_back(county, file, "sheet")


def test_a_file_that_two_localities_claim_is_read_for_neither(published: Folder, tmp_path: Path) -> None:
    county = published.copy_to(tmp_path)
    path = county.county / "county.yaml"
    declared = yaml.safe_load(path.read_text(encoding="utf-8"))
    first, second = declared["localities"][:2]
    second["folder"] = first["folder"]
    path.write_text(yaml.safe_dump(declared, allow_unicode=True, sort_keys=False), encoding="utf-8")
    ended = county.run("--as-at", "2026-09-02")
    assert ended.code == 1
    assert "two localities claim this file" in ended.printed
