"""Wording of the read stage: every finding has a text and a remedy, and no text is left over."""

import re
import string
from pathlib import Path

import pytest

from danvan.ingest.findings import SEVERITIES, finding
from danvan.texts import entries

ROOT = Path(__file__).resolve().parents[2]
USED = {
    code
    for path in (ROOT / "danvan/ingest/read").rglob("*.py")
    for code in re.findall(r'"read_([a-z_]+)"', path.read_text(encoding="utf-8"))
}
TEXTS = {name.removeprefix("findings_read."): words for name, words in entries().items() if "findings_read." in name}


def test_every_finding_has_a_text_and_a_remedy_and_none_is_left_over() -> None:
    assert set(TEXTS) == USED | {f"{code}_remedy" for code in USED}


@pytest.mark.parametrize("code", sorted(USED))
def test_the_text_of_a_finding_needs_only_known_words(code: str) -> None:
    words = {field for _, field, _, _ in string.Formatter().parse(TEXTS[code] + TEXTS[f"{code}_remedy"]) if field}
    known = "size most kind unpacked cell sheet count where line width rows extension encoding other columns".split()
    assert words <= {*known, "value", "suggestion", "row"}
    for severity in SEVERITIES:
        assert finding(f"read_{code}", severity, **dict.fromkeys(words, "1")).remedy
