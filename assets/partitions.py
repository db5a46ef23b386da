"""The nights: one partition a day, named by the as-at date."""

import dagster as dg

# The first night that can be run; end_offset 1 makes tonight's own date a partition.
NIGHTS = dg.DailyPartitionsDefinition(start_date="2017-01-01", timezone="Europe/London", end_offset=1)
