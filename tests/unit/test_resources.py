"""What Dagster shows of a table."""

from __future__ import annotations

import dagster as dg
import pytest

from assets.resources import column_schema


@pytest.mark.parametrize(
    ("table", "column", "said"),
    [
        ("staged.ssd_cp_visits", ("cppv_cp_visit_date", "DATE"), "Day of the visit."),
        ("inspection.failure_lives", ("rule_id", "VARCHAR"), "The rule that is or was broken."),
        ("staged.ssd_cp_visits", ("source_row", "BIGINT"), None),
        ("reconciled.matches", ("person_id", "VARCHAR"), None),
    ],
)
def test_a_column_is_shown_with_what_its_contract_or_the_dictionary_says(
    table: str, column: tuple[str, str], said: str | None
) -> None:
    assert column_schema(table, [column]) == dg.TableSchema([dg.TableColumn(*column, description=said)])
