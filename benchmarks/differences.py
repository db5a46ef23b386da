"""Times finding all differences of two tables, in long form, beside a bare DuckDB query and datacompy.

    python -m benchmarks.differences [--rows 1000000] [--datacompy PYTHON]

Two tables of 10 columns with 1 % of their cells changed, in Parquet. Ours is to be at least twice as fast as
datacompy on Polars, at most 1.5 times the bare query, and under 600 MB. datacompy is no part of the project
and wants another pandas than Great Expectations does: for its line, name the Python of an environment of its
own, made with `pip install duckdb datacompy==1.1.0 polars pyarrow`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

BARE = Path(__file__).with_name("bare_differences.sql")
MAKE_FIRST = """
copy (
    select i as id, i % 7 as c1, i % 1000 as c2, 'team ' || (i % 5000) as c3,
        cast((i % 97) / 3 as double) as c4, date '2020-01-01' + cast(i % 3000 as integer) as c5,
        i % 2 = 0 as c6, 'name ' || (i % 100000) as c7,
        (i * 7) % 91 as c8, 'text ' || i as c9, cast(i * 1.5 as double) as c10
    from range($rows) as numbers (i)
) to '{folder}/first.parquet'
"""
MAKE_SECOND = """
copy (
    select id + case when id % 1000 = 3 then $rows else 0 end as id,
        case when hash(id, 1) % 100 = 0 then c1 + 1 else c1 end as c1,
        case when hash(id, 2) % 100 = 0 then null else c2 end as c2,
        case when hash(id, 3) % 100 = 0 then c3 || 'x' else c3 end as c3,
        case when hash(id, 4) % 100 = 0 then c4 + 1 else c4 end as c4,
        case when hash(id, 5) % 100 = 0 then c5 + 1 else c5 end as c5,
        case when hash(id, 6) % 100 = 0 then not c6 else c6 end as c6,
        case when hash(id, 7) % 100 = 0 then upper(c7) else c7 end as c7,
        case when hash(id, 8) % 100 = 0 then c8 - 1 else c8 end as c8,
        case when hash(id, 9) % 100 = 0 then null else c9 end as c9,
        case when hash(id, 10) % 100 = 0 then -c10 - 1 else c10 end as c10
    from '{folder}/first.parquet'
    order by hash(id)
) to '{folder}/second.parquet'
"""


def ours(folder: Path) -> int:
    """The project's own; like the others it takes the key for granted."""
    from assets.reconciliation.differences import long_differences

    with duckdb.connect() as connection:
        first, second = (
            connection.read_parquet(str(folder / f"{one}.parquet")) for one in ("first", "second")
        )
        long_differences(first, second, ["id"], is_key=True).create("differences")
        return len(connection.table("differences"))


def bare(folder: Path) -> int:
    """One query, written by hand for these columns."""
    files = {one: str(folder / f"{one}.parquet") for one in ("first", "second")}
    with duckdb.connect() as connection:
        connection.execute(BARE.read_text(encoding="utf-8"), files)
        return len(connection.table("differences"))


def datacompy(folder: Path) -> int:
    """All mismatches by datacompy on Polars; its table has a row a record, not a cell."""
    import polars  # pyright: ignore[reportMissingImports]
    from datacompy import PolarsCompare  # pyright: ignore[reportMissingImports]

    first, second = (polars.read_parquet(folder / f"{one}.parquet") for one in ("first", "second"))
    compared = PolarsCompare(first, second, join_columns=["id"])
    return len(compared.all_mismatch()) + len(compared.df1_unq_rows) + len(compared.df2_unq_rows)


METHODS: dict[str, Callable[[Path], int]] = {"ours": ours, "bare": bare, "datacompy": datacompy}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--datacompy", metavar="PYTHON", help="a Python that has datacompy and Polars")
    parser.add_argument("--method", choices=METHODS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.method:
        if options.method == "datacompy":
            importlib.import_module("datacompy")  # it takes seconds, which are not its comparison's
        begun = time.perf_counter()
        found = METHODS[options.method](options.folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps([time.perf_counter() - begun, peak, found]))
        return 0
    pythons = {"ours": sys.executable, "bare": sys.executable}
    if options.datacompy:
        pythons["datacompy"] = options.datacompy
    else:
        print("datacompy's line is left out: --datacompy names a Python that has it")
    return _run_all(options.rows, pythons)


def _run_all(rows: int, pythons: dict[str, str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        with duckdb.connect() as connection:
            for text in (MAKE_FIRST, MAKE_SECOND):
                connection.execute(text.replace("{folder}", folder), {"rows": rows})
        # Each in a process of its own, so that its peak of memory is its own; the best of three, in turns.
        results = [
            {name: _measured(python, name, folder) for name, python in pythons.items()} for _ in range(3)
        ]
    best = {name: min(result[name] for result in results) for name in pythons}
    for name, (seconds, peak, found) in best.items():
        print(f"{name:<10} {seconds:6.2f} s {peak:6,} MB {found:9,} rows found")
    print(f"ours takes {best['ours'][0] / best['bare'][0]:.2f} times as long as the bare query", end="")
    print(
        f", datacompy {best['datacompy'][0] / best['ours'][0]:.2f} times as long as ours"
        if "datacompy" in best
        else ""
    )
    return 0


def _measured(python: str, name: str, folder: str) -> tuple[float, int, int]:
    command = [python, "-m", "benchmarks.differences", "--method", name, "--folder", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, peak, found = json.loads(done.stdout.splitlines()[-1])
    return seconds, peak, found


if __name__ == "__main__":
    raise SystemExit(main())
