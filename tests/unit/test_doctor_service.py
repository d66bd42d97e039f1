"""What the report says of the server, the accounts and who could read its secrets."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from danvan import doctor
from danvan.doctor.service import service
from danvan.errors import DanVanError
from danvan.people import accounts, journal
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, VIEWER, Actor
from danvan.server import standing
from danvan.ui import serve

NAME = "danvan.tinh.gov.vn"
PEOPLE = ("lan", ADMINISTRATOR), ("hai", VIEWER)
OFFICE = """
metadata = "https://dang-nhap.tinh.gov.vn/.well-known/openid-configuration"
client_id = "danvan"
client_secret = "bi-mat"
address = "{address}"
[[group]]
name = "dan-van"
role = "administrator"
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A data folder as the service makes it, with an administrator and a viewer."""
    tmp_path.chmod(0o700)
    for name, role in PEOPLE:
        accounts.add(Book(tmp_path), name, name, role, "ba-con-meo-den")
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_serves() -> Iterator[None]:
    yield
    standing._NOW.clear()


def states(directory: Path) -> dict[str, str]:
    return {line.check: line.state for line in service(directory)}


def serves(address: str, proxies: tuple = (), names: tuple = (), *, signed_in: bool = True) -> standing.Standing:
    told = standing.Standing(address, 8501, proxies, names, signed_in, datetime(2026, 11, 22, 7, 30))
    return standing.begin(told)


def test_a_server_behind_its_proxy_with_closed_files_is_well(house: Path) -> None:
    serves("127.0.0.1", ("127.0.0.1",), (NAME,))
    lines = service(house)
    assert {line.state for line in lines} == {doctor.OK}
    told = {line.check: line.words for line in lines}
    assert "sau máy chủ trung gian 127.0.0.1" in told["service"] and "22/11/2026 07:30" in told["service"]
    assert told["accounts"] == "2 tài khoản đang mở, 1 quản trị"


@pytest.mark.parametrize(
    ("address", "proxies", "names", "signed_in", "state"),
    [
        ("127.0.0.1", (), (), False, doctor.OK), ("127.0.0.1", (), (), True, doctor.OK),
        ("0.0.0.0", (), (NAME,), True, doctor.WARN), ("127.0.0.1", ("127.0.0.1",), (), True, doctor.WARN),
    ],
)  # fmt: skip
def test_a_server_open_without_tls_or_to_any_name_is_told_of(
    address: str, proxies: tuple, names: tuple, signed_in: bool, state: str, house: Path
) -> None:
    serves(address, proxies, names, signed_in=signed_in)
    (line,) = [line for line in service(house) if line.check == "service"]
    assert line.state == state and bool(line.remedy) == (state != doctor.OK)


@pytest.mark.parametrize(("peer", "state"), [("127.0.0.1", doctor.FAIL), ("10.0.0.7", doctor.WARN)])
def test_a_proxy_that_was_not_named_is_told_of(peer: str, state: str, house: Path) -> None:
    serves("127.0.0.1").unnamed.add(peer)
    (line,) = [line for line in service(house) if line.check == "service"]
    assert line.state == state and peer in line.words and "--behind-proxy" in line.remedy


def test_accounts_without_an_administrator_fail(house: Path) -> None:
    with Book(house).writing() as connection:
        connection.execute("update account set active = 0 where name = 'lan'")
    assert states(house)["accounts"] == doctor.FAIL


def test_secrets_that_others_can_read_fail_and_a_readable_folder_is_told_of(house: Path) -> None:
    house.chmod(0o755)
    assert states(house)["secrets"] == doctor.WARN
    (house / "oidc.toml").write_text(OFFICE.format(address=f"https://{NAME}"), encoding="utf-8")
    (house / "oidc.toml").chmod(0o640)
    (line,) = [line for line in service(house) if line.check == "secrets"]
    assert line.state == doctor.FAIL and line.remedy == f"chmod 600 {house / 'oidc.toml'}"
    (house / "oidc.toml").chmod(0o600)
    house.chmod(0o700)
    assert states(house)["secrets"] == doctor.OK


@pytest.mark.parametrize(
    ("address", "state"),
    [
        (f"https://{NAME}", doctor.OK), ("http://localhost:8501", doctor.OK), (f"http://{NAME}", doctor.WARN),
        ("", doctor.FAIL),
    ],
)  # fmt: skip
def test_the_office_s_sign_in_is_looked_at(address: str, state: str, house: Path) -> None:
    (house / "oidc.toml").write_text(OFFICE.format(address=address), encoding="utf-8")
    assert states(house)["office_sign_in"] == state


def test_a_folder_without_accounts_says_nothing_of_them(tmp_path: Path) -> None:
    assert "accounts" not in states(tmp_path) and not Book(tmp_path).exists
    journal.note(Book(tmp_path), Actor("", "lan"), "import", "D00001")
    assert "accounts" not in states(tmp_path)


def test_a_path_below_a_name_is_refused_before_anything_is_served(monkeypatch: pytest.MonkeyPatch, house: Path) -> None:
    monkeypatch.setattr(serve.st, "get_option", lambda name: "dan-van" if name == "server.baseUrlPath" else None)
    with pytest.raises(DanVanError, match="đường dẫn con"):
        serve.serve(8501)
