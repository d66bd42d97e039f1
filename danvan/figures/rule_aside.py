"""Owns the places beside a transaction where a large computation is done, and what is handed to and fro.

Inside a transaction a table just made counts as empty to the planner, which then joins the wrong way round, and one
that is dropped keeps its memory until the end. Beside it neither is so; only the figures go back into the transaction.
Tables of one share are too small for DuckDB to use a second processor on: two shares at a time do.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import duckdb
import pyarrow as pa

from danvan.database import query

# All that the steps read besides the scope, what was reported and what is known of the parts.
REFERENCE = (
    "unit", "territory", "unit_succession", "indicator", "indicator_level", "cell_part", "cell_kind", "ratio_term",
    "period_standard", "period_part", "period_span", "period_difference",
)  # fmt: skip
HANDED = ("scope", "selected", "work")
STORED, STORED_CONFLICT = "stored", "stored_conflict"
AT_ONCE = 2

Tables = dict[str, pa.Table]
Compute = Callable[[duckdb.DuckDBPyConnection], int]


class Aside:
    """A cursor that knows only what it was handed: where one share is computed."""

    def __init__(self, main: duckdb.DuckDBPyConnection) -> None:
        self._cursor = main.cursor()
        for table, rows in taken(main, REFERENCE).items():
            self._put(table, rows)

    def __enter__(self) -> "Aside":
        return self

    def __exit__(self, *_raised: object) -> None:
        self._cursor.close()

    def computed(self, handed: Tables, compute: Compute) -> Tables:
        """What comes out of a share: its figures in the order in which they are kept, and its conflicts if any."""
        self._cursor.execute(query("rule.tables").sql)
        for table, rows in handed.items():
            self._put(table, rows)
        conflicts = compute(self._cursor)
        self._cursor.execute(query("rule.stored").sql)
        made = taken(self._cursor, (STORED, STORED_CONFLICT) if conflicts else (STORED,))
        self._cursor.execute(query("rule.tables").sql)
        return made

    def _put(self, table: str, rows: pa.Table) -> None:
        self._cursor.register("handed", rows)
        self._cursor.execute(f"create or replace temp table {table} as from handed")
        self._cursor.unregister("handed")


def taken(cursor: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> Tables:
    """Tables of a cursor as they are now."""
    return {table: cursor.execute(f"from {table}").to_arrow_table() for table in tables}


def computed_aside(main: duckdb.DuckDBPyConnection, shares: Iterator[tuple[Tables, Compute]]) -> Iterator[Tables]:
    """What comes out of each share, in their order; two are computed at a time while the next one is gathered."""
    with ExitStack() as stack:
        asides = deque(stack.enter_context(Aside(main)) for _ in range(AT_ONCE))
        pool = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
        under_way: deque[tuple[Aside, Future[Tables]]] = deque()
        for handed, compute in shares:
            if not asides:
                yield _next(under_way, asides)
            aside = asides.popleft()
            under_way.append((aside, pool.submit(aside.computed, handed, compute)))
        while under_way:
            yield _next(under_way, asides)


def _next(under_way: deque[tuple[Aside, Future[Tables]]], asides: deque[Aside]) -> Tables:
    aside, found = under_way.popleft()
    made = found.result()
    asides.append(aside)
    return made
