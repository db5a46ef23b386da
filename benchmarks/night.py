"""Times one night by step: wall, CPU, peak memory.

    python -m benchmarks.night [--county FILE] [--data DIR] [--children N]

Without --county it times the project's own invented county, made anew in a temporary folder.
"""

from __future__ import annotations

import argparse
import logging
import resource
import tempfile
import time
from datetime import date
from pathlib import Path


class _Laps(logging.Handler):
    """A line for each step that a night logs: its name, and what it took since the step before."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, float, float, int]] = []
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        _forget_peak()

    def emit(self, record: logging.LogRecord) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        self.rows.append((record.getMessage(), wall - self._wall, cpu - self._cpu, _peak_megabytes()))
        self._wall, self._cpu = wall, cpu
        _forget_peak()


def _forget_peak() -> None:
    """Let Linux count the peak of memory from now on; elsewhere the peak is that of the whole run."""
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5")


def _peak_megabytes() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--county", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--children", type=int, default=3000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        county = options.county
        if county is None:
            from assets.sample.county import write_sample

            county = Path(made, "county", "county.yaml")
            write_sample(county.parent, options.children, seed=1)
        return _time_a_night(county, options.data, Path(made, "home"))


def _time_a_night(county: Path, data: Path | None, home: Path) -> int:
    begun = time.perf_counter()
    import altair  # noqa: F401
    import great_expectations  # noqa: F401

    from assets.county import load_place
    from pipelines.definitions import definitions
    from pipelines.night import run_night

    definitions().resolve_job_def("nightly")
    place = load_place(county, data, home)
    imports = time.perf_counter() - begun
    laps = _Laps()
    logger = logging.getLogger("assets")
    logger.addHandler(laps)
    logger.setLevel(logging.INFO)
    outcome = run_night(place, place.county.as_at or date(2026, 9, 1))
    print(f"{'wall s':>7} {'CPU s':>7} {'peak MB':>8}  step")
    print(f"{imports:7.1f} {'':>7} {'':>8}  imports: Dagster, Great Expectations, Altair, the definitions")
    for message, wall, cpu, peak in laps.rows:
        print(f"{wall:7.1f} {cpu:7.1f} {peak:8,}  {message}")
    total = time.perf_counter() - begun
    stages = sum(row[1] for row in laps.rows)
    print(
        f"{stages:7.1f} {sum(row[2] for row in laps.rows):7.1f} {'':>8}  all steps, with Dagster's own work"
    )
    print(f"{total:7.1f} {time.process_time():7.1f} {max(row[3] for row in laps.rows):8,}  the whole process")
    print(f"exit code {outcome.code}")
    return outcome.code


if __name__ == "__main__":
    raise SystemExit(main())
