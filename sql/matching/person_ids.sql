-- Every number by which a manager may know a child, as digits without prefix and leading zeros. An identifier
-- that several people carry is a family's, not a child's, and is left out.
-- grain: a person and a number
-- reads: staged.ssd_person, staged.ssd_linked_identifiers, reconciled.person_families
create or replace table reconciled.person_ids as
with
own as (
    select
        pers_person_id as person_id,
        pers_person_id as identifier,
        false as is_linked
    from staged.ssd_person
    where pers_person_id is not null
),

linked as (
    select
        ids.link_person_id as person_id,
        ids.link_identifier_value as identifier,
        true as is_linked
    from staged.ssd_linked_identifiers as ids
    left join reconciled.person_families as families
        on
            ids.link_person_id = families.person_id
            and families.family = ids.link_identifier_type || ' ' || ids.link_identifier_value
    where families.person_id is null
),

older as (
    select
        pers_person_id as person_id,
        pers_legacy_id as identifier,
        true as is_linked
    from staged.ssd_person
    union all
    select
        pers_person_id as person_id,
        pers_common_child_id as identifier,
        true as is_linked
    from staged.ssd_person
),

digits as (
    select
        person_id,
        ltrim(regexp_replace(identifier, '[^0-9]', '', 'g'), '0') as id_digits,
        is_linked
    from (
        select * from own
        union all
        select * from linked
        union all
        select * from older
    ) as every_identifier
    where identifier is not null
)

select
    person_id,
    id_digits,
    min(is_linked) as is_linked
from digits
where length(id_digits) > 0
group by person_id, id_digits;
