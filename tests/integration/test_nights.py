"""Whole nights on a small invented county: what is published, run again, killed, and what bad input costs."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml

from assets.publishing.dictionary import contract, keys
from assets.sample.county import write_sample
from tests.integration.nights import Folder

# The last step of each stage before the release; tests/unit/test_releases.py kills within the release itself.
LAST_STEPS = {"landed": 1, "staged": 4, "validated": 5, "measured": 9, "reconciled": 11, "published": 12}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A county with one good night published; tests that change something take a copy."""
    folder = tmp_path_factory.mktemp("a county with spaces")
    write_sample(folder / "county", children=300, seed=7)
    county = Folder(folder / "county", folder / "home")
    ended = county.run()
    assert ended.code == 0, ended.printed
    return county


def test_a_night_says_accuracy_gaps_and_where_the_release_is(published: Folder) -> None:
    assert "how far each locality agrees" in published.said
    assert "The worst gaps" in published.said
    assert "Nothing was refused" in published.said
    assert published.pointer["run_id"] in published.said


def test_every_evidence_row_adds_up_to_the_values_that_are_published(published: Folder) -> None:
    unequal = published.query(
        """
        select values_.indicator_id, values_.period, values_.locality, values_.numerator, counted.counts
        from published.indicator_values as values_
        inner join (
            select indicator_id, period, locality, count(*) filter (counts) as counts
            from inspection.evidence
            where source = 'case_system'
            group by all
        ) as counted using (indicator_id, period, locality)
        where values_.source = 'case_system' and values_.team = 'All' and values_.numerator <> counted.counts
        """
    )
    assert unequal == []


def test_no_row_of_a_release_is_there_twice(published: Folder) -> None:
    assert set(keys()) == set(contract())
    for table, columns in keys().items():
        names = ", ".join(f'"{column}"' for column in columns)
        twice = published.query(f"select {names} from {table} group by all having count(*) > 1")  # noqa: S608
        assert twice == [], table


def test_no_name_or_address_leaves_the_staged_tables(published: Folder) -> None:
    people = (published.county / "extract" / "ssd_person.csv").read_text(encoding="utf-8").splitlines()
    surnames = {line.split(",")[2] for line in people[1:]}
    forenames = {line.split(",")[1] for line in people[1:]}
    full_names = {f"{line.split(',')[1]} {line.split(',')[2]}" for line in people[1:]}
    assert len(surnames) > 20
    assert len(forenames) > 20
    said = " ".join(str(value) for rows in published.rows().values() for row in rows for value in row)
    page = (published.home / "published" / published.pointer["pages"]).read_text(encoding="utf-8")
    for name in full_names:
        assert name not in said
        assert name not in page


def test_a_night_killed_in_any_stage_loses_nothing_and_run_again_gives_the_same_rows(
    published: Folder, tmp_path: Path
) -> None:
    county = published.copy_to(tmp_path)
    before, rows = county.pointer, county.rows()
    for steps in LAST_STEPS.values():
        assert county.run(kill_after=steps).code == 9
        assert county.pointer == before
    assert county.rows() == rows
    assert county.run().code == 0
    assert county.pointer["run_id"] != before["run_id"]
    assert county.rows() == rows


def test_two_runs_at_once_harm_nothing_and_the_second_says_why_it_waits(published: Folder) -> None:
    from filelock import FileLock

    before = published.pointer
    with FileLock(published.home / "night.lock"):
        ended = published.run()
    assert ended.code == 2
    assert "another run is at work" in ended.printed
    assert published.pointer == before


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


def test_a_night_that_a_critical_rule_stops_has_a_page_that_the_last_release_leads_to(
    published: Folder, tmp_path: Path
) -> None:
    county = published.copy_to(tmp_path)
    people = county.county / "extract" / "ssd_person.csv"
    heading, first, *others = people.read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join([heading, first, first, *others]) + "\n", encoding="utf-8")
    before = county.pointer["run_id"]
    ended = county.run()
    assert ended.code == 2
    assert "the critical rule key_repeated of ssd_person fails in 2 rows" in ended.printed
    assert county.pointer["run_id"] == before
    page = county.home / "published" / county.pointer["last_attempt"]["page"]
    said = page.read_text(encoding="utf-8")
    assert "key_repeated" in said
    assert "stopped the night" in said
    assert first.split(",")[0] not in said
    leading = (county.home / "published" / "index.html").read_text(encoding="utf-8")
    assert county.pointer["last_attempt"]["page"] in leading
    people.write_text("\n".join([heading, first, *others]) + "\n", encoding="utf-8")
    assert county.run().code == 0
    assert not page.exists()


def test_a_table_and_a_column_that_are_gone_are_findings_and_blank_only_what_rests_on_them(
    published: Folder, tmp_path: Path
) -> None:
    county = published.copy_to(tmp_path)
    (county.county / "extract" / "ssd_cp_visits.csv").unlink()
    path = county.county / "extract" / "ssd_cin_plans.csv"
    lines = [line.rsplit(",", 1)[0] for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ended = county.run()
    assert ended.code == 1
    assert "ssd_cp_visits.csv was not delivered" in ended.printed
    accused = "select count(*) from inspection.discrepancies where field in ('last_visit', 'next_visit_due')"
    cp_only = " and explanation like 'Later than the last visit%' and system_value is null"
    assert county.query(accused + cp_only) == [(0,)]
    found = county.query(
        "select rule_id, record_table, column_name from inspection.validation_failures"
        " where rule_id in ('table_missing', 'column_missing') order by all"
    )
    assert found == [
        ("column_missing", "ssd_cin_plans", "cinp_cin_plan_worker_id"),
        ("table_missing", "ssd_cp_visits", None),
    ]
    values = dict(
        county.query(
            "select indicator_id, count(value) from published.indicator_values"
            " where source = 'case_system' group by all"
        )
    )
    assert values["pct_cp_visits_in_timescale"] == 0
    assert values["open_cp_plans"] > 0


def test_workbooks_that_cannot_be_read_hold_back_their_localities_only(
    published: Folder, tmp_path: Path, shared: Path
) -> None:
    """One of no bytes, one with a password, one that lost its sheet: each with its own reason."""
    county = published.copy_to(tmp_path)
    empty, locked, without_sheet = (_workbook(county, suffix) for suffix in (".xls", ".ods", ".xlsx"))
    empty.write_bytes(b"")
    shutil.copy(shared / "samples" / "messy" / "tafia__pass_protected.xlsx", locked)
    book = openpyxl.load_workbook(without_sheet)
    book.remove(book.worksheets[0])
    book.save(without_sheet)
    rows = "select locality, count(*) from inspection.tracker_rows group by all order by all"
    before = county.query(rows)
    ended = county.run("--as-at", "2026-09-02")
    assert ended.code == 1, ended.printed
    refused = {empty: "empty", locked: "password", without_sheet: "sheet"}
    for file, why in refused.items():
        name = file.relative_to(county.county).as_posix()
        assert any(name in line and why in line for line in ended.printed.splitlines()), ended.printed
    names = [file.relative_to(county.county).as_posix() for file in refused]
    held = county.query(
        "select distinct locality from published.source_freshness"  # noqa: S608
        f" where source in {tuple(names)} and status in ('held_back', 'missing', 'stale') order by all"
    )
    assert len(held) == len(names)
    stale = "select distinct locality from published.reconciled_performance where status = 'stale_source'"
    assert county.query(f"{stale} order by all") == held
    assert county.query(rows) == before


def test_a_sheet_of_another_name_is_read_when_it_is_surely_the_missing_one_and_asked_about(
    published: Folder, tmp_path: Path
) -> None:
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


def _workbook(county: Folder, suffix: str) -> Path:
    return sorted((county.county / "localities").rglob(f"*{suffix}"))[0]
