"""A slip in county.yaml or a layout is told with its line, its key, what is wrong and what is allowed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assets.county import CountyError, load_place
from assets.locality.layout import LayoutError, load_layout
from tests.unit.staged_rows import an_empty_night

COUNTY = """\
authority: Testshire
as_at: 2026-09-01
first_month: 2025-09
localities:
  - name: North
    folder: localities/North
    layout: north.yaml
    teams: [{name: N1}]
thresholds:
  supervision_days: 30
"""
LAYOUT = """\
locality: North
files:
  - match: Tracker*
    sheets: [{table: open_cases}]
tables:
  open_cases:
    holds: children
    header: {anchors: [name]}
    columns: {name: Name}
"""
TEAM_KEYS = "must be keys with values; known are name, also"
TWICE = COUNTY.split("localities:\n")[1].split("thresholds")[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-09-01", "2026-13-01", ", line 2: as_at: must be a date that exists, such as 2026-09-01"),
        ("2026-09-01", "20260901", ", line 2: as_at: must be a date that exists, such as 2026-09-01"),
        ("2025-09", "Sept 2025", ", line 3: first_month: must be a month, such as 2025-09, not 'Sept 2025'"),
        ("2025-09", "2025-13", ", line 3: first_month: must be a month, such as 2025-09, not '2025-13'"),
        (
            "2025-09",
            "2026-10",
            ": first_month 2026-10 is after the night of 2026-09-01; it must not be later",
        ),
        (
            "[{name: N1}]",
            "[North]",
            f", line 8: localities > North > teams > item 1: {TEAM_KEYS}, not 'North'",
        ),
        ("[{name: N1}]", "", ", line 8: localities > North > teams: must be a list: [one, two]"),
        ("{name: N1}", "{name: 1}", " > item 1 > name: must be a text: put quotes round it, not 1"),
        ("    teams: [{name: N1}]\n", "", ", line 5: localities > North: teams is missing"),
        (TWICE, TWICE + TWICE, ": locality 'North' is declared twice"),
        ("[{name: N1}]", "[{name: N1}, {name: N1}]", ": team 'N1' is declared twice"),
        (f"localities:\n{TWICE}", "localities: []\n", ", line 4: localities: must not be empty"),
        ("days: 30", "days: -3", ", line 10: thresholds > supervision_days: must be 1 or more, not -3"),
        ("days: 30", "days: 0", ": thresholds > supervision_days: must be 1 or more, not 0"),
        ("days: 30", "days: soon", " supervision_days: must be a whole number, not 'soon'"),
        ("days: 30", "days: 1001", " supervision_days: must be 1000 or less, not 1001"),
        (
            "supervision_days",
            "supervison_days",
            ", line 10: thresholds: there is no key 'supervison_days' here; "
            "did you mean 'supervision_days'? Known are assessment_working_days, icpc_working_days",
        ),
        ("authority", "as_at", ", line 2: the key 'as_at' stands twice: keep one"),
        ("localities/North", "../North", "North > folder: must be a folder below the data folder"),
        ("localities/North", "/North", "North > folder: must be a folder below the data folder"),
        (COUNTY, "", ": nothing is declared in it; say at least authority, first_month, localities"),
        (COUNTY, "Testshire", ": must be keys with values; known are authority, as_at, first_month"),
        (COUNTY, "a: [", ", line 1: not readable as YAML; check the indentation there"),
    ],
)
def test_a_slip_in_county_yaml_is_one_plain_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "county.yaml"
    file.write_text(COUNTY, encoding="utf-8")
    assert load_place(file).county.thresholds.supervision_days == 30
    file.write_text(COUNTY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CountyError) as caught:
        load_place(file)
    line = str(caught.value)
    assert line.startswith(f"{file}")
    assert said in line
    assert "\n" not in line


def test_a_file_of_another_encoding_is_told_as_such(tmp_path: Path) -> None:
    file = tmp_path / "county.yaml"
    file.write_bytes("authority: C\u00e9rdigion".encode("cp1252"))
    with pytest.raises(CountyError, match="not written in UTF-8; save it as UTF-8"):
        load_place(file)


def test_a_night_before_the_first_month_is_refused() -> None:
    with pytest.raises(CountyError, match="first_month 2019-03 is after the night of 2019-02-28"):
        an_empty_night(date(2019, 2, 28))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "anchors",
            "anchor",
            ", line 8: tables > open_cases > header: there is no key 'anchor' here; "
            "did you mean 'anchors'? Known are anchors, at_least, lines, groups_run_on",
        ),
        (
            "[name]}",
            "[name], lines: 4}",
            ", line 8: tables > open_cases > header > lines: must be 3 or less, not 4",
        ),
        (
            "holds: children",
            "holds: child",
            ", line 6: tables > open_cases: holds must be children or figures",
        ),
        ("holds: children", "side_by_side: true", "tables > open_cases: holds must be children or figures"),
        (
            "children",
            "children\n    side_by_side: maybe",
            " side_by_side: must be true or false, not 'maybe'",
        ),
        (
            "table:",
            "tables:",
            ", line 4: files > Tracker* > sheets > item 1: there is no key 'tables' here; did "
            "you mean 'table'? Known are match, table, ignore, plan_type, team",
        ),
        ("{table: open", "{plan_type: CPP, table: open", " plan_type: must be 'CIN' or 'CP', not 'CPP'"),
        (
            "files:",
            "confirmed: {by: X, when: 2026-13-01}\nfiles:",
            ", line 2: confirmed > when: must be a date",
        ),
        (LAYOUT, "", ": nothing is declared in it; say at least locality, files, tables"),
    ],
)
def test_a_slip_in_a_layout_is_one_plain_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "north.yaml"
    file.write_text(LAYOUT, encoding="utf-8")
    assert load_layout(file).locality == "North"
    file.write_text(LAYOUT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LayoutError) as caught:
        load_layout(file)
    line = str(caught.value)
    assert line.startswith("north.yaml")
    assert said in line
    assert "\n" not in line
