"""Teams and the people who work in them.

Belongs here: departments, workers and managers. Does not belong here: which worker has which child.
"""

from __future__ import annotations

from random import Random

from assets.county import County
from assets.sample.people import read_names
from assets.sample.records import Team, Worker

CHILDREN_A_WORKER = 42
FEWEST_WORKERS = 3
QUALITY_OFFICERS = 4


def make_teams(rng: Random, county: County, children: int) -> tuple[list[Team], list[Worker]]:
    """The county's teams with their managers and social workers, and all staff with quality assurance last.

    Args:
        rng: where names and working hours come from.
        county: the declared localities and teams.
        children: how many children the county will have; about 42 known children to a worker.
    """
    forenames, surnames = read_names("adults"), read_names("surnames")
    staff: list[Worker] = []
    taken: set[str] = set()

    def hire(title: str, team: Team | None) -> Worker:
        name = f"{rng.choice(forenames)} {rng.choice(surnames)}"
        while name in taken:
            name = f"{rng.choice(forenames)} {rng.choice(surnames)}"
        taken.add(name)
        worker = Worker(
            worker_id=f"P{len(staff) + 1:04d}",
            name=name,
            job_title=title,
            team=team,
            full_time=rng.choices(("1.0", "0.8", "0.6"), (80, 14, 6))[0],
            agency=rng.choices(("N", "Y"), (84, 16))[0],
            registration=f"SW{rng.randint(10_000, 99_999)}",
        )
        staff.append(worker)
        return worker

    declared = [
        (f"L{number}", locality.name, team)
        for number, locality in enumerate(county.localities, 1)
        for team in locality.teams
    ]
    workers = max(FEWEST_WORKERS, round(children / CHILDREN_A_WORKER / len(declared)))
    teams: list[Team] = []
    for number, (locality_id, locality, one) in enumerate(declared, 1):
        team = Team(
            team_id=f"D{number:03d}",
            name=one.name,
            town=one.also[0],
            locality=locality,
            locality_id=locality_id,
        )
        team.manager = hire("Team Manager", team)
        team.workers = [hire("Social Worker", team) for _ in range(workers)]
        teams.append(team)
    for _ in range(QUALITY_OFFICERS):
        hire("QA Officer", None)
    return teams, staff
