"""The page of the copies: every one with day, size and what it holds; one now; one of them opened by the address."""

import html

import streamlit as st

from danvan import numbers, workspace
from danvan.backup import keeper, make, recovery
from danvan.backup.store import Kept, Store
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import backup_restore, cached, person
from danvan.ui.frame import failure, link
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

SHOWN = 3
DONE = "backup_done"


def draw() -> None:
    """Draw the list, or the copy that the address names."""
    store = Store(workspace.data_directory(), cached.current())
    asked = st.query_params.get("ban", "")
    kept = store.get(int(asked)) if asked.isdigit() else None
    if kept is not None:
        backup_restore.draw(store, kept)
        return
    copies = store.all()
    st.html(
        f'<div class="page-head"><h1>{text("backup.title")}</h1>'
        f'<div class="where">{html.escape(_lead(store, copies))}</div></div>'
    )
    if asked:
        st.warning(text("backup.unknown", number=plain(asked, 20)))
    if said := st.session_state.pop(DONE, None):
        st.success(said)
    _troubles(store)
    _now(store)
    _list(copies)
    st.caption(text("backup.note", place=plain(str(store.own))))


def _lead(store: Store, copies: list[Kept]) -> str:
    newest = store.newest_good()
    if newest is None:
        return text("backup.lead_none")
    return text("backup.lead", count=len(copies), when=moment(newest), batch=newest.batch or "–")


def _troubles(store: Store) -> None:
    """What went wrong with copies, and what starts have put right by themselves."""
    live = cached.live(cached.current())
    watching = keeper.of(live.path) if live.path else None
    if watching is not None and watching.fault:
        failure(DanVanError(watching.fault, text("backup.look_into")), "backup.failed")
    for notice in [one for one in recovery.notices(store.directory) if one.workspace == store.workspace][:SHOWN]:
        st.warning(f"{notice.at[8:10]}/{notice.at[5:7]}/{notice.at[:4]} {notice.at[11:16]}: {plain(notice.words)}")


def _now(store: Store) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="backup_acts"):
        who = person.field("backup_person", "backup.person")
        wanted = st.button(text("backup.now"), key="backup_now", type="primary", disabled=not who)
    if not who:
        st.caption(text("backup.need_person"))
    if not wanted:
        return
    try:
        with st.spinner(text("backup.making")):
            kept = make.by_hand(cached.live(store.workspace), store.workspace, who)
    except DanVanError as error:
        failure(error, "backup.failed")
        return
    if kept.good:
        st.session_state[DONE] = text("backup.said_made", number=kept.number, size=size(kept))
        st.rerun()
    failure(DanVanError(text("backup.copy_bad", number=kept.number, why=kept.fault), text("backup.look_into")))


def _list(copies: list[Kept]) -> None:
    if not copies:
        st.html(f'<div class="empty">{text("backup.empty")}</div>')
        return
    columns = [
        Column(text("backup.copy")),
        Column(text("backup.why")),
        Column(text("backup.until")),
        Column(text("backup.rows_observation"), numeric=True),
        Column(text("backup.rows_figure"), numeric=True),
        Column(text("backup.size"), numeric=True),
        Column(text("backup.state")),
    ]
    lines = [_line(kept) for kept in copies]
    table(columns, lines, key="backups", label=text("backup.title"), stack=True, most=30, opened=_open)


def _line(kept: Kept) -> list[Cell]:
    observations, figures = (kept.counts.get(name, 0) for name in ("observation", "figure"))
    why = text(f"backup.why_{kept.why}")
    return [
        Cell(f"{kept.number} · {moment(kept)}", float(kept.number), "line", link("backup", ban=str(kept.number))),
        Cell(f"{why[:1].upper()}{why[1:]}, {kept.who}", why, "soft"),
        Cell(kept.batch or "–", float(kept.seq), "soft line"),
        Cell(numbers.number(observations), float(observations)),
        Cell(numbers.number(figures), float(figures)),
        Cell(size(kept), float(kept.size), "line"),
        Cell(
            text("backup.verified", when=_day(kept.verified_at)) if kept.good else text("backup.bad", why=kept.fault),
            kept.verified_at,
            "soft" if kept.good else "bad",
        ),
    ]


def _open(wanted: str) -> None:
    """Open a copy without loading the page anew; the browser's way back leads to the list."""
    st.query_params["ban"] = wanted.rpartition("ban=")[2]


def moment(kept: Kept) -> str:
    """'22/11/2026 03:06'."""
    return f"{numbers.date(kept.moment)} {kept.moment:%H:%M}"


def size(kept: Kept) -> str:
    """'7,5 MB'."""
    return f"{numbers.number(kept.size / 2**20, 1)} MB"


def _day(moment: str) -> str:
    return f"{moment[8:10]}/{moment[5:7]}/{moment[:4]}"
