"""The formats that a briefing can be handed out in: name → writer of a deck's bytes."""

from collections.abc import Callable
from functools import partial

from danvan.briefing.contents import Deck
from danvan.export.harmless import harmless
from danvan.export.html import html_file
from danvan.export.pdf import pdf_deck, pdf_report
from danvan.export.report import docx_file
from danvan.export.report.papers import STATE
from danvan.export.sheets import lineage_csv, sheets_file
from danvan.export.slides import pptx_file

WRITERS: dict[str, Callable[[Deck], bytes]] = {
    "pptx": pptx_file,
    "html": html_file,
    "docx": docx_file,
    "docx-nd30": partial(docx_file, layout=STATE),
    "pdf": pdf_deck,
    "pdf-report": pdf_report,
    "pdf-report-nd30": partial(pdf_report, layout=STATE),
    "xlsx": sheets_file,
    "csv": lineage_csv,
}
"""docx: the Party's layout; -nd30: that of Nghị định 30."""
PRINT_LINEAGE = ("docx", "docx-nd30", "pdf-report", "pdf-report-nd30", "xlsx", "csv")
"""Those with a list of where each figure comes from: the others take a deck composed without it, which is quicker."""
ON_TEMPLATE = "pptx"
"""The format that the office's own template is for."""


def written(name: str, deck: Deck, *, template: bytes | None = None) -> bytes:
    """A deck in a format. template: the office's own (danvan.briefing.own_template), None for our looks."""
    told = harmless(deck)
    return pptx_file(told, template) if name == ON_TEMPLATE else WRITERS[name](told)
