"""No secret in the repository, in a command line, or in what is kept of a password."""

import re
import subprocess
from pathlib import Path

import pytest

from danvan import cli
from tests.hostile.parts import ROOT

SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a key of a cloud": re.compile(r"\b(AKIA|ASIA)[0-9A-Z]{16}\b|AIza[0-9A-Za-z_-]{35}"),
    "a token of a code host": re.compile(r"\b(ghp|gho|ghs|glpat|github_pat|xox[bap])[-_][0-9A-Za-z_-]{20,}"),
    "a signed token": re.compile(r"\beyJ[0-9A-Za-z_-]{15,}\.eyJ[0-9A-Za-z_-]{15,}\."),
    "a kept password": re.compile(r"\$argon2id\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{16,}"),
    "an address with a password": re.compile(
        r"\b(postgres|postgresql|mysql|https?|ftp)://[^\s/:@{}<>]+:[^\s/@{}<>]{3,}@"
    ),
    "a setting that holds a secret": re.compile(
        r"(?i)\b(client_secret|cookie_secret|cookieSecret|api_key|secret_key|passwd|password)\b\s*[:=]\s*[\"'][A-Za-z0-9+/_-]{16,}[\"']"
    ),
}
NAMES = re.compile(r"(^|/)(\.env|id_rsa|.*\.(pem|key|p12|pfx|sqlite|duckdb)|oidc\.toml|secrets\.toml)$")


def tracked() -> list[Path]:
    """The files of the repository; those of the folder where there is no git."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if told.returncode == 0:
        return [ROOT / name for name in told.stdout.decode().split("\0") if name]
    hidden = {".git", ".venv", "var", "__pycache__", ".ruff_cache", ".pytest_cache"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not hidden & set(path.relative_to(ROOT).parts)]


def test_no_file_of_the_repository_holds_a_secret() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__) or not path.is_file():
            continue
        words = path.read_bytes().decode("utf-8", "ignore")
        found += [f"{path.relative_to(ROOT)}: {kind}" for kind, sign in SECRETS.items() if sign.search(words)]
        if NAMES.search(path.relative_to(ROOT).as_posix()):
            found.append(f"{path.relative_to(ROOT)}: its name")
    assert found == []


@pytest.mark.parametrize("command", [["user", "add", "lan"], ["user", "password", "lan"]])
def test_a_password_is_never_a_word_of_a_command(command: list[str], tmp_path: Path) -> None:
    """It would stand in the list of processes and in the shell's history."""
    for option in ("--password", "--pass", "-p", "--password=ba-con-meo-den"):
        with pytest.raises(SystemExit) as ended:
            cli.main(["--data", str(tmp_path), *command, option, "ba-con-meo-den"])
        assert ended.value.code == 2
    assert not (tmp_path / "tai-khoan.sqlite").exists()


def test_what_must_stay_out_of_the_repository_is_ignored() -> None:
    told = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "var/" in told
