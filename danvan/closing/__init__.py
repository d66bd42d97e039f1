"""Closed periods (khóa sổ): which there are, since when, for whom, by whom closed and opened again, and why.

A closing names one period: closed are the figures whose time lies wholly in it (of a year: its halves, quarters, months
and days too), not those that reach beyond. Rows are only ever added. Who may change what is closed all the same, and
how that is kept, is danvan.ingest.closed.
"""

from danvan.closing.item import (
    BEGINNING,
    CLOSED,
    OPENED,
    Act,
    Closing,
    figures_words,
    from_rows,
    in_force,
    of,
    period_of,
    within,
    words,
)
from danvan.closing.store import close, close_again, every, reopen

__all__ = [
    "BEGINNING", "CLOSED", "OPENED", "Act", "Closing", "close", "close_again", "every", "figures_words", "from_rows",
    "in_force", "of", "period_of", "reopen", "within", "words",
]  # fmt: skip
