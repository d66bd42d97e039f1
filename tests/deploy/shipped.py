"""The files of docs/deploy as they are sent, with nothing but paths, ports and accounts replaced."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.browser.conftest import free_port

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "docs" / "deploy"
NAME = "danvan.tinh.gov.vn"
CODE = "/opt/danvan/current"
PYTHON = f"{CODE}/.venv/bin/python"
DATA = "/var/lib/danvan"
COPIES = "/srv/danvan-sao-luu"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
worker_processes 1;
{user}
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/danvan.conf;
}}
"""


def rendered(name: str, changes: Mapping[str, str]) -> str:
    """A shipped file with some of its words replaced, the longest first; each must be there."""
    words = (DEPLOY / name).read_text(encoding="utf-8")
    for former in sorted(changes, key=len, reverse=True):
        assert former in words, f"{name}: {former}"
        words = words.replace(former, changes[former])
    return words


def program(name: str) -> str:
    """Where a program of the system lies; it is never done without (Makefile: nginx)."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, f"Thiếu {name}: make nginx"
    return found


@dataclass(frozen=True)
class Nginx:
    """A running nginx: its ports, its folder (logs), and the certificate of who signed its own."""

    https: int
    http: int
    folder: Path
    authority: Path

    @property
    def log(self) -> str:
        """What the site's access log says."""
        return (self.folder / "danvan.access.log").read_text(encoding="utf-8")


@contextmanager
def nginx(folder: Path, upstream: int) -> Iterator[Nginx]:
    """The shipped configuration before the program on port `upstream`; an ordinary process, stopped by its id."""
    folder.mkdir(parents=True)
    https, http = free_port(), free_port()
    authority = trustme.CA()
    mine = authority.issue_cert(NAME)
    mine.private_key_pem.write_to_path(str(folder / "danvan.key"))
    for part in mine.cert_chain_pems:
        part.write_to_path(str(folder / "danvan.crt"), append=True)
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    changes = {
        "127.0.0.1:8501": f"127.0.0.1:{upstream}",
        "listen 443": f"listen 127.0.0.1:{https}",
        "listen 80": f"listen 127.0.0.1:{http}",
        "/etc/ssl/danvan/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        CODE: str(ROOT),
    }
    (folder / "danvan.conf").write_text(rendered("nginx.conf", changes), encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [program("nginx"), "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tried.returncode == 0 and "[warn]" not in tried.stderr, tried.stderr
    process = subprocess.Popen(command, stdout=sys.stderr, stderr=sys.stderr)
    try:
        yield Nginx(https, http, folder, folder / "authority.pem")
    finally:
        process.terminate()
        process.wait(timeout=20)
