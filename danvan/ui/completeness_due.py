"""The due days in force, and the form in which staff set new ones with their name and the document they go by."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from danvan import numbers
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.reporting import due, regime
from danvan.reporting.due import DueRule
from danvan.texts import text
from danvan.ui import as_of, cached, person
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table


def standing(rules: Sequence[DueRule], today: date) -> list[DueRule]:
    """The rules that count for periods ending in this year, and those set for later; one a kind and first day."""
    found = {}
    for rule in rules:
        found[(rule.period_kind, rule.since)] = rule
    latest = {
        kind: max((rule.since for (k, _), rule in found.items() if k == kind and rule.since <= today), default=today)
        for kind in regime.KINDS
    }
    kept = [rule for rule in found.values() if rule.since >= latest[rule.period_kind]]
    return sorted(kept, key=lambda rule: (regime.KINDS.index(rule.period_kind), rule.since))


def line(rule: DueRule) -> tuple[str | date | None, ...]:
    """A rule in words, as the second sheet of the reminder lists it."""
    return (
        text(f"common.kind_{rule.period_kind}"),
        words(rule),
        rule.since if rule.set_at else None,
        rule.basis,
        rule.set_by if rule.set_at else text("completeness.rule_shipped"),
        rule.set_at.date() if rule.set_at else None,
    )


def words(rule: DueRule) -> str:
    """'ngày 20 của tháng cuối kỳ'."""
    name = "completeness.rule_after" if rule.months else "completeness.rule_same_month"
    return text(name, day=rule.day, months=rule.months)


def draw(rules: Sequence[DueRule], today: date) -> None:
    """The rules as a table, and the form below it."""
    with st.expander(text("completeness.rules")):
        columns = [Column(text(f"completeness.rule_{name}")) for name in ("kind", "due", "since", "basis", "by")]
        table(
            columns,
            [_cells(rule) for rule in standing(rules, today)],
            key="due_rules",
            label=text("completeness.rules"),
            stack=True,
        )
        if as_of.day():
            st.caption(text("completeness.set_past"))
            return
        if said := st.session_state.pop("due_set", ""):
            st.success(said)
        _form()


def _cells(rule: DueRule) -> list[Cell]:
    kind, said, since, basis, by, at = line(rule)
    who = f"{by}, {numbers.date(at)}" if at else str(by)
    return [
        Cell(str(kind), float(regime.KINDS.index(rule.period_kind))),
        Cell(str(said), float(rule.day)),
        Cell(numbers.date(since, missing=""), rule.since.isoformat(), "soft"),
        Cell(str(basis), str(basis), "soft wide"),
        Cell(who, who, "soft"),
    ]


def _form() -> None:
    with st.container(border=True, key="box_due_form"):
        st.markdown(f"**{text('completeness.set')}**")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = st.selectbox(
                text("completeness.rule_kind"),
                regime.KINDS,
                index=1,
                format_func=lambda code: text(f"common.kind_{code}"),
                width=140,
                key="due_kind",
            )
            day = st.number_input(text("completeness.set_day"), 1, 31, 20, width=150, key="due_day")
            months = st.number_input(text("completeness.set_months"), 0, 12, 0, width=190, key="due_months")
            since = st.text_input(
                text("completeness.set_since"),
                key="due_since",
                placeholder=text("completeness.set_since_example"),
                width=230,
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            basis = st.text_input(text("completeness.set_basis"), key="due_basis", max_chars=200, width=420)
            who = person.field("due_person")
        if st.button(text("completeness.set_save"), key="due_save", type="primary"):
            _save(str(kind), int(day), int(months), since, basis, who)


def _save(kind: str, day: int, months: int, since: str, basis: str, who: str) -> None:
    try:
        rule = DueRule(kind, months, day, numbers.parse_date(since), basis.strip(), set_by=who)
        due.put(cached.database(cached.current()), rule, now())
    except DanVanError as error:
        st.error(plain(f"{error.message} {error.remedy}"))
        return
    st.session_state["due_set"] = text("completeness.set_done", kind=text(f"common.kind_{kind}").lower())
    st.rerun()
