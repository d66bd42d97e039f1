"""The read stage: the bytes of one file → Document of Grids, every cell exactly as it was sent.

Owns file formats, encodings, delimiters and limits. It refuses to interpret: no number, unit or period is understood
here. Content alone decides the format; bad content is told in findings and never raised.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from danvan.ingest.grid import Document

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16 (Unicode của Excel)",
    "cp1258": "Windows-1258 (tiếng Việt)",
    "tcvn3": "TCVN3 (ABC, phông .VnTime)",
    "vni": "VNI-Windows (phông VNI-Times)",
    "cp1252": "Windows-1252 (Tây Âu)",
}
"""Code → label of every encoding that can be asked for."""

DELIMITERS = {",": "Dấu phẩy ( , )", ";": "Dấu chấm phẩy ( ; )", "\t": "Dấu tab", "|": "Dấu gạch đứng ( | )"}
"""The delimiter itself → its label. A file of one column has none: ''."""


def read(data: bytes, name: str, *, encoding: str | None = None, delimiter: str | None = None) -> "Document":
    """The file as cells. `encoding` and `delimiter` (keys of the tables above) override what would be detected.

    Never raises for bad content: a document without grids carries a stop finding that says why.
    """
    # Imported late: the child process that opens Excel files imports this package too and must start without pandas.
    from danvan.ingest.read.document import document

    return document(data, name, encoding=encoding or "", delimiter=delimiter or "")
