"""splink 5 on the same set: comparisons with levels for its mistakes, trained on the set without its truth.

Belongs here: splink's settings and training. Does not belong here: the set, the score.
"""

from __future__ import annotations

import logging
from collections import defaultdict

import pyarrow as pa
import splink.comparison_level_library as levels  # pyright: ignore[reportMissingImports]
import splink.comparison_library as comparisons  # pyright: ignore[reportMissingImports]
from splink import (  # pyright: ignore[reportMissingImports]
    DuckDBAPI,
    Linker,
    SettingsCreator,
    block_on,
)

from benchmarks.matching_set import Person, SheetRow


def likely_links(people: list[Person], rows: list[SheetRow], least: float) -> dict[int, str | None]:
    """The likeliest child of each row, where the probability is at least `least` and no other child ties."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI()
    system = _table(
        [(one.number, one.number, one.forename, one.surname, one.dob, one.team) for one in people]
    )
    sheet = _table(
        [
            (str(at), row.number, row.forename, row.surname, row.dob, row.team)
            for at, row in enumerate(rows, start=1)
        ]
    )
    tables = [
        api.register(sheet, dataset_display_name="a_sheet"),
        api.register(system, dataset_display_name="b_system"),
    ]
    linker = Linker(tables, _settings(), log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("number", "dob")], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for blocked in ("number", "dob"):
        training.estimate_parameters_using_expectation_maximisation(block_on(blocked))
    links = linker.inference.predict(threshold_match_probability=min(least, 0.5)).as_pyarrow_table()
    return _best(links, len(rows), least)


def _table(lines: list[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*lines, strict=True))
    names = ("unique_id", "number", "forename", "surname", "dob", "team")
    return pa.table({name: pa.array(values) for name, values in zip(names, columns, strict=True)})


def _settings() -> SettingsCreator:
    turned = "month(dob_l) = day(dob_r) and day(dob_l) = month(dob_r) and year(dob_l) = year(dob_r)"
    birthday = comparisons.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            levels.NullLevel("dob"),
            levels.ExactMatchLevel("dob"),
            levels.CustomLevel(turned, label_for_charts="day and month changed over"),
            levels.CustomLevel("levenshtein(strftime(dob_l, '%Y%m%d'), strftime(dob_r, '%Y%m%d')) <= 1"),
            levels.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            comparisons.ForenameSurnameComparison("forename", "surname"),
            birthday,
            comparisons.LevenshteinAtThresholds("number", [1, 2]),
            comparisons.ExactMatch("team"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"),
            block_on("dob"),
            block_on("forename", "surname"),
            "l.forename = r.surname and l.surname = r.forename",
            "month(l.dob) = day(r.dob) and day(l.dob) = month(r.dob) and year(l.dob) = year(r.dob)",
        ],
    )


def _best(links: pa.Table, rows: int, least: float) -> dict[int, str | None]:
    likely: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for link in links.to_pylist():
        likely[int(link["unique_id_l"])].append((link["match_probability"], link["unique_id_r"]))
    said: dict[int, str | None] = dict.fromkeys(range(1, rows + 1))
    for at, found in likely.items():
        first, *others = sorted(found, reverse=True)
        if first[0] >= least and not (others and others[0][0] == first[0]):
            said[at] = first[1]
    return said
