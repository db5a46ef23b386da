-- How many cells are equal to the case system's value under each rule, by locality and field; under a rule
-- that was not needed tonight there are none.
-- grain: a rule, locality and field (both null where the rule was not needed)
-- reads: reconciled.equivalence_rules, reconciled.comparisons, reconciled.placed_rows
create or replace table reconciled.equivalence_counts as
with
equal_cells as (
    select
        comparisons.rule,
        comparisons.field,
        placed_rows.locality
    from reconciled.comparisons as comparisons
    inner join reconciled.placed_rows as placed_rows
        on comparisons.tracker_row_id = placed_rows.tracker_row_id
    where comparisons.agrees
)

select
    rules.rule,
    rules.sentence,
    equal_cells.locality,
    equal_cells.field,
    count(equal_cells.rule) as cells
from reconciled.equivalence_rules as rules
left join equal_cells
    on rules.rule = equal_cells.rule
group by rules.rule, rules.sentence, equal_cells.locality, equal_cells.field;
