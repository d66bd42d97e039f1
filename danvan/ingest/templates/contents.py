"""What stands in a form, whatever the kind of file: its lines of title, its headings and its rows.

Owns the words of the two forms: the table (a unit a row, a figure a column) and the list (a figure a row).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from danvan import catalogue, numbers, periods
from danvan.errors import DanVanError
from danvan.ingest.templates.definitions import ALL, Column, columns, indicators, known
from danvan.ingest.templates.places import Place, Places
from danvan.periods import Period
from danvan.texts import text

MOST_CELLS = 200_000
ORDINAL, UNIT_CODE = "STT", "Mã đơn vị"
LIST_HEADINGS = (
    "Mã chỉ tiêu", "Chỉ tiêu", "Phân tổ", "Mã đơn vị", "Đơn vị", "Kỳ", "Từ ngày", "Đến ngày", "Giá trị", "Tử số",
    "Mẫu số", "Gần đúng", "Trạng thái", "Số liệu đến ngày", "Nguồn", "Vị trí", "Ghi chú",
)  # fmt: skip
QUALIFIERS = tuple(word for word in numbers.QUALIFIERS.values() if word)
STATES = ("đã có số", "có tổ chức nhưng không nêu số", "không áp dụng", "tạm tính", "dự kiến")
DATED = ("day", "interval")
"""Kinds of periods that a list gives as two days."""


@dataclass(frozen=True)
class Form:
    """A form before it is written: topic, period, units and the columns asked of them."""

    topic: str
    period: Period
    places: Places
    columns: tuple[Column, ...]

    @property
    def title(self) -> str:
        """The heading in capitals."""
        if self.topic == ALL:
            return text("templates.title_all")
        return text("templates.title", topic=known(self.topic).upper())

    @property
    def period_line(self) -> str:
        """'Kỳ số liệu: 6 tháng đầu năm 2024 (2024-H1)'."""
        return text("templates.period", label=self.period.label, code=self.period.code)

    @property
    def unit_headings(self) -> tuple[str, ...]:
        """Headings before the figures."""
        return (ORDINAL, UNIT_CODE, *self.places.headings)

    @property
    def indicators(self) -> tuple[catalogue.Indicator, ...]:
        """Every indicator that a line of the list may be about."""
        return indicators(self.topic, self.places.levels, self.period.end)

    def unit_cells(self, number: int, place: Place) -> tuple[str, ...]:
        """What stands before the figures of one unit; `number` counts from 1."""
        return (str(number), place.unit.code, *place.wholes, place.name)

    def code_cells(self) -> tuple[str, ...]:
        """The row under the headings that says which figures they are."""
        return (*[""] * (len(self.unit_headings) - 1), text("templates.code_row"), *(c.code for c in self.columns))

    def measures(self) -> Iterator[tuple[str, list[Column]]]:
        """Neighbouring columns of one indicator and one way of breaking it down: its words, and the columns."""
        for (header, _), parts in groupby(self.columns, key=lambda column: (column.header, column.dimension)):
            yield header, list(parts)

    def list_rows(self) -> Iterator[tuple[str | date, ...]]:
        """A line a figure, up to the days; none for the list of every topic."""
        if self.topic == ALL:
            return
        kind = self.period.kind
        days = (self.period.start, self.period.end) if kind in DATED else ("", "")
        label = "" if kind in DATED else self.period.label
        for place, called in zip(self.places.lines, self.places.names, strict=True):
            for column in self.columns:
                if column.open_to(place.unit.level):
                    name = catalogue.get(column.indicator).name
                    yield (column.indicator, name, column.part, place.unit.code, called, label, *days)

    def part_names(self) -> list[str]:
        """Every part that a line of the list may be about, as it is written there."""
        day_ = self.period.end
        found = {
            catalogue.breakdown_name(key): None
            for item in self.indicators
            for key, last in catalogue.breakdowns(item.code)
            if key and (last is None or day_ <= last)
        }
        return list(found)

    def period_names(self) -> list[str]:
        """The form's own period and those of its year, as a line of the list writes them."""
        year = self.period.end.year
        usual = [
            periods.year(year),
            *(periods.half(year, which) for which in (1, 2)),
            periods.cumulative(year, 9),
            *(periods.quarter(year, which) for which in (1, 2, 3, 4)),
            *(periods.month(year, which) for which in range(1, 13)),
        ]
        own = [] if self.period.kind in DATED else [self.period]
        return list(dict.fromkeys(period.label for period in (*own, *usual)))


def compose(topic: str, period: Period, found: Places) -> Form:
    """The form of a topic; DanVanError when its units report nothing of it or it would be too large to fill in."""
    asked = columns(topic, found.levels, period.end)
    if not asked:
        raise DanVanError(
            message=f"Nội dung “{known(topic)}” không có chỉ tiêu nào do các đơn vị đã chọn báo cáo trong kỳ này.",
            remedy="Chọn nội dung khác, đơn vị cấp trên, hoặc kỳ số liệu khác.",
        )
    if topic != ALL and len(asked) * len(found.lines) > MOST_CELLS:
        raise DanVanError(
            message=f"Biểu quá lớn: {numbers.number(len(found.lines))} đơn vị, {len(asked)} cột số liệu.",
            remedy="Chọn ít đơn vị hơn, ví dụ từng tỉnh.",
        )
    return Form(topic, period, found, asked)
