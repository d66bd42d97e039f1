"""A sheet read to its end: the rows put together, how everything was understood, and the last questions.

Owns the words for the whole: layout, geography, decimal sign. It changes nothing that was read.
"""

import numpy as np

from danvan.ingest.findings import INFO, WARN
from danvan.ingest.shape import geography, when_sheet
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.table import Table
from danvan.ingest.shape.understood import (
    INDICATORS_DOWN,
    LONG,
    UNITS_ACROSS,
    WIDE_BOTH,
    WIDE_INDICATORS,
    WIDE_YEARS,
    Shaped,
    Understood,
)
from danvan.ingest.shape.work import Work

LINE_TIMES = ("period", "year", "half", "quarter", "month", "from", "to")


def finish(work: Work, tables: list[Table], blocks: list[Block]) -> Shaped:
    """The answer for a sheet."""
    rows = work.long.frame()
    undated = len(rows) and bool((rows["period_end"].isna() & ~np.isin(rows["row"], list(work.undated_rows))).any())
    if undated:
        work.ask_period()
    if work.used_context and work.context.where in (when_sheet.BY_SHEET, when_sheet.BY_FILE):
        name = work.grid.sheet if work.context.where == when_sheet.BY_SHEET else work.document.name
        work.teller.add("shape_period_from_name", WARN, value=name, period=work.context.period.label)
    if work.dashes and not work.choices.dash:
        work.teller.add("shape_dash", INFO, count=work.dashes)
    mode, why = _geography(work)
    head = tables[0].head
    known = Understood(
        layout=_layout(work, blocks),
        header_rows=(head[0] + 1, head[-1] + 1) if head else None,
        decimal=next((sign for sign, _ in work.decimals.most_common() if sign), ""),
        columns=tuple(work.columns),
        blocks=tuple(_span(block) for block in blocks),
        titles=tables[0].titles,
        unit_of_measure=tables[0].unit_of_measure,
        period=work.context.period if work.used_context else None,
        period_from=work.context.where if work.used_context else "",
        unit_id=_only(rows["unit_id"]) if work.about.named else "",
        unit_from=work.about.where,
        units=tuple(work.units),
        geography=mode,
        geography_why=why,
        skipped={reason: count for reason, count in work.skipped.items() if count},
        rows_read=work.rows_read,
        missing=work.missing,
        dashes=work.dashes,
        tables=len(tables),
        signature_of=tuple(work.signed),
    )
    return Shaped(rows, known, work.questions(), work.teller.done())


def _only(values: "np.ndarray") -> str:
    found = [value for value in values.unique() if value]
    return str(found[0]) if len(found) == 1 else ""


def _span(block: Block) -> tuple[int, int, int, int]:
    columns = [column.index for column in block.columns]
    return (
        min(columns),
        max(columns),
        int(block.rows[0]) if len(block.rows) else 0,
        int(block.rows[-1]) if len(block.rows) else 0,
    )


def _geography(work: Work) -> tuple[str, str]:
    """The division the names were understood by: '63', '34', or '' where both occur."""
    found = set()
    for chosen, periods in work.geographies:
        if chosen.mode == geography.OWN:
            found |= {"34" if period.end >= geography.NEW_ORDER else "63" for period in periods}
        else:
            found.add("34" if chosen.mode == geography.NEW else "63")
    why = next((chosen.why for chosen, _ in work.geographies if chosen.why), "")
    return (found.pop() if len(found) == 1 else ""), why


def _layout(work: Work, blocks: list[Block]) -> str:
    """The name of the layout of the first block that has figures."""
    for block in blocks:
        read = [c for c in work.columns if c.figures and any(c.index == column.index for column in block.columns)]
        if not read:
            continue
        periods = {column.period for column in read if column.period}
        names = {column.header for column in read}
        if block.across:
            return UNITS_ACROSS
        if not block.of("unit", "unit_code"):
            return INDICATORS_DOWN
        if block.of("indicator", "indicator_code") and len(periods) < 2:
            return LONG
        if len(periods) > 1:
            return WIDE_YEARS if len(names) == 1 else WIDE_BOTH
        return LONG if block.of(*LINE_TIMES) and len(read) == 1 else WIDE_INDICATORS
    return ""
