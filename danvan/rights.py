"""Owns who is acting, and what a role may do. Every function that acts calls `need` before it changes anything.

Pages hide what somebody may not do; that is a courtesy. This is the rule. Who is acting comes from where the call comes
from: the session of a signed-in person, the command line (the person who owns the files), or a machine of one's own
without accounts. A process has one `whoever`; the server sets it at its start.
"""

import getpass
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

from danvan import units
from danvan.errors import DanVanError
from danvan.units.index import lies_in

VIEWER, UPLOADER, ADMINISTRATOR = "viewer", "uploader", "administrator"
ROLES = {VIEWER: "Người xem", UPLOADER: "Người nhập số liệu", ADMINISTRATOR: "Quản trị"}
ENTER, PREPARE, ADMINISTER = "enter", "prepare", "administer"
ALLOWED = {ENTER: (UPLOADER, ADMINISTRATOR), PREPARE: (UPLOADER, ADMINISTRATOR), ADMINISTER: (ADMINISTRATOR,)}
WORDS = {ENTER: "nhập, sửa số liệu", PREPARE: "lưu bài trình bày", ADMINISTER: "quản trị hệ thống"}


@dataclass(frozen=True)
class Actor:
    """Who acts: sign-in name ('' without accounts), the name written beside what they do, role, units, from where.

    `units`: ids of the units whose figures an uploader may enter; empty for all.
    """

    name: str
    full_name: str
    role: str = ADMINISTRATOR
    units: tuple[str, ...] = ()
    address: str = ""

    def may(self, right: str) -> bool:
        """Whether the role has this right."""
        return self.role in ALLOWED[right]


class Refused(DanVanError):
    """Somebody may not do what they asked for."""


def on_the_command_line() -> Actor:
    """Who works with the files themselves has every right to them."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = ""
    return Actor("", name or "dòng lệnh", address="dòng lệnh")


whoever: Callable[[], Actor | None] = on_the_command_line
LOG = logging.getLogger("danvan.rights")
RECORDERS: list[Callable[[Actor, str, str, str], None]] = []
"""Told of each act that was done: who, which (a key of danvan.people.journal.ACTS), to what, and the rest in words."""
_ACTING: ContextVar[Actor | None] = ContextVar("acting", default=None)
_UNRECORDED: ContextVar[bool] = ContextVar("unrecorded", default=False)


def ask_with(provider: Callable[[], Actor | None]) -> None:
    """Take who is acting from `provider` from now on; it answers None for nobody."""
    global whoever
    whoever = provider


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """What is done inside is done by this person: for work that goes on in a thread without a session."""
    token = _ACTING.set(actor)
    try:
        yield
    finally:
        _ACTING.reset(token)


def current() -> Actor:
    """Who is acting; Refused for nobody."""
    found = _ACTING.get() or whoever()
    if found is None:
        raise Refused(message="Chưa đăng nhập hoặc phiên làm việc đã hết.", remedy="Đăng nhập lại rồi làm tiếp.")
    return found


def need(right: str, unit_ids: Iterable[str] = ()) -> Actor:
    """Who is acting, when they have the right (and, for figures, these units); Refused says what is lacking.

    That somebody tried is recorded: a page that only wants to know asks `lacking`.
    """
    actor = current()
    refusal = lacking(actor, right, unit_ids)
    if refusal is not None:
        record("refused", WORDS[right], refusal.message)
        raise refusal
    return actor


def lacking(actor: Actor, right: str, unit_ids: Iterable[str] = ()) -> Refused | None:
    """Why somebody has not the right (and, for figures, not for these units); None when they have it."""
    if not actor.may(right):
        return Refused(
            message=f"Tài khoản {actor.full_name} ({ROLES[actor.role]}) không có quyền {WORDS[right]}.",
            remedy="Việc này do người có quyền làm, hoặc đề nghị người quản trị cấp quyền.",
        )
    beyond = sorted({unit for unit in unit_ids if not covers(actor.units, unit)}) if actor.units else []
    if beyond and right == ENTER:
        return Refused(
            message=f"Tài khoản {actor.full_name} không được nhập số liệu của {_named(beyond)}.",
            remedy=f"Chỉ nhập số liệu của {_named(actor.units)} và các đơn vị trực thuộc.",
        )
    return None


@contextmanager
def unrecorded() -> Iterator[None]:
    """What is done inside is one act, which the caller records: the making of an illustrative workspace."""
    token = _UNRECORDED.set(True)
    try:
        yield
    finally:
        _UNRECORDED.reset(token)


def record(act: str, subject: str = "", detail: str = "") -> None:
    """Tell that something has been done. A recorder that fails stops nothing: what was done is done, the log has it."""
    if _UNRECORDED.get():
        return
    actor = _ACTING.get() or whoever() or Actor("", "?")
    LOG.info("%s by %s: %s %s", act, actor.full_name, subject, detail)
    for tell in RECORDERS:
        try:
            tell(actor, act, subject, detail)
        except Exception:
            LOG.exception("not recorded: %s by %s: %s %s", act, actor.full_name, subject, detail)


def covers(scope: Iterable[str], unit_id: str) -> bool:
    """Whether a unit is one of these, lies in one, or is or lies in a unit that one of these came from."""
    return any(unit_id == held or lies_in(unit_id, held) for top in scope for held in _with_origins(top))


@cache
def _with_origins(unit_id: str) -> tuple[str, ...]:
    """A unit and what it came from: whoever reports for the province of today reports what went into it whole."""
    found, waiting = [], [unit_id]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += [step.predecessor.unit_id for step in units.predecessors(one) if step.whole]
    return tuple(found)


def _named(unit_ids: Iterable[str]) -> str:
    names = [units.get(unit).full_name for unit in unit_ids]
    return ", ".join(names[:3]) + (f" và {len(names) - 3} đơn vị khác" if len(names) > 3 else "")
