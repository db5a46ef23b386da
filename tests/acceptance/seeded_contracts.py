"""Faults that any table may have: what its contract forbids, and what is wrong with its file.

Belongs here: one function a kind, over the contract's own columns.
Does not belong here: faults of practice (seeded_practice.py), judging.
"""

from __future__ import annotations

from collections.abc import Callable

from expectations.contracts import Column, load_contracts
from tests.acceptance.extract_copy import Copy, Record

# Columns that only their contract speaks of: no rule of practice reads them of a child at rest.
CODES = {
    "local_audits": "audit_grade",
    "local_supervisions": "supervision_type",
    "ssd_cin_assessments": "cina_assessment_child_seen",
    "ssd_cin_episodes": "cine_referral_source_code",
    "ssd_cin_visits": "cinv_cin_visit_seen",
    "ssd_contacts": "cont_contact_source_code",
    "ssd_cp_plans": "cppl_cp_plan_ola",
    "ssd_cp_reviews": "cppr_cp_review_quorate",
    "ssd_cp_visits": "cppv_cp_visit_bedroom",
    "ssd_disability": "disa_disability_code",
    "ssd_initial_cp_conference": "icpc_icpc_transfer_in",
    "ssd_linked_identifiers": "link_identifier_type",
    "ssd_person": "pers_ethnicity",
    "ssd_professionals": "prof_agency_worker_flag",
    "ssd_s47_enquiry": "s47e_s47_nfa",
}
DATES = {
    "local_audits": "audit_date",
    "local_supervisions": "supervision_date",
    "ssd_address": "addr_address_start_date",
    "ssd_cin_visits": "cinv_cin_visit_date",
    "ssd_contacts": "cont_contact_date",
    "ssd_cp_visits": "cppv_cp_visit_date",
    "ssd_early_help_episodes": "earl_episode_start_date",
    "ssd_involvements": "invo_involvement_start_date",
    "ssd_linked_identifiers": "link_valid_from_date",
    "ssd_s47_enquiry": "s47e_s47_end_date",
}
REFERENCES = {
    "local_audits": "auditor_id",
    "local_supervisions": "supervisor_id",
    "ssd_address": "addr_person_id",
    "ssd_assessment_factors": "cinf_assessment_id",
    "ssd_cin_assessments": "cina_assessment_team",
    "ssd_cin_episodes": "cine_referral_worker_id",
    "ssd_cin_plans": "cinp_cin_plan_worker_id",
    "ssd_cin_visits": "cinv_person_id",
    "ssd_contacts": "cont_person_id",
    "ssd_cp_plans": "cppl_icpc_id",
    "ssd_cp_reviews": "cppr_cp_plan_id",
    "ssd_cp_visits": "cppv_person_id",
    "ssd_disability": "disa_person_id",
    "ssd_early_help_episodes": "earl_person_id",
    "ssd_initial_cp_conference": "icpc_icpc_team",
    "ssd_involvements": "invo_professional_team",
    "ssd_linked_identifiers": "link_person_id",
    "ssd_s47_enquiry": "s47e_s47_completed_by_worker_id",
}
REQUIRED = {
    "local_audits": "audit_date",
    "local_supervisions": "professional_id",
    "ssd_address": "addr_person_id",
    "ssd_cin_visits": "cinv_cin_visit_date",
    "ssd_contacts": "cont_contact_date",
    "ssd_cp_visits": "cppv_person_id",
    "ssd_disability": "disa_person_id",
    "ssd_early_help_episodes": "earl_person_id",
    "ssd_involvements": "invo_professional_id",
    "ssd_linked_identifiers": "link_person_id",
}
SPARE_TEXTS = {
    "local_audits": "audit_theme",
    "ssd_contacts": "cont_contact_source_desc",
    "ssd_cin_episodes": "cine_referral_source_desc",
    "ssd_department": "dept_team_parent_name",
    "ssd_early_help_episodes": "earl_episode_reason",
    "ssd_professionals": "prof_professional_job_title",
    "ssd_person": "pers_nationality",
}


def key_missing(copy: Copy) -> None:
    record = _copied(copy)
    record[copy.extract.key_of[copy.table]] = ""
    copy.seeded("key_missing", ("key_missing", None))


def key_repeated(copy: Copy) -> None:
    record = _copied(copy)
    number = record[copy.extract.key_of[copy.table]]
    copy.seeded("key_repeated", ("key_repeated", number), ("key_repeated", number))


def required_missing(copy: Copy) -> None:
    record = _a_record(copy)
    record[REQUIRED[copy.table]] = ""
    copy.seeded("required_missing", ("required_missing", _number(copy, record)))


def code_unknown(copy: Copy) -> None:
    record = _a_record(copy, lambda one: one[CODES[copy.table]] != "")
    record[CODES[copy.table]] = "ZQ"
    copy.seeded("code_unknown", ("code_unknown", _number(copy, record)))


def code_respelt(copy: Copy) -> None:
    column = CODES[copy.table]
    spelling = {
        "Y": "yes",
        "N": " no",
        "WBRI": "wbri",
        "Case Number": "case number",
        "AUT": "aut",
        "6": "6 - Police",
    }
    record = _a_record(copy, lambda one: one[column] in spelling)
    record[column] = spelling[record[column]]
    copy.seeded("code_respelt", ("code_respelt", None))


def date_after_as_at(copy: Copy) -> None:
    record = _a_record(copy)
    record[DATES[copy.table]] = "2019-06-03"
    copy.seeded("date_after_as_at", ("date_after_as_at", _number(copy, record)))


def reference_missing(copy: Copy) -> None:
    column = REFERENCES[copy.table]
    record = _a_record(copy, lambda one: one[column] != "")
    record[column] = "NOBODY"
    number = _number(copy, record)
    # The assessment that lost its factors is asked about too.
    copy.seeded("reference_missing", ("reference_missing", number))


def wrong_type(copy: Copy) -> None:
    column = _column(copy, DATES[copy.table])
    record = _a_record(copy)
    record[column.name] = "31/04/2019"
    number = _number(copy, record)
    found = [("wrong_type", number), *([("required_missing", number)] if column.required else [])]
    copy.seeded("wrong_type", *found)


def null_written(copy: Copy) -> None:
    _a_record(copy)[SPARE_TEXTS[copy.table]] = "NULL"
    copy.seeded("null_written", ("null_written", None))


def row_unreadable(copy: Copy) -> None:
    record = _copied(copy)
    record[copy.extract.key_of[copy.table]] = number = copy.extract.number()
    copy.edits.append(
        lambda text: "".join(
            line.rstrip("\r\n") + ",one value more\r\n" if number in line else line
            for line in text.splitlines(keepends=True)
        )
    )
    copy.seeded("row_unreadable", ("row_unreadable", None))


def column_missing(copy: Copy) -> None:
    column = SPARE_TEXTS[copy.table]
    copy.edits.append(lambda text: text.replace(column, "renamed", 1))
    copy.seeded("column_missing", ("column_missing", None), ("column_extra", None))


def column_repeated(copy: Copy) -> None:
    column = SPARE_TEXTS[copy.table]
    copy.edits.append(
        lambda text: "".join(
            f"{line.rstrip(chr(13) + chr(10))},{column if place == 0 else ''}\r\n"
            for place, line in enumerate(text.splitlines(keepends=True))
        )
    )
    copy.seeded("column_repeated", ("column_repeated", None))


def encoding_foreign(copy: Copy) -> None:
    _a_record(copy)[SPARE_TEXTS[copy.table]] = "caf\udce9"
    copy.seeded("encoding_foreign", ("encoding_foreign", None))


def table_extra(copy: Copy) -> None:
    copy.others["ssd_unheard_of.csv"] = "id\r\n1\r\n"
    copy.seeded("table_extra", ("table_extra", None))


def _copied(copy: Copy) -> Record:
    """A record added that is like another one."""
    record = dict(_a_record(copy, lambda one: not _counts_in_the_census(one)))
    copy.extract.tables[copy.table].append(record)
    return record


def _a_record(copy: Copy, fits: Callable[[Record], bool] = lambda _: True) -> Record:
    at_rest = copy.extract.at_rest(copy.table)
    return copy.extract.pick(copy.table, lambda record: at_rest(record) and fits(record))


def _counts_in_the_census(record: Record) -> bool:
    """A plan more in the census year would be one more than there are conferences (rule 2883)."""
    return "2018-04-01" <= record.get("cppl_cp_plan_start_date", "") <= "2019-03-31"


def _number(copy: Copy, record: Record) -> str:
    return record[copy.extract.key_of[copy.table]]


def _column(copy: Copy, name: str) -> Column:
    return load_contracts()[copy.table].column(name)
