"""A briefing as its author chose it: which slides, about which figures, in which order, with which words.

Owns the choice and its form as JSON; what the slides then say is composed from the figures (danvan.briefing.compose).
It refuses what cannot be read back: unknown kinds of slide, figures or fields.
"""

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from danvan import catalogue, periods, units
from danvan.errors import DanVanError

KINDS = (
    "title", "figures", "bars", "map", "ranking", "trend", "levels", "ladder", "funnel", "children", "table", "text",
    "lacking",
)  # fmt: skip
"""What a slide may be; see danvan.briefing.slides for what each shows."""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
FIGURE = re.compile(r"(?P<indicator>\S+)(?: (?P<breakdown>\w+=\S+))?(?: @(?P<period>\S+))?(?: #(?P<unit>\S+))?")


@dataclass(frozen=True)
class Wanted:
    """One figure asked for on a slide: 'DT02 cap=xa @2013-01-01..2020-07-15 #01-2008'.

    Period and unit are the slide's where they are ''.
    """

    indicator: str
    breakdown: str = ""
    period: str = ""
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> "Wanted":
        """Read the short form. DanVanError for an indicator or period that nobody knows."""
        found = FIGURE.fullmatch(text.strip())
        if not found:
            raise DanVanError(f"Không hiểu số liệu “{text}” của trang.", "Viết dạng: MÃ [phân tổ] [@kỳ] [#đơn vị].")
        said = {name: value or "" for name, value in found.groupdict().items()}
        catalogue.get(said["indicator"])
        if said["period"]:
            periods.parse(said["period"])
        return cls(**said)

    def __str__(self) -> str:
        marks = ("", "", "@", "#")
        values = (self.indicator, self.breakdown, self.period, self.unit)
        return " ".join(mark + value for mark, value in zip(marks, values, strict=True) if value)


@dataclass(frozen=True)
class Slide:
    """One slide. '' and () mean: as the briefing has it, or as the figures tell.

    figures: what is shown, in the short form of Wanted; the first is the slide's subject. words: the author's own
    sentences instead of those told by the figures. notes: the author's, for the presenter alone. hidden: kept in the
    briefing, shown nowhere.
    """

    kind: str
    title: str = ""
    figures: tuple[str, ...] = ()
    unit: str = ""
    period: str = ""
    words: tuple[str, ...] = ()
    notes: str = ""
    hidden: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise DanVanError(f"Không có loại trang “{self.kind}”.", f"Dùng một trong: {', '.join(KINDS)}.")
        for text in self.figures:
            Wanted.parse(text)
        if self.period:
            periods.parse(self.period)


@dataclass(frozen=True)
class Briefing:
    """A briefing. name: short, for addresses and the command line; unit, period: what it is about.

    geography: 'then' or 'now'. office, above, place, number: for the head of the paper, '' = those of the settings.
    """

    name: str
    title: str
    unit: str
    period: str
    slides: tuple[Slide, ...]
    subtitle: str = ""
    geography: str = "then"
    office: str = ""
    above: str = ""
    place: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise DanVanError(
                f"Tên ngắn “{self.name}” không dùng được.", "Dùng chữ thường không dấu, chữ số và dấu gạch nối."
            )
        if not self.title.strip():
            raise DanVanError("Bài trình bày chưa có tên.", "Nhập tên bài trình bày.")
        units.find(self.unit, on=periods.parse(self.period).end)

    def with_slides(self, slides: tuple[Slide, ...]) -> "Briefing":
        """The same with other slides."""
        return replace(self, slides=slides)

    def to_json(self) -> str:
        """Everything, as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(text: str) -> Briefing:
    """The briefing that `to_json` wrote. DanVanError when it cannot be read."""
    try:
        return from_table(json.loads(text))
    except json.JSONDecodeError as error:
        raise DanVanError(f"Không đọc được bài trình bày: {error}.", "Mở một bản đã lưu khác.") from error


def from_table(table: dict[str, Any]) -> Briefing:
    """A briefing from plain values, as JSON and TOML give them."""
    try:
        slides = tuple(
            Slide(**{**slide, **{name: tuple(slide[name]) for name in ("figures", "words") if name in slide}})
            for slide in table["slides"]
        )
        return Briefing(**{**table, "slides": slides})
    except (TypeError, KeyError) as error:
        raise DanVanError(f"Không đọc được bài trình bày: {error}.", "Mở một bản đã lưu khác.") from error
