"""An alert says the night, the run and counts; nothing that a check or an error held."""

from email.message import EmailMessage
from pathlib import Path

import dagster as dg
import pytest

from assets.publishing.pointer import read_pointer, switch
from assets.resources import CountyResource
from assets.sample.county import write_sample
from pipelines import alerts

SENT: list[EmailMessage] = []


class _Smtp:
    def __init__(self, host: str, port: int, timeout: int) -> None:
        assert (host, port) == ("mail.example", 2525)

    def __enter__(self) -> "_Smtp":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send_message(self, message: EmailMessage) -> None:
        SENT.append(message)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> list[EmailMessage]:
    SENT.clear()
    monkeypatch.setattr(alerts.smtplib, "SMTP", _Smtp)
    monkeypatch.setenv("LOCALITY_ALERT_SERVER", "mail.example:2525")
    monkeypatch.setenv("LOCALITY_ALERT_FROM", "night@county.example")
    monkeypatch.setenv("LOCALITY_ALERT_TO", "analyst@county.example")
    return SENT


def _job(*, passed: bool, severity: dg.AssetCheckSeverity, fails: bool = False) -> dg.JobDefinition:
    @dg.asset
    def children() -> None:
        if fails:
            raise dg.Failure("the record of Alice Smith")

    @dg.asset_check(asset=children)
    def rule_1103() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(
            passed=passed, severity=severity, metadata={"failed_rows": 80, "reason": "Alice Smith"}
        )

    job = dg.define_asset_job("nightly", selection="*", executor_def=dg.in_process_executor)
    return dg.Definitions(assets=[children], asset_checks=[rule_1103], jobs=[job]).resolve_job_def("nightly")


def test_a_published_night_with_a_failed_check_is_told_by_name_and_count(post: list[EmailMessage]) -> None:
    with dg.instance_for_test() as instance:
        result = _job(passed=False, severity=dg.AssetCheckSeverity.ERROR).execute_in_process(
            instance=instance
        )
        context = dg.build_run_status_sensor_context(
            "night_has_failed_checks", result.get_run_success_event(), instance, result.dagster_run
        )
        alerts.night_has_failed_checks(context)
    assert [message["Subject"] for message in post] == ["nightly of a night: published, 1 checks failed"]
    assert "children rule_1103: 80 rows" in post[0].get_content()
    assert "Alice" not in post[0].as_string()


@pytest.mark.parametrize(
    ("passed", "severity"), [(True, dg.AssetCheckSeverity.ERROR), (False, dg.AssetCheckSeverity.WARN)]
)
def test_a_night_without_a_failed_error_sends_nothing(
    post: list[EmailMessage], passed: bool, severity: dg.AssetCheckSeverity
) -> None:
    with dg.instance_for_test() as instance:
        result = _job(passed=passed, severity=severity).execute_in_process(instance=instance)
        context = dg.build_run_status_sensor_context(
            "night_has_failed_checks", result.get_run_success_event(), instance, result.dagster_run
        )
        alerts.night_has_failed_checks(context)
    assert post == []


def test_a_failed_night_is_told_by_its_steps_without_their_words_and_the_last_release_says_so(
    post: list[EmailMessage], tmp_path: Path
) -> None:
    write_sample(tmp_path / "county", children=20, seed=1)
    county = CountyResource(county_file=str(tmp_path / "county" / "county.yaml"), home=str(tmp_path / "home"))
    entry = {"run_id": "2026-08-31-1", "as_at": "2026-08-31", "pages": "runs/2026-08-31-1/pages/index.html"}
    (tmp_path / "home" / "published").mkdir(parents=True)
    switch(county.place(), entry)
    with dg.instance_for_test() as instance:
        job = _job(passed=True, severity=dg.AssetCheckSeverity.ERROR, fails=True)
        result = job.execute_in_process(
            instance=instance, raise_on_error=False, tags={"dagster/partition": "2026-09-01"}
        )
        failed = result.get_run_failure_event()
        with dg.build_run_status_sensor_context(
            "night_failed", failed, instance, result.dagster_run, resources={"county": county}
        ) as context:
            alerts.night_failed(context)
    pointer = read_pointer(county.place())
    assert pointer
    assert pointer["run_id"] == "2026-08-31-1"
    assert (pointer["last_attempt"]["as_at"], pointer["last_attempt"]["outcome"]) == (
        "2026-09-01",
        "not_published",
    )
    assert [message["Subject"] for message in post] == ["nightly of 2026-09-01: nothing published"]
    assert "children" in post[0].get_content()
    assert "Alice" not in post[0].as_string()


def test_without_a_mail_server_the_sensor_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOCALITY_ALERT_SERVER", "LOCALITY_ALERT_FROM", "LOCALITY_ALERT_TO"):
        monkeypatch.delenv(name, raising=False)
    with dg.instance_for_test() as instance:
        result = _job(passed=False, severity=dg.AssetCheckSeverity.ERROR).execute_in_process(
            instance=instance
        )
        context = dg.build_run_status_sensor_context(
            "night_has_failed_checks", result.get_run_success_event(), instance, result.dagster_run
        )
        skipped = alerts.night_has_failed_checks(context)
    assert isinstance(skipped, dg.SkipReason)
    assert "LOCALITY_ALERT_SERVER" in str(skipped.skip_message)
