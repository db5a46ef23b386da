-- Each section 47 enquiry with the day of its initial conference, and whether its outcome says that none is
-- needed (the census's ICPCnotRequired). An outcome that is blank, cut off or of another form says nothing.
-- grain: a row of the enquiries
-- reads: staged.ssd_s47_enquiry, validated.conferences
create or replace table validated.enquiries as
with enquiries as (
    select
        s47e_s47_enquiry_id as enquiry_id,
        -- What tells one enquiry from another; one without a number is an enquiry of its own.
        coalesce(s47e_s47_enquiry_id, 'row ' || source_row) as enquiry_key,
        s47e_person_id as person_id,
        s47e_referral_id as referral_id,
        s47e_s47_start_date as started,
        s47e_s47_end_date as ended,
        source_row,
        coalesce(s47e_s47_nfa = 'Y', false)
        or regexp_matches(
            lower(coalesce(s47e_s47_outcome_json, '')),
            'cp_conference_flag"\s*:\s*("\s*(n|no|f|false|0)\s*"|(n|no|f|false|0)\s*[,}])'
        ) as is_conference_needless
    from staged.ssd_s47_enquiry
),

conferences as (
    select
        enquiry_id,
        person_id,
        referral_id,
        held,
        is_transfer_in,
        source_row
    from validated.conferences
    where held is not null
),

named as (
    select
        enquiries.source_row,
        conferences.held
    from enquiries
    inner join conferences
        on enquiries.enquiry_id = conferences.enquiry_id
),

-- A conference that names no enquiry is that of one on its referral: of one that needs a conference and that
-- no other names, first; then of one begun by its day; then of the nearest. The conference of a child who
-- moved here followed another authority's enquiry.
unnamed as (
    select
        enquiries.source_row,
        conferences.held
    from enquiries
    inner join conferences
        on
            enquiries.referral_id = conferences.referral_id
            and enquiries.person_id = conferences.person_id
    left join (select distinct source_row from named) as has_its_own
        on enquiries.source_row = has_its_own.source_row
    where conferences.enquiry_id is null and conferences.is_transfer_in <> 'Y'
    qualify
        row_number() over (
            partition by conferences.source_row
            order by
                enquiries.is_conference_needless,
                case when has_its_own.source_row is null then 0 else 1 end,
                case when enquiries.started <= conferences.held then 0 else 1 end,
                abs(date_diff('day', enquiries.started, conferences.held)) nulls last,
                enquiries.source_row
        ) = 1
),

first_conferences as (
    select
        source_row,
        min(held) as conference_date
    from (
        select
            source_row,
            held
        from named
        union all
        select
            source_row,
            held
        from unnamed
    ) as led_to
    group by source_row
)

select
    enquiries.enquiry_id,
    enquiries.enquiry_key,
    enquiries.person_id,
    enquiries.referral_id,
    enquiries.started,
    enquiries.ended,
    enquiries.source_row,
    enquiries.is_conference_needless,
    first_conferences.conference_date
from enquiries
left join first_conferences
    on enquiries.source_row = first_conferences.source_row
