"""Takes the rows of a sheet out of its XML before the XML parser sees them.

Belongs here: what is certainly a row, in the text of the part; everything else stays the parser's. Does not
belong here: what a row holds, in any format.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from assets.locality.read_xml import CHUNK, feed

_LONGEST_ROW = 4_000_000
_NOT_UTF_8 = re.compile(rb"""^\s*<\?xml[^>]*encoding=["'](?!utf-8)""", re.IGNORECASE)

Take = Callable[[re.Match[str], str], bool]
"""Given the match of a row's start and what the row holds; says no where that is not plain."""


def feed_rows(
    parser: expat.XMLParserType,
    part: IO[bytes],
    take: Take,
    start: re.Pattern[str],
    end: str,
    must_see: Callable[[re.Match[str]], bool],
) -> None:
    """Run a part through the parser, except plain rows, which are offered to `take`.

    The parser still sees everything else, so it judges the rest of the document. Comments, CDATA and
    processing instructions could hide what looks like a row: from the first of them the parser gets it all.

    Args:
        parser: set up to read the part.
        part: XML in any encoding.
        take: what deals with a row; where it says no the parser gets the row.
        start: the start of a row.
        end: the end of a row.
        must_see: whether the parser gets a row's start and end even when its cells are taken.
    """
    no_waiting(parser)
    chunk = part.read(CHUNK)
    if is_not_utf_8(chunk):
        parser.Parse(chunk, False)
        feed(parser, part)
        return
    decode = codecs.getincrementaldecoder("utf-8-sig")().decode
    is_plain, pending, declaration = True, "", len("<?xml")
    while chunk:
        pending += decode(chunk)
        is_plain = is_plain and "<!" not in pending and pending.find("<?", declaration) < 0
        rest = _take_rows(parser, pending, take, start, end, must_see) if is_plain else pending
        if len(rest) < len(pending):
            declaration = 0  # it went to the parser, before the first row
        if not is_plain or len(rest) > _LONGEST_ROW:
            parser.Parse(rest, False)
            is_plain, rest = False, ""
        chunk, pending = part.read(CHUNK), rest
    parser.Parse(pending + decode(b"", final=True), True)


def is_not_utf_8(start: bytes) -> bool:
    """Whether an XML part that begins so is in another encoding than UTF-8."""
    return start.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or _NOT_UTF_8.match(start[:200]) is not None


def no_waiting(parser: expat.XMLParserType) -> None:
    """Have the parser deal with what it is given at once: order matters here, and it may put that off."""
    if hasattr(parser, "SetReparseDeferralEnabled"):
        parser.SetReparseDeferralEnabled(False)


def _take_rows(
    parser: expat.XMLParserType,
    text: str,
    take: Take,
    start: re.Pattern[str],
    end: str,
    must_see: Callable[[re.Match[str]], bool],
) -> str:
    """Deal with the whole rows in `text`; the rest of it is returned, unread."""
    at = 0
    while row := start.search(text, at):
        body = row.end()
        behind = text.find(end, body)
        if behind < 0:
            break
        inside, is_seen = text[body:behind], must_see(row)
        before = body if is_seen else row.start()
        if before > at:
            parser.Parse(text[at:before], False)
        is_taken = take(row, inside)
        if not is_taken:
            parser.Parse(text[before:behind], False)
        at = behind if is_seen or not is_taken else behind + len(end)
    return text[at:]
