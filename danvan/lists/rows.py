"""A file of a list → its rows as texts: headings found in any order and under any title lines.

Owns the reading of cells and of the unit that a row names. It decides nothing about what the row says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from danvan import units
from danvan.errors import DanVanError
from danvan.formulas import bare
from danvan.ingest.findings import STOP, Finding
from danvan.ingest.grid import NUMBER, Document, Grid
from danvan.lists.faults import Faults
from danvan.units import Unit
from danvan.units.fold import plain

MOST_ROWS = 5000
HEAD_WITHIN = 40
"""The headings stand within so many rows from the top."""


@dataclass
class Listed:
    """What a file holds: every remark, how many rows it has and how many say nothing new."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0
    unchanged: int = 0

    @property
    def stops(self) -> list[Finding]:
        """The faults that keep a row, or the file, out."""
        return [found for found in self.findings if found.severity == STOP]

    @property
    def bad_rows(self) -> int:
        """How many rows are kept out."""
        return len({(found.sheet, found.row) for found in self.stops})


@dataclass(frozen=True)
class Head:
    """Where a list begins: its sheet, the row of its headings (from 0) and the column of each field."""

    grid: Grid
    row: int
    columns: Mapping[str, int]


def headed(document: Document, headings: Mapping[str, Sequence[str]], needed: Sequence[Sequence[str]]) -> Head | None:
    """The first row that carries the headings. needed: of each group one field at least."""
    known = {heading: name for name, listed in headings.items() for heading in listed}
    for grid in document.grids:
        for row in range(min(grid.shape[0], HEAD_WITHIN)):
            columns: dict[str, int] = {}
            for column in range(grid.shape[1]):
                heading = " ".join(plain(str(grid.text.iat[row, column])).replace("*", "").split())
                if heading in known:
                    columns.setdefault(known[heading], column)
            if all(any(name in columns for name in names) for names in needed):
                return Head(grid, row, columns)
    return None


def below(head: Head, telling: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """(row of the file from 1, field → text) of every row in which one of the telling fields is filled."""
    for row in range(head.row + 1, min(head.grid.shape[0], head.row + 1 + MOST_ROWS)):
        fields = {name: cell(head.grid, row, column) for name, column in head.columns.items()}
        if any(fields.get(name) for name in telling):
            yield row + 1, fields


def cell(grid: Grid, row: int, column: int) -> str:
    """A cell as a person reads it: numbers that Excel holds get the decimal comma that the fields are read with."""
    shown = str(grid.text.iat[row, column]).strip()
    if (told := bare(shown)) != shown:
        return told  # as our own files write a text that would else be taken for a formula
    if grid.kinds is not None and grid.kinds[row, column] == NUMBER:
        return shown.removesuffix(".0").replace(".", ",")
    return shown


def unit(fields: Mapping[str, str], on: date, faults: Faults) -> Unit | None:
    """The unit of a row on a day: by its code (`unit_code`), else by name (`unit`) in what it belongs to (`above`)."""
    code, name, above = (fields.get(part, "") for part in ("unit_code", "unit", "above"))
    if code:
        try:
            return units.find(code.zfill(2) if code.isdigit() else code, on=on)
        except DanVanError:
            faults.stop("lists_no_unit", "unit", value=code)
            return None
    if plain(name) in ("ca nuoc", "toan quoc"):
        return units.get(units.NATION)
    parent = units.resolve(above, level="province", on=on).unit if above else None
    if above and parent is None:
        faults.stop("lists_no_unit", "above", value=above)
        return None
    found = units.resolve(name, parent=parent.unit_id if parent else None, on=on)
    if found.status == "exact":
        return found.unit
    if found.status == "ambiguous":
        listed = "; ".join(f"{one.full_name} ({one.unit_id})" for one in found.candidates[:4])
        faults.stop("lists_which_unit", "unit", value=name, expected=listed)
    else:
        near = "; ".join(one.full_name for one in found.suggestions[:3])
        faults.stop("lists_no_unit", "unit", value=name, suggestion=f". Gần nhất: {near}" if near else "")
    return None
