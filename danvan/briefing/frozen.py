"""Reads back a deck that was frozen: the plain values of `Deck.as_json`, as the same contents again.

Owns nothing of its own: shapes are those of danvan.briefing.contents, and a file of another shape is refused.
"""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from danvan.briefing.contents import Deck
from danvan.errors import DanVanError


def deck(table: dict[str, Any]) -> Deck:
    """The deck of those values. DanVanError when they are not a deck's."""
    try:
        return _made(Deck, table)
    except (TypeError, KeyError, ValueError) as error:
        raise DanVanError(
            f"Không đọc được bài trình bày đã chốt: {error}.", "Mở bản chưa chốt rồi chốt lại số liệu."
        ) from error


def _made(kind: Any, value: Any) -> Any:
    """A value in its declared shape."""
    if get_origin(kind) is UnionType:
        inner = next(each for each in get_args(kind) if each is not type(None))
        return None if value is None else _made(inner, value)
    if get_origin(kind) is tuple:
        inner, *rest = get_args(kind)
        if rest == [...]:
            return tuple(_made(inner, each) for each in value)
        return tuple(_made(one, each) for one, each in zip((inner, *rest), value, strict=True))
    if is_dataclass(kind):
        hints = _hints(kind)
        unknown = set(value) - {one.name for one in fields(kind)}
        if unknown:
            raise TypeError(f"không rõ mục {', '.join(sorted(unknown))}")
        return kind(**{name: _made(hints[name], each) for name, each in value.items()})
    if kind is date:
        return date.fromisoformat(value)
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
