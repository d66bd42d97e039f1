"""Who changes something that staff keep (a target, a case), why, and when."""

from dataclasses import dataclass, field
from datetime import datetime

from danvan.ingest.batches import now


@dataclass(frozen=True)
class Change:
    """Who changes something, why, and when (now, unless told)."""

    who: str
    reason: str = ""
    at: datetime | None = None
    moment: datetime = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "moment", self.at or now())
