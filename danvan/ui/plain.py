"""Text from outside (addresses, files, errors) on a page: shown as it is, never read as Markdown or HTML."""

import re

LONGEST = 400
MARKS = re.compile(r"([\\`*_{}\[\]()#+.!|<>~$:&-])")


def plain(words: str, longest: int = LONGEST) -> str:
    """The words with every mark of Markdown made harmless, cut to a length that a notice can hold."""
    cut = words if len(words) <= longest else words[:longest] + "…"
    return MARKS.sub(r"\\\1", cut)
