"""Text from outside (addresses, files, errors) on a page: shown as it is, never read as Markdown, HTML or a path."""

import re

LONGEST = 400
# Addresses become links whatever marks are made harmless; an invisible sign that joins words keeps them words.
ADDRESS = re.compile(r"(?i)\b(https?|www|mailto|xmpp)(?=[:.])|(?<=@)(?=\w)")
# Signs that turn the reading of what follows around, and those that nothing shows.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')
LONGEST_NAME = 120
MARKS = re.compile(r"([\\`*_{}\[\]()#+.!|<>~$:&-])")


def plain(words: str, longest: int = LONGEST) -> str:
    """The words with every mark of Markdown made harmless, cut to a length that a notice can hold."""
    seen = UNSEEN.sub("", words)
    cut = seen if len(seen) <= longest else seen[:longest] + "…"
    return MARKS.sub(r"\\\1", ADDRESS.sub("\\g<0>\u2060", cut))


def file_name(words: str) -> str:
    """A name under which any computer keeps a file: no path, no sign that hides its true ending, not too long."""
    kept = " ".join(UNSEEN.sub("", words).encode("utf-8", "ignore").decode().split())
    bare = NOT_IN_NAMES.sub("-", kept).strip(" .") or "tep"
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending)]}{dot}{ending}" if dot and len(ending) < 12 else bare[:LONGEST_NAME]
