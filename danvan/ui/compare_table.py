"""The table of a comparison of units: rank, value, parts, distance from the nation, state; with its files."""

from collections.abc import Mapping, Sequence
from typing import Any

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.charts.comparison import Reference
from danvan.charts.comparison_places import Order, Standing
from danvan.export.paper import Head, Paper
from danvan.figures import compare
from danvan.texts import text
from danvan.ui import compare_data, download, drawer_key, frame
from danvan.ui.compare_choice import Choice
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table

Row = Mapping[str, Any]


def draw(
    selection: Selection, choice: Choice, order: Order, beside: Sequence[Reference], *, title: str, decimals: int
) -> None:
    """One line a unit: those in order, those apart, those without a figure."""
    absent = [Standing(row, meaning.name_of(row), None, None, 0) for row in order.absent]
    everyone = [*order.placed, *order.apart, *absent]
    nation = _nation(beside)
    heads = _heads(choice, nation, ranked=any(one.first for one in order.placed))
    lines = [[_cell(key, one, nation, decimals, choice, selection) for key in heads] for one in everyone]
    label = f"{title}, {selection.period.label}"
    table(list(heads.values()), lines, key="compare_table", label=label, stack=True, pinned=True)

    unit_ids = [one.row["unit_id"] for one in everyone]
    plain = compare_data.cells(selection, [choice.indicator], unit_ids, [selection.period])
    origins, banner = download.origins(plain, selection.geography), download.banner()

    def _paper() -> Paper:
        rows = [
            tuple(
                download.content(dict(one.row), decimals) if key == "value" else cell.shown
                for key, cell in zip(heads, line, strict=True)
            )
            for line, one in zip(lines, everyone, strict=True)
        ]
        return Paper(
            title=title,
            heads=tuple(Head(head.name, head.numeric) for head in heads.values()),
            rows=tuple(rows),
            origins=origins(),
            about=(selection.period.label, download.geography_words(selection.geography)),
            banner=banner,
        )

    download.offer(_paper, name=f"so-sanh-{choice.indicator}-{selection.period.code}", key="compare")


def _nation(beside: Sequence[Reference]) -> Row | None:
    """The figure of the whole country, where there is one to hold the others against."""
    found = next((one.row for one in beside if one.name == text("common.all_country")), None)
    return None if found is None or numbers.is_missing(found["value"]) else found


def _heads(choice: Choice, nation: Row | None, *, ranked: bool) -> dict[str, Column]:
    with_parts = catalogue.get(choice.indicator).kind == "ratio" or choice.measure != compare.VALUE
    heads = {
        "unit": Column(text("common.unit")),
        "rank": Column(text("compare.rank"), numeric=True) if ranked else None,
        "value": Column(text("compare.value", unit=compare_data.unit_of_measure(choice)), numeric=True),
        "parts": Column(text("compare.parts"), numeric=True) if with_parts else None,
        "nation": Column(_against(nation), numeric=True) if nation else None,
        "state": Column(text("compare.state")),
    }
    return {key: head for key, head in heads.items() if head}


def _against(nation: Row) -> str:
    """'So với cả nước (58/63)': what is not whole says so in the head."""
    parts = download.parts_words(dict(nation)) if nation["basis"] == "partial" else ""
    return f"{text('compare.against_nation')} {parts}".strip()


def _cell(key: str, one: Standing, nation: Row | None, decimals: int, choice: Choice, selection: Selection) -> Cell:
    row = one.row
    if key == "unit":
        link = frame.link("unit_profile", dv=row["unit_id"], ky=selection.period.code, lk=selection.kind)
        return Cell(row["full_name"], row["name"], link=link)
    if key == "rank":
        return Cell(one.words, one.first, "line")
    if key == "value":
        return value(row, decimals)
    if key == "parts":
        shown = numbers.fraction(row["numerator"], row["denominator"], missing="")
        return Cell(shown, float(row["numerator"]) if shown else None, "soft")
    if key == "nation":
        return _distance(row, nation, decimals, compare_data.unit_of_measure(choice))
    return state(row)


def value(row: Row, decimals: int) -> Cell:
    """The figure as a cell; a dash where there is none (the state says why)."""
    if numbers.is_missing(row["value"]):
        return Cell("–", None)
    key = str(drawer_key.of_row(row, "table.cells")) if row.get("unit_id") else ""
    return Cell(meaning.value_text(row, decimals=decimals), float(row["value"]), key=key)


def state(row: Row) -> Cell:
    """What a reader must know of a figure, in words."""
    if numbers.is_missing(row["value"]):
        words = download.state_words(dict(row))
        return Cell(words, words, "missing")
    words = ", ".join(meaning.notes(row))
    return Cell(words, words, "warn" if meaning.status(row) in ("partial", "expected") else "soft")


def _distance(row: Row, nation: Row | None, decimals: int, measure: str) -> Cell:
    if nation is None or not meaning.is_whole(row) or row["qualifier"] or nation["qualifier"]:
        return Cell("", None)
    difference = float(numbers.exact(row["value"]) - numbers.exact(nation["value"]))
    words = numbers.change(difference, decimals, numbers.SHORT_POINTS if measure == "%" else "")
    return Cell(words, difference, "soft")
