"""Fills the HTML templates.

Belongs here: the one Jinja environment (everything is escaped), how numbers and months are written.
Does not belong here: what a page says.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_FOLDER = Path(__file__).parent / "templates"


def render(template: str, **values: object) -> str:
    """Fill a file of templates/; every value is shown as text, whatever it holds."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (_FOLDER / "page.css").read_text(encoding="utf-8")
    # The policy lets exactly this text style the page and nothing else load or run. The text is our own file.
    environment.globals["style"] = Markup(style)  # noqa: S704
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment.globals["policy"] = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    environment.filters.update(
        figure=figure, percent=percent, signed=signed, month=month, day=day, count=count
    )
    return environment


def figure(value: float | None) -> str:
    """A value to one decimal (below 1 to two), without the decimals where it is whole."""
    if value is None:
        return "–"
    shown = f"{value:,.2f}" if abs(value) < 1 else f"{value:,.1f}"
    return shown.rstrip("0").rstrip(".")


def signed(value: float | None) -> str:
    """A difference with its sign; a true minus, which is read aloud as one."""
    if value is None:
        return "–"
    return ("+" if value > 0 else "−" if value < 0 else "") + figure(abs(value))


def percent(value: float) -> str:
    """A percentage to one decimal; what is not quite 100 is not shown as 100."""
    return f"{99.9 if 99.9 < value < 100 else value:.1f}"


def count(value: int | None) -> str:
    """A whole number with thousands separated; a dash where nothing could be counted."""
    return "–" if value is None else f"{value:,}"


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
