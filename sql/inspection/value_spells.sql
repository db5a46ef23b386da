-- The stretches of nights over which a discrepancy has the same two values: an answer is to those of one of
-- them. A night that did not see it, or was kept before this was, says nothing of them.
-- grain: a discrepancy and the first night of its values
-- reads: history.observations
create or replace table history.value_spells as
with
known as (
    select
        claim_id,
        as_at,
        value_hash,
        lag(value_hash) over (partition by claim_id order by as_at) as hash_before
    from history.observations
    where claim = 'discrepancy' and value_hash is not null
)

select
    claim_id as discrepancy_id,
    as_at as began,
    value_hash,
    row_number() over (partition by claim_id order by as_at desc) = 1 as is_last
from known
where hash_before is null or hash_before <> value_hash
