"""One block of a table read from end to end: its lines' units, periods, measures and figures, put into the long form.

Owns the order of the steps and which lines count as lines of a unit. Each step's decisions are its module's own.
"""

from collections.abc import Sequence

import numpy as np

from danvan.ingest.findings import WARN
from danvan.ingest.shape import naming, remarks, settle, words
from danvan.ingest.shape.cells import NUM
from danvan.ingest.shape.counts import hold_counts
from danvan.ingest.shape.fields import fields_of
from danvan.ingest.shape.layout import Block
from danvan.ingest.shape.lines import Matrix, matrix_of
from danvan.ingest.shape.naming import Named
from danvan.ingest.shape.pieces import PARTS, Writer
from danvan.ingest.shape.places import SLID, Places
from danvan.ingest.shape.reading import Reading, numbers_in
from danvan.ingest.shape.readout import ask_decimal, read_columns, tell_cells
from danvan.ingest.shape.roles import COMPARED, UNTOLD, Column
from danvan.ingest.shape.settle import Settler
from danvan.ingest.shape.times import Times, times_of
from danvan.ingest.shape.work import Work

SAME_TIME = "same_time"
GROUP, SKIPPED, HEADING = "group", "skipped", "heading"
KEEP = "keep"
"""The answer in Choices.totals by which lines of totals are loaded as figures of the whole."""

GROUP_NUMBERS = ("i", "v", "x", "a", "b", "c", "d", "đ", "e", "g", "h")


def read_block(work: Work, block: Block) -> None:
    """Read a block; everything found goes into `work`."""
    figures, times = _figures(work, block)
    if not figures:
        remarks.tell_columns(work, block, WARN)
        return
    reading = _understood(work, block, figures, times)
    whole = [_whole(reading.matrix, j) for j in range(len(figures))]
    reading.readouts = read_columns(work.document, work.cells, reading.rows, figures, whole, work.choices)
    work.ask(ask_decimal(reading.readouts, work.teller))
    work.ask(hold_counts(reading))
    reading.bad = remarks.tell_lines(reading) | _beside(reading)
    Writer(reading).write()
    remarks.tell_totals(reading)
    remarks.tell_left_out(reading)


def _figures(work: Work, block: Block) -> tuple[list[Column], Times]:
    """The columns of figures with their periods; without those that speak of two periods at once: they compare."""
    figures = block.of("measure", "value")
    times = times_of(work.cells, block, figures, work.context)
    if all(when.fault == SAME_TIME and any(map(str.isalpha, when.name)) for when in times.whens):
        return figures, times  # growth since the same time a year ago is what the table is about
    for column, when in zip(figures, times.whens, strict=True):
        if when.fault:
            column.role, column.how = "ignore", UNTOLD if when.fault == "untold" else COMPARED
    kept = [column for column in figures if column.role != "ignore"]
    return kept, times if len(kept) == len(figures) else times_of(work.cells, block, kept, work.context)


def _understood(work: Work, block: Block, figures: list[Column], times: Times) -> Reading:
    """What the lines and columns of a block mean."""
    places, combos = work.places(block, times, figures)
    _keep_totals(work, block, places)
    nation = _nation(block, places)
    numbers = numbers_in(work, block, figures)
    settler = Settler(places.named, times.periods, work.unit_context(places, times.periods), work.given)
    names, periods = _pairs(places, combos, times, numbers)
    settler.decide(names, periods, work.choices.geography)
    if not settler.trusts_codes:
        work.teller.add("shape_codes_not_ours", WARN, column=block.of("unit_code")[0].index)
    if (periods >= 0).any():
        work.ask(settle.tell_geography(work.teller, settler.geography, work.choices.geography))
    work.geographies.append((settler.geography, [times.periods[p] for p in np.unique(periods) if p >= 0]))
    matrix = matrix_of(work.cells, block, figures, times.whens, work.measures, work.title)
    kind = _kinds(work, block, places, times, settler, matrix, numbers.any(axis=1))
    own = (kind == "") & (places.combo >= 0)
    fields = fields_of(work.cells, block, work.teller)
    return Reading(work, block, figures, times, places, combos, settler, matrix, own, kind, fields, nation=nation)


def _whole(matrix: Matrix, j: int) -> bool | None:
    """Whether a column's figures are counts, as far as its indicators tell."""
    told = {matrix.measures[m].whole for m in matrix.of[:, j]}
    return told.pop() if len(told) == 1 else None


def _keep_totals(work: Work, block: Block, places: Places) -> None:
    """Where the user wants it, a total's line is a line of the whole: the nation, or the unit the sheet is about."""
    if work.choices.totals != KEEP or block.across:
        return
    for what, named in ((words.NATION, Named((("any", "Cả nước"),))), (words.TOTAL, work.about.named)):
        lines = places.kind == what
        if named and lines.any():
            places.combo[lines] = len(places.named)
            places.named.append(named)
            places.kind[lines] = ""


def _nation(block: Block, places: Places) -> np.ndarray:
    """The lines of the whole country: a rate's or a score's figure on them is the nation's own (see Reading.lines)."""
    lines = (places.kind == words.NATION) & (not block.across)
    if lines.any():
        places.combo[lines] = len(places.named)
        places.named.append(Named((("any", "Cả nước"),)))
    return lines


def _pairs(
    places: Places, combos: Sequence[np.ndarray], times: Times, numbers: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(name, period or -1) of all figures, each pair once."""
    size = len(times.periods) + 1
    plain = places.kind == ""
    seen = np.zeros(len(places.named) * size, dtype=bool)
    for j in range(numbers.shape[1]):
        combo = combos[j] if len(combos) else places.combo
        lines = numbers[:, j] & plain & (combo >= 0)
        seen[combo[lines].astype(np.int64) * size + times.of[times.line[lines], j] + 1] = True
    names, periods = np.divmod(np.flatnonzero(seen), size)
    return names, periods - 1


def _kinds(
    work: Work, block: Block, places: Places, times: Times, settler: Settler, matrix: Matrix, numbers: np.ndarray
) -> np.ndarray:
    """What each line is: '' for one of a unit."""
    kind = places.kind.copy()
    kind[times.headings] = HEADING
    kind[(kind == "") & ~matrix.named] = HEADING
    own = (kind == "") & (places.combo >= 0)
    if own.any() and not block.across:
        problems = _problems(work, places, times, settler, own)
        unknown = (problems == naming.UNKNOWN) & bool(block.of("unit", "unit_code"))
        kind[unknown & (~numbers | _numbered_as_group(work, block))] = GROUP
        kind[(kind == GROUP) & ~numbers & _figure_for_name(work, block)] = SLID
        kind[problems == naming.SKIPPED] = SKIPPED
    return kind


def _problems(work: Work, places: Places, times: Times, settler: Settler, own: np.ndarray) -> np.ndarray:
    """What is wrong with the name of each line, on the day of one of its figures; notes the units found."""
    last = times.of.max(axis=1) if times.of.size else np.full(1, -1)
    found = settler.units(places.combo[own], last[times.line][own].astype(np.int32))
    work.units |= dict.fromkeys(answer.unit_id for answer in settler.answers if answer.unit_id)
    made = np.full(len(own), "", dtype=object)
    made[own] = np.array([answer.problem for answer in settler.answers], dtype=object)[found]
    return made


def _figure_for_name(work: Work, block: Block) -> np.ndarray:
    """Lines that hold a figure where their name belongs: their cells have slid."""
    held = work.cells.kinds[np.ix_(block.rows, [column.index for column in block.of("unit")])]
    return (held == NUM).any(axis=1)


def _numbered_as_group(work: Work, block: Block) -> np.ndarray:
    """Lines whose list number is a letter or a roman numeral while others have plain numbers."""
    ordinal = block.one("ordinal")
    if ordinal is None or not ordinal.profile.numeric:
        return np.zeros(len(block.rows), dtype=bool)
    codes, texts = work.cells.column(ordinal.index)
    grouped = np.array([text.strip(" .)(").lower()[:1] in GROUP_NUMBERS and bool(text.strip()) for text in texts])
    return grouped[codes[block.rows]]


def _beside(reading: Reading) -> np.ndarray:
    """Read the numerators and denominators that stand beside the values; which lines have a faulty one."""
    work = reading.work
    columns = [column for role in PARTS for column in reading.block.of(role)[:1]]
    bad = np.zeros(len(reading.rows), dtype=bool)
    whole = [True] * len(columns)
    for readout in read_columns(work.document, work.cells, reading.rows, columns, whole, work.choices):
        reading.beside[readout.column.role] = readout
        tell_cells(readout, reading.rows, work.cells, reading.own, [], work.teller)
        bad |= readout.numbers.bad & reading.own
    return bad
