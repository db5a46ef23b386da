"""Faults that the rules of practice and of the children in need census are there for.

Belongs here: one function a kind, each changing one table of the copy in records of a child of its own, and
saying all that it must be found as; what follows from it is named too.
Does not belong here: faults that any table may have (seeded_contracts.py), judging.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.acceptance.extract_copy import Copy, Found, Record, day, shifted

ASSESSMENTS, REFERRALS, ENQUIRIES = "ssd_cin_assessments", "ssd_cin_episodes", "ssd_s47_enquiry"
CONFERENCES, CP, CIN = "ssd_initial_cp_conference", "ssd_cp_plans", "ssd_cin_plans"
# The last days of which 45 and 15 working days have gone by at the night and at the census year's end.
OLD_TONIGHT, OLD_IN_CENSUS, OLD_ENQUIRY_IN_CENSUS = "2019-02-22", "2019-01-23", "2019-03-07"
CENSUS_BEGAN, CENSUS_ENDED = "2018-04-01", "2019-03-31"


def referral_of(copy: Copy, record: Record, column: str) -> Record:
    return copy.extract.index(REFERRALS, "cine_referral_id")[record[column]]


def is_alone(copy: Copy, table: str, person: str, record: Record) -> bool:
    """Whether the child has no other record of the table."""
    return len(copy.extract.of(table, person, record[person])) == 1


def open_assessment(number: str, start: str) -> Iterator[Found]:
    if start <= OLD_TONIGHT:
        yield "assessment_open_past_45wd", number
    if start <= OLD_IN_CENSUS:
        yield "8670Q", number


def unassessed(number: str, signed: str) -> Iterator[Found]:
    """A completed assessment that was added has no factors."""
    if signed >= CENSUS_BEGAN:
        yield "8897Q", number


def open_enquiry(number: str, start: str) -> Iterator[Found]:
    if start <= OLD_ENQUIRY_IN_CENSUS:
        yield "8675Q", number


def closed_assessment(
    copy: Copy, more: Callable[[Record, Record], bool] = lambda _assessment, _referral: True
) -> tuple[Record, Record]:
    """The only assessment of a referral that is closed, with nothing else on the referral."""
    referrals = copy.extract.index(REFERRALS, "cine_referral_id")
    at_rest = copy.extract.at_rest(ASSESSMENTS)

    def fits(one: Record) -> bool:
        referral = referrals[one["cina_referral_id"]]
        return (
            at_rest(one)
            and one["cina_assessment_auth_date"] != ""
            and is_alone(copy, ASSESSMENTS, "cina_person_id", one)
            and more(one, referral)
        )

    record = copy.extract.pick(ASSESSMENTS, fits)
    return record, referrals[record["cina_referral_id"]]


def assessment_before_referral(copy: Copy) -> None:
    record, referral = closed_assessment(copy)
    record["cina_assessment_start_date"] = shifted(referral["cine_referral_date"], -3)
    copy.seeded("1103", ("1103", record["cina_assessment_id"]))


def assessment_signed_before_start(copy: Copy) -> None:
    record, _ = closed_assessment(copy)
    record["cina_assessment_auth_date"] = shifted(record["cina_assessment_start_date"], -1)
    copy.seeded("8608", ("8608", record["cina_assessment_id"]))


def assessment_left_open(copy: Copy) -> None:
    record, _ = closed_assessment(copy)
    record["cina_assessment_auth_date"] = ""
    number = record["cina_assessment_id"]
    copy.seeded("8867", ("8867", number), *open_assessment(number, record["cina_assessment_start_date"]))


def assessment_after_closure(copy: Copy) -> None:
    record, referral = closed_assessment(copy, lambda _, referral: referral["cine_close_date"] < "2019-04-20")
    record["cina_assessment_auth_date"] = shifted(referral["cine_close_date"], 4)
    copy.seeded("8565", ("8565", record["cina_assessment_id"]))


def second_open_assessment(copy: Copy) -> None:
    first = copy.extract.pick(
        ASSESSMENTS,
        lambda one: (
            one["cina_assessment_auth_date"] == "" and one["cina_assessment_start_date"] > OLD_TONIGHT
        ),
    )
    second = copy.extract.add(
        ASSESSMENTS,
        cina_person_id=first["cina_person_id"],
        cina_referral_id=first["cina_referral_id"],
        cina_assessment_start_date=first["cina_assessment_start_date"],
    )
    # Begun on one day, each began while the other was going on.
    pair = first["cina_assessment_id"], second
    copy.seeded("8896", *((rule, number) for rule in ("8896", "8863Q") for number in pair))


def second_assessment_within_first(copy: Copy) -> None:
    first, _ = closed_assessment(
        copy, lambda one, _: one["cina_assessment_auth_date"] > shifted(one["cina_assessment_start_date"], 2)
    )
    signed = first["cina_assessment_auth_date"]
    second = copy.extract.add(
        ASSESSMENTS,
        cina_person_id=first["cina_person_id"],
        cina_referral_id=first["cina_referral_id"],
        cina_assessment_start_date=shifted(first["cina_assessment_start_date"], 1),
        cina_assessment_auth_date=signed,
    )
    copy.seeded("8863Q", ("8863Q", second), *unassessed(second, signed))


def no_further_action(copy: Copy, longer_than: int = 0) -> Record:
    """A referral that ended without further action."""
    return copy.extract.pick(
        REFERRALS,
        lambda one: (
            one["cine_referral_nfa"] == "Y"
            and one["cine_close_date"] >= shifted(one["cine_referral_date"], longer_than)
            and is_alone(copy, REFERRALS, "cine_person_id", one)
        ),
    )


def assessment_on_no_further_action(copy: Copy) -> None:
    referral = no_further_action(copy)
    referred = referral["cine_referral_date"]
    number = copy.extract.add(
        ASSESSMENTS,
        cina_person_id=referral["cine_person_id"],
        cina_referral_id=referral["cine_referral_id"],
        cina_assessment_start_date=referred,
        cina_assessment_auth_date=referred,
    )
    copy.seeded("8831", ("8831", number), *unassessed(number, referred))


def a_referral(copy: Copy, **wanted: str) -> Record:
    """The only referral of a child, closed, with at most an assessment on it."""
    at_rest = copy.extract.at_rest(REFERRALS)

    def has_no(table: str, column: str, one: Record) -> bool:
        return not copy.extract.of(table, column, one["cine_referral_id"])

    return copy.extract.pick(
        REFERRALS,
        lambda one: (
            at_rest(one)
            and all(one[column] == value for column, value in wanted.items())
            and is_alone(copy, REFERRALS, "cine_person_id", one)
            and has_no(ENQUIRIES, "s47e_referral_id", one)
            and has_no(CP, "cppl_referral_id", one)
            and has_no(CIN, "cinp_referral_id", one)
        ),
    )


def referral_undated(copy: Copy) -> None:
    record = a_referral(copy)
    record["cine_referral_date"] = ""
    copy.seeded("8600", ("8600", record["cine_referral_id"]))


def referral_without_need(copy: Copy) -> None:
    record = a_referral(copy, cine_referral_nfa="N")
    record["cine_cin_primary_need_code"] = ""
    copy.seeded("8610", ("8610", record["cine_referral_id"]))


def closed_before_referred(copy: Copy) -> None:
    record = a_referral(copy, cine_referral_nfa="Y")
    record["cine_close_date"] = shifted(record["cine_referral_date"], -1)
    copy.seeded("8630", ("8630", record["cine_referral_id"]))


def closed_without_reason(copy: Copy) -> None:
    record = a_referral(copy)
    record["cine_close_reason"] = ""
    copy.seeded("8805", ("8805", record["cine_referral_id"]))


def reason_without_closure(copy: Copy) -> None:
    record = a_referral(copy)
    record["cine_close_date"] = ""
    copy.seeded("8810", ("8810", record["cine_referral_id"]))


def add_referral(copy: Copy, child: str, referred: str, closed: str = "") -> str:
    return copy.extract.add(
        REFERRALS,
        cine_person_id=child,
        cine_referral_date=referred,
        cine_cin_primary_need_code="N1",
        cine_referral_nfa="N",
        cine_close_date=closed,
        cine_close_reason="RC7" if closed else "",
    )


def second_open_referral(copy: Copy) -> None:
    first = copy.extract.pick(
        REFERRALS,
        lambda one: one["cine_close_date"] == "" and is_alone(copy, REFERRALS, "cine_person_id", one),
    )
    second = add_referral(copy, first["cine_person_id"], shifted(first["cine_referral_date"], 1))
    # The first is not the latest, and the second was made while it was going on.
    number = first["cine_referral_id"]
    copy.seeded("8815", ("8815", number), ("8815", second), ("8816", number), ("8820", second))


def earlier_referral_open(copy: Copy) -> None:
    first = a_referral(copy)
    number = add_referral(copy, first["cine_person_id"], shifted(first["cine_referral_date"], -30))
    copy.seeded("8816", ("8816", number), ("8820", first["cine_referral_id"]))


def referrals_overlap(copy: Copy) -> None:
    first = copy.extract.pick(
        REFERRALS,
        lambda one: (
            one["cine_close_date"] > shifted(one["cine_referral_date"], 3)
            and is_alone(copy, REFERRALS, "cine_person_id", one)
        ),
    )
    number = add_referral(
        copy, first["cine_person_id"], shifted(first["cine_referral_date"], 1), first["cine_close_date"]
    )
    copy.seeded("8820", ("8820", number))


def assessed_without_further_action(copy: Copy) -> None:
    record = a_referral(copy, cine_referral_nfa="N")
    record["cine_referral_nfa"] = "Y"
    found = copy.extract.of(ASSESSMENTS, "cina_referral_id", record["cine_referral_id"])
    copy.seeded("8831 by the referral", *(("8831", one["cina_assessment_id"]) for one in found))


def an_enquiry(copy: Copy) -> tuple[Record, Record]:
    """The only enquiry of its child, ended without a conference, on a referral that is closed."""
    record = copy.extract.pick(
        ENQUIRIES,
        lambda one: (
            one["s47e_s47_nfa"] == "Y"
            and is_alone(copy, ENQUIRIES, "s47e_person_id", one)
            and referral_of(copy, one, "s47e_referral_id")["cine_close_date"] != ""
        ),
    )
    return record, referral_of(copy, record, "s47e_referral_id")


def enquiry_before_referral(copy: Copy) -> None:
    record, referral = an_enquiry(copy)
    record["s47e_s47_start_date"] = shifted(referral["cine_referral_date"], -2)
    copy.seeded("2889", ("2889", record["s47e_s47_enquiry_id"]))


def enquiry_never_concluded(copy: Copy) -> None:
    record, _ = an_enquiry(copy)
    record["s47e_s47_nfa"] = record["s47e_s47_outcome_json"] = record["s47e_s47_end_date"] = ""
    number = record["s47e_s47_enquiry_id"]
    copy.seeded("8868", ("8868", number), *open_enquiry(number, record["s47e_s47_start_date"]))


def enquiry_past_census(copy: Copy) -> None:
    record = copy.extract.pick(
        ENQUIRIES,
        lambda one: one["s47e_s47_end_date"] == "" and is_alone(copy, ENQUIRIES, "s47e_person_id", one),
    )
    record["s47e_s47_start_date"] = OLD_ENQUIRY_IN_CENSUS
    number = record["s47e_s47_enquiry_id"]
    referred = referral_of(copy, record, "s47e_referral_id")["cine_referral_date"]
    copy.seeded("8675Q", ("8675Q", number), *([("2889", number)] if referred > OLD_ENQUIRY_IN_CENSUS else []))


def enquiry_after_conference(copy: Copy) -> None:
    enquiries = copy.extract.index(ENQUIRIES, "s47e_s47_enquiry_id")
    conference = copy.extract.pick(
        CONFERENCES,
        lambda one: (
            one["icpc_icpc_date"] < "2019-04-25"
            and is_alone(copy, CONFERENCES, "icpc_person_id", one)
            and is_alone(copy, ENQUIRIES, "s47e_person_id", enquiries[one["icpc_s47_enquiry_id"]])
            and referral_of(copy, one, "icpc_referral_id")["cine_close_date"] == ""
        ),
    )
    record = enquiries[conference["icpc_s47_enquiry_id"]]
    record["s47e_s47_start_date"] = shifted(conference["icpc_icpc_date"], 1)
    copy.seeded("8615", ("8615", record["s47e_s47_enquiry_id"]))


def second_open_enquiry(copy: Copy) -> None:
    first = copy.extract.pick(
        ENQUIRIES,
        lambda one: (
            one["s47e_s47_end_date"] == ""
            and one["s47e_s47_start_date"] > OLD_ENQUIRY_IN_CENSUS
            and is_alone(copy, ENQUIRIES, "s47e_person_id", one)
        ),
    )
    second = copy.extract.add(
        ENQUIRIES,
        s47e_person_id=first["s47e_person_id"],
        s47e_referral_id=first["s47e_referral_id"],
        s47e_s47_start_date=first["s47e_s47_start_date"],
    )
    # Begun on one day, each began while the other was going on.
    pair = first["s47e_s47_enquiry_id"], second
    copy.seeded("8839", *((rule, number) for rule in ("8839", "8890") for number in pair))


def enquiry_within_another(copy: Copy) -> None:
    conferences = copy.extract.index(CONFERENCES, "icpc_s47_enquiry_id")
    first = copy.extract.pick(
        ENQUIRIES,
        lambda one: (
            one["s47e_s47_enquiry_id"] in conferences
            and one["s47e_s47_start_date"] > OLD_ENQUIRY_IN_CENSUS
            and is_alone(copy, ENQUIRIES, "s47e_person_id", one)
            and referral_of(copy, one, "s47e_referral_id")["cine_close_date"] == ""
        ),
    )
    second = copy.extract.add(
        ENQUIRIES,
        s47e_person_id=first["s47e_person_id"],
        s47e_referral_id=first["s47e_referral_id"],
        s47e_s47_start_date=shifted(first["s47e_s47_start_date"], 1),
    )
    copy.seeded("8890", ("8890", second))


def enquiry_without_assessment(copy: Copy) -> None:
    referral = no_further_action(copy)
    number = copy.extract.add(
        ENQUIRIES,
        s47e_person_id=referral["cine_person_id"],
        s47e_referral_id=referral["cine_referral_id"],
        s47e_s47_start_date=referral["cine_referral_date"],
        s47e_s47_nfa="Y",
    )
    copy.seeded("2991Q", ("2991Q", number), ("8831", number))


def a_conference(copy: Copy) -> tuple[Record, Record]:
    """The only conference of its child, and the plan that it made, on a referral that is open."""
    plans = copy.extract.index(CP, "cppl_icpc_id")
    record = copy.extract.pick(
        CONFERENCES,
        lambda one: (
            one["icpc_icpc_id"] in plans
            and is_alone(copy, CONFERENCES, "icpc_person_id", one)
            and is_alone(copy, CP, "cppl_person_id", plans[one["icpc_icpc_id"]])
            and referral_of(copy, one, "icpc_referral_id")["cine_close_date"] == ""
            and CENSUS_BEGAN < one["icpc_icpc_date"] < "2019-03-01"
        ),
    )
    return record, plans[record["icpc_icpc_id"]]


def next_weekday(text: str, weekday: int, step: int = 1) -> str:
    while day(text).weekday() != weekday:
        text = shifted(text, step)
    return text


def conference_before_referral(copy: Copy) -> None:
    record, plan = a_conference(copy)
    referred = referral_of(copy, record, "icpc_referral_id")["cine_referral_date"]
    record["icpc_icpc_date"] = next_weekday(shifted(referred, -7), 1)
    # The enquiry now begins after its conference.
    copy.seeded(
        "1104",
        ("1104", record["icpc_icpc_id"]),
        ("8615", record["icpc_s47_enquiry_id"]),
        ("2885", plan["cppl_cp_plan_id"]),
    )


def conference_at_weekend(copy: Copy) -> None:
    record, plan = a_conference(copy)
    record["icpc_icpc_date"] = next_weekday(record["icpc_icpc_date"], 5)
    copy.seeded("8875", ("8875", record["icpc_icpc_id"]), ("2885", plan["cppl_cp_plan_id"]))


def conference_due_at_weekend(copy: Copy) -> None:
    record, _ = a_conference(copy)
    record["icpc_icpc_target_date"] = next_weekday(record["icpc_icpc_target_date"], 6)
    copy.seeded("8870Q", ("8870Q", record["icpc_icpc_id"]))


def conference_on_another_day(copy: Copy) -> None:
    record, plan = a_conference(copy)
    held = day(record["icpc_icpc_date"])
    record["icpc_icpc_date"] = shifted(record["icpc_icpc_date"], 1 if held.weekday() < 4 else 3)
    copy.seeded("2885", ("2885", plan["cppl_cp_plan_id"]))


def conference_lost(copy: Copy) -> None:
    record, plan = a_conference(copy)
    copy.extract.tables[CONFERENCES].remove(record)
    number = record["icpc_s47_enquiry_id"]
    # Its plan names a conference that is gone, and began without one; its enquiry led to nothing.
    [enquiry] = copy.extract.of(ENQUIRIES, "s47e_s47_enquiry_id", number)
    copy.seeded(
        "2883",
        ("reference_missing", plan["cppl_cp_plan_id"]),
        ("2885", plan["cppl_cp_plan_id"]),
        *open_enquiry(number, enquiry["s47e_s47_start_date"]),
    )


def plans_outnumber_conferences(copy: Copy) -> Iterator[Found]:
    """What all faults of a copy together do to the year's plans and conferences (rule 2883)."""

    def in_census(table: str, column: str) -> int:
        return sum(CENSUS_BEGAN <= one[column] <= CENSUS_ENDED for one in copy.extract.tables[table])

    if in_census(CP, "cppl_cp_plan_start_date") > in_census(CONFERENCES, "icpc_icpc_date"):
        yield "2883", None


def ended_plan(copy: Copy, table: str, prefix: str) -> Record:
    """The only plan of its child, ended, and with no plan of the other kind beside it."""
    person, start, end = _plan_columns(table, prefix)
    other_table, other_person = (CIN, "cinp_person_id") if table == CP else (CP, "cppl_person_id")
    return copy.extract.pick(
        table,
        lambda one: (
            one[end] > shifted(one[start], 20)
            and is_alone(copy, table, person, one)
            and not copy.extract.of(other_table, other_person, one[person])
        ),
    )


def open_plan(copy: Copy, table: str, prefix: str) -> Record:
    """The only plan of its child, and it is open."""
    person, _, end = _plan_columns(table, prefix)
    other_table, other_person = (CIN, "cinp_person_id") if table == CP else (CP, "cppl_person_id")
    return copy.extract.pick(
        table,
        lambda one: (
            one[end] == ""
            and is_alone(copy, table, person, one)
            and not copy.extract.of(other_table, other_person, one[person])
        ),
    )


def _plan_columns(table: str, prefix: str) -> tuple[str, str, str]:
    kind = "cp" if table == CP else "cin"
    return f"{prefix}_person_id", f"{prefix}_{kind}_plan_start_date", f"{prefix}_{kind}_plan_end_date"


def add_cp(copy: Copy, child: str, start: str, end: str = "", referral: str = "") -> str:
    return copy.extract.add(
        CP,
        cppl_person_id=child,
        cppl_referral_id=referral,
        cppl_cp_plan_start_date=start,
        cppl_cp_plan_end_date=end,
        cppl_cp_plan_initial_category="NEG",
        cppl_cp_plan_latest_category="NEG",
    )


def add_cin(copy: Copy, child: str, start: str, end: str = "", referral: str = "") -> str:
    return copy.extract.add(
        CIN,
        cinp_person_id=child,
        cinp_referral_id=referral,
        cinp_cin_plan_start_date=start,
        cinp_cin_plan_end_date=end,
    )


def cp_before_referral(copy: Copy) -> None:
    record = ended_plan(copy, CP, "cppl")
    referred = referral_of(copy, record, "cppl_referral_id")["cine_referral_date"]
    record["cppl_cp_plan_start_date"] = shifted(referred, -1)
    number = record["cppl_cp_plan_id"]
    began_since_census_year = record["cppl_cp_plan_start_date"] >= CENSUS_BEGAN
    copy.seeded("1105", ("1105", number), *([("2885", number)] if began_since_census_year else []))


def cp_undated(copy: Copy) -> None:
    record = ended_plan(copy, CP, "cppl")
    record["cppl_cp_plan_start_date"] = ""
    copy.seeded("8720", ("8720", record["cppl_cp_plan_id"]))


def cp_of_a_day(copy: Copy) -> None:
    record = ended_plan(copy, CP, "cppl")
    record["cppl_cp_plan_end_date"] = record["cppl_cp_plan_start_date"]
    copy.seeded("8840", ("8840", record["cppl_cp_plan_id"]))


def cp_ended_before_start(copy: Copy) -> None:
    record = ended_plan(copy, CP, "cppl")
    record["cppl_cp_plan_end_date"] = shifted(record["cppl_cp_plan_start_date"], -1)
    copy.seeded("8925", ("8925", record["cppl_cp_plan_id"]))


def second_open_cp(copy: Copy) -> None:
    first = open_plan(copy, CP, "cppl")
    second = add_cp(copy, first["cppl_person_id"], "2019-04-29")
    copy.seeded("8935", ("8935", first["cppl_cp_plan_id"]), ("8935", second), ("8940", second))


def cp_overlap(copy: Copy) -> None:
    first = ended_plan(copy, CP, "cppl")
    started, ended = first["cppl_cp_plan_start_date"], first["cppl_cp_plan_end_date"]
    number = add_cp(copy, first["cppl_person_id"], shifted(started, 5), shifted(ended, -5))
    copy.seeded("8940", ("8940", number))


def cp_without_first_category(copy: Copy) -> None:
    record = ended_plan(copy, CP, "cppl")
    record["cppl_cp_plan_initial_category"] = ""
    copy.seeded("8905", ("8905", record["cppl_cp_plan_id"]))


def cp_of_unknown_category(copy: Copy) -> None:
    record = ended_plan(copy, CP, "cppl")
    record["cppl_cp_plan_latest_category"] = "Unheard of"
    copy.seeded("8910", ("8910", record["cppl_cp_plan_id"]))


def cp_on_no_further_action(copy: Copy) -> None:
    referral = no_further_action(copy, longer_than=1)
    referred = referral["cine_referral_date"]
    number = add_cp(
        copy, referral["cine_person_id"], referred, referral["cine_close_date"], referral["cine_referral_id"]
    )
    # There is no conference on the referral.
    began_in_census = CENSUS_BEGAN <= referred <= CENSUS_ENDED
    copy.seeded("8832", ("8832", number), *([("2885", number)] if began_in_census else []))


def review_before_plan(copy: Copy) -> None:
    plans = copy.extract.index(CP, "cppl_cp_plan_id")
    record = copy.extract.pick("ssd_cp_reviews", copy.extract.at_rest("ssd_cp_reviews"))
    record["cppr_cp_review_date"] = plans[record["cppr_cp_plan_id"]]["cppl_cp_plan_start_date"]
    copy.seeded("8841", ("8841", record["cppr_cp_review_id"]))


def cin_before_referral(copy: Copy) -> None:
    record = ended_plan(copy, CIN, "cinp")
    referred = referral_of(copy, record, "cinp_referral_id")["cine_referral_date"]
    record["cinp_cin_plan_start_date"] = shifted(referred, -1)
    copy.seeded("4015", ("4015", record["cinp_cin_plan_id"]))


def cin_ended_before_start(copy: Copy) -> None:
    record = ended_plan(copy, CIN, "cinp")
    record["cinp_cin_plan_end_date"] = shifted(record["cinp_cin_plan_start_date"], -1)
    copy.seeded("4011", ("4011", record["cinp_cin_plan_id"]))


def cin_of_a_day(copy: Copy) -> None:
    record = ended_plan(copy, CIN, "cinp")
    record["cinp_cin_plan_end_date"] = record["cinp_cin_plan_start_date"]
    copy.seeded("4012Q", ("4012Q", record["cinp_cin_plan_id"]))


def second_open_cin(copy: Copy) -> None:
    first = open_plan(copy, CIN, "cinp")
    second = add_cin(copy, first["cinp_person_id"], first["cinp_cin_plan_start_date"])
    # Begun on one day, each began while the other was going on.
    pair = first["cinp_cin_plan_id"], second
    copy.seeded("4004", *((rule, number) for rule in ("4004", "4014") for number in pair))


def cin_overlap(copy: Copy) -> None:
    first = ended_plan(copy, CIN, "cinp")
    started, ended = first["cinp_cin_plan_start_date"], first["cinp_cin_plan_end_date"]
    number = add_cin(copy, first["cinp_person_id"], shifted(started, 5), shifted(ended, -5))
    copy.seeded("4014", ("4014", number))


def cin_beside_open_cp(copy: Copy) -> None:
    plan = open_plan(copy, CP, "cppl")
    number = add_cin(copy, plan["cppl_person_id"], "2019-04-29")
    copy.seeded("4001", ("4001", number), ("4016", number))


def cin_within_cp(copy: Copy) -> None:
    plan = ended_plan(copy, CP, "cppl")
    started = plan["cppl_cp_plan_start_date"]
    number = add_cin(copy, plan["cppl_person_id"], shifted(started, 5), shifted(started, 10))
    copy.seeded("4016", ("4016", number))


def cin_into_cp(copy: Copy) -> None:
    plan = ended_plan(copy, CP, "cppl")
    started = plan["cppl_cp_plan_start_date"]
    number = add_cin(copy, plan["cppl_person_id"], shifted(started, -5), shifted(started, 5))
    copy.seeded("4017", ("4017", number))


def cin_over_review(copy: Copy) -> None:
    plans = copy.extract.index(CP, "cppl_cp_plan_id")
    review = copy.extract.pick(
        "ssd_cp_reviews",
        lambda one: (
            is_alone(copy, CP, "cppl_person_id", plans[one["cppr_cp_plan_id"]])
            and not copy.extract.of(CIN, "cinp_person_id", one["cppr_person_id"])
            and one["cppr_cp_review_date"] != ""
            and one["cppr_cp_review_date"] < "2019-04-20"
            and plans[one["cppr_cp_plan_id"]]["cppl_cp_plan_end_date"] == ""
        ),
    )
    plan = plans[review["cppr_cp_plan_id"]]
    held = review["cppr_cp_review_date"]
    number = add_cin(copy, plan["cppl_person_id"], held, shifted(held, 1), plan["cppl_referral_id"])
    copy.seeded("4003", ("4003", review["cppr_cp_review_id"]), ("4016", number))


def cin_on_no_further_action(copy: Copy) -> None:
    referral = no_further_action(copy, longer_than=1)
    number = add_cin(
        copy,
        referral["cine_person_id"],
        referral["cine_referral_date"],
        referral["cine_close_date"],
        referral["cine_referral_id"],
    )
    copy.seeded("4000", ("4000", number))


def factors_blank(copy: Copy) -> None:
    signed = copy.extract.index(ASSESSMENTS, "cina_assessment_id")
    record = copy.extract.pick(
        "ssd_assessment_factors",
        lambda one: signed[one["cinf_assessment_id"]]["cina_assessment_auth_date"] >= CENSUS_BEGAN,
    )
    record["cinf_assessment_factors_json"] = "[]"
    copy.seeded("8897Q", ("8897Q", record["cinf_assessment_id"]))


def factors_none_identified(copy: Copy) -> None:
    assessment, _ = closed_assessment(
        copy, lambda _, referral: referral["cine_close_reason"] not in ("", "RC8", "RC9")
    )
    [record] = copy.extract.of(
        "ssd_assessment_factors", "cinf_assessment_id", assessment["cina_assessment_id"]
    )
    record["cinf_assessment_factors_json"] = '["21"]'
    copy.seeded("8873Q", ("8873Q", assessment["cina_assessment_id"]))


def worker_gone(copy: Copy) -> None:
    plan = open_plan(copy, CP, "cppl")
    child = plan["cppl_person_id"]
    for record in copy.extract.of("ssd_involvements", "invo_person_id", child):
        record["invo_involvement_end_date"] = record["invo_involvement_end_date"] or "2019-04-20"
    copy.seeded("no_allocated_worker", ("no_allocated_worker", child))


def supervisions_gone(copy: Copy) -> None:
    plan = copy.extract.pick(
        CP,
        lambda one: one["cppl_cp_plan_end_date"] == "" and one["cppl_cp_plan_start_date"] < "2019-02-20",
    )
    child = plan["cppl_person_id"]
    _keep(copy, lambda one: one["person_id"] != child or one["supervision_date"] < "2019-03-01")
    copy.seeded("no_supervision_60_days", ("no_supervision_60_days", child))


def cp_visits_stopped(copy: Copy) -> None:
    visits = copy.extract.tables[copy.table]
    visited_before = {one["cppv_cp_plan_id"] for one in visits if one["cppv_cp_visit_date"] < "2019-03-20"}
    plan = copy.extract.pick(
        CP, lambda one: one["cppl_cp_plan_end_date"] == "" and one["cppl_cp_plan_id"] in visited_before
    )
    number = plan["cppl_cp_plan_id"]
    _keep(copy, lambda one: one["cppv_cp_plan_id"] != number or one["cppv_cp_visit_date"] < "2019-03-20")
    rule = "cp_child_not_visited_4_weeks"
    copy.seeded(rule, (rule, number))


def cp_visits_gone(copy: Copy) -> None:
    plan = copy.extract.pick(
        CP,
        lambda one: one["cppl_cp_plan_end_date"] == "" and one["cppl_cp_plan_start_date"] < "2019-04-10",
    )
    number = plan["cppl_cp_plan_id"]
    _keep(copy, lambda one: one["cppv_cp_plan_id"] != number)
    copy.seeded("cp_plan_never_visited", ("cp_plan_never_visited", number))


def cin_visits_stopped(copy: Copy) -> None:
    visits = copy.extract.tables[copy.table]

    def was_visited(plan: Record) -> bool:
        return any(
            plan["cinp_cin_plan_start_date"] <= one["cinv_cin_visit_date"] < "2019-03-20"
            for one in visits
            if one["cinv_person_id"] == plan["cinp_person_id"]
        )

    plan = copy.extract.pick(CIN, lambda one: one["cinp_cin_plan_end_date"] == "" and was_visited(one))
    child = plan["cinp_person_id"]
    _keep(copy, lambda one: one["cinv_person_id"] != child or one["cinv_cin_visit_date"] < "2019-03-20")
    rule = "cin_child_not_visited_4_weeks"
    copy.seeded(rule, (rule, plan["cinp_cin_plan_id"]))


def cin_visits_gone(copy: Copy) -> None:
    plan = copy.extract.pick(
        CIN,
        lambda one: one["cinp_cin_plan_end_date"] == "" and one["cinp_cin_plan_start_date"] < "2019-03-20",
    )
    child = plan["cinp_person_id"]
    _keep(copy, lambda one: one["cinv_person_id"] != child)
    copy.seeded("cin_plan_never_visited", ("cin_plan_never_visited", plan["cinp_cin_plan_id"]))


def birth_unknown(copy: Copy) -> None:
    record = copy.extract.pick("ssd_person", lambda one: one["pers_dob"] != "")
    record["pers_dob"] = ""
    copy.seeded("8525Q", ("8525Q", record["pers_person_id"]))


def died_before_cp(copy: Copy) -> None:
    plan = ended_plan(copy, CP, "cppl")
    [child] = copy.extract.of("ssd_person", "pers_person_id", plan["cppl_person_id"])
    child["pers_death_date"] = shifted(plan["cppl_cp_plan_start_date"], -1)
    number = plan["cppl_cp_plan_id"]
    copy.seeded("8915", ("8915", number), ("8920", number))


def died_during_cp(copy: Copy) -> None:
    plan = ended_plan(copy, CP, "cppl")
    [child] = copy.extract.of("ssd_person", "pers_person_id", plan["cppl_person_id"])
    child["pers_death_date"] = shifted(plan["cppl_cp_plan_end_date"], -1)
    copy.seeded("8920", ("8920", plan["cppl_cp_plan_id"]))


def died_before_cin(copy: Copy) -> None:
    plan = ended_plan(copy, CIN, "cinp")
    [child] = copy.extract.of("ssd_person", "pers_person_id", plan["cinp_person_id"])
    child["pers_death_date"] = shifted(plan["cinp_cin_plan_start_date"], -1)
    copy.seeded("4008", ("4008", plan["cinp_cin_plan_id"]))


def _keep(copy: Copy, is_kept: Callable[[Record], bool]) -> None:
    copy.extract.tables[copy.table] = [one for one in copy.extract.tables[copy.table] if is_kept(one)]
