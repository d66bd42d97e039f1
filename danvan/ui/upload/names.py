"""Names of units that were not recognised: one row a name, chosen from what was probably meant or from all units."""

from datetime import date

import streamlit as st

from danvan import units
from danvan.ingest.run import Sheet
from danvan.numbers import number
from danvan.texts import text
from danvan.ui.chooser import Choice, Row, chooser
from danvan.ui.picker import Item
from danvan.ui.upload import pick, state
from danvan.ui.upload.state import Work

SKIP = "-"
"""Chosen for a text that is no unit; kept as '' among the answers."""
MOST_PLACES = 5
MOST_ROWS = 400


def draw(work: Work) -> None:
    """Draw the names that wait for an answer and those that have one; nothing when there are neither."""
    asked = _asked(work)
    given = {name: unit for sheet in work.intake.sheets for name, unit in sheet.choices.units.items()}
    own = {name for answers in work.answers.values() for name in answers.units}
    if not asked and not given:
        return
    st.subheader(text("upload.names_title" if asked else "upload.names_title_done"))
    if asked:
        st.caption(text("upload.names_words", count=number(len(asked))))
    options = {item.code: item for item in _whole_list(work)}
    rows = [_open_row(name, *told, options) for name, told in asked.items()]
    done = [name for name in given if name not in asked]
    rows += [_done_row(work, name, given[name], options, remembered=name not in own) for name in done]
    skip = Item(SKIP, text("upload.names_skip"), text("upload.names_skip_note"))
    chooser(
        [text("upload.names_typed"), text("upload.names_where"), text("upload.names_is")],
        rows[:MOST_ROWS],
        {"unit": [skip, *options.values()]},
        key=work.key("names"),
        label=text("upload.names_is"),
        chosen=lambda row, _name, code: _decide(work, row, code),
    )
    if len(rows) > MOST_ROWS:
        st.caption(text("upload.names_more", count=number(len(rows) - MOST_ROWS)))


def _asked(work: Work) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Name → (where it stands, why it is asked, codes of what may be meant), each name once."""
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for sheet in work.intake.sheets:
        for question in sheet.shaped.questions:
            if question.kind == "unit" and question.subject and question.subject not in found:
                codes = tuple(code for code, _ in question.options if code)
                found[question.subject] = (_places(work, sheet, question.subject), question.words, codes)
    return found


def _places(work: Work, sheet: Sheet, name: str) -> str:
    """'dòng 12, 15 và 3 dòng khác'."""
    rows = sheet.shaped.rows
    at = sorted({int(row) + 1 for row in rows.loc[rows["unit_text"] == name, "row"]})
    at = at or sorted({f.row for f in work.intake.findings if f.row and f.sheet == sheet.name and f.value == name})
    if not at:
        return ""
    words = text("upload.rows", rows=", ".join(map(str, at[:MOST_PLACES])))
    if len(at) > MOST_PLACES:
        words += text("upload.rows_more", count=number(len(at) - MOST_PLACES))
    return f"{sheet.name}: {words}" if len(work.intake.sheets) > 1 else words


def _open_row(name: str, where: str, why: str, codes: tuple[str, ...], options: dict[str, Item]) -> Row:
    known = [code for code in codes if code != SKIP and _is_unit(code)]
    options |= {code: pick.unit_item(code) for code in known if code not in options}
    label = text("upload.names_choose", typed=name)
    choice = Choice("unit", label, "", "unit", (*known, SKIP), must=True)
    if len(known) == 1:
        why = text("upload.perhaps", name=units.get(known[0]).full_name)
    return Row(name, (name, where), (choice,), why, "warn")


def _done_row(work: Work, name: str, unit: str, options: dict[str, Item], *, remembered: bool) -> Row:
    if unit and unit not in options and _is_unit(unit):
        options[unit] = pick.unit_item(unit)
    where = next((found for sheet in work.intake.sheets if (found := _places(work, sheet, name))), "")
    choice = Choice("unit", text("upload.names_choose", typed=name), unit or SKIP, "unit", (SKIP,))
    why = text("upload.remembered" if remembered else "upload.names_done")
    return Row(name, (name, where), (choice,), why, "good")


def _is_unit(code: str) -> bool:
    return any(unit.unit_id == code for unit in units.all_units()) if code else False


def _whole_list(work: Work) -> list[Item]:
    """The units to search in: those of the levels that the file speaks of, on the days of its figures."""
    found: list[Item] = []
    for level, parent in _scopes(work):
        found += pick.unit_items(level, _day(work), parent)
    return found


def _scopes(work: Work) -> list[tuple[str, str]]:
    levels: dict[tuple[str, str], None] = {}
    for sheet in work.intake.sheets:
        parent = sheet.choices.unit or sheet.shaped.understood.unit_id
        for column in sheet.shaped.understood.columns:
            if column.role == "unit":
                wanted = [column.level] if column.level in units.LEVELS else ["province", "district"]
                for level in wanted:
                    levels[level, parent if level in ("district", "commune") else ""] = None
    return list(levels) or [("province", "")]


def _day(work: Work) -> date | None:
    ends = [sheet.shaped.rows["period_end"].max() for sheet in work.intake.sheets if len(sheet.shaped.rows)]
    known = [end for end in ends if end == end]
    return max(known).date() if known else None


def _decide(work: Work, name: str, code: str) -> None:
    chosen = "" if code == SKIP else code
    state.answer(work, units={name: chosen})
