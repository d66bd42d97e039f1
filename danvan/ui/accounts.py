"""The page of accounts: everybody who may sign in; one added, changed, closed, given a new first password.

An administrator never types somebody's password: a first one is made here, shown once, and changed by its owner.
"""

import html
from collections.abc import Callable

import streamlit as st

from danvan import numbers, rights, units
from danvan.errors import DanVanError
from danvan.ingest.batches import VIETNAM
from danvan.people import accounts, passwords
from danvan.people.accounts import Account
from danvan.people.book import Book
from danvan.rights import ADMINISTRATOR, ROLES, UPLOADER, VIEWER
from danvan.texts import text
from danvan.ui.fault import failure
from danvan.ui.frame import link
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table

ONE = "tai-khoan"
SAID, WORD = "accounts_said", "accounts_word"


def draw() -> None:
    """Draw the list, and the account that the address names."""
    book = Book()
    known = accounts.everyone(book)
    open_ones = sum(one.active for one in known)
    lead = text("accounts.lead", count=len(known), open=open_ones) if known else text("accounts.lead_none")
    st.html(f'<div class="page-head"><h1>{text("accounts.title")}</h1><div class="where">{lead}</div></div>')
    _said()
    if not known:
        st.info(text("accounts.first"))
    if st.button(text("accounts.add"), key="accounts_add", type="primary"):
        _add(book, first=not known)
    if known:
        _list(known)
    asked = st.query_params.get(ONE, "")
    chosen = next((one for one in known if one.name == asked), None)
    if chosen is not None:
        _one(book, chosen)
    elif asked:
        st.warning(text("accounts.unknown"))


def _said() -> None:
    if said := st.session_state.pop(SAID, None):
        st.success(said)
    if made := st.session_state.pop(WORD, None):
        st.warning(text("accounts.hand_over"))
        st.code(made, language=None)


def _list(known: list[Account]) -> None:
    names = ("name", "full_name", "role", "units", "state", "changed")
    lines = [
        [
            Cell(one.name, one.name, "name", link("accounts", **{ONE: one.name})),
            Cell(one.full_name, one.full_name),
            Cell(ROLES[one.role], ROLES[one.role]),
            Cell(_units(one), _units(one), "soft wide"),
            Cell(_state(one), _state(one), "" if one.active else "missing"),
            Cell(numbers.date(one.changed_at.astimezone(VIETNAM).date()), one.changed_at.isoformat(), "soft line"),
        ]
        for one in known
    ]
    columns = [Column(text(f"accounts.{name}")) for name in names]
    table(columns, lines, key="accounts", label=text("accounts.title"), stack=True, opened=_open)


def _open(wanted: str) -> None:
    st.query_params[ONE] = wanted.rpartition(f"{ONE}=")[2]


def _units(one: Account) -> str:
    return ", ".join(units.get(unit).full_name for unit in one.units) or text("accounts.all_units")


def _state(one: Account) -> str:
    if not one.active:
        return text("accounts.closed")
    if one.by_provider:
        return text("accounts.by_provider")
    return text("accounts.must_change" if one.must_change else "accounts.in_use")


@st.dialog(text("accounts.add"), width="medium")
def _add(book: Book, *, first: bool) -> None:
    name = st.text_input(text("accounts.name"), key="accounts_name", help=text("accounts.name_help"), max_chars=64)
    full_name, role, listed = _fields("new", "", ADMINISTRATOR if first else VIEWER, ())
    if st.button(text("accounts.add"), key="accounts_add_now", type="primary", disabled=not (name and full_name)):
        made = passwords.first_one()

        def _make() -> None:
            accounts.add(book, name, full_name, role, made, unit_ids=_found(listed), must_change=True)

        _do(_make, text("accounts.said_added", name=name.strip().lower()), made)


def _one(book: Book, chosen: Account) -> None:
    """Everything that can be done to one account, below the list."""
    with st.container(border=True, key="accounts_one"):
        st.html(f"<h2>{html.escape(chosen.full_name)} ({html.escape(chosen.name)})</h2>")
        if chosen.by_provider:
            st.caption(text("accounts.of_provider"))
        else:
            _edit(book, chosen)
        with st.container(horizontal=True):
            if chosen.active and not chosen.by_provider and st.button(text("accounts.reset"), key="accounts_reset"):
                made = passwords.first_one()
                said = text("accounts.said_reset", name=plain(chosen.name))
                _do(lambda: accounts.reset_password(book, chosen.name, made), said, made)
            if chosen.active and st.button(text("accounts.close"), key="accounts_close"):
                _do(lambda: accounts.close(book, chosen.name), text("accounts.said_closed", name=plain(chosen.name)))
            if not chosen.active and st.button(text("accounts.reopen"), key="accounts_reopen"):
                _do(lambda: accounts.reopen(book, chosen.name), text("accounts.said_reopened", name=plain(chosen.name)))


def _edit(book: Book, chosen: Account) -> None:
    full_name, role, listed = _fields(chosen.name, chosen.full_name, chosen.role, chosen.units)
    if st.button(text("accounts.save"), key="accounts_save", type="primary", disabled=not full_name):

        def _change() -> None:
            accounts.change(book, chosen.name, full_name=full_name, role=role, unit_ids=_found(listed))

        _do(_change, text("accounts.said_changed", name=plain(chosen.name)))


def _fields(key: str, full_name: str, role: str, unit_ids: tuple[str, ...]) -> tuple[str, str, str]:
    """Full name, role, and for an uploader the names of units, one a line."""
    full_name = st.text_input(
        text("accounts.full_name"), full_name, key=f"accounts_full_{key}", max_chars=accounts.LONGEST_NAME
    )
    roles = list(ROLES)
    role = st.segmented_control(
        text("accounts.role"), roles, default=role, format_func=ROLES.__getitem__, key=f"accounts_role_{key}",
        required=True,
    )  # fmt: skip
    st.caption(text(f"accounts.role_{role}"))
    listed = ""
    if role == UPLOADER:
        listed = st.text_area(
            text("accounts.units_of"),
            "\n".join(units.get(unit).full_name for unit in unit_ids),
            key=f"accounts_units_{key}",
            placeholder=text("accounts.units_example"),
            help=text("accounts.units_help"),
        )
    return full_name, role, listed


def _found(listed: str) -> tuple[str, ...]:
    """The units named, one a line; DanVanError for a name that is none or several."""
    found = []
    for name in filter(None, (line.strip() for line in listed.splitlines())):
        answer = units.resolve(name)
        if answer.unit is None:
            near = ", ".join(one.full_name for one in [*answer.candidates, *answer.suggestions][:3])
            raise DanVanError(
                text("accounts.no_unit", name=name), text("accounts.no_unit_remedy", near=near) if near else ""
            )
        found.append(answer.unit.unit_id)
    return tuple(dict.fromkeys(found))


def _do(act: Callable[[], object], said: str, made: str = "") -> None:
    """Do it; what was done, or what was wrong, is told on the page."""
    try:
        rights.need(rights.ADMINISTER)
        act()
    except DanVanError as error:
        failure(error, "accounts.not_done")
        return
    st.session_state[SAID] = said
    if made:
        st.session_state[WORD] = made
    st.rerun()
