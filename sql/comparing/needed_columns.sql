-- What each claim about a tracker rests on. A claim is a field that is held against the case system, or a
-- kind of discrepancy of whole rows; it is not made on a night whose extract lacks one of its columns.
-- grain: a claim, a plan type and a column
-- reads: nothing
create or replace table reconciled.needed_columns as
with
columns as (
    select
        listed.part,
        listed.record_table,
        listed.column_name
    from (
        values
        ('forename', 'ssd_person', 'pers_forename'),
        ('surname', 'ssd_person', 'pers_surname'),
        ('dob', 'ssd_person', 'pers_dob'),
        ('cp_plan', 'ssd_cp_plans', 'cppl_person_id'),
        ('cp_plan', 'ssd_cp_plans', 'cppl_cp_plan_start_date'),
        ('cp_plan', 'ssd_cp_plans', 'cppl_cp_plan_end_date'),
        ('cin_plan', 'ssd_cin_plans', 'cinp_person_id'),
        ('cin_plan', 'ssd_cin_plans', 'cinp_cin_plan_start_date'),
        ('cin_plan', 'ssd_cin_plans', 'cinp_cin_plan_end_date'),
        ('allocation', 'ssd_involvements', 'invo_person_id'),
        ('allocation', 'ssd_involvements', 'invo_professional_role_id'),
        ('allocation', 'ssd_involvements', 'invo_involvement_start_date'),
        ('allocation', 'ssd_involvements', 'invo_involvement_end_date'),
        ('team', 'ssd_involvements', 'invo_professional_team'),
        ('worker', 'ssd_involvements', 'invo_professional_id'),
        ('worker', 'ssd_professionals', 'prof_professional_id'),
        ('worker', 'ssd_professionals', 'prof_professional_name'),
        ('cp_visit', 'ssd_cp_plans', 'cppl_cp_plan_id'),
        ('cp_visit', 'ssd_cp_visits', 'cppv_cp_plan_id'),
        ('cp_visit', 'ssd_cp_visits', 'cppv_cp_visit_date'),
        ('cp_seen_alone', 'ssd_cp_visits', 'cppv_cp_visit_seen_alone'),
        ('cin_visit', 'ssd_cin_visits', 'cinv_person_id'),
        ('cin_visit', 'ssd_cin_visits', 'cinv_cin_visit_date'),
        ('cin_seen_alone', 'ssd_cin_visits', 'cinv_cin_visit_seen_alone'),
        ('review', 'ssd_cp_plans', 'cppl_cp_plan_id'),
        ('review', 'ssd_cp_reviews', 'cppr_cp_plan_id'),
        ('review', 'ssd_cp_reviews', 'cppr_cp_review_date'),
        ('review_due', 'ssd_cp_reviews', 'cppr_cp_review_due'),
        ('supervision', 'local_supervisions', 'person_id'),
        ('supervision', 'local_supervisions', 'supervision_date'),
        ('supervision', 'local_supervisions', 'supervision_type'),
        ('assessment', 'ssd_cin_assessments', 'cina_person_id'),
        ('assessment', 'ssd_cin_assessments', 'cina_assessment_start_date'),
        ('assessment_end', 'ssd_cin_assessments', 'cina_assessment_auth_date')
    ) as listed (part, record_table, column_name)
),

-- Without a plan type, of both.
claims as (
    select
        listed.claim,
        listed.plan_type,
        listed.part
    from (
        values
        ('name', null, 'forename'),
        ('name', null, 'surname'),
        ('forename', null, 'forename'),
        ('surname', null, 'surname'),
        ('dob', null, 'dob'),
        ('team', null, 'allocation'),
        ('team', null, 'team'),
        ('worker', null, 'allocation'),
        ('worker', null, 'worker'),
        ('plan_type', null, 'cp_plan'),
        ('plan_type', null, 'cin_plan'),
        ('plan_start', 'CP', 'cp_plan'),
        ('plan_start', 'CIN', 'cin_plan'),
        ('last_visit', 'CP', 'cp_plan'),
        ('last_visit', 'CP', 'cp_visit'),
        ('last_visit', 'CIN', 'cin_plan'),
        ('last_visit', 'CIN', 'cin_visit'),
        ('next_visit_due', 'CP', 'cp_plan'),
        ('next_visit_due', 'CP', 'cp_visit'),
        ('next_visit_due', 'CIN', 'cin_plan'),
        ('next_visit_due', 'CIN', 'cin_visit'),
        ('seen_alone', 'CP', 'cp_plan'),
        ('seen_alone', 'CP', 'cp_visit'),
        ('seen_alone', 'CP', 'cp_seen_alone'),
        ('seen_alone', 'CIN', 'cin_plan'),
        ('seen_alone', 'CIN', 'cin_visit'),
        ('seen_alone', 'CIN', 'cin_seen_alone'),
        ('last_review', 'CP', 'cp_plan'),
        ('last_review', 'CP', 'review'),
        ('next_review', 'CP', 'cp_plan'),
        ('next_review', 'CP', 'review'),
        ('next_review', 'CP', 'review_due'),
        ('last_supervision', null, 'supervision'),
        ('assessment_start', null, 'assessment'),
        ('assessment_completed', null, 'assessment'),
        ('assessment_completed', null, 'assessment_end'),
        -- Who is in the system, and so who is missing on either side, is told by these.
        ('missing_from_system', null, 'forename'),
        ('missing_from_system', null, 'surname'),
        ('missing_from_system', null, 'dob'),
        ('missing_from_spreadsheet', null, 'forename'),
        ('missing_from_spreadsheet', null, 'surname'),
        ('missing_from_spreadsheet', null, 'dob'),
        ('missing_from_spreadsheet', null, 'allocation'),
        ('missing_from_spreadsheet', null, 'team'),
        ('missing_from_spreadsheet', 'CP', 'cp_plan'),
        ('missing_from_spreadsheet', 'CIN', 'cin_plan'),
        ('not_open_in_system', 'CP', 'cp_plan'),
        ('not_open_in_system', 'CIN', 'cin_plan'),
        ('wrong_locality', null, 'allocation'),
        ('wrong_locality', null, 'team'),
        -- Of two rows the one to stay is on the sheet of the child's team, and about the plan that is open.
        ('duplicate_row', null, 'allocation'),
        ('duplicate_row', null, 'team'),
        ('duplicate_row', null, 'cp_plan'),
        ('duplicate_row', null, 'cin_plan')
    ) as listed (claim, plan_type, part)
)

select distinct
    claims.claim,
    plan_types.plan_type,
    columns.record_table,
    columns.column_name
from claims
inner join columns
    on claims.part = columns.part
inner join (values ('CP'), ('CIN')) as plan_types (plan_type)
    on plan_types.plan_type = coalesce(claims.plan_type, plan_types.plan_type);
