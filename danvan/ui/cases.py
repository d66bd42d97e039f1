"""The page of the register: how many cases are open, overdue or nobody's; by unit; the list, the most overdue first.

Owns what is counted under whom; what a state is, danvan.cases.standing says.
"""

import html
from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from danvan import numbers, units, workspace
from danvan.cases import register, standing, words
from danvan.cases.item import Case
from danvan.charts.backlog import backlog
from danvan.texts import text
from danvan.ui import address, cached, cases_list, places
from danvan.ui.cases_choose import ALL, Choice
from danvan.ui.draw import chart as draw_chart
from danvan.ui.go import go

STATES = {
    "dang-mo": standing.OPEN, "qua-han": (standing.OVERDUE,), "chua-giao": (), "sap-den-han": (standing.DUE_SOON,),
    "dang-giai-quyet": (standing.UNDERWAY,), "da-xong": (standing.SETTLED,), ALL: standing.STATES,
}  # fmt: skip
"""What the reader may choose → the states meant. 'chua-giao' also holds overdue cases that nobody settles."""
BY_UNIT, BY_OWNER = "don-vi", "co-quan"
MOST = 20
"""So many bars are drawn; the list below holds all."""
LONGEST = 28
"""Characters that the name beside a bar may have."""


def draw(choice: Choice) -> None:
    """The view of the cases meant."""
    if not choice.cases:
        _nothing(choice)
        return
    counts = standing.count(choice.cases, choice.today)
    groups = register.grouped(choice.cases, choice.unit.unit_id, register.above(cached.ask), now=choice.now)
    overdue = {unit_id: standing.count(cases, choice.today).overdue for unit_id, cases in groups.items()}
    most = sorted((unit_id for unit_id in overdue if overdue[unit_id]), key=lambda unit_id: -overdue[unit_id])
    named = {cases_list.short(unit_id, choice.unit): overdue[unit_id] for unit_id in most}
    _cards(choice.cases, counts, choice.today)
    said = "".join(f"<p>{html.escape(line)}</p>" for line in words.summary(counts, choice.where, choice.today, named))
    st.html(f'<div class="says">{said}</div>')
    _bars(choice, groups)
    cases_list.draw(_shown(choice, counts), choice)


def _nothing(choice: Choice) -> None:
    """Three empty states: nothing was ever entered, nothing of this unit, nothing that the filters leave."""
    if choice.any:
        st.html(f'<div class="empty">{text("cases.empty_filter")}</div>')
        go(text("cases.clear"), places.link("cases", dv=choice.unit.unit_id, lv=ALL, nguon=ALL, tt="dang-mo"))
        return
    if choice.unit.level != "nation" and register.of_these(cached.cases()):
        st.html(f'<div class="empty">{html.escape(text("cases.empty_unit", unit=choice.unit.full_name))}</div>')
        go(text("cases.see_all"), places.link("cases", dv=units.NATION))
    else:
        said = text("cases.empty", workspace=workspace.NAMES[cached.current()])
        st.html(f'<div class="empty">{html.escape(said)}</div>')
    if cases_list.writable():
        go(text("cases.enter"), places.link("cases_entry"))


def _cards(cases: Sequence[Case], counts: standing.Counts, today: date) -> None:
    """Three headlines: open, overdue, nobody's."""
    both = sum(case.unassigned and standing.state(case, today) == standing.OVERDUE for case in cases)
    nobody = text("cases.card_unassigned") if counts.unassigned else ""
    notes = {
        "open": text("cases.card_open", soon=numbers.number(counts.soon), settled=numbers.number(counts.settled)),
        "overdue": text("cases.card_overdue", days=numbers.number(counts.longest)) if counts.overdue else "",
        "unassigned": text("cases.card_unassigned_late", count=numbers.number(both)) if both else nobody,
    }
    tones = {"open": "on-way", "overdue": "stop", "unassigned": "changed"}
    made = "".join(
        f'<div class="card count {tones[name]}"><div class="label">{text(f"cases.head_{name}")}</div>'
        f'<div class="value">{numbers.number(getattr(counts, name))} <small>{text("cases.counted")}</small></div>'
        f'<div class="note">{html.escape(notes[name])}</div></div>'
        for name in tones
    )
    st.html(f'<div class="cards">{made}</div>')


def _bars(choice: Choice, groups: Mapping[str, Sequence[Case]]) -> None:
    """The open cases by unit, or by who is to settle them."""
    if not any(case.is_open for case in choice.cases):
        return
    by = BY_UNIT
    if choice.unit.level != "nation":  # departments of all provinces bear the same names
        names = {BY_UNIT: text("cases.by_unit"), BY_OWNER: text("cases.by_owner")}
        with st.container(key="viewing"):
            by = address.segments("theo", text("cases.by"), list(names), BY_UNIT, words=names.__getitem__)
    rows = _by_unit(choice, groups) if by == BY_UNIT else _by_owner(choice)
    rows = sorted(rows, key=lambda row: (-row["overdue"], -row["overdue"] - row["idle"] - row["rest"], row["name"]))
    drawn = backlog(
        pd.DataFrame(rows[:MOST]),
        {part: text(f"cases.part_{part}") for part in ("overdue", "idle", "rest")},
        title=text(f"cases.chart_{'unit' if by == BY_UNIT else 'owner'}"),
        subtitle=text("cases.chart_subtitle", unit=choice.unit.full_name, day=numbers.date(choice.today)),
        counted=text("cases.counted"),
    )
    event = draw_chart(drawn, key=f"backlog_{by}", clickable=by == BY_UNIT)
    if len(rows) > MOST:
        st.caption(text("cases.chart_more", shown=numbers.number(MOST), all=numbers.number(len(rows))))
    if by == BY_UNIT:
        _open_clicked(event, choice)


def _by_unit(choice: Choice, groups: Mapping[str, Sequence[Case]]) -> list[dict[str, object]]:
    found = ((unit_id, cases_list.short(unit_id, choice.unit), cases) for unit_id, cases in groups.items())
    return [_parts(key, name, cases, choice.today) for key, name, cases in found if any(c.is_open for c in cases)]


def _by_owner(choice: Choice) -> list[dict[str, object]]:
    owners: dict[str, list[Case]] = {}
    for case in choice.cases:
        if case.is_open:
            owners.setdefault(case.owner or text("cases.no_owner"), []).append(case)
    return [_parts(name, _cut(name), cases, choice.today) for name, cases in owners.items()]


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _parts(key: str, name: str, cases: Sequence[Case], today: date) -> dict[str, object]:
    counts = standing.count(cases, today)
    rest = counts.soon + counts.underway
    return {"unit_id": key, "name": name, "overdue": counts.overdue, "idle": counts.idle, "rest": rest}


def _open_clicked(event: object, choice: Choice) -> None:
    """A click on a bar opens the unit."""
    points = event.selection.points if event else []
    chosen = points[0].get("customdata", [""])[0] if points else ""
    if not chosen or chosen == choice.unit.unit_id:
        st.session_state.pop("clicked", None)
    elif st.session_state.get("clicked") != ("backlog", chosen):
        st.session_state["clicked"] = ("backlog", chosen)
        st.switch_page(places.page_path("cases"), query_params={**st.query_params.to_dict(), "dv": chosen})


def _shown(choice: Choice, counts: standing.Counts) -> list[Case]:
    """The cases of the state that the reader chose, the most urgent first."""
    times = {
        "dang-mo": counts.open, "qua-han": counts.overdue, "chua-giao": counts.unassigned, "sap-den-han": counts.soon,
        "dang-giai-quyet": counts.underway, "da-xong": counts.settled, ALL: len(choice.cases),
    }  # fmt: skip
    st.subheader(text("cases.list"))
    state = address.segments(
        "tt",
        text("cases.head_state"),
        list(STATES),
        "dang-mo" if counts.open else ALL,
        words=lambda code: f"{_state_words(code)} ({numbers.number(times[code])})",
        key="w_tt_cases",
    )
    found = [
        case
        for case in choice.cases
        if (case.unassigned if state == "chua-giao" else standing.state(case, choice.today) in STATES[state])
    ]
    return standing.by_urgency(found, choice.today)


def _state_words(code: str) -> str:
    if code == "dang-mo":
        return text("cases.state_open")
    if code == "chua-giao":
        return words.state(standing.UNASSIGNED)
    return text("cases.all") if code == ALL else words.state(STATES[code][0])
