"""Indicators declared on the spot, when a file holds figures that the catalogue has no name for.

Owns what may be declared, the code that a declaration gets and the guess for a column that nobody described. It
never guesses that figures may be added up: that is for a person to say.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import duckdb
import numpy as np
from numpy.typing import ArrayLike

from danvan import catalogue
from danvan.catalogue import Indicator
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.figures import own, reference
from danvan.ingest.batches import now
from danvan.ingest.choices import NewIndicator
from danvan.ingest.kinds import AGGREGATION, KIND_NAMES, new_code
from danvan.ingest.shape.header_key import key_of
from danvan.ingest.shape.when import without_periods
from danvan.ingest.shape.words import folded, trailing_unit
from danvan.units.fold import clean, fold

__all__ = [
    "AGGREGATION", "KIND_NAMES", "LONGEST_NAME", "LONGEST_UNIT", "MOST_DECIMALS", "decimals_of", "declare", "described",
    "ensure", "guess", "missing", "new_code", "retire",
]  # fmt: skip
LONGEST_NAME, LONGEST_UNIT, MOST_DECIMALS = 200, 40, 9
RANK = r"(?<![a-z])(xep hang|thu hang|xep thu|hang|rank|ranking)(?![a-z])"
INDEX = r"(?<![a-z])(chi so|diem|index|score|par index|sipas|papi|pci)(?![a-z])"
RATE = r"(?<![a-z])(ty le|ti le|ty trong|ti trong|ty suat|rate|share|percent|percentage|proportion|%)(?![a-z])|%"


def declare(target: Database | duckdb.DuckDBPyConnection, new: NewIndicator, who: str, batch: str = "") -> str:
    """Declare an indicator in a workspace; its code. With a cursor, inside the caller's transaction.

    The same declaration again changes nothing, unless it has more decimals. DanVanError where it cannot be.
    """
    if isinstance(target, Database):
        with target.writing() as cursor:
            return declare(cursor, new, who, batch)
    item = described(new, who)
    stored = own.stored(target)
    _refuse_known(item, (known for known in stored if known.code == item.code or known.unit == item.unit))
    held = next((known for known in stored if known.code == item.code), None)
    catalogue.add(item)
    if held is None or held.decimals < item.decimals:
        _put(target, item, who, batch)
    return item.code


def described(new: NewIndicator, who: str = "") -> Indicator:
    """The indicator that a declaration makes, not yet kept anywhere; DanVanError where it cannot be declared."""
    item = _indicator(_tidied(new), who)
    _refuse_known(item, catalogue.of_file())
    return item


def missing(cursor: duckdb.DuckDBPyConnection, codes: Collection[str]) -> tuple[Indicator, ...]:
    """Those of the codes that another workspace open in this process declared, and this one did not."""
    held = {item.code for item in own.stored(cursor)}
    return tuple(item for item in catalogue.own() if item.code in codes and item.code not in held)


def ensure(cursor: duckdb.DuckDBPyConnection, codes: Collection[str], who: str, batch: str = "") -> tuple[str, ...]:
    """Declare here what another workspace declared and these figures use, in the caller's transaction; the codes."""
    found = missing(cursor, codes)
    for item in found:
        _put(cursor, item, who, batch)
    return tuple(item.code for item in found)


def _put(cursor: duckdb.DuckDBPyConnection, item: Indicator, who: str, batch: str) -> None:
    own.store(cursor, item, at=now(), who=who, batch=batch)
    reference.put_indicator(cursor, item)


def retire(cursor: duckdb.DuckDBPyConnection, code: str) -> None:
    """Take a declared indicator that has no observations out of the workspace and the catalogue."""
    item = next((known for known in own.stored(cursor) if known.code == code), None)
    if item is None:
        raise DanVanError(
            message=f"“{code}” không phải là chỉ tiêu bổ sung của không gian dữ liệu này.",
            remedy="Chỉ bỏ được chỉ tiêu đã khai báo thêm khi nhập số liệu.",
        )
    used = cursor.execute("select count(*) from observation where indicator = ?", [code]).fetchone()[0]
    if used:
        raise DanVanError(
            message=f"Chỉ tiêu “{item.name}” đã có {used} số liệu, không bỏ được.",
            remedy="Số liệu đã nhập được giữ để tra cứu, kể cả khi đợt nhập đã hoàn tác.",
        )
    own.erase(cursor, code)
    reference.take_indicator(cursor, code)
    catalogue.discard(code)


def guess(header: str, numbers: ArrayLike, unit_of_measure: str = "") -> NewIndicator:
    """The declaration for a column that nobody described: never added up; decimals as the figures have them."""
    name, stated = trailing_unit(without_periods(header))
    unit = stated or unit_of_measure
    # The column's own words come before those of the title above: "Bảng xếp hạng … – Điểm số" is a score.
    own_words = f"{folded(name.rsplit(' – ', 1)[-1])} {folded(unit)}"
    told = next((words for words in (own_words, folded(name)) if re.search(f"{RANK}|{INDEX}", words)), "")
    decimals = decimals_of(numbers)
    kind = "rank" if re.search(RANK, told) else "index" if told else "statistic"
    if not unit and kind == "statistic" and re.search(RATE, folded(name)):
        unit = "%"
    if not unit and kind != "statistic":
        unit = "hạng" if kind == "rank" else "điểm"
    return NewIndicator(_capital(name or header), unit, kind, decimals)


def decimals_of(numbers: ArrayLike) -> int:
    """The most decimals that a figure has, as it is read; at most 9."""
    figures = np.asarray(numbers, dtype=float)
    distinct = np.unique(figures[np.isfinite(figures)])
    if not len(distinct) or (distinct == np.round(distinct)).all():
        return 0
    return min(max(len(_decimals(value)) for value in distinct.tolist()), MOST_DECIMALS)


def _decimals(value: float) -> str:
    return (
        f"{value:.12f}".rstrip("0").partition(".")[2]
        if "e" in repr(value)
        else repr(value).partition(".")[2].rstrip("0")
    )


def _capital(name: str) -> str:
    name = clean(name.replace("_", " "))
    return name[:1].upper() + name[1:]


def _tidied(new: NewIndicator) -> NewIndicator:
    """The declaration with its texts cleaned; DanVanError when it cannot be declared as it is."""
    name, unit = clean(new.name), clean(new.unit)
    if not fold(name):
        raise _refused("Chỉ tiêu mới chưa có tên.", "Nhập tên chỉ tiêu.")
    if len(name) > LONGEST_NAME or len(unit) > LONGEST_UNIT:
        raise _refused(
            f"Tên chỉ tiêu “{name[:40]}…” hoặc đơn vị tính quá dài.",
            f"Viết tên không quá {LONGEST_NAME} ký tự, đơn vị tính không quá {LONGEST_UNIT} ký tự.",
        )
    if new.kind not in AGGREGATION:
        raise _refused(f"Không có loại chỉ tiêu “{new.kind}”.", f"Dùng một trong: {', '.join(AGGREGATION)}.")
    if not 0 <= new.decimals <= MOST_DECIMALS:
        raise _refused(f"Số chữ số thập phân {new.decimals} không hợp lệ.", f"Chọn từ 0 đến {MOST_DECIMALS}.")
    if new.group and new.group not in catalogue.groups() and new.group != catalogue.OWN_GROUP:
        raise _refused(f"Không có nhóm chỉ tiêu “{new.group}”.", f"Các nhóm: {', '.join(catalogue.groups())}.")
    return NewIndicator(_capital(name), unit, new.kind, new.decimals, new.group or catalogue.OWN_GROUP)


def _refuse_known(item: Indicator, others: Iterable[Indicator]) -> None:
    """A name that an indicator has already is that indicator: a second one would part its figures in two."""
    key = key_of(item.name)
    for known in others:
        if known.code == item.code:
            if not key.agrees(key_of(known.name)):
                raise _refused(
                    f"Tên “{item.name}” chỉ khác dấu với chỉ tiêu “{known.name}” ({known.code}).",
                    "Kiểm tra lại dấu, hoặc đặt tên khác hẳn.",
                )
        elif any(key_of(text).plain == key.plain for text in (known.name, *known.synonyms)):
            raise _refused(
                f"Chỉ tiêu “{item.name}” đã có trong danh mục: {known.code} – {known.name} ({known.unit}).",
                f"Chọn {known.code} cho cột này, hoặc đặt tên khác nếu là chỉ tiêu khác.",
            )


def _indicator(new: NewIndicator, who: str) -> Indicator:
    over_units, over_periods = AGGREGATION[new.kind]
    today = now().date()
    told: dict[str, Any] = {
        "code": new_code(new),
        "name": new.name,
        "name_en": "",
        "group": new.group,
        "unit": new.unit,
        "kind": new.kind,
        "decimals": new.decimals,
        "direction": "neutral",
        "agg_units": over_units,
        "agg_periods": over_periods,
        "levels": catalogue.LEVELS,
        "synonyms": (),
        "definition": f"Chỉ tiêu khai báo khi nhập số liệu: {KIND_NAMES[new.kind]}.",
        "why": "",
        "legal_basis": "",
        "caution": "",
        "checked_by": who,
        "reviewed": today,
        "next_review": date(today.year + 1, today.month, min(today.day, 28)),
        "scale": 100 if new.kind == "ratio" and new.unit == "%" else 1,
    }
    return Indicator(**told)


def _refused(message: str, remedy: str) -> DanVanError:
    return DanVanError(message=message, remedy=remedy)
