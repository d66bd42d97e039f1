"""The page of who has reported: the last due period in numbers, units × periods, the course, whom to remind of what."""

import html
from pathlib import Path

import pandas as pd
import streamlit as st

from danvan import numbers
from danvan.charts import completeness as chart
from danvan.charts import heat
from danvan.periods import year
from danvan.reporting import due, status
from danvan.texts import text
from danvan.ui import cached, cards, completeness_due, completeness_grid, completeness_list, filters, source, views
from danvan.ui.completeness_choose import Choice, choose
from danvan.ui.filters import Selection

STYLE = Path(__file__).with_name("completeness_table.css")
STATED = ["BC01", "BC02", "BC03"]
COUNTED = ("on_time", "late", "partial", "missing", "other_period", "unknown_day")
TONES = {"on_time": "new", "late": "changed", "partial": "changed", "missing": "rejected"}


def draw() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.html(f"<style>{heat.style()}</style>")
    choice = choose()
    where = _heading(choice)
    rules = due.rules(cached.database(cached.current()))
    asked = {
        "kind": choice.kind, "level": choice.level, "spans": choice.spans, "rules": rules, "today": choice.today,
        "topics": choice.topics, "parent": choice.parent,
    }  # fmt: skip
    together = status.ask(cached.ask, **asked, together=True)
    if together.empty:
        st.html(f'<div class="empty">{text("completeness.empty")}</div>')
    else:
        counts = completeness_grid.counts(choice, together)
        _last_due(choice, rules, counts)
        _grid(choice, rules, together, counts)
        if any(found.get(state) for found in counts for state in COUNTED):
            _course(choice, counts, where)
        completeness_list.draw(choice, status.ask(cached.ask, **asked), rules, where)
    _stated(choice)
    completeness_due.draw(rules, choice.today)


def words() -> dict[str, str]:
    """State → its words, in the order of the legend."""
    return {state: text(f"completeness.state_{state}") for state in heat.LOOKS}


def _heading(choice: Choice) -> str:
    where = text(
        "completeness.where",
        unit=filters.unit_words(choice.unit.unit_id),
        topic=choice.topic_name,
        kind=text(f"common.kind_{choice.kind}").lower(),
        first=choice.spans[0].end.year,
        last=choice.last,
    )
    title = f"<h1>{text('completeness.title')}</h1>"
    st.html(f'<div class="page-head">{title}<div class="where">{html.escape(where)}</div></div>')
    return where


def _last_due(choice: Choice, rules: tuple[due.DueRule, ...], counts: list[dict[str, int]]) -> None:
    """The newest period whose due day is over, in numbers."""
    over = [at for at, span in enumerate(choice.spans) if (last := due.due(rules, span)) and last < choice.today]
    if not over:
        st.caption(text("completeness.none_due"))
        return
    span, found = choice.spans[over[-1]], counts[over[-1]]
    total = sum(found.get(state, 0) for state in COUNTED)
    last = numbers.date(due.due(rules, span))
    if not total:
        _before_use(choice, rules)
        return
    st.markdown(f"**{text('completeness.last_due', period=span.label, due=last)}**")
    made = "".join(
        f'<div class="card count {TONES.get(state, "unchanged")}"><div class="label">{words()[state]}</div>'
        f'<div class="value">{numbers.number(found.get(state, 0))}'
        f"<small> / {numbers.number(total)} {text('completeness.units_count')}</small></div></div>"
        for state in COUNTED
        if found.get(state) or state in TONES
    )
    st.html(f'<div class="cards counts">{made}</div>')


def _before_use(choice: Choice, rules: tuple[due.DueRule, ...]) -> None:
    """No report was due since the system is in use: which one will be the first."""
    coming = next((span for span in choice.spans if (day := due.due(rules, span)) and day >= choice.today), None)
    said = text("completeness.before_use")
    if coming is not None:
        day = numbers.date(due.due(rules, coming))
        said = f"{said} {text('completeness.first_due', period=coming.label, due=day)}"
    st.html(f'<div class="empty">{html.escape(said)}</div>')


def _grid(choice: Choice, rules: tuple[due.DueRule, ...], found: pd.DataFrame, counts: list[dict[str, int]]) -> None:
    rates = [status.rate(state for state, count in here.items() for _ in range(count)) for here in counts]
    st.subheader(text("completeness.grid"))
    present = set(found["state"])
    st.html(heat.legend({state: said for state, said in words().items() if state in present}))
    st.html(
        heat.heat(
            completeness_grid.rows(choice, found),
            completeness_grid.columns(choice, rules),
            label=text("completeness.grid"),
            corner=text("completeness.corner"),
            end=text("completeness.in_time"),
            foot=(text("completeness.foot"), [completeness_grid.in_time(rate) for rate in rates]),
        )
    )
    st.caption(text("completeness.note"))


def _course(choice: Choice, counts: list[dict[str, int]], where: str) -> None:
    drawn = chart.course(
        counts, [span.short for span in choice.spans], words(), title=text("completeness.course"), subtitle=where
    )
    views.chart(drawn, key="completeness_course")


def _stated(choice: Choice) -> None:
    """What the units themselves report about their reporting, of the last year that is over."""
    last = min(choice.last, choice.today.year - 1)
    selection = Selection("year", year(last), choice.unit, "", filters.geography())
    st.subheader(text("completeness.stated"))
    figures = cards.headlines(selection, STATED)
    cards.draw(selection, figures)
    source.line(selection, STATED, figures, asked="figure.headlines", key="stated")
    st.caption(text("completeness.stated_note"))
