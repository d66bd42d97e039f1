"""What each column of a table is: by its header's words where they fit its contents, else by its contents alone.

Owns the decision for one column at a time; what needs the whole table (which of two name columns is the unit, whether
the units stand across the top) is decided in layout. A header that its contents contradict is not believed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from danvan.ingest.choices import ColumnChoice
from danvan.ingest.shape import words
from danvan.ingest.shape.cells import DAY, MARK, NUM, WORDS, YEAR, Cells
from danvan.ingest.shape.headers import Header
from danvan.ingest.shape.mapping import exact
from danvan.ingest.shape.profile import Profile
from danvan.ingest.shape.table import Table

BY_CHOICE, BY_HEADER, BY_CONTENT, BY_CODE = "người dùng chọn", "theo tên cột", "theo nội dung cột", "theo mã chỉ tiêu"
EMPTY, UNKNOWN, COMPARED, PLANNED, UNTOLD = (
    "cột trống",
    "không rõ nội dung cột",
    "cột so sánh, tỷ lệ so kỳ khác",
    "cột kế hoạch",
    "cột của kỳ mà tiêu đề chưa nói rõ",
)
TEXT_ROLES = {
    "unit",
    "name_other",
    "indicator",
    "indicator_code",
    "breakdown",
    "note",
    "source",
    "place",
    "state",
    "qualifier",
}
TIMES = ("year", "half", "quarter", "month", "period", "from", "to", "as_of")
ENOUGH_NAMES = 0.5
_TIMES = r"(?:cung ky|ke hoach|kh|du toan|dau nam|dau ky|nam|thang|quy|ky|ngay|\d+ thang)"
COMPARISON = re.compile(
    rf"\bso voi {_TIMES}\b|(?<!tong )\bso (?:cung ky|ke hoach|kh|du toan)\b|"
    r"(?<!tong )\bso (?:nam|thang|quy|ky) (?:truoc|lien ke)|^so sanh|^tang$|^giam$|% cung ky|chenh lech|"
    r"% (?:ke hoach|kh|so|hoan thanh)\b|dat %|tang giam|tang truong so|hoan thanh (?:ke hoach|kh)|"
    r"ty le (?:hoan thanh|dat|thuc hien) (?:so )?(?:ke hoach|kh|chi tieu)"
)
RANK = re.compile(r"\b(?:hang|xep hang|rank|ranking)\b")
TWO_YEARS = re.compile(r"(?:19|20)\d\d\s*/\s*(?:19|20)\d\d|(?:19|20)\d\d\s*so với", re.IGNORECASE)
PLAN = re.compile(
    r"(?:^|\s)(?:ke hoach|kh)(?: (?:nam|giao|ca nam|quy|thang|\d|de ra|cua|tinh giao|thanh pho giao)|$)|"
    r"chi tieu (?:giao|ke hoach)|^muc tieu"
)


@dataclass
class Column:
    """One column while it is being understood."""

    index: int
    header: Header
    profile: Profile
    role: str = ""
    level: str = ""
    how: str = ""
    choice: ColumnChoice | None = None
    unit_text: str = ""
    told: bool = False
    """Whether header or user say the level of its units."""

    @property
    def is_figures(self) -> bool:
        """Whether its cells are figures of their own."""
        return self.role in ("measure", "value")


def columns_of(
    cells: Cells, table: Table, headers: Mapping[int, Header], chosen: Mapping[int, ColumnChoice]
) -> list[Column]:
    """Every column that has a header or contents, with its role where one column alone can tell."""
    found = []
    for c in range(cells.width):
        profile = Profile(cells, table.body, c)
        header = headers.get(c, Header())
        if not profile.filled and not header.text and c not in chosen:
            continue
        column = Column(c, header, profile)
        _decide(column, c in table.measures, chosen.get(c))
        found.append(column)
    if not any(column.is_figures for column in found):
        for column in found:
            if column.how == COMPARED:
                column.role, column.how = "measure", BY_CONTENT
    return found


def _decide(column: Column, measured: bool, choice: ColumnChoice | None) -> None:
    if choice and choice.role:
        column.role, column.level, column.how, column.choice = choice.role, choice.level, BY_CHOICE, choice
        if column.role == "unit" and not column.level:
            column.level = "any"
        column.told = bool(choice.level)
        return
    if column.header.code:
        column.role, column.how = "measure", BY_CODE
        return
    if names_indicator(column.header) and _may_hold_figures(column) and not _beside(column):
        column.role, column.how = "measure", BY_HEADER
        return
    if not column.profile.filled:
        named = words.role(column.header.text)
        column.role, column.how = ("ignore", EMPTY) if not named else (named.role, BY_HEADER)
        if column.role == "value" and not measured:
            column.role = "ignore"
        return
    if not _by_header(column):
        _by_content(column, measured)


def names_indicator(header: Header) -> bool:
    """Whether a header is, without its period, the name of an indicator of the catalogue."""
    return any(exact(text) is not None for text in {header.text, header.own} if text)


def _may_hold_figures(column: Column) -> bool:
    """Whether a column is empty, or holds figures or marks in their place, or words that are no names or remarks."""
    held = column.profile
    if not held.filled or held.share(NUM, MARK) > 0:
        return True
    return held.share(WORDS) == 1 and held.named() < ENOUGH_NAMES and held.indicators() == 0


def _by_header(column: Column) -> bool:
    """Believe the header, unless the contents speak against it."""
    for text in dict.fromkeys((column.header.text, column.header.own, *reversed(column.header.parts))):
        named = words.role(text) if text else None
        if named and named.role in TIMES and column.header.group and text != column.header.text:
            continue  # 'Nam' under 'Thành thị' is no year
        if named and _fits(column, named.role):
            column.role, column.level, column.how = named.role, named.level, BY_HEADER
            if named.role == "unit":
                column.level = _level(named.level, column.profile)
                column.told = column.level == named.level != "any"
            return True
    return False


def _level(said: str, held: Profile) -> str:
    """The level of a name column: its header's, unless most of its names can be of no such level ('Tỉnh, thành phố'
    above the districts of one province), or the header tells none."""
    if said == "any":
        return held.level if held.named() >= ENOUGH_NAMES else "any"
    return said if held.named(said) >= ENOUGH_NAMES * held.named() else "any"


def _fits(column: Column, role: str) -> bool:
    held = column.profile
    if role == "unit":
        strange = held.named() < 0.2 and held.units_of_measure() >= 0.8 or held.named() < 0.05 and held.distinct > 2_000
        return held.worded and not strange
    if role in TEXT_ROLES or role == "unit_of_measure":
        return held.worded or role in ("note", "place", "source") and not held.numeric
    if role == "ordinal":
        return not (held.worded and held.named() >= ENOUGH_NAMES)
    if role == "unit_kind":
        return held.kind_words >= 0.8
    if role == "unit_code":
        return len(held.whole) > 0 and int(held.whole.max()) < 100_000 and held.share(YEAR) < 0.9
    if role == "year":
        return held.share(YEAR) >= 0.8 or held.periods() >= 0.8
    if role in ("half", "quarter", "month"):
        return held.parts_of_year(role) >= 0.8
    if role == "period":
        return held.periods() >= 0.6 or held.share(YEAR) >= 0.8
    if role in ("from", "to", "as_of"):
        return held.days() >= 0.6
    if role in ("value", "numerator", "denominator"):
        return held.numeric
    return True


def _by_content(column: Column, measured: bool) -> None:
    held, header = column.profile, column.header.text
    column.how = BY_CONTENT
    if held.numeric or held.share(MARK) > 0.5:
        _numeric(column, measured)
    elif held.kind_words >= 0.9 and held.distinct <= 12:
        column.role = "unit_kind"
    elif held.named() >= ENOUGH_NAMES and held.share(WORDS) > 0.5 and not _said_otherwise(column.header):
        column.role, column.level = "unit", held.level
    elif held.share(WORDS, YEAR, DAY) > 0.5 and held.periods() >= 0.8:
        column.role = "period" if held.share(DAY) < 0.5 else "as_of"
    elif not header and held.units_of_measure() >= 0.8:
        column.role = "unit_of_measure"
    else:
        column.role, column.how = "", UNKNOWN


def _said_otherwise(header: Header) -> bool:
    """Whether a header names a role that is not a unit's: 'Kỳ' above 'Kỳ Ba' is no commune."""
    named = words.role(header.text) or words.role(header.own)
    return named is not None and named.role not in ("unit", "name_other", "unit_kind", "unit_code", "ordinal")


def _numeric(column: Column, measured: bool) -> None:
    held, header = column.profile, words.folded(column.header.text)
    yearly = not header or not column.header.group and any(word in header.split() for word in ("nam", "year", "ky"))
    if held.share(YEAR) >= 0.95 and yearly and held.filled > 1:
        column.role = "year"
    elif not measured and held.counts_up and not RANK.search(header):
        column.role = "ordinal"
    elif not measured and not header:
        coded = held.filled >= 0.5 * len(held.rows) and _codes_like(held.whole)
        column.role, column.how = ("unit_code", BY_CONTENT) if coded else ("ignore", UNKNOWN)
    else:
        column.role = "measure"
        if why := _beside(column):
            column.role, column.how = "ignore", why


def _beside(column: Column) -> str:
    """Why a column of figures is none of what happened: it compares, or says what is planned; '' for all others."""
    for part in (column.header.own, column.header.text):
        header = words.folded(part)
        compares = COMPARISON.search(header) or TWO_YEARS.search(part)
        if (compares or PLAN.search(header)) and exact(part) is None:
            return COMPARED if compares else PLANNED
    return ""


def _codes_like(whole: np.ndarray) -> bool:
    """Whether numbers could be codes of units: whole, below 100.000 and each but once or sorted."""
    return bool(len(whole) and whole.max() < 100_000 and len(np.unique(whole)) >= 0.5 * len(whole))
