-- The fields of a tracker that tonight's extract cannot answer, since the table or column they rest on did
-- not come: nobody can say that a manager's value differs from it.
-- grain: a field and a plan type
-- reads: staged.lacking
create or replace table reconciled.unanswered_fields as
with
sources as (
    select
        fields.field,
        fields.plan_type,
        fields.record_table,
        fields.column_name
    from (
        values
        ('name', 'CP', 'ssd_person', 'pers_surname'),
        ('name', 'CIN', 'ssd_person', 'pers_surname'),
        ('name', 'CP', 'ssd_person', 'pers_forename'),
        ('name', 'CIN', 'ssd_person', 'pers_forename'),
        ('forename', 'CP', 'ssd_person', 'pers_forename'),
        ('forename', 'CIN', 'ssd_person', 'pers_forename'),
        ('surname', 'CP', 'ssd_person', 'pers_surname'),
        ('surname', 'CIN', 'ssd_person', 'pers_surname'),
        ('dob', 'CP', 'ssd_person', 'pers_dob'),
        ('dob', 'CIN', 'ssd_person', 'pers_dob'),
        ('team', 'CP', 'ssd_involvements', 'invo_professional_team'),
        ('team', 'CIN', 'ssd_involvements', 'invo_professional_team'),
        ('worker', 'CP', 'ssd_involvements', 'invo_professional_id'),
        ('worker', 'CIN', 'ssd_involvements', 'invo_professional_id'),
        ('worker', 'CP', 'ssd_professionals', 'prof_professional_name'),
        ('worker', 'CIN', 'ssd_professionals', 'prof_professional_name'),
        ('plan_start', 'CP', 'ssd_cp_plans', 'cppl_cp_plan_start_date'),
        ('plan_start', 'CIN', 'ssd_cin_plans', 'cinp_cin_plan_start_date'),
        ('last_visit', 'CP', 'ssd_cp_visits', 'cppv_cp_visit_date'),
        ('last_visit', 'CIN', 'ssd_cin_visits', 'cinv_cin_visit_date'),
        ('next_visit_due', 'CP', 'ssd_cp_visits', 'cppv_cp_visit_date'),
        ('next_visit_due', 'CIN', 'ssd_cin_visits', 'cinv_cin_visit_date'),
        ('seen_alone', 'CP', 'ssd_cp_visits', 'cppv_cp_visit_seen_alone'),
        ('seen_alone', 'CIN', 'ssd_cin_visits', 'cinv_cin_visit_seen_alone'),
        ('last_review', 'CP', 'ssd_cp_reviews', 'cppr_cp_review_date'),
        ('next_review', 'CP', 'ssd_cp_reviews', 'cppr_cp_review_due'),
        ('last_supervision', 'CP', 'local_supervisions', 'supervision_date'),
        ('last_supervision', 'CIN', 'local_supervisions', 'supervision_date'),
        ('assessment_start', 'CP', 'ssd_cin_assessments', 'cina_assessment_start_date'),
        ('assessment_start', 'CIN', 'ssd_cin_assessments', 'cina_assessment_start_date'),
        ('assessment_completed', 'CP', 'ssd_cin_assessments', 'cina_assessment_auth_date'),
        ('assessment_completed', 'CIN', 'ssd_cin_assessments', 'cina_assessment_auth_date')
    ) as fields (field, plan_type, record_table, column_name)
)

select distinct
    sources.field,
    sources.plan_type
from sources
inner join staged.lacking as lacking
    on
        sources.record_table = lacking.record_table
        and sources.column_name = coalesce(lacking.column_name, sources.column_name)
