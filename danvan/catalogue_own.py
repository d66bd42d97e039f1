"""The catalogue as it is in this process: the indicators of the file and those that users declared.

Owns the one value that changes, replaced as a whole, so that a reader in another thread sees the catalogue before
or after a change and never half of it. Where declared indicators are kept is danvan.figures.own.
"""

import threading
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from danvan.catalogue_file import Catalogue, Indicator, read
from danvan.errors import DanVanError

GROUP, GROUP_NAME = "other", "Chỉ tiêu bổ sung"  # the group of the declared; there only while there is one
_CHANGING = threading.Lock()
_together: tuple[int, Catalogue] | None = None
_lent: dict[str, Indicator] = {}


@cache
def _file() -> Catalogue:
    return read()


def current() -> Catalogue:
    """Everything: what the file says and what was declared."""
    return _together[1] if _together else _file()


def revision() -> int:
    """A number that changes with every `add` and `discard`: a key for what is derived from all indicators."""
    return _together[0] if _together else 0


def of_file() -> tuple[Indicator, ...]:
    """The indicators of the file alone."""
    return tuple(_file().indicators.values())


def own() -> tuple[Indicator, ...]:
    """The indicators that users declared, of every workspace opened in this process."""
    return tuple(item for code, item in current().indicators.items() if code not in _file().indicators)


def lent(code: str) -> Indicator | None:
    """An indicator that is only being considered, by its code."""
    return _lent.get(code)


def lend(item: Indicator) -> Indicator:
    """Let an indicator be asked for by its code, though nobody has decided for it: for a preview before a commit.

    It is none of the indicators of the catalogue, so no header is taken for it.
    """
    _lent[item.code] = item
    return item


def add(item: Indicator) -> Indicator:
    """Put a declared indicator beside those of the file; what the catalogue then holds for its code.

    Another workspace may have declared the same with fewer decimals: the more decimals are kept, so that
    neither shows a figure cut short. DanVanError for one with parts of its own, or with a code of the file.
    """
    if item.code in _file().indicators or item.dims or item.parts or item.terms:
        raise DanVanError(
            message=f"Không bổ sung được chỉ tiêu “{item.name}” với mã {item.code}.",
            remedy="Chỉ tiêu bổ sung không có phân tổ và không dùng mã của danh mục.",
        )
    with _CHANGING:
        known = current().indicators.get(item.code)
        if known and known.decimals >= item.decimals:
            return known
        kept = replace(known, decimals=item.decimals) if known else item
        _put({**current().indicators, item.code: kept})
    return kept


def discard(code: str) -> None:
    """Take a declared indicator out again; nothing happens for a code that is none."""
    with _CHANGING:
        if code in current().indicators and code not in _file().indicators:
            _put({key: item for key, item in current().indicators.items() if key != code})


def _put(indicators: dict[str, Indicator]) -> None:
    global _together
    file = _file()
    groups = dict(file.groups)
    if any(item.group == GROUP for item in indicators.values()):
        groups[GROUP] = GROUP_NAME
    found = replace(file, groups=MappingProxyType(groups), indicators=MappingProxyType(indicators))
    _together = (revision() + 1, found)
