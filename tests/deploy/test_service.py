"""The shipped service: its directives stand, its commands are ours, and the program lives under what it imposes."""

import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from danvan import cli, fonts
from danvan.errors import DanVanError
from danvan.people import accounts
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR
from tests.browser.conftest import free_port, select_nothing
from tests.deploy.shipped import CODE, COPIES, DATA, DEPLOY, NAME, PYTHON, ROOT, program, rendered

SERVICES = sorted(path.name for path in DEPLOY.glob("*.service"))
TIMERS = sorted(path.name for path in DEPLOY.glob("*.timer"))
NOBODY = 65534


def directives(name: str) -> dict[str, list[str]]:
    """Section.Key → its values, in order."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in (DEPLOY / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(f"{section}.{key}", []).append(value)
    return found


def environment() -> dict[str, str]:
    """What the service's environment file sets, as it is shipped."""
    lines = (DEPLOY / "danvan.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


ESSENTIAL = {
    "Service.User": "danvan", "Service.UMask": "0077", "Service.ProtectSystem": "strict", "Service.ProtectHome": "true",
    "Service.PrivateTmp": "true", "Service.NoNewPrivileges": "true", "Service.CapabilityBoundingSet": "",
    "Service.SystemCallFilter": "@system-service", "Service.WorkingDirectory": CODE,
    "Service.EnvironmentFile": "/etc/danvan/danvan.env",
}  # fmt: skip
OF_THE_SERVER = {
    "Service.Restart": "on-failure", "Service.KillSignal": "SIGTERM", "Service.KillMode": "mixed",
    "Service.TimeoutStopSec": "3min", "Service.MemoryMax": "6G", "Service.PrivateDevices": "true",
    "Install.WantedBy": "multi-user.target",
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_write_nothing_but_data_and_copies_and_gains_no_rights(name: str) -> None:
    told = directives(name)
    for key, value in ESSENTIAL.items():
        assert told[key] == [value], key
    writable = set(told["Service.ReadWritePaths"][0].split())
    assert writable - {"/srv/danvan-mang-di"} == {DATA, COPIES}
    assert (environment()["DANVAN_DATA"], environment()["DANVAN_BACKUPS"]) == (DATA, COPIES)


def test_the_server_is_stopped_in_order_started_again_and_held_in_its_memory() -> None:
    told = directives("danvan.service")
    for key, value in OF_THE_SERVER.items():
        assert told[key] == [value], key


@pytest.mark.parametrize("name", SERVICES)
def test_the_command_of_a_service_is_one_of_ours(name: str) -> None:
    (command,) = directives(name)["Service.ExecStart"]
    words = shlex.split(command)
    if words[:2] == ["/bin/sh", "-c"]:
        inner = words[2].replace("%%", "%").replace("$(date +%F)", "2026-11-22")
        words = shlex.split(inner.removeprefix("exec "))
    assert words[:3] == [PYTHON, "-m", "danvan"]
    chosen = cli._parser().parse_args(words[3:])
    assert callable(chosen.command)
    if name == "danvan.service":
        assert (chosen.address, chosen.port, chosen.behind_proxy) == ("127.0.0.1", 8501, ["127.0.0.1"])
        before = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        assert f"server {chosen.address}:{chosen.port};" in before
        assert chosen.host_name == [NAME] and before.count(f"server_name {NAME};") == 2


@pytest.mark.parametrize("name", TIMERS)
def test_a_timer_has_its_service_and_makes_up_for_missed_days(name: str) -> None:
    told = directives(name)
    assert name.replace(".timer", ".service") in SERVICES
    assert told["Timer.Persistent"] == ["true"] and told["Install.WantedBy"] == ["timers.target"]


def test_systemd_finds_no_fault_in_the_units_and_calls_the_server_well_confined(tmp_path: Path) -> None:
    analyze = program("systemd-analyze")
    for name in SERVICES:
        changes = {PYTHON: sys.executable, f"WorkingDirectory={CODE}": f"WorkingDirectory={ROOT}"}
        (tmp_path / name).write_text(rendered(name, changes), encoding="utf-8")
    for name in TIMERS:
        shutil.copy(DEPLOY / name, tmp_path)
    units = [str(tmp_path / name) for name in (*SERVICES, *TIMERS)]
    done = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True)
    ours = [line for line in done.stderr.splitlines() if "danvan" in line]
    assert done.returncode == 0 and ours == [], done.stderr
    judged = subprocess.run(
        [analyze, "security", "--offline=true", "--threshold=20", "--no-pager", str(tmp_path / "danvan.service")],
        capture_output=True,
        text=True,
    )
    assert judged.returncode == 0, judged.stdout[-300:]


@pytest.fixture
def house(request: pytest.FixtureRequest) -> Iterator[Path]:
    """Data and copies of the service's account: another one where this test may become it, else our own."""
    # Not in pytest's folder, which nobody else may enter.
    folder = Path(tempfile.mkdtemp(prefix="danvan-dich-vu-"))
    folder.chmod(0o755)
    for name in ("data", "copies"):
        (folder / name).mkdir(mode=0o700)
    accounts.add(Book(folder / "data"), "lan", "Trần Thị Lan", ADMINISTRATOR, "ba-con-meo-den")
    if becomes():
        for path in folder.rglob("*"):
            os.chown(path, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


def becomes() -> list[str]:
    """The words that run a command as another account without any right; none where that cannot be done."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return []
    words = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"]
    words += ["--bounding-set=-all", "--inh-caps=-all"]
    able = subprocess.run([*words, sys.executable, "-c", "import danvan.texts"], cwd=ROOT, capture_output=True)
    return words if able.returncode == 0 else []


def test_the_server_runs_as_the_service_has_it_and_ends_in_order(house: Path) -> None:
    """Its own account, the environment file and nothing else, umask 077, a program folder it may not write to."""
    fonts.ensure()
    (command,) = directives("danvan.service")["Service.ExecStart"]
    port = free_port()
    words = shlex.split(command.replace(PYTHON, sys.executable).replace("8501", str(port)))
    folders = {DATA: str(house / "data"), COPIES: str(house / "copies")}
    of_service = {key: folders.get(value, value) for key, value in environment().items()}
    before = {path: path.stat().st_mtime_ns for path in (ROOT / "danvan", ROOT / "static", ROOT)}
    said = (house / "log").open("w")
    server = subprocess.Popen(
        [*becomes(), *words],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **of_service},
        umask=0o077,
        stdout=said,
        stderr=said,
    )
    try:
        for _ in range(600):
            assert server.poll() is None, (house / "log").read_text()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                    assert answer.read() == b"ok"
                    break
            except OSError:
                select_nothing(0.1)
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0, (house / "log").read_text()
    finally:
        server.kill()
        said.close()
    kept = [path for path in (house / "data").rglob("*") if path.is_file()]
    assert any(path.suffix == ".duckdb" for path in kept) and not any(path.suffix == ".wal" for path in kept)
    assert [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert "Traceback" not in (house / "log").read_text()


def test_the_command_for_administrators_runs_ours_with_the_service_s_environment(tmp_path: Path) -> None:
    (tmp_path / "danvan.env").write_text(rendered("danvan.env", {DATA: str(tmp_path), COPIES: f"{tmp_path}/c"}))
    me = subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()
    changes = {
        "/etc/danvan/": f"{tmp_path}/", PYTHON: sys.executable, f"PYTHONPATH={CODE}": f"PYTHONPATH={ROOT}",
        "= danvan ]": f"= {me} ]",
    }  # fmt: skip
    script = tmp_path / "danvan"
    script.write_text(rendered("danvan.sh", changes), encoding="utf-8")
    add = ["user", "add", "lan", "--full-name", "Trần Thị Lan", "--random-password"]
    for words in (add, ["user", "list"]):
        done = subprocess.run(["sh", str(script), *words], cwd="/", capture_output=True, text=True)
        assert done.returncode == 0 and "lan" in done.stdout, done.stderr
    book = Book(tmp_path)
    assert accounts.has_administrator(book) and stat.S_IMODE(book.path.stat().st_mode) == 0o600


def test_a_program_folder_without_typefaces_that_cannot_be_written_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "static").write_text("")
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "static" / "fonts")
    with pytest.raises(DanVanError, match="Chưa có phông chữ") as told:
        fonts.ensure()
    module = re.search(r"python -m (\S+)", told.value.remedy)[1]
    done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
