"""Reads data/reference/indicators.toml into frozen values; refuses one that contradicts itself.

Owns the shape of an indicator, a dimension and the file they come from. It answers no questions
about them (that is danvan.catalogue) and never repairs: a fault names the table and the key.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from danvan.errors import DanVanError

PATH = Path(__file__).resolve().parents[1] / "data" / "reference" / "indicators.toml"
LEVELS = ("nation", "province", "district", "commune")
CHOICES = {
    "kind": ("flow", "stock", "ratio", "index", "rank", "statistic", "distinct", "status"),
    "direction": ("higher", "lower", "neutral"),
    "agg_units": ("sum", "never"),
    "agg_periods": ("sum", "last", "first", "never"),
}
REMEDY = "Sửa bảng này trong tệp danh mục, hoặc lấy lại tệp gốc: git checkout HEAD data/reference."
Signed = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Value:
    """One value of a dimension; `group` names the coarser value that it is a part of, if any."""

    code: str
    name: str
    valid_to: date | None = None
    group: str = ""


@dataclass(frozen=True)
class Dimension:
    """A way to break an indicator down; `expected`: the values that make the whole at a level."""

    code: str
    name: str
    values: tuple[Value, ...]
    expected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def value(self, code: str) -> Value | None:
        """The value with this code, or None when the dimension has no such value."""
        return next((value for value in self.values if value.code == code), None)


@dataclass(frozen=True)
class Term:
    """One way to compute a ratio: signed sums of (+1 | -1, indicator) over one another."""

    numerator: Signed
    denominator: Signed


@dataclass(frozen=True)
class Indicator:
    """One indicator as the catalogue describes it; texts are Vietnamese except name_en."""

    code: str
    name: str
    name_en: str
    group: str
    unit: str
    kind: str
    decimals: int
    direction: str
    agg_units: str
    agg_periods: str
    levels: tuple[str, ...]
    synonyms: tuple[str, ...]
    definition: str
    why: str
    legal_basis: str
    caution: str
    checked_by: str
    reviewed: date
    next_review: date
    valid_from: date | None = None
    valid_to: date | None = None
    cumulative: bool = False
    scale: float = 1
    dims: tuple[str, ...] = ()
    dim_values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overlap: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """The whole file: group names, dimensions and indicators, in the file's order."""

    groups: Mapping[str, str]
    dimensions: Mapping[str, Dimension]
    indicators: Mapping[str, Indicator]


def fault(place: str, what: str) -> DanVanError:
    """The error of a damaged catalogue: where in the file, and what is wrong there."""
    return DanVanError(message=f"Danh mục chỉ tiêu, {place}: {what}.", remedy=REMEDY)


def read(path: Path = PATH) -> Catalogue:
    """Read and validate the file; DanVanError when it is damaged or contradicts itself."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        groups, dimensions, tables = raw["groups"], raw["dimensions"], raw["indicators"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise fault(f"tệp {path.name}", f"không đọc được ({error})") from error
    except KeyError as error:
        raise fault(f"tệp {path.name}", f"thiếu bảng [{error.args[0]}]") from error
    found = Catalogue(
        groups=MappingProxyType(groups),
        dimensions=MappingProxyType({key: _dimension(key, t) for key, t in dimensions.items()}),
        indicators=MappingProxyType({key: _indicator(key, t) for key, t in tables.items()}),
    )
    validate(found)
    return found


def _lists(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: tuple(values) for key, values in table.items()})


def _dimension(code: str, table: dict[str, Any]) -> Dimension:
    try:
        values = tuple(Value(**value) for value in table["values"])
        return Dimension(code, table["name"], values, _lists(table.get("expected", {})))
    except (KeyError, TypeError) as error:
        raise fault(f"[dimensions.{code}]", f"thiếu hoặc thừa khóa ({error})") from error


def signed(code: str) -> tuple[int, str]:
    """'-YK07' → (-1, 'YK07'); 'YK01' and '+YK01' → (1, 'YK01')."""
    return (-1 if code.startswith("-") else 1), code.lstrip("+-")


def _term(table: dict[str, list[str]]) -> Term:
    return Term(
        numerator=tuple(signed(code) for code in table["numerator"]),
        denominator=tuple(signed(code) for code in table["denominator"]),
    )


def _indicator(code: str, table: dict[str, Any]) -> Indicator:
    place = f"[indicators.{code}]"
    known = {item.name: item for item in fields(Indicator) if item.name != "code"}
    needed = {n for n, item in known.items() if item.default is item.default_factory is MISSING}
    if missing := sorted(needed - set(table)):
        raise fault(place, f"thiếu khóa {', '.join(missing)}")
    if surplus := sorted(set(table) - set(known)):
        raise fault(place, f"khóa lạ {', '.join(surplus)}")
    values = {key: tuple(item) if isinstance(item, list) else item for key, item in table.items()}
    try:
        values["terms"] = tuple(_term(term) for term in table.get("terms", []))
        values["dim_values"] = _lists(table.get("dim_values", {}))
    except (AttributeError, KeyError, TypeError) as error:
        raise fault(place, f"khóa terms hoặc dim_values sai dạng ({error})") from error
    return Indicator(code=code, **values)


def validate(found: Catalogue) -> None:
    """Raise on the first contradiction: unknown words, missing terms, circular definitions."""
    for item in found.indicators.values():
        for what in _contradictions(item, found):
            raise fault(f"[indicators.{item.code}]", what)
    _refuse_circles(found)


def _contradictions(item: Indicator, found: Catalogue) -> Iterator[str]:
    for key, allowed in CHOICES.items():
        if getattr(item, key) not in allowed:
            yield f"{key} = “{getattr(item, key)}”, phải là một trong {', '.join(allowed)}"
    if item.group not in found.groups:
        yield f"nhóm “{item.group}” không có trong [groups]"
    if not item.levels or not set(item.levels) <= set(LEVELS):
        yield f"levels phải chọn trong {', '.join(LEVELS)}"
    if item.valid_from and item.valid_to and item.valid_to < item.valid_from:
        yield "valid_to trước valid_from"
    if (item.kind == "ratio") != bool(item.terms):
        yield "terms phải có ở chỉ tiêu tỷ lệ và chỉ ở đó"
    # A ratio of two stocks is that of the period's last day; nothing else about it is ever aggregated.
    periods = ("never", "last") if item.kind == "ratio" else ("never",)
    added = item.agg_units != "never" or item.agg_periods not in periods
    if added and item.kind not in ("flow", "stock", "status"):
        yield f"loại {item.kind} không được cộng: agg_units và agg_periods phải là never"
    for dim in item.dims:
        if dim not in found.dimensions:
            yield f"phân tổ “{dim}” không có trong [dimensions]"
    for dim, codes in item.dim_values.items():
        if dim not in item.dims or any(found.dimensions[dim].value(code) is None for code in codes):
            yield f"dim_values.{dim} có giá trị không thuộc phân tổ của chỉ tiêu"
    if not set(item.overlap) <= set(item.dims):
        yield "overlap phải là một phần của dims"
    for code in sorted(depends_on(item) - set(found.indicators)):
        yield f"nhắc tới chỉ tiêu “{code}” không có trong danh mục"


def depends_on(item: Indicator) -> set[str]:
    """Codes of the indicators that this one is computed from: its parts and its ratio's terms."""
    named = {part.partition(":")[0] for part in item.parts}
    for term in item.terms:
        named |= {code for _, code in (*term.numerator, *term.denominator)}
    return named


def _refuse_circles(found: Catalogue) -> None:
    done: set[str] = set()

    def visit(code: str, trail: tuple[str, ...]) -> None:
        if code in trail:
            circle = " → ".join((*trail, code))
            raise fault(f"[indicators.{code}]", f"định nghĩa vòng tròn: {circle}")
        if code not in done:
            for below in sorted(depends_on(found.indicators[code])):
                visit(below, (*trail, code))
            done.add(code)

    for code in found.indicators:
        visit(code, ())
