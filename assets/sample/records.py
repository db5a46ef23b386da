"""What the case recording system would hold, as plain records that point at each other.

Belongs here: the shape of each record. Does not belong here: how a record comes about, or how it is written.
Dates are in the past of the county's as-at date unless they are due dates; an end of None is 'not ended yet'.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(slots=True, eq=False)
class Team:
    """A safeguarding team of a locality."""

    team_id: str
    name: str
    town: str
    locality: str
    locality_id: str
    manager: Worker = field(init=False)
    workers: list[Worker] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Worker:
    """A member of staff; `team` is None in quality assurance."""

    worker_id: str
    name: str
    job_title: str
    team: Team | None
    full_time: str
    agency: str
    registration: str


@dataclass(slots=True, eq=False)
class Family:
    """Children with one Case Number, who live at one address."""

    case_number: str
    team: Team
    known_from: date
    address: str
    postcode: str
    children: list[Child] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Child:
    """A child and all that is recorded of him or her, each list in order of time."""

    person_id: str
    forename: str
    surname: str
    sex: str
    dob: date
    ethnicity: str
    disability: str
    family: Family
    involvements: list[Involvement] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    supervisions: list[date] = field(default_factory=list)
    unrecorded_conference: date | None = None
    open_s47: bool = False


@dataclass(slots=True, eq=False)
class Referral:
    """A referral; `involvement` is the one it began with."""

    referral_id: str
    child: Child
    on: date
    need: str
    source: tuple[str, str]
    nfa: str
    closed_on: date | None
    close_reason: str
    involvement: Involvement


@dataclass(slots=True, eq=False)
class Involvement:
    """An allocated social worker; open on a day when begun by it and not ended by it."""

    involvement_id: str
    child: Child
    worker: Worker
    team: Team
    start: date
    end: date | None
    reason: str
    referral_id: str


@dataclass(slots=True, eq=False)
class Assessment:
    """A child and family assessment; the team and worker are those of `involvement`."""

    assessment_id: str
    child: Child
    referral_id: str
    start: date
    completed: date | None
    nfa: str
    involvement: Involvement
    factors: list[str]


@dataclass(slots=True, eq=False)
class Enquiry:
    """An S47 enquiry."""

    enquiry_id: str
    child: Child
    referral_id: str
    start: date
    end: date | None
    nfa: str
    involvement: Involvement


@dataclass(slots=True, eq=False)
class Conference:
    """An initial child protection conference; all of them made a plan."""

    conference_id: str
    meeting_id: str
    enquiry: Enquiry
    plan: Plan
    target: date
    held: date
    involvement: Involvement


@dataclass(slots=True, eq=False)
class Visit:
    """A visit on a plan."""

    visit_id: str
    on: date
    seen: str
    seen_alone: str
    bedroom: str


@dataclass(slots=True, eq=False)
class LateVisit:
    """A visit that was made and recorded after the extract: no part of it."""

    on: date
    recorded_on: date
    seen_alone: str


@dataclass(slots=True, eq=False)
class Review:
    """A review of a CP plan, due or held."""

    review_id: str
    due: date
    held: date | None
    meeting_id: str
    continues: str
    quorate: str


@dataclass(slots=True, eq=False)
class Plan:
    """A CIN or CP plan; `kind` says which."""

    plan_id: str
    kind: str
    child: Child
    referral_id: str
    start: date
    end: date | None
    categories: tuple[str, str]
    visits: list[Visit] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    late_visit: LateVisit | None = None


@dataclass(slots=True, eq=False)
class Contact:
    """A contact before or beside a referral."""

    child: Child
    on: date
    source: tuple[str, str]


@dataclass(slots=True, eq=False)
class EarlyHelp:
    """An early help episode that was stepped up."""

    child: Child
    start: date
    end: date


@dataclass(slots=True, eq=False)
class Supervision:
    """A supervision; `child` is None where it was about the worker."""

    child: Child | None
    worker: Worker
    supervisor: Worker
    on: date
    recorded_at: datetime


@dataclass(slots=True, eq=False)
class Audit:
    """A case-file audit; moderated where `moderator` is given."""

    child: Child
    team: Team
    auditor: Worker
    on: date
    theme: str
    grade: str
    moderator: Worker | None
    moderated_on: date | None
    moderated_grade: str


@dataclass(slots=True, eq=False)
class Records:
    """Everything in the case system as at `as_at`; history began on `first_day`."""

    as_at: date
    first_day: date
    teams: list[Team] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    early_help: list[EarlyHelp] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    conferences: list[Conference] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    supervisions: list[Supervision] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)

    def open_plan(self, child: Child) -> Plan | None:
        """The plan that is open at the as-at date; a child has at most one."""
        return next((plan for plan in reversed(child.plans) if plan.end is None), None)

    def allocation(self, child: Child) -> Involvement | None:
        """The involvement that is open at the as-at date."""
        return next((one for one in reversed(child.involvements) if one.end is None), None)
