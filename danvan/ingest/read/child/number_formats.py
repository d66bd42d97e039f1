"""What a number format does to a number's meaning: only percent matters, for 0,932 shown as 93,2% is 93,2%."""

import re

from danvan.ingest.read.child.book import PERCENT, SIGN

BUILT_IN = {"9": PERCENT, "10": PERCENT}
"""Formats of Excel that stand in no file."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')


def meaning(code: str) -> str:
    """PERCENT, SIGN or ''."""
    first = _first_section(code)
    if "%" in _LITERAL.sub("", first):
        return PERCENT
    literals = "".join(match[1] or match[2] or "" for match in _LITERAL.finditer(first))
    return SIGN if "%" in literals and re.search("[0#?]|General", _LITERAL.sub("", first)) else ""


def _first_section(code: str) -> str:
    """The part before the first semicolon that is not quoted: the format of positive numbers."""
    end = 0
    for match in re.finditer(r'"[^"]*"|\\.|[_*].|(;)', code):
        if match[1]:
            end = match.start()
            break
    else:
        end = len(code)
    return code[:end]
