"""The one commentary of pages and briefings: from readings to what is said of them, with its importance.

Owns which sentences belong to a figure, to many units, to a course and to parts. It asks for no figures: pages
(danvan.ui.says) and briefings (danvan.briefing.told) bring them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from danvan import numbers
from danvan.commentary import comparison, parts, sentences, series, words
from danvan.commentary.reading import Reading
from danvan.commentary.said import ALARM, ASIDE, LEVEL, PATTERN, STANDING, Said
from danvan.commentary.sentences import Goal
from danvan.texts import text

SILENT = ("not_applicable", "refused")
"""States of units that are not expected to report."""


def of_figure(
    now: Reading,
    before: Reading | None = None,
    *,
    expected: Reading | None = None,
    goal: Goal | None = None,
    explain: bool = False,
    yearly: bool = False,
) -> Said:
    """The figure with its change against `before`, its goal, what is forecast, its yearly average.

    `explain`: say also why there is nothing to compare with (a page that answers "so với cùng kỳ?"). `yearly`: with the
    average of a year, by its days; a document that says "5 năm qua" may count otherwise, so slides leave it out.
    """
    change = sentences.change(now, before, explain=explain) if before else ""
    aim = sentences.goal(now, goal) if goal else ""
    more = change + aim + sentences.forecast(now, expected)
    more += sentences.yearly(now) if yearly else ""
    missed = goal and now.is_exact and (now.value > goal.value if goal.at_most else now.value < goal.value)
    weight = ALARM if missed else LEVEL + sentences.importance(now, before)
    return Said(words.claim(now) + more, now, weight, plain=not more)


def of_units(readings: Sequence[Reading], own: Reading | None, scope: str, whole: Reading | None = None) -> list[Said]:
    """Of the units of a level: the chosen one's rank and how it stands to the `whole`, else the two ends; who reported.

    `scope`: what the units are called together ('tỉnh, thành phố'). Plain counts of units of unlike size are neither
    ranked nor set against one another.
    """
    due = [each for each in readings if each.state not in SILENT or each.has_figure]
    said: list[Said] = []
    if own is None:
        said.append(Said(comparison.extremes(readings, scope=scope, expected=len(due)), weight=STANDING))
    else:
        said.append(Said(comparison.rank(own, readings, scope=scope, expected=len(due)), own, STANDING))
        said.append(Said(comparison.against(own, whole) if whole else "", own, PATTERN))
    said.append(Said(comparison.few(readings, scope=scope, expected=len(due)), weight=ASIDE))
    absent = [
        each.place for each in due if each.state == "expected" or (each.state == "missing" and not each.has_figure)
    ]
    partial = [each.place for each in due if each.basis == "partial" and each.state != "expected"]
    reported = len(due) - len(absent)
    told = comparison.coverage(reported=reported, expected=len(due), missing=absent, partial=partial, scope=scope)
    said.append(Said(told, weight=ALARM if absent else PATTERN if partial else ASIDE))
    return said


def of_course(readings: Sequence[Reading]) -> list[Said]:
    """The last figure against the one before and against the first on the same terms; a record, a run."""
    known = [each for each in readings if each.has_figure and each.state != "expected"]
    if not known:
        return []
    last = known[-1]
    before = next((each for each in known if each.span == last.span.same_last_year), None)
    found = series.alike([each for each in known if each.is_whole or each is last])
    since = sentences.since(last, found[0]) if len(found) > 2 else ""
    return [of_figure(last, before), Said(since, last, PATTERN), *patterns(known)]


def patterns(readings: Sequence[Reading]) -> list[Said]:
    """A record, else a run of rises or falls, up to the last figure."""
    told = series.record(readings) or series.run(readings)
    return [Said(told, weight=PATTERN)]


def of_whole(
    whole: Reading, found: Sequence[tuple[str, Reading]], before: Reading | None = None, *, related: bool = True
) -> list[Said]:
    """A whole with its parts: 'tổ chức 81 cuộc đối thoại, trong đó cấp huyện 3 cuộc, cấp xã 78 cuộc (chiếm 96,3%)'.

    `related`: the others are parts of the whole; else they are told beside it, the last one in proportion to it.
    """
    said = of_figure(whole, before)
    if related:
        inner = parts.composition(whole, found)
        return [replace(said, claim=said.claim + inner, plain=said.plain and not inner)]
    others = [of_figure(each) for _, each in found if each.has_figure]
    beside = parts.proportion(found[-1][1], whole) if found else ""
    return [said, *others, Said(beside, weight=PATTERN)]


def of_opinions(found: Mapping[str, Reading]) -> list[Said]:
    """What came of opinions (YK01, YK03, YK04, YK05, YK08); each as it is known where none was received."""
    said = parts.settlement(found)
    return said or of_steps(found)


def as_expected(now: Reading, value: float) -> Reading:
    """A forecast of the figure's own cell."""
    return replace(now, value=float(value), state="expected", basis="reported", qualifier="", tree="", numerator=None)


def of_steps(found: Mapping[str, Reading]) -> list[Said]:
    """Steps that narrow down: each as it is known, none for what is missing."""
    return [of_figure(each) for each in found.values() if each.has_figure]


def restated(readings: Sequence[Reading]) -> Said | None:
    """That figures were put together for today's boundaries, where some of them were."""
    found = [each for each in readings if each.restated and each.has_figure]
    if not found:
        return None
    open_ones = [each for each in found if each.basis == "partial"]
    if not open_ones:
        return Said(text("commentary.restated_exact"), weight=STANDING)
    last = open_ones[-1]
    if last.tree != "succession":
        return Said(text("commentary.restated_plain"), weight=STANDING)
    told = numbers.parts(last.parts_present, last.parts_expected, last.counted)
    return Said(text("commentary.restated_partial", parts=told), weight=STANDING)
