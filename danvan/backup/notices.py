"""Owns what starts put right by themselves, written down for the administrator to know."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from danvan.ingest.batches import now

LOG = logging.getLogger("danvan.backup")
FILE = "recovery.jsonl"


@dataclass(frozen=True)
class Notice:
    """Something that a start put right by itself, for the administrator to know."""

    at: str
    workspace: str
    words: str


def notices(directory: Path) -> list[Notice]:
    """What starts have put right by themselves, the latest first."""
    path = directory / FILE
    found = []
    for line in path.read_text("utf-8", "replace").splitlines() if path.is_file() else ():
        try:
            found.append(Notice(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found[::-1]


def note(path: Path, workspace: str, words: str) -> None:
    """Write down what a start or an administrator did about a fault of the file at `path`."""
    LOG.warning("%s: %s", path, words)
    told = Notice(now().isoformat(timespec="seconds"), workspace, words)
    try:
        with (path.parent / FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(vars(told), ensure_ascii=False) + "\n")
    except OSError as error:
        LOG.error("%s: %s", FILE, error)
