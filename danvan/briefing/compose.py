"""From a briefing to the contents of its pages: `compose(database, briefing)`.

Owns what each kind of slide shows. A slide whose figures are not there is left out and named in `Deck.lacking`; it is
never shown with a zero. The same contents go to the screen, to PowerPoint, Word, PDF, HTML and Excel.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from danvan import catalogue, numbers, units
from danvan.briefing import drawn, told
from danvan.briefing.asked import Asked, document, row_of
from danvan.briefing.contents import Card, Cell, Deck, Page, Table
from danvan.briefing.model import Briefing, Slide, Wanted
from danvan.briefing.office import Office
from danvan.charts import rows as meaning
from danvan.charts.breakdown import FIELDS, LEVELS
from danvan.charts.ladder import NEW_RURAL, OPINIONS
from danvan.commentary.reading import inside, opening
from danvan.database import Database
from danvan.figures.ask import Figure
from danvan.periods import Period
from danvan.texts import text

BELOW = {"nation": "province", "province": "district", "district": "commune"}
REFORM = date(2025, 7, 1)
SOURCES_NAMED = 3
Builder = Callable[[Asked, Slide], Page | None]


def compose(
    database: Database, briefing: Briefing, office: Office, *, made: date, illustrative: bool, lineage: bool = True
) -> Deck:
    """The contents of a briefing as the figures stand now. `lineage`: also where each figure comes from."""
    asked = Asked(database, briefing)
    pages, lacking = [], []
    for slide in briefing.slides:
        if slide.hidden:
            continue
        page = BUILDERS[slide.kind](asked, slide)
        if page is None:
            lacking.append(text("briefing.lacks", name=name_of(asked, slide)))
        else:
            pages.append(page)
            lacking += [text("briefing.lacks_in", page=page.title, names=page.lacking)] if page.lacking else []
    pages = [_lacking_told(page, lacking) for page in pages]
    return Deck(
        title=briefing.title,
        subtitle=briefing.subtitle or asked.unit(Slide("title")).full_name,
        office=briefing.office or office.name,
        above=briefing.above or office.above,
        place=briefing.place or office.place,
        number=briefing.number,
        made=made,
        illustrative=illustrative,
        pages=tuple(page for page in pages if page.kind != "lacking" or page.paragraphs),
        lineage=asked.lineage() if lineage else (),
        lacking=tuple(lacking),
    )


def name_of(asked: Asked, slide: Slide) -> str:
    """What a slide is called: its own title, or its subject and place."""
    if slide.title:
        return slide.title
    if slide.figures:
        wanted = Wanted.parse(slide.figures[0])
        return catalogue.named(wanted.indicator, wanted.breakdown)
    return text(f"briefing.kind_{slide.kind}")


def _where(asked: Asked, slide: Slide) -> str:
    return f"{asked.unit(slide).full_name} · {asked.period(slide).label}"


def _title(asked: Asked, slide: Slide) -> Page:
    return Page("title", asked.briefing.title, asked.briefing.subtitle or _where(asked, slide), notes=_notes(slide))


def _text(asked: Asked, slide: Slide) -> Page | None:
    return Page("text", slide.title, paragraphs=slide.words, notes=_notes(slide)) if slide.words else None


def _lacking(asked: Asked, slide: Slide) -> Page:
    return Page("lacking", name_of(asked, slide), _where(asked, slide), notes=_notes(slide))


def _lacking_told(page: Page, lacking: Sequence[str]) -> Page:
    if page.kind != "lacking" or not lacking:
        return page
    return replace(page, paragraphs=tuple(lacking))


def _figures(asked: Asked, slide: Slide) -> Page | None:
    """Headline figures as cards, each with its change, and a sentence for each that is known."""
    found = asked.wanted(slide)
    if all(figure.value is None and figure.state != "held_no_count" for _, figure in found):
        return None
    said = [told.of_figure(asked, figure) for _, figure in found if figure.value is not None]
    return _page(
        asked,
        slide,
        said,
        [figure for _, figure in found],
        cards=tuple(_card(asked, f, asked.period(slide)) for _, f in found),
    )


def _card(asked: Asked, found: Figure, period: Period) -> Card:
    item = catalogue.get(found.indicator)
    row = row_of(found)
    label = catalogue.named(found.indicator, found.breakdown)
    when = "" if found.period == period else f" ({inside(found.period.label)})"
    return Card(
        label=label + when,
        text=meaning.value_text(row, decimals=item.decimals, unit=item.unit),
        value=found.value,
        change=_change(asked, found),
        note=" · ".join(
            filter(None, [numbers.fraction(found.numerator, found.denominator, missing=""), *_remarks(row)])
        ),
        key=drawn.key_of(row),
    )


def _remarks(row: dict) -> list[str]:
    """What must be known of a figure; that it was reported goes without saying."""
    return [note for note in meaning.notes(row) if note != meaning.LABELS["reported"]]


def _change(asked: Asked, found: Figure) -> str:
    """'+12 (+5,3%) so với cùng kỳ', or '' where nothing can be compared."""
    before = told.earlier(asked, found)
    if before is None or not (meaning.is_whole(row_of(found)) and meaning.is_whole(row_of(before))):
        return ""
    if found.qualifier or before.qualifier or not told.same_terms(found.indicator, found.period.end, before.period.end):
        return ""
    item = catalogue.get(found.indicator)
    gap = float(numbers.exact(found.value) - numbers.exact(before.value))
    points = numbers.SHORT_POINTS if item.unit == "%" else ""
    share = f" ({numbers.change(100 * gap / before.value, 1, '%')})" if not points and before.value > 0 else ""
    return f"{numbers.change(gap, item.decimals, points)}{share} {text('common.same_period')}"


def _bars(asked: Asked, slide: Slide) -> Page | None:
    """A few figures of one unit of measure beside each other."""
    found = [figure for _, figure in asked.wanted(slide)]
    names = [_bar_name(figure) for figure in found]
    rows = [row_of(figure) for figure in found]
    chart = drawn.bars(rows, names, title=name_of(asked, slide), subtitle=_where(asked, slide))
    if chart is None:
        return None
    said = [told.of_figure(asked, found[0]), *told.shares(found, names)]
    return _page(asked, slide, said, found, chart=chart)


def _bar_name(found: Figure) -> str:
    if found.breakdown:
        return opening(catalogue.breakdown_name(found.breakdown))
    return catalogue.get(found.indicator).name


def _unit_rows(asked: Asked, slide: Slide) -> tuple[pd.DataFrame, str, str | None]:
    """(rows of the units below the slide's, their level, the slide's own unit among its peers or None)."""
    unit, wanted = asked.unit(slide), Wanted.parse(slide.figures[0])
    if slide.kind == "children" or unit.level != "province":
        level = below(unit, asked)
        parent = None if unit.level == "nation" else unit.unit_id
        return asked.by_unit(slide, wanted, level=level, parent=parent), level, None
    return asked.by_unit(slide, wanted), "province", unit.unit_id


def below(unit: units.Unit, asked: Asked) -> str:
    """The level of a unit's parts on the briefing's day."""
    reformed = asked.briefing.geography == "now" or asked.period(Slide("title")).end >= REFORM
    return "commune" if unit.level == "province" and reformed else BELOW.get(unit.level, "commune")


def _map(asked: Asked, slide: Slide) -> Page | None:
    wanted = Wanted.parse(slide.figures[0])
    rows = asked.by_unit(slide, wanted)
    now = asked.briefing.geography == "now" or asked.period(slide).end >= REFORM
    title, when = name_of(asked, slide), asked.period(slide).label
    shown = drawn.map_of(rows, geography="now" if now else "then", title=title, subtitle=when)
    if shown is None:
        return None
    unit = asked.unit(slide)
    said = told.of_units(asked, rows, unit.unit_id if unit.level == "province" else None)
    return _page(asked, slide, said, [asked.figure(asked.key(slide, wanted))], map=shown)


def _ranking(asked: Asked, slide: Slide) -> Page | None:
    rows, level, own = _unit_rows(asked, slide)
    if rows.empty:
        return None
    chart = drawn.ranking(rows, title=name_of(asked, slide), subtitle=asked.period(slide).label, chosen=own)
    if chart is None:
        return None
    said = told.of_units(asked, rows, own, level=level)
    return _page(asked, slide, said, [asked.figure(asked.key(slide, Wanted.parse(slide.figures[0])))], chart=chart)


def _trend(asked: Asked, slide: Slide) -> Page | None:
    wanted = Wanted.parse(slide.figures[0])
    rows = asked.over_time(slide, wanted.indicator, [wanted.breakdown])
    if rows.empty:
        return None
    chart = drawn.trend(rows, title=name_of(asked, slide), subtitle=asked.unit(slide).full_name)
    if chart is None:
        return None
    return _page(asked, slide, told.of_course(rows), [asked.figure(asked.key(slide, wanted))], chart=chart)


def _levels(asked: Asked, slide: Slide) -> Page | None:
    wanted = Wanted.parse(slide.figures[0])
    labels = FIELDS if wanted.breakdown.startswith("linh_vuc") else LEVELS
    rows = asked.over_time(slide, wanted.indicator, list(labels))
    if rows.empty:
        return None
    chart = drawn.stacked(rows, labels, title=name_of(asked, slide), subtitle=asked.unit(slide).full_name)
    if chart is None:
        return None
    whole = asked.figure(asked.key(slide, Wanted(wanted.indicator)))
    parts = [asked.figure(asked.key(slide, Wanted(wanted.indicator, key))) for key in labels]
    said = [told.of_figure(asked, whole), *told.shares([whole, *parts], ["", *labels.values()])]
    return _page(asked, slide, said, [whole, *parts], chart=chart)


def _steps(steps: dict[str, str]) -> Builder:
    def build(asked: Asked, slide: Slide) -> Page | None:
        """Steps of one whole, each with its own number; a step not reported says so."""
        found = [asked.figure(asked.key(slide, Wanted(code))) for code in steps]
        rows = [row_of(figure) for figure in found]
        title = slide.title or text(f"briefing.kind_{slide.kind}")
        chart = drawn.bars(rows, list(steps.values()), title=title, subtitle=_where(asked, slide))
        if chart is None:
            return None
        said = [told.of_figure(asked, figure) for figure in found if figure.value is not None]
        return _page(asked, slide, said[:3], found, chart=chart)

    return build


def _children(asked: Asked, slide: Slide) -> Page | None:
    """A table of the units below: one column a figure asked for."""
    wanted = [Wanted.parse(figure) for figure in slide.figures]
    unit = asked.unit(slide)
    level, parent = below(unit, asked), None if unit.level == "nation" else unit.unit_id
    columns = [asked.by_unit(slide, each, level=level, parent=parent) for each in wanted]
    if not any(rows["value"].notna().any() for rows in columns):
        return None
    items = [catalogue.get(each.indicator) for each in wanted]
    lines = tuple(
        (Cell(names), *(_cell(row, item.decimals) for row, item in zip(rows, items, strict=True)))
        for names, *rows in zip(columns[0]["name"], *(rows.to_dict("records") for rows in columns), strict=True)
    )
    heads = tuple(
        f"{catalogue.named(each.indicator, each.breakdown)} ({item.unit})"
        for each, item in zip(wanted, items, strict=True)
    )
    table = Table(
        name_of(asked, slide),
        (text("common.unit"), *heads),
        (False, *(True for _ in items)),
        (0, *(item.decimals for item in items)),
        lines,
    )
    said = told.of_units(asked, columns[0], None, level=level)
    own = [asked.figure(asked.key(slide, each)) for each in wanted]
    return _page(asked, slide, said, own, table=table)


def _table(asked: Asked, slide: Slide) -> Page | None:
    """The figures asked for as a table: what, which period, how many, from where."""
    found = [figure for _, figure in asked.wanted(slide)]
    if all(figure.value is None and figure.state != "held_no_count" for figure in found):
        return None
    heads = tuple(text(f"briefing.column_{name}") for name in ("indicator", "period", "value", "note"))
    lines = tuple(
        (
            Cell(catalogue.named(figure.indicator, figure.breakdown)),
            Cell(figure.period.label),
            _cell(row_of(figure), catalogue.get(figure.indicator).decimals, catalogue.get(figure.indicator).unit),
            Cell("; ".join(_remarks(row_of(figure)))),
        )
        for figure in found
    )
    table = Table(name_of(asked, slide), heads, (False, False, True, False), (0, 0, 0, 0), lines)
    return _page(asked, slide, [], found, table=table)


def _cell(row: dict, decimals: int, unit: str = "") -> Cell:
    value = None if numbers.is_missing(row["value"]) else float(row["value"])
    return Cell(meaning.value_text(row, decimals=decimals, unit=unit), value, drawn.key_of(row))


def _page(asked: Asked, slide: Slide, said: Sequence[str], found: Sequence[Figure], **more: object) -> Page:
    """A page with its sentences, its source line and the presenter's notes."""
    documents = list(dict.fromkeys(document(source) for figure in found for source in figure.sources))
    caveats = [figure.reason for figure in found if figure.reason and figure.basis != "reported"]
    return Page(
        kind=slide.kind,
        title=name_of(asked, slide),
        subtitle=_where(asked, slide),
        paragraphs=slide.words or tuple(words for words in said if words),
        source=_source_line(documents, found),
        lacking=", ".join(
            catalogue.named(figure.indicator, figure.breakdown) for figure in found if figure.state == "missing"
        ),
        notes=(
            *_notes(slide),
            *dict.fromkeys(caveats),
            *(text("briefing.note_source", source=line) for line in documents),
        ),
        **more,
    )


def _notes(slide: Slide) -> tuple[str, ...]:
    return tuple(line for line in slide.notes.splitlines() if line.strip())


def _source_line(documents: Sequence[str], found: Sequence[Figure]) -> str:
    """'Nguồn: … và 2 tài liệu khác. Số liệu chốt đến 15/7/2020.'"""
    if not documents:
        return ""
    rest = len(documents) - SOURCES_NAMED
    named = "; ".join(documents[:SOURCES_NAMED])
    more = text("briefing.source_more", count=numbers.number(rest)) if rest > 0 else ""
    days = [figure.as_of for figure in found if figure.as_of]
    closed = text("briefing.source_closed", day=numbers.date(max(days))) if days else ""
    return " ".join(filter(None, [text("briefing.source", documents=named + more), closed]))


BUILDERS: dict[str, Builder] = {
    "title": _title,
    "figures": _figures,
    "bars": _bars,
    "map": _map,
    "ranking": _ranking,
    "trend": _trend,
    "levels": _levels,
    "ladder": _steps(NEW_RURAL),
    "funnel": _steps(OPINIONS),
    "children": _children,
    "table": _table,
    "text": _text,
    "lacking": _lacking,
}
