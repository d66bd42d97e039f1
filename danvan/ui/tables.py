"""Tables of figures: units of a period, and figures of intervals; with their downloads."""

import html
import io
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st
import xlsxwriter

from danvan import catalogue, numbers, workspace
from danvan.charts import rows as meaning
from danvan.commentary import sentences
from danvan.formulas import guarded
from danvan.texts import text
from danvan.ui import cached, drawer, drawer_key, handed, places, source
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table


def units_table(selection: Selection, indicator: str, rows: pd.DataFrame, *, key: str) -> None:
    """One line a unit: value, share of what, state, day; names link to profiles. With CSV and XLSX."""
    item = catalogue.get(indicator)
    columns = [
        Column("Đơn vị"),
        Column(f"{catalogue.named(indicator, selection.breakdown)} ({item.unit})", numeric=True),
        *([Column("Tử số/mẫu số", numeric=True)] if item.kind == "ratio" else []),
        Column("Tình trạng"),
        Column("Ngày chốt"),
    ]
    lines = [_unit_line(row, item, selection) for row in rows.to_dict("records")]
    name = catalogue.named(indicator, selection.breakdown)
    table(columns, lines, key=f"table_{key}", label=f"{name}, {selection.period.label}", sort_by=1)
    part = "-".join(catalogue.parse_breakdown(selection.breakdown).values())
    file = "-".join(filter(None, (indicator, part, selection.period.code)))
    downloads(EXPORTED, [export_line(row, selection) for row in rows.to_dict("records")], name=file, key=key)


EXPORTED = (
    "Mã đơn vị", "Đơn vị", "Mã chỉ tiêu", "Chỉ tiêu", "Đơn vị tính", "Kỳ", "Địa giới", "Mức độ", "Giá trị", "Tử số",
    "Mẫu số", "Tình trạng", "Ngày chốt", "Không gian",
)  # fmt: skip


def export_line(row: dict[str, Any], selection: Selection) -> list[Any]:
    """A line that can stand alone in another file: what, where, when, how sure, from which workspace."""
    item = catalogue.get(row["indicator"])
    geography = text("common.geography_now" if selection.geography == "now" else "common.geography_then")
    return [
        row["unit_id"],
        row["full_name"],
        item.code,
        catalogue.named(item.code, row["breakdown"]),
        item.unit,
        selection.period.label,
        geography,
        numbers.QUALIFIERS.get(row["qualifier"], ""),
        *(_raw(row[column]) for column in ("value", "numerator", "denominator")),
        ", ".join(meaning.notes(row)) or meaning.label(row),
        numbers.date(row["as_of"], missing=""),
        workspace.NAMES[cached.current()],
    ]


def _raw(value: Any) -> float | str:
    return "" if numbers.is_missing(value) else float(value)


def _unit_line(row: dict[str, Any], item: catalogue.Indicator, selection: Selection) -> list[Cell]:
    value = None if numbers.is_missing(row["value"]) else float(row["value"])
    state = ", ".join(meaning.notes(row)) or meaning.label(row)
    period = selection.period.code
    cells = [
        Cell(
            row["full_name"],
            row["name"],
            link=places.link("unit_profile", dv=row["unit_id"], ky=period, lk=selection.kind, ct=item.code),
        ),
        Cell(
            meaning.value_text(row, decimals=item.decimals) if value is not None else "–",
            value,
            key="" if meaning.undivided(row) else str(drawer_key.of_row(row, "figure.by_unit")),
        ),
    ]
    if item.kind == "ratio":
        share = numbers.fraction(row["numerator"], row["denominator"], missing="")
        cells.append(Cell(share, None if not share else float(row["numerator"]), "soft"))
    cells.append(Cell(state, state, "soft" if value is not None else "missing"))
    day = numbers.date(row["as_of"], missing="")
    cells.append(Cell(day, "" if not day else pd.Timestamp(row["as_of"]).date().isoformat(), "soft"))
    return cells


def intervals(rows: pd.DataFrame, *, key: str, cards: int = 6, of_a_unit: int = 2) -> None:
    """Figures of intervals and days: the first ones as cards, all of them in a table with a per-year rate."""
    if rows.empty:
        return
    st.subheader(text("common.intervals_title"))
    st.caption(text("common.intervals_note"))
    top = _foremost(rows, cards, of_a_unit)
    st.html(f'<div class="facts">{"".join(_fact(row) for row in top.to_dict("records"))}</div>')
    source.facts_line(rows, key=f"facts_{key}")
    with st.expander(text("common.intervals_all", count=numbers.number(len(rows)))):
        _intervals_table(rows, key)


def _foremost(rows: pd.DataFrame, count: int, of_a_unit: int) -> pd.DataFrame:
    """The figures worth a card: whole ones, larger units first, so many of a unit."""
    known = rows[(rows["breakdown"] == "") & rows["value"].notna()]
    known = known.assign(height=known["level"].map({"nation": 0, "province": 1, "district": 2, "commune": 3}))
    # One figure an indicator and unit: the latest.
    known = known.drop_duplicates(["unit_id", "indicator"]).sort_values("height", kind="stable")
    return known[known.groupby("unit_id").cumcount() < of_a_unit].head(count)


def _intervals_table(rows: pd.DataFrame, key: str) -> None:
    columns = [
        Column("Đơn vị"),
        Column("Chỉ tiêu"),
        Column("Phần"),
        Column("Kỳ"),
        Column("Giá trị", numeric=True),
        Column("Bình quân năm", numeric=True),
        Column("Tình trạng"),
        Column("Nguồn"),
    ]
    lines = [_interval_line(row) for row in rows.to_dict("records")]
    table(columns, lines, key=f"intervals_{key}", label=text("common.intervals_title"))
    plain = [[cell.shown for cell in line] for line in lines]
    downloads([column.name for column in columns], plain, name="giai-doan", key=f"intervals_{key}")


def yearly_rate(row: dict[str, Any]) -> float | None:
    """What a flow of more than a year is per year; None for anything else."""
    period = meaning.period_of(row)
    if row["agg_periods"] != "sum" or period.years < sentences.LONG or numbers.is_missing(row["value"]):
        return None
    return float(row["value"]) / period.years


def _rate_words(rate: float, row: dict[str, Any]) -> str:
    return numbers.qualified(rate, row["qualifier"], sentences.rate_places(rate, int(row["decimals"])))


def _fact(row: dict[str, Any]) -> str:
    value = html.escape(numbers.qualified(row["value"], row["qualifier"], int(row["decimals"])))
    unit = html.escape(row["unit_of_measure"])
    value = f"{value}%" if unit == "%" else f"{value} <small>{unit}</small>"
    rate = yearly_rate(row)
    words = "" if rate is None else text("common.per_year", value=_rate_words(rate, row), unit=row["unit_of_measure"])
    told = f"{row['publisher']}, {numbers.date(row['source_day'])}" if isinstance(row["publisher"], str) else ""
    source = " · ".join(filter(None, (told, ", ".join(meaning.notes(row)))))
    origin = drawer.button(_origin(row), row["indicator_name"])
    return (
        f'<div class="fact"><div class="who">{html.escape(row["full_name"])}</div>'
        f'<div class="what">{html.escape(row["indicator_name"])} {origin}</div><div class="big">{value}</div>'
        f'<div class="when">{meaning.period_of(row).label}</div><div class="rate">{words}</div>'
        f'<div class="src">{html.escape(source)}</div></div>'
    )


def _origin(row: dict[str, Any]) -> str:
    return str(drawer_key.of_row(row, "figure.all_intervals"))


def _interval_line(row: dict[str, Any]) -> list[Cell]:
    value = None if numbers.is_missing(row["value"]) else float(row["value"])
    shown = meaning.value_text(row, decimals=int(row["decimals"]), unit=row["unit_of_measure"])
    rate = yearly_rate(row)
    period = meaning.period_of(row)
    note = ", ".join(meaning.notes(row)) or meaning.label(row)
    # A publisher may have brackets of its own: 'Báo chí (bản lưu không ghi tên báo)'.
    source = f"{row['source_title']} – {row['publisher']}" if isinstance(row["source_title"], str) else ""
    return [
        Cell(row["full_name"], row["name"], link=places.link("unit_profile", dv=row["unit_id"], lk="interval")),
        Cell(row["indicator_name"], row["indicator_name"]),
        Cell(catalogue.breakdown_name(row["breakdown"]), row["breakdown"], "soft"),
        Cell(period.label, period.end.isoformat()),
        Cell(shown, value, "" if value is not None else "missing", key=_origin(row)),
        Cell("" if rate is None else _rate_words(rate, row), rate, "soft"),
        Cell(note, note, "soft"),
        Cell(source, source, "soft"),
    ]


Lines = Sequence[Sequence[Any]]


def downloads(names: Sequence[str], lines: Lines | Callable[[], Lines], *, name: str, key: str) -> None:
    """CSV and XLSX of a table. Text that a spreadsheet could take for a formula stays text.

    lines: the rows, or a function that is asked for them only when someone downloads.
    """
    banner = text("common.demo_banner") if cached.current() == workspace.ILLUSTRATIVE else ""
    file = f"minh-hoa-{name}" if banner else name
    asked = lines if callable(lines) else lambda: lines
    with st.container(horizontal=True, key=f"downloads_{key}"):
        handed.button(text("common.download_csv"), lambda: _csv(names, asked()), f"{file}.csv", key=f"csv_{key}")
        handed.button(
            text("common.download_xlsx"), lambda: _xlsx(names, asked(), banner), f"{file}.xlsx", key=f"xlsx_{key}"
        )


def _csv(names: Sequence[str], lines: Lines) -> bytes:
    made = [[guarded(value) if isinstance(value, str) else value for value in line] for line in lines]
    return pd.DataFrame(made, columns=[guarded(name) for name in names]).to_csv(index=False).encode("utf-8-sig")


def _xlsx(names: Sequence[str], lines: Lines, banner: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Số liệu")
    head = book.add_format({"bold": True, "bg_color": "#F6F4F1", "border": 1, "text_wrap": True, "valign": "vcenter"})
    first = 0
    if banner:
        sheet.write_string(0, 0, banner, book.add_format({"bold": True, "font_color": "#9B1C1F"}))
        first = 1
    sheet.write_row(first, 0, list(names), head)
    for number, line in enumerate(lines, start=first + 1):
        for column, value in enumerate(line):
            if isinstance(value, int | float):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, str(value))
    for column, heading in enumerate(names):
        widest = max([len(str(line[column])) for line in lines] + [len(heading)], default=10)
        sheet.set_column(column, column, min(max(widest + 2, 8), 60))
    sheet.freeze_panes(first + 1, 1)
    sheet.autofilter(first, 0, first + max(len(lines), 1), len(names) - 1)
    book.close()
    return buffer.getvalue()
