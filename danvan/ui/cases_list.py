"""The list of cases on the page of the register: the table, its files, who kept it last."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import numbers, rights, units
from danvan.cases import item, standing, template, words
from danvan.cases.item import Case
from danvan.texts import text
from danvan.ui import as_of, filters, frame, handed, places
from danvan.ui.cases_choose import Choice
from danvan.ui.go import go
from danvan.ui.table import Cell, Column, table

SENT, DRAWN = 2000, 60
"""So many cases of a long list are in the table (its files hold all), and so many drawn at first."""
COLUMNS = ("content", "state", "owner", "due", "unit", "received", "topic", "outcome", "case_id")
TONES = {standing.OVERDUE: "bad", standing.UNASSIGNED: "warn", standing.SETTLED: "soft"}


def draw(shown: Sequence[Case], choice: Choice) -> None:
    """The table of these cases in their order, with the files of all of them and the source line."""
    if not shown:
        st.html(f'<div class="empty">{text("cases.empty_state")}</div>')
    else:
        names = [name for name in COLUMNS if name != "outcome" or any(case.outcome for case in shown)]
        columns = [Column(text(f"cases.head_{name}")) for name in names]
        lines = [line(case, at, choice, names) for at, case in enumerate(shown[:SENT])]
        table(columns, lines, key="cases", label=text("cases.list"), most=DRAWN, stack=True)
        if len(shown) > SENT:
            st.caption(text("cases.list_cut", shown=numbers.number(SENT), all=numbers.number(len(shown))))
        _files(shown, choice)
    _source(choice)


def writable() -> bool:
    """Whether who looks may keep the register, and looks at it as it is today."""
    return as_of.day() is None and rights.current().may(rights.ENTER)


def line(case: Case, at: int, choice: Choice, names: Sequence[str]) -> list[Cell]:
    """One case in these columns. `at`: its place in the order of urgency, by which the states are sorted."""
    link, today = places.link("cases", dv=case.unit_id), choice.today
    where = place(case.unit_id) if choice.unit.level == "nation" else units.get(case.unit_id).full_name
    entry = places.link("cases_entry", kn=case.case_id) if writable() else ""
    came = f"{numbers.date(case.received)}, {_inside(item.origin_name(case.origin))}"
    cells = {
        "content": Cell(case.content, case.content, "wide"),
        "state": Cell(words.short(case, today), at, f"{TONES.get(standing.state(case, today), '')} line"),
        "owner": Cell(case.owner, case.owner, "mid") if case.owner else _absent(case),
        "due": Cell(numbers.date(case.due), case.due.isoformat(), "line") if case.due else _absent(case),
        "unit": Cell(where, units.get(case.unit_id).name, "mid", link),
        "received": Cell(came, case.received.isoformat(), "soft"),
        "topic": Cell(item.topic_name(case.topic), case.topic, "soft"),
        "outcome": Cell(case.outcome, case.outcome or None, "soft"),
        "case_id": Cell(case.case_id, case.case_id, "soft line", entry),
    }
    return [cells[name] for name in names]


def _absent(case: Case) -> Cell:
    """Nobody said: a lack while the case is open."""
    return Cell(text("cases.absent"), None, "missing line") if case.is_open else Cell("–", None, "soft")


def _inside(name: str) -> str:
    """'đối thoại', behind another word; 'đơn thư, KNTC'."""
    return name[:1].lower() + name[1:]


def short(unit_id: str, chosen: units.Unit) -> str:
    """What a unit below the chosen one is called: a province by its name, a commune with its kind.

    Cases of the chosen unit's own level are told as such: beside its communes they are not all of its cases.
    """
    unit = units.get(unit_id)
    if unit_id == chosen.unit_id and unit.level != "commune":
        return text("cases.own_level", level=units.LEVEL_NAMES[unit.level])
    if unit.level != "province":
        return unit.full_name
    return filters.unit_words(unit_id) if unit.valid_to else unit.name


def place(unit_id: str) -> str:
    """A commune or district with its province, a province by its full name; a former one with its last day."""
    unit = units.get(unit_id)
    return unit.full_name if unit.level == "province" and not unit.valid_to else filters.unit_words(unit_id)


def level(case: Case) -> str:
    """The level of the unit that a case was raised in."""
    return units.get(case.unit_id).level


def _files(shown: Sequence[Case], choice: Choice) -> None:
    """CSV and XLSX in the columns of the form: a list that can be filled in and sent back."""
    banner = text("common.demo_banner") if frame.is_demo() else ""
    name = f"{'minh-hoa-' if banner else ''}so-kien-nghi-{choice.today.isoformat()}"
    title = text("cases.file_title", unit=choice.unit.full_name, day=numbers.date(choice.today))
    with st.container(horizontal=True, key="downloads_cases"):
        handed.button(
            text("common.download_xlsx"),
            lambda: template.filled_xlsx(shown, choice.today, title=title, banner=banner),
            f"{name}.xlsx",
            key="cases_list_xlsx",
        )
        handed.button(
            text("common.download_csv"),
            lambda: template.filled_csv(shown, choice.today),
            f"{name}.csv",
            key="cases_list_csv",
        )


def _source(choice: Choice) -> None:
    """Who changed these cases last, and that they are no reported figures."""
    last = max(choice.cases, key=lambda case: case.seq)
    said = text("cases.source", moment=numbers.moment(last.changed_at), who=last.changed_by)
    st.html(f'<div class="source-line">{html.escape(said)}</div>')
    if writable():
        go(text("cases.enter"), places.link("cases_entry"))
