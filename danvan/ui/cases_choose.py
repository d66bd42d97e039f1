"""The filters of the page of the register, kept in the address: unit, topic, origin, and the day it is judged on."""

import html
from dataclasses import dataclass
from datetime import date

import streamlit as st

from danvan import numbers, units
from danvan.cases import item, register, standing
from danvan.cases.item import ORIGINS, Case
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import address, as_of, cached, filters
from danvan.ui.plain import plain
from danvan.units import Unit
from danvan.workspace import ROOT

ALL, UNCLASSIFIED, DAY = "tat-ca", "chua-phan-loai", "den"
STYLE = ROOT / "danvan" / "ui" / "norms.css"


@dataclass(frozen=True)
class Choice:
    """What is looked at: a unit, and its cases that the filters leave; today: the day they are judged on."""

    unit: Unit
    cases: tuple[Case, ...]
    any: bool
    today: date
    now: bool

    @property
    def where(self) -> str:
        """The unit's name inside a sentence."""
        name = text("cases.all_country") if self.unit.level == "nation" else self.unit.full_name
        return name[:1].lower() + name[1:]


def choose() -> Choice:
    """Draw the filters and the heading; the cases meant."""
    st.html(STYLE)
    today, now = _day(), filters.geography() == "now"
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        unit = _unit(today, now=now)
        every = standing.on(register.of_these(cached.cases(unit.unit_id)), today)
        topics = [ALL, *item.topics(), UNCLASSIFIED]
        topic = address.select("lv", text("cases.field_topic"), topics, ALL, words=_topic_words, width=260)
        origins = [ALL, *ORIGINS]
        origin = address.select("nguon", text("cases.field_origin"), origins, ALL, words=_origin_words, width=170)
    wanted = "" if topic == UNCLASSIFIED else topic
    found = [case for case in every if topic == ALL or case.topic == wanted]
    found = [case for case in found if origin in (ALL, case.origin)]
    choice = Choice(unit, tuple(found), bool(every), today, now)
    _heading(choice)
    return choice


def _day() -> date:
    """The day that the cases are judged on: today, or an earlier one that the address names (end of a period)."""
    asked = st.query_params.get(DAY)
    if not asked:
        return as_of.today()
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        st.warning(text("common.unknown_in_address", parameter=DAY, value=plain(asked, 40)))
        return as_of.today()
    if day >= as_of.today():
        return as_of.today()
    with st.container(horizontal=True, vertical_alignment="center", key="cases_day"):
        st.html(f'<div class="as-of" role="note">{text("cases.on_day", day=numbers.date(day))}</div>')
        st.button(text("cases.on_today"), key="cases_today", on_click=lambda: st.query_params.pop(DAY, None))
    return day


def _unit(today: date, *, now: bool) -> Unit:
    """The unit in the address, else the nation; a former one is told of, and is its successor on today's map."""
    options = [units.NATION, *(unit.unit_id for unit in filters.listed(today))]
    if asked := address.raw("dv"):
        try:
            unit = units.find(asked)
            unit = units.present(unit.unit_id) if now else unit
        except DanVanError as error:
            st.warning(plain(f"{error.message} {error.remedy}"))
            unit = units.get(units.NATION)
        options = list(dict.fromkeys([*options, unit.unit_id]))
        if st.query_params.get("dv") not in (None, unit.unit_id):
            st.query_params["dv"] = unit.unit_id
        st.session_state.setdefault(address.REMEMBERED, {})["dv"] = unit.unit_id
    chosen = address.select("dv", text("common.unit"), options, units.NATION, words=filters.unit_words, width=300)
    unit = units.get(chosen)
    if unit.valid_to:
        st.info(text("common.former_unit", unit=unit.full_name, became=units.became(unit.unit_id)))
    return unit


def _topic_words(code: str) -> str:
    if code == ALL:
        return text("cases.all_topics")
    return item.topic_name("" if code == UNCLASSIFIED else code)


def _origin_words(code: str) -> str:
    return text("cases.all_origins") if code == ALL else item.origin_name(code)


def _heading(choice: Choice) -> None:
    where = text(
        "cases.where",
        unit=filters.unit_words(choice.unit.unit_id),
        count=numbers.number(len(choice.cases)),
        day=numbers.date(choice.today),
    )
    st.html(f'<div class="page-head"><h1>{text("cases.title")}</h1><div class="where">{html.escape(where)}</div></div>')
