"""Case-file audits and their moderation.

Belongs here: audits alone. Does not belong here: casework.
"""

from __future__ import annotations

from datetime import date
from random import Random

from assets.sample.days import WorkingDays
from assets.sample.records import Audit, Records

THEMES = (
    "Thresholds", "Assessment quality", "Visits and seen alone", "Plan quality", "Supervision and oversight",
    "Voice of the child",
)  # fmt: skip
GRADES, GRADE_WEIGHTS = ("Inadequate", "Requires improvement", "Good", "Outstanding"), (9, 38, 44, 9)
CHILDREN_AN_AUDIT = 5


def _moderated(rng: Random, grade: str) -> str:
    """Moderators mostly agree; where they do not, they mostly grade lower."""
    step = rng.choices((-1, 0, 1), (28, 65, 7))[0]
    return GRADES[min(max(GRADES.index(grade) + step, 0), len(GRADES) - 1)]


def audit(rng: Random, days: WorkingDays, records: Records) -> None:
    """Add audits of randomly chosen involvements by their teams' managers, a quarter of them moderated."""
    officers = [worker for worker in records.workers if worker.team is None]
    involvements = [one for child in records.children for one in child.involvements]
    for _ in range(len(records.children) // CHILDREN_AN_AUDIT):
        one = rng.choice(involvements)
        until = min(one.end or records.as_at, records.as_at)
        on = date.fromordinal(
            rng.randrange(one.start.toordinal(), max(until.toordinal(), one.start.toordinal() + 1))
        )
        on = days.add(on, 0)
        grade = rng.choices(GRADES, GRADE_WEIGHTS)[0]
        moderated_on = days.add(on, rng.randint(2, 8)) if rng.random() < 0.25 else None
        if moderated_on and moderated_on >= records.as_at:
            moderated_on = None
        records.audits.append(
            Audit(
                one.child,
                one.team,
                one.team.manager,
                on,
                rng.choice(THEMES),
                grade,
                rng.choice(officers) if moderated_on else None,
                moderated_on,
                _moderated(rng, grade) if moderated_on else "",
            )
        )
    records.audits.sort(key=lambda one: (one.on, one.child.person_id))
