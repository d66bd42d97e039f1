"""Reads tests/golden_texts: figures as given there, the kind of sentence each file is about, and its words."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from danvan import catalogue, periods
from danvan.commentary import tell
from danvan.commentary.chosen import paragraph, written
from danvan.commentary.comparison import scope_of
from danvan.commentary.reading import Reading
from danvan.commentary.said import Said
from danvan.commentary.sentences import Goal

FOLDER = Path(__file__).resolve().parents[1] / "golden_texts"
SAME = ("indicator", "place", "again", "period", "breakdown", "qualifier", "basis", "tree", "parts")
"""What a second figure of a case has in common with the first, unless it says otherwise."""


@dataclass(frozen=True)
class Case:
    """One case: its file, situation and text, and all readings in it ('now' first)."""

    kind: str
    situation: str
    text: str
    given: dict[str, Any]
    now: Reading
    readings: tuple[Reading, ...]

    def other(self, name: str) -> Reading | None:
        """'before', 'expected' or 'whole'."""
        return read(self.given["now"], self.given[name]) if name in self.given else None

    @property
    def goal(self) -> Goal | None:
        """What is aimed at."""
        if "limit" in self.given:
            return Goal(self.given["limit"], at_most=True)
        return Goal(self.given["goal"]) if "goal" in self.given else None

    @property
    def every(self) -> list[Reading]:
        """All readings of the case."""
        others = [self.other(name) for name in ("before", "expected", "whole")]
        pairs = zip(self.readings, self.given.get("readings", []), strict=True)
        others += [_year_before(each, given.get("before")) for each, given in pairs]
        return [self.now, *self.readings, *(each for each in others if each)]

    def said(self) -> str:
        """What the commentary says."""
        return paragraph(written(TOLD[self.kind](self)))


def read(now: dict[str, Any], own: dict[str, Any] | None = None) -> Reading:
    """A reading as a case gives it."""
    given = now if own is None else {name: now[name] for name in SAME if name in now} | own
    present, _, rest = given.get("parts", "").partition("/")
    expected, _, counted = rest.partition(" ")
    top, _, bottom = given.get("fraction", "").partition("/")
    value = given.get("value")
    return Reading(
        indicator=given["indicator"],
        place=given["place"],
        again=given.get("again", ""),
        span=periods.parse(given["period"]),
        value=None if value is None else float(value),
        breakdown=given.get("breakdown", ""),
        qualifier=given.get("qualifier", ""),
        state=given.get("state", "missing" if value is None else "known"),
        basis="none" if value is None else given.get("basis", "reported"),
        tree=given.get("tree", ""),
        restated=given.get("tree") == "succession",
        parts_present=int(present) if present else None,
        parts_expected=int(expected) if expected else None,
        counted=counted,
        numerator=float(top) if top else None,
        denominator=float(bottom) if bottom else None,
        as_of=given.get("as_of"),
    )


def cases() -> Iterator[Case]:
    """Every case of every file."""
    for path in sorted(FOLDER.glob("*.toml")):
        for given in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            now = read(given["now"])
            readings = tuple(read(given["now"], each) for each in given.get("readings", []))
            yield Case(path.stem, given["situation"], given.get("text", "?"), given, now, readings)


def _figure(case: Case) -> list[Said]:
    more = {"before": case.other("before"), "expected": case.other("expected"), "goal": case.goal}
    return [tell.of_figure(case.now, **more, explain=True, yearly=True)]


def _parts(case: Case) -> list[Said]:
    named = [(catalogue.breakdown_name(each.breakdown), each) for each in case.readings]
    related = all(each.breakdown for each in case.readings)
    return tell.of_whole(case.now, named, case.other("before"), related=related)


def _units(case: Case) -> list[Said]:
    own = None if case.now.place == "cả nước" else case.now
    readings = [*case.readings, own] if own else list(case.readings)
    return tell.of_units(readings, own, scope_of("province"), case.other("whole"))


def _joined(case: Case) -> list[Said]:
    befores = [None, *(given.get("before") for given in case.given.get("readings", []))]
    pairs = zip((case.now, *case.readings), befores, strict=True)
    return [tell.of_figure(each, _year_before(each, value)) for each, value in pairs]


def _year_before(now: Reading, value: float | None) -> Reading | None:
    return None if value is None else replace(now, value=float(value), span=now.span.same_last_year)


TOLD: dict[str, Callable[[Case], list[Said | None]]] = {
    "figure": _figure,
    "change": _figure,
    "goal": _figure,
    "course": lambda case: tell.patterns([*case.readings, case.now]),
    "units": _units,
    "parts": _parts,
    "opinions": lambda case: tell.of_opinions({each.indicator: each for each in (case.now, *case.readings)}),
    "joined": _joined,
    "boundaries": lambda case: [tell.restated([case.now])],
}
"""File → what is said of its cases."""
