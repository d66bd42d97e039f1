"""The documents that prescribe or set targets: regulations, plans, resolutions.

They stand apart from the documents that figures come from (table `source`): a plan reports nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pandas as pd

from danvan import numbers
from danvan.ingest import sources
from danvan.ingest.choices import Paper


@dataclass(frozen=True)
class PlanDocument:
    """A document as it is cited; `day` None when nobody said."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    day: date | None = None

    @property
    def code(self) -> str:
        """The same title, number, issuer and day are the same document."""
        return sources.code_of(
            Paper(
                title=self.title,
                number=self.number,
                issuer=self.issuer,
                day=self.day.isoformat() if self.day else "",
            )
        )

    @property
    def cited(self) -> str:
        """'Kế hoạch số 12-KH/TU ngày 5/1/2026 của Tỉnh ủy': as much of it as is known."""
        number = f"số {self.number}" if self.number else ""
        day = f"ngày {numbers.date(self.day)}" if self.day else ""
        issuer = f"của {self.issuer}" if self.issuer else ""
        return " ".join(filter(None, (self.title, number, day, issuer)))


def put_in(cursor: duckdb.DuckDBPyConnection, document: PlanDocument) -> str:
    """Keep a document, if it is not kept yet, inside the caller's transaction; its code."""
    code = document.code
    if not cursor.execute("select 1 from plan_document where source = ?", [code]).fetchone():
        cursor.execute(
            "insert into plan_document values (?, ?, ?, ?, ?)",
            [code, document.title, document.number, document.issuer, document.day],
        )
    return code


def of_row(row: dict[str, Any]) -> PlanDocument:
    """The document in the columns title, number, issuer, day of a question's row."""
    said = {name: row[name] if isinstance(row[name], str) else "" for name in ("title", "number", "issuer")}
    return PlanDocument(**said, day=day_of(row["day"]))


def day_of(value: Any) -> date | None:
    """A day from a cell of a data frame; None for an empty one."""
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()
