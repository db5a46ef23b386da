"""Fills the HTML templates.

Belongs here: the one Jinja environment (everything is escaped), the policy of a page, how numbers and months
are written, data that a page's script reads.
Does not belong here: what a page says.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from expectations.own_yaml import load_own_yaml

_FOLDER = Path(__file__).parent / "templates"
_NONE = "–"


def render(template: str, *, script: str | None = None, **values: object) -> str:
    """Fill a file of templates/; every value is shown as text, whatever it holds.

    Args:
        template: the file.
        script: a file of templates/ that the page runs; the policy allows exactly its text. None: no script.
        values: what the template names.
    """
    code = _source(script) if script else ""
    scripts = f" script-src 'sha256-{_digest(code)}';" if script else ""
    policy = f"default-src 'none';{scripts} style-src 'sha256-{_digest(_source('page.css'))}'; "
    policy += "base-uri 'none'; form-action 'none'"
    # Our own files, not anybody's data.
    own = {"style": Markup(_source("page.css")), "script": Markup(code)}  # noqa: S704
    return _environment().get_template(template).render(**values, **own, policy=policy)


@cache
def words() -> dict[str, Any]:
    """How an officer reads the codes of the tables."""
    return load_own_yaml((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))


def inline_json(value: object) -> Markup:
    """JSON to stand in a `<script type="application/json">`.

    No `<` or `&` is left in it, so that no text can end the element or begin another.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = words()
    for one in (figure, percent, signed, month, day, count, measure, change, plural, word, inline_json):
        environment.filters[one.__name__] = one
    return environment


@cache
def _source(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def figure(value: float | None) -> str:
    """A value to one decimal (below 1 to two), without the decimals where it is whole."""
    if value is None:
        return _NONE
    shown = f"{value:,.2f}" if abs(value) < 1 else f"{value:,.1f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def measure(value: float | None, unit: str) -> str:
    """A value in its indicator's unit: 71.4%, 237."""
    return figure(value) + ("%" if unit == "%" and value is not None else "")


def signed(value: float | None) -> str:
    """A difference with its sign; a true minus, which is read aloud as one."""
    if value is None:
        return _NONE
    return ("+" if value > 0 else "−" if value < 0 else "") + figure(abs(value))


def change(value: float | None, unit: str) -> str:
    """A difference in its indicator's unit: +2, −3.1 points."""
    return signed(value) + (" points" if unit == "%" and value is not None else "")


def percent(value: float) -> str:
    """A percentage to one decimal; what is not quite 100 is not shown as 100."""
    return f"{99.9 if 99.9 < value < 100 else value:.1f}"


def count(value: int | None) -> str:
    """A whole number with thousands separated; a dash where nothing could be counted."""
    return _NONE if value is None else f"{value:,}"


def plural(value: int, one: str, many: str | None = None) -> str:
    """'1 child', '2 children'."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def word(code: str | None, said: Mapping[str, Any]) -> str:
    """A code in words (its name where the words have more than that); the code itself where they lack it."""
    found = said.get(code or "", code or _NONE)
    return found["name"] if isinstance(found, dict) else str(found)


def month(value: date) -> str:
    """April 2019; without the machine's locale."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def day(value: date | None) -> str:
    """30 April 2019."""
    return "unknown" if value is None else f"{value.day} {month(value)}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
