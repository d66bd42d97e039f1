"""Owns what of a text no file can bear: signs that XML forbids, and those that turn the reading of a line around."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
LONGEST_PROPERTY = 255
"""What Office allows for title, subject and author of a file."""


def harmless(contents: T) -> T:
    """The same contents (dataclasses, tuples, lists, dicts, values) with such signs taken out of their texts."""
    made: Any = contents
    if isinstance(contents, str):
        made = FORBIDDEN.sub("", contents)
    elif isinstance(contents, tuple | list):
        made = type(contents)(harmless(one) for one in contents)
    elif isinstance(contents, dict):
        made = {key: harmless(value) for key, value in contents.items()}
    elif is_dataclass(contents) and not isinstance(contents, type):
        made = replace(contents, **{one.name: harmless(getattr(contents, one.name)) for one in fields(contents)})
    return made


def describe(about: Any, title: str, subject: str, author: str) -> None:
    """Fill in the properties of an Office file (core_properties), as much of each as they may hold."""
    for name, words in (("title", title), ("subject", subject), ("author", author)):
        setattr(about, name, words[:LONGEST_PROPERTY])
