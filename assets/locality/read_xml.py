"""Reads the XML parts of a zipped workbook without trusting them.

Belongs here: expat with DTDs refused, parts found by name, parts kept within bounds.
Does not belong here: what any element means.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from assets.locality.gate import refused

CHUNK = 1 << 18
# Parts kept whole in memory (styles, relationships, comments); the largest seen in real workbooks are 2 MB.
_MAX_TREE_BYTES = 32_000_000


class Parts:
    """A zip's parts by name, whatever their case and slashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {
            member.filename.replace("\\", "/").lstrip("/").lower(): member for member in archive.infolist()
        }

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def open(self, name: str) -> IO[bytes]:
        """Open a part; `RefusedError` (damaged) when there is none."""
        return self._archive.open(self._member(name))

    def content(self, name: str) -> bytes:
        """A part whole; `RefusedError` (damaged) when there is none."""
        with self.open(name) as part:
            # Asked for everything at once, zipfile unpacks all there is, however little the part says it is.
            return b"".join(iter(lambda: part.read(CHUNK), b""))

    def tree(self, name: str) -> Element:
        """A small part as elements, names without prefix; `RefusedError` (damaged) when there is none."""
        member = self._member(name)
        if member.file_size > _MAX_TREE_BYTES:
            raise refused("too_large")
        with self._archive.open(member) as part:
            return _tree(part)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """A part's relationships: id -> (last word of the type, name of the part it points to)."""
        folder, base = posixpath.split(name)
        links = f"{folder}/_rels/{base}.rels".lstrip("/")
        found = {}
        for one in self.tree(links) if links in self else ():
            target, kind = one.get("Target", ""), one.get("Type", "")
            if one.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
                found[one.get("Id", "")] = (kind.rsplit("/", 1)[-1], path.lstrip("/"))
        return found

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = self._members.get(name.lower())
        if member is None:
            raise refused("damaged")
        return member


@contextmanager
def opened_parts(archive: zipfile.ZipFile) -> Iterator[Parts]:
    """The parts of a zip; whatever is broken in it is refused as damaged."""
    try:
        yield Parts(archive)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError):
        raise refused("damaged") from None


def new_parser(*, namespaces: bool = False) -> expat.XMLParserType:
    """An expat parser that refuses a DTD, and with it every entity that is not XML's own."""
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    return parser


def feed(parser: expat.XMLParserType, part: IO[bytes]) -> None:
    """Run a whole part through a parser."""
    while chunk := part.read(CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def _refuse_dtd(*_: object) -> None:
    raise refused("dtd")


def _tree(part: IO[bytes]) -> Element:
    builder = TreeBuilder()
    parser = new_parser()

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {local(key): value for key, value in attributes.items() if not key.startswith("xmlns")}
        builder.start(local(name), plain)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(local(name))
    parser.CharacterDataHandler = builder.data
    feed(parser, part)
    return builder.close()
