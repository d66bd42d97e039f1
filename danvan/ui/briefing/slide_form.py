"""The fields of one slide: title, own words, notes, figures, unit and period; and adding a slide."""

import streamlit as st

from danvan import catalogue, numbers, periods, units
from danvan.briefing.contents import Page
from danvan.briefing.model import KINDS, Briefing, Slide, Wanted
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import lookup, picker
from danvan.ui.briefing import opened
from danvan.ui.filters import TODAY

WITH_FIGURES = ("figures", "bars", "map", "ranking", "trend", "levels", "children", "table")
ONE_FIGURE = ("map", "ranking", "trend", "levels")
YEARS_BACK = 6


def edit(briefing: Briefing, at: int, page: Page | None) -> None:
    """The form of a slide, under its row. Every field is kept as it is left."""
    slide = briefing.slides[at]
    with st.container(border=True, key="briefing_form"):
        _field(briefing, at, "title", st.text_input, slide.title, page.title if page else "")
        if slide.kind not in ("title", "lacking"):
            told = "\n".join(page.paragraphs) if page and not slide.words else ""
            _field(briefing, at, "words", st.text_area, "\n".join(slide.words), told)
        _field(briefing, at, "notes", st.text_area, slide.notes, text("present.notes_example"))
        if slide.kind in WITH_FIGURES:
            _figures(briefing, at, slide)
        if slide.kind not in ("title", "text", "lacking"):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _period(briefing, at, slide)
                _unit(briefing, at, slide)
        with st.container(horizontal=True):
            st.button(text("present.close"), key="briefing_close", on_click=_close)
            st.button(text("present.remove"), key="briefing_remove", on_click=opened.remove, args=(briefing, at))


def _close() -> None:
    st.session_state.pop("briefing_edit", None)


def _field(briefing: Briefing, at: int, name: str, make: object, value: str, told: str) -> None:
    key = f"briefing_slide_{name}_{at}"
    st.session_state[key] = value
    make(
        text(f"present.slide_{name}"),
        key=key,
        placeholder=told,
        help=text(f"present.slide_{name}_help"),
        on_change=_keep,
        args=(briefing, at, name, key),
    )


def _keep(briefing: Briefing, at: int, name: str, key: str) -> None:
    said = st.session_state[key]
    lines = [" ".join(line.split()) for line in said.splitlines()]
    value = tuple(line for line in lines if line) if name == "words" else "\n".join(lines).strip()
    opened.change_slide(briefing, at, **{name: value})


def _figures(briefing: Briefing, at: int, slide: Slide) -> None:
    key = f"briefing_slide_figures_{at}"
    st.session_state[key] = list(slide.figures)
    if slide.kind not in ONE_FIGURE:
        st.multiselect(
            text("present.slide_figures"),
            list(slide.figures),
            key=key,
            format_func=_figure_name,
            placeholder=text("present.slide_figures_none"),
            on_change=lambda: opened.change_slide(briefing, at, figures=tuple(st.session_state[key])),
        )
    one = slide.kind in ONE_FIGURE and slide.figures
    picker.pick(
        text("common.indicator") if slide.kind in ONE_FIGURE else text("present.slide_add_figure"),
        lookup.indicators(),
        chosen=lookup.indicator(Wanted.parse(slide.figures[0]).indicator) if one else None,
        key=f"briefing_slide_pick_{at}_{len(slide.figures)}",
        picked=lambda code: _picked(briefing, at, code),
        placeholder=text("present.indicator_example"),
        must=False,
    )


def _picked(briefing: Briefing, at: int, code: str) -> None:
    slide = briefing.slides[at]
    figures = (code,) if slide.kind in ONE_FIGURE else tuple(dict.fromkeys((*slide.figures, code)))
    opened.change_slide(briefing, at, figures=figures)


def _figure_name(figure: str) -> str:
    wanted = Wanted.parse(figure)
    name = catalogue.named(wanted.indicator, wanted.breakdown)
    return f"{name} ({periods.parse(wanted.period).label})" if wanted.period else name


def _period(briefing: Briefing, at: int, slide: Slide) -> None:
    key = f"briefing_slide_period_{at}"
    st.session_state[key] = slide.period
    options = list(dict.fromkeys(["", slide.period, *_near(periods.parse(briefing.period))]))
    st.selectbox(
        text("common.period"),
        options,
        key=key,
        format_func=lambda code: _period_name(briefing, code),
        on_change=lambda: opened.change_slide(briefing, at, period=st.session_state[key]),
        width=330,
    )


def _near(span: Period) -> list[str]:
    """The standard periods of the years up to the briefing's own."""
    forms = ("{}", "{}-H1", "{}-9M", "{}-H2", "{}-Q1", "{}-Q2", "{}-Q3", "{}-Q4")
    return [form.format(span.end.year - back) for back in range(YEARS_BACK) for form in forms]


def _period_name(briefing: Briefing, code: str) -> str:
    label = periods.parse(code or briefing.period).label
    return label if code else text("present.as_briefing", what=label)


def _unit(briefing: Briefing, at: int, slide: Slide) -> None:
    own = units.find(briefing.unit, on=periods.parse(briefing.period).end).unit_id
    chosen = units.find(slide.unit, on=periods.parse(slide.period or briefing.period).end).unit_id if slide.unit else ""
    with st.container(key="briefing_slide_unit"):
        picker.search(
            text("common.unit"),
            lambda typed, most: lookup.find_units(typed, most, day=TODAY),
            chosen=lookup.chosen_unit(chosen) if chosen else None,
            key=f"briefing_slide_unit_{at}",
            picked=lambda unit: opened.change_slide(briefing, at, unit="" if unit == own else unit),
            placeholder=text("present.as_briefing", what=lookup.chosen_unit(own).name),
            must=False,
        )


def add(briefing: Briefing) -> None:
    """Adding a slide: what kind, about which indicator."""
    with st.container(border=True, key="briefing_add"):
        st.markdown(f"**{text('present.add')}**")
        kind = st.selectbox(
            text("present.add_kind"),
            KINDS[1:],
            key="briefing_add_kind",
            format_func=lambda one: text(f"briefing.kind_{one}"),
            width=300,
        )
        if kind in WITH_FIGURES:
            picker.pick(
                text("common.indicator"),
                lookup.indicators(),
                chosen=None,
                key=f"briefing_add_figure_{len(briefing.slides)}",
                picked=lambda code: _add(briefing, Slide(kind, figures=(code,))),
                placeholder=text("present.indicator_example"),
                must=False,
            )
            return
        st.button(text("present.add_button"), key="briefing_add_button", on_click=_add, args=(briefing, _empty(kind)))


def _empty(kind: str) -> Slide:
    if kind == "text":
        return Slide(kind, text("present.text_title"), words=(text("present.text_words"),))
    return Slide(kind)


def _add(briefing: Briefing, slide: Slide) -> None:
    opened.add(briefing, slide)
    now = opened.drafts()[briefing.name].slides
    at = max(number for number, one in enumerate(now) if one == slide)
    st.session_state["briefing_edit"] = at
    st.session_state[opened.SAID] = text("present.added", at=numbers.number(at + 1))
