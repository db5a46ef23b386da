"""How well and how fast rows are matched, on a set made hard, beside splink 5 where it is installed.

    python -m benchmarks.matching [--seeds 5]

splink is no part of the project: for its lines, run this in an environment of its own, with
`pip install -r requirements.txt "splink>=5,<6"`; without it they are left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable

import duckdb

from assets.reconciliation.reconciling import match
from benchmarks.matching_set import Person, Score, SheetRow, invent, score, stage

Matcher = Callable[[list[Person], list[SheetRow]], dict[int, str | None]]


def ours(people: list[Person], rows: list[SheetRow]) -> dict[int, str | None]:
    """The project's own cascade."""
    with duckdb.connect() as night:
        stage(night, people, rows)
        match(night)
        return dict(night.execute("select tracker_row_id, person_id from reconciled.matches").fetchall())


def numbers_alone(people: list[Person], rows: list[SheetRow]) -> dict[int, str | None]:
    """What a lookup by number gives."""
    known = {one.number for one in people}
    return {at: row.number if row.number in known else None for at, row in enumerate(rows, start=1)}


def splink_at(least: float) -> Matcher:
    """Splink with levels for the mistakes of the set, links of at least that probability, ties left out."""

    def matcher(people: list[Person], rows: list[SheetRow]) -> dict[int, str | None]:
        from benchmarks.matching_splink import likely_links

        return likely_links(people, rows, least)

    return matcher


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    matchers: dict[str, Matcher] = {"a lookup by number": numbers_alone, "the cascade": ours}
    if importlib.util.find_spec("splink"):
        matchers |= {"splink, p >= 0.9": splink_at(0.9), "splink, p >= 0.5": splink_at(0.5)}
    else:
        print("splink is not installed: its lines are left out")
    sets = [invent(seed) for seed in range(1, options.seeds + 1)]
    print(f"means of {len(sets)} sets")
    print(f"{'':<22} {'precision':>9} {'recall':>7} {'wrong':>6} {'missed':>6} {'s':>6}")
    for name, matcher in matchers.items():
        begun = time.perf_counter()
        results = [score(rows, matcher(people, rows)) for people, rows in sets]
        seconds = (time.perf_counter() - begun) / len(sets)
        print(f"{name:<22} {_mean(results, 'precision'):9.4f} {_mean(results, 'recall'):7.4f}"
              f" {_mean(results, 'wrong'):6.1f} {_mean(results, 'missed'):6.1f} {seconds:6.1f}")  # fmt: skip
    return 0


def _mean(results: list[Score], what: str) -> float:
    return sum(getattr(one, what) for one in results) / len(results)


if __name__ == "__main__":
    raise SystemExit(main())
