/*
severity: error
table: ssd_cp_reviews
sentence: A review of a child protection plan was held on or before the day the plan began.
todo: Correct the review's date, or move the review to the plan before.
source: Children in need census, rule 8841
*/
select
    review.cppr_cp_review_id as record_id,
    coalesce(review.cppr_person_id, plan.cppl_person_id) as person_id,
    'cppr_cp_review_date' as column_name,
    cast(review.cppr_cp_review_date as varchar) as value
from staged.ssd_cp_reviews as review
inner join staged.ssd_cp_plans as plan
    on review.cppr_cp_plan_id = plan.cppl_cp_plan_id
where review.cppr_cp_review_date <= plan.cppl_cp_plan_start_date
