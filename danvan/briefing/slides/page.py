"""What every slide has: its name, its place and period, its source line, the presenter's notes.

Owns the frame of a page; what stands in it comes from the builder of its kind.
"""

from collections.abc import Callable, Sequence

from danvan import catalogue, numbers
from danvan.briefing import drawn
from danvan.briefing.asked import Asked, document
from danvan.briefing.contents import Cell, Page
from danvan.briefing.model import Slide, Wanted
from danvan.charts import rows as meaning
from danvan.commentary.reading import inside
from danvan.figures.ask import Figure
from danvan.texts import text

SOURCES_NAMED = 3
"""So many documents are named under a slide; the others are counted."""

Builder = Callable[[Asked, Slide], Page | None]
"""None: the figures of the slide are not there."""


def name_of(asked: Asked, slide: Slide) -> str:
    """What a slide is called: its own title, or its subject and place."""
    if slide.title:
        return slide.title
    if slide.figures:
        wanted = Wanted.parse(slide.figures[0])
        return catalogue.named(wanted.indicator, wanted.breakdown)
    return text(f"briefing.kind_{slide.kind}")


def where(asked: Asked, slide: Slide) -> str:
    """'Tỉnh Hà Tĩnh · Năm 2024'."""
    return f"{asked.unit(slide).full_name} · {asked.period(slide).label}"


def page_of(asked: Asked, slide: Slide, said: Sequence[str], found: Sequence[Figure], **more: object) -> Page:
    """A page with its sentences, its source line and the presenter's notes."""
    documents = list(dict.fromkeys(document(source) for figure in found for source in figure.sources))
    caveats = [figure.reason for figure in found if figure.reason and figure.basis != "reported"]
    return Page(
        kind=slide.kind,
        title=name_of(asked, slide),
        subtitle=where(asked, slide),
        paragraphs=slide.words or tuple(words for words in said if words),
        source=source_line(documents, found),
        lacking="; ".join(
            inside(catalogue.named(figure.indicator, figure.breakdown)) for figure in found if figure.state == "missing"
        ),
        notes=(
            *notes(slide),
            *dict.fromkeys(caveats),
            *(text("briefing.note_source", source=line) for line in documents),
        ),
        **more,
    )


def notes(slide: Slide) -> tuple[str, ...]:
    """The author's notes, one a line."""
    return tuple(line for line in slide.notes.splitlines() if line.strip())


def source_line(documents: Sequence[str], found: Sequence[Figure]) -> str:
    """'Nguồn: … và 2 tài liệu khác. Số liệu chốt đến 15/7/2020.'"""
    if not documents:
        return ""
    rest = len(documents) - SOURCES_NAMED
    named = "; ".join(documents[:SOURCES_NAMED])
    more = text("briefing.source_more", count=numbers.number(rest)) if rest > 0 else ""
    days = [figure.as_of for figure in found if figure.as_of]
    closed = text("briefing.source_closed", day=numbers.date(max(days))) if days else ""
    return " ".join(filter(None, [text("briefing.source", documents=named + more), closed]))


def cell(row: dict, decimals: int, unit: str = "") -> Cell:
    """A figure row as a cell of a table: without a value its state in words."""
    value = None if numbers.is_missing(row["value"]) else float(row["value"])
    return Cell(meaning.value_text(row, decimals=decimals, unit=unit), value, drawn.key_of(row))


def remarks(row: dict) -> list[str]:
    """What must be known of a figure; that it was reported goes without saying."""
    return [note for note in meaning.notes(row) if note != meaning.LABELS["reported"]]
