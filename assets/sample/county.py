"""Writes the invented county: what `locality sample` does.

Belongs here: the order of the steps and the folder they fill. Does not belong here: any of the steps.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from random import Random

from assets.county import County, CountyError, load_place
from assets.sample.audits import audit
from assets.sample.casework import Casework
from assets.sample.days import WorkingDays, months_later
from assets.sample.extract import write_extract
from assets.sample.figures import Summary
from assets.sample.keeping import Book, Desk
from assets.sample.localities import coombe_coast, harrowdale, marsh_and_levels, wyvern_vale
from assets.sample.measures import Measures
from assets.sample.people import make_people
from assets.sample.records import Records
from assets.sample.row_mistakes import Rosters
from assets.sample.slips import Slips
from assets.sample.supervisions import supervise_workers
from assets.sample.trackers import RightRows
from assets.sample.truth import write_truth
from assets.sample.workers import make_teams
from assets.sample.write_csv import write_csv
from assets.sample.write_ods import write_ods
from assets.sample.write_xls import write_xls
from assets.sample.write_xlsx import write_xlsx

HERE = Path(__file__).parent
LOCALITIES = {
    "Harrowdale": harrowdale,
    "Marsh and Levels": marsh_and_levels,
    "Wyvern Vale": wyvern_vale,
    "Coombe Coast": coombe_coast,
}
HISTORY_BEFORE_FIRST_MONTH = 12  # months, so that re-referrals of the first month can be told


def write_sample(folder: Path, children: int = 3000, seed: int = 1) -> None:
    """Write an invented county into `folder`; use it with `--county folder/county.yaml`.

    Args:
        folder: made when it does not exist; files of an earlier sample in it are written over.
        children: how many children the case system knows; a little under half of them have an open plan.
        seed: the same seed and number of children give the same files, byte for byte, on any day.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "county.yaml", folder / "county.yaml")
    shutil.copytree(HERE / "layouts", folder / "layouts", dirs_exist_ok=True)
    county = load_place(folder / "county.yaml").county
    as_at = county.as_at
    if as_at is None:
        raise CountyError(f"{HERE / 'county.yaml'}: as_at is missing; the sample has no other clock")
    days = WorkingDays(date(as_at.year - 3, 1, 1), date(as_at.year + 6, 12, 31))
    records = make_records(_stream(seed, "records"), county, as_at, days, children)
    write_extract(folder / county.extract, records)
    measures = Measures(records, days, county.thresholds, county.first_month)
    right = RightRows(records, days, county.thresholds)
    rosters = Rosters(_stream(seed, "rosters"), records, right)
    desks = [_desk(county, name, seed, records, measures, rosters, right) for name in LOCALITIES]
    for desk in desks:
        for book in LOCALITIES[desk.locality].workbooks(desk):
            _write_book(folder, book, as_at)
    write_truth(folder / "truth", desks, rosters.absences, measures, records)


def make_records(rng: Random, county: County, as_at: date, days: WorkingDays, children: int) -> Records:
    """The county's case records: two years of them for a county that measures one."""
    records = Records(as_at, months_later(county.first_month, -HISTORY_BEFORE_FIRST_MONTH))
    records.teams, records.workers = make_teams(rng, county, children)
    records.families = make_people(rng, records.teams, children, records.first_day, records.as_at)
    records.children = [child for family in records.families for child in family.children]
    casework = Casework(rng, days, records)
    for family in records.families:
        casework.follow(family)
    supervise_workers(rng, days, records)
    audit(rng, days, records)
    return records


def _stream(seed: int, name: str) -> Random:
    """The random choices of one part of the county; a change in one part leaves the others as they were."""
    return Random(f"{seed}/{name}")  # noqa: S311 - invented data, no secrets


def _desk(
    county: County,
    name: str,
    seed: int,
    records: Records,
    measures: Measures,
    rosters: Rosters,
    right: RightRows,
) -> Desk:
    """A locality with its rows, in which slips have been made."""
    rng = _stream(seed, name)
    way = LOCALITIES[name].WAY
    teams = [team for team in records.teams if team.locality == name]
    rows = [row for row in rosters.rows if row.team.locality == name]
    Slips(rng, right, way.kept, {child.person_id for child in records.children}).make(rows)
    folder = next(one.folder for one in county.localities if one.name == name)
    summary = Summary(rng, measures, teams)
    return Desk(name, folder, teams, rows, summary, measures.months, records.as_at, rng, way)


def _write_book(folder: Path, book: Book, as_at: date) -> None:
    path = folder / book.file
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        write_xlsx(path, book.pages, as_at)
    elif path.suffix == ".xls":
        write_xls(path, book.pages)
    elif path.suffix == ".ods":
        write_ods(path, book.pages)
    else:
        write_csv(path, book.pages[0], book.encoding, book.delimiter)
