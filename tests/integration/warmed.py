"""What a process of the command imports and makes once, made before it is forked: see nights.py."""

import altair  # noqa: F401
import dagster as dg
import holidays
import pandas  # noqa: F401

from assets.publishing.rendering import words
from expectations.judge import quietly
from pipelines.definitions import definitions

dg.DagsterInstance.ephemeral().dispose()
definitions().resolve_job_def("nightly")
holidays.country_holidays("GB", subdiv="ENG")
words()
with quietly():
    pass
