"""Headers and names in two languages: which half is the Vietnamese one.

Owns the telling apart of English and Vietnamese words by their letters and endings; it translates nothing.
"""

import re

from danvan.ingest.shape.cells import tidy
from danvan.units.fold import plain

ENGLISH = re.compile(
    r"\b(?:of|and|the|at|in|to|on|by|with|local|total|male|female|urban|rural|province|district|rate|level|number|year|"
    r"score|rank|code|name|public|area|land|people|average|per|pers|thous|mill|prel|household|highest|lowest|whole|country|"
    r"unit|ha|persons?|heads?|tons?|bill|vnd|dongs?|times|points?|index|"
    r"\w+(?:tion|tions|ment|ments|ity|ities|ness|ance|ence|ship|ing|ics|ies))\b",
    re.IGNORECASE,
)


WITH_UNIT = re.compile(r"(.+?)\s[-–]\s([A-Za-z ,.'/&-]+?)\s*\((.+)\)")


def accented(text: str) -> bool:
    """Whether a text has letters that only Vietnamese has."""
    return plain(text) != text.lower()


def is_english(text: str) -> bool:
    """Whether a text without Vietnamese letters has an English word."""
    return not accented(text) and bool(ENGLISH.search(text))


def in_vietnamese(text: str) -> str:
    """'Tổng số - Total' → 'Tổng số': the Vietnamese half of a text in two languages; any other text as it is."""
    if hit := WITH_UNIT.fullmatch(text):
        left, unit = hit[1].strip(), in_vietnamese(hit[3].strip())
        if accented(left) and is_english(hit[2]):
            return f"{left} ({unit})"
    for mark in (" - ", " – ", " / ", "/", " ("):
        left, found, right = text.partition(mark)
        right = right.removesuffix(")")
        told = set(re.findall(r"\d+", right)) <= set(re.findall(r"\d+", left))
        if found and told and accented(left) and right and is_english(right):
            return left.strip()
    return text


def header_words(sent: str) -> str:
    """The words of one header cell: of lines in two languages the Vietnamese ones, else all of them."""
    lines = [tidy(line) for line in sent.splitlines() if tidy(line)]
    ours = [line for line in lines if accented(line)]
    if ours:
        lines = [line for line in lines if line in ours or not ENGLISH.search(line) or re.search(r"\d", line)]
    return in_vietnamese(" ".join(lines))
