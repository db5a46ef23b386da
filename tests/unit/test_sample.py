"""The invented county: the same for a seed, with every kind of mistake, each where its truth says it is."""

import csv
import hashlib
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from random import Random
from zipfile import ZipFile

import openpyxl
import pytest
import xlrd
from odf.opendocument import load
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.teletype import extractText

from assets.county import Thresholds, load_place
from assets.sample import field_mistakes
from assets.sample.county import write_sample
from assets.sample.days import WorkingDays, month_end, months_between, months_later
from assets.sample.measures import INDICATORS

CHILDREN = 900
KINDS = {
    "missing_from_spreadsheet", "missing_from_system", "not_open_in_system", "value_differs", "duplicate_row",
    "wrong_locality", "unreadable_value", "figure_differs",
}  # fmt: skip
CAUSES = {
    "day_month_swapped", "wrong_year", "digits_transposed", "typo", "stale_value", "not_recorded_in_system",
    "closed_case_left_on", "not_yet_added", "transferred", "copied_row", "free_text", "calendar_days_counted",
    "wrong_denominator", "rows_missed_by_formula", "previous_month_copied", "rounding", "percent_as_fraction",
    "unknown",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, CHILDREN, seed=7)
    return folder


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def truth(sample: Path, name: str) -> list[dict[str, str]]:
    return lines(sample / "truth" / f"{name}.csv")


def extract(sample: Path, name: str) -> list[dict[str, str]]:
    return lines(sample / "extract" / f"{name}.csv")


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# The same county


def test_a_seed_gives_the_same_files_and_another_seed_other_ones(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("again", 3), ("other", 4)):
        write_sample(tmp_path / name, 60, seed)
    one, again, other = (hashes(tmp_path / name) for name in ("one", "again", "other"))
    assert one == again
    assert one["extract/ssd_person.csv"] != other["extract/ssd_person.csv"]
    assert len([name for name in one if name.startswith("extract/")]) == 21


def test_a_county_of_one_child_can_be_written(tmp_path: Path) -> None:
    write_sample(tmp_path, 1)
    assert len(extract(tmp_path, "ssd_person")) == 1


def test_county_yaml_is_one_that_a_night_can_run(sample: Path) -> None:
    place = load_place(sample / "county.yaml")
    for locality in place.county.localities:
        assert place.layout_file(locality).is_file()
        assert (place.data / locality.folder).is_dir()
    teams = {team.name for locality in place.county.localities for team in locality.teams}
    assert {line["dept_team_name"] for line in extract(sample, "ssd_department")} - {
        "Quality Assurance"
    } == teams


# The extract


def test_about_45_percent_of_children_have_an_open_plan_and_none_has_two(sample: Path) -> None:
    cin = [
        line["cinp_person_id"]
        for line in extract(sample, "ssd_cin_plans")
        if not line["cinp_cin_plan_end_date"]
    ]
    cp = [
        line["cppl_person_id"]
        for line in extract(sample, "ssd_cp_plans")
        if not line["cppl_cp_plan_end_date"]
    ]
    plans = Counter(cin + cp)
    assert set(plans.values()) == {1}
    assert 0.38 < len(plans) / CHILDREN < 0.55


def test_nothing_that_has_happened_is_dated_on_the_as_at_date_or_later(sample: Path) -> None:
    ahead = ("icpc_icpc_target_date", "cppr_cp_review_due")
    late = [
        (path.name, column)
        for path in (sample / "extract").iterdir()
        for line in lines(path)
        for column, value in line.items()
        if value[:4].isdigit() and value[4:5] == "-" and value >= "2026-09-01" and column not in ahead
    ]
    assert late == []


def test_records_point_at_records_that_are_there(sample: Path) -> None:
    people = {line["pers_person_id"] for line in extract(sample, "ssd_person")}
    referrals = {line["cine_referral_id"] for line in extract(sample, "ssd_cin_episodes")}
    workers = {line["prof_professional_id"] for line in extract(sample, "ssd_professionals")}
    for name in ("ssd_cin_plans", "ssd_cp_plans", "ssd_involvements", "ssd_cin_assessments", "ssd_cp_visits"):
        for line in extract(sample, name):
            assert next(value for column, value in line.items() if column.endswith("person_id")) in people
            assert {value for column, value in line.items() if column.endswith("referral_id")} <= referrals
            assert {value for column, value in line.items() if "professional_id" in column} <= workers


def test_siblings_share_a_case_number(sample: Path) -> None:
    families = Counter(line["link_identifier_value"] for line in extract(sample, "ssd_linked_identifiers"))
    assert sum(families.values()) == CHILDREN
    assert max(families.values()) > 1


# The mistakes


def test_every_kind_and_every_cause_is_made(sample: Path) -> None:
    errors = truth(sample, "errors")
    assert {line["kind"] for line in errors} == KINDS
    assert {line["cause"] for line in errors} == CAUSES
    formats = {Path(line["file"]).suffix for line in errors}
    assert formats == {".xlsx", ".xls", ".ods", ".csv"}


def test_most_rows_have_no_mistake(sample: Path) -> None:
    rows = truth(sample, "rows")
    wrong = [line for line in rows if line["row_error"] or line["field_errors"] != "0"]
    assert 0.03 < len(wrong) / len(rows) < 0.2


Grid = dict[tuple[str, str], dict[str, str]]


def read_workbooks(sample: Path) -> Grid:
    """What every cell shows, by file and sheet, read by libraries that the product does not write with."""
    grid: Grid = defaultdict(dict)
    for path in sorted((sample / "localities").rglob("*.*")):
        file = path.relative_to(sample).as_posix()
        {".xlsx": read_xlsx, ".xls": read_xls, ".ods": read_ods, ".csv": read_csv}[path.suffix](
            path, file, grid
        )
    return grid


def shown(value: object, number_format: str) -> str:
    if isinstance(value, date):
        day = {"dd/mm/yyyy": f"{value:%d/%m/%Y}", "d-mmm-yy": f"{value.day}-{value:%b-%y}"}
        return day.get(number_format, f"{value:%b-%y}")
    if isinstance(value, float | int) and "%" in number_format:
        return f"{value * 100:.{2 if '.' in number_format else 0}f}%"
    if isinstance(value, float | int) and number_format == "0.0":
        return f"{value:.1f}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def a1(row: int, column: int) -> str:
    return f"{openpyxl.utils.get_column_letter(column + 1)}{row + 1}"


def read_xlsx(path: Path, file: str, grid: Grid) -> None:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    grid[file, sheet.title][cell.coordinate] = shown(cell.value, cell.number_format)


def read_xls(path: Path, file: str, grid: Grid) -> None:
    book = xlrd.open_workbook(path, formatting_info=True)
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for column in range(sheet.ncols):
                cell = sheet.cell(row, column)
                if cell.ctype == xlrd.XL_CELL_EMPTY or cell.value == "":
                    continue
                pattern = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
                is_date = cell.ctype == xlrd.XL_CELL_DATE
                value = xlrd.xldate_as_datetime(cell.value, book.datemode).date() if is_date else cell.value
                grid[file, sheet.name][a1(row, column)] = shown(value, pattern)


def read_ods(path: Path, file: str, grid: Grid) -> None:
    for sheet in load(path).getElementsByType(Table):
        for row, line in enumerate(sheet.getElementsByType(TableRow)):
            cells = [
                one for one in line.childNodes if one.qname in (TableCell().qname, CoveredTableCell().qname)
            ]
            for column, cell in enumerate(cells):
                if text := extractText(cell):
                    grid[file, sheet.getAttribute("name")][a1(row, column)] = text


def read_csv(path: Path, file: str, grid: Grid) -> None:
    figures = "figures" in path.name
    with path.open(encoding="cp1252" if figures else "utf-8-sig", newline="") as handle:
        for row, line in enumerate(csv.reader(handle, delimiter=";" if figures else ",")):
            for column, text in enumerate(line):
                if text:
                    grid[file, ""][a1(row, column)] = text


def test_every_truth_cell_points_at_the_typed_text(sample: Path) -> None:
    grid = read_workbooks(sample)
    pointed = 0
    for line in truth(sample, "errors"):
        whole_row = line["kind"] in (
            "wrong_locality",
            "not_open_in_system",
            "missing_from_system",
            "duplicate_row",
        )
        if line["cell"] and not whole_row:
            assert grid[line["file"], line["sheet"]][line["cell"]] == line["spreadsheet_value"], line[
                "error_id"
            ]
            pointed += 1
    assert pointed > 80


def test_every_truth_row_names_its_child(sample: Path) -> None:
    grid = read_workbooks(sample)
    people = {line["pers_person_id"]: line for line in extract(sample, "ssd_person")}
    by_row: dict[tuple[str, str, str], str] = defaultdict(str)
    for (file, sheet), cells in grid.items():
        for cell, text in cells.items():
            by_row[file, sheet, cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")] += f" {text}"
    mistyped = {(line["file"], line["sheet"], line["row"]) for line in truth(sample, "errors")}
    for line in truth(sample, "rows"):
        place = (line["file"], line["sheet"], line["row"])
        if place not in mistyped:
            forename = people[line["person_id"]]["pers_forename"]
            assert forename[:2].casefold() in by_row[place].casefold(), place


def test_a_missing_child_is_on_no_row_of_its_locality(sample: Path) -> None:
    listed = {(line["file"].split("/")[1], line["person_id"]) for line in truth(sample, "rows")}
    missing = [line for line in truth(sample, "errors") if line["kind"] == "missing_from_spreadsheet"]
    assert missing
    for line in missing:
        assert (line["locality"], line["person_id"]) not in listed
        assert line["file"]


def test_a_slip_is_never_the_right_value(sample: Path) -> None:
    for line in truth(sample, "errors"):
        assert line["spreadsheet_value"] != line["system_value"] or line["kind"] == "missing_from_spreadsheet"


@pytest.mark.parametrize(
    ("mistake", "right", "wrong"),
    [
        (field_mistakes.day_month_swapped, date(2026, 3, 8), date(2026, 8, 3)),
        (field_mistakes.day_month_swapped, date(2026, 3, 13), None),
        (field_mistakes.day_month_swapped, date(2026, 3, 3), None),
        (field_mistakes.wrong_year, date(2026, 1, 5), date(2025, 1, 5)),
        (field_mistakes.wrong_year, date(2024, 2, 29), None),
        (field_mistakes.day_digits_transposed, date(2026, 1, 13), date(2026, 1, 31)),
        (field_mistakes.day_digits_transposed, date(2026, 6, 13), None),
        (field_mistakes.day_digits_transposed, date(2026, 6, 22), None),
    ],
)
def test_a_date_goes_wrong_as_its_cause_says(mistake, right: date, wrong: date | None) -> None:
    assert mistake(Random(1), right) == wrong  # noqa: S311


@pytest.mark.parametrize("seed", range(8))
def test_other_slips_change_what_they_say(seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    assert sorted(field_mistakes.id_digits_transposed(rng, "123456") or "") == list("123456")
    assert field_mistakes.letter_mistyped(rng, "Thornley") != "Thornley"
    mistyped = field_mistakes.digit_mistyped(rng, date(2026, 5, 14))
    assert mistyped is not None
    assert abs((mistyped - date(2026, 5, 14)).days) == 1
    other = field_mistakes.other_date(rng, date(2026, 5, 31))
    assert other is None or 6 <= (date(2026, 5, 31) - other).days <= 20


# The truth of the figures, by the definitions, from the files themselves


def test_the_true_figures_cover_every_month_team_and_indicator(sample: Path) -> None:
    figures = truth(sample, "system_figures")
    county = load_place(sample / "county.yaml").county
    teams = sum(len(locality.teams) + 1 for locality in county.localities)
    assert len(figures) == 12 * teams * len(INDICATORS)
    assert {line["month"] for line in figures} == {f"{month:%Y-%m}" for month in MONTHS}


MONTHS = months_between(date(2025, 9, 1), date(2026, 8, 31))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("month", MONTHS[::5])
def test_true_cp_figures_follow_from_the_extract(sample: Path, month: date) -> None:
    on = month_end(month)
    days = WorkingDays(date(2024, 1, 1), date(2027, 12, 31))
    visits: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for line in extract(sample, "ssd_cp_visits"):
        visited = date.fromisoformat(line["cppv_cp_visit_date"])
        if visited <= on:
            visits[line["cppv_cp_plan_id"]].append((visited, line["cppv_cp_visit_seen_alone"]))
    open_plans = [
        line["cppl_cp_plan_id"]
        for line in extract(sample, "ssd_cp_plans")
        if line["cppl_cp_plan_start_date"] <= on.isoformat()
        and (not line["cppl_cp_plan_end_date"] or line["cppl_cp_plan_end_date"] > on.isoformat())
    ]
    last = [max(visits[plan]) for plan in open_plans if visits[plan]]
    expected = {
        "open_cp_plans": (len(open_plans), 0),
        "pct_cp_visits_in_timescale": (
            sum(days.between(seen, on) <= 10 for seen, _ in last),
            len(open_plans),
        ),
        "pct_seen_alone_last_cp_visit": (sum(alone == "Y" for _, alone in last), len(last)),
    }
    county: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in truth(sample, "system_figures"):
        if line["month"] == f"{month:%Y-%m}" and line["team"] == "All":
            county[line["indicator"]][0] += int(line["numerator"])
            county[line["indicator"]][1] += int(line["denominator"] or 0)
    assert {name: tuple(county[name]) for name in expected} == expected


def test_a_supervision_thirty_days_before_the_month_end_counts(sample: Path) -> None:
    on = date(2026, 8, 31)
    supervised = {
        line["person_id"]
        for line in extract(sample, "local_supervisions")
        if line["person_id"]
        and on - timedelta(days=Thresholds().supervision_days) <= day(line["supervision_date"]) <= on
    }
    with_plan = {
        line[person]
        for name, person, end in (
            ("ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_end_date"),
            ("ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_end_date"),
        )
        for line in extract(sample, name)
        if not line[end]
    }
    true = [
        line
        for line in truth(sample, "system_figures")
        if (line["month"], line["team"], line["indicator"]) == ("2026-08", "All", "pct_supervised_30d")
    ]
    assert sum(int(line["numerator"]) for line in true) == len(with_plan & supervised)
    assert sum(int(line["denominator"]) for line in true) == len(with_plan)


@pytest.mark.parametrize(
    ("begin", "end", "between"),
    [
        (date(2026, 8, 28), date(2026, 9, 1), 1),  # the Summer bank holiday is on 31 August 2026
        (date(2026, 8, 28), date(2026, 8, 28), 0),
        (date(2025, 12, 24), date(2025, 12, 29), 1),
        (date(2026, 4, 2), date(2026, 4, 7), 1),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(begin: date, end: date, between: int) -> None:
    assert WorkingDays(date(2025, 1, 1), date(2026, 12, 31)).between(begin, end) == between


def test_months_later_stays_within_the_month() -> None:
    assert months_later(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert months_later(date(2026, 1, 15), -12) == date(2025, 1, 15)


# Sizes


def test_twice_the_children_give_about_twice_the_rows(tmp_path: Path) -> None:
    counts = []
    for children in (400, 800):
        write_sample(tmp_path / str(children), children)
        counts.append(len(extract(tmp_path / str(children), "local_supervisions")))
    assert 1.5 < counts[1] / counts[0] < 2.6


def test_the_ods_says_what_it_is_in_its_first_member(sample: Path) -> None:
    path = next((sample / "localities" / "Wyvern Vale").glob("*open.ods"))
    with ZipFile(path) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
