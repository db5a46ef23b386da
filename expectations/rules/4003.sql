/*
severity: error
table: ssd_cp_reviews
sentence: A review of a child protection plan was held while the child was on a child in need plan.
todo: Correct the review's date or the plans' dates.
source: Children in need census, rule 4003
# By child, where the Department's words are of one referral: a plan on another one is a plan too.
*/
select distinct
    review.cppr_cp_review_id as record_id,
    plan.cppl_person_id as person_id,
    'cppr_cp_review_date' as column_name,
    cast(review.cppr_cp_review_date as varchar) as value
from staged.ssd_cp_reviews as review
inner join staged.ssd_cp_plans as plan
    on review.cppr_cp_plan_id = plan.cppl_cp_plan_id
inner join staged.ssd_cin_plans as cin
    on
        plan.cppl_person_id = cin.cinp_person_id
        and review.cppr_cp_review_date >= cin.cinp_cin_plan_start_date
        -- On the day that it ends a child in need plan is no longer open.
        and review.cppr_cp_review_date < coalesce(cin.cinp_cin_plan_end_date, date '9999-12-31')
-- The review that ends the plan may be on the day the child is stepped down.
where review.cppr_cp_review_date <> coalesce(plan.cppl_cp_plan_end_date, date '9999-12-31')
