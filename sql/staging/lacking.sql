-- What the extract lacks tonight: tables and columns that did not come or came empty, or of which too little
-- can be read; and the roles of involvements, where none is that of an allocated worker. Whatever needs one
-- of them is blank, and claims nothing.
-- grain: a table (column_name is null), or a column
-- reads: staged.staging_findings, staged.came_empty, staged.ssd_involvements, staged.night
create or replace table staged.lacking as
with did_not_come as (
    select
        record_table,
        case when rule_id not in ('table_missing', 'table_unreadable') then column_name end as column_name,
        message as said
    from staged.staging_findings
    where rule_id in ('table_missing', 'table_unreadable', 'column_missing', 'column_unreadable')
),

roles as (
    select
        involvement.invo_professional_role_id as role,
        lower(trim(involvement.invo_professional_role_id)) = lower(trim(night.allocated_role))
            as is_allocated,
        count(*) as involvements
    from staged.ssd_involvements as involvement
    cross join staged.night as night
    group by involvement.invo_professional_role_id, night.allocated_role
),

most_frequent as (
    select
        role,
        involvements
    from roles
    where role is not null
    order by involvements desc, role asc
    limit 3
)

select
    record_table,
    column_name,
    said
from did_not_come
union all
select
    came_empty.record_table,
    came_empty.column_name,
    came_empty.said
from staged.came_empty as came_empty
where
    not exists (
        select 1
        from did_not_come
        where
            did_not_come.record_table = came_empty.record_table
            and coalesce(did_not_come.column_name, came_empty.column_name, '')
            = coalesce(came_empty.column_name, '')
    )
union all
select
    'ssd_involvements' as record_table,
    'invo_professional_role_id' as column_name,
    'no involvement has the role ''' || night.allocated_role || ''' (allocated_role of county.yaml); '
    || coalesce(
        'the most frequent are ' || (
            select
                string_agg(
                    '''' || role || ''' (' || involvements || ')', ', '
                    order by involvements desc, role asc
                )
            from most_frequent
        ),
        'none has any'
    )
    || '. What rests on who is allocated is blank tonight. Correct the one or the other' as said
from staged.night as night
where
    exists (select 1 from roles)
    and not exists (select 1 from roles where is_allocated)
    and not exists (
        select 1
        from did_not_come
        where
            record_table = 'ssd_involvements'
            and coalesce(column_name, '') in ('', 'invo_professional_role_id')
    )
