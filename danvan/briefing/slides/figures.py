"""Slides of single figures: as cards, as bars beside each other, as steps of one whole, as a table."""

from collections.abc import Sequence

from danvan import catalogue, numbers, units
from danvan.briefing import drawn, told
from danvan.briefing.asked import Asked, reading_of, row_of
from danvan.briefing.contents import Card, Cell, Page, Table
from danvan.briefing.model import Slide, Wanted
from danvan.briefing.slides.page import Builder, cell, name_of, page_of, remarks, where
from danvan.charts import rows as meaning
from danvan.commentary import short
from danvan.commentary.reading import inside, opening
from danvan.figures.ask import Figure
from danvan.periods import Period
from danvan.texts import text

TABLE_MOST = 2
"""Sentences beside a table, which says most itself."""


def figures(asked: Asked, slide: Slide) -> Page | None:
    """Headline figures as cards, each with its change, and a sentence for each that is known."""
    found = asked.wanted(slide)
    if all(figure.value is None and figure.state != "held_no_count" for _, figure in found):
        return None
    shown = [figure for _, figure in found]
    cards = tuple(_card(asked, each, asked.period(slide)) for each in shown)
    return page_of(asked, slide, told.of_figures(asked, shown), shown, cards=cards)


def _card(asked: Asked, found: Figure, period: Period) -> Card:
    item = catalogue.get(found.indicator)
    row = row_of(found)
    label = catalogue.named(found.indicator, found.breakdown)
    fraction = numbers.fraction(found.numerator, found.denominator, missing="")
    when = "" if found.period == period else f" ({inside(found.period.label)})"
    return Card(
        label=label + when,
        text=meaning.value_text(row, decimals=item.decimals, unit=item.unit),
        value=found.value,
        change=_change(asked, found),
        note=" · ".join(filter(None, [fraction, *remarks(row), *told.forecast(asked, found)])),
        key=drawn.key_of(row),
    )


def _change(asked: Asked, found: Figure) -> str:
    """'+12 (+5,3%) so với cùng kỳ', or '' where nothing can be compared."""
    changed = short.change(reading_of(found), told.earlier(asked, found))
    return changed.told if changed else ""


def bars(asked: Asked, slide: Slide) -> Page | None:
    """A few figures of one unit of measure beside each other."""
    found = [figure for _, figure in asked.wanted(slide)]
    names = _told_apart(found)
    rows = [row_of(figure) for figure in found]
    chart = drawn.bars(rows, names, title=name_of(asked, slide), subtitle=where(asked, slide))
    if chart is None:
        return None
    # Other units and other periods are no parts of the first figure.
    beside = len({(figure.unit_id, figure.period.code) for figure in found}) > 1
    said = told.of_figures(asked, found) if beside else told.of_parts(asked, found, names)
    return page_of(asked, slide, said, found, chart=chart)


def _told_apart(found: Sequence[Figure]) -> list[str]:
    """The names of bars: what they are, where, when; left out is what all of them share."""
    apart = [
        len({getattr(figure, name) for figure in found}) > 1 for name in ("indicator", "breakdown", "unit_id", "period")
    ]
    names = []
    for figure in found:
        said = [
            units.get(figure.unit_id).name if apart[2] else "",
            _bar_name(figure) if any(apart[:2]) or not any(apart) else "",
            inside(figure.period.label) if apart[3] else "",
        ]
        names.append(opening(", ".join(filter(None, said))))
    return names


def _bar_name(found: Figure) -> str:
    if found.breakdown:
        return opening(catalogue.breakdown_name(found.breakdown))
    return catalogue.get(found.indicator).name


def _in_table(found: Figure, *, with_unit: bool) -> str:
    name = catalogue.named(found.indicator, found.breakdown)
    return f"{units.get(found.unit_id).name}: {inside(name)}" if with_unit else name


def steps(names: dict[str, str]) -> Builder:
    """A builder for the steps of one whole (code → name), each with its own number; one not reported says so."""

    def build(asked: Asked, slide: Slide) -> Page | None:
        found = [asked.figure(asked.key(slide, Wanted(code))) for code in names]
        rows = [row_of(figure) for figure in found]
        title = slide.title or text(f"briefing.kind_{slide.kind}")
        chart = drawn.bars(rows, list(names.values()), title=title, subtitle=where(asked, slide))
        if chart is None:
            return None
        return page_of(asked, slide, told.of_steps(asked, found), found, chart=chart)

    return build


def table(asked: Asked, slide: Slide) -> Page | None:
    """The figures asked for as a table: what, which period, how many, from where."""
    found = [figure for _, figure in asked.wanted(slide)]
    if all(figure.value is None and figure.state != "held_no_count" for figure in found):
        return None
    heads = tuple(text(f"briefing.column_{name}") for name in ("indicator", "period", "value", "note"))
    several = len({figure.unit_id for figure in found}) > 1
    lines = tuple(
        (
            Cell(_in_table(figure, with_unit=several)),
            Cell(figure.period.label),
            cell(row_of(figure), catalogue.get(figure.indicator).decimals, catalogue.get(figure.indicator).unit),
            Cell("; ".join([*remarks(row_of(figure)), *told.forecast(asked, figure)])),
        )
        for figure in found
    )
    made = Table(name_of(asked, slide), heads, (False, False, True, False), (0, 0, 0, 0), lines)
    return page_of(asked, slide, told.of_figures(asked, found, TABLE_MOST), found, table=made)
