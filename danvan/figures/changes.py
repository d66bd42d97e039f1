"""What became of one cell, batch by batch: which report was in use before and after each import and undo.

It tells of what was reported for the cell itself; a figure that was added up changes with its parts.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from danvan.database import Database
from danvan.periods import Period

Report = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One batch: what the cell's report in use was before and after it (None: none), and the batch's own row."""

    batch: dict[str, Any]
    before: Report | None
    after: Report | None

    @property
    def kind(self) -> str:
        """'new', 'changed', 'gone' or 'same' (the report in use stayed, or said the same)."""
        if self.before is None or self.after is None:
            return "same" if self.before is self.after else "new" if self.before is None else "gone"
        return "same" if _said(self.before) == _said(self.after) else "changed"


def of_cell(database: Database, indicator: str, unit_id: str, breakdown: str, span: Period) -> list[Change]:
    """Every batch that has to do with the cell, the oldest first."""
    cell = {"indicator": indicator, "unit": unit_id, "breakdown": breakdown}
    cell |= {"period_start": span.start, "period_end": span.end}
    found, before = [], None
    for batch in database.ask("lineage.batches_of_cell", **cell).to_dict("records"):
        rows = database.ask("lineage.in_use_after", **cell, seq=batch["seq"])
        after = rows.iloc[0].to_dict() if len(rows) else None
        found.append(Change(batch, before, after))
        before = after
    return found


def _said(report: Report) -> tuple[Any, ...]:
    return tuple(
        None if pd.isna(report[name]) else report[name]
        for name in ("value", "numerator", "denominator", "qualifier", "state")
    )
