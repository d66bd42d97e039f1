"""A person at the page „Nhập số liệu“ in a real browser: a file taken through the steps, and written."""

import re
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import settled

LONG = 900_000
"""Milliseconds that a step may take with a large file on a busy machine."""


def up_to_the_button(page: Page, sent: FilePayload | Path, title: str, who: str) -> None:
    """Hand over a file and go on until only the last button is left."""
    name = sent.name if isinstance(sent, Path) else sent["name"]
    page.locator("input[type=file]").set_input_files(sent)
    expect(page.locator(".page-head .where")).to_have_text(name, timeout=LONG)
    settled(page)
    now = page.locator('[class*="st-key-step_now"][data-stale="false"]')
    last = now.filter(has_text="Xem trước và nhập")
    further = page.get_by_role("button", name=re.compile("^Tiếp tục"))
    # A file without findings goes on at once; one with warnings shows them first.
    while not last.is_visible():
        further.click(timeout=LONG)
        settled(page)
    expect(last).to_be_visible(timeout=LONG)
    field = page.get_by_label("Tên tài liệu")
    field.fill(title)
    field.press("Enter")
    settled(page)
    page.get_by_label("Người nhập").fill(who)
    page.get_by_label("Người nhập").press("Enter")
    settled(page)


def press(page: Page) -> None:
    """The button that writes."""
    page.get_by_role("button", name=re.compile(r"^Nhập \d")).click(timeout=LONG)
