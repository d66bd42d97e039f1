"""Every page over a workspace whose every text is an attack, in a real browser: nothing of it runs, loads or links."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page

from danvan import cli
from tests.browser.conftest import PROBES, serving, settled
from tests.hostile import poison
from tests.hostile.poison import IMAGE, WORD

# What an attack leaves behind where it was taken for markup, looked for in shadow trees as well.
TRACES = """() => {
  const found = [], ran = /window\\.__owned|ngoai\\.invalid/;
  const words = new Set(["đậm", "mã", "đỏ", "bấm", "ảnh", "mục", "x^2"]);
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) look(one.shadowRoot);
      for (const at of one.attributes || [])
        if (at.name.startsWith("on") && ran.test(at.value)) found.push(`${one.tagName} ${at.name}`);
        else if (["src", "href", "xlink:href", "action", "srcdoc"].includes(at.name) && ran.test(at.value) &&
                 new URL(at.value, location).origin !== location.origin) found.push(`${one.tagName} ${at.value}`);
      if (one.tagName === "IMG" && one.getAttribute("src") === "x") found.push("IMG x");
      if (one.tagName === "SCRIPT" && ran.test(one.textContent)) found.push("SCRIPT");
      if (one.matches(".katex, .MathJax")) found.push("latex " + one.textContent.slice(0, 40));
      if (!one.children.length && words.has(one.textContent.trim()) && one.tagName !== "OPTION")
        found.push(`${one.tagName} ${one.className} ‹${one.textContent}›`);
    }
  };
  look(document);
  if (window.__owned) found.push(`window.__owned = ${window.__owned}`);
  return found;
}"""
TEXT = """() => {
  let found = "";
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) look(one.shadowRoot);
      if (one.tagName === "INPUT" || one.tagName === "TEXTAREA") found += "\\n" + one.value;
      for (const node of one.childNodes) if (node.nodeType === 3 && one.tagName !== "STYLE") found += "\\n" + node.data;
    }
  };
  look(document.body);
  return found;
}"""
# Page → the fields whose attack must be there to be read. Ids in braces are those of the workspace.
PAGES = {
    "/?dv=42-2008&lk=year&ky=2024": ("theme",),
    "/doi-thoai?dv=42-2008&lk=year&ky=2024": (),
    "/kien-nghi?dv=42-2008": ("content", "owner"),
    "/kien-nghi?dv=42-2008&kn={case}": (),
    "/dan-van-kheo": (),
    "/nong-thon-moi": (),
    "/giam-sat": (),
    "/to-chuc": (),
    "/hai-long": (),
    "/dinh-muc?dv=42-2008&lk=year&ky=2024": (),
    "/ke-hoach?dv=42-2008": ("plan",),
    "/so-sanh?ct={indicator}&chon={indicator}&lk=year&ky=2024": (),
    "/bang-so-lieu?ct={indicator}&cts={indicator}&lk=year&ky=2024": (),
    "/don-vi?dv=42-2008&lk=year&ky=2024": (),
    "/nhap-so-lieu": (),
    "/nhap-so-lieu?dot={batch}&buoc=xong": (),
    "/lich-su-nhap": ("import1-title",),
    "/lich-su-nhap?dot={batch}": ("import1-title",),
    "/lich-su-nhap?dot={undo}": ("undo",),
    "/nhap-mot-so?ct=DT02&dv=42-2008&lk=year&ky=2024": ("typed-title",),
    "/nhap-mot-so?ct={indicator}&dv=42-2008&lk=year&ky=2024": (),
    "/giao-ke-hoach?dv=42-2008": ("plan",),
    "/so-kien-nghi?dv=42-2008": (),
    "/so-kien-nghi?dv=42-2008&kn={case}": ("content", "note"),
    "/tinh-hinh-bao-cao": (),
    "/tinh-hinh-bao-cao?dv=42-2008&lk=year&ky=2024": (),
    "/chat-luong?dv=42-2008": (),
    "/trinh-bay": ("briefing",),
    "/trinh-bay?bai={briefing}": ("briefing", "slide-figures"),
    "/trinh-bay?bai={frozen}": ("briefing",),
    "/tai-khoan": (),
    "/nhat-ky": ("actor", "subject", "agent"),
    "/sao-luu": (),
}


PARAMETERS = (
    "kg dg ngay lk ky dv cap ct cts xem tl phan kq lv nam nguon den chude tt theo ss loai tinh dot kn bai ban buoc tep "
    "chieu chon muc bam ho-so tai-khoan nhat-ky"
).split()
ASKED = f"'; drop table figure; --{IMAGE}{poison.MARKDOWN}../../etc/passwd"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("doc-hai")


@pytest.fixture(scope="module")
def ids(poisoned: Path) -> dict[str, str]:
    made = poison.build(poisoned)
    poison.people(poisoned)
    return made


@pytest.fixture(scope="module")
def address(ids: dict[str, str], poisoned: Path) -> Iterator[str]:
    with serving(poisoned) as found:
        yield found


@pytest.fixture(scope="module")
def visitor(browser: Browser, address: str) -> Iterator[Page]:
    """An administrator's browser that notes what it should never see."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-US")
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.faults = []
    page.on("dialog", lambda dialog: (page.faults.append(f"hộp thoại {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: _own(request.url, address, page.faults))
    page.on("pageerror", lambda error: page.faults.append(f"lỗi JavaScript: {error}"))
    page.on("console", lambda message: _said(message, page.faults))
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill(WORD)
    page.get_by_role("button", name="Đăng nhập").click()
    settled(page)
    yield page
    context.close()


def _own(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:")):
        faults.append(f"yêu cầu ra ngoài: {url}")


def _said(message: object, faults: list[str]) -> None:
    if message.type == "error" and not message.location.get("url", "").split("?")[0].endswith(PROBES):
        faults.append(f"bảng điều khiển: {message.text[:300]}")


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted({path.partition("?")[0] for path in PAGES}))
def test_attacks_in_every_parameter_of_an_address_are_told_or_left_aside(
    path: str, address: str, visitor: Page
) -> None:
    visitor.faults.clear()
    visitor.goto(f"{address}{path}?{urlencode(dict.fromkeys(PARAMETERS, ASKED))}")
    settled(visitor)
    assert visitor.evaluate(TRACES) == [] and visitor.faults == []
    assert "Trang này gặp lỗi" not in visitor.evaluate(TEXT)


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_attacks_as_text(path: str, ids: dict[str, str], address: str, visitor: Page) -> None:
    visitor.faults.clear()
    visitor.goto(address + path.format(**ids))
    settled(visitor)
    assert visitor.evaluate(TRACES) == [] and visitor.faults == []
    told = visitor.evaluate(TEXT)
    assert "Trang này gặp lỗi" not in told
    for field in PAGES[path]:
        assert f"x-{field} {IMAGE}" in told, field


def test_the_html_deck_of_attacks_runs_nothing_when_it_is_opened(
    ids: dict[str, str], poisoned: Path, browser: Browser, tmp_path: Path
) -> None:
    directory = tmp_path / "du-lieu"
    directory.mkdir()
    shutil.copy(poisoned / "chinh-thuc.duckdb", directory)
    out = tmp_path / "bai.html"
    assert cli.main(["--data", str(directory), "export", "html", "--briefing", ids["briefing"], "--out", str(out)]) == 0
    page = browser.new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: _own(request.url, out.as_uri(), faults))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(out.as_uri())
    page.keyboard.press("End")
    # The deck's own script holds its words as data; that it did not run them is what window.__owned would tell.
    assert [trace for trace in page.evaluate(TRACES) if trace != "SCRIPT"] == [] and faults == []
    assert f"x-briefing {IMAGE}" in page.evaluate(TEXT)
    page.close()
