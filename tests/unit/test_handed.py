"""Files that a page hands over: there is one way to do so, and it records each file that was taken, once."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from danvan import rights
from danvan.people import journal
from danvan.people.book import Book
from danvan.rights import VIEWER, Actor
from danvan.ui import handed

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """The book that a server records into, with a viewer at the screen."""
    made = Book(tmp_path)
    monkeypatch.setattr(rights, "RECORDERS", [journal.recorder(made)])
    rights.ask_with(lambda: Actor("hai", "Lê Văn Hải", VIEWER, (), "10.0.0.7"))
    yield made
    rights.ask_with(rights.on_the_command_line)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], bytes]]:
    """What Streamlit is given to call when a button is pressed."""
    found: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda _label, made, *_, **__: found.append(made))
    return found


def test_no_page_hands_over_a_file_in_another_way() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for folder in ("danvan", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"\bdownload_button\(", path.read_text("utf-8"))
    ]
    assert found == ["danvan/ui/handed.py"]


def test_a_file_is_recorded_when_it_is_taken_and_not_when_its_button_is_drawn(
    book: Book, offered: list[Callable[[], bytes]]
) -> None:
    for _ in range(3):
        handed.button("CSV", lambda: b"a", "DT01-2024.csv", key="csv", what="Đối thoại")
    assert journal.entries(book) == []
    assert offered[-1]() == b"a"
    (entry,) = journal.entries(book)
    assert (entry.act, entry.who, entry.address) == ("export", "Lê Văn Hải (hai)", "10.0.0.7")
    assert (entry.subject, entry.detail) == ("DT01-2024.csv", "Đối thoại")
    offered[-1]()
    assert len(journal.entries(book)) == 2, "taken twice"


def test_a_file_that_could_not_be_made_was_not_taken(book: Book, offered: list[Callable[[], bytes]]) -> None:
    def _fails() -> bytes:
        raise OSError("hết chỗ")

    handed.button("PDF", _fails, "bai.pdf", key="pdf")
    with pytest.raises(OSError):
        offered[0]()
    assert journal.entries(book) == []


def test_bytes_that_are_there_already_are_recorded_all_the_same(book: Book, offered: list[Callable[[], bytes]]) -> None:
    handed.button("Tệp gốc", b"goc", "bao-cao.xls", key="file")
    assert offered[0]() == b"goc" and len(journal.entries(book)) == 1
