"""How the extract's tables are declared: a name, its columns, and the function that makes its lines.

Belongs here: the declaration. Does not belong here: any table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assets.sample.records import Records

Line = tuple[object, ...]
Lines = Callable[[Records], Iterable[Line]]


class Tables(dict[str, tuple[list[str], Lines]]):
    """Tables by name: their columns, and what makes their lines."""

    def table(self, name: str, columns: str) -> Callable[[Lines], Lines]:
        """Declare the function below as the maker of a table's lines; `columns` are separated by spaces."""

        def declare(lines: Lines) -> Lines:
            self[name] = (columns.split(), lines)
            return lines

        return declare


def numbered(prefix: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Lines with an id put first."""
    for number, line in enumerate(lines, 1):
        yield (f"{prefix}{number:06d}", *line)
