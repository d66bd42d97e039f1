"""The list of briefings: shipped, saved and begun ones; a new one for an occasion."""

from dataclasses import replace

import streamlit as st

from danvan import numbers, periods, units
from danvan.briefing import occasions, store
from danvan.errors import DanVanError
from danvan.ingest.load import now
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import address, as_of, cached, lookup, one_period, person, picker
from danvan.ui.briefing import office_form, opened
from danvan.ui.filters import TODAY, geography
from danvan.ui.plain import plain
from danvan.workspace import ILLUSTRATIVE


def draw() -> None:
    """Draw the list."""
    deleted = st.session_state.get("briefing_deleted")
    if deleted:
        past = as_of.day() is not None
        st.button(text("present.restore"), key="briefing_restore", disabled=past, on_click=_restore, args=(deleted,))
    _new()
    _saved()
    if cached.current() != ILLUSTRATIVE:
        st.markdown(f"#### {text('present.shipped')}")
        for name in occasions.shipped():
            found = opened.drafts().get(name) or occasions.load(name)
            _line(name, found.title, found.subtitle)
    office_form.draw()


def _new() -> None:
    with st.container(border=True, key="briefing_new"):
        st.markdown(f"#### {text('present.new')}")
        known = occasions.occasions()
        code = address.select(
            "dip",
            text("present.occasion"),
            list(known),
            next(iter(known)),
            words=lambda one: known[one].name,
            width=300,
        )
        unit = _unit()
        with st.container(key="briefing_unit"):
            picker.search(
                text("common.unit"),
                lambda typed, most: lookup.find_units(typed, most, day=TODAY),
                chosen=lookup.chosen_unit(unit),
                key="briefing_new_unit",
                picked=lambda found: address.put("dv", found),
                placeholder=text("present.unit_example"),
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            span, fault = one_period.choose(one_period.asked() or _usual(known[code].kinds[0]))
            if fault:
                st.caption(plain(fault))
            st.button(
                text("present.begin"),
                type="primary",
                key="briefing_begin",
                help=as_of.shut() or None,
                disabled=span is None or as_of.day() is not None,
                on_click=_begin,
                args=(code, unit, span.code if span else ""),
            )


def _usual(kind: str) -> Period:
    """The period that such a meeting is mostly about: the half or the year that ended last, the last five years."""
    today = opened.today()
    if kind == "half":
        return periods.half(today.year, 1) if today.month > 6 else periods.half(today.year - 1, 2)
    if kind == "term":
        return periods.parse(f"{today.year - 5}-{today.year}")
    return periods.year(today.year - 1)


def _unit() -> str:
    """The unit of the address, where it names one."""
    try:
        return units.find(address.raw("dv") or units.NATION).unit_id
    except DanVanError:
        return units.NATION


def _begin(code: str, unit: str, period: str) -> None:
    def _do() -> str:
        made = occasions.begin(code, unit, period, geography=geography())
        made = replace(made, name=store.free_name(opened.database(), made.name))
        opened.change(made)
        opened.open_(made.name, dip=code, dv=unit, ky=period)
        return ""

    opened.act(_do)


def _saved() -> None:
    lines = store.saved(opened.database())
    names = {line.name for line in lines} | set(occasions.shipped())
    begun = [one for name, one in opened.drafts().items() if name not in names]
    if not lines and not begun:
        return
    st.markdown(f"#### {text('present.saved')}")
    for one in begun:
        _line(one.name, one.title, text("present.state_draft"))
    for line in lines:
        words = "present.line_frozen" if line.is_frozen else "present.line_saved"
        told = text(words, day=numbers.date(line.at.date()), who=line.who, versions=numbers.number(line.versions))
        _line(line.name, line.title, told)


def _line(name: str, title: str, told: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"briefing_line_{name}"):
        # A title is data: the markdown of a label is not for it.
        st.text(f"{title}\n{told}" if told else title)
        st.button(text("present.open"), key=f"briefing_open_{name}", on_click=opened.open_, args=(name,))
        st.button(
            text("present.show"),
            key=f"briefing_show_{name}",
            on_click=opened.open_,
            args=(name,),
            kwargs={"chieu": "1"},
        )


def _restore(name: str) -> None:
    def _do() -> str:
        store.restore(opened.database(), name, who=person.name(), at=now())
        st.session_state.pop("briefing_deleted", None)
        return text("present.restored")

    opened.act(_do)
