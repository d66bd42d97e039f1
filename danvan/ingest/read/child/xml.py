"""Expat with the door shut: no document type, no entity, no reading of anything outside."""

import xml.parsers.expat as expat
from collections.abc import Callable, Iterable

from danvan.ingest.read.child.book import Refused

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def _refuse(*_: object) -> None:
    raise Refused("read_dtd")


def parse(pieces: Iterable[bytes], start: Start, end: End | None = None, text: Text | None = None) -> None:
    """Feed the pieces; element and attribute names come as 'last part of namespace|name' (see `local`)."""
    parser = expat.ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Refused("read_broken") from None


def local(name: str) -> str:
    """'urn:…:spreadsheet|Cell' → 'Cell'."""
    return name.rpartition("|")[2]


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by their names without namespace."""
    return {name.rpartition("|")[2]: value for name, value in attributes.items()}
