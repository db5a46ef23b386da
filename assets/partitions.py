"""The nights: one partition a day, named by the as-at date."""

import dagster as dg

from assets.nights import FIRST_NIGHT, TIME_ZONE

# end_offset 1 makes tonight's own date a partition.
NIGHTS = dg.DailyPartitionsDefinition(start_date=FIRST_NIGHT.isoformat(), timezone=TIME_ZONE, end_offset=1)
