"""The page of what needs a second look: counted by kind, listed with what to do about each, to be taken along."""

import html
from collections.abc import Sequence
from datetime import date

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.quality.lines import KINDS, Line, Lines, of_kind
from danvan.texts import text
from danvan.ui import address, cached, completeness_choose, filters, frame, tables, warnings
from danvan.ui.table import Cell, Column, table

ALL = "tat-ca"
CODES = {ALL: "all"} | dict(zip(("khac-nhau", "kiem-tra", "lech", "dot-bien", "khuyet"), KINDS, strict=True))
MOST, MOST_OF_EACH, DRAWN = 1000, 200, 60
CHARTED = frozenset("DT01 DT02 YK01 YK08 DV01 DV03 NT02 NT06 GS01 KN04 CC01 CC03".split())
"""The indicators that the profile of a unit can draw; of the others it opens on its first one."""


def draw() -> None:
    """Draw the page."""
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        unit = completeness_choose.unit_of(completeness_choose.today())
        topic = _topic()
    name = text("quality.all_topics") if topic is None else catalogue.groups()[topic]
    where = html.escape(text("quality.where", unit=filters.unit_words(unit.unit_id), topic=name))
    st.html(f'<div class="page-head"><h1>{text("quality.title")}</h1><div class="where">{where}</div></div>')
    found = {kind: of_kind(cached.ask, kind, topic=topic, unit=unit.unit_id, most=MOST) for kind in KINDS}
    kind = _kind(found)
    st.caption(f"{text(f'quality.about_{kind}')} {text('quality.scope') if unit.level == 'nation' else ''}")
    listed, count = _chosen(found, kind)
    if not listed:
        st.html(f'<div class="empty">{text("quality.none" if _any_figure() else "quality.none_all")}</div>')
        return
    if count > len(listed):
        st.caption(text("quality.more", shown=numbers.number(len(listed)), all=numbers.number(count)))
    columns = [Column(text(f"quality.{name}")) for name in ("what", "kind", "period", "since", "batch", "act", "look")]
    lines = [_row(line) for line in listed]
    table(columns, lines, key="quality", label=text("quality.list"), most=DRAWN, stack=True)
    file = "-".join(("can-xem-lai", kind, unit.code.lower()))
    tables.downloads(EXPORTED, lambda: [_exported(line) for line in listed], name=file, key="quality")


def _topic() -> str | None:
    words = {ALL: text("quality.all_topics"), **catalogue.groups()}
    chosen = address.select("chude", text("quality.topic"), list(words), ALL, words=words.__getitem__, width=240)
    return None if chosen == ALL else chosen


def _kind(found: dict[str, Lines]) -> str:
    """The kind chosen among buttons that say how many there are of each."""
    counts = {"all": sum(lines.count for lines in found.values()), **{kind: found[kind].count for kind in KINDS}}

    def words(code: str) -> str:
        count = numbers.number(counts[CODES[code]])
        if code == ALL:
            return text("quality.kind_all", count=count)
        return text("quality.kind_count", kind=text(f"quality.kind_{CODES[code]}"), count=count)

    return CODES[address.segments("loai", text("quality.kind"), list(CODES), ALL, words=words, key="w_loai_quality")]


def _chosen(found: dict[str, Lines], kind: str) -> tuple[Sequence[Line], int]:
    """The lines listed and how many there are; of all kinds the newest of each."""
    if kind != "all":
        return found[kind].listed, found[kind].count
    listed = [line for lines in found.values() for line in lines.listed[:MOST_OF_EACH]]
    listed.sort(key=lambda line: line.period.end, reverse=True)
    return listed, sum(lines.count for lines in found.values())


def _any_figure() -> bool:
    return int(cached.ask("figure.count").iloc[0, 0]) > 0


def _row(line: Line) -> list[Cell]:
    ky = line.period.code
    act = text("quality.act_enter" if line.kind == "hole" else "quality.act_correct")
    kind = text(f"quality.kind_{line.kind}")
    profile = {"ct": line.indicator} if line.indicator in CHARTED and not line.breakdown else {}
    standard = {"lk": line.period.kind, "ky": ky} if line.period.is_standard else {}
    return [
        Cell(line.said, f"{line.unit_name} {line.said}", "wide"),
        Cell(kind, kind, "soft line"),
        Cell(line.period.label, line.period.end.isoformat(), "name"),
        Cell(numbers.date(line.since, missing=""), _sortable(line.since), "soft line"),
        Cell(line.batch, line.batch, "soft", frame.link("history", dot=line.batch) if line.batch else ""),
        Cell(act, "", "line", warnings.correct_link(line.indicator, line.unit_id, ky, line.breakdown)),
        Cell(
            text("quality.look_words"), "", "line", frame.link("unit_profile", dv=line.unit_id, **(standard | profile))
        ),
    ]


def _sortable(day: date | None) -> str:
    return day.isoformat() if day else ""


EXPORTED = (
    "Loại", "Mã đơn vị", "Đơn vị", "Mã chỉ tiêu", "Chỉ tiêu", "Kỳ", "Nội dung cần xem lại", "Phát hiện", "Đợt nhập",
)  # fmt: skip


def _exported(line: Line) -> list[str]:
    return [
        text(f"quality.kind_{line.kind}"),
        line.unit_id,
        units.get(line.unit_id).full_name,
        line.indicator,
        catalogue.named(line.indicator, line.breakdown),
        line.period.label,
        line.said,
        numbers.date(line.since, missing=""),
        line.batch,
    ]
