"""What the pages of a briefing say, in no format yet: every export and the screen draw the same contents.

Owns the shapes of a page's parts. They hold figures as they are and as they are printed; a value without a figure is
None and its state in words, never a zero. Nothing here asks the database.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

BARS, COLUMNS, LINE, STACKED = "bars", "columns", "line", "stacked"
CHART_KINDS = (BARS, COLUMNS, LINE, STACKED)
"""bars: lying, in the order given; columns: standing, by category; line: over time; stacked: columns of parts."""


@dataclass(frozen=True)
class Key:
    """Which figure: enough to ask for it again (`python -m danvan figure`)."""

    indicator: str
    unit_id: str
    period: str
    breakdown: str = ""


@dataclass(frozen=True)
class Point:
    """One figure of a series. text: as printed, or the state in words where value is None.

    partial: the sum at hand, drawn hollow or hatched; note: what a reader must know ('chưa đủ số liệu (11/12)').
    """

    value: float | None
    text: str
    key: Key
    partial: bool = False
    note: str = ""


@dataclass(frozen=True)
class Series:
    """Points in the order of the chart's categories. colour: '#rrggbb'."""

    name: str
    points: tuple[Point, ...]
    colour: str


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn natively. unit: of measure ('%', 'cuộc'); decimals: of the printed numbers.

    highlight: place of the category that the page is about, or None. breaks: places of categories before which the
    series may not be joined (another set of criteria, 1/7/2025), each with the words for it.
    """

    kind: str
    title: str
    subtitle: str
    unit: str
    decimals: int
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    highlight: int | None = None
    breaks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Tile:
    """One hexagon of the map: the place of its centre on the grid (neighbours are 1 apart), fill and words.

    unit_id: the unit whose figure it shows; tiles of one unit are one territory. fill '': hatched, no figure.
    name: printed on it; text: its unit with the figure.
    """

    unit_id: str
    name: str
    x: float
    y: float
    fill: str
    text: str
    island: bool = False
    partial: bool = False


@dataclass(frozen=True)
class Class:
    """One line of the map's legend."""

    fill: str
    words: str


@dataclass(frozen=True)
class Map:
    """The hex map of an indicator. highlight: id of the unit that the page is about, '' for none."""

    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    legend: tuple[Class, ...]
    alt: str
    highlight: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table. value None: words only, or no figure (then text says which state)."""

    text: str
    value: float | None = None
    key: Key | None = None


@dataclass(frozen=True)
class Table:
    """Headers, whether each column holds numbers, their decimals, and rows of cells."""

    title: str
    headers: tuple[str, ...]
    numeric: tuple[bool, ...]
    decimals: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Card:
    """A headline figure: '6.023 xã' with its change and what must be known. value None: no figure."""

    label: str
    text: str
    value: float | None
    change: str
    note: str
    key: Key


@dataclass(frozen=True)
class Page:
    """One slide, and one section of the report.

    kind: one of danvan.briefing.model.KINDS. paragraphs: sentences of the commentary. source: the line under it
    ('Nguồn: …'). notes: for the presenter, with sources and caveats. lacking: names of its figures that are not there.
    """

    kind: str
    title: str
    subtitle: str = ""
    paragraphs: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    chart: Chart | None = None
    map: Map | None = None
    table: Table | None = None
    source: str = ""
    notes: tuple[str, ...] = ()
    lacking: str = ""


@dataclass(frozen=True)
class Lineage:
    """Where one figure comes from: a line of the appendix and of the lineage sheet."""

    key: Key
    indicator: str
    unit: str
    period: str
    part: str
    value: float | None
    text: str
    notes: str
    as_of: str
    documents: str


@dataclass(frozen=True)
class Official:
    """What the office puts on its papers besides their text; '' and () are left blank, to be filled in by hand.

    symbol: how its name is abbreviated in numbers ('BTGDVTU'); signs_for: whom the signer signs for ('T/M BAN THƯỜNG
    VỤ'); recipients: a line each, without marks; margins: mm at the top, the bottom, the left and the right, or ().
    """

    symbol: str = ""
    signs_for: str = ""
    signer_title: str = ""
    signer: str = ""
    recipients: tuple[str, ...] = ()
    margins: tuple[float, ...] = ()


@dataclass(frozen=True)
class Deck:
    """A whole briefing as contents. illustrative: every page of every export must say that its figures are made up.

    number: of the official paper ('12-BC/BTGDV'), '' when not given; place: 'Hà Nội'; made: the day printed on it.
    """

    title: str
    subtitle: str
    office: str
    above: str
    place: str
    number: str
    made: date
    illustrative: bool
    pages: tuple[Page, ...]
    lineage: tuple[Lineage, ...] = ()
    lacking: tuple[str, ...] = field(default=())
    official: Official = field(default=Official())

    def as_json(self) -> dict[str, Any]:
        """Plain values; `danvan.briefing.frozen.deck` reads them back."""
        return asdict(self) | {"made": self.made.isoformat()}
