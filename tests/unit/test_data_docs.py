"""The analyst's pages: offline, and without a value of a child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import jinja2
import pytest
from jinja2.bccache import Bucket

from assets.county import Place
from assets.warehouse import connect
from expectations.contracts import load_contracts
from expectations.data_docs import build_data_docs
from expectations.rules import load_rules
from expectations.runner import run_release_rules, run_validation
from pipelines.data_docs import NoNightError, write_data_docs
from tests.unit.rule_rows import a_night_for_rules
from tests.unit.staged_rows import COUNTY, put

TABLES = ("ssd_person", "ssd_cp_plans")
CONTRACTS = {table: load_contracts()[table] for table in TABLES}
RULES = [rule for rule in load_rules() if rule.id in ("8720", "8905", "8525Q", "tracker_child_twice")]
RELEASE = [rule for rule in load_rules() if rule.id == "release_key_missing"]
CANARIES = ("73519", "Yelland", "P73520", "Unheard of", "2099-01-02", "Nowhere Lane", "73521")


class Compiled(jinja2.BytecodeCache):
    """Templates once compiled: Great Expectations makes an environment for every block of a page."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="module", autouse=True)
def compiled_once() -> Iterator[None]:
    begin, compiled = jinja2.Environment.__init__, Compiled()

    def begin_compiled(environment: jinja2.Environment, *arguments, **options) -> None:
        # What has positional arguments is the environment of a template of its own.
        begin(environment, *arguments, **(options if arguments else {"bytecode_cache": compiled, **options}))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "__init__", begin_compiled)
        yield


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("docs") / "data_docs"
    with a_night_for_rules() as night:
        put(
            night, "staged.ssd_person", pers_person_id="73519", pers_surname="Yelland", pers_sex="Unheard of",
            pers_dob=date(2099, 1, 2), pers_expected_dob=date(2099, 1, 2),
        )  # fmt: skip
        put(
            night, "staged.ssd_cp_plans", cppl_cp_plan_id="P73520", cppl_person_id="73519",
            cppl_cp_plan_initial_category="Nowhere Lane", cppl_cp_plan_ola="Unheard of",
        )  # fmt: skip
        for row in (1, 2):
            put(night, "staged.tracker_rows", tracker_row_id=row, locality="North")
            put(night, "staged.tracker_values", tracker_row_id=row, field="child_id", state="read",
                text_value="73521")  # fmt: skip
        run_validation(night, CONTRACTS, RULES)
        run_release_rules(night, CONTRACTS, RELEASE)
        first = build_data_docs(night, CONTRACTS, [*RULES, *RELEASE], date(2019, 5, 1), folder)
        assert first == folder / "index.html"
        yield folder


def read(pages: Path) -> dict[str, str]:
    return {
        path.relative_to(pages).as_posix(): path.read_text(encoding="utf-8") for path in pages.rglob("*.html")
    }


def test_there_is_a_page_for_each_table_and_the_first_leads_to_it(pages: Path):
    index = read(pages)["index.html"]
    for table, counts in (("ssd_person", "broken"), ("ssd_cp_plans", "broken"), ("tracker_rows", "1 broken")):
        assert f">{table}</a>" in index
        assert counts in index
    links = re.findall(r"href='([^']*)'", index)
    assert len(links) == 4
    assert all((pages / link).is_file() for link in links)


def test_a_page_says_what_was_expected_in_the_rules_own_words_and_how_many_rows_break_it(pages: Path):
    [page] = [text for name, text in read(pages).items() if name.startswith("validations/ssd_cp_plans")]
    assert "8720: A child protection plan has no start date." in page
    assert "values must never be null" in page
    assert "1 unexpected" in " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_the_pages_ask_no_other_host_for_anything(pages: Path):
    for name, text in read(pages).items():
        assert not re.search(r"https?://|src=|<script|<link|@import|url\(", text), name
    assert {path.suffix for path in pages.rglob("*") if path.is_file()} == {".html"}


def test_the_pages_hold_no_value_of_a_child(pages: Path):
    said = " ".join(read(pages).values())
    for canary in CANARIES:
        assert canary not in said


def test_pages_of_a_night_that_was_never_run_are_refused_plainly(tmp_path: Path):
    place = Place(county=COUNTY, county_file=tmp_path / "county.yaml", data=tmp_path, home=tmp_path)
    with pytest.raises(NoNightError, match="no night of 2019-05-01 was run"):
        write_data_docs(place, date(2019, 5, 1))


def test_pages_are_written_from_the_nights_own_database_which_stays_as_it_is(tmp_path: Path):
    place = Place(county=COUNTY, county_file=tmp_path / "county.yaml", data=tmp_path, home=tmp_path)
    work = place.work_file(date(2019, 5, 1))
    work.parent.mkdir()
    with a_night_for_rules() as night:
        night.execute(f"attach '{work.as_posix()}' as kept")
        night.execute("copy from database memory to kept")
    before = work.read_bytes()
    page = write_data_docs(place, date(2019, 5, 1))
    assert page == tmp_path / "data_docs" / "index.html"
    assert ">ssd_person</a>" in page.read_text(encoding="utf-8")
    assert work.read_bytes() == before
    with connect(work, read_only=True) as again:
        assert again.execute("select count(*) from staged.ssd_person").fetchall() == [(0,)]
