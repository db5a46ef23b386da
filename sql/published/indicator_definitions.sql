-- What each indicator means, with the county's thresholds in its words.
-- grain: an indicator
-- reads: staged.night, measured.indicators
create or replace table published.indicator_definitions as
select
    night.run_id,
    indicators.indicator_id as id,
    indicators.name,
    indicators.unit,
    indicators.definition,
    indicators.source
from measured.indicators as indicators
cross join staged.night as night
