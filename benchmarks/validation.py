"""Times validation: a million visits under 12 rules, judged and with every failing row handed back.

    python -m benchmarks.validation [--rows N]

Three ways in one run, each in a process of its own, its imports apart: ours, one query written by hand for
DuckDB, and Great Expectations on a pandas frame, as it is mostly used. Ours is to be at least 10 times faster
than the last and to take at most 3 times what the query takes, in less than 600 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

AS_AT = date(2019, 5, 1)
_TIMES = 7
TABLE = "ssd_cp_visits"
WAYS = {
    "ours": "ours: Great Expectations judges on DuckDB, every failing row fetched",
    "query": "one query written by hand for DuckDB",
    "pandas": "Great Expectations on a pandas frame",
}
ALONE_UNSEEN = """
select
    cppv_cp_visit_id as record_id,
    cppv_person_id as person_id,
    'cppv_cp_visit_seen_alone' as column_name,
    cppv_cp_visit_seen_alone as value
from staged.ssd_cp_visits
where cppv_cp_visit_seen = 'N' and cppv_cp_visit_seen_alone = 'Y'
"""
# About one row in 150 breaks each rule; `i` is the row.
FILL = """
insert into staged.ssd_cp_visits
select
    case when i % 151 = 0 then null when i % 163 = 1 then 'V7' else 'V' || i end,
    case when i % 157 = 0 then null when i % 167 = 1 then 'X' || i else 'C' || (i % 100000) end,
    case when i % 173 = 0 then null when i % 179 = 1 then 'X' || i else 'P' || (i % 100000) end,
    case
        when i % 181 = 0 then null
        when i % 191 = 1 then date '2019-06-01'
        else date '2017-04-01' + cast(i % 700 as int)
    end,
    case when i % 193 = 0 then '?' when i % 197 = 1 then 'N' else 'Y' end,
    case when i % 199 = 0 then '?' when i % 3 = 0 and i % 197 <> 1 then 'N' else 'Y' end,
    case when i % 211 = 0 then '?' else 'Y' end,
    i
from range(2, $rows + 2) as numbers (i)
"""
BY_HAND = """
create table failing as
with visits as (
    select *, cppv_cp_visit_id as record_id, cppv_person_id as person_id from staged.ssd_cp_visits
)
select source_row, record_id, person_id, 'key_missing' as rule, 'cppv_cp_visit_id' as col, null as value
from visits
where cppv_cp_visit_id is null
union all
select source_row, record_id, person_id, 'key_repeated', 'cppv_cp_visit_id', cppv_cp_visit_id
from visits
where cppv_cp_visit_id is not null
qualify count(*) over (partition by cppv_cp_visit_id) > 1
union all
select source_row, record_id, person_id, 'required', 'cppv_person_id', null
from visits
where cppv_person_id is null
union all
select source_row, record_id, person_id, 'required', 'cppv_cp_plan_id', null
from visits
where cppv_cp_plan_id is null
union all
select source_row, record_id, person_id, 'required', 'cppv_cp_visit_date', null
from visits
where cppv_cp_visit_date is null
union all
select source_row, record_id, person_id, 'reference', 'cppv_person_id', cppv_person_id
from visits
where cppv_person_id is not null
    and cppv_person_id not in (select pers_person_id from staged.ssd_person)
union all
select source_row, record_id, person_id, 'reference', 'cppv_cp_plan_id', cppv_cp_plan_id
from visits
where cppv_cp_plan_id is not null
    and cppv_cp_plan_id not in (select cppl_cp_plan_id from staged.ssd_cp_plans)
union all
select source_row, record_id, person_id, 'future', 'cppv_cp_visit_date', cast(cppv_cp_visit_date as varchar)
from visits
where cppv_cp_visit_date >= date '2019-05-02'
union all
select source_row, record_id, person_id, 'code', 'cppv_cp_visit_seen', cppv_cp_visit_seen
from visits
where cppv_cp_visit_seen not in ('Y', 'N')
union all
select source_row, record_id, person_id, 'code', 'cppv_cp_visit_seen_alone', cppv_cp_visit_seen_alone
from visits
where cppv_cp_visit_seen_alone not in ('Y', 'N')
union all
select source_row, record_id, person_id, 'code', 'cppv_cp_visit_bedroom', cppv_cp_visit_bedroom
from visits
where cppv_cp_visit_bedroom not in ('Y', 'N')
union all
select source_row, record_id, person_id, 'own', 'cppv_cp_visit_seen_alone', cppv_cp_visit_seen_alone
from visits
where cppv_cp_visit_seen = 'N' and cppv_cp_visit_seen_alone = 'Y'
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--database", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(_timed(options.way, options.database)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "visits.duckdb")
        _make(database, options.rows)
        timed = {way: _apart(way, database) for way in WAYS}
    print(f"{options.rows:,} rows, 12 rules; the times are the medians of {_TIMES}, of pandas of 1")
    print(f"{'seconds':>8} {'of ours':>8} {'peak MB':>8} {'failing':>9}  way")
    for way, one in timed.items():
        share = one["seconds"] / timed["ours"]["seconds"]
        print(f"{one['seconds']:8.2f} {share:8.2f} {one['peak']:8,} {one['failing']:9,}  {WAYS[way]}")
    return 0


def _make(database: Path, rows: int) -> None:
    """A night whose tables are empty but for the visits, and the children and plans that they refer to."""
    from assets.case_system.night import prepare_night
    from assets.case_system.staging import MeaninglessNightError, look_for_what_is_lacking, stage_extract
    from assets.county import County, Locality, Place
    from assets.landing import record_deliveries
    from assets.warehouse import connect
    from expectations.contracts import load_contracts

    nowhere = Locality(name="-", folder="-", layout="-", teams=())
    county = County(authority="None", first_month=date(2019, 4, 1), localities=(nowhere,))
    place = Place(county=county, county_file=database, data=database.parent, home=database.parent)
    with connect(database) as connection:
        record_deliveries(connection, [])
        prepare_night(connection, place, AS_AT, "benchmark")
        with suppress(MeaninglessNightError):
            stage_extract(connection, database.parent, load_contracts())
        look_for_what_is_lacking(connection)
        # No file came; what is put in below is to be judged all the same.
        connection.execute("delete from staged.lacking")
        connection.execute(FILL, {"rows": rows})
        connection.execute(
            "insert into staged.ssd_person (pers_person_id) select 'C' || i from range(100000) as r (i)"
        )
        connection.execute(
            "insert into staged.ssd_cp_plans (cppl_cp_plan_id) select 'P' || i from range(100000) as r (i)"
        )


def _apart(way: str, database: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.validation", "--way", way, "--database", str(database)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _timed(way: str, database: Path) -> dict[str, Any]:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    warnings.simplefilter("ignore")
    seconds, failing = {"ours": _ours, "query": _query, "pandas": _pandas}[way](database)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": sorted(seconds)[len(seconds) // 2], "failing": failing, "peak": peak}


def _ours(database: Path) -> tuple[list[float], int]:
    import great_expectations  # noqa: F401  # pyright: ignore[reportUnusedImport]

    from assets.warehouse import connect
    from expectations.contracts import load_contracts
    from expectations.rules import Rule
    from expectations.runner import run_validation

    contracts = {TABLE: load_contracts()[TABLE]}
    rule = Rule(
        id="own", severity="query", table=TABLE, sentence="s", todo="t", source="s", sql=ALONE_UNSEEN.strip()
    )
    seconds = []
    with connect(database) as connection:
        for _ in range(_TIMES):
            began = time.perf_counter()
            run_validation(connection, contracts, [rule])
            seconds.append(time.perf_counter() - began)
        # Tables that were not delivered are found too, and are about no column.
        is_of_a_row = duckdb.ColumnExpression("column_name").isnotnull()
        return seconds, len(connection.table("validated.failures").filter(is_of_a_row))


def _query(database: Path) -> tuple[list[float], int]:
    seconds = []
    with duckdb.connect(str(database)) as connection:
        for _ in range(_TIMES):
            connection.execute("drop table if exists failing")
            began = time.perf_counter()
            connection.execute(BY_HAND)
            seconds.append(time.perf_counter() - began)
        return seconds, len(connection.table("failing"))


def _pandas(database: Path) -> tuple[list[float], int]:
    import great_expectations as gx

    expect: Any = gx.expectations
    with duckdb.connect(str(database), read_only=True) as connection:
        frame = connection.table(f"staged.{TABLE}").df()
        parents = [
            [value for (value,) in connection.table(table).project(key).fetchall()]
            for table, key in (
                ("staged.ssd_person", "pers_person_id"),
                ("staged.ssd_cp_plans", "cppl_cp_plan_id"),
            )
        ]
    person, plan = "cppv_person_id", "cppv_cp_plan_id"
    key, seen, alone = "cppv_cp_visit_id", "cppv_cp_visit_seen", "cppv_cp_visit_seen_alone"
    expectations = [
        *(
            expect.ExpectColumnValuesToNotBeNull(column=one)
            for one in (key, person, plan, "cppv_cp_visit_date")
        ),
        expect.ExpectColumnValuesToBeUnique(column=key),
        expect.ExpectColumnValuesToBeInSet(column=person, value_set=parents[0]),
        expect.ExpectColumnValuesToBeInSet(column=plan, value_set=parents[1]),
        expect.ExpectColumnValuesToBeBetween(
            column="cppv_cp_visit_date",
            max_value=datetime(2019, 5, 1),  # noqa: DTZ001 - days have no zone
        ),
        *(
            expect.ExpectColumnValuesToBeInSet(column=one, value_set=["Y", "N"])
            for one in (seen, alone, "cppv_cp_visit_bedroom")
        ),
        expect.ExpectColumnValuesToNotBeInSet(
            column=alone, value_set=["Y"], row_condition=f"{seen} == 'N'", condition_parser="pandas"
        ),
    ]
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}  # pyright: ignore
    asset = context.data_sources.add_pandas("frame").add_dataframe_asset("visits")
    began = time.perf_counter()
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    results = batch.validate(
        gx.ExpectationSuite(name="visits", expectations=expectations),
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["source_row"]},
    ).results
    seconds = time.perf_counter() - began
    return [seconds], sum(len(one.result["unexpected_index_list"] or []) for one in results)


if __name__ == "__main__":
    raise SystemExit(main())
