"""The head of the drawer: what the figure is, how sure, why there is this number or none, and what checks remark."""

import html

import streamlit as st

from danvan import catalogue, numbers, periods, units
from danvan.charts import rows as meaning
from danvan.figures.ask import Figure
from danvan.texts import text
from danvan.ui import as_of, places, warnings
from danvan.ui.drawer_key import Key
from danvan.ui.go import go

BASIS = {name: f"common.basis_{name}" for name in ("reported", "derived", "partial", "none")}
STATES = ("approximate", "expected", "provisional", "held_no_count", "not_applicable", "refused")


def draw(answer: Figure) -> None:
    """The figure with its state and basis; remarks; the ways to correct it and to the unit's profile."""
    item = catalogue.get(answer.indicator)
    value = numbers.qualified(answer.value, answer.qualifier, item.decimals, item.unit)
    where = f"{units.name_on(answer.unit_id, answer.period.end)} · {answer.period.label}"
    fraction = numbers.fraction(answer.numerator, answer.denominator, missing="")
    closed = f"<p>{text('drawer.closed', day=numbers.date(answer.as_of))}</p>" if answer.as_of else ""
    st.html(
        f'<div class="fact"><div class="who">{html.escape(catalogue.named(item.code, answer.breakdown))}</div>'
        f'<div class="what">{html.escape(where)}</div><div class="big">{html.escape(value)} '
        f"<small>{fraction and '= ' + fraction}</small></div>"
        f'<div class="when">{_badges(answer)}<p>{html.escape(_reason(answer))}</p>{closed}</div></div>'
    )
    said = "".join(f'<div class="remark warn">{html.escape(words)}</div>' for words in warnings.of_figure(answer))
    if said:
        st.html(said)
    with st.container(horizontal=True, key="drawer_links"):
        if as_of.day() is None:
            link = warnings.correct_link(answer.indicator, answer.unit_id, answer.period.code, answer.breakdown)
            go(text("warnings.correct"), link)
        go(text("drawer.profile"), places.link("unit_profile", dv=answer.unit_id, **_period(answer)))


def _reason(answer: Figure) -> str:
    """Why there is this number; what is missing is listed below by name."""
    listed = f" Còn thiếu: {'; '.join(answer.missing)}."
    return answer.reason.replace(listed, "") if answer.missing else answer.reason


def _period(answer: Figure) -> dict[str, str]:
    if not answer.period.is_standard:
        return {"lk": "interval"}
    return {"lk": answer.period.kind, "ky": answer.period.code}


def _badges(answer: Figure) -> str:
    tone = "" if answer.basis == "reported" else " partial" if answer.basis in ("partial", "none") else ""
    basis = f'<span class="badge{tone}">{text(BASIS[answer.basis])}</span>'
    if answer.basis == "none" and answer.state in STATES:
        basis = ""
    state = ""
    if answer.state in STATES:
        state = f'<span class="badge partial">{html.escape(meaning.LABELS[answer.state].capitalize())}</span>'
    return basis + state


def name(key: Key) -> str:
    """A figure's short name on the way back: indicator, unit, period."""
    span = periods.parse(key.period)
    return f"{catalogue.named(key.indicator, key.breakdown)} – {units.name_on(key.unit, span.end)} – {span.label}"
