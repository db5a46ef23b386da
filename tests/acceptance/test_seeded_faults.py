"""Faults seeded in a copy of each table of the golden extract: every one is found, and nothing else is.

Each fault stands in records of a child of its own. What the rules find in the copy, less what they find in
the untouched extract, must be exactly what was seeded: the rule, the record's key, and how often. The copies
are delivered on two nights; the child of a fault is no other fault's, of whatever table.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from assets.case_system.staging import stage_extract
from assets.checks import RULES_OF_THE_NIGHT
from assets.county import Place
from assets.landing import Delivery, record_deliveries
from assets.warehouse import connect
from expectations.contracts import load_contracts
from expectations.runner import run_validation
from tests.acceptance import seeded_contracts as contract
from tests.acceptance import seeded_practice as practice
from tests.acceptance.extract_copy import Copy, Extract
from tests.acceptance.golden_night import AS_AT, findings

SEED = 4
Fault = Callable[[Copy], None]

# How often each kind is seeded in each table's copy.
FAULTS: dict[str, dict[Fault, int]] = {
    "local_audits": {
        contract.key_missing: 1, contract.key_repeated: 1, contract.required_missing: 1,
        contract.code_unknown: 1, contract.date_after_as_at: 1, contract.reference_missing: 1,
        contract.null_written: 1,
    },
    "local_supervisions": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.required_missing: 1,
        contract.reference_missing: 1, contract.wrong_type: 1, practice.supervisions_gone: 3,
    },
    "ssd_address": {
        contract.key_missing: 1, contract.key_repeated: 1, contract.required_missing: 1,
        contract.date_after_as_at: 1, contract.reference_missing: 1, contract.row_unreadable: 2,
    },
    "ssd_assessment_factors": {
        contract.key_missing: 1, contract.key_repeated: 1, practice.factors_blank: 3,
        practice.factors_none_identified: 3,
    },
    "ssd_cin_assessments": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.reference_missing: 1,
        practice.assessment_before_referral: 2, practice.assessment_signed_before_start: 2,
        practice.assessment_left_open: 2, practice.assessment_after_closure: 2,
        practice.second_open_assessment: 2, practice.second_assessment_within_first: 2,
        practice.assessment_on_no_further_action: 2,
    },
    "ssd_cin_episodes": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.code_respelt: 1,
        contract.reference_missing: 1, practice.referral_undated: 2, practice.referral_without_need: 2,
        practice.closed_before_referred: 2, practice.closed_without_reason: 2,
        practice.reason_without_closure: 2, practice.second_open_referral: 2,
        practice.earlier_referral_open: 2, practice.referrals_overlap: 2,
        practice.assessed_without_further_action: 2,
    },
    "ssd_cin_plans": {
        contract.key_repeated: 1, contract.reference_missing: 1, practice.cin_before_referral: 2,
        practice.cin_ended_before_start: 2, practice.cin_of_a_day: 2, practice.second_open_cin: 2,
        practice.cin_overlap: 2, practice.cin_beside_open_cp: 2, practice.cin_within_cp: 2,
        practice.cin_into_cp: 2, practice.cin_over_review: 2, practice.cin_on_no_further_action: 1,
    },
    "ssd_cin_visits": {
        contract.required_missing: 1, contract.date_after_as_at: 1, contract.wrong_type: 1,
        practice.cin_visits_stopped: 2, practice.cin_visits_gone: 2,
    },
    "ssd_contacts": {
        contract.key_missing: 1, contract.key_repeated: 1, contract.required_missing: 1,
        contract.code_unknown: 1, contract.code_respelt: 1, contract.date_after_as_at: 1,
        contract.encoding_foreign: 1, contract.table_extra: 1,
    },
    "ssd_cp_plans": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.reference_missing: 1,
        practice.cp_before_referral: 2, practice.cp_undated: 2, practice.cp_of_a_day: 2,
        practice.cp_ended_before_start: 2, practice.second_open_cp: 2, practice.cp_overlap: 2,
        practice.cp_without_first_category: 2, practice.cp_of_unknown_category: 2,
        practice.cp_on_no_further_action: 1,
    },
    "ssd_cp_reviews": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.reference_missing: 1,
        practice.review_before_plan: 3,
    },
    "ssd_cp_visits": {
        contract.key_missing: 1, contract.code_respelt: 1, contract.required_missing: 1,
        contract.wrong_type: 1, practice.cp_visits_stopped: 2, practice.cp_visits_gone: 2,
    },
    "ssd_department": {contract.key_missing: 1, contract.column_missing: 1},
    "ssd_disability": {
        contract.key_missing: 1, contract.code_unknown: 1, contract.code_respelt: 1,
        contract.reference_missing: 1, contract.required_missing: 1,
    },
    "ssd_early_help_episodes": {
        contract.key_missing: 1, contract.key_repeated: 1, contract.required_missing: 1,
        contract.date_after_as_at: 1, contract.reference_missing: 1, contract.column_repeated: 1,
    },
    "ssd_initial_cp_conference": {
        contract.code_unknown: 1, contract.reference_missing: 1, practice.conference_before_referral: 2,
        practice.conference_at_weekend: 2, practice.conference_due_at_weekend: 2,
        practice.conference_on_another_day: 2, practice.conference_lost: 1,
    },
    "ssd_involvements": {
        contract.key_missing: 1, contract.required_missing: 1, contract.wrong_type: 1,
        contract.reference_missing: 1, practice.worker_gone: 3,
    },
    "ssd_linked_identifiers": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.date_after_as_at: 1,
        contract.required_missing: 1,
    },
    "ssd_person": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.code_respelt: 1,
        contract.null_written: 1, practice.birth_unknown: 2, practice.died_before_cp: 1,
        practice.died_during_cp: 1, practice.died_before_cin: 1,
    },
    "ssd_professionals": {
        contract.key_missing: 1, contract.code_unknown: 1, contract.column_repeated: 1,
    },
    "ssd_s47_enquiry": {
        contract.key_repeated: 1, contract.code_unknown: 1, contract.date_after_as_at: 1,
        practice.enquiry_before_referral: 2, practice.enquiry_never_concluded: 2,
        practice.enquiry_past_census: 1, practice.enquiry_after_conference: 2,
        practice.second_open_enquiry: 1, practice.enquiry_within_another: 1,
        practice.enquiry_without_assessment: 2,
    },
}  # fmt: skip


# Plans and conferences apart: that there are more of those than of these (rule 2883) either may bring about.
NIGHTS = (
    (
        "local_audits", "local_supervisions", "ssd_address", "ssd_assessment_factors", "ssd_cin_assessments",
        "ssd_cin_episodes", "ssd_contacts", "ssd_cp_plans", "ssd_department", "ssd_disability",
        "ssd_early_help_episodes", "ssd_involvements", "ssd_linked_identifiers", "ssd_professionals",
    ),
    (
        "ssd_cin_plans", "ssd_cin_visits", "ssd_cp_reviews", "ssd_cp_visits", "ssd_initial_cp_conference",
        "ssd_person", "ssd_s47_enquiry",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Untouched:
    """The untouched night's database, what was found in it, and the children it was found of."""

    extract: Path
    database: Path
    found: Counter[tuple[str, str | None]]
    troubled: set[str]


@pytest.fixture(scope="module")
def untouched(golden: Place) -> Untouched:
    database = golden.work_file(AS_AT)
    with connect(database, read_only=True) as connection:
        children = connection.table("validated.failures").project("person_id").distinct().fetchall()
        found = findings(connection)
    troubled = {child for (child,) in children if child is not None}
    return Untouched(golden.data / golden.county.extract, database, found, troubled)


@dataclass(frozen=True)
class Judged:
    """A night on which several tables' copies were delivered: what was seeded in each, and what was found."""

    seeded: dict[str, Counter[tuple[str, str | None]]]
    together: Counter[tuple[str, str | None]]
    found: Counter[tuple[str, str | None]]


@pytest.fixture(scope="module")
def judged(
    untouched: Untouched, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[tuple[str, ...]], Judged]:
    @cache
    def judge(tables: tuple[str, ...]) -> Judged:
        extract = Extract(untouched.extract, untouched.troubled, SEED)
        copies = [_seeded(Copy(extract, table)) for table in tables]
        together = sum((copy.expected for copy in copies), Counter())
        together.update(practice.plans_outnumber_conferences(copies[0]))
        found = _judged(copies, untouched, tmp_path_factory.mktemp("copies"))
        return Judged({copy.table: copy.expected for copy in copies}, together, found)

    return judge


@pytest.mark.parametrize("table", FAULTS)
def test_every_fault_seeded_in_a_table_is_found_and_nothing_else_is(
    table: str, judged: Callable[[tuple[str, ...]], Judged], untouched: Untouched
) -> None:
    [night] = (judged(tables) for tables in NIGHTS if table in tables)
    seeded = night.seeded[table]
    in_other_tables = night.together - seeded
    assert night.found - untouched.found - in_other_tables == seeded
    assert untouched.found - night.found == Counter()


@pytest.mark.parametrize("tables", NIGHTS, ids=" ".join)
def test_what_is_found_in_copies_delivered_together_is_what_was_seeded_in_each(
    tables: tuple[str, ...], judged: Callable[[tuple[str, ...]], Judged], untouched: Untouched
) -> None:
    assert judged(tables).found - untouched.found == judged(tables).together


def _seeded(copy: Copy) -> Copy:
    for fault, times in FAULTS[copy.table].items():
        for _ in range(times):
            fault(copy)
    assert len(copy.kinds) == sum(FAULTS[copy.table].values())
    return copy


def _judged(copies: list[Copy], untouched: Untouched, folder: Path) -> Counter[tuple[str, str | None]]:
    """What is found when these tables are delivered as their copies have them."""
    deliveries = []
    for name, content in (file for copy in copies for file in copy.files()):
        (folder / name).write_bytes(content)
        deliveries.append(Delivery("extract", None, f"extract/{name}", None, None, None, name, "landed"))
    database = folder / "night.duckdb"
    shutil.copy(untouched.database, database)
    contracts = load_contracts()
    with connect(database) as connection:
        record_deliveries(connection, deliveries)
        stage_extract(connection, folder, {copy.table: contracts[copy.table] for copy in copies})
        run_validation(connection, contracts, RULES_OF_THE_NIGHT)
        return findings(connection)


def test_each_table_has_its_copy_and_there_are_200_faults_of_more_than_40_kinds() -> None:
    assert set(FAULTS) == set(load_contracts())
    assert sorted(table for tables in NIGHTS for table in tables) == sorted(FAULTS)
    assert sum(times for faults in FAULTS.values() for times in faults.values()) == 200
    assert len({fault for faults in FAULTS.values() for fault in faults}) >= 40
