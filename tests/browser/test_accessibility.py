"""Everyone can use the pages: no serious violation, nothing cut on a phone or on paper, keys reach everything."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from danvan.ui import frame
from tests.browser.judged import grave_faults

PAGES = sorted(
    path
    for _, _, listed in frame.SECTIONS
    for name, path, _ in listed
    if (frame.ROOT / frame.page_path(name)).is_file()
)
DEMO = "kg=minh-hoa&lk=year&ky=2024"
# The list of pages is Streamlit's own: it nests its groups in a list that axe does not count as one.
NOT_OURS = {"list": "stSidebarNavItems", "listitem": ""}
Open = Callable[..., Page]


@pytest.mark.parametrize("path", PAGES)
def test_no_serious_violation_of_ours_on_any_page(path: str, server: str, open_page: Open) -> None:
    page = open_page(server, f"/{path}?{DEMO}")
    ours = [
        f"{rule}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for rule, node in grave_faults(page)
        if not _is_of_the_navigation(page, rule, node)
    ]
    assert ours == []


def _is_of_the_navigation(page: Page, rule: str, node: dict) -> bool:
    inside = "node => !!node.closest('[data-testid=stSidebarNav]')"
    return rule in NOT_OURS and page.locator(node["target"][0]).first.evaluate(inside)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_out_of_a_phone_s_screen(path: str, server: str, open_page: Open) -> None:
    page = open_page(server, f"/{path}?{DEMO}", width=360, height=740)
    main = page.locator("[data-testid=stMain]")
    wide, seen = main.evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert wide <= seen + 1


@pytest.mark.parametrize("width", [1366, 1920])
def test_paper_cuts_no_chart(width: int, server: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(server, f"/?{DEMO}", width=width)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    page.evaluate(
        """() => matchMedia("print").addEventListener("change", (media) => {
             if (!media.matches) return;
             window.cut = [...document.querySelectorAll(".js-plotly-plot .main-svg")].map((drawing) => {
               const box = drawing.closest("[data-testid=stMain]").getBoundingClientRect();
               const own = drawing.getBoundingClientRect();
               return Math.round(Math.max(own.right - box.right, own.height - 720, 0));
             });
           })"""
    )
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    cut = page.evaluate("window.cut")
    assert cut and set(cut) == {0}


@pytest.mark.parametrize("path", [path for path in PAGES if path in ("", "doi-thoai", "don-vi", "nong-thon-moi")])
def test_every_chart_is_told_in_words(path: str, server: str, open_page: Open) -> None:
    page = open_page(server, f"/{path}?{DEMO}")
    charts = page.locator("[data-testid=stPlotlyChart]")
    expect(charts.first).to_be_visible()
    for chart in charts.all():
        told = chart.evaluate(
            "node => node.getAttribute('aria-label') ?? node.querySelector('[aria-label]')?.ariaLabel"
        )
        assert told and re.search(r"\d|[Cc]hưa", told), "biểu đồ không có lời thay thế"


def test_the_keyboard_alone_changes_the_period(server: str, open_page: Open) -> None:
    page = open_page(server, f"/doi-thoai?{DEMO}")
    field = page.get_by_label("Kỳ số liệu")
    for _ in range(80):
        page.keyboard.press("Tab")
        if field.evaluate("node => node === document.activeElement"):
            break
    expect(field).to_be_focused()
    page.keyboard.type("2025")
    expect(page.get_by_role("option")).to_have_text(["Năm 2025"])
    page.keyboard.press("Enter")
    expect(page.locator(".page-head .where")).to_contain_text("Năm 2025")
