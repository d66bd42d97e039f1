"""The form for a list of cases, empty or filled with those of the register: it can be sent back as it is read."""

from collections.abc import Sequence
from datetime import date

from danvan import units
from danvan.cases import item, words
from danvan.cases.item import ORIGINS, Case
from danvan.lists import form
from danvan.lists.form import Content, Form
from danvan.texts import text

COLUMNS = (
    "case_id", "unit_code", "unit", "above", "origin", "received", "topic", "content", "owner", "due", "settled",
    "outcome", "paper", "note",
)  # fmt: skip
WIDTHS = (11, 12, 26, 22, 17, 13, 26, 52, 32, 13, 13, 40, 30, 24)
DAYS = ("received", "due", "settled")
WIDE = ("content", "owner", "outcome", "paper", "note")
STATE, STATE_WIDTH = "state", 30


def empty_csv() -> bytes:
    """Headings and one example line."""
    return form.as_csv(_form(), [_example()])


def empty_xlsx() -> bytes:
    """The workbook with one example line."""
    return form.as_xlsx(_form(), [_example()])


def filled_csv(cases: Sequence[Case], today: date) -> bytes:
    """The cases in the columns of the form, with the state of the day behind them."""
    return form.as_csv(_form(with_state=True), [_line(case, today) for case in cases])


def filled_xlsx(cases: Sequence[Case], today: date, *, title: str, banner: str = "") -> bytes:
    """The same as a workbook."""
    return form.as_xlsx(_form(with_state=True, title=title), [_line(case, today) for case in cases], banner=banner)


def _form(*, with_state: bool = False, title: str = "") -> Form:
    columns = (*COLUMNS, STATE) if with_state else COLUMNS
    return Form(
        sheet=text("cases.sheet"),
        title=title or text("cases.sheet_title"),
        hint=text("cases.sheet_back") if with_state else text("cases.sheet_hint"),
        guide_name=text("cases.guide"),
        columns=columns,
        headings=[text(f"cases.head_{name}") for name in columns],
        widths=(*WIDTHS, STATE_WIDTH) if with_state else WIDTHS,
        guide=[text(f"cases.guide_{name}") for name in columns],
        days=DAYS,
        wide=WIDE,
        lists={
            "unit": [unit.full_name for unit in units.units("province")],
            "origin": [item.origin_name(code) for code in ORIGINS],
            "topic": [item.topic_name(code) for code in item.topics()],
        },
        frozen=3 if with_state else 2,
    )


def _example() -> Sequence[Content]:
    unit = units.find("42")
    return [
        "", "", text("cases.example_unit"), unit.full_name, item.origin_name(item.DIALOGUE), date(2026, 9, 10),
        item.topic_name(item.topics()[0]), text("cases.example_content"), text("cases.example_owner"),
        date(2026, 10, 15), None, "", text("cases.example_paper"), text("cases.example_note"),
    ]  # fmt: skip


def _line(case: Case, today: date) -> Sequence[Content]:
    unit = units.get(case.unit_id)
    province = next((above.full_name for above in units.ancestors(case.unit_id) if above.level == "province"), "")
    return [
        case.case_id, unit.unit_id, unit.full_name, province, item.origin_name(case.origin), case.received,
        item.topic_name(case.topic) if case.topic else "", case.content, case.owner, case.due, case.settled,
        case.outcome, case.paper, case.note, words.told(case, today),
    ]  # fmt: skip
