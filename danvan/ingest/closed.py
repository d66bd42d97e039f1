"""Owns the refusal of what would change a closed period, and the leave that an administrator has with a reason.

Every function that writes reports or takes them back asks here twice: for the preview, and again under the write lock.
Which periods are closed is danvan.closing. What costs anything is done only when one is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

import duckdb
import pandas as pd

from danvan import closing, rights, units
from danvan.closing import Closing
from danvan.database import query
from danvan.database.queries import records
from danvan.errors import DanVanError
from danvan.texts import text

NAMED = 5
"""So many closings are named in a refusal; of more, how many."""


@dataclass(frozen=True)
class Leave:
    """An administrator's word that closed periods are changed: why, and the closings they were told of (None: any)."""

    reason: str = ""
    seen: frozenset[str] | None = None


NO_LEAVE = Leave()


@dataclass(frozen=True)
class Touched:
    """A closing, and how many of its figures would change."""

    closing: Closing
    figures: int

    @property
    def words(self) -> str:
        """'Năm 2024, khóa từ 15/02/2025, người khóa: Lan (3 số liệu)'."""
        return f"{closing.words(self.closing)} ({closing.figures_words(self.figures)})"


class PeriodClosed(DanVanError):
    """What was to be written or taken back would change a closed period."""


def put(cursor: duckdb.DuckDBPyConnection, today: date) -> dict[str, Closing]:
    """Write the closings in force into temporary tables for the questions; by id. None, and nothing written: all open.

    closed_now says of whom a closing is: of everybody but the units of closed_reach, or of those alone.
    """
    history = records(cursor.execute(query("closing.history").sql))
    known = closing.in_force(closing.from_rows(history), today)
    if not known:
        return {}
    spans = [(one.closing_id, one.period.start, one.period.end, _everywhere(one)) for one in known]
    reach = [(one.closing_id, unit) for one in known for unit in _reach(one)]
    cursor.register("now_closed", pd.DataFrame(spans, columns=["closing_id", "first", "last", "everywhere"]))
    cursor.register("now_reached", pd.DataFrame(reach, columns=["closing_id", "unit_id"], dtype=str))
    cursor.execute(query("closing.in_force").sql)
    cursor.execute(query("closing.reach").sql)
    cursor.unregister("now_closed")
    cursor.unregister("now_reached")
    return {one.closing_id: one for one in known}


def _everywhere(one: Closing) -> bool:
    return one.unit_id == units.NATION


def _reach(one: Closing) -> frozenset[str]:
    """Of a closing for everybody the units that it leaves open, else those that it closes."""
    spared = frozenset().union(*(_under(part) for part in one.opened_for))
    return spared if _everywhere(one) else _under(one.unit_id) - spared


@cache
def _under(whole: str) -> frozenset[str]:
    """Every unit that closing for one is about."""
    return frozenset(unit.unit_id for unit in units.all_units() if closing.within(unit.unit_id, whole))


def rows(cursor: duckdb.DuckDBPyConnection, today: date) -> tuple[pd.DataFrame, dict[str, Closing]]:
    """(row_no, closing_id) of the rows of `incoming` that would change a closed period, and the closings in force.

    Needs the temporary tables incoming and compared.
    """
    known = put(cursor, today)
    if not known:
        return pd.DataFrame({"row_no": pd.Series(dtype="int64"), "closing_id": pd.Series(dtype=str)}), {}
    cursor.execute(query("closing.incoming").sql)
    return cursor.execute("select row_no, closing_id from closed_row order by row_no, closing_id").df(), known


def by_incoming(cursor: duckdb.DuckDBPyConnection, today: date) -> tuple[Touched, ...]:
    """The closings of which writing `incoming` would change figures."""
    known = put(cursor, today)
    if not known:
        return ()
    cursor.execute(query("closing.incoming").sql)
    counts = cursor.execute("select closing_id, count(*) from closed_row group by closing_id order by all").fetchall()
    return tuple(Touched(known[one], figures) for one, figures in counts)


def by_undo(cursor: duckdb.DuckDBPyConnection, undo_id: str, today: date) -> tuple[Touched, ...]:
    """The closings of which an undo, entered and settled, changes figures."""
    known = put(cursor, today)
    if not known:
        return ()
    counts = cursor.execute(query("closing.undone").sql, {"undo": undo_id}).fetchall()
    return tuple(Touched(known[one], figures) for one, figures in counts)


def counted(found: pd.DataFrame, known: dict[str, Closing]) -> tuple[Touched, ...]:
    """What `rows` found, by closing."""
    counts = found["closing_id"].value_counts()
    return tuple(Touched(known[str(one)], int(counts[one])) for one in sorted(counts.index))


def allow(touched: tuple[Touched, ...], leave: Leave) -> None:
    """PeriodClosed unless nothing closed is touched, or an administrator said why and knows of all that is."""
    if not touched:
        return
    listed = _listed(touched)
    if not rights.current().may(rights.ADMINISTER):
        refusal = PeriodClosed(text("closing.refused", closings=listed), text("closing.refused_remedy"))
        rights.record("refused", text("closing.history"), refusal.message)
        raise refusal
    if not leave.reason.strip():
        raise PeriodClosed(text("closing.refused", closings=listed), text("closing.refused_reason"))
    unseen = tuple(one for one in touched if leave.seen is not None and one.closing.closing_id not in leave.seen)
    if unseen:
        raise PeriodClosed(text("closing.refused_since", closings=_listed(unseen)), text("closing.refused_again"))


def _listed(touched: tuple[Touched, ...]) -> str:
    more = [text("closing.and_more", count=len(touched) - NAMED)] if len(touched) > NAMED else []
    return "; ".join([*(one.words for one in touched[:NAMED]), *more])


def note(cursor: duckdb.DuckDBPyConnection, batch_id: str, touched: tuple[Touched, ...], leave: Leave) -> None:
    """Keep with a batch which closings it changed figures of, and why."""
    for one in touched:
        values = [batch_id, one.closing.closing_id, one.figures, leave.reason.strip()]
        cursor.execute("insert into changed_after_closing values (?, ?, ?, ?)", values)


def tell(batch_id: str, touched: tuple[Touched, ...], leave: Leave) -> None:
    """Tell the journal of it, once it is done."""
    if touched:
        rights.record("closed_changed", batch_id, f"{_listed(touched)}. {leave.reason.strip()}")


def leave_of(reason: str, touched: Iterable[Touched] | None = None) -> Leave:
    """The leave of a reason given after these closings were shown; none for somebody who may not administer."""
    if not reason.strip() or not rights.current().may(rights.ADMINISTER):
        return NO_LEAVE
    seen = None if touched is None else frozenset(one.closing.closing_id for one in touched)
    return Leave(reason.strip(), seen)
