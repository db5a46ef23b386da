"""The extract's tables of people: children, workers, who works with whom, supervisions and audits.

Belongs here: column names and order (data-to-insight/ssd-data-model), and which record fills which column.
Does not belong here: referrals, assessments, enquiries, plans and visits (extract_casework.py), CSV.
"""

from __future__ import annotations

from collections.abc import Iterable

from assets.sample.extract_tables import Line, Tables, numbered
from assets.sample.records import Records

TABLES = Tables()


@TABLES.table("ssd_department", "dept_team_id dept_team_name dept_team_parent_id dept_team_parent_name")
def _departments(records: Records) -> Iterable[Line]:
    for team in records.teams:
        yield team.team_id, team.name, team.locality_id, team.locality
    yield "D099", "Quality Assurance", "L9", "County"


@TABLES.table(
    "ssd_professionals",
    "prof_professional_id prof_staff_id prof_professional_name prof_social_worker_registration_no"
    " prof_professional_job_title prof_professional_caseload prof_professional_department"
    " prof_full_time_equivalency prof_agency_worker_flag",
)
def _professionals(records: Records) -> Iterable[Line]:
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


@TABLES.table(
    "ssd_person",
    "pers_person_id pers_forename pers_surname pers_sex pers_gender pers_ethnicity pers_dob"
    " pers_common_child_id pers_legacy_id pers_upn_unknown pers_send_flag pers_expected_dob pers_death_date"
    " pers_is_mother pers_nationality",
)
def _persons(records: Records) -> Iterable[Line]:
    for child in records.children:
        gender, send = (
            ("02" if child.sex == "F" else "01"),
            ("Y" if child.disability in ("AUT", "LD") else "N"),
        )
        yield (
            child.person_id, child.forename, child.surname, child.sex, gender, child.ethnicity, child.dob,
            "", "", "", send, "", "", "N", "",
        )  # fmt: skip


@TABLES.table(
    "ssd_linked_identifiers",
    "link_table_id link_person_id link_identifier_type link_identifier_value link_valid_from_date"
    " link_valid_to_date",
)
def _identifiers(records: Records) -> Iterable[Line]:
    return numbered(
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


@TABLES.table(
    "ssd_address",
    "addr_table_id addr_address_json addr_person_id addr_address_type addr_address_start_date"
    " addr_address_end_date addr_address_postcode",
)
def _addresses(records: Records) -> Iterable[Line]:
    return numbered(
        "AD",
        (
            (child.family.address, child.person_id, "Home", child.dob, "", child.family.postcode)
            for child in records.children
        ),
    )


@TABLES.table("ssd_disability", "disa_person_id disa_table_id disa_disability_code")
def _disabilities(records: Records) -> Iterable[Line]:
    disabled = [child for child in records.children if child.disability]
    for number, child in enumerate(disabled, 1):
        yield child.person_id, f"DI{number:06d}", child.disability


@TABLES.table(
    "ssd_early_help_episodes",
    "earl_episode_id earl_person_id earl_episode_start_date earl_episode_end_date earl_episode_reason"
    " earl_episode_end_reason earl_episode_organisation earl_episode_worker_id",
)
def _early_help(records: Records) -> Iterable[Line]:
    return numbered(
        "EH",
        (
            (one.child.person_id, one.start, one.end, "Family support", "Step-up", "County Early Help", "")
            for one in records.early_help
        ),
    )


@TABLES.table(
    "ssd_contacts",
    "cont_contact_id cont_person_id cont_contact_date cont_contact_source_code cont_contact_source_desc"
    " cont_contact_outcome_json",
)
def _contacts(records: Records) -> Iterable[Line]:
    return numbered("C", ((one.child.person_id, one.on, *one.source, "") for one in records.contacts))


@TABLES.table(
    "ssd_involvements",
    "invo_involvements_id invo_professional_id invo_professional_role_id invo_professional_team"
    " invo_involvement_start_date invo_involvement_end_date invo_worker_change_reason invo_person_id"
    " invo_referral_id",
)
def _involvements(records: Records) -> Iterable[Line]:
    for child in records.children:
        for one in child.involvements:
            yield (
                one.involvement_id, one.worker.worker_id, "Allocated Social Worker", one.team.name, one.start,
                one.end, one.reason, child.person_id, one.referral_id,
            )  # fmt: skip


@TABLES.table(
    "local_supervisions",
    "supervision_id person_id professional_id supervisor_id supervision_date recorded_at supervision_type",
)
def _supervisions(records: Records) -> Iterable[Line]:
    for number, one in enumerate(records.supervisions, 1):
        yield (
            f"S{number:06d}", one.child.person_id if one.child else "", one.worker.worker_id,
            one.supervisor.worker_id, one.on, one.recorded_at.isoformat(),
            "case" if one.child else "personal",
        )  # fmt: skip


@TABLES.table(
    "local_audits",
    "audit_id person_id locality team auditor_id audit_date audit_theme audit_grade moderator_id"
    " moderation_date moderated_grade",
)
def _audits(records: Records) -> Iterable[Line]:
    return numbered(
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
