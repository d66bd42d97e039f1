"""Step 3: what each column is: a unit, a period, figures of an indicator, or nothing to bring in."""

from collections.abc import Container
from dataclasses import replace

import streamlit as st

from danvan import catalogue
from danvan.errors import DanVanError
from danvan.ingest.choices import ColumnChoice
from danvan.ingest.run import Sheet
from danvan.ingest.shape.understood import ColumnRead
from danvan.ingest.shape.when import without_periods
from danvan.numbers import number
from danvan.texts import text
from danvan.ui.chooser import Choice, Row, chooser
from danvan.ui.picker import Item
from danvan.ui.plain import plain
from danvan.ui.upload import declare, measures, pick, reading, state, steps
from danvan.ui.upload.pick import NEW
from danvan.ui.upload.state import COLUMNS, Work

ROLE = "="
"""Codes of what a column is begin with it when it is no indicator: '=unit:province', '=ignore'."""
ROLES = (
    "ignore", "unit:province", "unit:district", "unit:commune", "unit:any", "unit_code", "ordinal", "period", "year",
    "half", "quarter", "month", "from", "to", "as_of", "indicator", "indicator_code", "breakdown", "value", "numerator",
    "denominator", "qualifier", "state", "source", "place", "note", "unit_kind", "name_other",
)  # fmt: skip
WHOLE = "*"
SAMPLES = 4
MANY = 4
"""From so many unknown columns on, they can be decided together."""
Group = tuple[ColumnRead, ...]


def draw(work: Work) -> None:
    """Draw the step."""
    sheet = reading.chosen_sheet(work)
    if count := work.open_questions(COLUMNS):
        st.warning(text("upload.columns_todo", count=number(count)))
    waiting = {item.name: _open_in(item) for item in work.intake.sheets}
    reading.sheet_switch(work, waiting)
    _elsewhere(work, sheet, waiting)
    groups = _groups(sheet)
    open_ = [group for group in groups if _is_open(group[0])]
    shown = groups
    if open_ and len(open_) < len(groups):
        key = work.key("columns_shown")
        only = st.segmented_control(
            text("upload.columns_shown"),
            ["open", "all"],
            default="all",
            required=True,
            format_func=lambda code: text(
                f"upload.columns_{code}", count=number(len(open_ if code == "open" else groups))
            ),
            key=key,
            label_visibility="collapsed",
        )
        shown = open_ if only == "open" else groups
    _rest(work, sheet, len(open_))
    measures.draw(work, sheet)
    _table(work, sheet, shown)
    declare.draw(work, sheet)
    steps.onward(work, COLUMNS)


def _open_in(sheet: Sheet) -> int:
    """How many questions about its figures a sheet has."""
    return sum(state.step_of(question) == COLUMNS for question in sheet.shaped.questions)


def _elsewhere(work: Work, sheet: Sheet, waiting: dict[str, int]) -> None:
    """Where this sheet is settled and another is not, the way to that one."""
    others = [name for name, count in waiting.items() if count and name != sheet.name]
    if waiting[sheet.name] or not others:
        return
    st.button(
        text("upload.columns_elsewhere", sheet=plain(others[0], 40), count=number(waiting[others[0]])),
        key=work.key("columns_elsewhere"),
        type="primary",
        on_click=lambda: st.session_state.update({work.key("sheet_in_view"): others[0]}),
    )


def _rest(work: Work, sheet: Sheet, open_: int) -> None:
    """For a table of many columns: leave out those that nobody knows, or declare them all."""
    declaring = any(answers.all_new for answers in work.answers.values())
    if open_ < MANY and not declaring:
        return
    key = work.key("all_new")
    st.session_state[key] = declaring
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            text("upload.ignore_open", count=number(open_)),
            key=work.key("ignore_open"),
            disabled=not open_,
            on_click=_ignore_open,
            args=(work, sheet),
        )
        st.checkbox(
            text("upload.all_new"),
            key=key,
            help=text("upload.all_new_help"),
            on_change=lambda: state.answer(work, all_new=st.session_state[key]),
        )


def _ignore_open(work: Work, sheet: Sheet) -> None:
    for other in work.intake.sheets:
        if other.signature == sheet.signature:
            keys = [column.key for column in other.shaped.understood.columns if _is_open(column)]
            state.answer(work, (other.name,), columns=dict.fromkeys(keys, ColumnChoice("ignore")))


def _groups(sheet: Sheet) -> list[Group]:
    """Columns to be decided together: those of the same figures that differ in their period alone."""
    found: dict[tuple[str, ...], list[ColumnRead]] = {}
    for column in sheet.shaped.understood.columns:
        alone = (str(column.key),)
        mark = ("measure", without_periods(column.header)) if column.role == "measure" and column.period else alone
        found.setdefault(mark, []).append(column)
    return [tuple(group) for group in found.values()]


def _is_open(column: ColumnRead) -> bool:
    return column.role == "measure" and not column.indicator


def _table(work: Work, sheet: Sheet, groups: list[Group]) -> None:
    declared = sheet.choices.new_indicators
    pools = {"what": [*pick.indicator_items(declared), *_role_items()]}
    own = work.answers.get(sheet.name, work.common).columns
    rows = [_row(sheet, group, pools, own) for group in groups]
    by_row = {row.row: group for row, group in zip(rows, groups, strict=True)}

    def _chosen(row: str, name: str, code: str) -> None:
        if row in by_row:
            _decide(work, sheet, by_row[row], name, code)

    chooser(
        [text("upload.column_in_file"), text("upload.column_samples"), text("upload.column_is")],
        rows,
        pools,
        key=work.key("columns", sheet.name),
        label=text("upload.column_is"),
        chosen=_chosen,
    )


def _row(sheet: Sheet, group: Group, pools: dict[str, list[Item]], own: Container[int]) -> Row:
    column = group[0]
    first = tuple(dict.fromkeys(item.indicator for item in column.proposals))
    label = f"{_header(group)}: {text('upload.column_is')}"
    choices = [Choice("what", label, _code(column), "what", first, must=_is_open(column))]
    if column.indicator and (parts := _parts(column.indicator)):
        pools[f"part {column.indicator}"] = parts
        choices.append(
            Choice("part", text("upload.column_part"), column.breakdown or WHOLE, f"part {column.indicator}")
        )
    remark, tone = _remark(sheet, column, own)
    return Row(
        ",".join(str(item.key) for item in group),
        (_header(group), _samples(sheet, column)),
        tuple(choices),
        remark,
        tone,
    )


def _header(group: Group) -> str:
    column = group[0]
    if len(group) == 1:
        return f"{column.letter} · {column.header or text('upload.no_name')}"
    span = text("upload.columns_alike", count=len(group), first=group[0].period.short, last=group[-1].period.short)
    return f"{column.letter}–{group[-1].letter} · {without_periods(column.header) or text('upload.no_name')} ({span})"


def _samples(sheet: Sheet, column: ColumnRead) -> str:
    """The first few different values under the header, as sent."""
    header = sheet.shaped.understood.header_rows
    cells = sheet.grid.text.iloc[(header[1] if header else 0) :, column.index].head(200)
    read = set(sheet.shaped.rows["row"].unique().tolist())
    # Lines that give no figure (column numbers, headings of groups) say nothing of a column; unless no line does.
    told = [value for row, value in zip(cells.index, cells, strict=True) if row in read] if read else list(cells)
    values = list(dict.fromkeys(filter(None, told)))[:SAMPLES]
    return " · ".join(value if len(value) <= 24 else value[:23] + "…" for value in values)


def _code(column: ColumnRead) -> str:
    if column.role == "measure":
        return column.indicator
    if column.role == "unit":
        return f"{ROLE}unit:{column.level or 'any'}"
    return f"{ROLE}{column.role}"


def _remark(sheet: Sheet, column: ColumnRead, own: Container[int]) -> tuple[str, str]:
    """Why it was taken so, and the tone in which to say it. own: columns that were answered for this file itself."""
    if column.role == "ignore":
        return "", "faint"
    if _is_open(column):
        return _doubt(column), "warn"
    period = column.period.label if column.period and column.role == "measure" else ""
    how = text("upload.remembered") if column.key in sheet.choices.columns and column.key not in own else column.how
    return " · ".join(filter(None, (period, how))), "good" if column.indicator else ""


def _doubt(column: ColumnRead) -> str:
    """Why a column of figures is not taken for an indicator by itself."""
    if not column.proposals:
        return text("upload.column_unknown")
    nearest = column.proposals[0]
    name = pick.indicator_name({}, nearest.indicator, nearest.breakdown)
    return text("upload.column_other_unit" if nearest.how == "other_unit" else "upload.perhaps", name=name)


def _parts(indicator: str) -> list[Item]:
    """The whole and every part of an indicator; none where there are no parts (or it is declared just now)."""
    try:
        keys = [key for key, _ in catalogue.breakdowns(indicator)]
    except DanVanError:
        return []
    if len(keys) < 2:
        return []
    whole = Item(WHOLE, text("upload.part_whole"))
    return [whole, *(Item(key, catalogue.breakdown_name(key).capitalize()) for key in keys if key)]


def _role_items() -> list[Item]:
    group = text("upload.roles_group")
    return [Item(f"{ROLE}{role}", text(f"upload.role_{role.replace(':', '_')}"), group=group) for role in ROLES]


def _decide(work: Work, sheet: Sheet, group: Group, name: str, code: str) -> None:
    """Keep what the user chose for a group of columns, in every sheet with the same headers."""
    if name == "what" and code == NEW:
        declare.ask(work, sheet, group)
        return
    given = work.answers.get(sheet.name, work.common).columns
    columns = {}
    for column in group:
        own = given.get(column.key, ColumnChoice("measure", indicator=column.indicator))
        if name == "part":
            part = "" if code == WHOLE else code
            columns[column.key] = replace(own, role="measure", indicator=column.indicator, breakdown=part)
        elif code.startswith(ROLE):
            role, _, level = code.removeprefix(ROLE).partition(":")
            columns[column.key] = ColumnChoice(role, level="" if level == "any" else level)
        else:
            # The part that the header itself names goes along ('… cấp xã').
            part = next((item.breakdown for item in column.proposals if item.indicator == code), "")
            columns[column.key] = ColumnChoice("measure", indicator=code, breakdown=part)
    state.answer(work, state.same_kind(work, sheet), columns=columns)
