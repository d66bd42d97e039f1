"""The briefing as PDF/A by typst: the deck page by page (16:9) and the report (A4). No browser, no office suite."""

from danvan.briefing.contents import Deck
from danvan.export.pdf import deck_data, report_data
from danvan.export.pdf.typeset import typeset
from danvan.export.report.papers import PARTY

__all__ = ["pdf_deck", "pdf_report"]


def pdf_deck(deck: Deck) -> bytes:
    """The slides as a PDF, one page each; tables over as many pages as they need."""
    return typeset("deck", deck, deck_data.pages(deck))


def pdf_report(deck: Deck, layout: str = PARTY) -> bytes:
    """The report as a PDF. layout: a name of data/briefings/papers.toml."""
    return typeset("report", deck, report_data.paper(deck, layout))
