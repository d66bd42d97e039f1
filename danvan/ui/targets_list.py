"""The table of targets, its files, and the way from a target to the documents of its figures and of itself."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.plans import targets, words
from danvan.plans.targets import Progress
from danvan.texts import text
from danvan.ui import cached, drawer, drawer_key, places, tables
from danvan.ui.drawer_key import Key
from danvan.ui.table import Cell, Column, table

SHOWN = 120
STYLE = {targets.REACHED: "", targets.ON_WAY: "", targets.BEHIND: "warn", targets.UNKNOWN: "missing"}
COLUMNS = ("unit", "indicator", "goal", "actual", "share", "status", "projected", "needed")
EXPORTED = (
    "unit", "indicator", "goal", "due", "actual", "day", "share", "status", "projected", "needed", "document",
)  # fmt: skip
NUMERIC = ("goal", "actual", "share", "projected")


def name(item: Progress) -> str:
    """A target in one line: whose, what, how much, by when."""
    target = item.target
    return f"{units.get(target.unit_id).full_name} – {target.name}: {words.aim(target)}"


def draw(shown: Sequence[Progress]) -> None:
    """One line a target, with the files of all of them."""
    st.subheader(text("targets.list_title"))
    columns = [Column(text(f"targets.column_{column}"), numeric=column in NUMERIC) for column in COLUMNS]
    lines = [_line(item) for item in shown]
    table(columns, lines, key="targets", label=text("targets.list_title"), most=SHOWN, stack=True)
    heads = [text(f"targets.column_{column}") for column in EXPORTED]
    tables.downloads(heads, [_exported(item) for item in shown], name="tien-do-ke-hoach", key="targets")


def _line(item: Progress) -> list[Cell]:
    """A row of the page: the days stand under what they belong to, so that all of it fits beside one another."""
    target, point = item.target, item.point
    unit = units.get(target.unit_id)
    goal = f"{_goal(item)}\n{text('targets.until', day=numbers.date(target.due))}"
    day = f"\n{text('targets.until', day=numbers.date(point.day))}" if point else ""
    return [
        Cell(unit.full_name, unit.name, "name", link=places.link("targets", dv=unit.unit_id)),
        Cell(target.name, target.name, "name"),
        Cell(goal, target.value, "pre"),
        Cell(_actual(item) + day, point.value if point else None, "pre", key=_key(item)),
        Cell(words.share(item), item.share),
        Cell(words.status_words(item), targets.STATUSES.index(item.status), f"{STYLE[item.status]} line"),
        Cell(_projected(item), item.projected, "soft"),
        Cell(words.needed_short(item) or words.reason(item), item.needed, "soft name"),
    ]


def _exported(item: Progress) -> list[str]:
    """The same for a file, a column for each day."""
    target, point = item.target, item.point
    return [
        units.get(target.unit_id).full_name,
        target.name,
        _goal(item),
        numbers.date(target.due),
        _actual(item),
        numbers.date(point.day) if point else "",
        words.share(item),
        words.status_words(item),
        _projected(item),
        words.needed_short(item) or words.reason(item),
        target.document.cited,
    ]


def _goal(item: Progress) -> str:
    return f"{text(f'targets.bound_{item.target.bound}')} {words.amount(item.target, item.target.value)}"


def _actual(item: Progress) -> str:
    state = f" ({text('targets.provisional')})" if item.point and item.point.state == "provisional" else ""
    return words.actual(item) + state


def _projected(item: Progress) -> str:
    return "" if item.projected is None else words.amount(item.target, item.projected, places=_places(item))


def _key(item: Progress) -> str:
    """The way to the drawer of the figure that stands against a target; '' where there is none."""
    if item.point is None or item.point.period is None:
        return ""
    target = item.target
    return str(Key(target.indicator, target.unit_id, item.point.period.code, target.breakdown, "targets.figures"))


def _places(item: Progress) -> int:
    return catalogue.get(item.target.indicator).decimals


def source(shown: Sequence[Progress]) -> None:
    """Which documents set the targets, up to which day the figures go, and the drawer for any of them."""
    cited = list(dict.fromkeys(item.target.document.cited for item in shown if item.target.document.cited))
    documents = "; ".join(cited[:2]) or text("targets.source_none")
    if len(cited) > 2:
        documents += f" {text('targets.source_more', count=numbers.number(len(cited) - 2))}"
    last = max((item.point.day for item in shown if item.point), default=None)
    said = text("targets.source", documents=documents, day=numbers.date(last))
    with st.container(horizontal=True, vertical_alignment="center", key="source_targets"):
        st.html(f'<div class="source-line">{html.escape(said)}</div>')
        known = [item for item in shown if item.point is not None and item.point.period is not None]
        if known and st.button(text("targets.source_button"), key="open_targets", type="tertiary"):
            _drawer(known)


@st.dialog(text("common.source_title"), width=drawer.WIDTH, position="right")
def _drawer(known: list[Progress]) -> None:
    """The figure that a target's standing rests on, with its documents."""
    by_id = {item.target.target_id: item for item in known}
    chosen = st.selectbox(
        text("common.source_choose"), list(by_id), format_func=lambda one: name(by_id[one]), key="drawer_target"
    )
    item = by_id[chosen]
    target = item.target
    log = cached.ask("targets.history")
    log = log[(log["kind"] == "target") & (log["item_id"] == target.target_id)]
    who, when = (log["who"].iloc[-1], log["happened_at"].iloc[-1]) if len(log) else ("", None)
    cited = target.document.cited or text("targets.source_none")
    st.html(
        '<div class="source-line">'
        + html.escape(text("targets.source_plan", document=cited, who=who, when=numbers.moment(when)))
        + "</div>"
    )
    drawer.about(drawer_key.parse(_key(item)))
