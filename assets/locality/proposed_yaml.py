"""A drafted table as lines of YAML with comments.

Belongs here: writing, with a comment beside each guess, which YAML libraries do not write.
Does not belong here: guessing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

CONFIRM = "CONFIRM"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ()/&-]*[A-Za-z0-9)]|[A-Za-z]")
_NOT_TEXT = ("on", "off", "yes", "no", "true", "false", "null", "y", "n")
"""Words that YAML reads as something else than text."""


@dataclass
class Draft:
    """A drafted table: its keys in order, each with its value as YAML and why it is guessed ('' if found)."""

    holds: Literal["children", "figures"]
    keys: list[tuple[str, str, str]] = field(default_factory=list)
    columns: list[tuple[str, str, str]] = field(default_factory=list)
    indicators: list[tuple[str, str, str]] = field(default_factory=list)
    has_plan_type: bool = False


def as_yaml(draft: Draft, indent: int) -> list[str]:
    """The lines of a table, below its name."""
    space = " " * indent
    lines = [f"{space}holds: {draft.holds}", *(f"{space}{_line(*one)}" for one in draft.keys)]
    for name, listed in (("columns", draft.columns), ("indicators", draft.indicators)):
        if listed:
            lines += [f"{space}{name}:", *(f"{space}  {_line(*one)}" for one in listed)]
    return lines


def _line(key: str, value: str, why: str) -> str:
    return f"{key}: {value}" + (f"  # {CONFIRM}: {comment(why)}" if why else "")


def comment(text: str) -> str:
    """Text fit for a comment: on one line."""
    return " ".join(text.split())


def quoted(text: str) -> str:
    """A text as YAML; in quotes unless it can mean nothing else."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def listed(texts: list[str]) -> str:
    """A list of texts as YAML on one line."""
    return "[" + ", ".join(quoted(text) for text in dict.fromkeys(texts)) + "]"
