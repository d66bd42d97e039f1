"""The form in which an administrator closes a period: which one, for whom, from which day, by which document."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st

from danvan import closing, numbers, units
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.periods import Period
from danvan.reporting import status
from danvan.texts import text
from danvan.ui import cached, filters, person
from danvan.ui.fault import failure
from danvan.ui.plain import plain

SAID = "closing_said"
UNTIL = "until"
KINDS = ("year", "half", "nine_months", "quarter", "month", UNTIL)
YEARS = 12
Act = Callable[[], object]


def choices(day: date) -> list[str]:
    """The nation, the provinces of a day and those of today."""
    known = [unit.unit_id for unit in (*filters.listed(day), *filters.listed(now().date()))]
    return list(dict.fromkeys([units.NATION, *known]))


@st.dialog(text("closing.close"), width="medium")
def ask() -> None:
    """The form."""
    today = now().date()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            text("common.period_kind"), KINDS, key="closing_kind", width=190,
            format_func=lambda code: text("closing.until" if code == UNTIL else f"common.kind_{code}"),
        )  # fmt: skip
        period, fault = _period(str(kind), today)
    unit = st.selectbox(
        text("closing.unit"),
        choices(period.end if period else today),
        key="closing_unit",
        format_func=filters.unit_words,
        help=text("closing.unit_help"),
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        since = st.text_input(text("closing.since"), numbers.date(today), key="closing_since", width=150)
        who = person.field("closing_person", "closing.person")
    basis = st.text_input(
        text("closing.basis"), key="closing_basis", placeholder=text("closing.basis_example"), max_chars=300
    )
    if fault:
        st.caption(plain(fault))
    if st.button(text("closing.close_now"), key="closing_now", type="primary", disabled=not (period and who)):
        _close(period, str(unit), since, who, basis)
    elif not who:
        st.caption(text("closing.need_person"))


def _period(kind: str, today: date) -> tuple[Period | None, str]:
    """(the period chosen or None, what is wrong with what was typed)."""
    if kind == UNTIL:
        last = date(today.year, 1, 1) - timedelta(days=1)
        typed = st.text_input(text("closing.until_day"), numbers.date(last), key="closing_until", width=150)
        try:
            return Period(closing.BEGINNING, numbers.parse_date(typed)), ""
        except DanVanError as error:
            return None, f"{error.message} {error.remedy}"
    over = [one for one in status.periods(kind, today.year - YEARS, today.year) if one.end < today]
    chosen = st.selectbox(
        text("closing.period"), over[::-1], key=f"closing_period_{kind}", format_func=lambda one: one.label
    )
    return chosen, ""


def _close(period: Period, unit: str, since: str, who: str, basis: str) -> None:
    try:
        made = closing.close(
            cached.database(cached.current()), period, who, now(), unit_id=unit,
            closed_from=numbers.parse_date(since), basis=basis,
        )  # fmt: skip
    except DanVanError as error:
        failure(error, "closing.not_done")
        return
    st.session_state[SAID] = text("closing.said_closed", name=made.named, since=made.since)
    st.rerun()
