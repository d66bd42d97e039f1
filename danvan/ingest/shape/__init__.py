"""The shape stage: a sheet's cells exactly as sent → one row a figure, with unit, indicator, period and value.

Owns the order: tables, headers, blocks, then block by block. It reads no database and guesses nothing silently: how
everything was understood is in `understood`, everything can be answered differently in Choices, and what is left out
is told.
"""

from collections import Counter
from dataclasses import replace

from danvan.ingest.choices import Choices, ColumnChoice
from danvan.ingest.findings import WARN
from danvan.ingest.grid import Document, Grid
from danvan.ingest.shape.block import read_block
from danvan.ingest.shape.cells import NUM
from danvan.ingest.shape.headers import Header, read_headers
from danvan.ingest.shape.layout import Block, blocks_of
from danvan.ingest.shape.stateful import list_of_states
from danvan.ingest.shape.summary import finish
from danvan.ingest.shape.table import find_tables
from danvan.ingest.shape.understood import (
    NEXT_TABLE,
    ColumnRead,
    Question,
    Shaped,
    Understood,
    no_rows,
    signature,
)
from danvan.ingest.shape.work import Work

__all__ = ["ColumnRead", "Question", "Shaped", "Understood", "shape", "signature"]


def shape(document: Document, grid: Grid, choices: Choices) -> Shaped:
    """One sheet in the long form, as far as the answers given so far allow."""
    work = Work(document, grid, choices)
    tables = find_tables(work.cells, choices.header_rows) or list_of_states(work.cells) if grid.text.size else []
    if not tables:
        work.teller.add("shape_no_table", WARN)
        return Shaped(no_rows(), Understood(), (), work.teller.done())
    blocks: list[Block] = []
    by_header: dict[str, ColumnChoice] = {}
    for number, table in enumerate(tables):
        headers = read_headers(work.cells, table)
        chosen = _chosen(choices, number, headers, by_header)
        work.start(number, table)
        work.skipped.update(table.dropped)
        for block in blocks_of(work.cells, table, headers, chosen, choices.layout):
            read_block(work, block)
            work.settle(block)
            blocks.append(block)
    if tables[-1].bottom < work.cells.height and (work.cells.kinds[tables[-1].bottom :] == NUM).any():
        work.teller.add("shape_rest_not_read", WARN, row=tables[-1].bottom, count=len(tables))
    return finish(work, tables, blocks)


def _chosen(
    choices: Choices, number: int, headers: dict[int, Header], by_header: dict[str, ColumnChoice]
) -> dict[int, ColumnChoice]:
    """The answers for the columns of one table; a header answered for in a table above has that answer here too.

    Only a header that stands above one column alone, and never its period: that is the other table's own.
    """
    own = {key - number * NEXT_TABLE: choice for key, choice in choices.columns.items() if key // NEXT_TABLE == number}
    times = Counter(header.text for header in headers.values())
    alone = {header.text: c for c, header in headers.items() if header.text and times[header.text] == 1}
    found = {c: by_header[text] for text, c in alone.items() if text in by_header} | own
    for text, c in alone.items():
        if c in own:
            by_header.setdefault(text, replace(own[c], period=""))
    return found
