"""Owns running the checks of queries/checks/ on figures as they would be or as they are.

A check is a query over figure, figure_conflict, observation and batch. To look at a part of the data, or at what it
would become, temporary tables of those names are put before the real ones; the checks themselves know nothing of it.
A check speaks of one unit and of indicators of one topic.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

import duckdb
import pandas as pd

from danvan.database import all_queries, query
from danvan.ingest.findings import MOST_OF_A_KIND

PREFIX = "checks."
# Told of each row already: by its status, or as a fault of the row itself.
TOLD_OTHERWISE = {
    "warn_sources_disagree",
    "warn_derivations_disagree",
    "warn_unit_outside_its_time",
    "warn_level_not_listed",
    "warn_part_outside_its_time",
}
STATED = ("stated_breakdown", "stated_time", "stated_territory", "stated_present")


@cache
def names() -> tuple[str, ...]:
    """Every check whose findings are warnings, without its folder."""
    return tuple(name.removeprefix(PREFIX) for name in all_queries() if name.startswith(f"{PREFIX}warn_"))


@cache
def _speaks_of(name: str) -> frozenset[str]:
    """The indicators that a check names; none for one that looks at all of them."""
    return frozenset(re.findall(r"'([A-Z]{2}\d{2})'", query(PREFIX + name).sql))


@cache
def named() -> tuple[str, ...]:
    """The indicators that some check relates to others."""
    return tuple(sorted(frozenset().union(*(_speaks_of(name) for name in names()))))


def run(
    cursor: duckdb.DuckDBPyConnection,
    checks: Iterable[str],
    indicators: set[str] | None = None,
    *,
    anew: bool = True,
) -> None:
    """Put what the checks find into the temporary table `found`; those about other indicators are left out.

    anew: begin with an empty table, else add to it.
    """
    if anew:
        cursor.execute(query("quality.found_table").sql)
    for name in checks:
        if indicators is None or not _speaks_of(name) or _speaks_of(name) & indicators:
            # The text of a check is the program's own; a view is how its rows are named without copying them.
            cursor.execute(f"create or replace temp view violation as {query(PREFIX + name).sql}")
            cursor.execute(query("quality.found").sql, {"check_name": name})


@contextmanager
def shadowed(cursor: duckdb.DuckDBPyConnection, by: str) -> Iterator[None]:
    """While it lasts the cursor sees the temporary tables that the query `by` writes in place of the real ones."""
    cursor.execute(query(by).sql)
    try:
        yield
    finally:
        cursor.execute(query("quality.set_aside").sql)


def put_scope(cursor: duckdb.DuckDBPyConnection, changed: pd.DataFrame) -> None:
    """Write the temporary table `scope`: what the rule would compute anew if these cells changed."""
    cursor.execute(query("rule.tables").sql)
    cursor.register("changed_cells", changed)
    cursor.execute(query("rule.changed_some").sql)
    cursor.unregister("changed_cells")
    cursor.execute(query("rule.scope").sql)


def would_find(cursor: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What the checks would find about the rows of `incoming`: (by the checks, totals unlike their stated parts).

    Needs the temporary tables incoming, compared, rejected and paper. The cursor is of no other use afterwards: what
    would be stands before the real tables.
    """
    cells = cursor.execute(query("ingest.incoming_cells").sql).df()
    put_scope(cursor, cells)
    cursor.execute(query("ingest.stated").sql)
    if cursor.execute("select count(distinct source) from stated").fetchone()[0] > 1:
        cursor.execute(query("ingest.one_a_cell").sql)
    checks = [name for name in names() if name not in TOLD_OTHERWISE]
    cursor.execute(query("ingest.standing").sql, {"named": list(named())})
    cursor.execute(query("ingest.would_be").sql)
    run(cursor, checks, set(cells["indicator"]))
    found = cursor.execute(query("ingest.touching").sql, {"most": MOST_OF_A_KIND}).df()
    totals = [cursor.execute(query(f"ingest.{name}").sql).df() for name in STATED]
    return found, pd.concat(totals, ignore_index=True)
