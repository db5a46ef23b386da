-- What each differing figure would read if it had gone wrong in a known way: each way is a hypothesis that
-- the figure as typed either fits, to the precision shown, or does not.
-- grain: a typed figure that differs, and a hypothesis (several values of one hypothesis are several rows)
-- reads: reconciled.figures_beside, reconciled.calendar_days, reconciled.extra_denominators,
--        reconciled.rows_left_out, reconciled.figures_of_others, measured.indicator_values, staged.months
create or replace table reconciled.figure_hypotheses as
with
figures as (
    select * from reconciled.figures_beside
    where not agrees and state = 'read'
),

numbered_months as (
    select
        period,
        row_number() over (order by period) as month_number
    from staged.months
),

fractions as (
    select
        figure_id,
        'fraction' as hypothesis,
        system_value / 100 as value
    from figures
    where shape = 'percent' and typed_shown <= 1 and (decimals > 0 or system_value = 100)
),

-- A cell formatted as a whole percentage shows 0.87 % as 1 %.
hidden_fractions as (
    select
        figures.figure_id,
        'hidden_fraction' as hypothesis,
        figures.typed_shown as value
    from figures
    inner join (values (1), (10), (100)) as places (scale)
        on
            abs(figures.stored * 100 * places.scale - floor(figures.stored * 100 * places.scale + 0.5)) < 1e-6
            and abs(
                figures.stored * 100 * places.scale
                - floor(figures.system_value * places.scale + 0.5 + 1e-9)
            ) < 1e-6
    where
        figures.shape = 'percent'
        and figures.stored > 0
        and abs(figures.stored - figures.typed_value) > 1e-9
),

months_before as (
    select
        this_month.period,
        month_before.period as period_before
    from numbered_months as this_month
    inner join numbered_months as month_before
        on this_month.month_number = month_before.month_number + 1
),

previous_months as (
    select
        figures.figure_id,
        'previous_month' as hypothesis,
        system_values.value
    from figures
    inner join months_before
        on figures.period = months_before.period
    inner join measured.indicator_values as system_values
        on
            months_before.period_before = system_values.period
            and figures.locality = system_values.locality
            and figures.team = system_values.team
            and figures.indicator_id = system_values.indicator_id
            and system_values.source = 'case_system'
),

previous_figures as (
    select
        figures.figure_id,
        'previous_figure' as hypothesis,
        typed.typed_shown as value
    from figures
    inner join months_before
        on figures.period = months_before.period
    inner join reconciled.figures_beside as typed
        on
            months_before.period_before = typed.period
            and figures.locality = typed.locality
            and figures.team = typed.team
            and figures.indicator_id = typed.indicator_id
            and typed.state = 'read'
),

digits as (
    select
        figure_id,
        typed_shown,
        cast(cast(round(typed_shown * scale) as bigint) as varchar) as typed_digits,
        cast(cast(round(system_shown * scale) as bigint) as varchar) as system_digits
    from figures
),

padded_digits as (
    select
        figure_id,
        typed_shown,
        lpad(typed_digits, cast(greatest(length(typed_digits), length(system_digits)) as integer), '0')
            as typed_digits,
        lpad(system_digits, cast(greatest(length(typed_digits), length(system_digits)) as integer), '0')
            as system_digits
    from digits
),

transposed as (
    select
        figure_id,
        'digits' as hypothesis,
        typed_shown as value
    from padded_digits
    where
        typed_digits <> system_digits
        and levenshtein(typed_digits, system_digits) <= 2
        and list_sort(string_split(typed_digits, '')) = list_sort(string_split(system_digits, ''))
),

-- A key is beside another on the number pad or in the row of digits. Any other wrong digit is no slip that
-- the figures show.
keys_beside as (
    select
        pairs.one,
        pairs.other
    from (
        values
        ('1', '2'), ('2', '3'), ('3', '4'), ('4', '5'), ('5', '6'), ('6', '7'), ('7', '8'), ('8', '9'),
        ('9', '0'), ('1', '0'), ('2', '0'), ('1', '4'), ('2', '5'), ('3', '6'), ('4', '7'), ('5', '8'),
        ('6', '9')
    ) as pairs (one, other)
),

digit_places as (
    select
        digits.figure_id,
        digits.typed_shown,
        digits.typed_digits,
        digits.system_digits,
        places.place,
        substr(digits.system_digits, places.place, 1) as digit
    from digits
    inner join (values (1), (2), (3), (4), (5), (6)) as places (place)
        on places.place <= length(digits.system_digits)
),

slips as (
    select distinct
        digit_places.figure_id,
        'slip' as hypothesis,
        digit_places.typed_shown as value
    from digit_places
    left join keys_beside
        on
            digit_places.digit in (keys_beside.one, keys_beside.other)
            and length(digit_places.system_digits) > 1
    where
        digit_places.typed_digits in (
            -- Another key, a digit dropped, a digit twice.
            left(digit_places.system_digits, digit_places.place - 1)
            || case when digit_places.digit = keys_beside.one then keys_beside.other else keys_beside.one end
            || substr(digit_places.system_digits, digit_places.place + 1),
            left(digit_places.system_digits, digit_places.place - 1)
            || substr(digit_places.system_digits, digit_places.place + 1),
            left(digit_places.system_digits, digit_places.place)
            || substr(digit_places.system_digits, digit_places.place)
        )
),

other_denominators as (
    select
        figures.figure_id,
        'other_denominator' as hypothesis,
        case when figures.shape = 'percent' then 100 else 1 end * figures.system_numerator
        / (figures.system_denominator + added.extra) as value
    from figures
    inner join reconciled.extra_denominators as added
        on
            figures.period = added.period
            and figures.locality = added.locality
            and figures.team = added.team
            and figures.indicator_id = added.indicator_id
),

calendar_days as (
    select
        figures.figure_id,
        'calendar_days' as hypothesis,
        calendar_days.value
    from figures
    inner join reconciled.calendar_days as calendar_days
        on
            figures.period = calendar_days.period
            and figures.locality = calendar_days.locality
            and figures.team = calendar_days.team
            and figures.indicator_id = calendar_days.indicator_id
),

left_out as (
    select
        figure_id,
        case when left_out = 'the last rows' then 'last_rows' else 'a_team' end as hypothesis,
        value
    from reconciled.rows_left_out
),

cut_off as (
    select
        figure_id,
        'cut_off' as hypothesis,
        floor(system_value * scale) / scale as value
    from figures
    union all
    select
        figure_id,
        'cut_off' as hypothesis,
        floor(system_value) as value
    from figures
),

-- Nobody rounds a few children to none.
to_fives as (
    select
        figure_id,
        'to_fives' as hypothesis,
        floor(system_value / 10 + 0.5) * 10 as value
    from figures
    where shape = 'count' and system_value >= 5
    union all
    select
        figure_id,
        'to_fives' as hypothesis,
        floor(system_value / 5 + 0.5) * 5 as value
    from figures
    where shape <> 'average' and system_value >= 2.5
),

next_numbers as (
    select
        figure_id,
        'next_number' as hypothesis,
        typed_shown as value
    from figures
    where
        abs(abs(typed_shown - system_shown) - 1) < 1e-6
        or abs(abs(typed_shown - system_shown) * scale - 1) < 1e-6
),

own_tracker as (
    select
        figure_id,
        'own_tracker' as hypothesis,
        tracker_value as value
    from figures
    where tracker_value is not null
)

select * from fractions
union all
select * from hidden_fractions
union all
select
    figure_id,
    hypothesis,
    value
from reconciled.figures_of_others
union all
select * from own_tracker
union all
select * from previous_months
union all
select * from previous_figures
union all
select * from transposed
union all
select * from slips
union all
select * from other_denominators
union all
select * from calendar_days
union all
select * from left_out
union all
select * from cut_off
union all
select * from to_fives
union all
select * from next_numbers;
