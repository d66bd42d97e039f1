"""The figures that slides are made of: rows by unit and by period, and single figures with their pedigree.

Owns the asking, once for each figure of a deck, and remembers what was shown for the lineage.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from danvan import catalogue, numbers, periods, units
from danvan.briefing import ahead
from danvan.briefing.ahead import Ahead
from danvan.briefing.contents import Key, Lineage
from danvan.briefing.model import Briefing, Slide, Wanted
from danvan.charts import rows as meaning
from danvan.commentary.reading import Reading, reading
from danvan.database import Database
from danvan.figures import documents
from danvan.figures.ask import Figure
from danvan.figures.settle import settle
from danvan.periods import Period
from danvan.units import Unit

# A series reaches from the first to the last figure known; the calendar's reach only has to hold it.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2050, 12, 31)
TODAY = date(9998, 12, 31)
ROW = [
    "indicator", "unit_id", "breakdown", "period_start", "period_end", "value", "numerator", "denominator", "state",
    "qualifier", "basis", "tree", "way", "parts_present", "parts_expected", "as_of", "observation_id",
]  # fmt: skip
"""The columns of a figure row."""


@dataclass
class Asked:
    """The figures of one deck. Every key that `figure` was asked for, or `shown` was told of, gets its lineage."""

    database: Database
    briefing: Briefing
    _found: dict[Key, Figure] = field(default_factory=dict)
    _shown: dict[Key, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ahead = Ahead(self.database)

    def foresee(self, slides: Iterable[Slide]) -> None:
        """Ask at once for what these slides will ask for one by one. Nothing of it is shown yet."""
        self.ahead.look(ahead.keys(slides, self.key))

    def unit(self, slide: Slide) -> Unit:
        """The unit that a slide is about, as it stood at the end of its period."""
        found = units.find(slide.unit or self.briefing.unit, on=self.period(slide).end)
        return units.present(found.unit_id) if self.briefing.geography == "now" else found

    def period(self, slide: Slide) -> Period:
        """The period that a slide is about."""
        return periods.parse(slide.period or self.briefing.period)

    def key(self, slide: Slide, wanted: Wanted) -> Key:
        """Which figure a slide asks for."""
        span = periods.parse(wanted.period) if wanted.period else self.period(slide)
        unit = units.find(wanted.unit, on=span.end).unit_id if wanted.unit else self.unit(slide).unit_id
        return Key(wanted.indicator, unit, span.code, wanted.breakdown)

    def figure(self, key: Key) -> Figure:
        """One figure with its pedigree; it will stand in the lineage."""
        if key not in self._found:
            self._found[key] = self.ahead.figure(key)
            self.shown([row_of(self._found[key])])
        return self._found[key]

    def wanted(self, slide: Slide) -> list[tuple[Wanted, Figure]]:
        """The figures of a slide in its order."""
        pairs = ((wanted, self.key(slide, wanted)) for wanted in map(Wanted.parse, slide.figures))
        return [(wanted, self.figure(key)) for wanted, key in pairs]

    def shown(self, rows: Iterable[dict[str, Any]]) -> None:
        """Figure rows that stand on a page and therefore in the lineage."""
        for row in rows:
            if row["basis"] != "none":
                self._shown.setdefault(key_of(row), row)

    def by_unit(
        self, slide: Slide, wanted: Wanted, *, level: str = "province", parent: str | None = None
    ) -> pd.DataFrame:
        """One row a unit of the level on the period's day, with or without a figure."""
        span = self.period(slide)
        rows = self.database.ask(
            "figure.by_unit",
            indicators=[wanted.indicator],
            breakdowns=[wanted.breakdown],
            period_start=span.start,
            period_end=span.end,
            level=level,
            day=TODAY if self.briefing.geography == "now" else span.end,
            parent=parent,
        )
        found = settle(rows)
        if level != "province":
            # A district may bear its province's name, a commune its district's: the kind tells them apart.
            found = found.assign(name=found["full_name"])
        self.shown(found.to_dict("records"))
        return found

    def over_time(self, slide: Slide, indicator: str, breakdowns: list[str]) -> pd.DataFrame:
        """One row a (part, period) of the same kind as the slide's, from the first to the last known, none later."""
        span = self.period(slide)
        rows = self.database.ask(
            "figure.by_period",
            indicator=indicator,
            unit=self.unit(slide).unit_id,
            breakdowns=breakdowns,
            kind=span.kind,
            first_day=FIRST_DAY,
            last_day=span.end,
        )
        known = rows[rows["basis"] != "none"]
        if known.empty:
            return known
        found = settle(rows[rows["period_start"].between(known["period_start"].min(), known["period_end"].max())])
        self.shown(found.to_dict("records"))
        return found

    def lineage(self) -> tuple[Lineage, ...]:
        """Every figure that was shown, in the order of its first appearance, with the documents it rests on."""
        rest = {key: row for key, row in self._shown.items() if key not in self._found}
        told = documents.documents(self.database, list(rest.values())) if rest else []
        named = {key: each.titles for key, each in zip(rest, told, strict=True)}
        named |= {key: "; ".join(document(source) for source in found.sources) for key, found in self._found.items()}
        return tuple(_line(row, named[key]) for key, row in self._shown.items())


def document(source: dict[str, Any]) -> str:
    """'Tên tài liệu (nơi công bố, 15/7/2020)'."""
    day = numbers.date(date.fromisoformat(source["date"])) if source["date"] else ""
    where = ", ".join(filter(None, (source["publisher"], day)))
    return f"{source['title']} ({where})" if where else source["title"]


def key_of(row: dict[str, Any]) -> Key:
    """The key of a figure row."""
    return Key(row["indicator"], row["unit_id"], meaning.period_of(row).code, row["breakdown"])


def reading_of(found: Figure) -> Reading:
    """A figure as sentences need it."""
    return reading(row_of(found))


def row_of(found: Figure) -> dict[str, Any]:
    """A figure as a row of figures (danvan.charts.rows reads it)."""
    span = {"period_start": found.period.start, "period_end": found.period.end}
    own = {name: getattr(found, name) for name in ROW if hasattr(found, name)}
    return own | span | {"way": None, "name": units.get(found.unit_id).name}


def _line(row: dict[str, Any], documents: str) -> Lineage:
    """One line of the appendix."""
    item, key = catalogue.get(row["indicator"]), key_of(row)
    return Lineage(
        key=key,
        indicator=item.name,
        unit=units.get(row["unit_id"]).full_name,
        period=meaning.period_of(row).label,
        part=catalogue.breakdown_name(key.breakdown) if key.breakdown else "",
        value=None if numbers.is_missing(row["value"]) else float(row["value"]),
        text=meaning.value_text(row, decimals=item.decimals, unit=item.unit),
        notes="; ".join(meaning.notes(row)),
        as_of=numbers.date(row["as_of"], missing=""),
        documents=documents,
    )
