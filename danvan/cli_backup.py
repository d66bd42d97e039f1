"""Owns `python -m danvan backup`, `restore` and `doctor`: copies, the way back, and the state of the installation.

While the server has the data open, `backup` and `doctor` ask it; `restore` says how to go on.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from danvan import doctor, numbers, workspace
from danvan.backup import archive, in_place, keeper, make, recovery, restore
from danvan.backup.restore import Change
from danvan.backup.store import BY_HAND, Kept, Store
from danvan.database import Database
from danvan.database.opening import InUse
from danvan.errors import DanVanError
from danvan.texts import text

DONE, REFUSED = 0, 1
WHO = "dòng lệnh"
SHOWN = 20
Opening = Callable[[], Database]


def add_backup(parser: argparse.ArgumentParser) -> None:
    """The arguments of `backup`."""
    carried = "ghi thêm bản sao thành một tệp .zip mang đi được"
    parser.add_argument("file", nargs="?", type=Path, metavar="TỆP", help=carried)
    parser.add_argument("--who", default=WHO, metavar="TÊN", help="người thực hiện")


def add_restore(parser: argparse.ArgumentParser) -> None:
    """The arguments of `restore`."""
    parser.add_argument(
        "source", nargs="?", metavar="BẢN", help="số của bản sao lưu, hoặc tệp .zip; không nêu: liệt kê các bản"
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem những gì sẽ thay đổi, không ghi")
    present = "dùng tiếp tệp hiện có dù thiếu đợt; khi không còn tệp: bắt đầu lại"
    parser.add_argument("--keep-present", action="store_true", help=present)
    parser.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do, ghi vào sổ")
    parser.add_argument("--who", default=WHO, metavar="TÊN", help="người thực hiện")


def backup(chosen: argparse.Namespace, opening: Opening) -> int:
    """Make a copy now; with a file named, also one to carry away."""
    directory, name = _directory(chosen), chosen.workspace
    try:
        database = opening()
    except (InUse, recovery.Damaged) as fault:
        # A file that was taken away from under a server is still whole there.
        if not isinstance(fault, InUse) and not keeper.answers(directory, name):
            raise
        print(text("backup.asking"), file=sys.stderr)
        told = keeper.ask(directory, name, "backup", why=BY_HAND, who=chosen.who)
        kept = Kept(**told["backup"])
    else:
        kept = make.by_hand(database, name, chosen.who)
        database.close()
    store = Store(directory, name)
    if not kept.good:
        raise DanVanError(text("backup.copy_bad", number=kept.number, why=kept.fault), text("backup.look_into"))
    file = archive.write(store, kept, chosen.file) if chosen.file else None
    told = {"status": "done", "backup": asdict(kept), "path": str(store.path(kept)), "file": str(file or "")}
    words = text("backup.made", number=kept.number, size=size(kept.size), path=store.path(kept), batch=kept.batch)
    if file:
        words += "\n" + text("backup.carried", path=file)
    _say(chosen, told, words)
    return DONE


def restore_one(chosen: argparse.Namespace, opening: Opening) -> int:
    """List the copies, tell what putting one back would change, or put it back."""
    directory, name = _directory(chosen), chosen.workspace
    path, store = workspace.path_of(name, directory), Store(directory, name)
    if chosen.keep_present:
        _need_alone(path, directory, name)
        in_place.keep_present(path, name, chosen.who, chosen.reason, opening)
        _say(chosen, {"status": "done"}, text("backup.kept_present"))
        return DONE
    if chosen.source is None:
        return _list(chosen, store)
    _need_alone(path, directory, name)
    kept = _found(store, chosen.source)
    try:
        present = recovery.opened(path, name) if path.exists() else None
    except recovery.Damaged:
        present = None
    try:
        change = restore.preview(store, kept, present)
    finally:
        if present is not None:
            present.close()
    if chosen.dry_run:
        _say(chosen, {"status": "preview", **_as_json(change)}, "\n".join(lines(change)))
        return DONE
    former = in_place.put(path, store, kept, chosen.who, chosen.reason, opening)
    told = {"status": "done", "backup": asdict(kept), "former": str(former), **_as_json(change)}
    words = text("backup.restored", number=kept.number, batch=kept.batch)
    if former.exists():
        words += "\n" + text("backup.former", path=former)
    _say(chosen, told, "\n".join([words, *lines(change)]))
    return DONE


def _need_alone(path: Path, directory: Path, name: str) -> None:
    """DanVanError while another program has the data open, even when the file was taken away from under it."""
    if process := _open_elsewhere(path):
        raise DanVanError(text("backup.in_use", process=process), text("backup.in_use_remedy"))
    if not path.exists() and keeper.answers(directory, name):
        raise DanVanError(text("backup.in_use_gone", path=path), text("backup.in_use_gone_remedy"))


def doctor_report(chosen: argparse.Namespace) -> int:
    """Print the state of the installation; 1 when something fails."""
    directory = _directory(chosen)
    found = doctor.report(directory)
    official = workspace.path_of(workspace.OFFICIAL, directory)
    if _open_elsewhere(official):
        found = keeper.ask(directory, workspace.OFFICIAL, "doctor", wait=300)["report"]
    well = doctor.healthy(found)
    failed = sum(line["state"] == doctor.FAIL for line in found)
    if chosen.json:
        print(json.dumps({"status": "passed" if well else "rejected", "checks": found}, ensure_ascii=False))
        return DONE if well else REFUSED
    print(text("doctor.title"))
    for line in found:
        print(f"{_state(line):6}  {line['words']}")
        if line["remedy"] and line["state"] != doctor.OK:
            print(f"        → {line['remedy']}")
    print(text("doctor.all_well") if well else text("doctor.not_well", count=failed))
    return DONE if well else REFUSED


def _state(line: dict[str, str]) -> str:
    state = line["state"]
    return text(f"doctor.state_{state}")


def _open_elsewhere(path: Path) -> int:
    """The number of the process that has the file open; 0 for none."""
    if not path.exists():
        return 0
    try:
        recovery.connect(path, read_only=True).close()
    except InUse as fault:
        return fault.process or -1
    except DanVanError:
        return 0
    return 0


def _directory(chosen: argparse.Namespace) -> Path:
    return (chosen.data or workspace.data_directory()).expanduser().resolve()


def _found(store: Store, source: str) -> Kept:
    if source.isdigit():
        kept = store.get(int(source))
        if kept is None:
            raise DanVanError(text("backup.no_such", number=source, place=store.own), text("backup.no_such_remedy"))
        return kept
    path = Path(source)
    if not path.is_file():
        raise DanVanError(text("backup.no_file", path=path), text("backup.no_such_remedy"))
    return archive.bring_in(store, path)


def _list(chosen: argparse.Namespace, store: Store) -> int:
    copies = store.all()
    words = [
        f"{one.number:>5}  {numbers.date(one.moment)} {one.moment:%H:%M}  {size(one.size):>8}  {one.batch or '–':7}  "
        f"{text(f'backup.why_{one.why}')}, {one.who}: {text('backup.good') if one.good else one.fault}"
        for one in copies
    ]
    told = {"status": "done", "place": str(store.own), "backups": [asdict(one) for one in copies]}
    _say(chosen, told, "\n".join(words) or text("backup.none", place=store.own))
    return DONE


def lines(change: Change) -> list[str]:
    """What putting a copy back would change, in words."""
    told = [text("backup.gone", count=len(change.gone))] if change.gone else [text("backup.gone_none")]
    for row in change.gone[-SHOWN:]:
        told.append(f"  {row['batch']}  {row['at'].replace('T', ' ')}  {row['by']}: {row['title']}")
    if change.back:
        told.append(text("backup.back", count=len(change.back)))
    for table in ("observation", "figure"):
        if change.before.get(table) != change.after.get(table):
            before = numbers.number(change.before[table]) if table in change.before else "?"
            told.append(f"  {text(f'backup.rows_{table}')}: {before} → {numbers.number(change.after.get(table, 0))}")
    return told


def size(count: int) -> str:
    """Bytes in MB with one decimal, as people read them."""
    return f"{numbers.number(round(count / 2**20, 1), 1)} MB"


def _as_json(change: Change) -> dict[str, Any]:
    return {"gone": list(change.gone), "back": list(change.back), "before": change.before, "after": change.after}


def _say(chosen: argparse.Namespace, told: dict[str, Any], words: str) -> None:
    print(json.dumps(told, ensure_ascii=False) if chosen.json else words)
