"""docs/county.md and the sample's county.yaml name every key of county.yaml, with its default."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assets.county import County, Locality, Team, Thresholds, load_place

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "county.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
SAMPLE = (ROOT / "assets" / "sample" / "county.yaml").read_text(encoding="utf-8")
MODELS = {"The county": County, "A locality": Locality, "A team": Team, "thresholds": Thresholds}


@pytest.mark.parametrize(("heading", "model"), MODELS.items())
def test_the_page_has_a_row_for_each_key_and_no_other(heading: str, model: type[Any]) -> None:
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (.+) \|$", section, re.MULTILINE))
    assert list(rows) == list(model.model_fields)
    for name, field in model.model_fields.items():
        assert (rows[name] == "must be said") == field.is_required()
        if isinstance(field.default, str | int):
            assert rows[name].strip("`") == str(field.default)


@pytest.mark.parametrize("text", [EXAMPLE, SAMPLE])
def test_the_examples_are_whole_and_stand_by_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "county.yaml").write_text(text, encoding="utf-8")
    county = load_place(tmp_path / "county.yaml").county
    declared = yaml.safe_load(text)
    assert set(declared) == set(County.model_fields)
    assert set(declared["localities"][0]) == set(Locality.model_fields)
    assert set(declared["localities"][0]["teams"][0]) == set(Team.model_fields)
    assert set(declared["thresholds"]) == set(Thresholds.model_fields)
    assert county.thresholds == Thresholds()
    assert (county.extract, county.worklists, county.allocated_role) == tuple(
        County.model_fields[name].default for name in ("extract", "worklists", "allocated_role")
    )
