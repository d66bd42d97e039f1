"""The search box of the side bar: units and indicators found without accents, from any page, opened where they belong.

A unit opens its profile; an indicator the topic page that offers it (its list CHOICES), else the profile of the unit
in view. The key "/" puts the cursor into the box.
"""

import ast
from functools import cache

import streamlit as st

from danvan import catalogue, units
from danvan.ingest.batches import now
from danvan.texts import text
from danvan.ui import address, lookup, picker, places
from danvan.ui.picker import Item
from danvan.units.fold import plain

GO = "search_go"
UNIT, INDICATOR = "dv", "ct"
FIRST = 6
"""So many indicators stand before the units; the rest after them."""


@st.fragment
def box() -> None:
    """Draw the box; what is picked is opened by `follow` in the next run. Typing redraws nothing but the box."""
    picker.search(
        text("search.label"),
        find,
        chosen=None,
        key="search",
        picked=lambda code: st.session_state.update({GO: code}),
        placeholder=text("search.example"),
        must=False,
        slash=True,
    )
    if GO in st.session_state:
        st.rerun()


def follow() -> None:
    """Go to what was picked, if anything; called once a run, before the page is drawn."""
    code = st.session_state.pop(GO, None)
    if code is not None:
        name, parameters = target(code)
        kept = {key: value for key in places.KEPT if (value := address.raw(key))}
        st.switch_page(places.page_path(name), query_params={**kept, **parameters})


def find(typed: str, most: int) -> list[Item]:
    """Units and indicators for a text, at most so many; nothing for an empty one."""
    if not plain(typed).strip():
        return []
    told = indicators(typed)
    found = lookup.find_units(typed, most, day=now().date())
    near = [_item(UNIT, item, text("search.units")) for item in found]
    return [*told[:FIRST], *near, *told[FIRST:]][:most]


def indicators(typed: str) -> list[Item]:
    """The indicators whose name, code or synonyms hold every word typed."""
    words = plain(typed).split()
    found = []
    for item in lookup.indicators():
        where = f" {plain(' '.join((item.code, item.name, item.words)))}"
        if all(f" {word}" in where for word in words):
            found.append(_item(INDICATOR, item, text("search.indicators")))
    return found


def _item(kind: str, item: Item, group: str) -> Item:
    return Item(f"{kind}:{item.code}", item.name, item.note, group, item.words)


def target(code: str) -> tuple[str, dict[str, str]]:
    """(page, address parameters) of what was picked: 'dv:01-2008' or 'ct:DT01'."""
    kind, _, chosen = code.partition(":")
    if kind == UNIT:
        return "unit_profile", {UNIT: units.get(chosen).unit_id}
    chosen = catalogue.get(chosen).code
    return next((page for page, codes in offered().items() if chosen in codes), "unit_profile"), {INDICATOR: chosen}


@cache
def offered() -> dict[str, tuple[str, ...]]:
    """The indicators that each browse page offers: its own list CHOICES, read from its file."""
    found = {}
    for name, _, _ in places.BROWSE:
        path = places.ROOT / places.page_path(name)
        if name == "unit_profile" or not path.is_file():
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and [getattr(to, "id", "") for to in node.targets] == ["CHOICES"]:
                found[name] = tuple(ast.literal_eval(node.value))
    return found
