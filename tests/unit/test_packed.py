"""Fixed files go out compressed to browsers that take it; everything else about their answers stays."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from danvan.server.packed import Packed

SCRIPT = b"export const greeting = 'Xin ch\xc3\xa0o';\n" * 400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "static"
    inside.mkdir()
    (inside / "page.js").write_bytes(SCRIPT)
    (inside / "small.js").write_bytes(b"1;")
    (inside / "picture.png").write_bytes(b"\x89PNG" + b"\0" * 5000)
    (tmp_path / "secret.js").write_bytes(b"secret" * 1000)
    return inside


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    routes = [
        Route("/other", lambda request: PlainTextResponse("x" * 5000)),
        Mount("/static", StaticFiles(directory=folder)),
    ]
    with TestClient(Starlette(routes=routes, middleware=[Middleware(Packed, roots={"/static/": folder})])) as made:
        yield made


def raw(client: TestClient, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and the bytes on the wire."""
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip", **headers}) as answer:
        return answer.status_code, dict(answer.headers), b"".join(answer.iter_raw())


def test_a_script_goes_out_packed_and_unpacks_to_itself(client: TestClient) -> None:
    status, headers, body = raw(client, "/static/page.js")
    assert status == 200 and headers["content-encoding"] == "gzip" and "Accept-Encoding" in headers["vary"]
    assert int(headers["content-length"]) == len(body) < len(SCRIPT) / 5
    assert gzip.decompress(body) == SCRIPT and "javascript" in headers["content-type"]


@pytest.mark.parametrize("accepted", ["identity", "", "br", "gzip;q=0, br"])
def test_who_does_not_take_gzip_gets_the_file(client: TestClient, accepted: str) -> None:
    status, headers, body = raw(client, "/static/page.js", **{"Accept-Encoding": accepted})
    assert status == 200 and "content-encoding" not in headers and body == SCRIPT


@pytest.mark.parametrize("path", ["/static/small.js", "/static/picture.png", "/other"])
def test_what_would_not_shrink_or_is_no_fixed_file_is_left_alone(client: TestClient, path: str) -> None:
    status, headers, _ = raw(client, path)
    assert status == 200 and "content-encoding" not in headers


def test_a_part_of_a_file_is_a_part_of_the_file(client: TestClient) -> None:
    status, headers, body = raw(client, "/static/page.js", Range="bytes=0-5")
    assert status == 206 and "content-encoding" not in headers and body == SCRIPT[:6]


def test_a_copy_that_is_still_good_is_not_sent_again(client: TestClient) -> None:
    _, headers, _ = raw(client, "/static/page.js")
    status, _, body = raw(client, "/static/page.js", **{"If-None-Match": headers["etag"]})
    assert status == 304 and body == b""


def test_a_changed_file_is_packed_anew(client: TestClient, folder: Path) -> None:
    raw(client, "/static/page.js")
    (folder / "page.js").write_bytes(SCRIPT[::-1])
    assert gzip.decompress(raw(client, "/static/page.js")[2]) == SCRIPT[::-1]


@pytest.mark.parametrize("path", ["/static/none.js", "/static/%2e%2e/secret.js", "/static/..%2fsecret.js"])
def test_a_file_that_is_not_there_or_not_below_is_not_found(client: TestClient, path: str) -> None:
    status, _, body = raw(client, path)
    assert status == 404 and b"secret" not in body


def test_the_head_of_a_file_has_no_body(client: TestClient) -> None:
    answer = client.head("/static/page.js", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and answer.content == b""
