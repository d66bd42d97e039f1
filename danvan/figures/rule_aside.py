"""Owns the place beside a transaction where a large computation is done: a cursor of its own, and what is handed to it.

Inside a transaction a table just made counts as empty to the planner, which then joins the wrong way round, and one
that is dropped keeps its memory until the end. Beside it neither is so; only the figures go back into the transaction.
"""

from types import TracebackType

import duckdb

from danvan.database import query

# All that the steps read besides the scope, what was reported and what is known of the parts.
REFERENCE = (
    "unit", "territory", "unit_succession", "indicator", "indicator_level", "cell_part", "cell_kind", "ratio_term",
    "period_standard", "period_part", "period_span", "period_difference",
)  # fmt: skip


class Aside:
    """A cursor that knows only what it was handed; `cursor` is where to compute."""

    def __init__(self, main: duckdb.DuckDBPyConnection) -> None:
        self.main, self.cursor = main, main.cursor()

    def __enter__(self) -> "Aside":
        for table in REFERENCE:
            self._take(table)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cursor.close()

    def begin(self) -> None:
        """Take over the scope of one share, what was reported in it, and the figures beside it that are known."""
        self.cursor.execute(query("rule.tables").sql)
        for table in ("scope", "selected", "work"):
            self._take(table)

    def end(self) -> None:
        """Give the figures and conflicts back, under the names that they have here."""
        for table in ("work", "work_conflict"):
            self.main.execute(f"drop table temp.{table}")
            self.main.register(table, self.cursor.execute(f"from {table}").to_arrow_table())

    def done(self) -> None:
        """Let go of what was given back."""
        for table in ("work", "work_conflict"):
            self.main.unregister(table)
        self.cursor.execute(query("rule.tables").sql)

    def _take(self, table: str) -> None:
        handed = self.main.execute(f"from {table}").to_arrow_table()
        self.cursor.register("handed", handed)
        self.cursor.execute(f"create or replace temp table {table} as from handed")
        self.cursor.unregister("handed")
