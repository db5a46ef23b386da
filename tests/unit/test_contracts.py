"""The contracts: that they hold together, and that one that cannot be is refused by file and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.contracts import ContractError, load_contracts

CODES = "yes_no:\n  values: {Y: 'Yes', N: 'No'}\n  also: {'yes': Y}\n"
VISITS = """
table: visits
description: A visit.
columns:
  - {name: visit_id, type: string, key: true, description: Number.}
  - {name: seen, type: string, codes: yes_no, description: Seen.}
"""


def contracts_in(folder: Path, visits: str = VISITS, codes: str = CODES):
    (folder / "codes.yaml").write_text(codes)
    (folder / "visits.yaml").write_text(visits)
    return load_contracts(folder)


def test_every_table_of_the_extract_has_a_contract():
    assert len(load_contracts()) == 21
    assert list(load_contracts()) == sorted(load_contracts())


def test_every_table_about_children_names_the_column_of_the_child():
    nobody = {table for table, contract in load_contracts().items() if contract.person is None}
    assert nobody == {"ssd_assessment_factors", "ssd_department", "ssd_professionals"}


@pytest.mark.parametrize(
    "part", ["forename", "surname", "dob", "postcode", "address_json", "name", "outcome_json"]
)
def test_what_identifies_a_child_or_worker_is_marked(part: str):
    columns = [
        column
        for contract in load_contracts().values()
        for column in contract.columns
        if column.name.endswith(f"_{part}")
        and column.name != "dept_team_name"
        and "parent" not in column.name
    ]
    assert columns
    assert all(column.identifying for column in columns)


def test_a_reference_to_the_child_is_to_the_person_table():
    for contract in load_contracts().values():
        if contract.person is not None and contract.table != "ssd_person":
            assert contract.column(contract.person).refers_to == ("ssd_person.pers_person_id",)


def test_a_code_is_known_by_its_spellings(tmp_path: Path):
    visits = contracts_in(tmp_path)["visits"]
    codes = visits.codes_of(visits.column("seen"))
    assert codes is not None
    assert codes.spellings == {"y": "Y", "n": "N", "yes": "Y"}
    assert visits.codes_of(visits.key) is None


def test_a_column_nobody_declared_is_not_found(tmp_path: Path):
    with pytest.raises(KeyError, match="visits has no column seen_alone"):
        contracts_in(tmp_path)["visits"].column("seen_alone")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("key: true, ", "", "visits.yaml: the file: exactly one column must be the key"),
        ("name: seen", "name: visit_id", "visits.yaml: the file: column 'visit_id' is declared twice"),
        ("codes: yes_no", "codes: maybe", "visits.yaml: the file: seen: codes: 'maybe' is not in"),
        ("type: string, codes", "type: text, codes", "visits.yaml: columns.1.type: Input should be 'string'"),
        ("type: string, codes", "sort: x, codes", "visits.yaml: columns.1.type: Field required"),
        ("table: visits", "table: calls", "visits.yaml: table: is 'calls', not the file's name"),
        ("table: visits", "table: visits\nperson: child", "visits.yaml: the file: person: 'child'"),
        ("codes: yes_no", "refers_to: [a.b]", "visits.yaml: seen: refers_to: no such column a.b"),
        ("columns:", "columns: [", "visits.yaml, line"),
    ],
)
def test_a_contract_that_cannot_be_is_refused_by_file_and_place(
    old: str, new: str, says: str, tmp_path: Path
):
    with pytest.raises(ContractError) as refused:
        contracts_in(tmp_path, VISITS.replace(old, new))
    assert str(refused.value).startswith(says)


def test_a_spelling_of_no_code_is_refused(tmp_path: Path):
    with pytest.raises(
        ContractError, match=r"codes\.yaml: yes_no: the file: also: 'M' is no code of this set"
    ):
        contracts_in(tmp_path, codes=CODES.replace("'yes': Y", "'yes': M"))
