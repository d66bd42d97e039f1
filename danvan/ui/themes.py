"""The theme of the year: a line under the heading of overview and profile, and the form in which staff note one."""

import html

import streamlit as st

from danvan import numbers, units
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.plans import themes
from danvan.plans.themes import Theme
from danvan.texts import text
from danvan.ui import address, as_of, cached, filters, person
from danvan.ui.filters import Selection
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

SHOWN = 3
DONE = "theme_done"


def line(selection: Selection) -> None:
    """The themes that hold for the unit in the years of the period, its own first; nothing where there is none."""
    years = (selection.period.start.year, selection.period.end.year) if selection.period else ()
    found = themes.over(cached.database(cached.current()), selection.unit.unit_id, *years)
    said = "".join(_line(theme, selection.unit) for theme in found[:SHOWN])
    if said:
        st.html(said)


def _line(theme: Theme, unit: units.Unit) -> str:
    words = html.escape(text("themes.line", year=theme.year, words=theme.words))
    whose = "" if theme.unit_id == unit.unit_id else f" ({html.escape(theme.unit_name)})"
    return f'<div><b>{words}</b>{whose}</div><div class="source-line">{html.escape(_note(theme))}</div>'


def _note(theme: Theme) -> str:
    return text("themes.note", basis=theme.basis, who=theme.set_by, day=numbers.date(theme.set_at))


def draw() -> None:
    """The part of the page of plans: the form, and the themes noted for the chosen unit and those above."""
    if said := st.session_state.pop(DONE, ""):
        st.success(said)
    unit = _unit()
    if as_of.day():
        st.caption(text("themes.past"))
    else:
        _form(unit)
    st.subheader(text("themes.listed"))
    found = themes.over(cached.database(cached.current()), unit.unit_id)
    if not found:
        st.html(f'<div class="empty">{text("themes.none")}</div>')
        return
    columns = [
        Column(text("themes.year"), numeric=True),
        *(Column(text(name)) for name in ("common.unit", "themes.words", "themes.basis", "themes.by")),
    ]
    table(columns, [_cells(theme) for theme in found], key="themes", label=text("themes.listed"), stack=True)


def _unit() -> units.Unit:
    """The unit in the address, else the nation; the provinces of the day to choose from."""
    options = [units.NATION, *(unit.unit_id for unit in filters.listed(now().date()))]
    asked = address.raw("dv")
    if asked:
        try:
            options.append(units.find(asked).unit_id)
        except DanVanError as error:
            st.warning(plain(f"{error.message} {error.remedy}"))
            asked = ""
    options = list(dict.fromkeys(options))
    start = units.find(asked).unit_id if asked else units.NATION
    return units.get(address.select("dv", text("common.unit"), options, start, words=filters.unit_words, width=320))


def _cells(theme: Theme) -> list[Cell]:
    who = f"{theme.set_by}, {numbers.date(theme.set_at)}"
    return [
        Cell(str(theme.year), float(theme.year)),
        Cell(theme.unit_name, theme.unit_name),
        Cell(theme.words, theme.words, "wide"),
        Cell(theme.basis, theme.basis, "soft"),
        Cell(who, theme.set_at.isoformat(), "soft"),
    ]


def _form(unit: units.Unit) -> None:
    with st.container(border=True, key="box_theme_form"):
        st.markdown(f"**{text('themes.set')}**")
        st.caption(text("themes.help"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            year = st.number_input(
                text("themes.year"), themes.FIRST, themes.LAST, now().year, width=130, key="theme_year"
            )
            words = st.text_input(
                text("themes.words"),
                key="theme_words",
                max_chars=themes.LONGEST,
                placeholder=text("themes.words_example"),
                width=420,
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            basis = st.text_input(
                text("themes.basis"),
                key="theme_basis",
                max_chars=themes.LONGEST,
                placeholder=text("themes.basis_example"),
                width=420,
            )
            who = person.field("theme_person")
        if st.button(text("themes.save"), key="theme_save", type="primary"):
            _save(Theme(unit.unit_id, int(year), words, basis, who, now()), unit)


def _save(theme: Theme, unit: units.Unit) -> None:
    try:
        themes.put(cached.database(cached.current()), theme)
    except DanVanError as error:
        st.error(plain(f"{error.message} {error.remedy}"))
        return
    name = "themes.done" if theme.words.strip() else "themes.gone"
    st.session_state[DONE] = text(name, year=theme.year, unit=unit.full_name)
    st.rerun()
