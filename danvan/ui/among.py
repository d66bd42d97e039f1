"""Which units stand side by side on a page: provinces on the map; districts and communes within what they belong to."""

from dataclasses import dataclass
from datetime import date

from danvan.texts import text
from danvan.ui.filters import LAST_FORMER_DAY, Selection


@dataclass(frozen=True)
class Peers:
    """Units of a level on a day, below a parent (None: all of the country)."""

    level: str
    parent: str | None
    day: date

    @property
    def scope(self) -> str:
        """'tỉnh, thành phố', 'xã, phường, đặc khu' …: what the units are called together."""
        then = self.level == "commune" and self.day <= LAST_FORMER_DAY
        return text("grid.scope_commune_then" if then else f"grid.scope_{self.level}")


def in_view(selection: Selection) -> Peers:
    """The units that map, ranking and table of a selection show.

    The provinces of the day; for a district or commune its neighbours below the same unit, on its own last day once it
    has ended.
    """
    unit = selection.unit
    if unit.level in ("nation", "province"):
        return Peers("province", None, selection.day)
    return Peers(unit.level, unit.parent_id, min(selection.day, unit.valid_to or selection.day))
