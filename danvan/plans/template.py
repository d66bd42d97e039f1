"""The form for a list of targets: its columns, what they offer and ask for, and an example line."""

from collections.abc import Sequence
from datetime import date

from danvan import catalogue, units
from danvan.lists import form
from danvan.lists.form import Form
from danvan.plans.targets import NOT_AIMED_AT
from danvan.texts import text

COLUMNS = (
    "code", "indicator", "part", "unit_code", "unit", "above", "start", "due", "bound", "value", "base", "title",
    "number", "day", "issuer", "note",
)  # fmt: skip
WIDTHS = (11, 44, 14, 10, 30, 24, 13, 13, 17, 12, 14, 40, 16, 14, 28, 24)
DAYS = ("start", "due", "day")


def headings() -> list[str]:
    """The headings in their order."""
    return [text(f"plans.head_{name}") for name in COLUMNS]


def as_csv() -> bytes:
    """Headings and one example line, as Excel opens it."""
    return form.as_csv(_form(), [_example()])


def as_xlsx() -> bytes:
    """The workbook: the list with one example line, and what each column asks for."""
    return form.as_xlsx(_form(), [_example()])


def _form() -> Form:
    return Form(
        sheet=text("plans.sheet"),
        title=text("plans.sheet_title"),
        hint=text("plans.sheet_hint"),
        guide_name=text("plans.guide"),
        columns=COLUMNS,
        headings=headings(),
        widths=WIDTHS,
        guide=[text(f"plans.guide_{name}") for name in COLUMNS],
        days=DAYS,
        lists=_lists(),
    )


def _example() -> Sequence[str | float | date]:
    item, unit = catalogue.get("DT01"), units.find("42")
    year = 2026
    return [
        item.code, item.name, "", unit.code, unit.full_name, "", date(year, 1, 1), date(year, 12, 31),
        text("plans.bound_at_least"), 120, "", text("plans.example_title"), "12-KH/TU", date(year, 1, 5),
        text("plans.example_issuer"), text("plans.example_note"),
    ]  # fmt: skip


def _lists() -> dict[str, list[str]]:
    """Drop-downs: indicators, provinces of today, and the two sides of a bound."""
    items = [item for item in catalogue.all_indicators() if item.kind not in NOT_AIMED_AT]
    provinces = [units.get(units.NATION), *units.units("province", date(2026, 1, 1))]
    return {
        "code": [item.code for item in items],
        "indicator": [item.name for item in items],
        "unit_code": [unit.code for unit in provinces],
        "unit": [unit.full_name for unit in provinces],
        "bound": [text("plans.bound_at_least"), text("plans.bound_at_most")],
    }
