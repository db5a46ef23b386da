"""Reads the YAML that comes with the project: contracts, rules, vocabulary, indicators, the dictionary.

Does not belong here: what an analyst writes (county.yaml, layouts): the slower reader tells its slips better.
"""

from __future__ import annotations

from typing import Any

import yaml

# A night reads 120 such texts, and PyYAML's reader in C takes a tenth of the time; not every build has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_own_yaml(text: str) -> Any:
    """What a text says.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, either of them
