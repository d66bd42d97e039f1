"""The panel “Việc cần chú ý”: asks what the rules of danvan.reporting.attention need, puts their lines on the page."""

import html
from pathlib import Path
from typing import Any

import streamlit as st

from danvan.periods import Period
from danvan.plans import progress, targets
from danvan.plans.targets import Progress
from danvan.reporting import attention, due, status
from danvan.reporting.attention_facts import Facts, Line
from danvan.texts import text
from danvan.ui import cached, cases_beside, completeness_choose, frame
from danvan.ui.filters import LAST_FORMER_DAY, Selection

STYLE = Path(__file__).with_name("attention_panel.css")
RULES = ("overdue", "cases", "reports", "settlement", "dialogue", "targets", "fall", "recognition", "conflicts")


def draw(selection: Selection) -> None:
    """The panel of a period; nothing where intervals and days are looked at, or nothing is known of the period."""
    if selection.period is None:
        return
    known = facts(selection, selection.period)
    found = attention.lines(known)
    if not found and all(row["basis"] == "none" for row in known.figures):
        return
    st.html(STYLE)
    items = "".join(_item(line, selection) for line in found)
    said = f"<ol>{items}</ol>" if items else f"<p>{text('attention.none')}</p>"
    with st.container(key="attention"):
        title = text("attention.title")
        st.html(f'<section class="attention" aria-label="{title}"><h2>{title}</h2>{said}</section>')
        with st.popover(text("attention.rules"), type="tertiary"):
            st.markdown("\n".join(f"{at}. {text(f'attention.rule_{rule}')}" for at, rule in enumerate(RULES, start=1)))
            st.caption(text("attention.rules_note"))


def facts(selection: Selection, period: Period) -> Facts:
    """Everything the rules look at, for the chosen unit and period."""
    unit, level = selection.unit, _below(selection)
    same = period.same_last_year
    span = {"period_start": period.start, "period_end": period.end, "unit": unit.unit_id}
    figures = cached.ask(
        "attention.figures",
        indicators=list(attention.INDICATORS),
        level=level,
        day=selection.day,
        same_start=same.start if same else None,
        same_end=same.end if same else None,
        **span,
    )
    return Facts(
        period,
        text("common.all_country") if selection.is_nation else unit.name,
        text(f"attention.below_{level}") if level else "",
        figures.to_dict("records"),
        _reports(selection, period, level or unit.level),
        _progress(figures["unit_id"].drop_duplicates().tolist(), period),
        cached.ask("attention.conflicts", **span).to_dict("records"),
        cases_beside.facts(selection, period),
    )


def _below(selection: Selection) -> str | None:
    """The level of the units directly below the chosen one on the day looked at; None for a commune."""
    if selection.unit.level in ("nation", "district"):
        return {"nation": "province", "district": "commune"}[selection.unit.level]
    if selection.unit.level == "commune":
        return None
    return "district" if selection.day <= LAST_FORMER_DAY else "commune"


def _reports(selection: Selection, period: Period, level: str) -> list[dict[str, Any]]:
    rows = status.ask(
        cached.ask,
        kind=period.kind,
        level=level,
        spans=[period],
        rules=due.rules(cached.database(cached.current())),
        today=completeness_choose.today(),
        parent=None if selection.is_nation else selection.unit.unit_id,
        together=True,
    )
    return rows.to_dict("records")


def _progress(unit_ids: list[str], period: Period) -> list[Progress]:
    """The targets that are a matter of the period and were behind on its last day."""
    of_these = [target for target in progress.standing(cached.ask) if target.unit_id in set(unit_ids)]
    wanted = [target for target in of_these if attention.concerns(target.due, period)]
    found = progress.of(cached.ask, wanted, completeness_choose.today(), until=period.end)
    return [item for item in found if item.status == targets.BEHIND]


def _item(line: Line, selection: Selection) -> str:
    here = {"lk": selection.kind, "ky": selection.period.code if selection.period else "", "dv": selection.unit.unit_id}
    link = html.escape(frame.link(line.page, **{**here, **line.link}))
    said, see = html.escape(line.said), text("attention.see")
    return (
        f'<li class="rule-{line.rule}"><span>{said}</span>'
        f' <a href="{link}" target="_self" aria-label="{see}: {said}">{see}</a></li>'
    )
