"""A zip as it comes from outside: what it declares is checked before anything of it is unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from danvan.ingest.read.child.book import Refused
from danvan.ingest.read.limits import MB, MOST_ENTRIES, MOST_UNPACKED, SUSPECT_RATIO, SUSPECT_SIZE

STEP = 4 * MB
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError, KeyError)
"""What Python's zipfile raises for damaged archives."""
_BAD_NAME = re.compile(r"(^|/)\.\.(/|$)|^[/\\]|^[A-Za-z]:|[\x00-\x1f]")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive, or Refused when it is damaged, encrypted, too large, or not put together as Office does."""
    # The last record of a zip says how many entries there are: read before a list of a million is made.
    end = data.rfind(b"PK\x05\x06")
    if end >= 0 and int.from_bytes(data[end + 10 : end + 12], "little") > MOST_ENTRIES:
        raise Refused("read_zip_parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN:
        raise Refused("read_broken") from None
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES or len(set(names)) < len(names) or any(map(_BAD_NAME.search, names)):
        raise Refused("read_zip_parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("read_password")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED or total > SUSPECT_SIZE and total > SUSPECT_RATIO * len(data):
        raise Refused("read_zip_size", unpacked=total // MB)
    return archive


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """An XML part piece by piece; Refused when it declares a document type (XXE) or is damaged."""
    tail = b""
    try:
        with archive.open(name) as part:
            first = True
            while piece := part.read(STEP):
                if first and b"\x00" in piece[:200]:
                    raise Refused("read_broken")
                first = False
                if _DTD.search(tail + piece):
                    raise Refused("read_dtd")
                tail = piece[-16:]
                yield piece
    except BROKEN:
        raise Refused("read_broken") from None


def whole(archive: zipfile.ZipFile, name: str) -> bytes:
    """A small XML part."""
    return b"".join(chunks(archive, name))


def check(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack a part once for its checksum and the ban of document types; nothing is kept."""
    for _ in chunks(archive, name):
        pass
