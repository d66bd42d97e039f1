"""One case of the register, as its last change left it."""

from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from danvan import catalogue
from danvan.texts import text
from danvan.units.fold import fold

DIALOGUE, RECEPTION, PETITION, OTHER = "doi_thoai", "tiep_dan", "don_thu", "khac"
ORIGINS = (DIALOGUE, RECEPTION, PETITION, OTHER)
"""Where a case was raised."""
TOPIC = "noi_dung"
"""The dimension of the catalogue that opinions are broken down by."""
WITHDRAWN = "withdrawn"
COLUMNS = (
    "case_id", "unit_id", "origin", "received", "topic", "content", "owner", "due", "settled", "outcome", "note",
    "paper", "seq", "action", "happened_at", "who",
)  # fmt: skip
"""The columns of a row, in the order of the fields of a case."""
DAYS = ("received", "due", "settled", "happened_at")
LONGEST = {"content": 500, "owner": 200, "outcome": 500, "note": 300, "paper": 300}
"""So many characters a text may have."""


@dataclass(frozen=True)
class Case:
    """One case. Empty texts and None: nobody has said. case_id '' for one that is not in the register yet.

    seq: the change that left it so; whoever changes it must have seen that one. action, changed_at, changed_by: of
    that change.
    """

    case_id: str
    unit_id: str
    origin: str
    received: date
    topic: str
    content: str
    owner: str = ""
    due: date | None = None
    settled: date | None = None
    outcome: str = ""
    note: str = ""
    paper: str = ""
    seq: int = field(default=0, compare=False)
    action: str = field(default="", compare=False)
    changed_at: datetime | None = field(default=None, compare=False)
    changed_by: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.settled is None

    @property
    def unassigned(self) -> bool:
        """Open, and nobody is to settle it or no day is set for it."""
        return self.is_open and (not self.owner or self.due is None)

    @property
    def identity(self) -> tuple[str, str, date, str]:
        """What makes two rows speak of one case: unit, origin, day and the words without accents and signs."""
        return self.unit_id, self.origin, self.received, fold(self.content)


def topics() -> tuple[str, ...]:
    """The codes of topics, in the order of the catalogue."""
    return tuple(value.code for value in catalogue.dimension(TOPIC).values)


def topic_name(code: str) -> str:
    """'Đất đai, giải phóng mặt bằng'; 'Chưa phân loại' for none."""
    value = catalogue.dimension(TOPIC).value(code) if code else None
    if value is None:
        return text("cases.topic_none")
    name = value.name.removeprefix("nội dung ")
    return name[:1].upper() + name[1:]


def origin_name(code: str) -> str:
    """'Đối thoại', 'Tiếp công dân', 'Đơn thư, KNTC', 'Khác'."""
    return text(f"cases.origin_{code}")


def of_rows(rows: pd.DataFrame) -> list[Case]:
    """The cases of the rows of queries/cases/register.sql, in their order."""
    columns = [_plain(rows[name]) if name in DAYS else rows[name].tolist() for name in COLUMNS]
    return [Case(*values) for values in zip(*columns, strict=True)]


def _plain(days: pd.Series) -> list[date | datetime | None]:
    """Days without a time, moments with theirs; None for an empty cell."""
    moments = pd.to_datetime(days).dt.to_pydatetime() if len(days) else []
    absent = days.isna().tolist()
    whole = days.name != "happened_at"
    return [None if gone else moment.date() if whole else moment for moment, gone in zip(moments, absent, strict=True)]
