"""No name, date of birth or address is published; what names nobody is shown to inspection."""

from __future__ import annotations

from datetime import date

import pytest

from assets.county import Place
from assets.publishing.dictionary import contract
from tests.unit.published_rows import GOOD, NIGHT, made
from tests.unit.working_tables import Rows, a_discrepancy, publish, read

NAME, DOB, ADDRESS = "Canaria Testname", "2011-12-13", "1 Canary Row, EX9 9ZZ"


def test_no_name_birthday_or_address_is_published_anywhere(place: Place) -> None:
    rows: Rows = {
        **GOOD,
        "staged.tracker_values": [
            {"tracker_row_id": 1, "field": "name", "typed": NAME, "text_value": NAME},
            {"tracker_row_id": 1, "field": "dob", "typed": DOB, "date_value": date.fromisoformat(DOB)},
        ],
        "staged.staging_findings": [{"rule_id": "wrong_type", "value": ADDRESS}],
        "reconciled.system_values": [{"person_id": "1001", "field": "name", "text_value": NAME}],
        "reconciled.discrepancies": [
            a_discrepancy("n", field="name", spreadsheet_value=NAME, system_value=NAME.lower()),
            a_discrepancy("f", field="forename", spreadsheet_value=NAME, system_value=NAME),
            a_discrepancy("d", field="dob", kind="unreadable_value", spreadsheet_value=DOB, system_value=DOB),
            a_discrepancy("x", field=None, kind="missing_from_system", spreadsheet_value=NAME),
            a_discrepancy("u", field="a field of next year", spreadsheet_value=ADDRESS, system_value=ADDRESS),
        ],
        "validated.failures": [
            {"failure_id": str(number), "rule_id": "e1", "column_name": column, "value": value}
            for number, (column, value) in enumerate(
                (
                    ("pers_surname", NAME),
                    ("pers_dob", DOB),
                    ("name", NAME),
                    ("dob", DOB),
                    ("addr_address_json", ADDRESS),
                    ("addr_address_postcode", ADDRESS),
                    ("cine_referral_outcome_json", NAME),
                    ("prof_professional_name", NAME),
                    ("pers_expected_dob", DOB),
                    (None, ADDRESS),
                )
            )
        ],
    }
    released = publish(place, NIGHT, rows)
    said = [repr(read(released, f"from {table}")) for table in contract()]
    said += [
        path.read_text(encoding="utf-8")
        for path in place.published.rglob("*")
        if path.suffix in (".html", ".json")
    ]
    assert len(said) > len(contract()) + 4
    for text in said:
        for secret in (NAME, NAME.lower(), DOB, "datetime.date(2011, 12, 13)", ADDRESS):
            assert secret not in text
    raw = b"".join(path.read_bytes() for path in place.published.rglob("*") if path.is_file())
    assert b"Canar" not in raw


def test_values_that_name_nobody_are_shown_to_inspection(place: Place) -> None:
    rows: Rows = {
        "reconciled.discrepancies": [
            a_discrepancy("a", field="last_visit", kind="unreadable_value", spreadsheet_value="see file")
        ],
        "validated.failures": [
            {"failure_id": "f", "column_name": "cppv_cp_visit_date", "value": "2091-01-01"}
        ],
    }
    query = """
        select discrepancies.spreadsheet_value, failures.value
        from inspection.discrepancies as discrepancies, inspection.validation_failures as failures
    """
    assert made(place, rows, query) == [("see file", "2091-01-01")]


def test_published_has_no_column_for_a_person() -> None:
    columns = {c.name for table, all_ in contract().items() if table.startswith("published.") for c in all_}
    assert not columns & {"person_id", "record_id", "name_of_child", "dob", "spreadsheet_text", "explanation"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("31/11/2018", "31/11/2018"),
        ("n/k", "n/k"),
        ("3rd Feb or 4th", "words: open the cell to read them"),
        ("see Kai Abbott, dob 22/09/2014", "words: open the cell to read them"),
    ],
)
def test_words_that_stand_for_a_value_stay_in_their_cell(place: Place, typed: str, shown: str) -> None:
    found = a_discrepancy("a", kind="unreadable_value", field="last_visit", spreadsheet_value=typed)
    query = "select spreadsheet_value from inspection.discrepancies"
    assert made(place, {"reconciled.discrepancies": [found]}, query) == [(shown,)]
