"""Units of government through time: identity, territory, succession and the names people type.

Owns everything that turns a code or a typed name into a unit of a day, and says what became of it.
It refuses to guess: what is not certain is asked. Pure; reads data/reference only.
"""

from danvan.units.history import (
    Succession,
    became,
    came_from,
    heirs,
    is_exact,
    predecessors,
    present,
    successors,
)
from danvan.units.registry import (
    LEVEL_NAMES,
    LEVELS,
    NATION,
    DatedName,
    Unit,
    all_units,
    ancestors,
    by_code,
    children,
    find,
    get,
    name_on,
    names,
    on_day,
    region_on,
    units,
)
from danvan.units.resolve import Resolution, resolve

__all__ = [
    "LEVEL_NAMES", "LEVELS", "NATION", "DatedName", "Resolution", "Succession", "Unit",
    "all_units", "ancestors", "became", "by_code", "came_from", "children", "find", "get", "heirs",
    "is_exact", "name_on", "names", "on_day", "predecessors", "present", "region_on", "resolve",
    "successors", "units",
]  # fmt: skip
