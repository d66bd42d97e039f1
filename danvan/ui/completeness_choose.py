"""The filters of the page of who has reported: unit, whose reports, topic, kind of period and years; in the address."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from danvan import units
from danvan.errors import DanVanError
from danvan.ingest.batches import now
from danvan.periods import Period
from danvan.reporting import regime, status
from danvan.texts import text
from danvan.ui import address, as_of, filters
from danvan.ui.plain import plain

KINDS = ("quarter", "half", "year")
YEARS = {"quarter": 2, "half": 3, "year": 6}
"""So many years stand side by side."""
FIRST_YEAR = 2015
CAPS = {"huyen": "district", "xa": "commune"}


@dataclass(frozen=True)
class Choice:
    """What is looked at: the reports that units of `level` in `unit` owe of a topic (or all) for some years."""

    unit: units.Unit
    level: str
    topic: str
    kind: str
    last: int
    today: date

    @property
    def spans(self) -> tuple[Period, ...]:
        """The periods across the table, in order; none that has not begun."""
        found = status.periods(self.kind, self.last - YEARS[self.kind] + 1, self.last)
        return tuple(span for span in found if span.start <= self.today)

    @property
    def parent(self) -> str | None:
        """The unit in which the reporting units lie; None for all."""
        return None if self.unit.level == "nation" else self.unit.unit_id

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics asked for; none: all there are."""
        return () if self.topic == status.ALL else (self.topic,)

    @property
    def topic_name(self) -> str:
        """The topic in words."""
        return (
            text("completeness.all_topics")
            if self.topic == status.ALL
            else regime.topics(self.kind, self.level)[self.topic]
        )


def today() -> date:
    """The day that is looked at: the past one in force, or this one."""
    return as_of.day() or now().date()


def choose() -> Choice:
    """Draw the filter row and return the choice."""
    day = today()
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        kind = address.select(
            "lk",
            text("common.period_kind"),
            list(KINDS),
            "quarter",
            words=lambda k: text(f"common.kind_{k}"),
            width=140,
        )
        years = [str(number) for number in range(day.year, FIRST_YEAR - 1, -1)]
        last = int(address.select("nam", text("completeness.until"), years, years[0], words=str, width=120))
        unit = unit_of(date(last, 12, 31) if last < day.year else day)
        level = _level(unit, last)
        topic = _topic(kind, level)
    return Choice(unit, level, topic, kind, last, day)


def unit_of(day: date) -> units.Unit:
    """The unit chosen among the nation and the provinces of a day; another one that the address names too."""
    options = [units.NATION, *(unit.unit_id for unit in filters.listed(day))]
    asked = _asked(day)
    if asked and asked not in options:
        options.append(asked)
    chosen = address.select("dv", text("common.unit"), options, units.NATION, words=filters.unit_words, width=230)
    return units.get(chosen)


def _asked(day: date) -> str:
    """The unit that a code in the address means, written there in full; a commune or a district for its province."""
    asked = address.raw("dv")
    if not asked:
        return ""
    try:
        unit = units.find(asked, on=day)
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        address.drop("dv")
        return ""
    if asked != unit.unit_id:
        address.put("dv", unit.unit_id)
    return unit.unit_id


def _level(unit: units.Unit, last: int) -> str:
    """Whose reports: of the nation its provinces; of a province its districts or communes; of those themselves."""
    if unit.level == "nation":
        return "province"
    if unit.level in CAPS.values():
        return unit.level
    default = "huyen" if last <= filters.LAST_FORMER_DAY.year or unit.valid_to else "xa"
    chosen = address.segments(
        "bc",
        text("completeness.below"),
        list(CAPS),
        default,
        words=lambda cap: text(f"completeness.below_{CAPS[cap]}"),
        key=f"w_bc_{unit.unit_id}_{default}",
    )
    return CAPS[chosen]


def _topic(kind: str, level: str) -> str:
    known = regime.topics(kind, level)
    words = {status.ALL: text("completeness.all_topics"), **known}
    return address.select(
        "chude",
        text("completeness.topic"),
        list(words),
        status.ALL,
        words=words.__getitem__,
        key=f"w_chude_{kind}_{level}",
        width=230,
    )
