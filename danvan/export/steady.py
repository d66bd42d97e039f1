"""Office files without the time of their making: the same contents give the same bytes.

Owns rewriting a zip so. What a document says about its own date is in its properties and stays.
"""

import io
import zipfile

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip can name."""


def steady(data: bytes) -> bytes:
    """The zip with every entry dated EPOCH, in the same order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, EPOCH), old.read(entry), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
