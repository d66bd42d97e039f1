"""A template to download: which topic, for whose units, which period, as Excel or CSV."""

from dataclasses import dataclass

import streamlit as st

from danvan import periods, units
from danvan.errors import DanVanError
from danvan.ingest import templates
from danvan.ingest.batches import now
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import handed, lookup
from danvan.ui.picker import search
from danvan.ui.plain import plain
from danvan.ui.upload import pick


@dataclass(frozen=True)
class _Wanted:
    topic: str
    form: str
    file: str
    unit: str
    period: Period


@st.dialog(text("upload.template_title"))
def dialog() -> None:
    """Ask what is wanted and hand it over."""
    wanted = _ask()
    st.caption(text(f"upload.form_words_{wanted.form}"))
    try:
        made = _make(wanted)
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return
    name = templates.file_name(wanted.topic, form=wanted.form, file=wanted.file, period=wanted.period)
    handed.button(text("upload.template_get"), made, name, key="template_get", type="primary", width="stretch")


def _ask() -> _Wanted:
    topics = templates.topics()
    topic = st.selectbox(text("upload.template_topic"), list(topics), format_func=topics.get, key="template_topic")
    unit = st.session_state.get("template_unit") or units.NATION
    period = periods.parse(st.session_state.get("template_period") or _last_half().code)
    search(
        text("upload.template_unit"),
        lambda typed, most: lookup.find_units(typed, most, day=period.end),
        chosen=lookup.unit(unit),
        key="template_unit_pick",
        picked=lambda code: st.session_state.update(template_unit=code),
        placeholder=text("common.table_search"),
    )
    search(
        text("common.period"),
        pick.find_periods,
        chosen=pick.period_item(period.code),
        key="template_period_pick",
        picked=lambda code: st.session_state.update(template_period=code),
        placeholder=text("common.table_search"),
    )
    left, right = st.columns(2)
    with left:
        form = _segments("form", templates.FORMS if topic != templates.ALL else (templates.LIST,))
    with right:
        file = _segments("file", templates.FILES)
    return _Wanted(topic, form, file, unit, period)


def _segments(name: str, options: tuple[str, ...]) -> str:
    return st.segmented_control(
        text(f"upload.template_{name}"),
        options,
        default=options[0],
        required=True,
        format_func=lambda option: text(f"upload.{name}_{option}"),
        key=f"template_{name}",
    )


def _last_half() -> Period:
    """The half-year that has ended last: the one that is being reported on."""
    today = now().date()
    return periods.half(today.year, 1) if today.month > 6 else periods.half(today.year - 1, 2)


def _make(wanted: _Wanted) -> bytes:
    below = templates.units_under(wanted.unit, wanted.period)
    return templates.make(wanted.topic, form=wanted.form, file=wanted.file, unit_ids=below, period=wanted.period)
