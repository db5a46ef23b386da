"""The code location: every asset, check, job, schedule and resource of the nights."""

import os

import dagster as dg

from assets import checks
from assets.case_system import assets as case_system
from assets.locality import assets as locality
from assets.performance import assets as performance
from assets.publishing import assets as publishing
from assets.reconciliation import assets as reconciliation
from assets.resources import CountyResource
from pipelines.alerts import night_failed, night_has_failed_checks
from pipelines.jobs import nightly
from pipelines.schedules import nightly_at_half_past_five


@dg.definitions
def definitions() -> dg.Definitions:
    """All there is. The county is that of $LOCALITY_COUNTY, $LOCALITY_DATA and $LOCALITY_HOME.

    Without them it is the invented county that `make nightly` makes.
    """
    modules = [case_system, locality, checks, reconciliation, performance, publishing]
    return dg.Definitions(
        assets=dg.load_assets_from_modules(modules),
        asset_checks=dg.load_asset_checks_from_modules(modules),
        jobs=[nightly],
        schedules=[nightly_at_half_past_five],
        sensors=[night_failed, night_has_failed_checks],
        resources={
            "county": CountyResource(
                county_file=os.environ.get("LOCALITY_COUNTY", "var/county/county.yaml"),
                data=os.environ.get("LOCALITY_DATA", ""),
                home=os.environ.get("LOCALITY_HOME", ""),
            )
        },
    )
