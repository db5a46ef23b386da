"""The rules of a release.

Belongs here: for each rule, rows that break it, the records it must name, rows that come close and keep it.
Does not belong here: running them (test_rules.py), how a row is written (rule_rows.py).
"""

from __future__ import annotations

from tests.unit.rule_rows import (
    Cases,
    compared,
    day,
    evidence,
    figure,
    ignored,
    indicator,
    matched,
    released_row,
    rows_of,
    sheet,
    step,
    tracker_row,
    value,
)

# The night is 1 May 2019.
CASES: Cases = {
    "release_key_missing": (
        [value(team=None), ("inspection.evidence", {"run_id": "run"})],
        [None, None],
        [value(), evidence()],
    ),
    "release_percent_out_of_range": (
        [
            indicator("p", "percent", "%"),
            value(indicator_id="p", value=100.1),
            (
                "published.data_accuracy",
                {"locality": "North", "team": "All", "field": "dob", "accuracy": -1.0},
            ),
        ],
        ["All/dob", "case_system/2019-04-01/All/p"],
        [
            indicator("p", "percent", "%"),
            indicator("n"),
            value(indicator_id="p", value=100.0),
            value(value=400.0),
            value(indicator_id="p", value=840.0, source="spreadsheet"),
        ],
    ),
    "release_teams_do_not_add_up": (
        [
            indicator("n"),
            value(numerator=3.0),
            value(team="N1", numerator=1.0),
            value(team="N2", numerator=1.0),
        ],
        ["2019-04-01/n"],
        [
            indicator("n"),
            indicator("a", "average"),
            value(numerator=3.0),
            value(team="N1", numerator=1.0),
            value(team="N2", numerator=2.0),
            value(indicator_id="a", numerator=3.0),
            value(locality="Not known", numerator=2.0),
            value(source="tracker", numerator=3.0),
        ],
    ),
    "release_evidence_does_not_add_up": (
        [value(numerator=2.0), evidence(), evidence(counts=False), evidence(indicator_id="m")],
        ["case_system/2019-04-01/m", "case_system/2019-04-01/n"],
        [
            value(numerator=1.0),
            evidence(),
            evidence(counts=False),
            evidence(counts=None),
            value(team="N1", numerator=9.0),
            value(numerator=None, indicator_id="m"),
            value(source="spreadsheet", numerator=None),
            value(source="tracker", numerator=5.0, as_at=day("2019-04-30")),
        ],
    ),
    "release_bridge_does_not_add_up": (
        [compared(difference=3.0), step(1, 2.0), step(2, 0.5)],
        ["2019-04-01/All/n"],
        [
            compared(difference=3.0),
            step(1, 2.0),
            step(2, 1.0 + 1e-9),
            compared(indicator_id="m", difference=4.0),
        ],
    ),
    "release_tracker_row_lost": (
        [tracker_row(1), tracker_row(2), matched(1), released_row()],
        ["N/t.xlsx"],
        [
            tracker_row(1),
            matched(1),
            released_row(),
            tracker_row(2, "South"),
            matched(2),
            ("carried.held_localities", {"locality": "South"}),
        ],
    ),
    "release_figure_lost": (
        [figure(1, 5), figure(2, 6), ("reconciled.figures", {"figure_id": 2})],
        ["N/f.xlsx!S!B1"],
        [figure(1, 5), ("reconciled.figures", {"figure_id": 1})],
    ),
    "release_discrepancy_lost": (
        [("inspection.discrepancies", {"locality": "North"})],
        [None],
        [
            ("inspection.discrepancies", {"locality": "North"}),
            ("published.discrepancy_counts", {"locality": "North", "discrepancies": 1}),
        ],
    ),
    "release_cell_lost": ([sheet(used=5)], ["N/t.xlsx!S"], [sheet(used=6)]),
    "release_ignored_without_rule": (
        [sheet(used=6), ignored("total", 1), ignored("note", 1)],
        ["N/t.xlsx!S"],
        [sheet(used=6), ignored("total", 1), ignored("note", 2)],
    ),
    "release_record_lost": (
        [rows_of("ssd_person", 10, 9), rows_of("ssd_address", None, 9)],
        ["ssd_address", "ssd_person"],
        [rows_of("ssd_person", 10, 9, refused=1)],
    ),
}
