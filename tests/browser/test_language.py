"""Everything a reader sees is Vietnamese: words, numbers, months."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import PAGES

Open = Callable[..., Page]
ENGLISH_MONTHS = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b"
)
ENGLISH_NUMBERS = re.compile(r"(?<![\d.,])\d{1,3}(,\d{3})+(?![\d,])|(?<![\d.,])\d{1,3}(\.\d{3})*,\d{3}\.\d")
STREAMLIT_WORDS = (
    "Choose an option",
    "Choose options",
    "No results",
    "No options",
    "Select an option",
    "Press Enter",
    "Drag and drop",
    "Browse files",
    "Deploy",
    "Rerun",
    "Running...",
    "Made with Streamlit",
    "Download as CSV",
    "Fullscreen",
    "Page not found",
    "Show more",
    "View more",
)
VIEWS = [
    "",
    "kg=minh-hoa&lk=year&ky=2024",
    "kg=minh-hoa&lk=month&ky=2024-06&xem=bieu-do",
    "kg=minh-hoa&lk=year&ky=2024&xem=bang",
]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", PAGES)
def test_no_english_months_numbers_or_words(path: str, view: str, server: str, open_page: Open) -> None:
    page = open_page(server, f"/{path}?{view}")
    shown = (
        page.locator("body").inner_text() + "\n" + "\n".join(page.locator(".js-plotly-plot text").all_text_contents())
    )
    assert ENGLISH_MONTHS.findall(shown) == []
    assert [found.group() for found in ENGLISH_NUMBERS.finditer(shown)] == []
    assert [words for words in STREAMLIT_WORDS if words in shown] == []


def test_an_empty_search_in_a_drop_down_speaks_no_english(server: str, open_page: Open) -> None:
    page = open_page(server, "/doi-thoai?kg=minh-hoa&lk=year&ky=2024")
    unit = page.get_by_label("Đơn vị").first
    unit.click()
    unit.fill("zzzz")
    expect(page.get_by_role("option")).to_have_text(["Không có kết quả"])
