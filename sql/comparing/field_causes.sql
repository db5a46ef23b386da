-- The level of cause of every field that differs.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.neighbour_causes, reconciled.date_causes, reconciled.text_causes,
--        reconciled.following_causes
create or replace table reconciled.field_causes as
select
    comparisons.tracker_row_id,
    comparisons.field,
    case
        when comparisons.state in ('unreadable', 'nothing') then 'unreadable_value'
        when comparisons.state = 'ambiguous' and comparisons.sheet_date is null then 'unreadable_value'
        else 'value_differs'
    end as kind,
    case
        when comparisons.state = 'blank' then 'left_blank'
        -- The shape of a date, but none that exists.
        when
            comparisons.state = 'unreadable'
            and (
                contains(comparisons.note, 'no such date')
                or regexp_matches(comparisons.typed, '^\s*\d{1,4}([./ -])\d{1,2}[./ -]\d{1,4}\s*$')
            )
            then 'no_such_date'
        when
            comparisons.state = 'ambiguous'
            and comparisons.sheet_date is null
            and regexp_matches(comparisons.typed, '^[0-9./ -]+$')
            then 'two_ways'
        when comparisons.state = 'ambiguous' and comparisons.sheet_date is null then 'words_for_a_value'
        when comparisons.state in ('unreadable', 'nothing') then 'words_for_a_value'
        else
            coalesce(
                case when neighbour_causes.is_sure then neighbour_causes.level end,
                nullif(following_causes.level, 'not_known'),
                nullif(date_causes.level, 'not_known'),
                nullif(text_causes.level, 'not_known'),
                neighbour_causes.level,
                'not_known'
            )
    end as level
from reconciled.comparisons as comparisons
left join reconciled.neighbour_causes as neighbour_causes
    on
        comparisons.tracker_row_id = neighbour_causes.tracker_row_id
        and comparisons.field = neighbour_causes.field
left join reconciled.following_causes as following_causes
    on
        comparisons.tracker_row_id = following_causes.tracker_row_id
        and comparisons.field = following_causes.field
left join reconciled.date_causes as date_causes
    on
        comparisons.tracker_row_id = date_causes.tracker_row_id
        and comparisons.field = date_causes.field
left join reconciled.text_causes as text_causes
    on
        comparisons.tracker_row_id = text_causes.tracker_row_id
        and comparisons.field = text_causes.field
where not comparisons.agrees;
