"""Times matching, comparing, causes and the bridge on the invented county as it grows.

    python -m benchmarks.reconciling [--children 3000,9000,30000]

At 30,000 children (14,000 tracker rows) they are to take less than 10 s together, and to grow no faster than
the county.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from assets.case_system.night import prepare_night
from assets.case_system.staging import look_for_what_is_lacking, stage_extract
from assets.county import load_place
from assets.landing import land, record_deliveries
from assets.locality.staging import stage_workbooks
from assets.performance.measuring import measure_system, measure_trackers
from assets.reconciliation.reconciling import bridge, compare, compare_figures, match
from assets.sample.county import write_sample
from assets.warehouse import connect
from expectations.contracts import load_contracts

# In the order of the night; what is measured between them is not part of it.
STEPS = (match, measure_system, measure_trackers, compare, compare_figures, bridge)
RECONCILING = (match, compare, compare_figures, bridge)
LIMIT_SECONDS = 10


def stage_sample(folder: Path, children: int) -> Path:
    """Write an invented county and stage it; the file of the night, ready to be matched."""
    write_sample(folder, children, seed=1)
    place = load_place(folder / "county.yaml", home=folder / "home")
    place.home.mkdir()
    as_at = place.county.as_at or date(2026, 9, 1)
    path = place.home / "night.duckdb"
    with connect(path) as night:
        deliveries = land(place, as_at)
        record_deliveries(night, deliveries)
        prepare_night(night, place, as_at, "run")
        stage_extract(night, place.landed, load_contracts())
        look_for_what_is_lacking(night)
        stage_workbooks(night, place, deliveries, as_at)
    return path


def time_steps(night: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Seconds of each step, in the order of the night."""
    seconds = {}
    for step in STEPS:
        begun = time.perf_counter()
        step(night)
        seconds[step.__name__] = time.perf_counter() - begun
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--children", default="3000,9000,30000")
    options = parser.parse_args()
    names = [step.__name__ for step in RECONCILING]
    print(f"{'children':>9} {'rows':>7} " + " ".join(f"{name:>16}" for name in names) + f" {'together':>9}")
    together: list[tuple[int, float]] = []
    for children in map(int, options.children.split(",")):
        with tempfile.TemporaryDirectory() as folder, connect(stage_sample(Path(folder), children)) as night:
            seconds = time_steps(night)
            rows = len(night.table("staged.tracker_rows"))
        together.append((children, sum(seconds[name] for name in names)))
        print(f"{children:9,} {rows:7,} " + " ".join(f"{seconds[name]:16.2f}" for name in names), end="")
        print(f" {together[-1][1]:9.2f}")
    (few, first), (many, last) = together[0], together[-1]
    print(f"{many / few:.1f} times the children take {last / first:.1f} times as long")
    return int(last > LIMIT_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
