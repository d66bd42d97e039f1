"""Which sign of a written number is the decimal one, as far as the number itself tells."""

import re

COMMA, DOT = ",", "."
SIGNS = (COMMA, DOT)
WHOLE, EITHER = "whole", "either"
"""Forms of a body beside COMMA and DOT (which sign is the decimal one): no sign at all, or one that may be both."""
GROUPED = {sign: re.compile(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+") for sign in (COMMA, DOT, " ", "'")}


def form_of(body: str) -> str | None:
    """Which sign of a body is the decimal one: COMMA, DOT, WHOLE (none), EITHER (cannot be told), None (faulty)."""
    if body.isdigit():
        return WHOLE
    inner, spaced = _joined(body)
    if inner is None:
        return None
    if inner.isdigit():
        return WHOLE
    signs = [c for c in inner if c in ".,"]
    last = signs[-1]
    if len(set(signs)) == 2:
        left, right = inner.rsplit(last, 1)
        other = DOT if last == COMMA else COMMA
        fits = signs.count(last) == 1 and not spaced and GROUPED[other].fullmatch(left) and right.isdigit()
        return last if fits else None
    if len(signs) > 1:
        return (DOT if last == COMMA else COMMA) if GROUPED[last].fullmatch(inner) and not spaced else None
    left, right = inner.split(last)
    if not right or (len(left) > 1 and left.startswith("0")):
        return None
    open_ = len(right) == 3 and 1 <= len(left) <= 3 and left != "0" and not spaced
    return EITHER if open_ else last


def _joined(body: str) -> tuple[str | None, bool]:
    """The body without spaces or apostrophes between its groups, and whether it had any; None where they fit none."""
    for sign in (" ", "'"):
        if sign in body:
            whole, *rest = re.split(r"[.,]", body, maxsplit=1)
            fits = GROUPED[sign].fullmatch(whole) and not (rest and not rest[0].isdigit())
            return (body.replace(sign, ""), True) if fits else (None, True)
    return body, False
