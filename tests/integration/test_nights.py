"""Whole nights on a small invented county: what is published, run again, killed, two at once."""

from __future__ import annotations

from pathlib import Path

from tests.integration.nights import Folder

# The last step of each stage before the release; tests/unit/test_releases.py kills within the release itself.
LAST_STEPS = {"landed": 1, "staged": 4, "validated": 5, "measured": 9, "reconciled": 11, "published": 12}


def test_a_good_night_says_accuracy_gaps_and_where_the_release_is(published: Folder) -> None:
    said = published.run().printed
    assert "how far each locality agrees" in said
    assert "The worst gaps" in said
    assert "Nothing was refused" in said
    assert published.pointer["run_id"] in said


def test_a_night_run_again_gives_the_same_rows(published: Folder) -> None:
    before, first = published.pointer["run_id"], published.rows()
    assert published.run().code == 0
    assert published.pointer["run_id"] != before
    assert published.rows() == first


def test_every_evidence_row_adds_up_to_the_values_that_are_published(published: Folder) -> None:
    unequal = published.query(
        """
        select values_.indicator_id, values_.period, values_.locality, values_.numerator, counted.counts
        from published.indicator_values as values_
        inner join (
            select indicator_id, period, locality, count(*) filter (counts) as counts
            from inspection.evidence
            where source = 'case_system'
            group by all
        ) as counted using (indicator_id, period, locality)
        where values_.source = 'case_system' and values_.team = 'All' and values_.numerator <> counted.counts
        """
    )
    assert unequal == []


def test_no_name_or_address_leaves_the_staged_tables(published: Folder) -> None:
    people = (published.county / "extract" / "ssd_person.csv").read_text(encoding="utf-8").splitlines()
    surnames = {line.split(",")[2] for line in people[1:]}
    forenames = {line.split(",")[1] for line in people[1:]}
    full_names = {f"{line.split(',')[1]} {line.split(',')[2]}" for line in people[1:]}
    assert len(surnames) > 20
    assert len(forenames) > 20
    said = " ".join(str(value) for rows in published.rows().values() for row in rows for value in row)
    page = (published.home / "published" / published.pointer["pages"]).read_text(encoding="utf-8")
    for name in full_names:
        assert name not in said
        assert name not in page


def test_a_night_killed_in_any_stage_loses_nothing_and_runs_again(published: Folder, tmp_path: Path) -> None:
    county = published.copy_to(tmp_path)
    before, rows = county.pointer, county.rows()
    for steps in LAST_STEPS.values():
        assert county.run(kill_after=steps).code == 9
        assert county.pointer == before
    assert county.rows() == rows
    assert county.run().code == 0
    assert county.pointer["run_id"] != before["run_id"]
    assert county.rows() == rows


def test_two_runs_at_once_harm_nothing_and_the_second_says_why_it_waits(published: Folder) -> None:
    from filelock import FileLock

    before = published.pointer
    with FileLock(published.home / "night.lock"):
        ended = published.run()
    assert ended.code == 2
    assert "another run is at work" in ended.printed
    assert published.pointer == before
