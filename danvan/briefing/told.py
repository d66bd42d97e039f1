"""What is said on a slide, from its figures: the rules of danvan.commentary put together for an export.

Owns which sentences stand under which slide. Every number in them is a figure of the slide or a difference of two.
"""

from collections.abc import Sequence

import pandas as pd

from danvan import catalogue, units
from danvan.briefing.asked import Asked, reading_of
from danvan.briefing.contents import Key
from danvan.briefing.drawn import DIRECTIONS
from danvan.charts import rows as meaning
from danvan.charts.ranking import ranked
from danvan.charts.terms import same_terms
from danvan.commentary import comparison, sentences
from danvan.commentary.reading import Reading, reading
from danvan.figures.ask import Figure

SCOPES = {"province": "tỉnh, thành phố", "district": "đơn vị cấp huyện", "commune": "đơn vị cấp xã"}


def of_figure(asked: Asked, found: Figure) -> str:
    """Level, change against the same period, yearly rate of a long interval, caveat."""
    now = reading_of(found)
    item = catalogue.get(found.indicator)
    years = found.period.years if item.agg_periods == "sum" else 0.0
    return sentences.paragraph(
        sentences.level(now), change(asked, found, now), sentences.yearly_rate(now, years), sentences.caveat(now)
    )


def change(asked: Asked, found: Figure, now: Reading) -> str:
    """Against the same period of the year before, where there is such a period and a figure on the same terms."""
    before = earlier(asked, found)
    if before is None or before.value is None:
        return ""
    if not same_terms(found.indicator, found.period.end, before.period.end):
        return ""
    return sentences.change(now, reading_of(before))


def earlier(asked: Asked, found: Figure) -> Figure | None:
    """The figure of the same period a year before; None for periods that have none."""
    span = found.period.same_last_year
    return asked.figure(Key(found.indicator, found.unit_id, span.code, found.breakdown)) if span else None


def of_units(asked: Asked, rows: pd.DataFrame, own: str | None, *, level: str = "province") -> list[str]:
    """Highest and lowest, or the chosen unit's rank; who has not reported."""
    item = catalogue.get(rows["indicator"].iloc[0])
    records = rows.to_dict("records")
    scope, direction = SCOPES[level], DIRECTIONS.get(item.direction, "")
    readings = [_reading(row) for row in records]
    said = []
    if own is None:
        said.append(comparison.extremes([each for each in readings if each.is_whole], scope=scope))
    else:
        places = ranked(rows, decimals=item.decimals, direction=direction)
        place = next((each for each in places if each.row["unit_id"] == own), None)
        if place:
            tied = sum(each.rank == place.rank for each in places)
            now = _reading(dict(place.row))
            said.append(
                comparison.rank(now, place=place.rank, of=len(places), tied=tied, scope=scope, direction=direction)
            )
    absent = [row["name"] for row in records if meaning.status(row) in ("missing", "expected")]
    expected = sum(meaning.status(row) not in ("not_applicable", "refused") for row in records)
    said.append(comparison.coverage(reported=expected - len(absent), expected=expected, missing=absent, scope=scope))
    return [words for words in said if words]


def of_course(rows: pd.DataFrame) -> list[str]:
    """The last figure of a series against the first on the same terms."""
    known = [row for row in rows.to_dict("records") if meaning.is_whole(row)]
    if len(known) < 2:
        return []
    last = known[-1]
    end = meaning.period_of(last).end
    alike = [row for row in known if same_terms(row["indicator"], end, meaning.period_of(row).end)]
    if len(alike) < 2:
        return [sentences.level(_reading(last))]
    return [sentences.paragraph(sentences.level(_reading(last)), sentences.change(_reading(last), _reading(alike[0])))]


def shares(found: Sequence[Figure], names: Sequence[str]) -> list[str]:
    """The largest part beside the whole that stands first: 'Cấp xã chiếm 92,5% (2.048/2.214 cuộc)'.

    Of another indicator it is no part: 'Mô hình công nhận bằng 26,1% mô hình đăng ký (10.272/39.427 mô hình)'.
    """
    if not found or found[0].breakdown:
        return []
    whole, *parts = map(reading_of, found)
    exact = [
        (part, name, figure) for part, name, figure in zip(parts, names[1:], found[1:], strict=True) if part.is_exact
    ]
    if not exact:
        return []
    part, name, figure = max(exact, key=lambda each: each[0].value)
    if figure.indicator == found[0].indicator:
        said = sentences.share(part, whole, part_name=name)
    else:
        said = sentences.proportion(part, whole)
    return [said] if said else []


def _reading(row: dict) -> Reading:
    item = catalogue.get(row["indicator"])
    return reading(
        row,
        indicator=catalogue.named(item.code, row["breakdown"]),
        unit=item.unit,
        unit_name=units.get(row["unit_id"]).name,
        decimals=item.decimals,
    )
