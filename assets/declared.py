"""What an analyst writes in YAML: read so that a slip is told with its line, its key and what is allowed.

Belongs here: reading such a file, the base of its models, putting what is wrong with it into one plain line.
Does not belong here: what a county or a layout may say (county.py, locality/layout.py), the project's own
YAML (expectations/own_yaml.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

_LONGEST_VALUE = 40
_ENDINGS = {
    "string_type": "must be a text: put quotes round it",
    "tuple_type": "must be a list: [one, two], or a line with '-' for each",
    "dict_type": "must be keys with values",
    "too_short": "must not be empty",
    "recursion_loop": "must not hold itself",
}
_UNKNOWN_KEY = "unknown_key"


class Declared(BaseModel):
    """What a file says: no key that is not known, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _keys_are_known(cls, said: Any) -> Any:
        known = [field.alias or name for name, field in cls.model_fields.items()]
        if isinstance(said, cls):
            return said
        if not isinstance(said, Mapping):
            raise ValueError(f"must be keys with values; known are {', '.join(known)}")
        for key in said:
            if key not in known:
                near = get_close_matches(str(key), known, n=1)
                meant = f"; did you mean {near[0]!r}?" if near else "."
                text = f"there is no key {str(key)!r} here{meant} Known are {', '.join(known)}"
                raise PydanticCustomError(_UNKNOWN_KEY, "{text}", {"key": key, "text": text})
        return said


def _day(value: object) -> object:
    # Pydantic reads a bare number as seconds since 1970.
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ValueError("must be a date that exists, such as 2026-09-01")
    return value


Day = Annotated[date, BeforeValidator(_day)]
"""A date, as 2026-09-01 and in no other way."""


class NotYamlError(Exception):
    """A text that is no YAML; the message says in which line and what to do."""


class Written(NamedTuple):
    """A file as it was read; `node` knows the lines of its keys, and is None where there was no file."""

    name: str
    declared: object
    node: yaml.Node | None = None


def read_written(path: Path, name: str) -> Written:
    """Read a file; `name` is what messages call it.

    Raises:
        NotYamlError: it is no YAML, or a key stands twice in one place.
    """
    try:
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise NotYamlError(f"{name}: not written in UTF-8; save it as UTF-8") from None
    except yaml.YAMLError:
        raise NotYamlError(f"{name}: not readable as YAML; it holds characters that no text has") from None
    try:
        node = loader.get_single_node()
        return Written(name, None if node is None else loader.construct_document(node), node)
    except (yaml.YAMLError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f", line {line + 1}" if line is not None else ""
        twice = isinstance(error, _KeyTwiceError)
        what = error.problem if twice else "not readable as YAML; check the indentation there"
        raise NotYamlError(f"{name}{where}: {what}") from None
    finally:
        loader.dispose()


class _KeyTwiceError(yaml.constructor.ConstructorError):
    """PyYAML keeps the last of two keys, and says nothing of the first."""


class _Loader(yaml.SafeLoader):
    """Keeps a date that does not exist as its text, for the model to refuse."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise _KeyTwiceError(
                    None, None, f"the key {key.value!r} stands twice: keep one", key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)

_Model = TypeVar("_Model", bound=Declared)


def checked(written: Written, model: type[_Model], secret: Iterable[str] = ()) -> _Model:
    """What a file declares, as its model.

    Args:
        written: the file.
        model: what it may say.
        secret: keys of which no value is repeated.

    Raises:
        ValueError: one line: the file, the line, the key as it is written, what is wrong, what is allowed.
    """
    if written.declared is None:
        keys = ", ".join(name for name, field in model.model_fields.items() if field.is_required())
        raise ValueError(f"{written.name}: nothing is declared in it; say at least {keys}")
    try:
        return model.model_validate(written.declared)
    except ValidationError as error:
        # A mistyped key is also a missing one; what was typed is what the reader can find in the file.
        first = min(error.errors(), key=lambda one: one["type"] != _UNKNOWN_KEY)
        raise ValueError(_plain_line(written, first, frozenset(secret))) from None


def _plain_line(written: Written, error: ErrorDetails, secret: frozenset[str]) -> str:
    path = list(error["loc"])
    if error["type"] == "missing":
        missing = path.pop()
        what = f"{missing} is missing"
    else:
        value = "" if secret & set(path) else _shown(error["input"])
        what = _what(error) + (f", not {value}" if value and error["type"] in _WITH_VALUE else "")
    if error["type"] == _UNKNOWN_KEY:
        path.append(error.get("ctx", {})["key"])
    places, line = _place(written, path)
    if error["type"] == _UNKNOWN_KEY:
        places.pop()
    where = f", line {line}" if line else ""
    return ": ".join([f"{written.name}{where}", *([" > ".join(places)] if places else []), what])


_WITH_VALUE = (
    *("string_type", "tuple_type", "dict_type", "int_type", "int_parsing", "int_from_float", "bool_type"),
    *("bool_parsing", "literal_error", "greater_than_equal", "less_than_equal", "value_error"),
)


def _shown(value: object) -> str:
    """A value as it was typed, where it is a short one."""
    if isinstance(value, bool | int | float | date) or value is None:
        return "empty" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return repr(value) if isinstance(value, str) and len(value) <= _LONGEST_VALUE else ""


def _what(error: ErrorDetails) -> str:
    kind, said = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(said["error"])
    if kind.startswith("int_"):
        return "must be a whole number"
    if kind.startswith("bool_"):
        return "must be true or false"
    if kind == "greater_than_equal":
        return f"must be {said['ge']} or more"
    if kind == "less_than_equal":
        return f"must be {said['le']} or less"
    if kind == "literal_error":
        return f"must be {said['expected']}"
    if kind.startswith("union_tag"):
        return "holds must be children or figures"
    if kind == "model_attributes_type":
        return "must be keys with values, of which one is holds"
    return _ENDINGS.get(kind, error["msg"])


def _place(written: Written, path: list[str | int]) -> tuple[list[str], int | None]:
    """Where an error is, in the words of the file, and its line; parts that stand nowhere are left out."""
    value, node = written.declared, written.node
    places: list[str] = []
    line = None
    for part in path:
        if isinstance(value, Mapping) and part in value:
            places.append(str(part))
            key, node = _below(node, str(part))
            line = key.start_mark.line + 1 if key else line
            value = value[part]
        elif isinstance(value, list | tuple) and isinstance(part, int) and part < len(value):
            value = value[part]
            places.append(_name_of(value) or f"item {part + 1}")
            node = node.value[part] if isinstance(node, yaml.SequenceNode) else None
            line = node.start_mark.line + 1 if node else line
    return places, line


def _below(node: yaml.Node | None, key: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((pair for pair in pairs if str(pair[0].value) == key), (None, None))


def _name_of(item: object) -> str | None:
    """What an item of a list is called in the file."""
    said = (
        next((item[key] for key in ("name", "match") if key in item), None)
        if isinstance(item, dict)
        else None
    )
    return said if isinstance(said, str) else None
