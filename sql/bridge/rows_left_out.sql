-- What a figure would be if its formula stopped short: a team's without the last rows of the manager's own
-- sheet (a tenth to a quarter of them), a locality's without one of its teams. Of a month whose sheet is gone
-- nobody can say which rows were the last.
-- grain: a typed figure that differs, and how much was left out
-- reads: reconciled.figures_beside, measured.evidence, measured.indicator_values, staged.tracker_rows
create or replace table reconciled.rows_left_out as
with
figures as (
    select
        figure_id,
        period,
        locality,
        team,
        indicator_id,
        shape
    from reconciled.figures_beside
    where not agrees and state = 'read'
),

sheet_rows as (
    select
        source_file || '!' || coalesce(sheet, '') || '!' || cell as record_id,
        row_number() over (order by source_file, sheet, row_number, tracker_row_id) as place
    from staged.tracker_rows
),

evidence as (
    select
        figures.figure_id,
        figures.shape,
        row_number() over (partition by figures.figure_id order by sheet_rows.place) as rows_kept,
        count(*) over (partition by figures.figure_id) as all_rows,
        sum(case when evidence.counts then 1 else 0 end) over (
            partition by figures.figure_id
            order by sheet_rows.place
            rows between unbounded preceding and current row
        ) as counting
    from figures
    inner join measured.evidence as evidence
        on
            figures.period = evidence.period
            and figures.indicator_id = evidence.indicator_id
            and figures.locality = evidence.locality
            and figures.team = evidence.team
    inner join sheet_rows
        on evidence.record_id = sheet_rows.record_id
    where
        evidence.source = 'tracker'
        and evidence.counts is not null
        and figures.shape in ('count', 'percent')
        and (figures.shape = 'percent' or evidence.counts)
),

without_last_rows as (
    select
        figure_id,
        'the last rows' as left_out,
        case when shape = 'count' then cast(counting as double) else 100.0 * counting / rows_kept end as value
    from evidence
    where
        (all_rows - rows_kept) * 4 <= all_rows
        and (all_rows - rows_kept) * 10 >= all_rows
        and all_rows - rows_kept >= 2
),

without_a_team as (
    select
        figures.figure_id,
        left_out.team as left_out,
        case
            when figures.shape = 'count' then whole.numerator - left_out.numerator
            when figures.shape = 'percent'
                then
                    100
                    * (whole.numerator - left_out.numerator)
                    / nullif(whole.denominator - left_out.denominator, 0)
            else (whole.numerator - left_out.numerator) / nullif(whole.denominator - left_out.denominator, 0)
        end as value
    from figures
    inner join measured.indicator_values as whole
        on
            figures.period = whole.period
            and figures.locality = whole.locality
            and figures.team = whole.team
            and figures.indicator_id = whole.indicator_id
            and whole.source = 'case_system'
    inner join measured.indicator_values as left_out
        on
            figures.period = left_out.period
            and figures.locality = left_out.locality
            and figures.indicator_id = left_out.indicator_id
            and left_out.source = 'case_system'
            and left_out.team <> 'All'
    where figures.team = 'All' and left_out.numerator > 0
)

select
    figure_id,
    left_out,
    value
from without_last_rows
union all
select
    figure_id,
    left_out,
    value
from without_a_team;
