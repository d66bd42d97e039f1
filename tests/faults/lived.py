"""What the tests of faults share: reports to commit, what a workspace must hold, and a program to be killed."""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import threading
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from danvan import units, workspace
from danvan.backup import in_place, make, recovery
from danvan.backup.store import COMMIT, Kept, Store
from danvan.briefing import office
from danvan.briefing import store as briefings
from danvan.briefing.model import Briefing, Slide
from danvan.cases import store as cases
from danvan.cases.item import Case
from danvan.database import Database
from danvan.figures import rule
from danvan.ingest import load
from danvan.ingest.load import Batch
from danvan.lists.change import Change
from danvan.plans import store as plans
from danvan.plans import themes
from danvan.plans.documents import PlanDocument
from danvan.plans.targets import AT_LEAST, Target
from danvan.reporting import due

NAME = workspace.OFFICIAL
# A server that has the program loaded and no database open: each program begins in a moment, and none inherits threads.
PROGRAMS = multiprocessing.get_context("forkserver")
PROGRAMS.set_forkserver_preload(["tests.faults.lived"])
FIGURES = "select * from figure order by indicator, unit_id, breakdown, period_start, period_end"
REPORTS = "select * exclude (batch_id, observation_id) from observation order by all"
UNTIL = 60.0


def _target(database: Database) -> None:
    document = PlanDocument("Kế hoạch năm 2026", "12-KH/TU", "Tỉnh ủy", date(2026, 1, 5))
    aim = Target("", "DT01", "42-2008", "", date(2026, 12, 31), 120, AT_LEAST, date(2026, 1, 1), document=document)
    plans.enter(database, [aim], Change("Lan"))


def _case(database: Database) -> None:
    cases.write(database, [Case("", "42-2008", "doi_thoai", date(2026, 1, 2), "", "Sửa cống")], Change("Lan"))


def _due(database: Database) -> None:
    due.put(database, due.DueRule("half", 0, 10, date(2026, 1, 1), "CV 12", set_by="Lan"), datetime(2026, 1, 1))


def _theme(database: Database) -> None:
    themes.put(database, themes.Theme("42-2008", 2026, "Năm thử", "KH 1", "Lan", datetime(2026, 1, 1)))


def _briefing(database: Database) -> None:
    made = Briefing("giao-ban", "Giao ban", "42-2008", "2024", (Slide("title"),))
    briefings.save(database, made, who="Lan", at=datetime(2026, 1, 1))


def _office(database: Database) -> None:
    office.keep(database, office.Office(name="Ban Dân vận Tỉnh ủy"))


CHANGES = {
    "chỉ tiêu kế hoạch": _target, "sổ kiến nghị": _case, "hạn báo cáo": _due, "chủ đề năm": _theme,
    "bài trình bày": _briefing, "thông tin cơ quan": _office,
}  # fmt: skip
"""What people change that is no batch, by the words in which a report names it."""


def rows(value: float, *, count: int = 1, year: int = 2023, skip: int = 0, source: str = "bao-cao") -> pd.DataFrame:
    """So many communes' dialogues of a year, all of one value."""
    chosen = [unit.unit_id for unit in units.all_units() if unit.level == "commune"][skip : skip + count]
    days = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31", "source": source}
    return pd.DataFrame([{"indicator": "DT01", "unit_id": unit, "value": value, **days} for unit in chosen])


def commit(database: Database, value: float, **which: Any) -> str:
    """One batch; its id."""
    return load.commit(database, Batch("import", f"Đợt thử {value:g}", "Lan"), rows(value, **which))


def figures(database: Database) -> list[tuple]:
    """Every figure, in order."""
    with database.cursor() as cursor:
        return cursor.execute(FIGURES).fetchall()


def batches(database: Database) -> list[str]:
    """The ids of every batch, in order."""
    with database.cursor() as cursor:
        return [found for (found,) in cursor.execute("select batch_id from batch order by seq").fetchall()]


def is_whole(database: Database) -> bool:
    """No half batch, every undo settled, no figure twice; the figures are those of a computation from scratch."""
    if len(database.ask("backup.half_batches")) or len(database.ask("checks.stop_figure_twice")):
        return False
    with database.cursor() as cursor:
        unsettled = cursor.execute(
            "select count(*) from batch where (status = 'undone') <> (batch_id in (from dead_batches(null, null)))"
        ).fetchone()[0]
    return not unsettled and figures(database) == from_scratch(database)


def from_scratch(database: Database) -> list[tuple]:
    """The figures as the reports alone give them; nothing is kept of the computation."""
    with database.cursor() as cursor:
        cursor.execute("begin transaction")
        try:
            rule.rebuild(cursor)
            return cursor.execute(FIGURES).fetchall()
        finally:
            cursor.execute("rollback")


def back_up(database: Database) -> Kept:
    """A copy, verified."""
    kept = make.make(database, NAME, COMMIT, "hệ thống")
    assert kept.good, kept.fault
    return kept


def put_back(data: Path, kept: Kept | None = None) -> Path:
    """What the administrator does after a fault: the newest good copy, in place; where the former file lies."""
    store = Store(data, NAME)
    chosen = kept or store.newest_good()
    path = workspace.path_of(NAME, data)
    return in_place.put(path, store, chosen, "Minh", "hỏng tệp", lambda: workspace.open_workspace(NAME, data))


def acknowledged(data: Path) -> list[str]:
    """What the program said it had done, before it was killed: batch ids, in order."""
    path = data / "acks"
    return path.read_text().split() if path.is_file() else []


def live_and_write(data: str, seed: int, until: float = UNTIL) -> None:
    """A program that imports and undoes without end, acknowledging each batch, and makes copies meanwhile."""
    directory, luck = Path(data), random.Random(seed)
    database = workspace.open_workspace(NAME, directory)
    if seed % 3 == 0:
        threading.Thread(target=_copy, args=(database,), daemon=True).start()
    said = os.open(directory / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.close(os.open(directory / "begun", os.O_CREAT))
    for _ in range(int(until * 100)):
        if luck.random() < 0.35 and (standing := _standing(database)):
            done = load.undo(database, luck.choice(standing), "Lan", "thử")
        else:
            count, year = luck.choice((1, 5, 40, 300)), luck.choice((2022, 2023, 2024))
            done = commit(database, luck.randint(1, 10**6), count=count, year=year, skip=luck.randrange(500))
        os.write(said, f"{done}\n".encode())


def _standing(database: Database) -> list[str]:
    """What can be undone now: taking back an undo settles other batches of its chain anew."""
    with database.cursor() as cursor:
        live = "select batch_id from batch where status = 'committed' and seq > 1 order by seq"
        return [batch for (batch,) in cursor.execute(live).fetchall()]


def commit_into_the_log_alone(data: str) -> None:
    """Commit where the file may not grow, so that the batch stays in the log; then die without closing."""
    directory = Path(data)
    database = workspace.open_workspace(NAME, directory)
    no_file_beyond(workspace.path_of(NAME, directory).stat().st_size)
    done = commit(database, 11, count=200)
    (directory / "acks").write_text(f"{done}\n")
    os.kill(os.getpid(), signal.SIGKILL)


def commit_much_into_the_log_alone(data: str) -> None:
    """Commit so many rows that DuckDB writes them into the file beforehand, and die before the log is worked off."""
    connection = duckdb.connect()
    connection.execute("set auto_checkpoint_skip_wal_threshold = 1000000000; set wal_autocheckpoint = '1TB'")
    connection.execute(f"attach '{workspace.path_of(NAME, Path(data))}' as one; use one")
    connection.execute("begin transaction")
    new = "2 as seq, 'D00002' as batch_id, 181500 as row_count"
    connection.execute(f"insert into batch select * replace ({new}) from batch")
    much = "select observation.* replace ('D00002' as batch_id) from observation, range(1500)"
    connection.execute(f"insert into observation {much}")
    connection.execute("commit")
    os.kill(os.getpid(), signal.SIGKILL)


def change_in_the_log_alone(data: str, what: str) -> None:
    """The same with a change that is no batch; it would find room inside the file, so no large one can be written."""
    directory = Path(data)
    database = workspace.open_workspace(NAME, directory)
    no_file_beyond(100_000)
    CHANGES[what](database)
    (directory / "acks").write_text(f"{what}\n")
    os.kill(os.getpid(), signal.SIGKILL)


def no_file_beyond(size: int) -> None:
    """From now on no file of this program grows beyond so many bytes; writing more fails as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _copy(database: Database) -> None:
    while True:
        make.make(database, NAME, COMMIT, "hệ thống")


def forget_copies(data: Path) -> None:
    """Without any copy or journal of before."""
    for name in ("backups", "journal"):
        shutil.rmtree(data / name, ignore_errors=True)


def damaged(data: Path) -> recovery.Damaged | None:
    """How the application's own start finds the data: None when it opens."""
    try:
        workspace.open_workspace(NAME, data).close()
    except recovery.Damaged as fault:
        return fault
    return None
