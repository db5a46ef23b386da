"""Reads the shared strings of an .xlsx.

Belongs here: the plain items, taken out of the XML as text, and all others through the parser.
Does not belong here: which cell shows which string.
"""

from __future__ import annotations

import codecs
import re
from typing import IO

from assets.locality.gate import MAX_CELL_CHARACTERS, refused
from assets.locality.read_xml import CHUNK, feed, local, new_parser
from assets.locality.read_xml_rows import is_not_utf_8, no_waiting

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_END = "</si>"
_STARTS = ("<si><t>", '<si><t xml:space="preserve">')


def unescape(text: str) -> str:
    """Undo the _xHHHH_ that Excel writes for characters XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def read_strings(part: IO[bytes]) -> list[str]:
    """All shared strings, in order, without the reading aids of East Asian text.

    Raises:
        RefusedError: a string is longer than any cell may be.
    """
    reader = _Reader()
    chunk = part.read(CHUNK)
    if is_not_utf_8(chunk):
        reader.parser.Parse(chunk, False)
        feed(reader.parser, part)
        return reader.strings
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    is_plain, pending = True, ""
    while chunk:
        pending += decode(chunk)
        # A comment or CDATA could hide what looks like an item: from the first the parser gets everything.
        is_plain = is_plain and "<!" not in pending
        if is_plain:
            *items, pending = pending.split(_END)
            reader.take(items)
        if not is_plain or len(pending) > 2 * MAX_CELL_CHARACTERS:
            reader.parser.Parse(pending, False)
            is_plain, pending = False, ""
        chunk = part.read(CHUNK)
    reader.parser.Parse(pending + decode(b"", final=True), True)
    return reader.strings


class _Reader:
    """The strings so far, and expat handlers for the items that are not plain."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.parser = new_parser()
        no_waiting(self.parser)
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._data
        self.parser.EndElementHandler = self._end
        self._pieces: list[str] = []
        self._inside = self._phonetic = False
        self._length = 0

    def take(self, items: list[str]) -> None:
        """Add items, each without its end; the first of all has the part's beginning before it."""
        for item in items:
            for start in _STARTS:
                if item.startswith(start) and item.endswith("</t>"):
                    text = item[len(start) : -len("</t>")]
                    if not ("<" in text or "&" in text or "\r" in text or len(text) > MAX_CELL_CHARACTERS):
                        self.strings.append(unescape(text))
                        break
            else:
                self.parser.Parse(item + _END, False)

    def _start(self, name: str, _: dict[str, str]) -> None:
        name = local(name)
        self._inside = name == "t" and not self._phonetic
        self._phonetic = self._phonetic or name == "rPh"

    def _data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > MAX_CELL_CHARACTERS:
                raise refused("too_large")

    def _end(self, name: str) -> None:
        name = local(name)
        self._inside = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.strings.append(unescape("".join(self._pieces)))
            self._pieces.clear()
            self._length = 0
