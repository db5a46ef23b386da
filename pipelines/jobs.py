"""The jobs: one, the night."""

import dagster as dg

# In process: the multiprocess executor starts a Python for every step, which costs seconds each.
nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="One night: from what was delivered to a release.",
    executor_def=dg.in_process_executor,
)
