-- What a row shows and what the case system has, in one form for every field, with the row's place among all
-- rows and on its sheet. 'Seen alone', team and plan type are left out: any two rows that differ in them show
-- each other's.
-- grain: a tracker row and a field
-- reads: reconciled.comparisons, reconciled.placed_rows, reconciled.text_keys, reconciled.person_keys
create or replace table reconciled.comparable_values as
with
places as (
    select
        tracker_row_id,
        source_file || '!' || coalesce(sheet, '') as sheet_place,
        row_number() over (order by source_file, sheet, row_number, tracker_row_id) as place
    from reconciled.placed_rows
)

select
    comparisons.tracker_row_id,
    comparisons.person_id,
    comparisons.plan_type,
    places.sheet_place,
    places.place,
    comparisons.field,
    comparisons.agrees,
    comparisons.sheet_date,
    case
        when comparisons.state in ('read', 'ambiguous')
            then
                coalesce(
                    strftime(comparisons.sheet_date, '%Y-%m-%d'),
                    sheet_keys.letters,
                    comparisons.sheet_text
                )
    end as sheet_value,
    coalesce(
        strftime(comparisons.system_date, '%Y-%m-%d'),
        system_keys.letters,
        person_keys.name_key,
        comparisons.system_text
    ) as system_value
from reconciled.comparisons as comparisons
inner join places
    on comparisons.tracker_row_id = places.tracker_row_id
left join reconciled.text_keys as sheet_keys
    on
        comparisons.field in ('name', 'worker')
        and comparisons.sheet_text = sheet_keys.words
left join reconciled.text_keys as system_keys
    on
        comparisons.field = 'worker'
        and comparisons.system_text = system_keys.words
left join reconciled.person_keys as person_keys
    on
        comparisons.field = 'name'
        and comparisons.person_id = person_keys.person_id
where comparisons.field not in ('seen_alone', 'team', 'plan_type');
