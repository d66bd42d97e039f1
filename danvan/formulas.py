"""Owns what keeps a text a text in a CSV file: a spreadsheet takes a cell that begins like a formula for one.

The workbooks need none of this: XlsxWriter writes texts as texts there (strings_to_formulas=False).
"""

import re

UNSEEN = "\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# What begins a formula, also in full width, also behind spaces, quotes and signs that nothing shows.
STARTS = re.compile(f"[\\s\"'{UNSEEN}]*[{SIGNS}]|[\t\r\n]")
# A formula behind a sign that another country's spreadsheet takes for the end of a cell.
AFTER = re.compile("([,;|\t\r\n][\\s\"']*)(?=[=@\uff1d\uff20])")


def guarded(words: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet would take for a formula."""
    inside = AFTER.sub(r"\1'", words)
    return f"'{inside}" if STARTS.match(words) else inside


def bare(words: str) -> str:
    """A text as it was before `guarded`, where that put an apostrophe at its beginning."""
    return words[1:] if words.startswith("'") and STARTS.match(words[1:]) else words
