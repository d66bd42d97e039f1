"""Owns where copies lie and what is known of each: a database file beside a note that is written once it was verified.

$DANVAN_BACKUPS names the folder (another disk is better), default backups/ below the data. A copy without its note does
not count. Copies are numbered in the order in which they were made: a clock that was set back changes nothing.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path

from danvan.backup import files

RECENT, DAYS, MONTHS = 10, 14, 12
COMMIT, DAILY, BY_HAND, BEFORE_RESTORE, BEFORE_UPGRADE, FROM_FILE = (
    "commit", "daily", "by_hand", "before_restore", "before_upgrade", "from_file",
)  # fmt: skip
AUTOMATIC = (COMMIT, DAILY)
OFF = ("off", "0")
BOOK = "tai-khoan.sqlite"
"""Accounts and what people did, beside the workspaces (danvan.people.book)."""


@dataclass(frozen=True)
class Kept:
    """One copy of a workspace: when, why and by whom it was made, and what it holds.

    seq, batch: the last batch in it; written: the number of the last write; restored: the mark of the last putting
    back; counts: rows by table; checks: checksums;
    originals: digests of the files as sent; lost: those that the data itself no longer had;
    waiting: (digest, name, answers) of files that waited for their commit;
    fault: why it is not to be trusted, '' for a good one.
    """

    number: int
    workspace: str
    made_at: str
    why: str
    who: str
    file: str
    file_id: str = ""
    seq: int = 0
    batch: str = ""
    written: int = 0
    schema: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)
    originals: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    waiting: tuple[tuple[str, str, str], ...] = ()
    size: int = 0
    sha256: str = ""
    verified_at: str = ""
    fault: str = ""
    took: float = 0.0
    engine: str = ""
    restored: str = ""

    @property
    def moment(self) -> datetime:
        """When it was made, by the clock of Việt Nam."""
        return datetime.fromisoformat(self.made_at)

    @property
    def good(self) -> bool:
        """Whether it was opened and found equal to what it is a copy of."""
        return bool(self.verified_at) and not self.fault


def place(directory: Path) -> Path:
    """The folder of the copies of the data in a directory."""
    named = os.environ.get("DANVAN_BACKUPS", "")
    return directory / "backups" if not named or named in OFF else Path(named).expanduser().resolve()


def automatic() -> bool:
    """Whether copies are made by themselves; DANVAN_BACKUPS=off stops that."""
    return os.environ.get("DANVAN_BACKUPS", "") not in OFF


class Store:
    """The copies of one workspace."""

    def __init__(self, directory: Path, workspace: str) -> None:
        self.directory, self.workspace = directory, workspace
        self.folder = place(directory)
        self.own = self.folder / workspace

    def all(self) -> list[Kept]:
        """Every copy with a note that can be read, the newest first."""
        found = [kept for path in self.own.glob("*.json") if (kept := _read(path)) is not None]
        return sorted(found, key=lambda kept: kept.number, reverse=True)

    def unreadable(self) -> list[Path]:
        """Notes that cannot be read; their copies are left alone."""
        return [path for path in self.own.glob("*.json") if _read(path) is None]

    def get(self, number: int) -> Kept | None:
        """The copy of that number, if there is one."""
        return next((kept for kept in self.all() if kept.number == number), None)

    def newest_good(self) -> Kept | None:
        """The newest copy that was verified and whose file is there."""
        return next((kept for kept in self.all() if kept.good and self.path(kept).is_file()), None)

    def path(self, kept: Kept) -> Path:
        """The database file of a copy."""
        return self.own / Path(kept.file).name

    def book(self, kept: Kept) -> Path:
        """The accounts as they were when a copy was made, if there were any."""
        return self.path(kept).with_suffix(".tai-khoan.sqlite")

    def original(self, digest: str) -> Path:
        """Where the copy of a file as sent lies; shared by all copies."""
        return self.folder / "files" / digest[:2] / digest

    def next_number(self) -> int:
        """A number that no copy had, whole or not."""
        taken = [int(path.name[:6]) for path in self.own.glob("[0-9]*") if path.name[:6].isdigit()]
        return max(taken, default=0) + 1

    def put(self, kept: Kept) -> None:
        """Write or renew the note of a copy."""
        files.write_json(self._note(kept), asdict(kept))

    def mark(self, kept: Kept, *, verified_at: str, fault: str) -> Kept:
        """The copy with what a later look found, written down."""
        looked = replace(kept, verified_at=verified_at, fault=fault)
        self.put(looked)
        return looked

    def rotate(self) -> list[Kept]:
        """Take away automatic copies beyond those worth keeping; which ones went."""
        kept = self.all()
        stay = {one.number for one in worth_keeping(kept)}
        gone = [one for one in kept if one.number not in stay]
        newest = max((one.number for one in kept), default=0)
        for path in self.own.glob("*.duckdb"):
            # Without a note: a program was ended while it brought the copy here.
            if not path.with_suffix(".json").exists() and path.name[:6].isdigit() and int(path.name[:6]) < newest:
                path.unlink(missing_ok=True)
        for one in gone:
            self._note(one).unlink(missing_ok=True)
            self.path(one).unlink(missing_ok=True)
            self.book(one).unlink(missing_ok=True)
        return gone

    def _note(self, kept: Kept) -> Path:
        return self.path(kept).with_suffix(".json")


def worth_keeping(kept: Iterable[Kept]) -> list[Kept]:
    """Of copies: the RECENT newest, the last of each of DAYS days and MONTHS months, all others.

    Faulty ones stay until as many good ones came after; the newest good one always stays.
    """
    ordered = sorted(kept, key=lambda one: one.number, reverse=True)
    stay = {one.number for one in ordered if one.why not in AUTOMATIC}
    good = [one for one in ordered if one.good]
    stay |= {one.number for one in ordered[:RECENT]} | {one.number for one in good[:RECENT]}
    for form, most in (("%Y-%m-%d", DAYS), ("%Y-%m", MONTHS)):
        last_of: dict[str, int] = {}
        for one in good:
            last_of.setdefault(one.moment.strftime(form), one.number)
        stay |= set(sorted(last_of.values(), reverse=True)[:most])
    return [one for one in ordered if one.number in stay]


def _read(path: Path) -> Kept | None:
    try:
        told = json.loads(path.read_text("utf-8"))
        known = {item.name for item in fields(Kept)}
        made = Kept(**{key: value for key, value in told.items() if key in known})
        waiting = tuple(tuple(item) for item in made.waiting)
        made = replace(made, originals=tuple(made.originals), lost=tuple(made.lost), waiting=waiting)
        return made if made.moment and isinstance(made.number, int) else None
    except (OSError, ValueError, TypeError):
        return None
