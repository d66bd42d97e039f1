"""Owns telling others what was done to the copies and the data here: by whom, what, with which copy. Audit listens."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

LOG = logging.getLogger("danvan.backup")
BACKED_UP, RESTORED = "backup", "restore"


@dataclass(frozen=True)
class Act:
    """One act: what (see above), by whom, on which workspace, and its words."""

    action: str
    who: str
    workspace: str
    detail: str


LISTENERS: list[Callable[[Act], None]] = []
"""Called after each act. One that fails is told of in the log and stops nothing."""


def tell(act: Act) -> None:
    """Tell every listener."""
    LOG.info("%s by %s: %s (%s)", act.action, act.who, act.detail, act.workspace)
    for listener in LISTENERS:
        try:
            listener(act)
        except Exception:
            LOG.exception("a listener failed at %s", act.action)
