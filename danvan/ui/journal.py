"""The page of the journal: what people did, by day and by act, with a file of it for whoever inspects."""

import csv
import io
from datetime import date, datetime, time, timedelta

import streamlit as st

from danvan import numbers
from danvan.errors import DanVanError
from danvan.export.csv_file import DELIMITER
from danvan.formulas import guarded
from danvan.ingest.batches import VIETNAM, now
from danvan.people import chain, journal, moments
from danvan.people.book import Book
from danvan.people.journal import ACTS, Entry
from danvan.texts import text
from danvan.ui import handed
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

DAYS, MOST = 30, 5000
NAMES = ("when", "who", "address", "act", "subject", "detail")


def draw() -> None:
    """Draw the days asked for; the last month to begin with."""
    book = Book()
    st.html(
        f'<div class="page-head"><h1>{text("journal.title")}</h1><div class="where">{text("journal.lead")}</div></div>'
    )
    today = now().date()
    with st.container(horizontal=True, vertical_alignment="bottom", key="journal_filters"):
        first = _day("since", today - timedelta(days=DAYS))
        last = _day("until", today)
        act = st.selectbox(text("journal.act"), ["", *ACTS], format_func=_named, key="journal_act", width=260)
    every = journal.entries(book, since=_utc(first), until=_utc(last, end=True))
    found = [one for one in every if act in ("", one.act)]
    _whole(book)
    if not found:
        st.html(f'<div class="empty">{text("journal.empty")}</div>')
        return
    lines = [[Cell(*_when(one)), *(Cell(words, words, style) for words, style in _told(one))] for one in found[:MOST]]
    columns = [Column(text(f"journal.{name}")) for name in NAMES]
    table(columns, lines, key="journal", label=text("journal.title"), stack=True, most=50)
    if len(found) > MOST:
        st.caption(text("journal.more", shown=numbers.number(MOST), all=numbers.number(len(found))))
    handed.button(text("common.download_csv"), lambda: _file(found), f"nhat-ky-{first}-{last}.csv", key="journal_csv")


def _day(name: str, default: date) -> date:
    """A day typed; Streamlit's own calendar speaks English."""
    typed = st.text_input(text(f"journal.{name}"), numbers.date(default), key=f"journal_{name}", width=140)
    try:
        return numbers.parse_date(typed)
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return default


def _named(act: str) -> str:
    return ACTS.get(act, text("journal.every_act"))


def _whole(book: Book) -> None:
    """Whether the journal is as it was written: what is new at each draw, all of it when that is asked for."""
    with st.container(horizontal=True, vertical_alignment="center"):
        all_of_it = st.button(
            text("journal.check"), key="journal_check", type="tertiary", help=text("journal.check_help")
        )
        broken = chain.first_broken(book) if all_of_it else chain.first_broken_of_late(book)
        if broken is None:
            st.caption(text("journal.whole"))
    if broken is not None:
        st.error(text("journal.broken", entry=numbers.number(broken)))


def _utc(day: date, *, end: bool = False) -> str:
    """The first or last moment of a day here, as the journal writes moments."""
    return moments.written(datetime.combine(day, time.max if end else time.min, VIETNAM))


def _when(one: Entry) -> tuple[str, str, str]:
    here = one.happened_at.astimezone(VIETNAM)
    return f"{numbers.date(here.date())} {here:%H:%M:%S}", one.happened_at.isoformat(), "line"


def _told(one: Entry) -> tuple[tuple[str, str], ...]:
    return (one.who, ""), (one.address, "soft"), (one.act_words, ""), (one.subject, ""), (one.detail, "soft wide")


def _file(found: list[Entry]) -> bytes:
    """Every entry, oldest first, with its number and its link of the chain."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow([text("journal.entry"), *(text(f"journal.{name}") for name in NAMES), text("journal.chain")])
    for one in reversed(found):
        told = [words for words, _ in _told(one)]
        writer.writerow([one.entry, _when(one)[0], *(guarded(words) for words in told), one.chain])
    return buffer.getvalue().encode("utf-8-sig")
