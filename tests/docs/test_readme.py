"""What the README shows works: its commands run, its make targets and folders exist."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from danvan import workspace

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# Slow or changing what the test would leave behind; each has tests of its own.
ELSEWHERE = ("danvan demo", "danvan serve")


def commands() -> list[str]:
    """Every `python -m danvan …` of the README, continued lines joined, remarks cut."""
    joined = re.sub(r" \\\n\s*", " ", README)
    found = re.findall(r"^python -m (danvan .*)$", joined, re.M)
    return [re.split(r" {3,}", line)[0].strip() for line in found if not line.startswith(ELSEWHERE)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    return directory


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_readme_runs(command: str, data: Path) -> None:
    words = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", words[0], "--data", str(data), *words[1:]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_there_are_commands_to_try() -> None:
    assert len(commands()) >= 5


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z-]+)", README))))
def test_a_make_target_of_the_readme_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.M)


@pytest.mark.parametrize("room", re.findall(r"^([a-z]+(?:/|\.py))  ", README, re.M))
def test_a_room_of_the_readme_exists(room: str) -> None:
    assert (ROOT / room).exists()
