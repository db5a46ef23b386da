"""Writes the records as the case recording system's extract: 19 tables of the SSD and two local ones.

Belongs here: column names, order and formats of the CSV files (data-to-insight/ssd-data-model; UTF-8, ISO
dates).
Does not belong here: what is in the records.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from assets.sample.records import Records

Row = tuple[object, ...]
S47_FLAGS = (
    "NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "CP_CONFERENCE_FLAG",
    "NFA_CONTINUE_SINGLE_FLAG", "MONITOR_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
CONFERENCE_FLAGS = (
    "NFA_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG", "SINGLE_ASSESSMENT_FLAG", "PROV_OF_SERVICES_FLAG", "CP_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
TABLES: dict[str, tuple[str, Callable[[Records], Iterable[Row]]]] = {}


def _table(name: str, columns: str) -> Callable[[Callable[[Records], Iterable[Row]]], None]:
    def register(rows: Callable[[Records], Iterable[Row]]) -> None:
        TABLES[name] = (columns, rows)

    return register


def _outcome(flags: tuple[str, ...], chosen: str) -> str:
    return json.dumps({flag: "Y" if flag == chosen else "N" for flag in flags}, separators=(",", ":"))


def _numbered(prefix: str, rows: Iterable[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        yield (f"{prefix}{number:06d}", *row)


@_table("ssd_department", "dept_team_id dept_team_name dept_team_parent_id dept_team_parent_name")
def _departments(records: Records) -> Iterable[Row]:
    for team in records.teams:
        yield team.team_id, team.name, team.locality_id, team.locality
    yield "D099", "Quality Assurance", "L9", "County"


@_table(
    "ssd_professionals",
    "prof_professional_id prof_staff_id prof_professional_name prof_social_worker_registration_no"
    " prof_professional_job_title prof_professional_caseload prof_professional_department"
    " prof_full_time_equivalency prof_agency_worker_flag",
)
def _professionals(records: Records) -> Iterable[Row]:
    caseload: dict[str, int] = {}
    for child in records.children:
        if one := records.allocation(child):
            caseload[one.worker.worker_id] = caseload.get(one.worker.worker_id, 0) + 1
    for worker in records.workers:
        yield (
            worker.worker_id, f"S{worker.worker_id[1:]}", worker.name, worker.registration, worker.job_title,
            caseload.get(worker.worker_id, 0), worker.team.name if worker.team else "Quality Assurance",
            worker.full_time, worker.agency,
        )  # fmt: skip


@_table(
    "ssd_person",
    "pers_person_id pers_forename pers_surname pers_sex pers_gender pers_ethnicity pers_dob"
    " pers_common_child_id pers_legacy_id pers_upn_unknown pers_send_flag pers_expected_dob pers_death_date"
    " pers_is_mother pers_nationality",
)
def _persons(records: Records) -> Iterable[Row]:
    for child in records.children:
        gender, send = (
            ("02" if child.sex == "F" else "01"),
            ("Y" if child.disability in ("AUT", "LD") else "N"),
        )
        yield (
            child.person_id, child.forename, child.surname, child.sex, gender, child.ethnicity, child.dob,
            "", "", "", send, "", "", "N", "",
        )  # fmt: skip


@_table(
    "ssd_linked_identifiers",
    "link_table_id link_person_id link_identifier_type link_identifier_value link_valid_from_date"
    " link_valid_to_date",
)
def _identifiers(records: Records) -> Iterable[Row]:
    return _numbered(
        "LK",
        (
            (
                child.person_id,
                "Case Number",
                child.family.case_number,
                max(child.family.known_from, child.dob),
                "",
            )
            for child in records.children
        ),
    )


@_table(
    "ssd_address",
    "addr_table_id addr_address_json addr_person_id addr_address_type addr_address_start_date"
    " addr_address_end_date addr_address_postcode",
)
def _addresses(records: Records) -> Iterable[Row]:
    return _numbered(
        "AD",
        (
            (child.family.address, child.person_id, "Home", child.dob, "", child.family.postcode)
            for child in records.children
        ),
    )


@_table("ssd_disability", "disa_person_id disa_table_id disa_disability_code")
def _disabilities(records: Records) -> Iterable[Row]:
    disabled = [child for child in records.children if child.disability]
    for number, child in enumerate(disabled, 1):
        yield child.person_id, f"DI{number:06d}", child.disability


@_table(
    "ssd_early_help_episodes",
    "earl_episode_id earl_person_id earl_episode_start_date earl_episode_end_date earl_episode_reason"
    " earl_episode_end_reason earl_episode_organisation earl_episode_worker_id",
)
def _early_help(records: Records) -> Iterable[Row]:
    return _numbered(
        "EH",
        (
            (one.child.person_id, one.start, one.end, "Family support", "Step-up", "County Early Help", "")
            for one in records.early_help
        ),
    )


@_table(
    "ssd_contacts",
    "cont_contact_id cont_person_id cont_contact_date cont_contact_source_code cont_contact_source_desc"
    " cont_contact_outcome_json",
)
def _contacts(records: Records) -> Iterable[Row]:
    return _numbered("C", ((one.child.person_id, one.on, *one.source, "") for one in records.contacts))


@_table(
    "ssd_cin_episodes",
    "cine_referral_id cine_person_id cine_referral_date cine_cin_primary_need_code cine_referral_source_code"
    " cine_referral_source_desc cine_referral_outcome_json cine_referral_nfa cine_close_reason"
    " cine_close_date cine_referral_team cine_referral_worker_id",
)
def _referrals(records: Records) -> Iterable[Row]:
    for one in records.referrals:
        yield (
            one.referral_id, one.child.person_id, one.on, one.need, *one.source, "", one.nfa,
            one.close_reason,
            one.closed_on, one.involvement.team.name, one.involvement.worker.worker_id,
        )  # fmt: skip


@_table(
    "ssd_involvements",
    "invo_involvements_id invo_professional_id invo_professional_role_id invo_professional_team"
    " invo_involvement_start_date invo_involvement_end_date invo_worker_change_reason invo_person_id"
    " invo_referral_id",
)
def _involvements(records: Records) -> Iterable[Row]:
    for child in records.children:
        for one in child.involvements:
            yield (
                one.involvement_id, one.worker.worker_id, "Allocated Social Worker", one.team.name, one.start,
                one.end, one.reason, child.person_id, one.referral_id,
            )  # fmt: skip


@_table(
    "ssd_cin_assessments",
    "cina_assessment_id cina_person_id cina_referral_id cina_assessment_start_date cina_assessment_child_seen"
    " cina_assessment_auth_date cina_assessment_outcome_json cina_assessment_outcome_nfa cina_assessment_team"
    " cina_assessment_worker_id",
)
def _assessments(records: Records) -> Iterable[Row]:
    for one in records.assessments:
        yield (
            one.assessment_id, one.child.person_id, one.referral_id, one.start, "Y" if one.completed else "",
            one.completed, "", one.nfa, one.involvement.team.name, one.involvement.worker.worker_id,
        )  # fmt: skip


@_table("ssd_assessment_factors", "cinf_table_id cinf_assessment_id cinf_assessment_factors_json")
def _factors(records: Records) -> Iterable[Row]:
    return _numbered(
        "AF",
        (
            (one.assessment_id, json.dumps(one.factors, separators=(",", ":")))
            for one in records.assessments
            if one.factors
        ),
    )


@_table(
    "ssd_s47_enquiry",
    "s47e_s47_enquiry_id s47e_referral_id s47e_person_id s47e_s47_start_date s47e_s47_end_date s47e_s47_nfa"
    " s47e_s47_outcome_json s47e_s47_completed_by_worker_id s47e_s47_completed_by_team",
)
def _enquiries(records: Records) -> Iterable[Row]:
    nothing, conference = _outcome(S47_FLAGS, "NFA_FLAG"), _outcome(S47_FLAGS, "CP_CONFERENCE_FLAG")
    for one in records.enquiries:
        outcome = "" if one.end is None else conference if one.nfa == "N" else nothing
        yield (
            one.enquiry_id, one.referral_id, one.child.person_id, one.start, one.end, one.nfa, outcome,
            one.involvement.worker.worker_id, one.involvement.team.name,
        )  # fmt: skip


@_table(
    "ssd_initial_cp_conference",
    "icpc_icpc_id icpc_icpc_meeting_id icpc_s47_enquiry_id icpc_person_id icpc_cp_plan_id icpc_referral_id"
    " icpc_icpc_transfer_in icpc_icpc_target_date icpc_icpc_date icpc_icpc_outcome_cp_flag"
    " icpc_icpc_outcome_json icpc_icpc_team icpc_icpc_worker_id",
)
def _conferences(records: Records) -> Iterable[Row]:
    outcome = _outcome(CONFERENCE_FLAGS, "CP_FLAG")
    for one in records.conferences:
        yield (
            one.conference_id, one.meeting_id, one.enquiry.enquiry_id, one.plan.child.person_id,
            one.plan.plan_id,
            one.plan.referral_id, "N", one.target, one.held, "Y", outcome, one.involvement.team.name,
            one.involvement.worker.worker_id,
        )  # fmt: skip


@_table(
    "ssd_cp_plans",
    "cppl_cp_plan_id cppl_referral_id cppl_icpc_id cppl_person_id cppl_cp_plan_start_date"
    " cppl_cp_plan_end_date cppl_cp_plan_initial_category cppl_cp_plan_ola cppl_cp_plan_latest_category",
)
def _cp_plans(records: Records) -> Iterable[Row]:
    for one in records.conferences:
        plan = one.plan
        first, last = plan.categories
        yield (
            plan.plan_id, plan.referral_id, one.conference_id, plan.child.person_id, plan.start, plan.end,
            first,
            "N", last,
        )  # fmt: skip


@_table(
    "ssd_cin_plans",
    "cinp_cin_plan_id cinp_referral_id cinp_person_id cinp_cin_plan_start_date cinp_cin_plan_end_date"
    " cinp_cin_plan_team cinp_cin_plan_worker_id",
)
def _cin_plans(records: Records) -> Iterable[Row]:
    for plan in records.plans:
        if plan.kind == "CIN":
            held_by = [one for one in plan.child.involvements if one.referral_id == plan.referral_id][-1]
            yield (
                plan.plan_id, plan.referral_id, plan.child.person_id, plan.start, plan.end, held_by.team.name,
                held_by.worker.worker_id,
            )  # fmt: skip


@_table(
    "ssd_cp_visits",
    "cppv_cp_visit_id cppv_person_id cppv_cp_plan_id cppv_cp_visit_date cppv_cp_visit_seen"
    " cppv_cp_visit_seen_alone cppv_cp_visit_bedroom",
)
def _cp_visits(records: Records) -> Iterable[Row]:
    for plan in records.plans:
        if plan.kind == "CP":
            for one in plan.visits:
                yield (
                    one.visit_id, plan.child.person_id, plan.plan_id, one.on, one.seen, one.seen_alone,
                    one.bedroom,
                )  # fmt: skip


@_table(
    "ssd_cin_visits",
    "cinv_cin_visit_id cinv_person_id cinv_cin_visit_date cinv_cin_visit_seen cinv_cin_visit_seen_alone"
    " cinv_cin_visit_bedroom",
)
def _cin_visits(records: Records) -> Iterable[Row]:
    for plan in records.plans:
        if plan.kind == "CIN":
            for one in plan.visits:
                yield one.visit_id, plan.child.person_id, one.on, one.seen, one.seen_alone, one.bedroom


@_table(
    "ssd_cp_reviews",
    "cppr_cp_review_id cppr_person_id cppr_cp_plan_id cppr_cp_review_due cppr_cp_review_date"
    " cppr_cp_review_meeting_id cppr_cp_review_outcome_continue_cp cppr_cp_review_quorate"
    " cppr_cp_review_participation",
)
def _cp_reviews(records: Records) -> Iterable[Row]:
    for plan in records.plans:
        for one in plan.reviews:
            yield (
                one.review_id, plan.child.person_id, plan.plan_id, one.due, one.held, one.meeting_id,
                one.continues, one.quorate, "",
            )  # fmt: skip


@_table(
    "local_supervisions",
    "supervision_id person_id professional_id supervisor_id supervision_date recorded_at supervision_type",
)
def _supervisions(records: Records) -> Iterable[Row]:
    for number, one in enumerate(records.supervisions, 1):
        yield (
            f"S{number:06d}", one.child.person_id if one.child else "", one.worker.worker_id,
            one.supervisor.worker_id, one.on, one.recorded_at.isoformat(),
            "case" if one.child else "personal",
        )  # fmt: skip


@_table(
    "local_audits",
    "audit_id person_id locality team auditor_id audit_date audit_theme audit_grade moderator_id"
    " moderation_date moderated_grade",
)
def _audits(records: Records) -> Iterable[Row]:
    return _numbered(
        "AU",
        (
            (
                one.child.person_id, one.team.locality, one.team.name, one.auditor.worker_id, one.on,
                one.theme,
                one.grade, one.moderator.worker_id if one.moderator else "", one.moderated_on,
                one.moderated_grade,
            )
            for one in records.audits
        ),
    )  # fmt: skip


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def write_extract(folder: Path, records: Records) -> None:
    """Write one CSV for each table into `folder`: dates in ISO form, a blank for what is not recorded."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (columns, rows) in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(columns.split())
            writer.writerows([_text(value) for value in row] for row in rows(records))
