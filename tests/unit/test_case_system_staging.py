"""An extract staged under its contracts: what becomes of good values, and which finding names a bad one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from assets.case_system.staging import MeaninglessNightError, stage_extract
from assets.landing import Delivery, record_deliveries
from assets.warehouse import connect, run_sql
from expectations.contracts import Contract, load_contracts

PERSON = "pers_person_id,pers_forename,pers_sex,pers_dob\n"
GOOD = {
    "ssd_person": PERSON + "1,Ann,F,2010-04-03\n",
    "ssd_department": "dept_team_id,dept_team_name\nD1,North Team 1\n",
    "ssd_cp_plans": "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\nP1,1,2019-01-10\n",
}
# Enough tables for every case, since each costs time.
FEW = {
    table: load_contracts()[table]
    for table in (*GOOD, "ssd_cin_plans", "ssd_professionals", "ssd_address", "local_audits")
}


@dataclass
class Extract:
    """A folder of landed files and the database they are staged in."""

    connection: duckdb.DuckDBPyConnection
    folder: Path

    def stage(self, contracts: dict[str, Contract] = FEW, **files: str | bytes | None) -> None:
        deliveries = []
        for table, content in {**GOOD, **files}.items():
            if content is None:
                continue
            (self.folder / table).write_bytes(content.encode() if isinstance(content, str) else content)
            deliveries.append(
                Delivery("extract", None, f"extract/{table}.csv", "h", 1, None, table, "landed")
            )
        record_deliveries(self.connection, deliveries)
        stage_extract(self.connection, self.folder, contracts)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return self.connection.execute(query).fetchall()

    def findings(self, rule_id: str) -> list[tuple[object, ...]]:
        """Those of tables that the test delivered; nearly all others are missing."""
        return self.connection.execute(
            """
            select record_table, column_name, record_id, source_row, value
            from staged.staging_findings
            where rule_id = $rule and (rule_id = 'table_missing' or record_table <> 'ssd_cp_plans')
            order by all
            """,
            {"rule": rule_id},
        ).fetchall()


@pytest.fixture
def extract(tmp_path: Path) -> Iterator[Extract]:
    with connect(tmp_path / "night.duckdb") as connection:
        yield Extract(connection, tmp_path)


def test_every_contract_has_a_staged_table_of_its_columns_and_types(extract: Extract):
    extract.stage(load_contracts())
    for table, contract in load_contracts().items():
        staged = extract.connection.table(f"staged.{table}")
        wanted = [
            *((column.name, column.duckdb_type) for column in contract.columns),
            ("source_row", "BIGINT"),
        ]
        assert list(zip(staged.columns, map(str, staged.types), strict=True)) == wanted


def test_values_are_trimmed_typed_and_numbered(extract: Extract):
    extract.stage(ssd_person=PERSON + "\u00a0007 , Ann ,F,2010-04-03T00:00:00\n2,,,\n")
    person = "select pers_person_id, pers_forename, pers_dob, source_row from staged.ssd_person order by 4"
    assert extract.rows(person) == [("007", "Ann", date(2010, 4, 3), 2), ("2", None, None, 3)]


@pytest.mark.parametrize(
    ("typed", "staged"),
    [
        ("2019-04-30", date(2019, 4, 30)),
        ("2019-04-30 00:00:00.0000000", date(2019, 4, 30)),
        ("2019-04-30T17:05:00Z", date(2019, 4, 30)),
        ("30/04/2019", None),
        ("2019-02-30", None),
        ("19-04-30", None),
        ("43585", None),
    ],
)
def test_only_iso_dates_are_dates(typed: str, staged: date | None, extract: Extract):
    extract.stage(local_audits=f"audit_id,person_id,audit_date\nA1,1,{typed}\n")
    assert extract.rows("select audit_date from staged.local_audits") == [(staged,)]
    wrong = [] if staged else [("local_audits", "audit_date", "A1", 2, typed)]
    assert extract.findings("wrong_type") == wrong


@pytest.mark.parametrize(
    ("caseload", "share", "staged"),
    [
        ("21", "0.6", (21, 0.6)),
        ("21.0", "1", (21, 1.0)),
        ("1.5", "full", (None, None)),
        ("1e3", "nan", (None, None)),
    ],
)
def test_numbers_are_never_rounded_into_shape(caseload: str, share: str, staged: object, extract: Extract):
    header = "prof_professional_id,prof_professional_caseload,prof_full_time_equivalency\n"
    extract.stage(ssd_professionals=f"{header}W1,{caseload},{share}\n")
    query = "select prof_professional_caseload, prof_full_time_equivalency from staged.ssd_professionals"
    assert extract.rows(query) == [staged]
    assert len(extract.findings("wrong_type")) == (0 if staged != (None, None) else 2)


@pytest.mark.parametrize(
    ("good", "wrong", "is_lost"),
    [
        (1, 1, False),
        (0, 1, False),
        (0, 2, True),
        (2, 2, False),
        (2, 3, True),
        (190, 10, False),
        (180, 20, True),
        (150, 50, True),
    ],
)
def test_a_column_too_much_of_which_cannot_be_read_is_as_if_it_had_not_come(
    good: int, wrong: int, is_lost: bool, extract: Extract
):
    days = ["2019-04-30"] * good + ["30/04/2019"] * wrong
    lines = [f"A{number},1,{day}" for number, day in enumerate(["", *days])]
    extract.stage(local_audits="audit_id,person_id,audit_date\n" + "\n".join(lines) + "\n")
    extract.connection.execute("create table staged.night as select 'Social Worker' as allocated_role")
    extract.connection.execute("create table staged.ssd_involvements (invo_professional_role_id varchar)")
    extract.connection.execute(
        "create table staged.came_empty (record_table varchar, column_name varchar, said varchar)"
    )
    run_sql(extract.connection, "staging/lacking.sql")
    lacking = extract.rows("select said from staged.lacking where column_name = 'audit_date'")
    sentence = (
        f"local_audits.csv: {wrong} of the {good + wrong} values of audit_date cannot be read, the first in "
        f"row {good + 3}; each should be a date like 2019-04-30. What rests on this column is blank tonight. "
        "Ask for it again."
    )
    assert lacking == ([(sentence,)] if is_lost else [])
    # One finding stands for all the values of a column that is lost.
    assert len(extract.findings("wrong_type")) == (0 if is_lost else wrong)


def test_a_value_that_cannot_be_read_is_told_with_the_form_it_should_have(extract: Extract):
    extract.stage(local_audits="audit_id,person_id,audit_date\nA1,1,30/04/2019\n")
    [(said,)] = extract.rows("select message from staged.staging_findings where rule_id = 'wrong_type'")
    assert said == (
        "row 2 of local_audits.csv: the value of audit_date cannot be read, it should be a date like "
        "2019-04-30; it is blank tonight. Correct it."
    )


def test_a_wrong_date_of_birth_is_found_and_not_shown(extract: Extract):
    extract.stage(ssd_person=PERSON + "1,Ann,F,03/04/2010\n")
    assert extract.findings("wrong_type") == [("ssd_person", "pers_dob", "1", 2, None)]
    assert "03/04" not in str(extract.rows("select * from staged.staging_findings"))


@pytest.mark.parametrize(
    ("written", "code"),
    [("NEG", "NEG"), ("neg", "NEG"), ("Neglect", "NEG"), ("a) Neglect", "NEG"),
     ("Multiple: Neglect; Physical", "MUL"), ("NEG - Neglect", "NEG"), ("Cruelty", "Cruelty"), ("", None)],
)  # fmt: skip
def test_known_spellings_become_the_code_and_unknown_ones_stay(
    written: str, code: str | None, extract: Extract
):
    header = "cppl_cp_plan_id,cppl_cp_plan_initial_category\n"
    extract.stage(ssd_cp_plans=f"{header}P1,{written}\n")
    assert extract.rows("select cppl_cp_plan_initial_category from staged.ssd_cp_plans") == [(code,)]


def test_respelt_codes_are_told_once_a_column(extract: Extract):
    extract.stage(ssd_person=PERSON + "1,Ann,female,2010-04-03\n2,Bo,Male,2010-04-03\n3,Cy,M,2010-04-03\n")
    assert extract.rows("select pers_sex from staged.ssd_person order by source_row") == [
        ("F",),
        ("M",),
        ("M",),
    ]
    assert extract.findings("code_respelt") == [("ssd_person", "pers_sex", None, None, None)]


def test_a_table_not_delivered_is_empty_and_found(extract: Extract):
    extract.stage()
    missing = {row[0] for row in extract.findings("table_missing")}
    assert missing == set(FEW) - set(GOOD)
    assert extract.rows("select count(*) from staged.local_audits") == [(0,)]


def test_a_column_not_delivered_is_blank_and_found_unless_it_is_optional(extract: Extract):
    extract.stage(ssd_department="dept_team_name\nNorth Team 1\n")
    assert extract.rows("select dept_team_id, dept_team_name from staged.ssd_department") == [
        (None, "North Team 1")
    ]
    columns = {row[1] for row in extract.findings("column_missing") if row[0] == "ssd_department"}
    assert columns == {"dept_team_id", "dept_team_parent_id", "dept_team_parent_name"}
    assert "pers_upn" not in {row[1] for row in extract.findings("column_missing")}


def test_an_optional_column_is_taken_in_where_it_came(extract: Extract):
    extract.stage(ssd_person="pers_person_id,pers_upn\n1,A123456789012\n")
    assert extract.rows("select pers_upn from staged.ssd_person") == [("A123456789012",)]


def test_a_column_of_no_contract_is_not_taken_in_and_found(extract: Extract):
    extract.stage(ssd_department="dept_team_id,dept_team_name,notes\nD1,North Team 1,secret\n")
    assert "notes" not in extract.connection.table("staged.ssd_department").columns
    assert extract.findings("column_extra") == [("ssd_department", "notes", None, None, None)]


def test_a_file_of_no_contract_and_a_second_file_of_a_table_are_found(extract: Extract):
    extract.stage(readme="a\n1\n", SSD_PERSON=PERSON + "9,Zed,M,2010-01-01\n")
    assert [row[0] for row in extract.findings("table_extra")] == ["readme", "ssd_person"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b'pers_person_id,pers_sex\n1,"F\n2,M\n'])
def test_a_file_that_cannot_be_read_is_found_and_its_table_empty(content: bytes, extract: Extract):
    extract.stage(ssd_professionals=content)
    assert [row[0] for row in extract.findings("table_unreadable")] == ["ssd_professionals"]
    assert extract.rows("select count(*) from staged.ssd_professionals") == [(0,)]


def test_a_file_that_could_not_be_landed_is_found_with_its_reason(extract: Extract):
    extract.stage()
    gone = Delivery(
        "extract", None, "extract/ssd_address.csv", None, None, None, None, "unreadable", "it was open"
    )
    kept = [
        Delivery("extract", None, f"extract/{table}.csv", "h", 1, None, table, "landed") for table in GOOD
    ]
    record_deliveries(extract.connection, [gone, *kept])
    stage_extract(extract.connection, extract.folder, FEW)
    message = "select message from staged.staging_findings where rule_id = 'table_unreadable'"
    assert extract.rows(message) == [("extract/ssd_address.csv was not read: it was open",)]


def test_ragged_rows_repeated_headings_and_foreign_bytes_are_found(extract: Extract):
    extract.stage(
        ssd_department=b"dept_team_id,dept_team_name,dept_team_id\nD1,Caf\xe9,D1\nD2,North, Team,D2\n"
    )
    assert extract.rows("select dept_team_name from staged.ssd_department") == [("Café",)]
    assert extract.findings("row_unreadable") == [("ssd_department", None, None, 3, None)]
    assert extract.findings("column_repeated") == [("ssd_department", "dept_team_id", None, None, None)]
    assert extract.findings("encoding_foreign") == [("ssd_department", None, None, None, None)]


def test_staging_again_replaces_what_was_staged(extract: Extract):
    extract.stage()
    extract.stage(ssd_person=PERSON + "5,Eve,F,2010-04-03\n")
    assert extract.rows("select pers_person_id from staged.ssd_person") == [("5",)]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"ssd_person": None}, "ssd_person has no children"),
        ({"ssd_person": PERSON}, "ssd_person has no children"),
        ({"ssd_person": "pers_forename\nAnn\n"}, "ssd_person has no children"),
        ({"ssd_department": None}, "ssd_department has no teams"),
        ({"ssd_cp_plans": None}, "there are no plans at all"),
    ],
)
def test_a_night_without_children_teams_or_plans_is_refused_and_its_findings_kept(
    files: dict[str, str | None], says: str, extract: Extract
):
    with pytest.raises(MeaninglessNightError, match=says):
        extract.stage(**files)
    assert extract.findings("table_missing")


def test_plans_of_one_kind_are_enough(extract: Extract):
    extract.stage(ssd_cp_plans=None, ssd_cin_plans="cinp_cin_plan_id\nC1\n")
    assert extract.rows("select cinp_cin_plan_id from staged.ssd_cin_plans") == [("C1",)]


def test_the_word_null_is_read_as_blank_and_told_once_a_column(extract: Extract):
    extract.stage(ssd_person=PERSON + '1,NULL,F,NULL\n2, NULL ,"NULL",2010-04-03\n3,Null,F,2010-04-03\n')
    assert extract.rows("select pers_forename, pers_sex from staged.ssd_person order by pers_person_id") == [
        (None, "F"), (None, None), ("Null", "F"),
    ]  # fmt: skip
    assert extract.findings("null_written") == [
        ("ssd_person", column, None, None, None) for column in ("pers_dob", "pers_forename", "pers_sex")
    ]
    assert extract.findings("wrong_type") == []
    [message] = extract.rows(
        "select message from staged.staging_findings where column_name = 'pers_forename'"
    )
    assert message == ("2 values of pers_forename are the word NULL; they were read as blank.",)


def test_every_record_of_a_file_is_accounted_for(extract: Extract):
    extract.stage(
        ssd_person=PERSON
        + '1,"Ann\nMary",F,2010-04-03\n\n2,Bo,M,2010-04-03,too many\n3,Cy,M\n,,,\n4,6" Dee,F,\n'
    )
    counts = extract.rows("select * from staged.row_counts order by record_table")
    assert counts == [
        ("ssd_cp_plans", 1, 0, 1),
        ("ssd_department", 1, 0, 1),
        ("ssd_person", 4, 2, 2),
    ]
