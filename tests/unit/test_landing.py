"""What was delivered is kept once, and a past night reads it again."""

from datetime import date
from pathlib import Path

import pytest

from assets.county import County, CountyError, Locality, Place, Team, writable_home
from assets.landing import land, recall_deliveries, record_deliveries
from assets.warehouse import connect

NIGHT = date(2026, 9, 1)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    data = tmp_path / "data"
    (data / "extract").mkdir(parents=True)
    (data / "west").mkdir()
    (data / "extract" / "ssd_person.csv").write_text("pers_person_id\n1\n")
    (data / "west" / "tracker.csv").write_text("Name\nA B\n")
    county = County(
        authority="Test",
        first_month=date(2026, 1, 1),
        localities=(Locality(name="West", folder="west", layout="w.yaml", teams=(Team(name="W1"),)),),
    )
    return Place(county=county, county_file=tmp_path / "county.yaml", data=data, home=tmp_path / "home")


def test_each_file_is_kept_under_its_hash_with_where_it_came_from(place: Place) -> None:
    extract, workbook = land(place, NIGHT)
    assert (extract.source, extract.locality, extract.source_file) == (
        "extract",
        None,
        "extract/ssd_person.csv",
    )
    assert (workbook.source, workbook.locality, workbook.source_file) == (
        "workbook",
        "West",
        "west/tracker.csv",
    )
    assert workbook.landed_path is not None
    assert (place.landed / workbook.landed_path).read_text() == "Name\nA B\n"


def test_landing_again_keeps_one_copy(place: Place) -> None:
    assert land(place, NIGHT) == land(place, NIGHT)
    kept = [path for path in place.landed.rglob("*") if path.is_file() and path.suffix != ".json"]
    assert len(kept) == 2


def test_the_newest_night_takes_what_is_delivered_now(place: Place) -> None:
    land(place, NIGHT)
    (place.data / "west" / "tracker.csv").write_text("Name\nC D\n")
    assert land(place, NIGHT)[1].content_hash != ""
    assert (place.landed / str(land(place, NIGHT)[1].landed_path)).read_text() == "Name\nC D\n"


def test_a_past_night_reads_what_was_landed_for_it(place: Place) -> None:
    first = land(place, NIGHT)
    (place.data / "west" / "tracker.csv").write_text("Name\nC D\n")
    land(place, date(2026, 9, 2))
    assert land(place, NIGHT) == first


def test_a_file_that_cannot_be_opened_is_named_and_the_others_land(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "tracker.csv":
            raise PermissionError(13, "locked")
        return opened(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse)
    extract, workbook = land(place, NIGHT)
    assert extract.status == "landed"
    assert (workbook.status, workbook.reason) == (
        "unreadable",
        "open in another program or not ours to read; close it there, then run again",
    )


def test_a_home_that_cannot_be_written_is_named_with_what_to_do(place: Place, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    with pytest.raises(CountyError, match=r"home: cannot be written .* choose another folder with --home"):
        writable_home(place)


def test_deliveries_become_a_table_and_are_the_same_when_read_back(place: Place, tmp_path: Path) -> None:
    deliveries = land(place, NIGHT)
    with connect(tmp_path / "night.duckdb") as connection:
        record_deliveries(connection, deliveries)
        rows = connection.execute(
            "select source, source_file, status from landed.deliveries order by 1"
        ).fetchall()
        assert recall_deliveries(connection) == deliveries
    assert rows == [
        ("extract", "extract/ssd_person.csv", "landed"),
        ("workbook", "west/tracker.csv", "landed"),
    ]


def test_a_marker_that_somebody_has_a_file_open_is_no_extract_and_no_worklist(place: Place) -> None:
    (place.data / "worklists").mkdir()
    before = land(place, NIGHT)
    for name in ("extract/~$ssd_person.csv", "worklists/~$West.xlsx"):
        (place.data / name).write_bytes(b"\x05Jo Bloggs")
    assert land(place, NIGHT) == before
