"""What one figure row means to a chart: its state, its number as text, its notes.

Owns the reading of rows (see `danvan.figures` for their columns). It refuses to guess: a row
without a value is never a zero, and a partial sum is never a whole.
"""

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from danvan import catalogue, numbers
from danvan.periods import Period

Row = Mapping[str, Any]

LABELS = {
    "missing": "chưa báo cáo",
    "zero": "không phát sinh",
    "held_no_count": "có, chưa nêu số",
    "not_applicable": "không áp dụng",
    "refused": "không cộng gộp được",
    "provisional": "sơ bộ",
    "expected": "dự kiến",
    "partial": "chưa đủ số liệu",
    "derived": "tổng hợp từ các phần",
    "reported": "theo báo cáo",
    "period_end": "số cuối kỳ",
    "approximate": "số gần đúng",
}
"""The words for states and bases, as they stand in legends and hover texts."""

HELD = {
    "cuộc": "có tổ chức", "hội nghị": "có tổ chức", "lượt": "có tổ chức", "lượt người": "có tổ chức",
    "ngày": "có tiếp dân", "ý kiến": "có ý kiến", "kiến nghị": "có kiến nghị", "đơn": "có phát sinh",
    "vụ": "có phát sinh", "mô hình": "có mô hình",
}  # fmt: skip
"""What a report without a count tells of an indicator, by its unit of measure: complaints are not held, they arise."""

COUNTED = {"time": "tháng", "territory": "đơn vị", "succession": "đơn vị tiền thân", "interval": "kỳ"}
"""What the parts of a figure are, by the tree along which they were added up."""

WITHOUT_FIGURE = ("held_no_count", "not_applicable", "refused")


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as dictionaries, in their order."""
    return rows.to_dict("records")


def status(row: Row) -> str:
    """What to draw.

    One of: value zero partial provisional expected missing held_no_count not_applicable refused.
    """
    state = str(row.get("state") or "")
    if numbers.is_missing(row.get("value")):
        return state if state in WITHOUT_FIGURE else "missing"
    if state == "expected":
        return "expected"
    if row.get("basis") == "partial":
        return "partial"
    if state == "provisional":
        return "provisional"
    return "zero" if float(row["value"]) == 0 else "value"


def label(row: Row) -> str:
    """The words of the row's state, as they suit its indicator: 'có tổ chức, chưa nêu số', 'không phân theo cấp'."""
    kind = status(row)
    if kind == "held_no_count" and _said(row, "indicator"):
        held = HELD.get(catalogue.get(str(row["indicator"])).unit)
        return f"{held}, chưa nêu số" if held else LABELS[kind]
    if kind == "not_applicable" and (dims := undivided(row)):
        return f"không phân theo {', '.join(dims)}"
    return LABELS.get(kind, "")


def undivided(row: Row) -> list[str]:
    """The names of the dimensions that the row's breakdown asks for and its indicator does not have."""
    if not (_said(row, "breakdown") and _said(row, "indicator")):
        return []
    return catalogue.undivided(str(row["indicator"]), str(row["breakdown"]))


def _said(row: Row, column: str) -> bool:
    """Whether the row has a text there: rows of several questions side by side leave holes."""
    return isinstance(row.get(column), str) and bool(row[column])


def is_whole(row: Row) -> bool:
    """Whether the row may stand beside others: ranked, classed, compared."""
    return status(row) in ("value", "zero", "provisional")


def is_sparse(row: Row) -> bool:
    """Whether less than half of the parts are in: such a sum says nothing about the whole, not even its course."""
    if status(row) != "partial":
        return False
    present, expected = row.get("parts_present"), row.get("parts_expected")
    if numbers.is_missing(present) or numbers.is_missing(expected) or int(expected) <= 1:
        return False
    return 2 * int(present) < int(expected)


def period_of(row: Row) -> Period:
    """The span of the row, from dates or Timestamps."""
    start, end = (pd.Timestamp(row[key]).date() for key in ("period_start", "period_end"))
    return Period(start, end)


def value_text(row: Row, *, decimals: int, unit: str = "") -> str:
    """'hơn 121 cuộc', or the state in words where there is no figure."""
    if numbers.is_missing(row.get("value")):
        return label(row)
    qualifier = row.get("qualifier")
    known = "" if numbers.is_missing(qualifier) else str(qualifier)
    return numbers.qualified(row["value"], known, decimals, unit)


def parts_text(row: Row) -> str:
    """'(11/12 tháng)', '(chưa tháng nào đủ)' where parts were counted, else ''."""
    present, expected = row.get("parts_present"), row.get("parts_expected")
    if not numbers.is_missing(expected) and int(expected) == 1:
        carried = row.get("tree") in ("time", "ratio")
        return f"(đến {numbers.date(row.get('as_of'))})" if carried else ""
    if numbers.is_missing(present) or numbers.is_missing(expected):
        return ""
    return f"({numbers.parts(present, expected, counted(row))})"


def counted(row: Row) -> str:
    """What the parts are. Months make up sums only: a stock at a period's end lacks parts of that day's number."""
    tree = str(row.get("tree"))
    if tree == "time" and catalogue.get(str(row["indicator"])).agg_periods != "sum":
        return "phần"
    return COUNTED.get(tree, "phần")


def notes(row: Row) -> list[str]:
    """What a reader must know beside the number: 'chưa đủ số liệu (11/12 tháng)', 'sơ bộ' …"""
    kind = status(row)
    if numbers.is_missing(row.get("value")):
        return []
    said = []
    if kind == "zero":
        said.append(LABELS["zero"])
    if kind in ("provisional", "expected"):
        said.append(LABELS[kind])
    if row.get("qualifier") and not numbers.is_missing(row.get("qualifier")):
        said.append(LABELS["approximate"])
    if row.get("basis") == "partial":
        said.append(f"{LABELS['partial']} {parts_text(row)}".strip())
    elif row.get("basis") == "derived" and row.get("tree") == "time" and row.get("parts_expected") == 1:
        said.append(LABELS["period_end"])
    elif row.get("basis") == "derived":
        said.append(f"{LABELS['derived']} {parts_text(row)}".strip())
    elif row.get("basis") == "reported":
        said.append(LABELS["reported"])
    return said


def hover(row: Row, *, name: str, decimals: int, unit: str) -> str:
    """The hover text of one figure: unit, period, number, parts of a ratio, notes."""
    lines = [f"<b>{escaped(name)}</b>", period_of(row).label]
    lines.append(f"<b>{value_text(row, decimals=decimals, unit=unit)}</b>")
    fraction = numbers.fraction(row.get("numerator"), row.get("denominator"), missing="")
    if fraction and not numbers.is_missing(row.get("value")):
        lines.append(f"= {fraction}")
    lines.extend(f"<i>{note}</i>" for note in notes(row))
    return "<br>".join(lines)


def escaped(text: Any) -> str:
    """A name as data: plotly reads a few tags, a name must not bring any."""
    return html.escape(str(text), quote=False)


def name_of(row: Row, names: Mapping[str, str] | None = None) -> str:
    """The short name of the row's unit: from `names` first, then from the row, then its id."""
    unit_id = str(row.get("unit_id"))
    if names and unit_id in names:
        return names[unit_id]
    name = row.get("name")
    return unit_id if numbers.is_missing(name) or not name else str(name)
