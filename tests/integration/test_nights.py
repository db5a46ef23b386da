"""Whole nights on a small invented county: what is published, run again, killed, and what bad input costs."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml

from assets.publishing.dictionary import contract, keys
from assets.sample.county import write_sample
from tests.integration.nights import Ended, Folder

# The last step of each stage before the release; tests/unit/test_releases.py kills within the release itself.
RENAMED = "A sheet of another name"
LAST_STEPS = {"landed": 1, "staged": 4, "validated": 5, "measured": 9, "reconciled": 11, "published": 12}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A county with one good night published; tests that change something take a copy."""
    folder = tmp_path_factory.mktemp("a county with spaces")
    write_sample(folder / "county", children=150, seed=7)
    county = Folder(folder / "county", folder / "home")
    ended = county.run()
    assert ended.code == 0, ended.printed
    return county


def test_a_night_says_accuracy_gaps_and_where_the_release_is(published: Folder) -> None:
    assert "how far each locality agrees" in published.said
    assert "The worst gaps" in published.said
    assert "No workbook was refused" in published.said
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


@pytest.fixture(scope="module")
def stopped(published: Folder, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Ended, str]:
    """A night that a repeated child stopped, and that child's number; then the extract is put right."""
    county = published.copy_to(tmp_path_factory.mktemp("stopped"))
    people = county.county / "extract" / "ssd_person.csv"
    good = shutil.copy2(people, county.county / "ssd_person.csv")
    heading, first, *others = people.read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join([heading, first, first, *others]) + "\n", encoding="utf-8")
    ended = county.run()
    shutil.move(good, people)
    return county, ended, first.split(",")[0]


def test_a_night_that_a_critical_rule_stops_has_a_page_that_the_last_release_leads_to(
    published: Folder, stopped: tuple[Folder, Ended, str]
) -> None:
    county, ended, number = stopped
    assert ended.code == 2
    assert "the critical rule key_repeated of ssd_person fails in 2 rows" in ended.printed
    assert county.pointer["run_id"] == published.pointer["run_id"]
    page = county.pointer["last_attempt"]["page"]
    said = (county.home / "published" / page).read_text(encoding="utf-8")
    assert "key_repeated" in said
    assert "stopped the night" in said
    assert number not in said
    assert page in (county.home / "published" / "index.html").read_text(encoding="utf-8")


def test_a_night_killed_in_any_stage_loses_nothing_and_run_again_gives_the_same_rows(
    published: Folder, stopped: tuple[Folder, Ended, str], tmp_path: Path
) -> None:
    county, _, _ = stopped
    of_stopped = county.pointer["last_attempt"]["page"]
    before = _files(county.home / "published")
    assert of_stopped in before
    left = {steps: tmp_path / f"killed when {stage}" for stage, steps in LAST_STEPS.items()}
    assert county.run(killed=left).code == 9
    for home in left.values():
        # The checks of a night that is not stopped have cleared that page away.
        assert _files(home / "published") | {of_stopped: before[of_stopped]} == before
    assert county.run().code == 0
    assert county.pointer["run_id"] != published.pointer["run_id"]
    assert county.rows() == published.rows()
    assert of_stopped not in _files(county.home / "published")


@pytest.fixture(scope="module")
def lacking(published: Folder, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Ended]:
    """A night whose extract lacks a table and a column, and one of whose workbooks has a sheet renamed."""
    county = published.copy_to(tmp_path_factory.mktemp("lacking"))
    (county.county / "extract" / "ssd_cp_visits.csv").unlink()
    path = county.county / "extract" / "ssd_cin_plans.csv"
    lines = [line.rsplit(",", 1)[0] for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = _workbook(county, ".xlsx")
    book = openpyxl.load_workbook(file)
    book.worksheets[0].title = RENAMED
    book.save(file)
    return county, county.run()


def test_a_table_and_a_column_that_are_gone_are_findings_and_blank_only_what_rests_on_them(
    lacking: tuple[Folder, Ended],
) -> None:
    county, ended = lacking
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


def test_a_sheet_of_another_name_is_read_when_it_is_surely_the_missing_one_and_asked_about(
    published: Folder, lacking: tuple[Folder, Ended]
) -> None:
    county, ended = lacking
    assert "No workbook was refused" in ended.printed
    counted = "select count(*) from inspection.tracker_rows"
    assert county.query(counted) == published.query(counted)
    asked = county.query(f"select reason from inspection.spreadsheet_coverage where sheet = '{RENAMED}'")  # noqa: S608
    assert len(asked) == 1
    assert asked[0][0]


@pytest.fixture(scope="module")
def refused(
    published: Folder, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Folder, Ended, dict[Path, str]]:
    """A later night with a workbook that cannot be used in each locality, and why: none is read."""
    county = published.copy_to(tmp_path_factory.mktemp("refused"))
    empty, locked, without_sheet, claimed = (
        _workbook(county, suffix) for suffix in (".xls", ".ods", ".xlsx", ".csv")
    )
    empty.write_bytes(b"")
    shutil.copy(shared / "samples" / "messy" / "tafia__pass_protected.xlsx", locked)
    book = openpyxl.load_workbook(without_sheet)
    book.remove(book.worksheets[0])
    book.save(without_sheet)
    path = county.county / "county.yaml"
    declared = yaml.safe_load(path.read_text(encoding="utf-8"))
    folder = claimed.parent.relative_to(county.county).as_posix()
    [owner] = [one for one in declared["localities"] if one["folder"] == folder]
    declared["localities"].append({**owner, "name": "Twin", "also": [], "teams": [{"name": "Twin team"}]})
    path.write_text(yaml.safe_dump(declared, allow_unicode=True, sort_keys=False), encoding="utf-8")
    why = {
        empty: "empty",
        locked: "password",
        without_sheet: "sheet",
        claimed: "two localities claim this file",
    }
    return county, county.run("--as-at", "2026-09-02"), why


def test_workbooks_that_cannot_be_used_are_refused_each_with_its_reason(
    refused: tuple[Folder, Ended, dict[Path, str]],
) -> None:
    county, ended, reasons = refused
    assert ended.code == 1, ended.printed
    for file, why in reasons.items():
        name = file.relative_to(county.county).as_posix()
        assert any(name in line and why in line for line in ended.printed.splitlines()), ended.printed


def test_a_refused_workbook_holds_back_its_locality_with_its_last_good_rows(
    published: Folder, refused: tuple[Folder, Ended, dict[Path, str]]
) -> None:
    county, _, reasons = refused
    names = tuple(file.relative_to(county.county).as_posix() for file in reasons)
    held = county.query(
        "select distinct locality from published.source_freshness"  # noqa: S608
        f" where source in {names} and status in ('held_back', 'missing', 'stale') order by all"
    )
    stale = "select distinct locality from published.reconciled_performance where status = 'stale_source'"
    # The twin never had a good night.
    assert county.query(f"{stale} order by all") == [one for one in held if one != ("Twin",)]
    rows = "select locality, count(*) from inspection.tracker_rows group by all order by all"
    assert county.query(rows) == published.query(rows)


def test_a_night_run_after_a_later_one_says_that_the_later_release_does_not_know_of_it(
    refused: tuple[Folder, Ended, dict[Path, str]], tmp_path: Path
) -> None:
    later, said, _ = refused
    assert "does not know" not in said.printed
    county = later.copy_to(tmp_path)
    ended = county.run("--as-at", "2026-09-01")
    assert ended.printed.splitlines()[-1] == (
        "  2026-09-02-1 does not know of this run: "
        "run `locality nightly --as-at 2026-09-02` again to count it in"
    )
    assert county.pointer["run_id"] == "2026-09-02-1"


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _workbook(county: Folder, suffix: str) -> Path:
    return sorted((county.county / "localities").rglob(f"*{suffix}"))[0]
