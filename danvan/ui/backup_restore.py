"""One copy: what putting it back would change, then a reason and a name, then it is done while readers go on."""

import html

import streamlit as st

from danvan import numbers, workspace
from danvan.backup import restore
from danvan.backup.restore import Change
from danvan.backup.store import Kept, Store
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import backup, cached, person
from danvan.ui.frame import failure
from danvan.ui.table import Cell, Column, table

DRAWN = 8


def draw(store: Store, kept: Kept) -> None:
    """Draw the copy."""
    st.button(f"‹ {text('backup.all')}", key="backup_back", type="tertiary", on_click=_back)
    where = text("backup.where", when=backup.moment(kept), why=text(f"backup.why_{kept.why}"), who=kept.who)
    st.html(
        f'<div class="page-head"><h1>{html.escape(text("backup.one", number=kept.number))}</h1>'
        f'<div class="where">{html.escape(where)}</div></div>'
    )
    if not kept.good:
        failure(DanVanError(text("backup.copy_bad", number=kept.number, why=kept.fault)), "backup.failed")
        return
    live = cached.live(store.workspace)
    try:
        with st.spinner(text("backup.comparing")):
            change = restore.preview(store, kept, live)
    except DanVanError as error:
        failure(error, "backup.failed")
        return
    _counts(kept, change)
    _gone(change)
    _confirm(store, kept)


def _back() -> None:
    st.query_params.pop("ban", None)


def _counts(kept: Kept, change: Change) -> None:
    """Now and after, side by side."""
    cards = []
    for name in ("batch", "observation", "figure"):
        before, after = change.before.get(name, 0), change.after.get(name, 0)
        same = text("backup.same") if before == after else text("backup.now_is", count=numbers.number(before))
        cards.append(
            f'<div class="card"><div class="label">{text(f"backup.rows_{name}")}</div>'
            f'<div class="value">{numbers.number(after)}</div><div class="note">{same}</div></div>'
        )
    st.html(f'<div class="cards">{"".join(cards)}</div>')


def _gone(change: Change) -> None:
    """The batches that would not be there any more, and those that would be again."""
    if not change.gone and not change.back:
        st.info(text("backup.gone_none"))
        return
    for rows, words, key in ((change.gone, "backup.gone", "gone"), (change.back, "backup.back", "back")):
        if not rows:
            continue
        st.markdown(f"**{text(words, count=numbers.number(len(rows)))}**")
        columns = [Column(text(f"backup.{name}")) for name in ("batch", "when", "by")]
        columns.append(Column(text("backup.rows_observation"), numeric=True))
        lines = [
            [
                Cell(f"{row['batch']} · {row['title']}", float(row["seq"]), "wide"),
                Cell(_when(row["at"]), row["at"], "soft line"),
                Cell(row["by"], row["by"], "soft"),
                Cell(numbers.number(row["rows"]), float(row["rows"])),
            ]
            for row in reversed(rows)
        ]
        table(columns, lines, key=f"backup_{key}", label=text(words, count=len(rows)), most=DRAWN, stack=True)
    if change.gone:
        st.caption(text("backup.gone_note"))


def _confirm(store: Store, kept: Kept) -> None:
    st.markdown(text("backup.aside_note"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="backup_confirm_box"):
        reason = st.text_input(
            text("backup.reason"), key="backup_reason", placeholder=text("backup.reason_example"), max_chars=300
        )
        who = person.field("backup_person", "backup.person")
    sure = st.checkbox(text("backup.sure", number=kept.number), key=f"backup_sure_{kept.number}")
    ready = bool(who and reason.strip() and sure)
    if st.button(text("backup.confirm"), key="backup_confirm", type="primary", disabled=not ready):
        _act(store, kept, who, reason.strip())


def _act(store: Store, kept: Kept, who: str, reason: str) -> None:
    try:
        with st.spinner(text("backup.restoring")):
            former = restore.into_open(
                cached.live(store.workspace),
                store,
                kept,
                who,
                reason,
                lambda database: workspace.make_ready(database, store.workspace),
            )
    except DanVanError as error:
        failure(error, "backup.failed")
        return
    st.session_state[backup.DONE] = text("backup.said_restored", number=kept.number, former=former.number)
    st.query_params.pop("ban", None)
    st.rerun()


def _when(moment: str) -> str:
    return f"{moment[8:10]}/{moment[5:7]}/{moment[:4]} {moment[11:16]}"
