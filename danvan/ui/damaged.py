"""What a reader sees when the data does not open as it should: the report, and the way on for the administrator."""

import streamlit as st

from danvan import rights, workspace
from danvan.backup import in_place, recovery
from danvan.backup.store import Store
from danvan.errors import DanVanError
from danvan.texts import text
from danvan.ui import person
from danvan.ui.fault import failure


def draw(fault: recovery.Damaged) -> None:
    """The report; below it the newest good copy to put back, or going on with the file as it is."""
    st.html(f'<div class="page-head"><h1>{text("backup.damaged")}</h1></div>')
    failure(fault)
    hopeless = fault.copy is None and fault.kind == recovery.UNREADABLE
    if hopeless or not rights.current().may(rights.ADMINISTER):
        return
    st.markdown(text("backup.damaged_note"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = person.field("damaged_person", "backup.person")
        if fault.copy is not None:
            wanted = text("backup.damaged_restore", number=fault.copy.number)
            if st.button(wanted, key="damaged_restore", type="primary", disabled=not who):
                _restore(fault, who)
        if fault.kind != recovery.UNREADABLE:
            words = "damaged_anew" if fault.kind == recovery.MISSING else "damaged_keep"
            if st.button(text(f"backup.{words}"), key="damaged_keep", disabled=not who):
                in_place.keep_present(fault.path, fault.workspace, who, text(f"backup.{words}"), lambda: _open(fault))
                st.rerun()


def _open(fault: recovery.Damaged) -> object:
    return workspace.open_workspace(fault.workspace, fault.path.parent)


def _restore(fault: recovery.Damaged, who: str) -> None:
    try:
        with st.spinner(text("backup.restoring")):
            store = Store(fault.path.parent, fault.workspace)
            in_place.put(fault.path, store, fault.copy, who, fault.kind, lambda: _open(fault))
    except DanVanError as error:
        failure(error, "backup.failed")
        return
    st.rerun()
