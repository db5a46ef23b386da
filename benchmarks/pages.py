"""Times the officers' pages: writing those of a night, and one list of many discrepancies.

    python -m benchmarks.pages --work FILE --home DIR [--rows N]

FILE is the database of a night that has been run (`<home>/work/<as-at>.duckdb`); it is copied, not changed.
How quick a long list is in a browser is in tests/browser/test_speed.py.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import duckdb

from assets.county import County, Locality, Place
from assets.publishing.pages import write_pages
from assets.publishing.pages_lists import discrepancies_page
from assets.publishing.pages_rows import Row, Shown
from assets.publishing.worklists import write_worklists

_KINDS = ("value_differs", "missing_from_spreadsheet", "not_open_in_system", "unreadable_value")
_CAUSES = ("day_month_swapped", "typo", "stale_value", "not_recorded_in_system", "unknown")
_FIELDS = ("last_visit", "plan_start", "dob", "worker", "next_review", "last_supervision")
_SEVERITIES = ("error", "query", "info")


def many_discrepancies(count: int, night: date) -> Shown:
    """As many discrepancies of a locality as a bad year might have, no two the same."""
    rows: list[Row] = []
    for number in range(count):
        day = night - timedelta(days=number % 400)
        rows.append(
            {
                "locality": "North",
                "discrepancy_id": f"{number * 2654435761 % 2**64:032x}",
                "as_at": night,
                "team": f"Team {number % 9}",
                "source_file": f"Tracker {number % 4}.xlsx",
                "sheet": ("CP", "CIN")[number % 2],
                "cell": f"{'CDEFGH'[number % 6]}{number // 6 + 4}",
                "typed_number": f"ECL-{number:07d}" if number % 2 else None,
                "person_id": str(100_000 + number * 7919 % 900_000),
                "field": _FIELDS[number % len(_FIELDS)],
                "kind": _KINDS[number % len(_KINDS)],
                "cause": _CAUSES[number % len(_CAUSES)],
                "severity": _SEVERITIES[number % len(_SEVERITIES)],
                "spreadsheet_value": day.strftime("%d/%m/%Y"),
                "system_value": (day + timedelta(days=number % 17)).isoformat(),
                "explanation": f"An earlier visit than the one of {day.isoformat()}.",
                "nights_open": number % 90,
                "status": ("open", "new", "back")[number % 3],
                "assigned_to": f"Manager {number % 12}" if number % 5 else None,
                "response": None,
                "accepted_until": None,
                "acceptance_ended": None,
                "gap_period": None,
                "place": number + 1,
            }
        )
    return Shown(
        night={"authority": "Some County", "as_at": night, "run_id": "a run"},
        tables={"discrepancies": rows},
        definitions=[],
        freshness=[],
        refusals=[],
        held={},
    )


def main() -> None:
    """Print what each took."""
    parser = argparse.ArgumentParser(description="Time the officers' pages.")
    parser.add_argument("--work", type=Path, required=True, help="the database of a night")
    parser.add_argument("--home", type=Path, required=True, help="where its releases are")
    parser.add_argument("--rows", type=int, default=50_000, help="rows of the long list")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work = shutil.copy(asked.work, folder / "work.duckdb")
        nowhere = Locality(name="-", folder="-", layout="-", teams=())
        county = County(authority="-", first_month=date(2000, 1, 1), localities=(nowhere,))
        place = Place(county=county, county_file=folder, data=folder, home=asked.home)
        started = time.perf_counter()
        with duckdb.connect(str(work)) as connection:
            worklists = write_worklists(connection, folder / "pages")
            print(f"all worklists      {time.perf_counter() - started:6.2f} s")
            started, worked = time.perf_counter(), time.process_time()
            write_pages(connection, folder / "pages" / "index.html", place, worklists)
        print(
            f"all pages          {time.perf_counter() - started:6.2f} s "
            f"({time.process_time() - worked:.2f} s of the processors)"
        )
        for one in sorted(path for path in (folder / "pages").iterdir() if path.is_dir()):
            size = sum(path.stat().st_size for path in one.rglob("*.html"))
            print(f"  {one.name:<16} {size / 1e6:6.2f} MB")
        shown = many_discrepancies(asked.rows, date(2019, 5, 1))
        started = time.perf_counter()
        html = discrepancies_page(shown, "North")
        print(f"{asked.rows:,} in a list {time.perf_counter() - started:6.2f} s, {len(html) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
