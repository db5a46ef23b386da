-- All differences of two tables of ten columns in long form, written by hand for these columns: what the
-- project's own is timed against.
-- parameters: $first and $second, the paths of two Parquet files
create table differences as
with
first_rows as not materialized (
    select * from read_parquet($first)
),

second_rows as not materialized (
    select * from read_parquet($second)
),

both_sides as materialized (
    select
        first_rows.id,
        first_rows.c1 as a_c1,
        second_rows.c1 as b_c1,
        first_rows.c2 as a_c2,
        second_rows.c2 as b_c2,
        first_rows.c3 as a_c3,
        second_rows.c3 as b_c3,
        first_rows.c4 as a_c4,
        second_rows.c4 as b_c4,
        first_rows.c5 as a_c5,
        second_rows.c5 as b_c5,
        first_rows.c6 as a_c6,
        second_rows.c6 as b_c6,
        first_rows.c7 as a_c7,
        second_rows.c7 as b_c7,
        first_rows.c8 as a_c8,
        second_rows.c8 as b_c8,
        first_rows.c9 as a_c9,
        second_rows.c9 as b_c9,
        first_rows.c10 as a_c10,
        second_rows.c10 as b_c10
    from first_rows
    inner join second_rows on first_rows.id = second_rows.id
    where
        first_rows.c1 is distinct from second_rows.c1
        or first_rows.c2 is distinct from second_rows.c2
        or first_rows.c3 is distinct from second_rows.c3
        or first_rows.c4 is distinct from second_rows.c4
        or first_rows.c5 is distinct from second_rows.c5
        or first_rows.c6 is distinct from second_rows.c6
        or first_rows.c7 is distinct from second_rows.c7
        or first_rows.c8 is distinct from second_rows.c8
        or first_rows.c9 is distinct from second_rows.c9
        or first_rows.c10 is distinct from second_rows.c10
)

select id, 'both' as side, 'c1' as column_name, cast(a_c1 as varchar) as first_value,
    cast(b_c1 as varchar) as second_value
from both_sides
where a_c1 is distinct from b_c1
union all
select id, 'both', 'c2', cast(a_c2 as varchar), cast(b_c2 as varchar)
from both_sides
where a_c2 is distinct from b_c2
union all
select id, 'both', 'c3', cast(a_c3 as varchar), cast(b_c3 as varchar)
from both_sides
where a_c3 is distinct from b_c3
union all
select id, 'both', 'c4', cast(a_c4 as varchar), cast(b_c4 as varchar)
from both_sides
where a_c4 is distinct from b_c4
union all
select id, 'both', 'c5', cast(a_c5 as varchar), cast(b_c5 as varchar)
from both_sides
where a_c5 is distinct from b_c5
union all
select id, 'both', 'c6', cast(a_c6 as varchar), cast(b_c6 as varchar)
from both_sides
where a_c6 is distinct from b_c6
union all
select id, 'both', 'c7', cast(a_c7 as varchar), cast(b_c7 as varchar)
from both_sides
where a_c7 is distinct from b_c7
union all
select id, 'both', 'c8', cast(a_c8 as varchar), cast(b_c8 as varchar)
from both_sides
where a_c8 is distinct from b_c8
union all
select id, 'both', 'c9', cast(a_c9 as varchar), cast(b_c9 as varchar)
from both_sides
where a_c9 is distinct from b_c9
union all
select id, 'both', 'c10', cast(a_c10 as varchar), cast(b_c10 as varchar)
from both_sides
where a_c10 is distinct from b_c10
union all
select id, 'left', null, null, null
from first_rows
anti join second_rows using (id)
union all
select id, 'right', null, null, null
from second_rows
anti join first_rows using (id)
