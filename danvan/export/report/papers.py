"""How official papers look and how a report is divided, for Word and PDF alike.

Owns reading data/briefings/papers.toml and the outline: results page by page, what is lacking, the appendix. What
stands in the head and under the signature is danvan.export.report.head's.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from danvan.briefing.contents import Card, Deck, Lineage, Map, Page, Table
from danvan.errors import DanVanError
from danvan.texts import text

PATH = Path(__file__).parents[3] / "data" / "briefings" / "papers.toml"
PARTY, STATE = "dang", "nghi-dinh-30"
APPENDIX = ("indicator", "unit", "period", "figure", "as_of")
"""Columns of the appendix; their heads are report.column_*."""
CARDS = ("indicator", "figure", "change", "notes")
"""Columns of headline figures."""
WIDE, HIGH = 210, 297
"""A4, mm."""


@dataclass(frozen=True)
class Layout:
    """One layout of papers. margins: mm by side; sizes: points by what is written; national: lines at the top right.

    number: its pattern; opens_small: the subject begins with a small letter; archive: the last of the recipients, each
    ended by the separator.
    """

    name: str
    margins: dict[str, float]
    national: list[str]
    national_sizes: list[float]
    star: str
    number: str
    kind: str
    opens_small: bool
    archive: str
    separator: str
    sizes: dict[str, float]

    def of(self, deck: Deck) -> "Layout":
        """The layout with the margins of the deck's office, where it has its own."""
        own = deck.official.margins
        return replace(self, margins=dict(zip(("top", "bottom", "left", "right"), own, strict=True))) if own else self

    @property
    def room(self) -> float:
        """Width between the margins, mm."""
        return WIDE - self.margins["left"] - self.margins["right"]


@cache
def layouts(path: Path = PATH) -> dict[str, Layout]:
    """Every layout by its short name. DanVanError where the file cannot be used."""
    try:
        return {name: Layout(**said) for name, said in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, TypeError, tomllib.TOMLDecodeError) as error:
        raise DanVanError(
            f"Tệp thể thức báo cáo {path} bị lỗi: {error}.", f"Lấy lại tệp gốc: git checkout HEAD {path.name}."
        ) from error


@dataclass(frozen=True)
class Section:
    """A heading of the first level with its pages, each under a heading of the second."""

    title: str
    pages: tuple[Page, ...]


def sections(deck: Deck) -> list[Section]:
    """The report's parts: 'I. Kết quả theo từng nội dung', 'II. Số liệu còn thiếu'; none without pages."""
    told = tuple(page for page in deck.pages if page.kind not in ("title", "lacking"))
    lacking = tuple(page for page in deck.pages if page.kind == "lacking")
    parts = [(text("report.results"), told), (text("report.lacking"), lacking)]
    kept = [part for part in parts if part[1]]
    return [Section(f"{'I' * at}. {title}", pages) for at, (title, pages) in enumerate(kept, start=1)]


def told(page: Page) -> list[str]:
    """Paragraphs of a page: sentences of the commentary run on in one; the author's own and lists stand apart."""
    said = list(page.paragraphs)
    runs_on = page.kind not in ("text", "lacking") and all(words.endswith(".") for words in said)
    return [" ".join(said)] if said and runs_on else said


def by_class(shown: Map) -> list[tuple[str, str, list[str]]]:
    """(fill, words, units with their figures) of every class of a map that has a unit, in the legend's order."""
    found = []
    for line in shown.legend:
        units = dict.fromkeys(tile.text for tile in shown.tiles if tile.fill == line.fill)
        if units:
            found.append((line.fill, line.words, list(units)))
    return found


def by_document(lines: Iterable[Lineage]) -> dict[str, list[Lineage]]:
    """The figures by what they rest on, in the order of first appearance; reports of one name are named once."""
    found: dict[str, list[Lineage]] = {}
    for line in lines:
        named = "; ".join(dict.fromkeys(line.documents.split("; ")))
        found.setdefault(named or text("report.no_document"), []).append(line)
    return found


def appendix(lines: Iterable[Lineage]) -> list[tuple[str, ...]]:
    """The cells of the appendix as printed, in the order of APPENDIX."""
    return [
        (
            " – ".join(filter(None, (line.indicator, line.part))),
            line.unit,
            line.period,
            "; ".join(filter(None, (line.text, line.notes))),
            line.as_of,
        )
        for line in lines
    ]


def of_table(table: Table) -> tuple[list[str], list[bool], list[list[str]]]:
    """(heads, which hold numbers, rows) of a table, without columns of words that say nothing."""
    rows = [[cell.text for cell in row] for row in table.rows]
    kept = [at for at, right in enumerate(table.numeric) if right or not rows or any(row[at] for row in rows)]
    heads, numeric = [table.headers[at] for at in kept], [table.numeric[at] for at in kept]
    return heads, numeric, [[row[at] for at in kept] for row in rows]


def of_cards(cards: Sequence[Card]) -> tuple[list[str], list[bool], list[list[str]]]:
    """(heads, which hold numbers, rows) of headline figures, without columns that say nothing."""
    rows = [(card.label, card.text, card.change, card.note) for card in cards]
    kept = [at for at in range(len(CARDS)) if at < 2 or any(row[at] for row in rows)]
    heads = [text(f"report.column_{CARDS[at]}") for at in kept]
    return heads, [at == 1 for at in kept], [[row[at] for at in kept] for row in rows]
