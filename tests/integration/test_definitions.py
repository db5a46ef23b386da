"""The whole asset graph: every asset, check, job and schedule, as a list that a person reads when it changes.

Where a change is meant: `pytest --accept-graph tests/integration/test_definitions.py`, and commit the list.
"""

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest
import yaml
from dotenv import dotenv_values

from pipelines.definitions import definitions

GRAPH = Path(__file__).parent / "graph.txt"


def _graph() -> str:
    defs = definitions()
    graph = defs.resolve_asset_graph()
    lines = []
    for key in sorted(graph.get_all_asset_keys()):
        node = graph.get(key)
        parents = ", ".join(sorted(one.to_user_string() for one in node.parent_keys)) or "nothing"
        lines.append(f"asset {key.to_user_string()} [{node.group_name}] after {parents}")
    lines += sorted(f"check {key.to_user_string()}" for key in graph.asset_check_keys)
    lines += sorted(f"job {job.name}" for job in defs.resolve_all_job_defs() if not job.name.startswith("__"))
    lines += sorted(
        f"schedule {one.name} {one.cron_schedule} {one.execution_timezone}"
        for one in defs.schedules or []
        if isinstance(one, dg.ScheduleDefinition)
    )
    lines += sorted(f"sensor {one.name}" for one in defs.sensors or [])
    return "\n".join(lines) + "\n"


def test_the_graph_is_the_one_that_was_agreed(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--accept-graph"):
        GRAPH.write_text(_graph(), encoding="utf-8")
    assert _graph() == GRAPH.read_text(encoding="utf-8")


def test_every_asset_says_what_it_is_and_belongs_to_a_stage() -> None:
    graph = definitions().resolve_asset_graph()
    stages = {
        "landed",
        "staged",
        "validated",
        "reconciled",
        "measured",
        "published",
        "inspection",
        "released",
    }
    for key in graph.get_all_asset_keys():
        assert graph.get(key).description
        assert graph.get(key).group_name in stages
        assert graph.get(key).kinds


@pytest.mark.parametrize(
    ("fires_at", "as_at"),
    [
        (datetime(2026, 7, 1, 4, 30, tzinfo=UTC), "2026-07-01"),  # 05:30 in London's summer
        (datetime(2026, 12, 1, 5, 30, tzinfo=UTC), "2026-12-01"),
    ],
)
def test_the_schedule_asks_for_the_london_date_on_which_it_fires(fires_at: datetime, as_at: str) -> None:
    defs = definitions()
    schedule = defs.resolve_schedule_def("nightly_at_half_past_five")
    repository = defs.get_repository_def()
    with dg.build_schedule_context(scheduled_execution_time=fires_at, repository_def=repository) as context:
        data = schedule.evaluate_tick(context)
    assert data.run_requests is not None
    assert [request.partition_key for request in data.run_requests] == [as_at]


def test_dagster_started_bare_in_the_checkout_keeps_its_history_below_var(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = Path(__file__).parents[2]
    needed = {"env": "STATE_DIR"}
    instance = yaml.safe_load((root / "dagster.yaml").read_text(encoding="utf-8"))
    assert instance["storage"]["sqlite"]["base_dir"] == needed
    assert instance["local_artifact_storage"]["config"]["base_dir"] == needed
    assert instance["compute_logs"]["config"]["base_dir"] == needed
    monkeypatch.delenv("STATE_DIR", raising=False)
    assert dict(dotenv_values(root / ".env")) == {"STATE_DIR": "var/dagster"}
    monkeypatch.setenv("STATE_DIR", "/elsewhere")
    assert dict(dotenv_values(root / ".env")) == {"STATE_DIR": "/elsewhere"}


def test_every_asset_job_schedule_and_sensor_says_what_it_is() -> None:
    defs = definitions()
    graph = defs.resolve_asset_graph()
    said = {key.to_user_string(): graph.get(key).description for key in graph.get_all_asset_keys()}
    said |= {one.name: one.description for one in (*(defs.schedules or []), *(defs.sensors or []))}
    assert [name for name, text in said.items() if not text or "data dictionary" in text] == []
