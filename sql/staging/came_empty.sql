-- What came empty tonight of all that figures and comparisons rest on: tables without a row, and columns that
-- are blank in every row. No county is without any; it is an export that went wrong.
-- grain: a table (column_name is null), or a column
-- reads: staged.ssd_person, staged.ssd_involvements, staged.ssd_professionals, staged.ssd_cin_plans,
--        staged.ssd_cp_plans, staged.ssd_cin_visits, staged.ssd_cp_visits, staged.ssd_cp_reviews,
--        staged.ssd_cin_assessments, staged.ssd_cin_episodes, staged.ssd_s47_enquiry,
--        staged.ssd_initial_cp_conference, staged.local_supervisions
create or replace table staged.came_empty as
with counted as (
    select
        'ssd_person' as record_table,
        'pers_forename' as column_name,
        count(*) as records,
        count(pers_forename) as filled
    from staged.ssd_person
    union all
    select
        'ssd_person' as record_table,
        'pers_surname' as column_name,
        count(*) as records,
        count(pers_surname) as filled
    from staged.ssd_person
    union all
    select
        'ssd_person' as record_table,
        'pers_dob' as column_name,
        count(*) as records,
        count(pers_dob) as filled
    from staged.ssd_person
    union all
    select
        'ssd_involvements' as record_table,
        'invo_person_id' as column_name,
        count(*) as records,
        count(invo_person_id) as filled
    from staged.ssd_involvements
    union all
    select
        'ssd_involvements' as record_table,
        'invo_professional_id' as column_name,
        count(*) as records,
        count(invo_professional_id) as filled
    from staged.ssd_involvements
    union all
    select
        'ssd_involvements' as record_table,
        'invo_professional_team' as column_name,
        count(*) as records,
        count(invo_professional_team) as filled
    from staged.ssd_involvements
    union all
    select
        'ssd_involvements' as record_table,
        'invo_involvement_start_date' as column_name,
        count(*) as records,
        count(invo_involvement_start_date) as filled
    from staged.ssd_involvements
    union all
    select
        'ssd_professionals' as record_table,
        'prof_professional_name' as column_name,
        count(*) as records,
        count(prof_professional_name) as filled
    from staged.ssd_professionals
    union all
    select
        'ssd_cin_plans' as record_table,
        'cinp_person_id' as column_name,
        count(*) as records,
        count(cinp_person_id) as filled
    from staged.ssd_cin_plans
    union all
    select
        'ssd_cin_plans' as record_table,
        'cinp_cin_plan_start_date' as column_name,
        count(*) as records,
        count(cinp_cin_plan_start_date) as filled
    from staged.ssd_cin_plans
    union all
    select
        'ssd_cp_plans' as record_table,
        'cppl_person_id' as column_name,
        count(*) as records,
        count(cppl_person_id) as filled
    from staged.ssd_cp_plans
    union all
    select
        'ssd_cp_plans' as record_table,
        'cppl_cp_plan_start_date' as column_name,
        count(*) as records,
        count(cppl_cp_plan_start_date) as filled
    from staged.ssd_cp_plans
    union all
    select
        'ssd_cin_visits' as record_table,
        'cinv_person_id' as column_name,
        count(*) as records,
        count(cinv_person_id) as filled
    from staged.ssd_cin_visits
    union all
    select
        'ssd_cin_visits' as record_table,
        'cinv_cin_visit_date' as column_name,
        count(*) as records,
        count(cinv_cin_visit_date) as filled
    from staged.ssd_cin_visits
    union all
    select
        'ssd_cp_visits' as record_table,
        'cppv_cp_plan_id' as column_name,
        count(*) as records,
        count(cppv_cp_plan_id) as filled
    from staged.ssd_cp_visits
    union all
    select
        'ssd_cp_visits' as record_table,
        'cppv_cp_visit_date' as column_name,
        count(*) as records,
        count(cppv_cp_visit_date) as filled
    from staged.ssd_cp_visits
    union all
    select
        'ssd_cp_visits' as record_table,
        'cppv_cp_visit_seen_alone' as column_name,
        count(*) as records,
        count(cppv_cp_visit_seen_alone) as filled
    from staged.ssd_cp_visits
    union all
    select
        'ssd_cp_reviews' as record_table,
        'cppr_cp_plan_id' as column_name,
        count(*) as records,
        count(cppr_cp_plan_id) as filled
    from staged.ssd_cp_reviews
    union all
    select
        'ssd_cp_reviews' as record_table,
        'cppr_cp_review_due' as column_name,
        count(*) as records,
        count(cppr_cp_review_due) as filled
    from staged.ssd_cp_reviews
    union all
    select
        'ssd_cp_reviews' as record_table,
        'cppr_cp_review_date' as column_name,
        count(*) as records,
        count(cppr_cp_review_date) as filled
    from staged.ssd_cp_reviews
    union all
    select
        'ssd_cin_assessments' as record_table,
        'cina_person_id' as column_name,
        count(*) as records,
        count(cina_person_id) as filled
    from staged.ssd_cin_assessments
    union all
    select
        'ssd_cin_assessments' as record_table,
        'cina_assessment_start_date' as column_name,
        count(*) as records,
        count(cina_assessment_start_date) as filled
    from staged.ssd_cin_assessments
    union all
    select
        'ssd_cin_assessments' as record_table,
        'cina_assessment_auth_date' as column_name,
        count(*) as records,
        count(cina_assessment_auth_date) as filled
    from staged.ssd_cin_assessments
    union all
    select
        'ssd_cin_episodes' as record_table,
        'cine_person_id' as column_name,
        count(*) as records,
        count(cine_person_id) as filled
    from staged.ssd_cin_episodes
    union all
    select
        'ssd_cin_episodes' as record_table,
        'cine_referral_date' as column_name,
        count(*) as records,
        count(cine_referral_date) as filled
    from staged.ssd_cin_episodes
    union all
    select
        'ssd_s47_enquiry' as record_table,
        's47e_person_id' as column_name,
        count(*) as records,
        count(s47e_person_id) as filled
    from staged.ssd_s47_enquiry
    union all
    select
        'ssd_s47_enquiry' as record_table,
        's47e_s47_start_date' as column_name,
        count(*) as records,
        count(s47e_s47_start_date) as filled
    from staged.ssd_s47_enquiry
    union all
    select
        'ssd_initial_cp_conference' as record_table,
        'icpc_icpc_date' as column_name,
        count(*) as records,
        count(icpc_icpc_date) as filled
    from staged.ssd_initial_cp_conference
    union all
    select
        'local_supervisions' as record_table,
        'person_id' as column_name,
        count(*) as records,
        count(person_id) as filled
    from staged.local_supervisions
    union all
    select
        'local_supervisions' as record_table,
        'supervision_date' as column_name,
        count(*) as records,
        count(supervision_date) as filled
    from staged.local_supervisions
)

select distinct
    record_table,
    case when records > 0 then column_name end as column_name,
    case
        when records > 0 then record_table || '.csv: ' || column_name || ' is blank in every row'
        else record_table || '.csv came without a row'
    end || '. What rests on it is blank tonight. Ask for it again.' as said
from counted
where filled = 0
