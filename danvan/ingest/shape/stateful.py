"""A list that holds no number at all: every line says by its state that something was held, or does not apply.

Owns finding such a table by its headings alone. It refuses anything but a list with columns for value and state.
"""

import numpy as np

from danvan.ingest.shape import words
from danvan.ingest.shape.cells import Cells
from danvan.ingest.shape.table import Table

FIRST_ROWS = 50


def list_of_states(cells: Cells) -> list[Table]:
    """The table whose headings name an indicator, a value and a state, and in which some state is told."""
    for r in range(min(cells.height, FIRST_ROWS)):
        roles = {told.role: c for c, text in cells.row(r).items() if (told := words.role(text))}
        if {"value", "state"} <= roles.keys() and {"indicator", "indicator_code"} & roles.keys():
            body = np.flatnonzero(cells.kinds[r + 1 :].any(axis=1)) + r + 1
            if cells.kinds[body, roles["state"]].any():
                titles = tuple(dict.fromkeys(text for above in range(r) for text in cells.row(above).values()))
                return [Table(0, cells.height, (r,), body, (roles["value"],), titles)]
    return []
