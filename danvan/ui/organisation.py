"""Organisation: mergers of villages, Party and mass organisations, congresses, training of cadres.

Owns these views of one page, and which of their counts are steps of one whole.
"""

import pandas as pd
import streamlit as st

from danvan import catalogue
from danvan.charts import trend
from danvan.texts import text
from danvan.ui import grid, ladders, outcomes, parts, source, views
from danvan.ui.briefing import adding
from danvan.ui.filters import Selection

VILLAGES = ["SX01", "SX02", "SX03", "SX04"]
FOUNDED = ["TC01", "TC02", "TC03", "TC04"]
CONGRESS = ["DH02", "DH01", "DH03", "DH04", "DH05"]
PARTY_LEVELS = ("co_so", "tren_co_so")


def merged() -> ladders.Steps:
    """Villages before, after, and by how many fewer."""
    names = {"SX01": "organisation.before", "SX02": "organisation.after", "SX03": "organisation.fewer"}
    return ladders.Steps(
        text("organisation.villages_title"), {code: text(words) for code, words in names.items()}, ("SX03",)
    )


def congresses() -> list[ladders.Steps]:
    """Organisations due, those that held their congress, those that elected the secretary directly; per Party level."""
    names = {"DH02": "organisation.due", "DH01": "organisation.held", "DH04": "organisation.direct"}
    labels = {code: text(words) for code, words in names.items()}
    return [
        ladders.Steps(
            f"{text('organisation.congress_title')}: {catalogue.breakdown_name(f'cap_dang={level}')}",
            labels,
            breakdown=f"cap_dang={level}",
        )
        for level in PARTY_LEVELS
    ]


def congress() -> outcomes.Effort:
    """Organisations due and those that held their congress."""
    words = {"whole_label": text("organisation.due"), "part_label": text("organisation.held")}
    return outcomes.effort("DH01", "DH02", "DH01", "DH03", **words)


def villages(selection: Selection) -> None:
    """Before, after and fewer in the chosen period; the rate is the figure's own."""
    st.subheader(text("organisation.villages"))
    ladders.of_period(selection, merged(), key="villages")
    st.caption(text("organisation.villages_note"))
    _units(selection, VILLAGES, "sap-xep-thon")


def founded(selection: Selection) -> None:
    """Party organisations, Party members, mass organisations and their members, through time and by unit."""
    st.subheader(text("organisation.founded"))
    known = [code for code in FOUNDED if len(views.over_time(selection, code))]
    columns = st.columns(2)
    for at, code in enumerate(known):
        with columns[at % 2]:
            _course(selection, code)
    parts.draw(
        selection,
        [parts.of("TC01", "khu_vuc"), parts.of("TC01", "cap"), parts.of("TC02", "cap"), parts.of("TC03", "cap")],
        key="founded",
        title=text("organisation.kinds"),
    )
    _units(selection, FOUNDED, "to-chuc")


def _course(selection: Selection, code: str) -> None:
    item = catalogue.get(code)
    drawn = trend.trend(
        views.over_time(selection, code),
        title=item.name,
        subtitle=selection.unit.full_name,
        unit=item.unit,
        decimals=item.decimals,
        names={selection.unit.unit_id: selection.unit.name},
        mode="bar",
        merger_mark=False,
        height=280,
    )
    views.chart(drawn, key=f"course_{code}", opens=views.of_period(selection, code))
    if drawn.data:
        adding.offer("trend", selection, code, key="course")


def held(selection: Selection) -> None:
    """Congresses of Party organisations: due, held, by Party level."""
    st.subheader(text("organisation.congress"))
    title = text("organisation.congress_title")
    outcomes.draw(selection, congress(), title=title, key="congress", judged=False, gaps=False)
    parts.draw(
        selection,
        [parts.of("DH01", "cap_dang"), parts.of("DH02", "cap_dang")],
        key="congress",
        title=text("organisation.congress_levels"),
        gaps=False,
    )
    _units(selection, CONGRESS, "dai-hoi")


def trained(selection: Selection) -> None:
    """Training of cadres."""
    st.subheader(text("organisation.training"))
    if len(views.over_time(selection, "BD01")):
        _course(selection, "BD01")
    _units(selection, ["BD01"], "boi-duong")


def _units(selection: Selection, codes: list[str], key: str) -> None:
    """The table of units for one set of indicators, where any was reported, with its source."""
    among = grid.peers(selection, codes[0])
    rows = grid.ask(selection, among, codes)
    if not len(rows) or not rows["value"].notna().any():
        words = text("organisation.units_none", scope=among.scope, names=_names(codes))
        st.html(f'<div class="empty">{words}</div>')
        return
    known = rows.groupby("indicator")["value"].transform("count") > 0
    grid.draw(selection, pd.DataFrame(rows[known]), key=key, label=_names(codes), most=8)
    source.line(selection, codes, rows.drop_duplicates("unit_id"), asked="figure.by_unit", key=key)


def _names(codes: list[str]) -> str:
    return ", ".join(catalogue.get(code).name for code in codes[:2])
