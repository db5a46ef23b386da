"""The extract's tables of casework: from referrals and assessments to plans, visits and reviews.

Belongs here: column names and order (data-to-insight/ssd-data-model), and which record fills which column.
Does not belong here: people and workers (extract_people.py), CSV.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from assets.sample.extract_tables import Line, Tables, numbered
from assets.sample.records import Records

TABLES = Tables()

S47_FLAGS = (
    "NFA_FLAG", "LEGAL_ACTION_FLAG", "PROV_OF_SERVICES_FLAG", "PROV_OF_SB_CARE_FLAG", "CP_CONFERENCE_FLAG",
    "NFA_CONTINUE_SINGLE_FLAG", "MONITOR_FLAG", "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip
CONFERENCE_FLAGS = (
    "NFA_FLAG", "REFERRAL_TO_OTHER_AGENCY_FLAG", "SINGLE_ASSESSMENT_FLAG", "PROV_OF_SERVICES_FLAG", "CP_FLAG",
    "OTHER_OUTCOMES_EXIST_FLAG",
)  # fmt: skip


def _outcome(flags: tuple[str, ...], chosen: str) -> str:
    return json.dumps({flag: "Y" if flag == chosen else "N" for flag in flags}, separators=(",", ":"))


@TABLES.table(
    "ssd_cin_episodes",
    "cine_referral_id cine_person_id cine_referral_date cine_cin_primary_need_code cine_referral_source_code"
    " cine_referral_source_desc cine_referral_outcome_json cine_referral_nfa cine_close_reason"
    " cine_close_date cine_referral_team cine_referral_worker_id",
)
def _referrals(records: Records) -> Iterable[Line]:
    for one in records.referrals:
        yield (
            one.referral_id, one.child.person_id, one.on, one.need, *one.source, "", one.nfa,
            one.close_reason,
            one.closed_on, one.involvement.team.name, one.involvement.worker.worker_id,
        )  # fmt: skip


@TABLES.table(
    "ssd_cin_assessments",
    "cina_assessment_id cina_person_id cina_referral_id cina_assessment_start_date cina_assessment_child_seen"
    " cina_assessment_auth_date cina_assessment_outcome_json cina_assessment_outcome_nfa cina_assessment_team"
    " cina_assessment_worker_id",
)
def _assessments(records: Records) -> Iterable[Line]:
    for one in records.assessments:
        yield (
            one.assessment_id, one.child.person_id, one.referral_id, one.start, "Y" if one.completed else "",
            one.completed, "", one.nfa, one.involvement.team.name, one.involvement.worker.worker_id,
        )  # fmt: skip


@TABLES.table("ssd_assessment_factors", "cinf_table_id cinf_assessment_id cinf_assessment_factors_json")
def _factors(records: Records) -> Iterable[Line]:
    return numbered(
        "AF",
        (
            (one.assessment_id, json.dumps(one.factors, separators=(",", ":")))
            for one in records.assessments
            if one.factors
        ),
    )


@TABLES.table(
    "ssd_s47_enquiry",
    "s47e_s47_enquiry_id s47e_referral_id s47e_person_id s47e_s47_start_date s47e_s47_end_date s47e_s47_nfa"
    " s47e_s47_outcome_json s47e_s47_completed_by_worker_id s47e_s47_completed_by_team",
)
def _enquiries(records: Records) -> Iterable[Line]:
    nothing, conference = _outcome(S47_FLAGS, "NFA_FLAG"), _outcome(S47_FLAGS, "CP_CONFERENCE_FLAG")
    for one in records.enquiries:
        outcome = "" if one.end is None else conference if one.nfa == "N" else nothing
        yield (
            one.enquiry_id, one.referral_id, one.child.person_id, one.start, one.end, one.nfa, outcome,
            one.involvement.worker.worker_id, one.involvement.team.name,
        )  # fmt: skip


@TABLES.table(
    "ssd_initial_cp_conference",
    "icpc_icpc_id icpc_icpc_meeting_id icpc_s47_enquiry_id icpc_person_id icpc_cp_plan_id icpc_referral_id"
    " icpc_icpc_transfer_in icpc_icpc_target_date icpc_icpc_date icpc_icpc_outcome_cp_flag"
    " icpc_icpc_outcome_json icpc_icpc_team icpc_icpc_worker_id",
)
def _conferences(records: Records) -> Iterable[Line]:
    outcome = _outcome(CONFERENCE_FLAGS, "CP_FLAG")
    for one in records.conferences:
        yield (
            one.conference_id, one.meeting_id, one.enquiry.enquiry_id, one.plan.child.person_id,
            one.plan.plan_id,
            one.plan.referral_id, "N", one.target, one.held, "Y", outcome, one.involvement.team.name,
            one.involvement.worker.worker_id,
        )  # fmt: skip


@TABLES.table(
    "ssd_cp_plans",
    "cppl_cp_plan_id cppl_referral_id cppl_icpc_id cppl_person_id cppl_cp_plan_start_date"
    " cppl_cp_plan_end_date cppl_cp_plan_initial_category cppl_cp_plan_ola cppl_cp_plan_latest_category",
)
def _cp_plans(records: Records) -> Iterable[Line]:
    for one in records.conferences:
        plan = one.plan
        first, last = plan.categories
        yield (
            plan.plan_id, plan.referral_id, one.conference_id, plan.child.person_id, plan.start, plan.end,
            first,
            "N", last,
        )  # fmt: skip


@TABLES.table(
    "ssd_cin_plans",
    "cinp_cin_plan_id cinp_referral_id cinp_person_id cinp_cin_plan_start_date cinp_cin_plan_end_date"
    " cinp_cin_plan_team cinp_cin_plan_worker_id",
)
def _cin_plans(records: Records) -> Iterable[Line]:
    for plan in records.plans:
        if plan.kind == "CIN":
            held_by = [one for one in plan.child.involvements if one.referral_id == plan.referral_id][-1]
            yield (
                plan.plan_id, plan.referral_id, plan.child.person_id, plan.start, plan.end, held_by.team.name,
                held_by.worker.worker_id,
            )  # fmt: skip


@TABLES.table(
    "ssd_cp_visits",
    "cppv_cp_visit_id cppv_person_id cppv_cp_plan_id cppv_cp_visit_date cppv_cp_visit_seen"
    " cppv_cp_visit_seen_alone cppv_cp_visit_bedroom",
)
def _cp_visits(records: Records) -> Iterable[Line]:
    for plan in records.plans:
        if plan.kind == "CP":
            for one in plan.visits:
                yield (
                    one.visit_id, plan.child.person_id, plan.plan_id, one.on, one.seen, one.seen_alone,
                    one.bedroom,
                )  # fmt: skip


@TABLES.table(
    "ssd_cin_visits",
    "cinv_cin_visit_id cinv_person_id cinv_cin_visit_date cinv_cin_visit_seen cinv_cin_visit_seen_alone"
    " cinv_cin_visit_bedroom",
)
def _cin_visits(records: Records) -> Iterable[Line]:
    for plan in records.plans:
        if plan.kind == "CIN":
            for one in plan.visits:
                yield one.visit_id, plan.child.person_id, one.on, one.seen, one.seen_alone, one.bedroom


@TABLES.table(
    "ssd_cp_reviews",
    "cppr_cp_review_id cppr_person_id cppr_cp_plan_id cppr_cp_review_due cppr_cp_review_date"
    " cppr_cp_review_meeting_id cppr_cp_review_outcome_continue_cp cppr_cp_review_quorate"
    " cppr_cp_review_participation",
)
def _cp_reviews(records: Records) -> Iterable[Line]:
    for plan in records.plans:
        for one in plan.reviews:
            yield (
                one.review_id, plan.child.person_id, plan.plan_id, one.due, one.held, one.meeting_id,
                one.continues, one.quorate, "",
            )  # fmt: skip
