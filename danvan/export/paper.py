"""What a file of figures holds: a title, a table as seen on the page, and the lineage of every figure in it.

Owns the shape that the writers (csv_file, xlsx_file) print. It knows neither pages nor databases: whoever exports says
what the cells are. A cell without a figure holds words, never a zero.
"""

from dataclasses import dataclass, field, fields
from datetime import date

from danvan.formulas import guarded as guarded
from danvan.texts import text


@dataclass(frozen=True)
class Number:
    """A figure in a cell: the exact value, how many decimals are shown, and the words beside it.

    `before`: 'hơn', 'dự kiến'; `after`: '(11/12)', '(sơ bộ)'. `adds`: False for what must not be added up with the
    others (an expected figure): it is then written as text.
    """

    value: float
    decimals: int = 0
    before: str = ""
    after: str = ""
    adds: bool = True


Content = Number | str | date | None


@dataclass(frozen=True)
class Head:
    """A heading; `numeric` columns are right-aligned."""

    name: str
    numeric: bool = False


@dataclass(frozen=True)
class Origin:
    """Where one figure comes from: a line that can stand alone in another file.

    Texts are in Vietnamese as printed; `value`, `numerator`, `denominator` are exact, None where there is none.
    """

    indicator: str
    indicator_name: str
    part: str
    unit_of_measure: str
    unit: str
    unit_name: str
    period: str
    geography: str
    value: float | None
    numerator: float | None
    denominator: float | None
    qualifier: str
    state: str
    basis: str
    parts_present: int | None
    parts_expected: int | None
    as_of: date | None
    documents: str
    batches: str
    workspace: str


@dataclass(frozen=True)
class Paper:
    """One table with its lineage. `about`: lines under the title; `banner`: what must be said above all else."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Content, ...], ...]
    origins: tuple[Origin, ...] = ()
    about: tuple[str, ...] = ()
    banner: str = ""
    notes: tuple[str, ...] = field(default=())


def origin_heads() -> tuple[str, ...]:
    """The headings of the lineage, in the order of the fields of Origin."""
    return tuple(text(f"table.origin_{one.name}") for one in fields(Origin))


def origin_cells(origin: Origin) -> tuple[float | int | str | date | None, ...]:
    """The cells of one line of lineage, in the order of its headings."""
    return tuple(getattr(origin, one.name) for one in fields(Origin))
