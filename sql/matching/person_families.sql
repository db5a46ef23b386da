-- Children whom the case system ties to each other: an identifier that two or more people carry stands for a
-- family.
-- grain: a person and a family
-- reads: staged.ssd_linked_identifiers
create or replace table reconciled.person_families as
with
identifiers as (
    select distinct
        link_person_id as person_id,
        link_identifier_type as identifier_type,
        link_identifier_value as identifier_value
    from staged.ssd_linked_identifiers
    where link_identifier_value is not null
),

shared as (
    select
        identifier_type,
        identifier_value
    from identifiers
    group by identifier_type, identifier_value
    having count(*) > 1
)

select
    identifiers.person_id,
    identifiers.identifier_type || ' ' || identifiers.identifier_value as family
from identifiers
inner join shared
    on
        identifiers.identifier_type = shared.identifier_type
        and identifiers.identifier_value = shared.identifier_value;
