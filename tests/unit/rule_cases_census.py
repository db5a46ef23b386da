"""The rules of the children in need census.

Belongs here: for each rule, rows that break it, the records it must name, rows that come close and keep it.
Does not belong here: running them (test_rules.py), how a row is written (rule_rows.py).
"""

from __future__ import annotations

from tests.unit.rule_rows import (
    Cases,
    assessment,
    cin,
    conference,
    cp,
    day,
    died,
    enquiry,
    factors,
    person,
    referral,
    review,
)

# An outcome that does not say whether a conference is needed.
UNSAID = '{"CP_CONFERENCE_FLAG": null}'

# The night is 1 May 2019.
CASES: Cases = {
    "1103": (
        [referral(), assessment("A1", "2019-01-09")],
        ["A1"],
        [referral(), assessment("A1", "2019-01-10")],
    ),
    "1105": (
        [referral(), cp("P1", "2019-01-09", cppl_referral_id="R1")],
        ["P1"],
        [referral(), cp("P1", "2019-01-10", cppl_referral_id="R1")],
    ),
    "2889": ([referral(), enquiry("E1", "2019-01-09")], ["E1"], [referral(), enquiry("E1", "2019-01-10")]),
    "4001": (
        [cin("C1", "2019-01-10"), cp("P1", "2019-02-01")],
        ["C1"],
        [
            cin("C1", "2018-01-10", "2019-02-01"),
            cp("P1", "2019-02-01"),
            cin("C2", "2019-01-10", child="2"),
            cp("P2", "2018-01-10", "2018-06-01", child="2"),
        ],
    ),
    "4004": (
        [
            cin("C1", "2018-01-10"),
            cin("C2", "2019-01-10"),
            cin("", "2018-01-10", child="2", cinp_cin_plan_id=None),
            cin("", "2019-01-10", child="2", cinp_cin_plan_id=None),
        ],
        ["C1", "C2", None, None],
        [
            cin("C1", "2018-01-10", "2018-06-01"),
            cin("C2", "2019-01-10"),
            cin("C3", "2019-01-10", child="2"),
            cin("C3", "2019-01-10", child="2"),
        ],
    ),
    "4011": (
        [cin("C1", "2019-01-10", "2019-01-09")],
        ["C1"],
        [cin("C1", "2019-01-10", "2019-01-10"), cin("C2", "2019-01-10")],
    ),
    "4014": (
        [
            cin("C1", "2018-01-10", "2018-06-01"),
            cin("C2", "2018-06-01"),
            # Two that are both open, two begun on one day, two without numbers.
            cin("C3", "2018-07-01"),
            cin("C4", "2018-07-01", "2018-08-01", child="2"),
            cin("C5", "2018-07-01", "2018-08-01", child="2"),
            cin("", "2018-07-01", "2018-08-01", child="3", cinp_cin_plan_id=None),
            cin("", "2018-07-02", "2018-08-01", child="3", cinp_cin_plan_id=None),
        ],
        ["C2", "C3", "C4", "C5", None],
        [
            cin("C1", "2018-01-10", "2018-05-31"),
            cin("C2", "2018-06-01"),
            cin("C2", "2018-06-01"),
            cin("C3", "2018-07-01", child="2"),
        ],
    ),
    "8608": (
        [assessment("A1", "2019-01-10", "2019-01-09")],
        ["A1"],
        [assessment("A1", "2019-01-10", "2019-01-10"), assessment("A2", "2019-01-10")],
    ),
    "8630": (
        [referral(cine_close_date=day("2019-01-09"))],
        ["R1"],
        [referral(cine_close_date=day("2019-01-10"))],
    ),
    "8805": (
        [referral(cine_close_date=day("2019-02-09"))],
        ["R1"],
        [referral(cine_close_date=day("2019-02-09"), cine_close_reason="RC7"), referral("R2")],
    ),
    "8810": (
        [referral(cine_close_reason="RC7")],
        ["R1"],
        [referral(cine_close_date=day("2019-02-09"), cine_close_reason="RC7"), referral("R2")],
    ),
    "8840": (
        [cp("P1", "2019-01-10", "2019-01-10")],
        ["P1"],
        [cp("P1", "2019-01-10", "2019-01-11"), cp("P2", "2019-01-10")],
    ),
    "8841": (
        [cp("P1", "2019-01-10"), review("V1", "2019-01-10")],
        ["V1"],
        [cp("P1", "2019-01-10"), review("V1", "2019-01-11")],
    ),
    "8867": (
        [referral(cine_close_date=day("2019-03-01")), assessment("A1", "2019-01-11")],
        ["A1"],
        [referral(), assessment("A1", "2019-01-11")],
    ),
    "8875": (
        [conference("J1", "2019-04-27"), conference("J2", "2019-04-28")],
        ["J1", "J2"],
        [conference("J1", "2019-04-26"), conference("J2", "2019-04-29")],
    ),
    "8896": (
        [
            assessment("A1", "2019-04-01"),
            assessment("A2", "2019-04-02"),
            assessment("", "2019-04-01", cina_assessment_id=None, cina_referral_id="R2"),
            assessment("", "2019-04-02", cina_assessment_id=None, cina_referral_id="R2"),
        ],
        ["A1", "A2", None, None],
        [assessment("A1", "2019-04-01", "2019-04-02"), assessment("A2", "2019-04-02")],
    ),
    "8925": (
        [cp("P1", "2019-01-10", "2019-01-09")],
        ["P1"],
        [cp("P1", "2019-01-10", "2019-01-10"), cp("P2", "2019-01-10")],
    ),
    "8935": (
        [
            cp("P1", "2019-01-10"),
            cp("P2", "2019-02-10"),
            cp("", "2019-01-10", child="2", cppl_cp_plan_id=None),
            cp("", "2019-02-10", child="2", cppl_cp_plan_id=None),
        ],
        [None, None, "P1", "P2"],
        [
            cp("P1", "2018-01-10", "2018-06-01"),
            cp("P2", "2019-02-10"),
            cp("P3", "2019-02-10", child="2"),
            cp("P3", "2019-02-10", child="2"),
            cp("", "2019-01-10", child="3", cppl_cp_plan_id=None),
        ],
    ),
    "8940": (
        [
            cp("P1", "2018-01-10", "2018-06-01"),
            cp("P2", "2018-06-01", "2018-12-01"),
            # Two that are both open, two begun on one day, two without numbers.
            cp("P3", "2018-01-10", child="2"),
            cp("P4", "2018-06-01", child="2"),
            cp("P5", "2018-01-10", "2018-02-10", child="3"),
            cp("P6", "2018-01-10", "2018-02-10", child="3"),
            cp("", "2018-01-10", "2018-02-10", child="4", cppl_cp_plan_id=None),
            cp("", "2018-01-11", "2018-02-10", child="4", cppl_cp_plan_id=None),
        ],
        [None, "P2", "P4", "P5", "P6"],
        [
            cp("P1", "2018-01-10", "2018-05-31"),
            cp("P2", "2018-06-01"),
            cp("P2", "2018-06-01"),
            cp("P3", "2018-05-01", child="2"),
        ],
    ),
    "1104": (
        [
            referral(),
            conference("J1", "2019-01-09"),
            # Of the referral by its enquiry alone.
            enquiry("E2", "2019-01-10"),
            conference("J2", "2019-01-09", icpc_s47_enquiry_id="E2"),
        ],
        ["J1", "J2"],
        [
            referral(),
            conference("J1", "2019-01-10"),
            enquiry("E2", "2019-01-10"),
            conference("J2", "2019-01-10", icpc_s47_enquiry_id="E2"),
            enquiry("E3", "2019-01-10", s47e_referral_id="R3"),
            conference("J3", "2019-01-09", icpc_s47_enquiry_id="E3"),
        ],
    ),
    "4015": ([referral(), cin("C1", "2019-01-09")], ["C1"], [referral(), cin("C1", "2019-01-10")]),
    "8600": ([referral(cine_referral_date=None)], ["R1"], [referral()]),
    "8720": ([cp("P1", None)], ["P1"], [cp("P1", "2019-01-10")]),
    "8610": (
        [referral(cine_referral_nfa="N")],
        ["R1"],
        [
            referral(cine_referral_nfa="N", cine_cin_primary_need_code="N1"),
            referral("R2", child="2", cine_referral_nfa="Y"),
            referral("R3", child="3"),
        ],
    ),
    "8815": (
        [
            referral(),
            referral("R2", on="2019-02-01"),
            referral("", child="2", cine_referral_id=None),
            referral("", child="2", on="2019-02-01", cine_referral_id=None),
        ],
        [None, None, "R1", "R2"],
        [
            referral(),
            referral(),
            referral("R2", on="2019-02-01", cine_referral_nfa="Y"),
            referral("R3", child="2"),
        ],
    ),
    "8816": (
        [
            referral(),
            referral("R2", on="2019-02-01", cine_close_date=day("2019-03-01")),
            # The later one ended with no further action and was never closed; it is open.
            referral("R3", child="2"),
            referral("R4", child="2", on="2019-02-01", cine_referral_nfa="Y"),
            referral("R5", child="3"),
            referral("R6", child="3", on="2019-02-01"),
        ],
        ["R1", "R3", "R5"],
        [
            referral(on="2019-02-01"),
            referral("R2", on="2019-01-01", cine_close_date=day("2019-03-01")),
            referral("R3", child="2", cine_referral_nfa="Y"),
            referral("R4", child="2", on="2019-02-01"),
            referral("R5", child="3"),
            referral("R6", child="3", cine_close_date=day("2019-03-01")),
        ],
    ),
    "8820": (
        [
            referral(cine_close_date=day("2019-03-01")),
            referral("R2", on="2019-02-01"),
            # The first is open; the later one ended with no further action and was never closed.
            referral("R3", child="2"),
            referral("R4", child="2", on="2019-02-01", cine_referral_nfa="Y"),
            # Two made on one day, two without numbers.
            referral("R5", child="3"),
            referral("R6", child="3"),
            referral("", child="4", cine_referral_id=None),
            referral("", child="4", on="2019-02-01", cine_referral_id=None),
        ],
        [None, "R2", "R4", "R5", "R6"],
        [
            referral(cine_close_date=day("2019-02-01")),
            referral("R2", on="2019-02-01"),
            referral("R2", on="2019-02-01"),
            referral("R3", child="2", on="2019-01-15"),
            referral("R4", child="3", cine_referral_nfa="Y"),
            referral("R5", child="3", on="2019-02-01"),
        ],
    ),
    "8565": (
        [
            referral(cine_close_date=day("2019-03-01")),
            assessment("A1", "2019-02-01", "2019-03-02"),
            enquiry("E1", "2019-03-02"),
            conference("J1", "2019-03-04"),
            cp("P1", "2019-02-01", "2019-03-02"),
            cin("C1", "2019-03-02", "2019-03-03"),
            # Of the referral by its enquiry alone.
            enquiry("E2", "2019-02-20"),
            conference("J2", "2019-03-04", icpc_s47_enquiry_id="E2"),
        ],
        ["A1", "C1", "C1", "E1", "J1", "J2", "P1"],
        [
            referral(cine_close_date=day("2019-03-01")),
            assessment("A1", "2019-02-01", "2019-03-01"),
            enquiry("E1", "2019-03-01"),
            conference("J1", "2019-03-01"),
            conference("J2", "2019-03-01", icpc_s47_enquiry_id="E1"),
            cp("P1", "2019-03-01", "2019-03-01"),
            cin("C1", "2019-02-01"),
            assessment("A2", "2019-03-02", cina_referral_id="R2"),
        ],
    ),
    "8831": (
        [
            referral(cine_referral_nfa="Y"),
            assessment("A1", "2019-02-01"),
            assessment("A2", "2019-02-01", "2019-02-02", cina_assessment_start_date=None),
            enquiry("E1", "2019-02-01"),
            conference("J1", "2019-02-11"),
            # Of the referral by its enquiry alone.
            conference("J2", "2019-02-11", icpc_s47_enquiry_id="E1"),
        ],
        ["A1", "A2", "E1", "J1", "J2"],
        [
            referral(cine_referral_nfa="N"),
            assessment("A1", "2019-02-01"),
            enquiry("E1", "2019-02-01"),
            conference("J1", "2019-02-11", icpc_s47_enquiry_id="E1"),
            referral("R2", cine_referral_nfa="Y"),
            # Nothing was done in them yet.
            assessment("A2", "2019-02-01", cina_referral_id="R2", cina_assessment_start_date=None),
            enquiry("E2", None, s47e_referral_id="R2"),
        ],
    ),
    "8832": (
        [referral(cine_referral_nfa="Y"), cp("P1", "2019-02-01")],
        ["P1"],
        [referral(cine_referral_nfa="N"), cp("P1", "2019-02-01")],
    ),
    "4000": (
        [referral(cine_referral_nfa="Y"), cin("C1", "2019-02-01")],
        ["C1"],
        [referral(), cin("C1", "2019-02-01")],
    ),
    # The census year ended on Sunday 31 March 2019: 46 working days after 24 January, 45 after 25 January.
    "8670Q": (
        [assessment("A1", "2019-01-24")],
        ["A1"],
        [assessment("A1", "2019-01-25"), assessment("A2", "2018-01-10", "2019-04-20")],
    ),
    "8675Q": (
        [
            enquiry("E1", "2019-03-07"),
            enquiry("E2", "2019-03-07", s47e_s47_outcome_json=UNSAID),
            enquiry("E3", "2019-03-07", s47e_s47_outcome_json='{"CP_CONFERENCE_FLAG": "", "NFA_FLAG": "N"}'),
            # Of two enquiries a conference that names none is the nearer one's.
            enquiry("E4", "2018-05-01", s47e_referral_id="R4"),
            enquiry("E5", "2018-06-01", s47e_referral_id="R4"),
            conference("J4", "2018-06-11", icpc_referral_id="R4"),
        ],
        ["E1", "E2", "E3", "E4"],
        [
            enquiry("E1", "2019-03-08"),
            enquiry("E2", "2018-05-01", s47e_s47_nfa="Y"),
            enquiry("E3", "2018-05-01", s47e_s47_outcome_json='{"OUTCOME_CP_CONFERENCE_FLAG": "N"}'),
            enquiry("E4", "2018-05-01"),
            conference("J4", "2018-05-14", icpc_s47_enquiry_id="E4"),
            enquiry("E5", "2018-05-01", s47e_referral_id="R5"),
            conference("J5", "2018-05-14", icpc_referral_id="R5"),
            enquiry("E6", "2019-02-05", s47e_referral_id="R6"),
            conference("J6", "2019-02-01", icpc_referral_id="R6"),
            enquiry("E7", "2018-05-01", s47e_s47_outcome_json='{"CP_CONFERENCE_FLAG": false}'),
        ],
    ),
    "8868": (
        [
            referral(cine_close_date=day("2019-04-01")),
            enquiry("E1", "2019-03-07", s47e_s47_outcome_json='{"CP_CONFERENCE_FLAG": "Y", "cut o'),
            enquiry("E2", "2019-03-07", s47e_s47_outcome_json=UNSAID),
            enquiry("E3", "2019-03-07", s47e_s47_outcome_json='{"CP_CONFERENCE_FLAG": "Not known"}'),
        ],
        ["E1", "E2", "E3"],
        [
            referral(cine_close_date=day("2019-04-01")),
            enquiry("E1", "2019-03-07", s47e_s47_outcome_json='{"CP_CONFERENCE_FLAG":"N","cut o'),
            enquiry("E2", "2019-03-07", s47e_referral_id="R2"),
            enquiry("E3", "2019-03-07", s47e_s47_outcome_json='{"CP_CONFERENCE_FLAG": "No"}'),
            enquiry("E4", "2019-03-07", s47e_s47_outcome_json='{"CP_CONFERENCE_FLAG": 0}'),
        ],
    ),
    "8615": (
        [
            enquiry("E1", "2019-03-07"),
            conference("J1", "2019-03-06", icpc_s47_enquiry_id="E1"),
            enquiry("E2", None),
            conference("J2", "2019-03-06", icpc_s47_enquiry_id="E2"),
            # Conferences that name no enquiry.
            enquiry("E3", "2019-02-05", s47e_referral_id="R3"),
            conference("J3", "2019-02-01", icpc_referral_id="R3"),
            enquiry("E4", None, s47e_referral_id="R4"),
            conference("J4", "2019-02-01", icpc_referral_id="R4"),
        ],
        ["E1", "E2", "E3", "E4"],
        [
            enquiry("E1", "2019-03-06"),
            conference("J1", "2019-03-06", icpc_s47_enquiry_id="E1"),
            enquiry("E2", None),
            # The conference is the first enquiry's; that of a child who moved here is no enquiry's.
            enquiry("E3", "2019-01-15", s47e_referral_id="R3"),
            conference("J3", "2019-02-01", icpc_referral_id="R3"),
            enquiry("E4", "2019-02-05", s47e_referral_id="R3"),
            enquiry("E5", "2019-02-05", s47e_referral_id="R5"),
            conference("J5", "2019-02-01", icpc_referral_id="R5", icpc_icpc_transfer_in="Y"),
        ],
    ),
    "8839": (
        [
            enquiry("E1", "2019-03-07"),
            enquiry("E2", "2019-04-07"),
            enquiry("E3", "2019-03-07", s47e_referral_id="R3"),
            enquiry(
                "E4",
                "2019-04-07",
                s47e_referral_id="R3",
                s47e_s47_outcome_json=UNSAID,
            ),
            enquiry("", "2019-03-07", s47e_referral_id="R4", s47e_s47_enquiry_id=None),
            enquiry("", "2019-04-07", s47e_referral_id="R4", s47e_s47_enquiry_id=None),
        ],
        ["E1", "E2", "E3", "E4", None, None],
        [
            enquiry("E1", "2019-03-07"),
            enquiry("E1", "2019-03-07"),
            enquiry("E2", "2019-04-07", s47e_s47_nfa="Y"),
            enquiry("E3", "2019-04-07", s47e_referral_id="R2"),
        ],
    ),
    "8890": (
        [
            enquiry("E1", "2019-03-07"),
            conference("J1", "2019-03-20", icpc_s47_enquiry_id="E1"),
            enquiry("E2", "2019-03-20"),
            # One that needs no conference may not begin within another one either.
            enquiry("E3", "2019-03-08", s47e_s47_nfa="Y"),
            enquiry("E4", "2019-03-07", s47e_referral_id="R2"),
            enquiry("E5", "2019-03-08", s47e_referral_id="R2"),
            enquiry(
                "E6",
                "2019-03-07",
                s47e_referral_id="R3",
                s47e_s47_outcome_json=UNSAID,
            ),
            enquiry("E7", "2019-03-08", s47e_referral_id="R3", s47e_s47_nfa="Y"),
        ],
        ["E2", "E3", "E5", "E7"],
        [
            enquiry("E1", "2019-03-07"),
            conference("J1", "2019-03-20", icpc_s47_enquiry_id="E1"),
            enquiry("E2", "2019-03-21"),
            enquiry("E3", "2019-03-06", s47e_s47_nfa="Y"),
            enquiry("E4", "2019-03-07", s47e_referral_id="R2"),
        ],
    ),
    "2991Q": (
        [enquiry("E1", "2019-03-07"), assessment("A1", "2019-03-07", cina_referral_id="R2")],
        ["E1"],
        [
            enquiry("E1", "2019-03-07"),
            assessment("A1", "2019-03-08"),
            enquiry("E2", "2019-03-07", s47e_referral_id=None),
        ],
    ),
    "8870Q": (
        [conference("J1", "2019-04-26", icpc_icpc_target_date=day("2019-04-27"))],
        ["J1"],
        [conference("J1", "2019-04-27", icpc_icpc_target_date=day("2019-04-26"))],
    ),
    "2885": (
        [
            cp("P1", "2019-02-02", cppl_icpc_id="J1"),
            conference("J1", "2019-02-01"),
            cp("P2", "2019-02-02"),
            conference("J2", "2019-02-01", icpc_cp_plan_id="P2"),
            # Neither names the other: they are of one referral, the second by its enquiry.
            cp("P3", "2019-02-11", cppl_referral_id="R3"),
            conference("J3", "2019-02-01", icpc_referral_id="R3"),
            cp("P4", "2019-02-11", cppl_referral_id="R4"),
            enquiry("E4", "2019-01-21", s47e_referral_id="R4"),
            conference("J4", "2019-02-01", icpc_s47_enquiry_id="E4"),
            # No conference on the referral.
            cp("P5", "2019-03-31", cppl_referral_id="R5"),
            # The first day of the census year, and a day that the next return will ask about.
            cp("P6", "2018-04-01", cppl_referral_id="R6", cppl_icpc_id="J6"),
            conference("J6", "2018-03-31", icpc_referral_id="R6"),
            cp("P7", "2019-04-02", cppl_referral_id="R7", cppl_icpc_id="J7"),
            conference("J7", "2019-04-01", icpc_referral_id="R7"),
        ],
        ["P1", "P2", "P3", "P4", "P5", "P6", "P7"],
        [
            cp("P1", "2019-02-01", cppl_icpc_id="J1"),
            conference("J1", "2019-02-01"),
            cp("P2", "2019-02-11", cppl_referral_id="R2", cppl_icpc_id="J2"),
            conference("J2", "2019-02-01", icpc_referral_id="R2"),
            conference("J3", "2019-02-11", icpc_referral_id="R2"),
            # A child who moved here, about whom an enquiry has begun since.
            cp("P7", "2019-02-11", cppl_referral_id="R7", cppl_icpc_id="J7"),
            conference("J7", "2019-02-11", icpc_referral_id="R7", icpc_icpc_transfer_in="Y"),
            enquiry("E7", "2019-04-20", s47e_referral_id="R7"),
            # None on the referral, before and after the census year; and no referral.
            cp("P3", "2018-03-31", cppl_referral_id="R3"),
            cp("P4", "2019-04-01", cppl_referral_id="R4"),
            cp("P5", "2019-02-11", cppl_referral_id=None),
            # Begun on another day than its conference, before the census year.
            cp("P6", "2018-03-31", cppl_referral_id="R6", cppl_icpc_id="J6"),
            conference("J6", "2018-03-30", icpc_referral_id="R6"),
        ],
    ),
    "2883": (
        [cp("P1", "2018-04-01"), cp("P2", "2019-03-31"), conference("J1", "2018-04-01")],
        [None],
        [
            cp("P1", "2018-04-01"),
            cp("P2", "2019-04-01"),
            cp("P3", "2018-03-31"),
            conference("J1", "2018-04-02"),
        ],
    ),
    "8905": (
        [
            cp("P1", "2019-02-01", cppl_cp_plan_initial_category=None),
            cp("P2", "2019-02-01", cppl_cp_plan_initial_category="Worry"),
        ],
        ["P1", "P2"],
        [cp("P1", "2019-02-01", cppl_cp_plan_latest_category=None)],
    ),
    "8910": (
        [
            cp("P1", "2019-02-01", cppl_cp_plan_latest_category=None),
            cp("P2", "2019-02-01", cppl_cp_plan_latest_category="Worry"),
        ],
        ["P1", "P2"],
        [cp("P1", "2019-02-01", cppl_cp_plan_initial_category=None)],
    ),
    "8897Q": (
        [
            assessment("A1", "2018-02-01", "2018-04-01"),
            assessment("A2", "2018-02-01", "2018-04-01"),
            factors("A2", "[]"),
            factors("A9", '["1A"]'),
            assessment("A3", "2018-02-01", "2018-04-01"),
            factors("A3", '{"1A":"No","2B":"No"}'),
            assessment("A4", "2018-02-01", "2018-04-01"),
            factors("A4", '["99Z"]'),
            assessment("A5", "2018-02-01", "2018-04-01"),
            factors("A5", '{"1A":null,"2B":""}'),
        ],
        ["A1", "A2", "A3", "A4", "A5"],
        [
            assessment("A1", "2018-02-01", "2018-04-01"),
            factors("A1", '["1A"]'),
            assessment("A2", "2018-02-01"),
            assessment("A3", "2018-02-01", "2018-03-31"),
            assessment("A4", "2019-01-10", "2019-01-11"),
            factors("A4", '{"21":"Yes"}'),
            assessment("A5", "2018-02-01", "2018-04-01"),
            factors("A5", "[20]"),
            assessment("A6", "2018-02-01", "2018-04-01"),
            factors("A6", '["1a"]'),
            assessment("A7", "2018-02-01", "2018-04-01"),
            factors("A7", '{"1A": false, "2B": true}'),
            assessment("A8", "2018-02-01", "2018-04-01"),
            factors("A8", '["99Z", "20 Other", "cut o'),
        ],
    ),
    "8873Q": (
        [
            referral(cine_close_date=day("2019-03-01"), cine_close_reason="RC7"),
            assessment("A1", "2019-02-01", "2019-02-09"),
            factors("A1", '["21"]'),
            referral("R2", cine_close_date=day("2019-03-01"), cine_close_reason="RC7"),
            assessment("A2", "2019-02-01", "2019-02-09", cina_referral_id="R2"),
            factors("A2", "[21]"),
        ],
        ["A1", "A2"],
        [
            referral(cine_close_date=day("2019-03-01"), cine_close_reason="RC8"),
            assessment("A1", "2019-02-01", "2019-02-09"),
            factors("A1", '["21"]'),
            referral("R2", cine_close_reason="RC7"),
            assessment("A2", "2019-02-01", "2019-02-09", cina_referral_id="R2"),
            factors("A2", '{"21":"No","1A":"Yes"}'),
            referral("R3"),
            assessment("A3", "2019-02-01", "2019-02-09", cina_referral_id="R3"),
            factors("A3", '["21"]'),
            referral("R4", cine_close_reason="RC7"),
            assessment("A4", "2019-02-01", "2019-02-09", cina_referral_id="R4"),
            assessment("", "2019-02-10", cina_assessment_id=None, cina_referral_id="R4"),
            factors("A4", '["21"]'),
        ],
    ),
    "4016": (
        [
            cp("P1", "2019-01-10", "2019-03-01"),
            cin("C1", "2019-02-28"),
            # Both open, which is the matter of 4001 too; and begun on one day.
            cp("P2", "2019-01-10", child="2"),
            cin("C2", "2019-02-28", child="2"),
            cp("P3", "2019-01-10", "2019-03-01", child="3"),
            cin("C3", "2019-01-10", "2019-01-11", child="3"),
        ],
        ["C1", "C2", "C3"],
        [
            cp("P1", "2019-01-10", "2019-03-01"),
            cin("C1", "2019-03-01"),
            cp("P2", "2019-01-10", child="2"),
            cin("C2", "2019-01-09", child="2"),
        ],
    ),
    "4017": (
        [
            cin("C1", "2019-01-10", "2019-03-01"),
            cp("P1", "2019-02-28"),
            # Both open, which is the matter of 4001 too; and begun on one day.
            cin("C2", "2019-01-10", child="2"),
            cp("P2", "2019-02-28", child="2"),
            cin("C3", "2019-01-10", "2019-03-01", child="3"),
            cp("P3", "2019-01-10", child="3"),
        ],
        ["C1", "C2", "C3"],
        [
            cin("C1", "2019-01-10", "2019-03-01"),
            cp("P1", "2019-03-01"),
            cin("C2", "2019-01-10", child="2"),
            cp("P2", "2019-01-09", child="2"),
        ],
    ),
    "4003": (
        [
            cp("P1", "2019-01-10", "2019-04-10", cppl_referral_id="R1"),
            cin("C1", "2019-03-10"),
            review("V1", "2019-03-10"),
            # The child in need plan is on another referral.
            cin("C2", "2019-02-10", "2019-02-13", cinp_referral_id="R2"),
            review("V2", "2019-02-12"),
        ],
        ["V1", "V2"],
        [
            cp("P1", "2019-01-10", "2019-04-10", cppl_referral_id="R1"),
            cin("C1", "2019-04-10"),
            review("V1", "2019-04-10"),
            review("V2", "2019-04-09"),
            # It ended on the day of the review; and another child's.
            cin("C2", "2019-02-10", "2019-02-12"),
            review("V3", "2019-02-12"),
            cin("C3", "2019-02-10", child="2"),
        ],
    ),
    "4012Q": (
        [cin("C1", "2019-01-10", "2019-01-10")],
        ["C1"],
        [cin("C1", "2019-01-10", "2019-01-11"), cin("C2", "2019-01-10")],
    ),
    "8863Q": (
        [
            assessment("A1", "2019-01-10", "2019-02-01"),
            assessment("A2", "2019-02-01", "2019-02-20"),
            # Both open, which is the matter of 8896 too; and begun on one day.
            assessment("A3", "2019-01-10", cina_referral_id="R3"),
            assessment("A4", "2019-02-01", cina_referral_id="R3"),
            assessment("A5", "2019-01-10", "2019-02-01", cina_referral_id="R4"),
            assessment("A6", "2019-01-10", "2019-02-01", cina_referral_id="R4"),
        ],
        ["A2", "A4", "A5", "A6"],
        [
            assessment("A1", "2019-01-10", "2019-02-01"),
            assessment("A2", "2019-02-02"),
            assessment("A2", "2019-02-02"),
            assessment("A3", "2019-01-10", cina_referral_id="R2"),
        ],
    ),
    "8915": (
        [died("2019-02-01"), cp("P1", "2019-02-02")],
        ["P1"],
        [died("2019-02-01"), cp("P1", "2019-02-01")],
    ),
    "8920": (
        [died("2019-02-01"), cp("P1", "2019-01-02", "2019-02-02")],
        ["P1"],
        [died("2019-02-01"), cp("P1", "2019-01-01", "2019-02-01"), cp("P2", "2019-01-01")],
    ),
    "4008": (
        [died("2019-02-01"), cin("C1", "2019-02-02")],
        ["C1"],
        [died("2019-02-01"), cin("C1", "2019-02-01")],
    ),
    "8525Q": (
        [person("1"), person("2", pers_dob=day("2019-01-01"), pers_expected_dob=day("2019-01-02"))],
        ["1", "2"],
        [person("1", pers_dob=day("2019-01-01")), person("2", pers_expected_dob=day("2019-06-02"))],
    ),
}
