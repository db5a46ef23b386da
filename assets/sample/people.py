"""Families and children: who they are and where they live.

Belongs here: names, ages, addresses, ids. Does not belong here: anything that happens to them.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

from assets.sample.days import days_later
from assets.sample.records import Child, Family, Team

NAMES = Path(__file__).parent / "names"
FAMILY_SIZES, FAMILY_WEIGHTS = (1, 2, 3, 4, 5), (48, 28, 15, 7, 2)
ETHNICITIES = ("WBRI", "WOTH", "MOTH", "MWAS", "MWBC", "OOTH", "BAFR", "WROM", "CHNE", "NOBT", "AIND")
ETHNICITY_WEIGHTS = (80, 5, 2, 2, 2, 2, 2, 1, 1, 2, 1)
DISABILITIES = ("AUT", "BEH", "LD", "COMM", "MOB", "HEAR", "VIS")
YEAR = 365.25
# Ids have six digits up to this many children, more after it.
SIX_DIGIT_CHILDREN = 30_000


def read_names(name: str) -> list[str]:
    """The lines of one of the lists in names/."""
    return (NAMES / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]


def _address(rng: Random, street: str, town: str) -> str:
    parts = ("ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE", "STREET", "TOWN", "UPRN", "EASTING", "NORTHING")
    known = {"HOUSE": str(rng.randint(1, 120)), "STREET": street, "TOWN": town}
    return json.dumps({part: known.get(part, "") for part in parts}, separators=(",", ":"))


def _postcode(rng: Random) -> str:
    """A postcode in an area that the Royal Mail does not have."""
    letters = rng.choice("ABDEFGHJLN") + rng.choice("PQRSTUWXYZ")
    return f"WZ{rng.randint(1, 28)}{rng.randint(1, 9)}{letters}"


def _births(rng: Random, children: int, by: date) -> list[date]:
    """Dates of birth, the eldest first: none is 17 by `by`, about one in fifty is a twin."""
    births = [days_later(by, -rng.randint(5, int(9.5 * YEAR)))]
    while len(births) < children:
        gap = 0 if rng.random() < 0.02 else rng.randint(330, 1300)
        births.append(max(days_later(births[-1], -gap), days_later(by, -int(17 * YEAR))))
    return births[::-1]


def make_people(rng: Random, teams: list[Team], children: int, first_day: date, as_at: date) -> list[Family]:
    """Families with `children` children in all, each family at home in the town of a team.

    `known_from` is when a family is first referred: some day between `first_day` and `as_at`.
    """
    girls, boys = read_names("girls"), read_names("boys")
    surnames, streets = read_names("surnames"), read_names("streets")
    ids = rng.sample(range(100_000, 100_000 + 30 * max(children, SIX_DIGIT_CHILDREN)), children)
    families: list[Family] = []
    while ids:
        team = rng.choice(teams)
        known_from = days_later(first_day, rng.randrange((as_at - first_day).days - 3))
        family = Family(
            case_number=f"F{len(families) + 1:05d}",
            team=team,
            known_from=known_from,
            address=_address(rng, rng.choice(streets), team.town),
            postcode=_postcode(rng),
        )
        surname = rng.choice(surnames)
        if rng.random() < 0.06:
            surname = f"{surname}-{rng.choice(surnames)}"
        size = min(rng.choices(FAMILY_SIZES, FAMILY_WEIGHTS)[0], len(ids))
        ethnicity = rng.choices(ETHNICITIES, ETHNICITY_WEIGHTS)[0]
        used: set[str] = set()
        for dob in _births(rng, size, known_from):
            sex = rng.choice("FM")
            forename = rng.choice(girls if sex == "F" else boys)
            while forename in used:
                forename = rng.choice(girls if sex == "F" else boys)
            used.add(forename)
            family.children.append(
                Child(
                    person_id=str(ids.pop()),
                    forename=forename,
                    surname=surname if rng.random() < 0.93 else rng.choice(surnames),
                    sex=sex,
                    dob=dob,
                    ethnicity=ethnicity,
                    disability=rng.choice(DISABILITIES) if rng.random() < 0.09 else "",
                    family=family,
                )
            )
        families.append(family)
    return families
