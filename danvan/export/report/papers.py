"""How official papers look and how a report is divided, for Word and PDF alike.

Owns reading data/briefings/papers.toml and the outline: results page by page, what is lacking, the appendix.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from danvan.briefing.contents import Deck, Lineage, Map, Page
from danvan.errors import DanVanError
from danvan.texts import text

PATH = Path(__file__).parents[3] / "data" / "briefings" / "papers.toml"
PARTY, STATE = "dang", "nghi-dinh-30"
APPENDIX = ("indicator", "unit", "period", "figure", "as_of")
"""Columns of the appendix; their heads are report.column_*."""

APPENDIX_SHARES = (48, 28, 36, 44, 30)
"""Their widths to each other."""
WIDE, HIGH = 210, 297
"""A4, mm."""


@dataclass(frozen=True)
class Layout:
    """One layout of papers. margins: mm by side; sizes: points by what is written; national: lines at the top right."""

    name: str
    margins: dict[str, float]
    national: list[str]
    national_sizes: list[float]
    star: str
    number: str
    number_blank: str
    kind: str
    recipients: list[str]
    signer: str
    sizes: dict[str, float]

    def numbered(self, deck: Deck) -> str:
        """'Số 12-BC/BTGDV', or the place left for the number."""
        return self.number.format(number=deck.number) if deck.number else self.number_blank


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


def dated(deck: Deck) -> str:
    """'Hà Tĩnh, ngày 21 tháng 11 năm 2026'."""
    said = text("briefing.dated", place=deck.place, day=f"{deck.made.day:02}", month=_month(deck), year=deck.made.year)
    return said.removeprefix(", ")


def _month(deck: Deck) -> str:
    """As papers have it: 01 and 02 with a nought, the others without."""
    return f"{deck.made.month:02}" if deck.made.month < 3 else str(deck.made.month)


def by_class(shown: Map) -> list[tuple[str, str, list[str]]]:
    """(fill, words, units with their figures) of every class of a map that has a unit, in the legend's order."""
    found = []
    for line in shown.legend:
        units = dict.fromkeys(tile.text for tile in shown.tiles if tile.fill == line.fill)
        if units:
            found.append((line.fill, line.words, list(units)))
    return found


def by_document(lines: Iterable[Lineage]) -> dict[str, list[Lineage]]:
    """The figures by what they rest on, in the order of first appearance."""
    found: dict[str, list[Lineage]] = {}
    for line in lines:
        found.setdefault(line.documents or text("report.no_document"), []).append(line)
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
